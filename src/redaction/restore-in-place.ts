/** Puts values back into a JSON string where it stands in the bytes of an answer: nothing else of it is read or written. */
import { LONGEST_GLUED } from './known/cases.ts'
import { BACKSLASH, BAR, CLOSE, isTokenSeparator } from './placeholder.ts'
import type { Tally } from './restore-stream.ts'
import { TokenMatcher } from './token-match.ts'
import type { TokenTable } from './token-table.ts'
import { Units } from './units.ts'

/** Told what to write instead of `start..end`. */
export type Put = (start: number, end: number, value: string) => void

/**
 * Restores the tokens of prose between two offsets of UTF-8 that is read as one byte a unit, the source of a JSON string
 * without its quotes. False, with nothing put, when a token may be spelled in a way that only the decoded text shows.
 */
export function restoreInPlace(
  text: string,
  start: number,
  end: number,
  escaped: boolean,
  table: TokenTable,
  tally: Tally,
  put: Put,
): boolean {
  if (needsDecoding(text, start, end, escaped, table.inflects)) return false
  let matcher: TokenMatcher | undefined
  for (let at = text.indexOf('[', start); at !== -1 && at < end;) {
    const place = table.exactAt(text, at + 1)
    // A name may have a case or an ending behind it, which only the matcher reads.
    const value = place === -1 ? undefined : table.valueOf(place)
    let from = at
    // A backslash before the bracket is Markdown's, and goes with the token.
    if (escaped && at - 2 >= start && text.charCodeAt(at - 1) === BACKSLASH) from = at - 2
    let behind = at + 1
    if (typeof value === 'string' && at + 1 + table.nameOf(place).length < end) {
      behind += table.nameOf(place).length + 1
      put(from, behind, value)
      tally.restored++
    } else {
      matcher ??= new TokenMatcher(new Units(text, escaped, end), table)
      if (matcher.bracketed(from) === 'yes') {
        behind = matcher.end
        put(from, behind, matcher.value)
        tally.restored++
      } else if (matcher.shape(at) === 'yes' && !tally.isKnown(matcher.key)) tally.invented++
    }
    at = text.indexOf('[', behind)
  }
  return true
}

/** Unicode escapes, and characters beyond ASCII behind a bracket. */
function needsDecoding(
  text: string,
  start: number,
  end: number,
  escaped: boolean,
  inflects: boolean,
): boolean {
  if (escaped && holdsUnicodeEscape(text, start, end)) return true
  for (let at = text.indexOf('[', start); at !== -1 && at < end; at = text.indexOf('[', at + 1)) {
    if (isWideInside(text, at + 1, end, inflects)) return true
  }
  return false
}

/** True when an escape of four hexadecimal digits may stand between two offsets of JSON source. */
export function holdsUnicodeEscape(text: string, start: number, end: number): boolean {
  for (let at = text.indexOf('\\', start); at !== -1 && at + 1 < end; at = text.indexOf('\\', at + 1)) {
    if (text.charCodeAt(at + 1) === 0x75) return true
  }
  return false
}

/** Far more than any name with its separators takes. */
const LONGEST_BRACKETED = 256

/** With `inflects` an ending behind the bracket counts too. */
function isWideInside(text: string, from: number, end: number, inflects: boolean): boolean {
  const limit = Math.min(end, from + LONGEST_BRACKETED)
  for (let at = from; at < limit; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x80) return true
    if (unit === CLOSE) return inflects && isWideBehind(text, at + 1, end)
    if (!(isTokenSeparator(unit) || isLetterOrDigit(unit) || unit === BAR)) return false
  }
  return false
}

/** A hyphen or an apostrophe, and the letters of an ending. */
function isWideBehind(text: string, from: number, end: number): boolean {
  for (let at = from; at < Math.min(end, from + LONGEST_GLUED + 2); at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x80 || unit === BACKSLASH) return true
    if (!isLetterOrDigit(unit) && unit !== 0x2d && unit !== 0x27) return false
  }
  return false
}

function isLetterOrDigit(unit: number): boolean {
  const small = unit | 0x20
  return (unit >= 0x30 && unit <= 0x39) || (small >= 0x61 && small <= 0x7a)
}

/** Brackets beyond ASCII: ［ is EF BC BB, 【 is E3 80 90. */
export function holdsWideOpening(bytes: string): boolean {
  return bytes.includes('\u00ef\u00bc\u00bb') || bytes.includes('\u00e3\u0080\u0090')
}
