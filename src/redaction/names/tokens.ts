/** Words of a text as columns of numbers: where they stand, how they are written, what stands before them, a hash of their folded letters. */
import { ASCII_DIGIT, KINDS } from '../characters.ts'
import { folded, isIdeograph } from '../detectors/folding.ts'

/** Bits of `shapes`. */
export const LOWER = 1
export const FIRST_UPPER = 2
export const LATER_UPPER = 4
export const DIGITS = 8
/** A letter of Chinese or Japanese, which are written without spaces. */
export const IDEOGRAPH = 16
/** A letter of another script than Latin. */
export const OTHER_SCRIPT = 32

/** Bits of `gaps`: what stands between a word and the one before it. No bit: the text begins here. */
export const SPACE = 1
/** Straight behind the word before, perhaps with a line break behind it. */
export const HYPHEN = 2
export const APOSTROPHE = 4
export const NEWLINE = 8
export const COMMA = 16
export const DOT = 32
export const COLON = 64
/** `!`, `?`, `;` or an ellipsis. */
export const END = 128
/** Brackets, quotes, slashes and whatever else. */
export const OTHER = 256
/** A blank line. */
export const PARAGRAPH = 512

/** Units of all scripts: 1 lower case, 2 upper case, 0 neither. */
const CASES = cases()
/** ASCII signs and a few others: bit of the gap. */
const SIGNS = signs()

function cases(): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  for (const [from, to] of [
    [0x41, 0x530],
    [0x1e00, 0x2000],
  ] as const) {
    for (let code = from; code < to; code++) {
      const letter = String.fromCharCode(code)
      const lower = letter.toLowerCase()
      if (lower !== letter) table[code] = 2
      else if (letter.toUpperCase() !== letter) table[code] = 1
    }
  }
  return table
}

function signs(): Uint16Array {
  const table = new Uint16Array(0x1_0000).fill(OTHER)
  const put = (characters: string, bit: number): void => {
    for (const character of characters) table[character.charCodeAt(0)] = bit
  }
  put(' \t\r\u00a0\u2007\u2009\u202f\u3000', SPACE)
  put('-\u2010\u2011', HYPHEN)
  put("'’`´ʼ", APOSTROPHE)
  put('\n\u2028\u2029', NEWLINE)
  put(',，、', COMMA)
  put('.', DOT)
  put(':：', COLON)
  put('!?;…。！？', END)
  return table
}

/** Hash of no letters; every word's begins with it. */
const EMPTY = 0x811c_9dc5

/** FNV-1a over 16-bit units, one step. */
function stepped(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x0100_0193)
}

/** Spreads what FNV leaves in the low bits (the last steps of MurmurHash3). */
function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Hash of a word's folded letters, as in `Tokens.hashes`: case and accents do not count. */
export function wordHash(word: string): number {
  let hash = EMPTY
  for (let at = 0; at < word.length; at++) {
    const unit = folded(word.charCodeAt(at))
    if (unit !== 0) hash = stepped(hash, unit)
  }
  return finished(hash)
}

/** What the words of a text are written into, a number a word. */
export interface TokenColumns {
  starts: Int32Array
  ends: Int32Array
  hashes: Uint32Array
  shapes: Uint8Array
  gaps: Uint16Array
}

/** Columns with room for so many words. */
export function tokenColumns(room: number): TokenColumns {
  return {
    starts: new Int32Array(room),
    ends: new Int32Array(room),
    hashes: new Uint32Array(room),
    shapes: new Uint8Array(room),
    gaps: new Uint16Array(room),
  }
}

/** The words of one text. Columns are longer than `count`, with nought behind the last word. */
export class Tokens {
  readonly text: string
  count = 0
  /** UTF-16 units. */
  starts: Int32Array
  ends: Int32Array
  hashes: Uint32Array
  shapes: Uint8Array
  gaps: Uint16Array
  readonly #columns: TokenColumns
  /** Words that begin with a capital and go on small, and words in small letters. */
  capitalised = 0
  small = 0
  /** Some word has a letter of Chinese or Japanese. */
  ideographs = false

  /** @param columns to write into, those of an earlier text that is done with; they grow where they are too short */
  constructor(text: string, columns: TokenColumns = tokenColumns((text.length >> 2) + 16)) {
    this.text = text
    this.#columns = columns
    this.starts = columns.starts
    this.ends = columns.ends
    this.hashes = columns.hashes
    this.shapes = columns.shapes
    this.gaps = columns.gaps
    this.#read()
  }

  /** The word as it is written. */
  word(token: number): string {
    return this.text.slice(this.starts[token], this.ends[token])
  }

  #read(): void {
    const { text } = this
    const { length } = text
    let gap = 0
    for (let at = 0; at < length;) {
      const unit = text.charCodeAt(at)
      if (KINDS[unit] === 0) {
        gap |= gapBit(text, at, unit, gap)
        at++
        continue
      }
      at = this.#readWord(at, gap)
      gap = 0
    }
    const { count } = this
    if (count === this.starts.length) this.#grow()
    this.starts[count] = this.ends[count] = this.hashes[count] = this.shapes[count] = this.gaps[count] = 0
  }

  #readWord(start: number, gap: number): number {
    const { text } = this
    const { length } = text
    let hash = EMPTY
    let shape = 0
    let at = start
    for (; at < length; at++) {
      const unit = text.charCodeAt(at)
      const kind = KINDS[unit]
      if (kind === 0) break
      if (kind === ASCII_DIGIT) shape |= DIGITS
      else {
        const letterCase = CASES[unit]
        if (letterCase === 1) shape |= LOWER
        else if (letterCase === 2) shape |= at === start ? FIRST_UPPER : LATER_UPPER
        if (unit > 0x24f && (unit < 0x1e00 || unit >= 0x2000))
          shape |= isIdeograph(unit) ? IDEOGRAPH : OTHER_SCRIPT
      }
      const plain = folded(unit)
      if (plain !== 0) hash = stepped(hash, plain)
    }
    const token = this.count++
    if (token === this.starts.length) this.#grow()
    this.starts[token] = start
    this.ends[token] = at
    this.hashes[token] = finished(hash)
    this.shapes[token] = shape
    this.gaps[token] = token === 0 && gap === 0 ? 0 : gap === 0 ? OTHER : gap
    if ((shape & IDEOGRAPH) !== 0) this.ideographs = true
    if ((shape & (FIRST_UPPER | LATER_UPPER)) === 0) this.small++
    else if ((shape & (FIRST_UPPER | LOWER)) === (FIRST_UPPER | LOWER)) this.capitalised++
    return at
  }

  #grow(): void {
    const columns = this.#columns
    const room = this.starts.length * 2
    this.starts = columns.starts = grown(new Int32Array(room), this.starts)
    this.ends = columns.ends = grown(new Int32Array(room), this.ends)
    this.hashes = columns.hashes = grown(new Uint32Array(room), this.hashes)
    this.shapes = columns.shapes = grown(new Uint8Array(room), this.shapes)
    this.gaps = columns.gaps = grown(new Uint16Array(room), this.gaps)
  }
}

/** Hashes of the words of a phrase or of a list with blanks between, told apart as in any text. */
export function wordHashes(text: string): Uint32Array {
  const { hashes, count } = new Tokens(text)
  return hashes.slice(0, count)
}

function grown<Column extends Int32Array | Uint32Array | Uint16Array | Uint8Array>(
  column: Column,
  from: Column,
): Column {
  column.set(from)
  return column
}

/** A hyphen or apostrophe joins only what it touches on its left. */
function gapBit(text: string, at: number, unit: number, gap: number): number {
  const bit = SIGNS[unit] ?? OTHER
  if (bit === NEWLINE) return (gap & NEWLINE) === 0 ? NEWLINE : NEWLINE | PARAGRAPH
  if ((bit & (HYPHEN | APOSTROPHE)) === 0) return bit
  return gap === 0 && at > 0 && KINDS[text.charCodeAt(at - 1)] !== 0 ? bit : OTHER
}
