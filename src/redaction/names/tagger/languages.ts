/** Which language a text is in, guessed from its commonest words: enough to know German nouns from English names. */
import { LANGUAGES } from '../../types.ts'
import type { Tokens } from '../tokens.ts'

/** Common words: open addressing by the hash of the folded letters; beside each the languages that it is common in, one bit each in the order of `LANGUAGES`. */
export interface CommonWords {
  readonly hashes: Uint32Array
  readonly languages: Uint16Array
}

/** Words that are looked at. */
const ENOUGH = 160

const votes = new Int32Array(LANGUAGES.length + 1)

/** Position of the language in `LANGUAGES`, counted from 1; 0 where the words do not tell. `allowed` has a bit a language. */
export function guessLanguage(tokens: Tokens, words: CommonWords, allowed: number): number {
  if ((allowed & (allowed - 1)) === 0) return 32 - Math.clz32(allowed)
  votes.fill(0)
  const mask = words.hashes.length - 1
  const count = Math.min(tokens.count, ENOUGH)
  for (let at = 0; at < count; at++) {
    const hash = tokens.hashes[at] ?? 0
    for (let slot = hash & mask; words.languages[slot] !== 0; slot = (slot + 1) & mask) {
      if (words.hashes[slot] !== hash) continue
      vote((words.languages[slot] ?? 0) & allowed)
      break
    }
  }
  let best = 0
  let second = 0
  for (let language = 1; language < votes.length; language++) {
    const count = votes[language] ?? 0
    if (count > (votes[best] ?? 0)) {
      second = votes[best] ?? 0
      best = language
    } else if (count > second) second = count
  }
  return (votes[best] ?? 0) > second ? best : 0
}

/** A word of few languages says more. */
function vote(languages: number): void {
  let bits = 0
  for (let rest = languages; rest !== 0; rest &= rest - 1) bits++
  const weight = bits === 1 ? 4 : bits === 2 ? 2 : 1
  for (let rest = languages; rest !== 0; rest &= rest - 1) {
    const language = 32 - Math.clz32(rest & -rest)
    votes[language] = (votes[language] ?? 0) + weight
  }
}
