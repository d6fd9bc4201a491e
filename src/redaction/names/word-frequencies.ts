/** How frequent words are in each language: classes of some 20,000 word forms a language, found by a part of their hashes. */
import { Buffer } from 'node:buffer'
import { bundled } from '../bundled.ts'
import { LANGUAGES } from '../types.ts'
import { GIVEN, SURNAME } from './word-table.ts'

/** Classes; 0 is a word that is not known. */
export const RARE = 1
/** Ten in a million words and more. */
export const ORDINARY = 2
/** A hundred in a million. */
export const VERY_COMMON = 3

/** As in `word-frequencies.json`. */
export interface FrequencyFile {
  /** Base64: how many words are in each of the parts into which the upper bits of a hash divide them, four bits each, the lower half of a byte first. */
  readonly counts: string
  /** Base64: by part and in it sorted, the eight bits below those of each word's hash. */
  readonly prints: string
  /** Base64: for each word the number of its kind, seven bits a byte, the lowest first. */
  readonly kinds: string
  /**
   * Base64: by number 32 bits, two a language for its class in the order of `LANGUAGES`, the first lowest; and 16 bits, the languages in
   * which it is a name of people however frequent. Little-endian.
   */
  readonly kindTable: string
}

/** Upper bits of a hash that say in which part a word is. */
export const PART_BITS = 17
const PRINT_SHIFT = 24 - PART_BITS

/** The words of one file. */
export class WordFrequencies {
  readonly #starts: Uint32Array
  readonly #prints: Uint8Array
  readonly #kinds: Uint16Array
  readonly #classes: Uint32Array
  /** By kind, one bit a language: where it is a very common word, where an ordinary one and no name, where known and no name. */
  readonly #veryCommon: Uint16Array
  readonly #ordinary: Uint16Array
  readonly #known: Uint16Array

  constructor(file: FrequencyFile) {
    this.#prints = Buffer.from(file.prints, 'base64')
    this.#starts = startsOf(Buffer.from(file.counts, 'base64'))
    this.#kinds = numbersOf(Buffer.from(file.kinds, 'base64'), this.#prints.length)
    const table = Buffer.from(file.kindTable, 'base64')
    const count = table.length / KIND_BYTES
    this.#classes = Uint32Array.from({ length: count }, (_, kind) => table.readUInt32LE(kind * KIND_BYTES))
    const names = (kind: number): number => table.readUInt16LE(kind * KIND_BYTES + 4)
    this.#veryCommon = Uint16Array.from(this.#classes, (classes) => languagesFrom(VERY_COMMON, classes))
    this.#ordinary = Uint16Array.from(
      this.#classes,
      (classes, kind) => languagesFrom(ORDINARY, classes) & ~names(kind),
    )
    this.#known = Uint16Array.from(
      this.#classes,
      (classes, kind) => languagesFrom(RARE, classes) & ~names(kind),
    )
  }

  /** The file is not there. */
  get isEmpty(): boolean {
    return this.#prints.length === 0
  }

  /** Class of a word in a language: its place in `LANGUAGES`, counted from 1; 0 for the greatest class in any. */
  frequency(hash: number, language: number): number {
    const classes = this.#classes[this.#kindOf(hash)] ?? 0
    return language === 0 ? greatest(classes) : (classes >>> (2 * language - 2)) & 3
  }

  /** Languages in which a word is among the thousand or so most frequent ones. */
  veryCommon(hash: number): number {
    return this.#veryCommon[this.#kindOf(hash)] ?? 0
  }

  /** Languages in which a word is frequent enough to be an ordinary one even where it is a name too. */
  ordinaryThoughName(hash: number): number {
    return this.#ordinary[this.#kindOf(hash)] ?? 0
  }

  /**
   * Languages in which a word is an ordinary one, one bit each in the order of `LANGUAGES`. One that the lists hold as a name has to be
   * frequent (`bits` of the word table); of one that is in no list it is enough that it is known.
   */
  ordinary(hash: number, bits: number): number {
    if ((bits & (GIVEN | SURNAME)) !== 0) return this.ordinaryThoughName(hash)
    return this.#known[this.#kindOf(hash)] ?? 0
  }

  /** Number of a word's kind; one that no word has for a word that is not known. */
  #kindOf(hash: number): number {
    const part = hash >>> (32 - PART_BITS)
    const print = (hash >>> PRINT_SHIFT) & 255
    const end = this.#starts[part + 1] ?? 0
    for (let at = this.#starts[part] ?? 0; at < end; at++)
      if (this.#prints[at] === print) return this.#kinds[at] ?? 0
    return UNKNOWN
  }
}

const UNKNOWN = 0xffff
const KIND_BYTES = 6

function greatest(classes: number): number {
  let most = 0
  for (let rest = classes; rest !== 0; rest >>>= 2) most = Math.max(most, rest & 3)
  return most
}

/** Languages in which a kind of words is of a class or a greater one. */
function languagesFrom(least: number, classes: number): number {
  return LANGUAGES.reduce(
    (bits, _, language) => (((classes >>> (2 * language)) & 3) >= least ? bits | (1 << language) : bits),
    0,
  )
}

function startsOf(counts: Uint8Array): Uint32Array {
  const starts = new Uint32Array((1 << PART_BITS) + 1)
  let start = 0
  for (let part = 0; part < 1 << PART_BITS; part++) {
    starts[part] = start
    start += ((counts[part >> 1] ?? 0) >> (4 * (part & 1))) & 15
  }
  starts[1 << PART_BITS] = start
  return starts
}

function numbersOf(bytes: Uint8Array, count: number): Uint16Array {
  const numbers = new Uint16Array(count)
  for (let word = 0, at = 0; word < count; word++) {
    let number = 0
    let shift = 0
    for (let byte = 128; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0
      number |= (byte & 127) << shift
    }
    numbers[word] = number
  }
  return numbers
}

let frequencies: WordFrequencies | undefined
const NO_WORDS: FrequencyFile = { counts: '', prints: '', kinds: '', kindTable: '' }

/** The frequencies of this installation, decoded when they are first asked for; without its file no word is known. */
export function wordFrequencies(): WordFrequencies {
  frequencies ??= new WordFrequencies((bundled('./names/word-frequencies.json') ?? NO_WORDS) as FrequencyFile)
  return frequencies
}
