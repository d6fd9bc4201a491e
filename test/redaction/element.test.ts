/** Element and address tokens for machine translation, and what translators do to them. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { Vault } from '../../src/redaction/index.ts'
import { EVERYTHING } from './found.ts'

function element(text: string, escape = false): { readonly vault: Vault; readonly sent: string } {
  const vault = new Vault({ style: 'element' })
  vault.reserve(text)
  return { vault, sent: vault.redact(EVERYTHING, text, 'caller', { escape }) }
}

describe('element tokens for machine translation', () => {
  it('replace values by a neutral word in an element and keep the value in the vault', () => {
    const { sent } = element('Pisz do jan@x.pl lub +48 600 700 800.')
    expect(sent).toBe('Pisz do <x id="1">RYX</x> lub <x id="2">RYX</x>.')
  })

  it('escape the plain text around them and undo that on the way back', () => {
    const text = 'A & B <jan@x.pl> "c" > d, ęść &amp; 😀'
    const { vault, sent } = element(text, true)
    expect(sent).toBe('A &amp; B &lt;<x id="1">RYX</x>&gt; "c" &gt; d, ęść &amp;amp; 😀')
    expect(vault.restore(sent, 'escaped')).toBe(text)
  })

  it('escape a text without findings too, since the whole request is read as XML', () => {
    const vault = new Vault({ style: 'element' })
    expect(vault.redact(EVERYTHING, 'a < b', 'caller', { escape: true })).toBe('a &lt; b')
    expect(vault.restore('a &lt; b &quot;c&quot; &#39;d&#x27;', 'escaped')).toBe(`a < b "c" 'd'`)
  })

  it('give any text back unchanged when it was not translated', () => {
    const piece = fc.constantFrom(
      'jan@x.pl',
      '44051401359',
      '<',
      '>',
      '&',
      '&lt;',
      '"',
      ' ',
      'x',
      '<x id="1">',
      '</x>',
      '<b>',
      '\ud800',
      '&#38;',
      'x1@limen.invalid',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const text = pieces.join('')
        const { vault, sent } = element(text, true)
        expect(vault.restore(sent, 'escaped')).toBe(text)
        expect(vault.verifyElements(sent, sent).complete).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['in another order', 'Do <x id="2">RYX</x> albo <x id="1">RYX</x>', 'Do +48 600 700 800 albo jan@x.pl'],
    ['in capitals', '<X ID="1">RYX</X> <X ID="2">ryx</X>', 'jan@x.pl +48 600 700 800'],
    [
      'with other quotes and spaces',
      `< x  id = '1' >RYX< / x > <x id=2>RYX</x >`,
      'jan@x.pl +48 600 700 800',
    ],
    ['with typographic quotes', '<x id=„1”>RYX</x> <x id=«2»>RYX</x>', 'jan@x.pl +48 600 700 800'],
    ['self-closed or empty', '<x id="1"/> <x id="2"></x> ', 'jan@x.pl +48 600 700 800 '],
    [
      'with another inner text',
      '<x id="1">Ryxa</x> <x id="2">der <b>Herr</b> &amp; RYX</x>',
      'jan@x.pl +48 600 700 800',
    ],
    ['glued to words', 'a<x id="1">RYX</x>b<x id="2">RYX</x>', 'ajan@x.plb+48 600 700 800'],
  ])('are restored by id when they come back %s', (_, returned, restored) => {
    const { vault, sent } = element('Pisz do jan@x.pl lub +48 600 700 800.')
    expect(vault.restore(returned, 'text')).toBe(restored)
    expect(vault.verifyElements(sent, returned)).toEqual({
      complete: true,
      missing: [],
      duplicated: [],
      foreign: [],
    })
    expect(vault.restored).toBe(2)
  })

  it.each([
    ['one dropped', '<x id="1">RYX</x>', { missing: ['2'], duplicated: [], foreign: [] }],
    [
      'one doubled',
      '<x id="1">R</x><x id="1">R</x><x id="2">R</x>',
      { missing: [], duplicated: ['1'], foreign: [] },
    ],
    [
      'one invented',
      '<x id="1">R</x><x id="2">R</x><x id="7">R</x>',
      { missing: [], duplicated: [], foreign: ['7'] },
    ],
    ['one never closed', '<x id="1">R <x id="2">R</x>', { missing: ['1'], duplicated: [], foreign: [] }],
    ['the last never closed', '<x id="1">R</x> <x id="2">R', { missing: ['2'], duplicated: [], foreign: [] }],
    [
      'tags escaped',
      '&lt;x id="1"&gt;R&lt;/x&gt; <x id="2">R</x>',
      { missing: ['1'], duplicated: [], foreign: [] },
    ],
    ['all gone', 'RYX RYX', { missing: ['1', '2'], duplicated: [], foreign: [] }],
    ['an address in place of an element', 'x1@limen.invalid <x id="2">R</x>', undefined],
  ])('are checked on return: %s', (_, returned, expected) => {
    const { vault, sent } = element('Pisz do jan@x.pl lub +48 600 700 800.')
    const complete = expected === undefined
    expect(vault.verifyElements(sent, returned)).toEqual({
      missing: [],
      duplicated: [],
      foreign: [],
      complete,
      ...expected,
    })
  })

  it('expect a value that stands twice in a text twice', () => {
    const { vault, sent } = element('jan@x.pl i jan@x.pl')
    expect(sent).toBe('<x id="1">RYX</x> i <x id="1">RYX</x>')
    expect(vault.verifyElements(sent, '<x id="1">RYX</x>').missing).toEqual(['1'])
    expect(vault.verifyElements(sent, sent).complete).toBe(true)
  })

  it("never take an id that the caller's own markup uses, and leave that markup alone", () => {
    const text = '<x id="1">keep</x> <x id="3">too</x> jan@x.pl b@x.pl x4@limen.invalid'
    const { vault, sent } = element(text)
    expect(sent).toBe(
      '<x id="1">keep</x> <x id="3">too</x> <x id="2">RYX</x> <x id="5">RYX</x> x4@limen.invalid',
    )
    expect(vault.restore(sent, 'text')).toBe(text)
    expect(vault.verifyElements(sent, sent).complete).toBe(true)
  })

  it('read ids of the caller out of the source of a JSON body', () => {
    const vault = new Vault({ style: 'element' })
    vault.reserve(JSON.stringify({ text: ['<x id="1">keep</x>'] }))
    expect(vault.redact(EVERYTHING, 'jan@x.pl', 'caller')).toBe('<x id="2">RYX</x>')
  })

  it('use an address inside tags and attributes, where an element would break the markup', () => {
    const text = `<a href="mailto:jan@x.pl" title='>'>jan@x.pl</a> <!-- b@x.pl --> 1 < 2 c@x.pl`
    const { vault, sent } = element(text)
    expect(sent).toBe(
      `<a href="mailto:x1@limen.invalid" title='>'><x id="1">RYX</x></a> <!-- x2@limen.invalid --> 1 < 2 <x id="3">RYX</x>`,
    )
    expect(vault.restore(sent, 'text')).toBe(text)
  })

  it("never put an operator's value or a secret back, but name it", () => {
    const vault = new Vault({ style: 'element' })
    const operator = vault.redact(EVERYTHING, 'boss@x.pl', 'operator')
    expect(operator).toBe('<x id="s1">RYX</x>')
    const caller = vault.redact(EVERYTHING, 'boss@x.pl password: hunter2x', 'caller')
    expect(vault.restore(`${operator} ${caller}`, 'text')).toBe('[EMAIL_S1] boss@x.pl password: [SECRET_1]')
  })
})

describe('address tokens', () => {
  it('replace every value by an address that nobody can have', () => {
    const vault = new Vault({ style: 'address' })
    expect(vault.redact(EVERYTHING, 'jan@x.pl, 44051401359', 'caller')).toBe(
      'x1@limen.invalid, x2@limen.invalid',
    )
    expect(vault.restore('X2@LIMEN.INVALID; x1 @ limen.invalid, x9@limen.invalid', 'text')).toBe(
      '44051401359; jan@x.pl, x9@limen.invalid',
    )
  })

  it('are told apart by their whole number', () => {
    const vault = new Vault({ style: 'address' })
    const text = Array.from({ length: 12 }, (_, index) => `u${index}@x.pl`).join(' ')
    expect(vault.restore(vault.redact(EVERYTHING, text, 'caller'), 'text')).toBe(text)
  })

  it('skip the numbers of the caller', () => {
    const vault = new Vault({ style: 'address' })
    vault.reserve('x1@limen.invalid')
    expect(vault.redact(EVERYTHING, 'x1@limen.invalid jan@x.pl', 'caller')).toBe(
      'x1@limen.invalid x2@limen.invalid',
    )
  })
})
