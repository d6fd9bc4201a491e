/** What the training of the tagger rests on: copies and other people keep their offsets, weights survive the packing, the chain's probabilities are some. */
import { describe, expect, it } from 'vitest'
import { packed } from '../../scripts/names/artefact.ts'
import { Chance } from '../../scripts/names/chance.ts'
import { contracted } from '../../scripts/names/contractions.ts'
import { written } from '../../scripts/names/copies.ts'
import { asWritten, withOthers } from '../../scripts/names/exchange.ts'
import { inflected, womans } from '../../scripts/names/inflect.ts'
import type { People, Person } from '../../scripts/names/people.ts'
import { spliced } from '../../scripts/names/splice.ts'
import { parseTexts } from '../../scripts/names/texts.ts'
import { Bloom } from '../../src/redaction/names/tagger/bloom.ts'
import { type Compound, takeApart } from '../../src/redaction/names/tagger/compounds.ts'
import { marginals, newChain, STATES } from '../../src/redaction/names/tagger/lattice.ts'
import { type Artefact, unpacked } from '../../src/redaction/names/tagger/model.ts'
import type { WordClasses } from '../../src/redaction/names/tagger/view.ts'
import { Tokens, wordHash } from '../../src/redaction/names/tokens.ts'

/** Eight numbers of a seed. */
function draw(seed: number): readonly number[] {
  const chance = new Chance(seed)
  return Array.from({ length: 8 }, () => chance.below(1000))
}

describe('texts to learn from', () => {
  it('stay as long in every manner of writing', () => {
    const text = 'Guten Tag, „Jürgen“ İpek: Straße 3 – ok?'
    for (const manner of ['as-written', 'small', 'transcript', 'one-capital', 'capitals'] as const)
      expect(written(text, manner)).toHaveLength(text.length)
    expect(written('Hi, Anna.', 'transcript')).toBe('hi  anna ')
  })

  it('keep their names in place where words before them are drawn together', () => {
    const { text, spans } = contracted('Falei de a casa de o João em o Porto.', [[21, 25]])
    expect(text).toBe('Falei da casa do João no Porto.')
    expect(spans.map(([start, end]) => text.slice(start, end))).toEqual(['João'])
  })

  it('hold names in cases that people use', () => {
    expect(inflected('Kowalski', 'pl', 'm', 'gen', true)).toBe('Kowalskiego')
    expect(inflected('Marek', 'pl', 'm', 'ins', false)).toBe('Markiem')
    expect(inflected('Anna', 'pl', 'f', 'acc', false)).toBe('Annę')
    expect(inflected('Novák', 'cs', 'm', 'voc', true)).toBe('Nováku')
    expect(inflected(womans('Novák', 'cs'), 'cs', 'f', 'ins', true)).toBe('Novákovou')
    expect(inflected('Paweł', 'pl', 'm', 'voc', false)).toBe('Pawle')
    expect(inflected('Zosia', 'pl', 'f', 'gen', false)).toBe('Zosi')
    expect(inflected('Gołąb', 'pl', 'm', 'acc', true)).toBe('Gołębia')
    expect(inflected('Zimna', 'pl', 'f', 'dat', true)).toBe('Zimnej')
    expect(inflected('Zdeněk', 'cs', 'm', 'gen', false)).toBe('Zdeňka')
    expect(inflected('Kateřina', 'cs', 'f', 'dat', false)).toBe('Kateřině')
    expect(inflected('Němec', 'cs', 'm', 'voc', true)).toBe('Němče')
    expect(inflected('Ševčenko', 'cs', 'm', 'gen', true)).toBe('Ševčenka')
    expect(inflected('Janů', 'cs', 'm', 'ins', true)).toBe('Janů')
    expect(inflected('Virtanen', 'fi', 'm', 'dat', true)).toBe('Virtaselle')
    expect(inflected('Meyer', 'de', 'm', 'gen', true)).toBe('Meyers')
    expect(inflected('Jonas', 'sv', 'm', 'gen', false)).toBe('Jonas')
  })
})

describe('written texts', () => {
  const file = [
    '= chat',
    'Dzwonię w imieniu {full.f.gen=Anny Kowalskiej}.\\nTu {f.m=Marek} z {=Zosią}.',
    '= speech',
    'mówi {l.m=nowak} dzień dobry',
    '= nobody',
    'Proszę o fakturę.',
  ]
  const { texts, errors } = parseTexts(file.join('\n'), 'pl', 'pl.txt')
  const piotr: Person = { gender: 'm', given: 'Piotr', surname: 'Zieliński' }
  const ewa: Person = { gender: 'f', given: 'Ewa', surname: 'Wrona' }
  const people = {
    person: (_language: string, _chance: Chance, _kept: boolean, gender?: string) =>
      gender === 'f' ? ewa : piotr,
  } as unknown as People

  function named(index: number, others: boolean): readonly string[] {
    const text = texts[index]
    if (text === undefined) throw new Error('no such text')
    const example = others ? withOthers(text, people, new Chance(1)) : asWritten(text)
    return [example.text, ...example.spans.map(([start, end]) => example.text.slice(start, end))]
  }

  it('are read with their names in place', () => {
    expect(errors).toEqual([])
    expect(texts.map(({ section }) => section)).toEqual(['chat', 'speech', 'nobody'])
    expect(named(0, false)).toEqual([
      'Dzwonię w imieniu Anny Kowalskiej.\nTu Marek z Zosią.',
      'Anny Kowalskiej',
      'Marek',
      'Zosią',
    ])
    expect(named(2, true)).toEqual(['Proszę o fakturę.'])
  })

  it('get other people in the same case and letters, but for names that stay', () => {
    expect(named(0, true).slice(1)).toEqual(['Ewy Wrony', 'Piotr', 'Zosią'])
    expect(named(1, true)).toEqual(['mówi zieliński dzień dobry', 'zieliński'])
  })

  it.each([
    ['text before', 'Hej.'],
    ['section', '= chats'],
    ['section', '= chat\n=mail'],
    ['no =', '= chat\n{Anna}'],
    ['kind', '= chat\n{given.f=Anna}'],
    ['m or f', '= chat\n{f=Anna}'],
    ['case', '= chat\n{f.f.genitive=Anny}'],
    ['no name', '= chat\n{f.f=}'],
    ['brace', '= chat\nAnna}'],
    ['backslash', '= chat\nAnna\\t'],
    ['space', '= chat\n Anna'],
    ['same', '= chat\nAnna\nAnna'],
    ['without names', '= nobody\n{f.f=Anna}'],
  ])('are refused with their line: %s', (reason, lines) => {
    const refused = parseTexts(lines, 'pl', 'pl.txt').errors
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatch(/^pl\.txt:\d: /)
    expect(refused[0]).toContain(reason)
  })
})

describe('other words in a text', () => {
  it('move its names along and never touch them', () => {
    const example = {
      text: 'In Lyon war Eva bei Otto.',
      spans: [
        [12, 15],
        [20, 24],
      ],
      language: 'de',
    } as const
    const whole = { ...example, source: 'texts prose', heldOut: false, weight: 1 }
    const { text, spans } = spliced(whole, [
      { start: 3, end: 7, text: 'Garmisch' },
      { start: 12, end: 15, text: 'Nirgends' },
      { start: 16, end: 19, text: 'zu' },
    ])
    expect(text).toBe('In Garmisch war Eva zu Otto.')
    expect(spans.map(([start, end]) => text.slice(start, end))).toEqual(['Eva', 'Otto'])
  })
})

describe('compounds', () => {
  const known = new Set(['geschirr', 'spuler', 'kohl', 'nummer', 'vertrag'].map((word) => wordHash(word)))
  const words: WordClasses = { common: known, frequencies: undefined }

  it.each([
    ['Geschirrspüler', 'spuler', true],
    ['vertragsnummer', 'nummer', true],
    ['Rosenkohl', 'kohl', false],
    ['Brömmelkamp', undefined, false],
  ])('are taken apart: %s', (word, last, isWhole) => {
    const compound: Compound = { hash: 1, frequency: 1, isWhole: true }
    takeApart(`ein ${word} hier`, 4, 4 + word.length, 3, words, compound)
    expect(compound).toEqual({
      hash: last === undefined ? 0 : wordHash(last) | 0,
      frequency: last === undefined ? 0 : 2,
      isWhole,
    })
  })
})

describe('chance', () => {
  it('repeats itself from the same seed', () => {
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })
})

describe('weights', () => {
  it('come out of the file within a few hundredths of what went in, small ones as nought', () => {
    const weights = new Float32Array(2 << 18)
    const kept = new Map([
      [0, 2.5],
      [1, -0.4],
      [70_000, 0.04],
      [524_287, -7],
    ])
    for (const [at, weight] of kept) weights[at] = weight
    weights[5] = 0.01
    const common = new Bloom(new Uint8Array(64))
    const { hashes } = new Tokens('the')
    common.add(hashes[0] ?? 0)
    const telling = { hashes: new Uint32Array([3, 9, 9]), languages: new Uint16Array([0, 1, 0]) }
    const tables = packed(weights, new Float64Array(STATES * STATES), common, telling)
    const model = unpacked({
      format: 1,
      ...tables,
      thresholds: { other: { cased: 1, uncased: 1 } },
    } as unknown as Artefact)
    const size = (at: number): number => model.sizes[(model.weights[at] ?? 0) + 128] ?? 0
    for (const [at, weight] of kept) expect(size(at) / weight).toBeCloseTo(1, 1)
    expect(size(5)).toBe(0)
    expect(model.common.has(hashes[0] ?? 0)).toBe(true)
    const slot = model.telling.hashes.indexOf(9)
    expect(model.telling.languages[slot]).toBe(1)
    expect(model.telling.languages.filter((bits) => bits !== 0)).toHaveLength(1)
  })
})

describe('the chain', () => {
  it('gives probabilities, and none to a later word behind none', () => {
    const out = new Float64Array(6)
    marginals(newChain(), Float64Array.from([-2, 9, 1, 1, 0, 3]), 3, new Float64Array(STATES * STATES), out)
    expect(out[1]).toBe(0)
    for (let word = 0; word < 3; word++) {
      const sum = (out[2 * word] ?? 0) + (out[2 * word + 1] ?? 0)
      expect(sum).toBeGreaterThan(0)
      expect(sum).toBeLessThanOrEqual(1)
    }
  })

  it('holds with scores that no double can raise e to', () => {
    const out = new Float64Array(4)
    marginals(
      newChain(),
      Float64Array.from([900, -900, -900, 900]),
      2,
      new Float64Array(STATES * STATES),
      out,
    )
    expect(out.every((probability) => Number.isFinite(probability))).toBe(true)
    expect(out[0]).toBeGreaterThan(0.99)
  })
})
