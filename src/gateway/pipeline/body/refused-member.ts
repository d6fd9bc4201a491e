/** A refusal made from a connector's table: the path, the reason and the remedy, and no value. */
import type { RefusedMember } from '../../../connectors/contract.ts'
import { Refusal } from '../../errors/refusal.ts'

export function refuseMember(refused: RefusedMember, path: string): Refusal {
  return new Refusal('feature_refused', {
    path,
    because: refused.because,
    remedy: refused.remedy,
    rule: refused.rule,
  })
}
