/** The compiled frequencies of words: classes by language, names among them, how seldom they are wrong, where they come from. */
import { describe, expect, it } from 'vitest'
import { wordHash } from '../../src/redaction/names/tokens.ts'
import file from '../../src/redaction/names/word-frequencies.json' with { type: 'json' }
import { VERY_COMMON, WordFrequencies, wordFrequencies } from '../../src/redaction/names/word-frequencies.ts'
import { type Language, LANGUAGES } from '../../src/redaction/index.ts'
import { GIVEN } from '../../src/redaction/names/word-table.ts'
import { printedChance } from '../harness/chance.ts'

const WORDS = wordFrequencies()

function classOf(word: string, language: Language): number {
  return WORDS.frequency(wordHash(word), LANGUAGES.indexOf(language) + 1)
}

function isOrdinary(word: string, language: Language): boolean {
  return ((WORDS.ordinaryThoughName(wordHash(word)) >> LANGUAGES.indexOf(language)) & 1) === 1
}

describe('the frequencies of words', () => {
  it.each([
    ['en', 'the', 'contract'], ['pl', 'nie', 'umowa'], ['de', 'und', 'Kündigung'], ['fr', 'pour', 'facture'],
    ['es', 'pero', 'factura'], ['it', 'sono', 'fattura'], ['nl', 'het', 'rekening'], ['pt', 'para', 'contrato'],
    ['sv', 'inte', 'räkningen'], ['da', 'ikke', 'regning'], ['nb', 'ikke', 'regningen'], ['fi', 'mutta', 'laskun'],
    ['cs', 'nebo', 'smlouvu'],
  ] as const)('know words of %s: %s before %s', (language, common, word) => {
    expect(classOf(common, language)).toBe(VERY_COMMON)
    expect(classOf(word, language)).toBeGreaterThan(0)
    expect(classOf(word, language)).toBeLessThan(VERY_COMMON)
    const bit = 1 << LANGUAGES.indexOf(language)
    expect(WORDS.veryCommon(wordHash(common)) & bit).toBe(bit)
    expect(WORDS.veryCommon(wordHash(word)) & bit).toBe(0)
  }) // prettier-ignore

  it('tell languages apart, and give the greatest class of all for none', () => {
    expect(classOf('rechnung', 'pl')).toBe(0)
    expect(WORDS.frequency(wordHash('rechnung'), 0)).toBe(classOf('rechnung', 'de'))
    expect(WORDS.frequency(wordHash('und'), 0)).toBe(VERY_COMMON)
  })

  it('know frequent names for names', () => {
    for (const name of ['anna', 'peter', 'kowalski', 'kaczyński', 'berlusconi']) {
      expect(WORDS.frequency(wordHash(name), 0), name).toBeGreaterThan(0)
      expect(WORDS.ordinary(wordHash(name), GIVEN), name).toBe(0)
    }
    expect(isOrdinary('will', 'en') && isOrdinary('rechnung', 'de')).toBe(true)
    expect(isOrdinary('rechnung', 'pl')).toBe(false)
  })

  it('take a word of none for one of theirs less than once in a hundred', () => {
    const chance = printedChance()
    const letter = (): string => String.fromCharCode(97 + chance.below(26))
    const words = Array.from({ length: 20_000 }, () => Array.from({ length: 10 }, letter).join(''))
    expect(words.filter((word) => WORDS.frequency(wordHash(word), 0) > 0).length).toBeLessThan(200)
  })

  it('name whom their licence asks to name', () => {
    expect(file.about).toContain('CC BY-SA 4.0')
    for (const author of [
      'wordfreq',
      'Speer',
      'SUBTLEX',
      'OpenSubtitles',
      'Google Books',
      'Leeds',
      'ParaCrawl',
    ])
      expect(file.sources.join(' ')).toContain(author)
    expect(JSON.stringify(file).length).toBeLessThan(640_000)
  })

  it('know nothing without their file', () => {
    const nothing = new WordFrequencies({ counts: '', prints: '', kinds: '', kindTable: '' })
    expect(nothing.frequency(wordHash('the'), 0)).toBe(0)
    expect(nothing.ordinary(wordHash('the'), 0)).toBe(0)
    expect(nothing.veryCommon(wordHash('the'))).toBe(0)
  })
})
