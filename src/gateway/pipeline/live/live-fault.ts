/** A refusal in the plain words that a connector puts into its dialect. */
import type { LiveFault } from '../../../connectors/live-shape.ts'
import type { Refusal } from '../../errors/refusal.ts'

export function faultOf(refusal: Refusal, ends: boolean): LiveFault {
  const { code, status, sentence, detail } = refusal
  return { code, status, message: sentence, path: detail.path, ends }
}
