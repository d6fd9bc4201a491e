/** Finds tokens in our shape that a request already holds, so that its own are never numbered alike. */
import { BAR, CLOSE, isTokenSeparator, readKey, tokenKey } from './placeholder.ts'
import { holdsUnicodeEscape, holdsWideOpening } from './restore-in-place.ts'
import { TokenMatcher } from './token-match.ts'
import { TokenTable } from './token-table.ts'
import { Units } from './units.ts'

/** Far more than any name with its separators takes; a text that goes on is read by the exact way. */
const LONGEST_BRACKETED = 256
const OPENINGS = /[[［【]/g
const NO_TOKENS = new TokenTable()

/** Escapes of JSON source that may spell a part of a token: ASCII, full-width forms and corner brackets. */
const TELLING_ESCAPES = /\\u(00[2-7][\da-f]|ff[0-5][\da-f]|301[01])/gi

/**
 * A cheap look at the bytes of a JSON body, read one unit a byte: false means that `literalKeys` would find nothing in the
 * text that they are.
 */
export function mayHoldToken(bytes: string): boolean {
  for (let at = bytes.indexOf('['); at !== -1; at = bytes.indexOf('[', at + 1)) {
    if (mayBeBracketed(bytes, at + 1)) return true
  }
  for (let at = bytes.indexOf('_'); at !== -1; at = bytes.indexOf('_', at + 1)) {
    const unit = bytes.charCodeAt(at + 1)
    if (isDigit(unit) || (unit === 0x53 && isDigit(bytes.charCodeAt(at + 2)))) return true
  }
  return holdsUnicodeEscape(bytes, 0, bytes.length) || holdsWideOpening(bytes)
}

/** Letters and then a digit before the closing bracket, or anything beyond ASCII. */
function mayBeBracketed(bytes: string, from: number): boolean {
  let digit = false
  for (let at = from; at < from + LONGEST_BRACKETED; at++) {
    const unit = bytes.charCodeAt(at)
    if (unit >= 0x80) return true
    if (unit === CLOSE) return digit
    // What may stand behind the bar is read by the exact way.
    if (unit === BAR && digit) return true
    if (isDigit(unit)) digit = true
    else if (!isTokenSeparator(unit) && !isLetter(unit)) return false
  }
  return digit
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function isLetter(unit: number): boolean {
  return (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a
}

/** Keys (`EMAIL1`, `EMAILS1`) of every token in a text or in the source of a JSON body. */
export function literalKeys(text: string): readonly string[] {
  const keys = keysOf(text)
  if (text.search(TELLING_ESCAPES) === -1) return keys
  const plain = text.replaceAll(TELLING_ESCAPES, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return [...keys, ...keysOf(plain)]
}

function keysOf(text: string): readonly string[] {
  return [...bracketedKeys(text), ...bareKeys(text)]
}

function bracketedKeys(text: string): readonly string[] {
  const keys: string[] = []
  OPENINGS.lastIndex = 0
  if (!OPENINGS.test(text)) return keys
  const matcher = new TokenMatcher(new Units(text, false), NO_TOKENS)
  OPENINGS.lastIndex = 0
  for (let match = OPENINGS.exec(text); match !== null; match = OPENINGS.exec(text)) {
    if (matcher.shape(match.index) === 'yes') keys.push(matcher.key)
  }
  return keys
}

/** Names without brackets, `EMAIL_1`, whatever stands before them: reserving too much does no harm. */
function bareKeys(text: string): readonly string[] {
  const keys: string[] = []
  for (let at = text.indexOf('_'); at !== -1; at = text.indexOf('_', at + 1)) {
    BARE_INDEX.lastIndex = at
    const index = BARE_INDEX.exec(text)?.[1]
    if (index === undefined) continue
    let start = at
    const limit = Math.max(0, at - LONGEST_STEM)
    while (start > limit && isStemUnit(text.charCodeAt(start - 1))) start--
    const stem = text.slice(start, at).replaceAll('\\', '')
    // The longest stem may have capitals of an escape or another word before it.
    for (let from = 0; from < stem.length - 1; from++) {
      const key = tokenKey(stem.slice(from)) + index
      if (readKey(key) === undefined) continue
      keys.push(key)
      break
    }
  }
  return keys
}

const LONGEST_STEM = 24
const BARE_INDEX = /_(S?\d{1,6})/y

function isStemUnit(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || unit === 0x5f || unit === 0x5c
}
