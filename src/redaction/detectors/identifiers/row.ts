/** What one row of the identifier table says: shape, check, strength, cue words and source. */
import type { Entity } from '../../types.ts'
import type { SharedCues } from './shared-cues.ts'

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
  readonly groupings?: readonly string[]
  /** Groupings that nobody uses for anything else: a weak check may stand alone in them, joined by hyphens. */
  readonly telling?: readonly string[]
  /** The check on the number without separators, letters in upper case. */
  readonly check: (compact: string) => boolean
  /**
   * `strong`: fewer than about 5 in 100 random strings of that shape pass, so a valid one stands alone. `weak`: a valid one
   * needs a cue. `cue`: there is hardly any check, so the cue has to be clear.
   */
  readonly strength: 'strong' | 'weak' | 'cue'
  /** Cue words of its own, in the languages of the country (see compileCues). */
  readonly cues?: readonly string[]
  /** The words for its kind in every language of Europe. */
  readonly shared?: SharedCues
  /** Where the rule comes from. */
  readonly source: string
}

/** For rows of kind `cue` whose shape says all that is known. */
export function anything(): boolean {
  return true
}

const SHARED = { PASSPORT: 'PASSPORT', ID_CARD: 'ID_CARD', DRIVING_LICENCE: 'LICENCE' } as const

/** A row for a document whose number has no public check; `prado` is its code in the register of the Council of the EU. */
export function document(
  entity: keyof typeof SHARED,
  detector: string,
  shapes: readonly string[],
  prado: string,
): IdentifierRow {
  const source = `PRADO, Council of the EU: ${prado}`
  return { entity, detector, shapes, check: anything, strength: 'cue', shared: SHARED[entity], source }
}
