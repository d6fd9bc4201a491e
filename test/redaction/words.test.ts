/** The tenant's own words, on word boundaries of any script. */
import { describe, expect, it } from 'vitest'
import { found, policyOf } from './found.ts'

const policy = policyOf({
  words: ['Projekt Żubr', 'Acme', 'Acme Holding', 'Łódź', 'C++', 'O’Neill', 'ξένος'],
})

describe("the tenant's own words", () => {
  it.each([
    ['ACME zapłaci', 'ACME'],
    ['projekt żubr rusza', 'projekt żubr'],
    ['PROJEKT ŻUBR!', 'PROJEKT ŻUBR'],
    ['w ŁÓDŹ.', 'ŁÓDŹ'],
    ['use C++.', 'C++'],
    ["mail o’neill's", 'o’neill'],
    ['ΞΈΝΟΣ? ξένος', 'ξένος'],
    ['#acme', 'acme'],
    ['acme_project', 'acme'],
    ['„Acme”', 'Acme'],
    ['😀Acme😀', 'Acme'],
  ])('finds its word in %s', (text, word) => {
    expect(found(text, policy)).toEqual([`WORD:${word}`])
  })

  it.each(['acmed', 'pacme', 'acmę', 'Projekt Zubr', 'Lodz', 'acme1', 'żubr'])(
    'keeps to word boundaries and diacritics: %s',
    (text) => {
      expect(found(text, policy)).toEqual([])
    },
  )

  it('prefers the longest word', () => {
    expect(found('Acme Holding i Acme', policy)).toEqual(['WORD:Acme Holding', 'WORD:Acme'])
  })

  it('finds a word across a no-break space and written in combining characters', () => {
    expect(found('projekt\u00a0żubr', policy)).toEqual(['WORD:projekt\u00a0żubr'])
    expect(found('Projekt Żubr'.normalize('NFD'), policy)).toEqual([
      `WORD:${'Projekt Żubr'.normalize('NFD')}`,
    ])
  })

  it('finds nothing when the entity is switched off', () => {
    expect(found('Acme', policyOf({ words: ['Acme'], entities: ['EMAIL'] }))).toEqual([])
  })

  it('covers the most where a word lies inside something longer', () => {
    const digits = policyOf({ words: ['051'] })
    expect(found('PESEL 44 051 401 358 9', digits)).toEqual(['WORD:051'])
    expect(found('PESEL 440 051', digits)).toEqual(['WORD:051'])
    expect(found('karta 4111-1111-1111-1111', policyOf({ words: ['1111'] }))).toEqual([
      'CARD:4111-1111-1111-1111',
    ])
  })

  it('finds a word inside an address only as a part of the address', () => {
    expect(found('jan@acme.example', policy)).toEqual(['EMAIL:jan@acme.example'])
  })
})
