/** Step 9: every no-training, no-retention and opt-out flag that the operation really has goes into the bytes that leave. */
import { RedactedBody } from './body/redacted-body.ts'
import type { RedactedCall, UntrainableCall } from './calls.ts'
import type { ResidencyProof } from '../policy/residency.ts'

const NO_BODY = RedactedBody.none().finish()

export function forbidTraining(call: RedactedCall, proof: ResidencyProof, attempt: number): UntrainableCall {
  const model = call.model === undefined ? undefined : proof.endpoint.underlying(call.model)
  const { compiled, body } = call
  const byConfig = proof.endpoint.features.forced(compiled.operation.id)
  const members = body.force(
    byConfig.length === 0 ? compiled.forced : [...compiled.forced, ...byConfig],
    model,
  )
  const outgoing = body.finish()
  // The query of an upgrade was walked as its body.
  const query =
    compiled.live !== undefined && outgoing.kind === 'bytes' && compiled.live.operation.opening === undefined
  const forcedHeaders = call.connector.forcedHeaders(call.tenant.id)
  const flags = [...members, ...forcedHeaders.map(([name]) => `${name}=tenant`)]
  const made = { ...call, attempt, proof, flags, forcedHeaders, elements: body.elements, body: outgoing }
  return query ? { ...made, query: outgoing.bytes.toString('utf8'), body: NO_BODY } : made
}
