/** Why a text could not be redacted, as the caller is told: one place for the bodies of calls, long texts and `POST /redact`. */
import { RefusedEntityError } from '../../redaction/index.ts'
import { Refusal } from '../errors/refusal.ts'
import { TierError } from '../names-tier/contract.ts'
import { tierRefusal } from '../names-tier/tier-refusal.ts'
import { DetectionError } from './find-pool.ts'

/** The deadline for redaction passed before every text was looked at. */
export function deadlineRefusal(): Refusal {
  return new Refusal('redaction_failed', {
    because: 'The deadline for redaction passed.',
    rule: 'redaction_deadline',
  })
}

/** The refusal for what a look at a text threw, whatever it is: a detector that fails never lets a text through. */
export function redactionRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof RefusedEntityError)
    return new Refusal('entity_refused', {
      because: `It holds ${error.entity}.`,
      rule: 'entity',
      remedy: `another mode under redaction.replace_with.${error.entity}.`,
    })
  if (error instanceof TierError) return tierRefusal(error)
  if (error instanceof DetectionError && error.reason === 'late') return deadlineRefusal()
  return new Refusal('redaction_failed', { because: 'A detector failed.', rule: 'redaction_failed' })
}
