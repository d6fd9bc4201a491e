/** Names that are spelled by the names of letters, `ka o wu a el es ka i`, or by words, `K wie Konrad`. */
import type { SpokenLexicon } from '../spoken/lexicon.ts'
import type { Part } from '../spoken/run.ts'
import { saidIn } from '../spoken/sayings-in.ts'
import { readTokens, type Token } from '../spoken/tokens.ts'
import type { Finding } from '../types.ts'

/** Letters or their names in a row: nothing else is worth the look. */
const FEWEST_LETTERS = 3
/** Words from one letter to the next. */
const FARTHEST = 4
/** UTF-16 units: nobody spells in longer texts, and each word of them would be looked at. */
const LONGEST = 4096

const NOTHING: readonly Finding[] = []

/** `find` is asked about the letters alone. */
export function findSpelledAloud(
  lexicon: SpokenLexicon,
  text: string,
  find: (letters: string) => readonly Finding[],
): readonly Finding[] {
  if (text.length > LONGEST) return NOTHING
  const tokens = readTokens(lexicon, text, 0, () => false)
  if (!areSpelled(tokens)) return NOTHING
  const found: Finding[] = []
  const { runs } = saidIn(lexicon, text, tokens)
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

/** Words that may be letters, with a word or two between them: `K wie Konrad`. */
function areSpelled(tokens: readonly Token[]): boolean {
  let letters = 0
  let since = 0
  for (const { word, digits, known } of tokens) {
    since++
    if (digits || (word.length > 1 && (known?.use?.letters ?? 0) === 0)) continue
    letters = since <= FARTHEST ? letters + 1 : 1
    if (letters === FEWEST_LETTERS) return true
    since = 0
  }
  return false
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
