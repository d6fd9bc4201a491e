/** One spoken number: the longest phrase of a language that is one, or digits as they are written. */
import { AND, MILLION, type Meaning, type SpokenIndex, THOUSAND } from './lexicon.ts'
import { HYPHEN, PAUSE, STOPS, type Token } from './tokens.ts'

export interface Numeral {
  /** Token behind it. */
  readonly end: number
  readonly digits: string
  /** Said as a digit or two or three, and not as thousands. */
  readonly dictated: boolean
  /** In words. */
  readonly spoken: boolean
  /** One word that is a small word of the language too. */
  readonly weak: boolean
}

interface Phrase {
  readonly end: number
  readonly meaning: Meaning
}

/** What a word means in one language. */
export function meaningOf(index: SpokenIndex, token: Token | undefined): Meaning | undefined {
  return token?.known?.meanings[index.bit]
}

/** The longest phrase from a token on, before `limit`, that passes a test. */
export function phraseAt(
  index: SpokenIndex,
  tokens: readonly Token[],
  at: number,
  accept: (meaning: Meaning) => boolean,
  limit = tokens.length,
): Phrase | undefined {
  let meaning = meaningOf(index, tokens[at])
  let found: Phrase | undefined
  for (let end = at + 1; meaning !== undefined; end++) {
    if (accept(meaning)) found = { end, meaning }
    meaning = end < limit ? goingOn(meaning, tokens[end]) : undefined
  }
  return found
}

/** Token behind the longest phrase with one of the roles; -1 when there is none. */
export function roleAt(index: SpokenIndex, tokens: readonly Token[], at: number, roles: number): number {
  let meaning = meaningOf(index, tokens[at])
  let found = -1
  for (let end = at + 1; meaning !== undefined; end++) {
    if ((meaning.roles & roles) !== 0) found = end
    meaning = goingOn(meaning, tokens[end])
  }
  return found
}

/** What a phrase means that goes on with a token. */
function goingOn(meaning: Meaning, token: Token | undefined): Meaning | undefined {
  if (meaning.next === undefined || token === undefined || (token.gap & (PAUSE | STOPS)) !== 0)
    return undefined
  return meaning.next.get(token.word)
}

/** The number that begins at a token; undefined when there is none. */
export function numeralAt(index: SpokenIndex, tokens: readonly Token[], at: number): Numeral | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  if (token.digits) {
    return { end: at + 1, digits: token.word, dictated: true, spoken: false, weak: false }
  }
  const first = belowThousand(index, tokens, at)
  const big = thousands(index, tokens, first?.end ?? at, first)
  if (big !== undefined) {
    return { end: big.end, digits: String(big.value), dictated: false, spoken: true, weak: false }
  }
  if (first === undefined) return undefined
  const { end, value, weak } = first
  return { end, digits: String(value), dictated: true, spoken: true, weak }
}

interface Value {
  readonly end: number
  readonly value: number
  readonly weak: boolean
}

function isNumber(meaning: Meaning): boolean {
  return meaning.number !== -1
}

/** Up to 999, and centuries that are one word. */
function belowThousand(index: SpokenIndex, tokens: readonly Token[], at: number): Value | undefined {
  const phrase = smallAt(index, tokens, at, isNumber)
  if (phrase === undefined) return undefined
  const { end, meaning } = phrase
  const head: Value = { end, value: meaning.number, weak: meaning.weak && end === at + 1 }
  if (!meaning.open || !isSoft(tokens, end)) return head
  const and = roleAt(index, tokens, end, AND)
  const next = and !== -1 && isSoft(tokens, and) ? and : end
  const tail = smallAt(index, tokens, next, isTail)
  return tail === undefined || tail.meaning.number >= 100
    ? head
    : { end: tail.end, value: head.value + tail.meaning.number, weak: false }
}

/** The longest number from a token on, without a last word that a hundred takes: `twenty | five hundred`. */
function smallAt(
  index: SpokenIndex,
  tokens: readonly Token[],
  at: number,
  accept: (meaning: Meaning) => boolean,
): Phrase | undefined {
  const phrase = phraseAt(index, tokens, at, accept)
  if (phrase === undefined || phrase.end < at + 2 || phrase.meaning.open || !isSoft(tokens, phrase.end))
    return phrase
  const last = phrase.end - 1
  const taken = phraseAt(index, tokens, last, isNumber)
  if (taken === undefined || taken.end <= phrase.end || !taken.meaning.open) return phrase
  return phraseAt(index, tokens, at, accept, last) ?? phrase
}

function isTail(meaning: Meaning): boolean {
  return meaning.number > 0
}

function thousands(
  index: SpokenIndex,
  tokens: readonly Token[],
  at: number,
  head: Value | undefined,
): Value | undefined {
  if (head !== undefined && !isSoft(tokens, at)) return undefined
  const end = roleAt(index, tokens, at, THOUSAND | MILLION)
  if (end === -1) return undefined
  const value = (head?.value ?? 1) * 1000
  if (!isSoft(tokens, end)) return { end, value, weak: false }
  const and = roleAt(index, tokens, end, AND)
  const next = and !== -1 && isSoft(tokens, and) ? and : end
  const tail = belowThousand(index, tokens, next)
  return tail === undefined || tail.value === 0 || tail.weak
    ? { end, value, weak: false }
    : { end: tail.end, value: value + tail.value, weak: false }
}

/** No pause stands before a token. */
function isSoft(tokens: readonly Token[], at: number): boolean {
  const gap = tokens[at]?.gap
  return gap !== undefined && (gap & ~HYPHEN & (PAUSE | STOPS)) === 0
}
