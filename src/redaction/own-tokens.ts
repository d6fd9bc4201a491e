/** Where tokens stand in a text: what is found of them is nobody's value. */
import { TokenMatcher } from './token-match.ts'
import { TokenTable } from './token-table.ts'
import { Units } from './units.ts'

/** UTF-16 units of a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

const OPENINGS = /[[［【]/g
const NO_TOKENS = new TokenTable()

/** Tokens in brackets whose key is known, in order. */
export function tokenSpans(text: string, isKnown: (key: string) => boolean): readonly Span[] {
  const spans: Span[] = []
  const matcher = new TokenMatcher(new Units(text, false), NO_TOKENS)
  for (const { index } of text.matchAll(OPENINGS)) {
    if (matcher.shape(index) === 'yes' && isKnown(matcher.key)) spans.push({ start: index, end: matcher.end })
  }
  return spans
}

/** Every place where one of these texts stands, in order. */
export function placesOf(text: string, wanted: Iterable<string>): readonly Span[] {
  const spans: Span[] = []
  for (const each of wanted) {
    for (let at = text.indexOf(each); at !== -1; at = text.indexOf(each, at + each.length))
      spans.push({ start: at, end: at + each.length })
  }
  return spans.sort((one, other) => one.start - other.start)
}
