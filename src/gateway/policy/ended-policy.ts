/** The refusal of a tenant's policy whose attestation has ended: the call would have passed while it held. */
import { Refusal } from '../errors/refusal.ts'

/** `path` is where in the request the policy was needed, when it was one place. */
export function endedPolicy(tenant: string, policy: 'unlisted' | 'opaque', path?: string): Refusal {
  const where = `tenants.${tenant}.${policy}.attestation`
  return new Refusal('attestation_expired', {
    ...(path === undefined ? {} : { path }),
    because: `${where} has ended.`,
    remedy: `check again what it says, then write ${where}: {by, on, expires, document}.`,
    rule: policy,
  })
}
