/** Names that are spelled by the names of letters, `ka o wu a el es ka i`, or by words, `K wie Konrad`. */
import type { SpokenLexicon } from '../spoken/lexicon.ts'
import type { Part } from '../spoken/run.ts'
import { saidIn } from '../spoken/sayings-in.ts'
import { readTokens } from '../spoken/tokens.ts'
import type { Finding } from '../types.ts'

/** Four short words in a row, or two letters each with a word: nothing else is worth the look. */
const SHORT_WORDS = /(?:(?<![\p{L}\p{N}])\p{L}{1,3}[^\p{L}\p{N}]{1,3}){4}/u
const LETTER_WORDS =
  /(?<![\p{L}\p{N}])\p{L}\s\p{L}{2,5}\s(?:in\s)?\p{Lu}?\p{L}{2,12}[^\p{L}\p{N}]{1,3}\p{L}\s\p{L}{2,5}\s/u
/** UTF-16 units: nobody spells in longer texts, and each word of them would be looked at. */
const LONGEST = 4096

const NOTHING: readonly Finding[] = []

/** `find` is asked about the letters alone. */
export function findSpelledAloud(
  lexicon: SpokenLexicon,
  text: string,
  find: (letters: string) => readonly Finding[],
): readonly Finding[] {
  if (text.length > LONGEST || !(SHORT_WORDS.test(text) || LETTER_WORDS.test(text))) return NOTHING
  const found: Finding[] = []
  const { runs } = saidIn(
    lexicon,
    text,
    readTokens(lexicon, text, 0, () => false),
  )
  for (const { parts } of runs) {
    const letters = parts.filter(({ kind }) => kind === 'letters')
    if (letters.length === 0) continue
    const spelled = letters.map((part) => part.text).join('')
    // One by one, so that a name inside a longer run of letters is seen.
    for (const finding of find(Array.from(spelled).join(' '))) {
      const first = partAt(letters, finding.start / 2)
      const last = partAt(letters, (finding.end - 1) / 2)
      if (first !== undefined && last !== undefined)
        found.push({ ...finding, start: first.start, end: last.end })
    }
  }
  return found
}

/** The part in which a letter of all parts together stands. */
function partAt(parts: readonly Part[], letter: number): Part | undefined {
  let before = 0
  for (const part of parts) {
    before += part.text.length
    if (letter < before) return part
  }
  return undefined
}
