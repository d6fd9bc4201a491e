/** Words as the spoken layer compares them: small letters without accents, and a hash of those that ASCII has. */
import { ASCII_DIGIT, ASCII_LETTER, KINDS } from '../characters.ts'
import { folded } from '../detectors/folding.ts'

/** Classes of units: what a word is parted by, digits, letters, and what is read over inside a word. */
export const PARTS = 0
export const DIGIT_UNIT = 1
export const LETTER_UNIT = 2
export const READ_OVER = 3
/** A backslash in the source of JSON: the letter behind it is none of a word. */
export const ESCAPES = 4

/** UTF-16 unit -> class. */
export const TEXT_UNITS: Uint8Array = textUnits()
/** Byte of UTF-8 -> class: continuations, and what begins a letter of a European language, are read over. */
export const BYTE_UNITS: Uint8Array = byteUnits()

function textUnits(): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  for (let unit = 0; unit < 0x1_0000; unit++) {
    const kind = KINDS[unit] ?? 0
    if (kind === ASCII_DIGIT) table[unit] = DIGIT_UNIT
    else if (kind === ASCII_LETTER) table[unit] = LETTER_UNIT
    else if (kind !== 0 || folded(unit) === 0) table[unit] = READ_OVER
  }
  return table
}

function byteUnits(): Uint8Array {
  const table = TEXT_UNITS.slice(0, 256).fill(READ_OVER, 0x80)
  // Punctuation and symbols begin with E2; no letter of ours does.
  table[0xe2] = PARTS
  table[0x5c] = ESCAPES
  return table
}

export const HASH_SEED = 7
/** Accents of a word of which some may be written and some not; of more, all are or none is. */
const MOST_ACCENTS = 2

/** The hash of a word goes on with an ASCII letter in either case. */
export function hashed(hash: number, unit: number): number {
  return Math.imul(hash, 31) + (unit | 0x20)
}

/** The word in small letters without accents. */
export function foldedWord(text: string, start: number, end: number): string {
  let ascii = 0
  for (let at = start; at < end; at++) ascii |= text.charCodeAt(at)
  if (ascii < 0x80) return text.slice(start, end).toLowerCase()
  let word = ''
  for (let at = start; at < end; at++) {
    const unit = folded(text.charCodeAt(at))
    if (unit !== 0) word += String.fromCharCode(unit)
  }
  return word
}

function hashOf(word: string): number {
  let hash = HASH_SEED
  for (let at = 0; at < word.length; at++) hash = hashed(hash, word.charCodeAt(at))
  return hash
}

/** Letters of ASCII and nothing else. */
function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at) | 0x20
    if (letter < 0x61 || letter > 0x7a) return false
  }
  return true
}

/** Hashes of every way in which accents of a word may be written or left out. */
export function hashesOf(word: string): readonly number[] {
  if (isAscii(word)) return [hashOf(word)]
  const letters = word.normalize('NFC').toLowerCase()
  const accents = letters.length - letters.replaceAll(/[^a-z]/g, '').length
  if (accents > MOST_ACCENTS)
    return [hashOf(letters.replaceAll(/[^a-z]/g, '')), hashOf(foldedWord(letters, 0, letters.length))]
  let hashes = new Set([HASH_SEED])
  for (const letter of letters) {
    const unit = letter.charCodeAt(0)
    const plain = folded(unit)
    const next = new Set<number>()
    for (const hash of hashes) {
      // An accented letter of the text is read over; one without its accent is not.
      if (unit >= 0x80) next.add(hash)
      if (plain >= 0x61 && plain <= 0x7a) next.add(hashed(hash, plain))
    }
    hashes = next
  }
  return [...hashes]
}
