/** Step 6: the endpoints that list the model and lie inside the tenant's zone, in the tenant's order, each with its proof. */
import { Refusal } from '../errors/refusal.ts'
import { ResidencyProof } from '../policy/residency.ts'
import type { RuntimeEndpoint } from '../config/runtime.ts'
import type { LocatedCall, RoutedCall } from './calls.ts'

/** `now` in Unix ms. Throws the refusal of the first endpoint that lists the model when none is admitted. */
export function route(call: LocatedCall, now: number): RoutedCall {
  const { tenant, model, kept } = call
  const proofs: ResidencyProof[] = []
  let refusal: Refusal | undefined
  for (const endpoint of tenant.endpoints) {
    if (endpoint.connector !== call.connector) continue
    if (kept !== undefined && !keeps(endpoint, kept)) continue
    if (kept?.model !== true && !lists(endpoint.models, model)) continue
    const outcome = ResidencyProof.prove(endpoint, model, tenant.zone, now)
    if (outcome instanceof ResidencyProof) proofs.push(outcome)
    else refusal ??= outcome
  }
  const [first, ...others] = proofs
  if (first === undefined) throw refusal ?? gone(call) ?? notListed(call)
  return { ...call, proofs: [first, ...others] }
}

function keeps(endpoint: RuntimeEndpoint, { places }: NonNullable<LocatedCall['kept']>): boolean {
  return places.some(
    (place) => place.endpoint === endpoint.id && endpoint.upstream.accepts.has(place.upstream),
  )
}

/** A follow-up goes to the endpoint that keeps the object, or nowhere. */
function gone({ kept, tenant }: LocatedCall): Refusal | undefined {
  if (kept === undefined || tenant.endpoints.some((endpoint) => keeps(endpoint, kept))) return undefined
  const names = [...new Set(kept.places.map(({ endpoint }) => endpoint))].join(' or ')
  return new Refusal('pinned_endpoint_gone', {
    because: `It is kept at ${names}.`,
    remedy: `list ${names} under tenants.${tenant.id}.endpoints again; after a change of its key, add the earlier key's fingerprint to former_keys.`,
    rule: 'pin',
  })
}

/** Why no endpoint was even asked: there is none of this vendor, or none lists the model. */
function notListed({ tenant, connector }: LocatedCall): Refusal {
  const offered = tenant.endpoints.filter((endpoint) => endpoint.connector === connector)
  if (offered.length === 0) {
    return new Refusal('no_endpoint_in_zone', {
      because: `Tenant ${tenant.id} has no ${connector.title} endpoint.`,
      remedy: `list one under tenants.${tenant.id}.endpoints.`,
      rule: 'no_endpoint',
    })
  }
  return new Refusal('model_not_allowed', {
    path: 'model',
    rule: 'model',
    remedy: `add it under ${offered.map((endpoint) => `endpoints.${endpoint.id}.${connector.modelField ?? 'models'}`).join(' or ')}.`,
  })
}

/** A call that names no model (a list, a translation) is not narrowed by the list; sandbox endpoints list every name. */
function lists(models: ReadonlySet<string> | undefined, model: string | undefined): boolean {
  return models === undefined || model === undefined || models.has(model)
}
