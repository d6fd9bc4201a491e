/** The tagger of people's names: what its weights files say of themselves, names that no cue gives away, and life without the share-alike file. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Artefact, unpacked } from '../../src/redaction/names/tagger/model.ts'
import { LANGUAGES } from '../../src/redaction/index.ts'
import { found, policyOf } from './found.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDER = join(ROOT, 'src', 'redaction', 'names', 'tagger')
const BUILTIN = policyOf({ names: 'builtin' })
const RULES = policyOf({ names: 'rules' })

function artefact(file: string): Artefact {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Artefact
}

describe.each(['weights.json', 'weights-share-alike.json'])('%s', (file) => {
  const weights = artefact(file)

  it('names every source with its licence, and whom the licences ask to name', () => {
    expect(weights.sources.length).toBeGreaterThan(8)
    for (const { name, licence, origin } of weights.sources)
      expect([name, licence, origin].every((word) => word !== '')).toBe(true)
    const said = weights.attribution.join('\n')
    for (const author of ['NorNE', 'Klintberg', 'GermEval', 'Broad Twitter', 'WNUT', 'GeoNames'])
      expect(said).toContain(author)
  })

  it('says when and how it was trained, and what it reached on texts it never saw', () => {
    expect(weights.trained).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(weights.parameters['seed']).toBeTypeOf('number')
    for (const language of LANGUAGES.filter((code) => code !== 'ja')) {
      const figures = weights.heldOut[`${language} generated cased`]
      expect(figures?.['names'], language).toBeGreaterThan(100)
      expect(figures?.['recall'], language).toBeGreaterThan(0.75)
    }
  })

  it('has a few hundred kilobytes', () => {
    expect(statSync(join(FOLDER, file)).size).toBeLessThan(800 * 1024)
  })

  it('unpacks to weights within what eight bits hold, and refuses another format', () => {
    const model = unpacked(weights)
    expect(model.weights.filter((weight) => weight !== 0).length).toBeGreaterThan(20_000)
    expect(Math.max(...model.sizes)).toBeLessThan(40)
    expect(() => unpacked({ ...weights, format: 2 })).toThrow('format 2')
  })
})

describe('share-alike sources', () => {
  it('are in the file of their licence alone', () => {
    const free = artefact('weights.json')
    const shared = artefact('weights-share-alike.json')
    expect(free.licence).toBe('Apache-2.0')
    expect(free.sources.filter(({ licence }) => licence.includes('SA'))).toEqual([])
    expect(free.attribution.filter((text) => text.includes('SA'))).toEqual([])
    expect(shared.licence).toBe('CC-BY-SA-4.0')
    expect(shared.sources.filter(({ licence }) => licence.includes('SA')).length).toBeGreaterThan(3)
  })

  const ALL = ['tagger/weights-share-alike.json', 'lists-share-alike.json', 'word-frequencies.json']

  it.each([
    ['all', ALL],
    ['the frequencies alone', ['word-frequencies.json']],
  ])('can be deleted, the engine runs without: %s', (_what, files) => {
    const folder = mkdtempSync(join(tmpdir(), 'limen-tagger-'))
    try {
      cpSync(join(ROOT, 'src', 'redaction'), join(folder, 'redaction'), { recursive: true })
      for (const file of files) {
        const path = join(folder, 'redaction', 'names', file)
        expect(readFileSync(path, 'utf8').slice(0, 800)).toMatch(/CC[- ]BY-SA[- ]4\.0/)
        rmSync(path)
      }
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
      const program = `
        import { compilePolicy, find } from './redaction/index.ts'
        const policy = compilePolicy({ names: 'builtin', languages: ['en'] })
        for (const text of ['Yesterday Morwenna Trevelthick told the committee about it.', 'the bill was too high again last month and nobody told me'])
          process.stdout.write(String(find(policy, text).length))`
      const args = ['--input-type=module', '--eval', program]
      expect(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).toBe('10')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the tagger', () => {
  const sentences = [
    'Yesterday Morwenna Trevelthick told the committee that the repairs would go on.',
    'I går fortalte Ronvald Haukløft at prosjektet fortsetter som før.',
    'Laut Gunfrieda Oberzwaldner bleibt der Preis im nächsten Jahr gleich.',
    'Igår meddelade Ragnvild Skogtorp att mötet flyttas till hösten.',
  ]

  it.each(sentences)('finds a name without a cue: %s', (sentence) => {
    expect(found(sentence, RULES)).toEqual([])
    expect(found(sentence, BUILTIN)).toHaveLength(1)
  })

  it('finds a name whole, in small letters too', () => {
    expect(found('Yesterday Morwenna Trevelthick told the committee about it.', BUILTIN)).toEqual([
      'PERSON:Morwenna Trevelthick',
    ])
    expect(found('i gave the keys to john whitaker yesterday and he has not called back', BUILTIN)).toEqual([
      'PERSON:john whitaker',
    ])
  })

  it('leaves sentences without names alone', () => {
    for (const sentence of [
      'The parcel has not arrived and I would like my money back.',
      'Meine Rechnung ist zu hoch, bitte schicken Sie mir eine neue.',
      'when will my order arrive i have been waiting since last week',
    ])
      expect(found(sentence, BUILTIN)).toEqual([])
  })

  it('leaves addresses and names of models alone', () => {
    for (const text of [
      'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'claude',
      'gemini-flash',
      '/srv/karin/lena.txt',
    ])
      expect(found(text, BUILTIN)).toEqual([])
  })

  it('reads a text that is one long row of capitals', () => {
    const text = 'Zvrk Plmt Grbn '.repeat(20_000)
    expect(() => found(text, BUILTIN)).not.toThrow()
  })
})

describe('the data folder', () => {
  it.skipIf(!existsSync(join(ROOT, '..', 'shared', 'data', 'ner')))(
    'holds the files that the weights name',
    () => {
      for (const { name, origin } of artefact('weights-share-alike.json').sources)
        if (name.startsWith('ner/'))
          expect(existsSync(join(ROOT, '..', 'shared', 'data', name)), origin).toBe(true)
    },
  )
})
