/** One cheap pass over a text: may a spoken number, an address or spelled letters stand in it, and where does it begin? */
import { calendarOf } from './calendars.ts'
import type { SpokenLanguage } from './language.ts'
import { entries, inOneWord } from './sayings.ts'
import {
  DIGIT_UNIT,
  ESCAPES,
  HASH_SEED,
  hashed,
  hashesOf,
  LETTER_UNIT,
  PARTS,
  READ_OVER,
} from './word-units.ts'

/** Bits of the languages in which a word is a number. */
const NUMBER_BITS = 13
const NUMBERS = (1 << NUMBER_BITS) - 1
/** The same languages, where the number is a small word too. */
const WEAK_SHIFT = NUMBER_BITS
/** A small word of any language. */
const ANY_WEAK = NUMBERS << WEAK_SHIFT
const AT_BIT = 1 << 26
const DOT_BIT = 1 << 27
/** A word for the at sign that is telling by itself. */
const SIGN_BIT = 1 << 28
/** A number of two digits, which counts for two, and one of three or more in one word. */
const LONG_BIT = 1 << 29
const LONGEST_BIT = 1 << 30
/** Between a letter and a word that begins with it. */
const AS_BIT = 1 << 31

/** Words between two numbers of one run: fillers, a repair, the name of the next speaker. */
const MOST_BETWEEN = 4
/** Words between an at sign and the dot of its domain. */
const MOST_TO_DOT = 6
/** Letters and digits that stand alone, one after the other, and what parts two letters (UTF-16 units). */
const FEWEST_SINGLES = 3
const MOST_APART = 2
/** Letters by a word that begins with them, and words from one such letter to the next. */
const FEWEST_LIKENED = 2
const MOST_TO_LIKENED = 6
/** A longer one is no part of a number that is said. */
const LONGEST_DIGITS = 8
const DOT_SIGN = 0x2e
/** Letters of a plate that a transcriber wrote together. */
const MOST_CAPITALS = 3

/** Numbers in a row that are worth a closer look. */
export const FEWEST_NUMBERS = 3

/** Hashes of the words of several languages. It answers with offsets; where the run begins is left in `start`. */
export class Trigger {
  /** Of the last answer: offset of the first word that belongs to what was found. */
  start = 0
  readonly #hashes: Int32Array
  readonly #values: Int32Array
  readonly #mask: number

  constructor(languages: readonly SpokenLanguage[]) {
    const words = wordsOf(languages)
    let size = 1024
    while (size < words.size * 4) size *= 2
    this.#hashes = new Int32Array(size)
    this.#values = new Int32Array(size)
    this.#mask = size - 1
    for (const [hash, value] of words) {
      let slot = slotOf(hash) & this.#mask
      while (this.#values[slot] !== 0) slot = (slot + 1) & this.#mask
      this.#hashes[slot] = hash
      this.#values[slot] = value
    }
  }

  /**
   * Offset behind the word from `from` on at which a closer look pays; -1 when there is none. `units` are those of text
   * (UTF-16) or of bytes read one a unit. `fewest`: numbers in a row that are enough.
   */
  next(text: string, from: number, units: Uint8Array, fewest: number): number {
    const { length } = text
    /** Words behind the last number, and behind the last at sign. */
    let sinceNumber = MOST_BETWEEN + 1
    let sinceAt = MOST_TO_DOT + 1
    /** Letters and digits one by one. */
    let singles = 0
    let singleStart = 0
    let lastEnd = from
    let chainStart = 0
    let atStart = 0
    let one = 0
    let two = 0
    let straight = 0
    /** Letters one by one straight before a word. */
    let lettersBefore = 0
    let sinceLikened = 0
    let likened = 0
    let likenedStart = 0
    let letterStart = -1
    for (let at = from; at < length;) {
      const kind = units[text.charCodeAt(at)] ?? PARTS
      if (kind === ESCAPES) {
        at += 2
        continue
      }
      if (kind === PARTS) {
        if (
          sinceAt <= MOST_TO_DOT &&
          text.charCodeAt(at) === DOT_SIGN &&
          units[text.charCodeAt(at + 1)] === LETTER_UNIT
        ) {
          this.start = atStart
          return at
        }
        at++
        continue
      }
      const start = at
      let value: number
      if (kind === DIGIT_UNIT) {
        at++
        while (at < length && units[text.charCodeAt(at)] === DIGIT_UNIT) at++
        // Written digits belong to a number in any language; alone they are none that is spoken, but one by one they are.
        value = at - start > LONGEST_DIGITS ? 0 : NUMBERS << WEAK_SHIFT
      } else {
        let hash = HASH_SEED
        let unit = 0
        for (; at < length; at++) {
          unit = text.charCodeAt(at)
          const other = units[unit]
          if (other === LETTER_UNIT) hash = hashed(hash, unit)
          else if (other !== READ_OVER) break
        }
        value = this.#valueOf(hash | 0)
      }
      if (at - start === 1) {
        const apart = start - lastEnd
        if (singles === 0 || apart === 0 || apart > (kind === DIGIT_UNIT ? 1 : MOST_APART)) {
          singles = 0
          singleStart = start
        }
        if (++singles >= FEWEST_SINGLES) {
          this.start = singleStart
          return at
        }
      } else {
        singles = 0
      }
      lastEnd = at
      const isLetter = at - start === 1 && kind !== DIGIT_UNIT
      /** `AB` and `CDE` of a plate. */
      const areCapitals =
        value === 0 &&
        kind !== DIGIT_UNIT &&
        at - start <= MOST_CAPITALS &&
        isCapital(text.charCodeAt(at - 1))
      // Straight behind a number it goes on with it.
      if ((isLetter || areCapitals) && value === 0 && sinceNumber === 0) value = ANY_WEAK
      sinceAt++
      sinceNumber++
      sinceLikened++
      if ((value & AS_BIT) !== 0 && letterStart !== -1) {
        if (sinceLikened > MOST_TO_LIKENED) likened = 0
        if (likened === 0) likenedStart = letterStart
        sinceLikened = 0
        if (++likened >= FEWEST_LIKENED) {
          this.start = likenedStart
          return at
        }
      }
      letterStart = isLetter ? start : -1
      if (value === 0) {
        lettersBefore = isLetter ? lettersBefore + 1 : areCapitals ? at - start : 0
        if (areCapitals) singleStart = start
        continue
      }
      const number = value & (NUMBERS | (NUMBERS << WEAK_SHIFT))
      if (number !== 0) {
        if (sinceNumber > MOST_BETWEEN) {
          chainStart = start
          one = two = 0
        }
        // Numbers straight behind each other may be of two languages.
        straight = sinceNumber === 1 && (value & NUMBERS) !== 0 ? straight + 1 : 1
        sinceNumber = 0
        if (lettersBefore > 0 && one === 0) {
          one = two === 0 && lettersBefore > 1 ? ANY_WEAK : two
          if (two === 0) chainStart = singleStart
          two = ANY_WEAK
        }
        const long = (value & LONG_BIT) !== 0
        if (
          straight >= FEWEST_NUMBERS ||
          (value & LONGEST_BIT) !== 0 ||
          isRun(long ? two : one, long ? number : two, number, fewest)
        ) {
          this.start = chainStart
          return at
        }
        one = long ? number : two
        two = number
      }
      lettersBefore = isLetter ? lettersBefore + 1 : 0
      if ((value & SIGN_BIT) !== 0 || ((value & DOT_BIT) !== 0 && sinceAt <= MOST_TO_DOT)) {
        this.start = (value & SIGN_BIT) === 0 ? atStart : start
        return at
      }
      if ((value & AT_BIT) !== 0) {
        sinceAt = 0
        atStart = start
      }
    }
    return -1
  }

  #valueOf(hash: number): number {
    const hashes = this.#hashes
    const values = this.#values
    const mask = this.#mask
    let slot = slotOf(hash) & mask
    for (;;) {
      const value = values[slot] ?? 0
      if (value === 0 || hashes[slot] === hash) return value
      slot = (slot + 1) & mask
    }
  }
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}

/** Spreads hashes of short words over the table. */
function slotOf(hash: number): number {
  return hash ^ (hash >>> 13)
}

/** The last numbers are of one language, and one of them is no small word. */
function isRun(one: number, two: number, three: number, fewest: number): boolean {
  if (fewest === 1) return (three & NUMBERS) !== 0
  const common = either(one) & either(two) & either(three)
  return common !== 0 && ((one | two | three) & common) !== 0
}

function either(number: number): number {
  return (number | (number >>> WEAK_SHIFT)) & NUMBERS
}

/** Hash -> what the word may be. */
function wordsOf(languages: readonly SpokenLanguage[]): ReadonlyMap<number, number> {
  const words = new Map<number, number>()
  const add = (word: string, value: number): void => {
    for (const hash of hashesOf(word)) words.set(hash | 0, (words.get(hash | 0) ?? 0) | value)
  }
  for (const [bit, language] of languages.entries()) {
    const weak = new Set(entries(language.weak))
    for (const [value, said] of inOneWord([...language.small, ...language.hundreds]))
      add(said, (weak.has(said) ? 1 << (bit + WEAK_SHIFT) : 1 << bit) | sizeOf(value))
    for (const said of entries(language.thousands)) add(said, (1 << bit) | LONG_BIT)
    const { ordinals, months } = calendarOf(language.code)
    // Without its accents `září` is a z.
    for (const [, said] of inOneWord([...ordinals, ...months]))
      if (/[a-z].*[a-z].*[a-z]/.test(said)) add(said, 1 << bit)
    for (const [, said] of language.glued) add(said, (1 << bit) | LONGEST_BIT)
    // Letters are spelled around numbers: they count between them.
    for (const word of [...entries(language.alphabet), ...language.letters.split(/[\s/]+/)])
      if (word.length > 1) add(longestWord(word.replaceAll('_', ' ')), 1 << (bit + WEAK_SHIFT))
    for (const said of entries(language.as)) add(longestWord(said), AS_BIT)
    for (const word of entries(language.at)) add(longestWord(word), SIGN_BIT)
    for (const word of entries(language.looseAt)) add(longestWord(word), AT_BIT)
    for (const word of entries(language.dot)) add(longestWord(word), DOT_BIT)
  }
  return words
}

function sizeOf(value: number): number {
  return value < 10 ? 0 : value < 1000 ? LONG_BIT : LONGEST_BIT
}

/** Of a phrase that a hyphen or a space parts, the word that tells most. */
function longestWord(phrase: string): string {
  return phrase.split(/[- ]/).reduce((longest, word) => (word.length > longest.length ? word : longest))
}
