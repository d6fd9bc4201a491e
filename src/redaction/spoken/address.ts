/** E-mail addresses that are said: `kowalska małpa gmail kropka com`. */
import { AT, DASH, DOT, FILLER, LOOSE_AT, PLUS, type SpokenIndex, UNDERSCORE } from './lexicon.ts'
import { isJoined, isWrittenAt, localStart, SIGNS } from './local-part.ts'
import { meaningOf, numeralAt, roleAt } from './numeral.ts'
import { PROVIDERS, TOP_DOMAINS } from './domains.ts'
import { PAUSE, STOPS, type Token } from './tokens.ts'

export interface SpokenAddress {
  /** First token, and the one behind the last. */
  readonly first: number
  readonly end: number
  /** The address as it would be written, more or less: names in it may stand together. */
  readonly written: string
}

const MOST_LABEL = 5
const MOST_LABELS = 5
const MOST_LETTERS = 3

/** The address around an at sign that begins at a token; undefined when there is none. `stops` are words of any language that no name is. */
export function addressAround(
  index: SpokenIndex,
  text: string,
  tokens: readonly Token[],
  at: number,
  floor: number,
  stops: ReadonlySet<string>,
): SpokenAddress | undefined {
  const sign = roleAt(index, tokens, at, AT)
  const loose = sign === -1
  const written = loose && isWrittenAt(text, tokens[at])
  const after = written ? at : loose ? roleAt(index, tokens, at, LOOSE_AT) : sign
  if (after === -1) return undefined
  const end = domainEnd(index, text, tokens, after, loose && !written)
  if (end === -1) return undefined
  const first = localStart({ index, text, tokens, floor, stops, loose }, at)
  // The ordinary detectors read what is written.
  if (written && !holdsSign(index, tokens, first, end)) return undefined
  return first === at ? undefined : { first, end, written: glued(index, text, tokens, first, at, after, end) }
}

function holdsSign(index: SpokenIndex, tokens: readonly Token[], first: number, end: number): boolean {
  for (let at = first; at < end; at++) if (roleAt(index, tokens, at, SIGNS) !== -1) return true
  return false
}

/** Token behind the domain that begins at a token; -1 when it is none. */
function domainEnd(
  index: SpokenIndex,
  text: string,
  tokens: readonly Token[],
  first: number,
  loose: boolean,
): number {
  let at = first
  for (let labels = 1; labels <= MOST_LABELS; labels++) {
    const dot = dotBehindLabel(index, text, tokens, at)
    if (dot === -1) {
      if (labels > 1) return topEnd(index, tokens, at, loose)
      // A provider that everybody knows, behind a word that means nothing else.
      return !loose && PROVIDERS.has(tokens[at]?.word ?? '') ? at + 1 : -1
    }
    at = dot
  }
  return -1
}

/** Token behind the dot that ends the label at a token; -1 when no dot does. */
function dotBehindLabel(index: SpokenIndex, text: string, tokens: readonly Token[], first: number): number {
  for (let at = first; at < tokens.length && at - first <= MOST_LABEL; at++) {
    const token = tokens[at]
    if (token === undefined) return -1
    if (at > first) {
      if (isJoined(text, token)) {
        if (text.charAt(token.start - 1) === '.') return at
        continue
      }
      const dot = roleAt(index, tokens, at, DOT)
      if (dot !== -1) return dot
      if ((token.gap & STOPS) !== 0) return -1
      // `gmail dot com, Jan.Kowalski@...`: the domain ended before the pause.
      if ((token.gap & PAUSE) !== 0 && TOP_DOMAINS.has(tokens[at - 1]?.word ?? '')) return -1
      if (roleAt(index, tokens, at, AT | LOOSE_AT) !== -1) return -1
    }
    const end = roleAt(index, tokens, at, DASH | UNDERSCORE)
    if (end !== -1) at = end - 1
  }
  return -1
}

/** Token behind the last label: one word, or letters one by one. */
function topEnd(index: SpokenIndex, tokens: readonly Token[], at: number, loose: boolean): number {
  const token = tokens[at]
  if (token === undefined || token.digits) return -1
  if (TOP_DOMAINS.has(token.word)) return at + 1
  if (roleAt(index, tokens, at, FILLER) === at + 1 && TOP_DOMAINS.has(tokens[at + 1]?.word ?? ''))
    return at + 2
  let end = at
  let letters = ''
  while (end < tokens.length && end - at < MOST_LETTERS) {
    const word = tokens[end]?.word ?? ''
    if (end > at && ((tokens[end]?.gap ?? STOPS) & STOPS) !== 0) break
    const letter = word.length === 1 ? word : (meaningOf(index, tokens[end])?.letter ?? '')
    if (letter === '') break
    letters += letter
    end++
    if (TOP_DOMAINS.has(letters)) return end
  }
  return loose || token.word.length < 2 ? -1 : at + 1
}

function glued(
  index: SpokenIndex,
  text: string,
  tokens: readonly Token[],
  first: number,
  at: number,
  after: number,
  end: number,
): string {
  return `${spelling(index, text, tokens, first, at)}@${spelling(index, text, tokens, after, end)}`
}

/** The tokens of one side as they would be written. */
function spelling(
  index: SpokenIndex,
  text: string,
  tokens: readonly Token[],
  first: number,
  end: number,
): string {
  let written = ''
  for (let at = first; at < end;) {
    const token = tokens[at]
    if (token === undefined) break
    if (at > first && isJoined(text, token) && !token.digits) written += text.charAt(token.start - 1)
    const sign = at > first ? signAt(index, tokens, at) : undefined
    if (sign !== undefined) {
      written += sign.text
      at = sign.end
      continue
    }
    const numeral = numeralAt(index, tokens, at)
    if (numeral !== undefined && numeral.end <= end && !numeral.weak) {
      written += numeral.digits
      at = numeral.end
      continue
    }
    written += text.slice(token.start, token.end)
    at++
  }
  return written
}

function signAt(
  index: SpokenIndex,
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly text: string } | undefined {
  for (const [role, sign] of [
    [DOT, '.'],
    [DASH, '-'],
    [UNDERSCORE, '_'],
    [PLUS, '+'],
  ] as const) {
    const end = roleAt(index, tokens, at, role)
    if (end !== -1) return { end, text: sign }
  }
  return undefined
}
