/** Cheap looks at a text, and at the bytes of a whole body: may anything be said in words in it? */
import type { Policy } from '../policy.ts'
import { FEWEST_NUMBERS } from './trigger.ts'
import { BYTE_UNITS, TEXT_UNITS } from './word-units.ts'

/** False when nothing is said in the text that the policy looks for. */
export function mayBeSaid({ spoken }: Pick<Policy, 'spoken'>, text: string): boolean {
  return spoken !== undefined && spoken.trigger.next(text, 0, TEXT_UNITS, FEWEST_NUMBERS) !== -1
}

/**
 * The same for the source of a JSON document in UTF-8, read one byte a unit. A string with a Unicode escape has to be looked
 * at all the same.
 */
export function mayBeSaidInSource({ spoken }: Pick<Policy, 'spoken'>, source: string): boolean {
  return spoken !== undefined && spoken.trigger.next(source, 0, BYTE_UNITS, FEWEST_NUMBERS) !== -1
}
