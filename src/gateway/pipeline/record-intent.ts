/** Step 10: one durable row for the attempt before its first byte leaves. */
import type { IntentRow } from '../ledger/row.ts'
import type { Line } from './line.ts'
import type { AttemptId, RecordedCall, UntrainableCall } from './calls.ts'

export async function recordIntent(call: UntrainableCall, line: Line): Promise<RecordedCall> {
  // A call's first attempt has its identifier: one is enough to find both.
  const attemptId = call.attempt === 1 ? call.id : line.newId()
  await line.ledger.intent(intentOf(call, attemptId, line.now()))
  return { ...call, attemptId: attemptId as AttemptId }
}

function intentOf(call: UntrainableCall, id: string, now: number): IntentRow {
  const { proof, tenant, compiled, runtime } = call
  const { endpoint, place } = proof
  return {
    id,
    call: call.id,
    attempt: call.attempt,
    openedAt: now,
    tenant: tenant.id,
    keyId: call.keyId,
    vendor: call.connector.vendor,
    operation: compiled.operation.id,
    endpoint: endpoint.id,
    host: endpoint.host,
    region: place.region,
    countries: place.countries ?? [],
    zone: tenant.zone.name,
    basis: place.basis,
    model: nameOfModel(call),
    streamed: call.streamed,
    noTraining: call.flags,
    attestations: proof.attestations,
    redaction: call.redactionMode,
    redactions: call.vault.counts,
    uninspected: call.uninspected,
    config: runtime.hash,
    marks: marksOf(call),
  }
}

/** Config's own spelling, or `other`: a name that a caller chose is not written down. */
function nameOfModel(call: UntrainableCall): string {
  const { model, proof } = call
  if (model === undefined) return ''
  // The record has no @, in which an address could hide: `claude-sonnet-4@20250514` is a model of Vertex AI.
  return proof.endpoint.models?.has(model) === true ? model.replace('@', ':') : 'other'
}

function marksOf(call: UntrainableCall): readonly string[] {
  const marks: string[] = []
  if (call.proof.endpoint.sandbox) marks.push('sandbox')
  if (call.proof.evaluation) marks.push('evaluation')
  if (!call.listed) marks.push('unlisted')
  if (call.temporary !== undefined) marks.push('temporary_key')
  return marks
}
