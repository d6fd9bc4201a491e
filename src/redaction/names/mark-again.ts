/** A name that one place of a text gives away is found again in it: a part of it alone, in small letters, in another case. */
import { eachBase } from './inflection.ts'
import type { NameText } from './name-text.ts'
import { PARTICLE } from './word-table.ts'

/** Hundredths from which a name is sure enough to be looked for again, and what the second finding is worth. */
const SURE = 50
const AGAIN = 70
/** Letters; shorter ones stand everywhere. */
const SHORTEST = 3

/** Marks further occurrences in the column of how sure each word is, in hundredths. */
export function markAgain(text: NameText, sure: Uint8Array): void {
  const { hashes } = text.tokens
  const known = new Set<number>()
  for (let at = 0; at < text.count; at++) {
    if ((sure[at] ?? 0) < SURE || text.length(at) < SHORTEST) continue
    if ((text.bit(at) & PARTICLE) === 0 && !text.isOrdinary(at)) known.add(hashes[at] ?? 0)
  }
  if (known.size === 0) return
  for (let at = 0; at < text.count; at++) {
    if ((sure[at] ?? 0) > 0 || text.nobody[at] === 1 || text.isOrdinary(at)) continue
    if (known.has(hashes[at] ?? 0) || isInflected(text, at, known)) sure[at] = AGAIN
  }
}

/** A form of one of the names. */
function isInflected(text: NameText, at: number, known: ReadonlySet<number>): boolean {
  if (
    text.length(at) <= SHORTEST ||
    (text.cased && !text.isCapital(at)) ||
    text.spoken.length > MOST_LANGUAGES
  )
    return false
  let isOne = false
  eachBase(text.plain(at), text.spoken, (hash) => {
    isOne ||= known.has(hash)
  })
  return isOne
}

/** Languages beyond which endings tell nothing. */
const MOST_LANGUAGES = 6
