/** The collections that measure names, spoken values and identifiers: of the size that the tables promise, marked well, nothing twice. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  invalidChecksums,
  readClean,
  readHeldOut,
  readSecrets,
} from '../../bench/redaction/held-out/collection.ts'
import { isCovered, readMarks, readParts } from '../../bench/redaction/marked.ts'
import { asTranscribed, readNames, TESTED_LANGUAGES } from '../../bench/redaction/names/collection.ts'
import { asWritten } from '../../scripts/names/exchange.ts'
import { readTexts } from '../../scripts/names/texts.ts'
import type { Finding } from '../../src/redaction/index.ts'

const LEAST = { chat: 40, answer: 8, 'e-mail': 12, transcript: 25, prose: 25, nobody: 75, lure: 15 } as const
const LEAST_DEVELOPMENT = {
  chat: 28,
  answer: 8,
  'e-mail': 8,
  transcript: 26,
  prose: 14,
  nobody: 55,
  lure: 15,
} as const

function finding(start: number, end: number): Finding {
  return { entity: 'PERSON', detector: 'test', score: 1, start, end }
}

describe('marks', () => {
  it('are read with their kinds and what lies inside them', () => {
    const { text, marked } = readMarks('call {{phone|one two ~uh~ three}} or {{Ann}}')
    expect(text).toBe('call one two uh three or Ann')
    expect(marked.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['phone', 'one two uh three'],
      ['', 'Ann'],
    ])
    expect(marked[0]?.fillers.map(({ start, end }) => text.slice(start, end))).toEqual(['uh'])
  })

  it('are refused when they are not closed', () => {
    expect(() => readMarks('call {{phone|one')).toThrow('not closed')
    expect(() => readMarks('call {{phone|one} now')).toThrow('not closed')
    expect(() => readMarks('call one} now')).toThrow('not closed')
  })

  it('are covered by findings of every letter, spaces, signs and fillers aside', () => {
    const { text, marked } = readMarks('{{one two ~uh~ three-four}}')
    const [value] = marked
    if (value === undefined) throw new Error('Nothing is marked.')
    expect(isCovered(text, value, [finding(0, text.length)])).toBe(true)
    expect(isCovered(text, value, [finding(0, 7), finding(11, 16), finding(17, 21)])).toBe(true)
    expect(isCovered(text, value, [finding(0, 7), finding(11, 20)])).toBe(false)
    expect(isCovered(text, value, [])).toBe(false)
  })

  it('stay on the same names in small letters without punctuation', () => {
    const { text, marked } = asTranscribed(readMarks('Dear Ms. {{İpek O’Neil-Wu}}, {{J. Doe}}: “hello”!'))
    expect(marked.map(({ start, end }) => text.slice(start, end))).toEqual(['i̇pek o’neil-wu', 'j doe'])
    expect(text).toBe('dear ms i̇pek o’neil-wu j doe hello')
  })
})

describe.each(TESTED_LANGUAGES)('names in %s', (language) => {
  const registers = readNames(language, 'held-out')

  it('are in every register, and in no sentence without anybody', () => {
    for (const [register, least] of Object.entries(LEAST)) {
      const texts = [...registers].find(([name]) => name === register)?.[1] ?? []
      expect(texts.length, register).toBeGreaterThanOrEqual(least)
      const named = texts.filter(({ marked }) => marked.length > 0)
      if (register === 'nobody' || register === 'lure') expect(named).toEqual([])
      else expect(named.length, register).toBeGreaterThan(texts.length / 2)
    }
  })

  it('stand in no sentence twice', () => {
    const texts = [...registers.values()].flat().map(({ text, cue }) => `${cue ?? ''} ${text}`)
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([])
  })

  it('have spoken values beside harmless numbers', () => {
    const file = new URL(`../../bench/redaction/spoken/${language}.txt`, import.meta.url)
    const parts = readParts(file, readFileSync(file, 'utf8'))
    const values = (parts.get('values') ?? '').split('\n').map((line) => readMarks(line))
    const harmless = (parts.get('harmless') ?? '').split('\n').map((line) => readMarks(line))
    expect(
      values.filter(({ marked }) => marked.some(({ kind }) => kind !== '')).length,
    ).toBeGreaterThanOrEqual(20)
    expect(harmless.filter(({ marked }) => marked.length === 0).length).toBeGreaterThanOrEqual(25)
  })
})

describe.each(TESTED_LANGUAGES)('names to tune with in %s', (language) => {
  const registers = readNames(language, 'development')
  const published = readNames(language, 'held-out')

  it('are in every register, and in no sentence without anybody', () => {
    for (const [register, least] of Object.entries(LEAST_DEVELOPMENT)) {
      const texts = [...registers].find(([name]) => name === register)?.[1] ?? []
      expect(texts.length, register).toBeGreaterThanOrEqual(least)
      const named = texts.filter(({ marked }) => marked.length > 0)
      if (register === 'nobody' || register === 'lure') expect(named.length).toBe(0)
      else expect(named.length, register).toBeGreaterThan(texts.length / 2)
    }
  })

  it('stand in no sentence twice, and in none that is published', () => {
    const plain = (collection: typeof registers) =>
      [...collection.values()].flat().map(({ text, cue }) => `${cue ?? ''} ${text}`.toLowerCase())
    const texts = plain(registers)
    expect(new Set(texts).size).toBe(texts.length)
    const taken = new Set(plain(published))
    expect(texts.filter((text) => taken.has(text)).length).toBe(0)
  })
})

function wordsOnly(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

describe.each(TESTED_LANGUAGES)('texts that the tagger learns from in %s', (language) => {
  it('are none that is measured', () => {
    const measured = new Set(
      (['held-out', 'development'] as const).flatMap((collection) =>
        [...readNames(language, collection).values()].flat().map(({ text }) => wordsOnly(text)),
      ),
    )
    const learned = readTexts(language).map((text) => wordsOnly(asWritten(text).text))
    // One or two words (`thank you`) are everybody's.
    const taken = learned.filter((text) => text.split(' ').length > 2 && measured.has(text))
    expect(taken.length).toBe(0)
  })
})

describe('identifiers by another hand', () => {
  const sentences = readHeldOut()

  it('are of 33 countries in ten sentences at least, the same on every run', () => {
    const sources = new Map<string, number>()
    for (const { country, register } of sentences)
      sources.set(country, (sources.get(country) ?? 0) + Number(register !== ''))
    expect(sources.size).toBe(33)
    expect(Math.min(...sources.values())).toBeGreaterThanOrEqual(30)
    expect(readHeldOut()).toEqual(sentences)
  })

  it('have a kind each, and nothing else is marked', () => {
    expect(
      sentences.filter(({ marked }) => marked.length === 0 || marked.some(({ kind }) => kind === '')),
    ).toEqual([])
  })

  it('stand beside what is nobody’s', () => {
    expect(new Set(readClean('harmless')).size).toBeGreaterThanOrEqual(150)
    expect(new Set(readClean('lookalikes')).size).toBeGreaterThanOrEqual(60)
    expect(invalidChecksums().length).toBeGreaterThanOrEqual(100)
    expect(readSecrets().length).toBeGreaterThanOrEqual(60)
  })
})
