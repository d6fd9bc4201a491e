/** A look at bytes before anything is decoded: most strings of a request cannot hold anything, and are left where they are. */
import { ANCHORS, STAND_INS } from './characters.ts'

/** What `lookAt` saw, as bits: a character that a detector starts at. */
const SEEN_ANCHOR = 1
/** A byte that may begin a character that stands for an ASCII one. */
const SEEN_STAND_IN = 2
/** A Unicode escape of JSON: any character at all. Other escapes spell none that a detector starts at. */
const SEEN_ESCAPE = 4
const BACKSLASH = 8

const TELLING = SEEN_ANCHOR | SEEN_STAND_IN | SEEN_ESCAPE

/** Byte of UTF-8 -> what it is a sign of. */
const SIGNS = signs()

function signs(): Uint8Array {
  const table = new Uint8Array(256)
  for (let unit = 0; unit < 128; unit++) if ((ANCHORS[unit] ?? 0) !== 0) table[unit] = SEEN_ANCHOR
  for (const code of STAND_INS.keys()) {
    const lead = code < 0x800 ? 0xc0 | (code >> 6) : 0xe0 | (code >> 12)
    table[lead] = SEEN_STAND_IN
  }
  // Digits of mathematics among others.
  table[0xf0] = SEEN_STAND_IN
  table[0x5c] = BACKSLASH
  return table
}

/** Looks at the source of a JSON string in UTF-8. */
export function lookAt(bytes: Uint8Array, start: number, end: number): number {
  let seen = 0
  for (let at = start; at < end; at++) seen |= SIGNS[bytes[at] ?? 0] ?? 0
  return (seen & BACKSLASH) !== 0 && holdsEscape(bytes, start, end) ? seen | SEEN_ESCAPE : seen
}

function holdsEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at + 1 < end; at++) if (bytes[at] === 0x5c && bytes[at + 1] === 0x75) return true
  return false
}

/** True when no character can stand for an ASCII one. */
export function isPlain(seen: number): boolean {
  return (seen & (SEEN_STAND_IN | SEEN_ESCAPE)) === 0
}

/** False when no detector can find anything in what was seen; a policy with words of its own has to look all the same. */
export function mayHoldSomething(seen: number): boolean {
  return (seen & TELLING) !== 0
}
