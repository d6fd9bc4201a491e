/** Sentences in which nobody is named: products, firms, towns, nouns at the beginning, abbreviations. Few of them may be taken for people. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compilePolicy, find, LANGUAGES, type Language } from '../../src/redaction/index.ts'
import { peopleIn } from './people.ts'

/** Sentences of a hundred. */
const MOST = 20
const MOST_IN_THE_MEAN = 10

const TESTED = LANGUAGES.filter((language) => language !== 'ja')

/** Share of a language's sentences with somebody found in them, in hundredths. */
function flagged(language: Language): number {
  const policy = compilePolicy({ names: 'builtin', languages: [language] })
  const file = new URL(`nobody/${language}.txt`, import.meta.url)
  const sentences = readFileSync(file, 'utf8').trim().split('\n')
  const found = sentences.filter((text) => find(policy, text).some(({ entity }) => entity === 'PERSON'))
  return (100 * found.length) / sentences.length
}

function persons(text: string): readonly string[] {
  return peopleIn(compilePolicy({ names: 'builtin' }), text)
}

describe('sentences in which nobody is named', () => {
  it.each(TESTED)('are hardly ever flagged in %s', (language) => {
    expect(flagged(language)).toBeLessThanOrEqual(MOST)
  })

  it('are seldom flagged in the mean', () => {
    const mean = TESTED.reduce((sum, language) => sum + flagged(language), 0) / TESTED.length
    expect(mean).toBeLessThanOrEqual(MOST_IN_THE_MEAN)
  })

  it.each([
    ['Jestem Anna, PESEL 44051401359', ['Anna']],
    ['Rose is my favourite flower and Will you come in May?', []],
    ['My name is Anna Kowalska, the IBAN follows and the Dyson V11 is broken.', ['Anna Kowalska']],
    ['Odkurzacz z Tauronu i bilet do Vodafonu, mówi Jan Kowalski.', ['Jan Kowalski']],
    ['Henrik Wergelands vei er stengt, og jeg kommer ikke fram.', []],
    [
      'Bilen til Henrik Wergelands nabo er stjålet, sier Henrik Wergeland.',
      ['Henrik Wergelands', 'Henrik Wergeland'],
    ],
    ['Jag undrar varför Annas bank inte har svarat på det, och vad jag ska göra.', ['Annas']],
    ['Ostin sen Ikeasta ja nyt se on rikki, eikä sille ole takuuta.', []],
    ['Se on nyt Minna Canthin kadulla, eikä siellä ole ketään.', []],
  ])('leave %j with %j', (text, names) => {
    expect(persons(text)).toEqual(names)
  })
})
