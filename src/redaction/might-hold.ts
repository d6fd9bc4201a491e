/** A cheap look at the raw bytes of an answer: could restoration change anything in them? */

const OPEN = 0x5b
const BACKSLASH = 0x5c
const QUOTE = 0x22

/**
 * Conservative test for one call's tokens. It sees UTF-8 bytes as latin1 text, possibly JSON in which escapes and
 * quotes of the outer level still stand, cut anywhere; `true` may be wrong, `false` never is, as long as nothing is
 * held back from an earlier chunk.
 */
export class TokenSieve {
  /** Bit 1: an upper-case first letter of an issued name. Bit 2: such a letter in either case. */
  readonly #letters = new Uint8Array(256)
  readonly #stems: readonly string[]

  constructor(stems: Iterable<string>) {
    this.#stems = [...stems]
    for (const stem of this.#stems) {
      const unit = stem.charCodeAt(0)
      this.#letters[unit] = 3
      this.#letters[unit | 0x20] = (this.#letters[unit | 0x20] ?? 0) | 2
    }
  }

  mayHold(bytes: string): boolean {
    const letters = this.#letters
    const readable = readableLength(bytes)
    const chunk = readable === bytes.length ? bytes : bytes.slice(0, readable)
    const { length } = chunk
    if (readable < bytes.length && isWideOpening(bytes, readable, bytes.charCodeAt(readable))) return true
    let previous = 0
    for (let at = 0; at < length; at++) {
      const unit = chunk.charCodeAt(at)
      if (unit === OPEN) {
        if (this.#opens(chunk, at + 1)) return true
      } else if (unit === BACKSLASH) {
        if (isSuspiciousEscape(chunk, at)) return true
        if (chunk.charCodeAt(at + 1) === 0x75) {
          // The digits of an escape are no part of a word.
          at += 5
          previous = 0
          continue
        }
      } else if (unit >= 0xe3) {
        // ［ is EF BC BB, 【 is E3 80 90.
        if (isWideOpening(chunk, at, unit)) return true
      } else if (((letters[unit] ?? 0) & 1) !== 0 && !isNameUnit(previous) && this.#isStem(chunk, at)) {
        return true
      }
      previous = unit
    }
    return false
  }

  /** Behind a bracket: the end of the chunk or of its string, an escape, or a letter that begins an issued name. */
  #opens(chunk: string, from: number): boolean {
    let at = from
    while (at < chunk.length && isPadding(chunk.charCodeAt(at))) at++
    if (at >= chunk.length) return true
    const unit = chunk.charCodeAt(at)
    return unit === QUOTE || unit === BACKSLASH || unit > 0x7f || ((this.#letters[unit] ?? 0) & 2) !== 0
  }

  /** A whole issued stem, or the beginning of one that the chunk, its string or an escape cuts off. */
  #isStem(chunk: string, at: number): boolean {
    for (const stem of this.#stems) {
      let length = 1
      while (length < stem.length && chunk.charCodeAt(at + length) === stem.charCodeAt(length)) length++
      if (length === stem.length || at + length >= chunk.length) return true
      const unit = chunk.charCodeAt(at + length)
      if (unit === QUOTE || unit === BACKSLASH) return true
    }
    return false
  }
}

/** Length without a character that the chunk cuts in two. */
function readableLength(bytes: string): number {
  const { length } = bytes
  for (let back = 1; back <= 3 && back <= length; back++) {
    const unit = bytes.charCodeAt(length - back)
    if (unit < 0x80) return length
    if (unit < 0xc0) continue
    const needed = unit >= 0xf0 ? 4 : unit >= 0xe0 ? 3 : 2
    return back < needed ? length - back : length
  }
  return length
}

function isPadding(unit: number): boolean {
  return unit === 0x20 || unit === 0x5f || unit === 0x2d
}

function isNameUnit(unit: number): boolean {
  // Lower case is no part of a name: it may be the `n` of an escape before one.
  return (unit >= 0x41 && unit <= 0x5a) || unit === 0x5f
}

/** `\u` escapes of ASCII characters and of wide brackets, and escapes that the chunk cuts short. */
function isSuspiciousEscape(chunk: string, at: number): boolean {
  if (at + 1 >= chunk.length) return true
  const next = chunk.charCodeAt(at + 1)
  if (next === OPEN) return true
  // A backslash that ends its string may be Markdown's, before a bracket to come.
  if (next === BACKSLASH) return at + 2 >= chunk.length || chunk.charCodeAt(at + 2) === QUOTE
  if (next !== 0x75) return false
  const digits = chunk.slice(at + 2, at + 6).toLowerCase()
  return digits.length < 4 || /^(?:00[2-7]|3010|ff)/.test(digits)
}

function isWideOpening(chunk: string, at: number, unit: number): boolean {
  if (unit !== 0xef && unit !== 0xe3) return false
  const bytes = unit === 0xef ? '\u00ef\u00bc\u00bb' : '\u00e3\u0080\u0090'
  const here = chunk.slice(at, at + 3)
  return here.length < 3 ? bytes.startsWith(here) : here === bytes
}
