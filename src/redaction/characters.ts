/** What single UTF-16 units are: where a detector may start, what belongs to a word, what stands in for ASCII. */

/** Classes of the units that the scan stops at; everything else is skipped by one native regular expression. */
export const DIGIT = 1
export const AT = 2
export const JOIN = 3
export const COLON = 4
const EQUALS = 5

/** Kinds of units inside words. */
export const ASCII_DIGIT = 1
export const ASCII_LETTER = 2
const OTHER_WORD = 3

/** Units beyond ASCII, [from, to). */
const BELOW_SURROGATES = [0x80, 0xd800] as const
const ABOVE_SURROGATES = [0xf900, 0x1_0000] as const

/** Characters that stand for an ASCII one inside numbers and addresses; `''` are invisible and dropped. */
export const STAND_INS: ReadonlyMap<number, string> = standIns()

/** ASCII unit -> class of anchor, 0 for none. */
export const ANCHORS: Uint8Array = anchors()

/** Unit -> kind of word character, 0 for none. Surrogates are not word characters. */
export const KINDS: Uint8Array = kinds()

function standIns(): Map<number, string> {
  const map = new Map<number, string>()
  const fill = (from: number, to: number, by: string) => {
    for (let code = from; code <= to; code++) map.set(code, by)
  }
  // Decimal digits of every script, full-width ones included: Unicode assigns them in runs of ten from zero.
  let digits = 0
  for (const [from, to] of [BELOW_SURROGATES, ABOVE_SURROGATES])
    for (const { 0: run, index } of unitsOf(from, to).matchAll(/\p{Nd}+/gu))
      for (let at = 0; at < run.length; at++) map.set(from + index + at, String(digits++ % 10))
  // Spaces that typography puts inside numbers.
  for (const code of [0xa0, 0x1680, 0x202f, 0x205f, 0x3000]) map.set(code, ' ')
  fill(0x2000, 0x200a, ' ')
  // Hyphens and dashes.
  for (const code of [0x2212, 0xfe58, 0xfe63]) map.set(code, '-')
  fill(0x2010, 0x2015, '-')
  // Full-width forms of ASCII.
  for (let code = 0xff01; code <= 0xff5e; code++) map.set(code, String.fromCharCode(code - 0xfee0))
  // Invisible: soft hyphen, zero-width characters, bidirectional marks and isolates, byte-order mark.
  for (const code of [0xad, 0x61c, 0x180e, 0xfeff]) map.set(code, '')
  fill(0x200b, 0x200f, '')
  fill(0x202a, 0x202e, '')
  fill(0x2060, 0x2064, '')
  fill(0x2066, 0x2069, '')
  return map
}

/** All units from one to before another, as one string. */
function unitsOf(from: number, to: number): string {
  const units = new Uint16Array(to - from)
  for (let code = from; code < to; code++) units[code - from] = code
  return new TextDecoder('utf-16le').decode(units)
}

function anchors(): Uint8Array {
  const table = new Uint8Array(128)
  for (let code = 0x30; code <= 0x39; code++) table[code] = DIGIT
  table[0x40] = AT
  table[0x5f] = JOIN
  table[0x2d] = JOIN
  table[0x3a] = COLON
  table[0x3d] = EQUALS
  return table
}

function kinds(): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  for (const [from, to] of [BELOW_SURROGATES, ABOVE_SURROGATES])
    for (const { 0: run, index } of unitsOf(from, to).matchAll(/[\p{L}\p{M}\p{N}]+/gu))
      table.fill(OTHER_WORD, from + index, from + index + run.length)
  table.fill(ASCII_DIGIT, 0x30, 0x3a)
  table.fill(ASCII_LETTER, 0x41, 0x5b)
  table.fill(ASCII_LETTER, 0x61, 0x7b)
  return table
}

const ANCHOR = /[-\d:=@_]/g
/** Offsets that are looked at one by one before the regular expression is called. */
const NEAR = 12

/** Offset of the first anchor from `at` on; the length of the text when there is none. */
export function nextAnchor(text: string, at: number): number {
  const { length } = text
  const near = Math.min(length, at + NEAR)
  for (let here = at; here < near; here++) {
    const unit = text.charCodeAt(here)
    if (unit < 128 && ANCHORS[unit] !== 0) return here
  }
  if (near === length) return length
  ANCHOR.lastIndex = near
  return ANCHOR.test(text) ? ANCHOR.lastIndex - 1 : length
}

// Two native searches and a class without Latin-1 members cost next to nothing on text of one byte a unit.
const WIDE_STAND_IN = standInPattern((code) => code > 0xff)

/** The first half of the digits of mathematics (U+1D7CE to U+1D7FF), five runs of ten, and the second half of the first. */
export const MATHEMATICAL = '\ud835'
export const MATHEMATICAL_ZERO = 0xdfce

/** True when the text holds a character that stands for an ASCII one, so that it has to be normalised. */
export function hasStandIns(text: string): boolean {
  return (
    text.includes('\u00a0') ||
    text.includes('\u00ad') ||
    WIDE_STAND_IN.test(text) ||
    text.includes(MATHEMATICAL)
  )
}

/** A class of the stand-ins that pass a test. */
export function standInPattern(accept: (code: number) => boolean, flags = ''): RegExp {
  const codes = [...STAND_INS.keys()].filter(accept)
  return new RegExp(`[${codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}]`, flags)
}

/** Kind of the unit at `at`; 0 outside the text. */
export function kindAt(text: string, at: number): number {
  return at < 0 || at >= text.length ? 0 : (KINDS[text.charCodeAt(at)] ?? 0)
}

/** First unit of the East Asian scripts, which are written without spaces. */
export const IDEOGRAPHS = 0x2e80

/** True when the unit at `at` belongs to a word that goes on in a number beside it: not in Japanese or Chinese. */
export function isGlue(text: string, at: number): boolean {
  return kindAt(text, at) !== 0 && text.charCodeAt(at) < IDEOGRAPHS
}

/** Unit at `at`; 0 outside the text, so that callers can look one past either end. */
export function unitAt(text: string, at: number): number {
  return at < 0 || at >= text.length ? 0 : text.charCodeAt(at)
}
