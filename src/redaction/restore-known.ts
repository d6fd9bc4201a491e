/** Puts values back that somebody kept beside a redacted text, without the vault that took them out. */
import { RestoreLane, type Tally } from './restore-stream.ts'
import { tokenKey } from './placeholder.ts'
import { TokenTable } from './token-table.ts'

/** The name of a person's placeholder. */
const PERSON = /^PERSON_/

export interface RestoredText {
  readonly text: string
  /** Values put back. */
  readonly restored: number
  /** Tokens in our shape that the list does not have. */
  readonly unknown: number
}

/**
 * Restores a complete text from a list of token names (`EMAIL_1`) and their values, as leniently as an answer is. `json`:
 * the text is JSON source, so values are escaped into its strings.
 */
export function restoreKnown(
  values: ReadonlyMap<string, string>,
  text: string,
  source: 'text' | 'json',
): RestoredText {
  const table = new TokenTable()
  const keys = new Set<string>()
  for (const [name, value] of values) {
    // A list holds one form of a name, which stands for all cases.
    table.add(name, PERSON.test(name) ? { base: value, inCase: () => undefined } : value)
    keys.add(tokenKey(name))
  }
  const tally: Tally = { restored: 0, invented: 0, isKnown: (key) => keys.has(key) }
  const restored = new RestoreLane(table, tally, source === 'json').whole(text)
  return { text: restored, restored: tally.restored, unknown: tally.invented }
}
