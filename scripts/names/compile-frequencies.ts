/** Compiles frequencies of words in all languages into src/redaction/names/word-frequencies.json: parts of hashes and classes, no words. */
import { Tokens } from '../../src/redaction/names/tokens.ts'
import { COMMON } from '../../src/redaction/names/word-table.ts'
import {
  type FrequencyFile,
  NAME,
  ORDINARY,
  PART_BITS,
  RARE,
  VERY_COMMON,
} from '../../src/redaction/names/word-frequencies.ts'
import { LANGUAGES } from '../../src/redaction/types.ts'
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

/** @param listed bits that the lists have of a word, by its hash */
export function compileFrequencies(folder: string, listed: (hash: number) => number): FrequencyFile {
  const classes = new Map<number, number>()
  for (const [place, language] of LANGUAGES.entries()) {
    if (language === 'ja') continue
    for (const [hash, zipf] of mostFrequent(folder, language))
      classes.set(hash, (classes.get(hash) ?? 0) | (classOf(zipf) << (2 * place)))
  }
  const names = new Tokens(FREQUENT_NAMES)
  for (const hash of names.hashes.subarray(0, names.count)) {
    const here = classes.get(hash)
    if (here !== undefined) classes.set(hash, here | NAME)
  }
  for (const [hash, here] of classes) if ((listed(hash) & COMMON) !== 0) classes.set(hash, here | NAME)
  return packed(classes)
}

/** Hashes of the most frequent words, forms that differ in accents alone taken together. */
function mostFrequent(folder: string, language: string): readonly (readonly [number, number])[] {
  const rates = new Map<number, number>()
  for (const { word, zipf } of readFrequencies(folder, language)) {
    if (word.length < 2 || !/^\p{Script=Latin}+$/u.test(word)) continue
    const { hashes } = new Tokens(word)
    const hash = hashes[0] ?? 0
    rates.set(hash, (rates.get(hash) ?? 0) + 10 ** zipf)
  }
  return [...rates]
    .map(([hash, rate]) => [hash, Math.log10(rate)] as const)
    .sort(([, one], [, other]) => other - one)
    .filter(([, zipf], rank) => rank < FEWEST || (rank < MOST && zipf >= LEAST_ZIPF))
}

function classOf(zipf: number): number {
  return CLASS_ZIPF.find(([least]) => zipf >= least)?.[1] ?? RARE
}

function packed(classes: ReadonlyMap<number, number>): FrequencyFile {
  const prints = new Map<number, number>()
  for (const [hash, here] of classes) {
    const print = hash >>> (24 - PART_BITS)
    prints.set(print, greater(prints.get(print) ?? 0, here))
  }
  const sorted = [...prints].sort(([one], [other]) => one - other)
  const counts = new Uint8Array(1 << (PART_BITS - 1))
  const often = new Map<number, number>()
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
    kindTable: Buffer.from(Uint32Array.from(kindTable).buffer).toString('base64'),
  }
}

/** Of two words that share a fingerprint the greater class in each language. */
function greater(one: number, other: number): number {
  let most = (one | other) & NAME
  for (let shift = 0; shift < 2 * LANGUAGES.length; shift += 2)
    most |= Math.max((one >>> shift) & 3, (other >>> shift) & 3) << shift
  return most
}
