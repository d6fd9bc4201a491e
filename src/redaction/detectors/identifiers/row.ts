/** What one row of the identifier table says: shape, check, strength, cue words and source. */
import type { Entity } from '../../types.ts'

export interface IdentifierRow {
  readonly entity: Entity
  /** `country.name`, shown in findings. */
  readonly detector: string
  /**
   * Shapes without separators: `d` a digit, `L` an ASCII letter (`ddddddddL`). `*16` is any mix of 16 letters and
   * digits, for numbers in which letters may stand for digits.
   */
  readonly shapes: readonly string[]
  /** Group sizes in which people write it: `3-3-2-2`. Without separators it always fits; others need a cue. */
  readonly groupings: readonly string[]
  /** Groupings that nobody uses for anything else: a weak check may stand alone in them, joined by hyphens. */
  readonly telling?: readonly string[]
  /** The check on the number without separators, letters in upper case. */
  readonly check: (compact: string) => boolean
  /**
   * `strong`: fewer than about 5 in 100 random strings of that shape pass, so a valid one stands alone. `weak`: a valid one
   * needs a cue. `cue`: there is hardly any check.
   */
  readonly strength: 'strong' | 'weak' | 'cue'
  /** Lower-case cue words (see compileCues). */
  readonly cues: readonly string[]
  /** Where the rule comes from. */
  readonly source: string
}
