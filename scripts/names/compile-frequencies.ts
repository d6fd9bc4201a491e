/** Compiles frequencies of words in all languages into src/redaction/names/word-frequencies.json: parts of hashes and classes, no words. */
import { ALL_LANGUAGES } from '../../src/redaction/names/language-sets.ts'
import { wordHashes } from '../../src/redaction/names/tokens.ts'
import {
  type FrequencyFile,
  ORDINARY,
  PART_BITS,
  RARE,
  VERY_COMMON,
} from '../../src/redaction/names/word-frequencies.ts'
import { LANGUAGES } from '../../src/redaction/types.ts'
import { COMMON_NAMES } from './common-names.ts'
import { FREQUENT_NAMES } from './frequent-names.ts'
import { readFrequencies } from './wordfreq.ts'

/** Forms of a language at least and at most, and how frequent those between have to be (decimal logarithm of occurrences in a billion). */
const FEWEST = 16_000
const MOST = 22_000
const LEAST_ZIPF = 3.45

/** From how frequent on a word is of a class. */
const CLASS_ZIPF = [
  [5, VERY_COMMON],
  [4, ORDINARY],
  [0, RARE],
] as const

/** What the attributions have to say. */
export const FREQUENCY_SOURCES: readonly string[] = [
  'wordfreq 3.1 (Robyn Speer, https://doi.org/10.5281/zenodo.7199437): data under CC BY-SA 4.0, cut to classes of frequency',
  'which draws on: Google Books Ngrams (http://books.google.com/ngrams); the Leeds Internet Corpus (University of Leeds Centre for Translation Studies); Wikipedia; ParaCrawl (https://paracrawl.eu); OPUS OpenSubtitles 2018 (http://www.opensubtitles.org/)',
  'and on SUBTLEX-US, SUBTLEX-UK, SUBTLEX-CH, SUBTLEX-DE, SUBTLEX-NL (Marc Brysbaert et al., freely available at http://crr.ugent.be/programs-data/subtitle-frequencies)',
  'Names among frequent words written down for this project',
]

/** By this much (decimal logarithm) a common name has to be more frequent than where it is one, to be a word. */
const WORD_RATHER = 0.4
const WORD_ZIPF = 4.5
/** Frequency of a name where it is in no list. */
const UNKNOWN_ZIPF = 2.5

interface Word {
  /** Two bits a language. */
  classes: number
  /** One bit a language in which it is a name. */
  names: number
}

/** The frequencies in a folder of wordfreq's files. */
export function compileFrequencies(folder: string): FrequencyFile {
  const words = new Map<number, Word>()
  const rates = new Map<string, ReadonlyMap<number, number>>()
  for (const [place, language] of LANGUAGES.entries()) {
    if (language === 'ja') continue
    const all = zipfs(folder, language)
    rates.set(language, all)
    for (const [hash, zipf] of mostFrequent(all)) {
      const word = words.get(hash) ?? { classes: 0, names: 0 }
      words.set(hash, { ...word, classes: word.classes | (classOf(zipf) << (2 * place)) })
    }
  }
  for (const hash of wordHashes(FREQUENT_NAMES)) mark(words, hash, ALL_LANGUAGES)
  for (const [hash, homes] of commonNames()) mark(words, hash, namedIn(hash, homes, rates))
  return packed(words)
}

function mark(words: Map<number, Word>, hash: number, names: number): void {
  const word = words.get(hash)
  if (word !== undefined) word.names = names
}

/** Hashes of the common names, each with the languages in whose list it is. */
function commonNames(): ReadonlyMap<number, readonly string[]> {
  const names = new Map<number, readonly string[]>()
  for (const [language, { given, surnames }] of Object.entries(COMMON_NAMES))
    for (const hash of new Set(wordHashes(`${given} ${surnames}`)))
      names.set(hash, [...(names.get(hash) ?? []), language])
  return names
}

/** Languages in which a common name is one: all but those in which it is far more frequent than at home (Spanish `vos`, Finnish `kai`). */
function namedIn(
  hash: number,
  homes: readonly string[],
  rates: ReadonlyMap<string, ReadonlyMap<number, number>>,
): number {
  const atHome = Math.max(...homes.map((language) => rates.get(language)?.get(hash) ?? UNKNOWN_ZIPF))
  return LANGUAGES.reduce((names, language, place) => {
    const zipf = rates.get(language)?.get(hash) ?? 0
    const isWord = !homes.includes(language) && zipf >= WORD_ZIPF && zipf >= atHome + WORD_RATHER
    return isWord ? names : names | (1 << place)
  }, 0)
}

/** By hash how frequent a language's words are, forms that differ in accents alone taken together. */
function zipfs(folder: string, language: string): ReadonlyMap<number, number> {
  const rates = new Map<number, number>()
  for (const { word, zipf } of readFrequencies(folder, language)) {
    if (word.length < 2 || !/^\p{Script=Latin}+$/u.test(word)) continue
    const [hash = 0] = wordHashes(word)
    rates.set(hash, (rates.get(hash) ?? 0) + 10 ** zipf)
  }
  return new Map([...rates].map(([hash, rate]) => [hash, Math.log10(rate)] as const))
}

function mostFrequent(all: ReadonlyMap<number, number>): readonly (readonly [number, number])[] {
  return [...all]
    .sort(([, one], [, other]) => other - one)
    .filter(([, zipf], rank) => rank < FEWEST || (rank < MOST && zipf >= LEAST_ZIPF))
}

function classOf(zipf: number): number {
  return CLASS_ZIPF.find(([least]) => zipf >= least)?.[1] ?? RARE
}

function packed(words: ReadonlyMap<number, Word>): FrequencyFile {
  const prints = new Map<number, string>()
  for (const [hash, { classes, names }] of words) {
    const print = hash >>> (24 - PART_BITS)
    const [before, beforeNames] = (prints.get(print) ?? '0 0').split(' ').map(Number)
    // Of two words that share a fingerprint the greater class in each language.
    prints.set(print, `${greater(before ?? 0, classes)} ${(beforeNames ?? 0) | names}`)
  }
  const sorted = [...prints].sort(([one], [other]) => one - other)
  const counts = new Uint8Array(1 << (PART_BITS - 1))
  const often = new Map<string, number>()
  for (const [print, kind] of sorted) {
    const part = print >>> 8
    const shift = 4 * (part & 1)
    const byte = counts[part >> 1] ?? 0
    if (((byte >> shift) & 15) === 15)
      throw new Error('A part of the hashes has more words than four bits count.')
    counts[part >> 1] = byte + (1 << shift)
    often.set(kind, (often.get(kind) ?? 0) + 1)
  }
  const kindTable = [...often].sort(([, one], [, other]) => other - one).map(([kind]) => kind)
  const numbers = new Map(kindTable.map((kind, number) => [kind, number]))
  const kinds: number[] = []
  for (const [, kind] of sorted) {
    let left = numbers.get(kind) ?? 0
    for (; left > 127; left >>>= 7) kinds.push((left & 127) | 128)
    kinds.push(left)
  }
  return {
    counts: Buffer.from(counts).toString('base64'),
    prints: Buffer.from(sorted.map(([print]) => print & 255)).toString('base64'),
    kinds: Buffer.from(kinds).toString('base64'),
    kindTable: Buffer.concat(kindTable.map(kindBytes)).toString('base64'),
  }
}

function kindBytes(kind: string): Buffer {
  const [classes = 0, names = 0] = kind.split(' ').map(Number)
  const bytes = Buffer.alloc(6)
  bytes.writeUInt32LE(classes, 0)
  bytes.writeUInt16LE(names, 4)
  return bytes
}

function greater(one: number, other: number): number {
  let most = 0
  for (let shift = 0; shift < 2 * LANGUAGES.length; shift += 2)
    most |= Math.max((one >>> shift) & 3, (other >>> shift) & 3) << shift
  return most
}
