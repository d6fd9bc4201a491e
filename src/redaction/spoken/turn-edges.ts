/** Where the words of a turn begin and end that are no fillers: `okay, so, five one two, yeah`. */
import { FILLER, REPAIR } from './lexicon.ts'
import type { Token } from './tokens.ts'

/** Words that may stand before or behind a run and belong to nothing. */
const MOST_FILLERS = 3

/** The token behind the last one that is no filler. */
export function withoutFillers(tokens: readonly Token[]): number {
  let end = tokens.length
  for (let skipped = 0; skipped < MOST_FILLERS && end > 0; skipped++) {
    if (!isFiller(tokens, end - 1)) break
    end--
  }
  return end === 0 ? tokens.length : end
}

/** The first token that is no filler. */
export function startOf(tokens: readonly Token[]): number {
  let start = 0
  while (start < MOST_FILLERS && start < tokens.length && isFiller(tokens, start)) start++
  return start
}

function isFiller(tokens: readonly Token[], at: number): boolean {
  const meanings = tokens[at]?.known?.meanings ?? []
  return meanings.some(
    (meaning) => meaning !== undefined && (meaning.roles & (FILLER | REPAIR)) !== 0 && meaning.number === -1,
  )
}
