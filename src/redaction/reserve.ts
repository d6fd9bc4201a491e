/** Finds tokens in our shape that a request already holds, so that its own are never numbered alike. */
import { readKey, tokenKey } from './placeholder.ts'
import { TokenMatcher } from './token-match.ts'
import { TokenTable } from './token-table.ts'
import { Units } from './units.ts'

const OPENINGS = /[[［【]/g
/** A name without brackets; in JSON source an escape such as `\\n` may stand before it. */
const BARE =
  /(?:(?<![A-Za-z0-9_])|(?<=\\[nrtbf]))[A-Z]{2,14}(?:\\{0,2}_[A-Z]{1,10}){0,2}\\{0,2}_S?\d{1,6}(?![A-Za-z0-9_])/g

const NO_TOKENS = new TokenTable()

/** Escapes of JSON source that may spell a part of a token: ASCII, full-width forms and corner brackets. */
const TELLING_ESCAPES = /\\u(00[2-7][\da-f]|ff[0-5][\da-f]|301[01])/gi

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
  const keys: string[] = []
  OPENINGS.lastIndex = 0
  if (OPENINGS.test(text)) {
    const matcher = new TokenMatcher(new Units(text, false), NO_TOKENS)
    OPENINGS.lastIndex = 0
    for (let match = OPENINGS.exec(text); match !== null; match = OPENINGS.exec(text)) {
      if (matcher.shape(match.index) === 'yes') keys.push(matcher.key)
    }
  }
  for (let at = text.indexOf('_'); at !== -1; at = text.indexOf('_', at + 1)) {
    const next = text.charCodeAt(at + 1)
    if (next !== 0x53 && !(next >= 0x30 && next <= 0x39)) continue
    BARE.lastIndex = 0
    const around = text.slice(Math.max(0, at - 40), at + 9)
    for (const [name] of around.matchAll(BARE)) {
      const key = tokenKey(name.replaceAll('\\', ''))
      if (readKey(key) !== undefined) keys.push(key)
    }
  }
  return keys
}
