/** Keys, tokens and passwords: well-known shapes, private key blocks, and what is assigned to a secret's name. */
import { ASCII_LETTER, KINDS, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { compileCues } from './cues.ts'
import { isFiller, isSecretName } from './secret-names.ts'
import { SHAPES_BY_START, SHORTEST_SECRET } from './secret-shapes.ts'
import { findParameter } from './url.ts'

const LONGEST_NAME = 48
const LONGEST_VALUE = 512

const TOKEN = new Uint8Array(128)
for (let unit = 0; unit < 128; unit++) if (/[\w~.-]/.test(String.fromCharCode(unit))) TOKEN[unit] = 1

/** Looks at the token around `at` unless it was seen; returns the end of a secret, or `at`. */
export function findToken(scan: Scan, at: number): number {
  const { text } = scan
  let start = at
  while (start > scan.tokenEnd && isToken(text.charCodeAt(start - 1))) start--
  let end = at + 1
  while (end < text.length && isToken(text.charCodeAt(end))) end++
  scan.tokenEnd = end
  if (end - start < SHORTEST_SECRET && unitAt(text, end) !== 0x3a) return at
  if ((KINDS[unitAt(text, start - 1)] ?? 0) !== 0) return at
  // Markdown and command lines put hyphens and underscores before a token.
  while (start < end && KINDS[text.charCodeAt(start)] === 0) start++
  for (const { id, pattern, shortest } of SHAPES_BY_START[text.charCodeAt(start)] ?? []) {
    if (end - start < shortest) continue
    pattern.lastIndex = start
    if (!pattern.test(text)) continue
    scan.add('SECRET', id, start, pattern.lastIndex, 1)
    return Math.max(pattern.lastIndex, at)
  }
  if (end - start >= SHORTEST_SECRET && isBearer(text, start)) {
    // RFC 6750: the token may go on in +, / and =.
    while (end < text.length && /[\w~.+/=-]/.test(text.charAt(end))) end++
    if (!/\d/.test(text.slice(start, end))) return at
    scan.add('SECRET', 'bearer', start, end, 1)
    scan.tokenEnd = end
    return end
  }
  return at
}

function isToken(unit: number): boolean {
  return unit < 128 && TOKEN[unit] === 1
}

function isBearer(text: string, start: number): boolean {
  const last = unitAt(text, start - 2) | 0x20
  return (
    text.charCodeAt(start - 1) === 0x20 &&
    (last === 0x72 || last === 0x63) &&
    /(?:^|[^a-z])(?:bearer|basic)$/i.test(text.slice(Math.max(0, start - 8), start - 1))
  )
}

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{1,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y
const KEY_BODY = /[A-Za-z0-9+/=\s\\:,-]*/y

/** Looks for a private key block (RFC 7468) at the hyphen at `at`; returns its end, or `at`. */
export function findPrivateKey(scan: Scan, at: number): number {
  const { text } = scan
  if (!text.startsWith('-----BEGIN ', at)) return at
  PRIVATE_KEY.lastIndex = at
  if (!PRIVATE_KEY.test(text)) return at
  const body = PRIVATE_KEY.lastIndex
  const marker = scan.endMarkerMissing ? -1 : text.indexOf('-----END ', body)
  scan.endMarkerMissing ||= marker === -1
  let end: number
  if (marker === -1) {
    // A key that was cut off is still a key.
    KEY_BODY.lastIndex = body
    KEY_BODY.test(text)
    end = KEY_BODY.lastIndex
  } else {
    const close = text.indexOf('-----', marker + 9)
    end = close === -1 || close - marker > 64 ? marker : close + 5
  }
  scan.add('SECRET', 'private-key', at, end, 1)
  return end
}

/** Looks at what is assigned behind the colon or equals sign at `at`; returns the end of a secret, or `at`. */
export function findAssignment(scan: Scan, at: number): number {
  const { text, policy } = scan
  const nameEnd = quoteOrSpacesBefore(text, at)
  if ((KINDS[unitAt(text, nameEnd - 1)] ?? 0) < ASCII_LETTER) return at
  const nameStart = nameStartBefore(text, nameEnd)
  const name = text.slice(nameStart, nameEnd)
  const mark = unitAt(text, nameStart - 1)
  const inQuery =
    text.charCodeAt(at) === 0x3d && (QUERY_MARKS.includes(mark) || text.endsWith('&amp;', nameStart))
  if (inQuery && policy.url) {
    const end = findParameter(scan, name, at + 1)
    if (end !== -1) return end
  }
  if (!policy.secret || inQuery || at < scan.valueEnd) return at
  if (isSecretName(name) || isCurlUser(text, nameStart)) return findValue(scan, at)
  return at
}

/** `?`, `&` and `#`. */
const QUERY_MARKS: readonly number[] = [0x3f, 0x26, 0x23]

/** `curl -u user:password` */
function isCurlUser(text: string, nameStart: number): boolean {
  const before = unitAt(text, nameStart - 1)
  if (before !== 0x20 && before !== 0x22 && before !== 0x27) return false
  return /(?:^|\s)(?:-u|--user)[ =]["']?$/.test(text.slice(Math.max(0, nameStart - 9), nameStart))
}

function findValue(scan: Scan, at: number): number {
  const { text } = scan
  ASSIGNMENT.lastIndex = at
  const scheme = ASSIGNMENT.exec(text)?.[1]
  const start = ASSIGNMENT.lastIndex
  const quote = unitAt(text, start - 1)
  const quoted = quote === 0x22 || quote === 0x27 || quote === 0x60
  let end = start
  const limit = Math.min(text.length, start + LONGEST_VALUE)
  while (end < limit && isValue(text.charCodeAt(end), quoted ? quote : 0)) end++
  if (!quoted) while (end > start && '.,;:)'.includes(text.charAt(end - 1))) end--
  if (!isPlausible(text.slice(start, end), scheme !== undefined)) {
    scan.valueEnd = end
    return at
  }
  scan.add('SECRET', 'assignment', start, end, 0.9)
  return end
}

/** The sign, then spaces, one quote and the scheme of an authorization header. */
const ASSIGNMENT = /[:=]{1,2}>?[ \t]{0,4}\\?["'`]?(?:(bearer|basic|token|apikey|digest)[ \t]{1,4})?/iy

function isValue(unit: number, quote: number): boolean {
  if (quote !== 0) return unit !== quote && unit !== 0x0a && unit !== 0x5c
  return (
    unit > 0x20 &&
    unit !== 0x22 &&
    unit !== 0x27 &&
    unit !== 0x60 &&
    unit !== 0x3b &&
    unit !== 0x2c &&
    unit !== 0x26
  )
}

/** A value of six characters or more with a digit or a sign among letters: a word alone is prose, but for one behind a scheme. */
function isPlausible(value: string, behindScheme = false): boolean {
  if (value.length < 6 || /\s/.test(value) || /^[a-z]{2,10}:\/\//i.test(value) || isFiller(value))
    return false
  const digits = /\d/.test(value)
  const letters = /\p{L}/u.test(value)
  if (!letters) return digits && value.length >= 8 && !/^[\d\s.,:/-]+$/.test(value)
  if (behindScheme || digits) return true
  return /[!@#$%^&*?+=~|]/.test(value) || (value.length >= 20 && /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(value))
}

function quoteOrSpacesBefore(text: string, at: number): number {
  let end = at
  while (end > 0 && at - end < 3 && (isQuote(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === 0x20))
    end--
  return end
}

function isQuote(unit: number): boolean {
  return unit === 0x22 || unit === 0x27 || unit === 0x60 || unit === 0x5c
}

function nameStartBefore(text: string, end: number): number {
  let start = end
  const limit = Math.max(0, end - LONGEST_NAME)
  while (start > limit) {
    const unit = text.charCodeAt(start - 1)
    if (KINDS[unit] === 0 && unit !== 0x5f && unit !== 0x2d && unit !== 0x2e) break
    start--
  }
  return start
}

/** True when the whole text is the value of a key with a secret's name. */
export function isSecretValue(cue: string, text: string): boolean {
  return text.length <= LONGEST_VALUE && isPlausible(text) && isSecretName(cue)
}

/** Prefixes of keys that may hold neither a digit nor a hyphen, so that nothing else leads to them. */
export const UNANCHORED = ['AKIA', 'ASIA', 'ABIA', 'ACCA'] as const

/** Adds keys that the scan has not met. */
export function findUnanchored(scan: Scan): void {
  const { text } = scan
  for (const prefix of UNANCHORED) {
    for (let at = text.indexOf(prefix); at !== -1; at = text.indexOf(prefix, at + prefix.length)) {
      const start = at
      if ((KINDS[unitAt(text, start - 1)] ?? 0) !== 0) continue
      for (const { id, pattern } of SHAPES_BY_START[0x41] ?? []) {
        pattern.lastIndex = start
        if (pattern.test(text)) scan.add('SECRET', id, start, pattern.lastIndex, 1)
      }
    }
  }
}

const PASSWORD_CUES = compileCues([
  'password', 'passwd', 'passphrase', 'passcode', 'pwd', 'passwort', 'kennwort', 'hasło', 'hasła', 'hasłem', 'mot de passe', 'mdp', 'contraseña',
  'clave', 'wachtwoord', 'lösenord*', 'passord', 'adgangskode', 'kodeord', 'salasana*', 'heslo', 'hesla', 'jelszó*', 'jelszav*', 'parola',
  'parolă', 'senha', 'palavra passe', 'lozinka', 'geslo', 'parool', 'parole', 'slaptažodis', 'κωδικός', 'парола', 'パスワード*',
]) // prettier-ignore
const FEWEST_PASSWORD = 6
const MOST_PASSWORD = 64

/** Looks for a password that is told in a sentence (`mein Passwort ist ...`) around the digit at `at`; its end, or -1. */
export function findToldPassword(scan: Scan, at: number): number {
  if (!scan.isNamed([PASSWORD_CUES])) return -1
  const { text } = scan
  let start = at
  while (start > 0 && at - start < MOST_PASSWORD && isPassword(text.charCodeAt(start - 1))) start--
  let end = at
  while (end < text.length && end - at < MOST_PASSWORD && isPassword(text.charCodeAt(end))) end++
  while (end > start && '.,;:!?)'.includes(text.charAt(end - 1))) end--
  if (end <= at || end - start < FEWEST_PASSWORD) return -1
  const value = text.slice(start, end)
  if (!/\p{L}/u.test(value) || isFiller(value) || value.includes('://')) return -1
  if (scan.nearness(PASSWORD_CUES, start, end) !== 'explicit') return -1
  // What is assigned or quoted is read as an assignment.
  if (/[:="'`]/.test(text.slice(Math.max(0, start - scan.distance), start))) return -1
  scan.add('SECRET', 'password', start, end, 0.8)
  return end
}

function isPassword(unit: number): boolean {
  return (
    unit > 0x20 &&
    unit !== 0x22 &&
    unit !== 0x27 &&
    unit !== 0x60 &&
    unit !== 0x3c &&
    unit !== 0x3e &&
    unit < 0x2e80
  )
}
