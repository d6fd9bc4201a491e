/** What is said before the at sign of an address: names, signs, letters and numbers, up to a word that is none of them. */
import {
  AS,
  AT,
  DASH,
  DOT,
  FILLER,
  LOOSE_AT,
  PLUS,
  type SpokenIndex,
  SLASH,
  STOP,
  UNDERSCORE,
} from './lexicon.ts'
import { meaningOf, numeralAt, roleAt } from './numeral.ts'
import { PAUSE, STOPS, TIGHT, type Token } from './tokens.ts'

/** Words for signs that join the parts of an address. */
export const SIGNS = DOT | DASH | UNDERSCORE | PLUS | SLASH
const WRITTEN_SIGNS = '._-+'
/** Words of a name that are said without a sign between them. */
const MOST_PLAIN = 2
const MOST_LOCAL = 40
/** Words of a number, of `A wie Anton`, and of a sign. */
const LONGEST_NUMERAL = 4
const LONGEST_AS = 3
const LONGEST_SIGN = 2
/** Names of letters in a row. */
const FEWEST_SPELLED = 3
/** Small words that stand inside names. */
const PARTICLES = new Set(
  'de der den van von vom zu di da del della delle dos das do du le la ten ter af av'.split(' '),
)

/** Small words of one language that are given names in another: no names where the at sign may be any small word. */
const NAMES_TOO = new Set(['are'])

/** Where an address is looked for. */
export interface AddressPlace {
  readonly index: SpokenIndex
  readonly text: string
  readonly tokens: readonly Token[]
  /** First token that may belong to it. */
  readonly floor: number
  /** Words of any language that no name is. */
  readonly stops: ReadonlySet<string>
  /** The at sign is a small word too. */
  readonly loose: boolean
}

/** An at sign stands straight before a token. */
export function isWrittenAt(text: string, token: Token | undefined): boolean {
  return token !== undefined && (token.gap & STOPS) !== 0 && text.charCodeAt(token.start - 1) === 0x40
}

/** A dot, hyphen or underscore joins a word to the one before it. */
export function isJoined(text: string, token: Token): boolean {
  return (token.gap & TIGHT) !== 0 && (WRITTEN_SIGNS.includes(text.charAt(token.start - 1)) || token.digits)
}

/** First token of what stands before the at sign; `at` itself when nothing does. */
export function localStart(place: AddressPlace, at: number): number {
  const { text, tokens, floor } = place
  let first = at
  let plain = 0
  /** A sign was read: whatever stands before it belongs to the address. */
  let bound = isWrittenAt(text, tokens[at])
  for (let next = at - 1; next >= floor && at - next <= MOST_LOCAL; next--) {
    const following = tokens[next + 1]
    if (following === undefined) break
    if (isJoined(text, following)) bound = true
    else if ((following.gap & STOPS) !== 0 && next + 1 !== at) break
    const sign = first !== at || bound ? signBefore(place, next) : -1
    if (sign !== -1) {
      next = sign
      bound = true
      continue
    }
    const telling = tellingBefore(place, next, first)
    if (telling !== -1) {
      first = next = telling
      bound = false
      continue
    }
    if (!bound) {
      if (first === at && hasRole(place, next, FILLER)) continue
      const paused = (following.gap & PAUSE) !== 0 && (following.gap & TIGHT) === 0
      if ((paused && first !== at) || plain >= MOST_PLAIN || isStop(place, next, plain === 0, first === at))
        break
    }
    if (!PARTICLES.has(tokens[next]?.word ?? '')) plain++
    first = next
    bound = false
  }
  return first
}

/** A word that is none of the address, unless it stands inside a name or behind a sign. */
function isStop(place: AddressPlace, at: number, isName: boolean, isLast: boolean): boolean {
  const { index, tokens, stops } = place
  const word = tokens[at]?.word ?? ''
  if (hasRole(place, at, AT | LOOSE_AT)) return true
  // What stands before a sign that means nothing else is a name: `contact arobase`.
  if (isLast && roleAt(index, tokens, at + 1, AT) !== -1) return false
  // The name itself may be a small word of another language.
  const cue = !isLast && index.cues.has(word)
  const stop =
    hasRole(place, at, STOP) || cue || (!isName && stops.has(word) && (place.loose || !NAMES_TOO.has(word)))
  if (!stop || isLast || at === place.floor) return stop
  if (signBefore(place, at - 1) !== -1) return false
  const before = tokens[at - 1]?.word ?? ''
  return (
    !PARTICLES.has(word) || hasRole(place, at - 1, STOP | AT | LOOSE_AT | FILLER) || index.cues.has(before)
  )
}

/** The name of a letter among others: one that is a small word too needs two beside it. */
function isSpelledLetter(place: AddressPlace, at: number): boolean {
  if (!isLetterName(place, at)) return false
  let letters = 1
  for (let next = at + 1; letters < FEWEST_SPELLED && isLetterName(place, next); next++) letters++
  for (let next = at - 1; letters < FEWEST_SPELLED && next >= place.floor; next--) {
    if (!isLetterName(place, next)) break
    letters++
  }
  return letters >= FEWEST_SPELLED || (letters > 1 && !hasRole(place, at, STOP))
}

function isLetterName({ index, tokens }: AddressPlace, at: number): boolean {
  const token = tokens[at]
  if (token === undefined || token.digits) return false
  return token.word.length === 1 || (meaningOf(index, token)?.letter ?? '') !== ''
}

function hasRole({ index, tokens }: AddressPlace, at: number, roles: number): boolean {
  return ((meaningOf(index, tokens[at])?.roles ?? 0) & roles) !== 0
}

/** First token of a spoken sign that ends with a token; -1 when none does. */
function signBefore({ index, tokens, floor }: AddressPlace, last: number): number {
  for (let at = Math.max(floor, last - LONGEST_SIGN); at <= last; at++)
    if (roleAt(index, tokens, at, SIGNS) === last + 1) return at
  return -1
}

/** First token of digits, a number or a letter that ends with a token: they go on whatever stands before them. */
function tellingBefore(place: AddressPlace, last: number, first: number): number {
  const { index, tokens, floor } = place
  const token = tokens[last]
  if (token === undefined) return -1
  if (token.digits) return last
  for (let at = Math.max(floor, last - LONGEST_AS); at < last; at++) {
    const isShort = (tokens[at]?.word.length ?? 0) <= LONGEST_AS
    if (isShort && roleAt(index, tokens, at + 1, AS) === last) return at
  }
  if (isSpelledLetter(place, last)) return last
  if (token.word.length === 1) {
    const beside = tokens[last + 1]?.word.length === 1 || tokens[last - 1]?.word.length === 1
    return beside || !hasRole(place, last, -1) ? last : -1
  }
  for (let at = Math.max(floor, last + 1 - LONGEST_NUMERAL); at <= last; at++) {
    const numeral = numeralAt(index, tokens, at)
    if (numeral?.spoken !== true || numeral.end !== last + 1) continue
    // A small word is a number where one stands behind it.
    if (!numeral.weak || (first === last + 1 && numeralAt(index, tokens, first) !== undefined)) return at
  }
  return -1
}
