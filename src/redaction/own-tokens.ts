/** Where a call's own tokens stand in a text: what is found in them is nobody's value. */
import type { SurrogateTable } from './surrogate-lane.ts'
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

/** Tokens in brackets whose key is known, and stand-ins, in order of their beginnings. */
export function spansOf(
  text: string,
  isKnown: (key: string) => boolean,
  surrogates: SurrogateTable | undefined,
): readonly Span[] {
  const spans: Span[] = []
  const matcher = new TokenMatcher(new Units(text, false), NO_TOKENS)
  for (const { index } of text.matchAll(OPENINGS)) {
    if (matcher.shape(index) === 'yes' && isKnown(matcher.key)) spans.push({ start: index, end: matcher.end })
  }
  if (surrogates === undefined) return spans
  for (const [surrogate] of surrogates.entries()) {
    for (let at = text.indexOf(surrogate); at !== -1; at = text.indexOf(surrogate, at + surrogate.length))
      spans.push({ start: at, end: at + surrogate.length })
  }
  return spans.sort((one, other) => one.start - other.start)
}
