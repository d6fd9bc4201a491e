/** Step 9: every no-training, no-retention and opt-out flag that the operation really has goes into the bytes that leave. */
import type { RedactedCall, UntrainableCall } from './calls.ts'
import type { ResidencyProof } from '../policy/residency.ts'

export function forbidTraining(call: RedactedCall, proof: ResidencyProof, attempt: number): UntrainableCall {
  const model = call.model === undefined ? undefined : proof.endpoint.underlying(call.model)
  const { compiled, body } = call
  const byConfig = proof.endpoint.features.forced(compiled.operation.id)
  const members = body.force(
    byConfig.length === 0 ? compiled.forced : [...compiled.forced, ...byConfig],
    model,
  )
  const forcedHeaders = call.connector.forcedHeaders(call.tenant.id)
  const flags = [...members, ...forcedHeaders.map(([name]) => `${name}=tenant`)]
  return { ...call, attempt, proof, flags, forcedHeaders, elements: body.elements, body: body.finish() }
}
