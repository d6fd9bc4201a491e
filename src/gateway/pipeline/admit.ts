/** Step 5: the decisions of policy that need no endpoint: features, media, headers, the mode of redaction. */
import { Refusal } from '../errors/refusal.ts'
import { holds } from '../policy/attestation.ts'
import { endedPolicy } from '../policy/ended-policy.ts'
import type { AdmittedCall, ReadCall } from './calls.ts'

export function admit(call: ReadCall): AdmittedCall {
  refuseHeaders(call)
  const { body, temporary } = call
  if (temporary?.operations.includes(call.compiled.operation.id) === false)
    throw new Refusal('operation_not_allowed', {
      because: 'The temporary key opens sessions of another kind.',
      rule: 'temporary_key',
      remedy: 'use a key of the gateway.',
    })
  if (temporary?.model !== undefined && call.model !== temporary.model)
    throw new Refusal('model_not_allowed', {
      because: 'The temporary key is for another model.',
      rule: 'temporary_key',
      remedy: 'mint one for this model.',
    })
  if (body.kind === 'json' || body.kind === 'form') {
    const [refusal] = body.body.refusals
    if (refusal !== undefined) throw refusal
  }
  return {
    ...call,
    redactionMode: call.tenant.redactionMode(call.compiled.name),
    uninspected: consentedMedia(call),
  }
}

function refuseHeaders(call: ReadCall): void {
  const { headers } = call.exchange.request
  for (const { name, rule, because } of call.connector.refusedHeaders) {
    if (headers[name] !== undefined)
      throw new Refusal('header_refused', { path: name, because, rule, remedy: 'leave the header out.' })
  }
}

function refuseMedia(call: ReadCall, path: string | undefined): Refusal {
  const { id, opaque } = call.tenant
  if (opaque(call.openedAt) === 'expired') return endedPolicy(id, 'opaque', path)
  return new Refusal('media_not_allowed', {
    ...(path === undefined ? {} : { path }),
    rule: 'media',
    remedy: call.listed
      ? `add ${call.compiled.name} to tenants.${id}.media.`
      : `set opaque: {mode: allow, attestation: ...} for tenant ${id}.`,
  })
}

/** Kinds of media that the call carries. Throws `Refusal` 403 for one that no config line consents to. */
function consentedMedia(call: ReadCall): readonly string[] {
  const carried =
    call.body.kind === 'json' || call.body.kind === 'form'
      ? call.body.body.media
      : call.body.kind === 'multipart'
        ? [...new Set(Object.values(call.compiled.operation.multipart?.files ?? {}))].map((media) => ({
            media,
            path: media,
          }))
        : call.body.kind === 'binary' && call.compiled.operation.binary !== undefined
          ? [{ media: call.compiled.operation.binary, path: 'body' }]
          : []
  // A form of an operation that nobody lists may be all text: its files, if any, are refused as they pass.
  const maybeText =
    call.body.kind === 'multipart' && !call.listed && !holds(call.tenant.opaque(call.openedAt))
  const { name, operation } = call.compiled
  const answered = operation.answer.media
  if (maybeText || (carried.length === 0 && answered === undefined)) return []
  const consented = call.listed && call.tenant.media.has(name)
  if (!consented && !holds(call.tenant.opaque(call.openedAt))) throw refuseMedia(call, carried[0]?.path)
  return [...new Set([...carried.map((each) => each.media), ...(answered === undefined ? [] : [answered])])]
}
