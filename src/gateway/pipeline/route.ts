/** Step 6: the endpoints that list the model and lie inside the tenant's zone, in the tenant's order, each with its proof. */
import { Refusal } from '../errors/refusal.ts'
import { ResidencyProof } from '../policy/residency.ts'
import type { AdmittedCall, RoutedCall } from './calls.ts'

/** `now` in Unix ms. Throws the refusal of the first endpoint that lists the model when none is admitted. */
export function route(call: AdmittedCall, now: number): RoutedCall {
  const { tenant, model } = call
  const offered = tenant.endpoints.filter((endpoint) => endpoint.connector === call.connector)
  if (offered.length === 0) {
    throw new Refusal('no_endpoint_in_zone', {
      because: `Tenant ${tenant.id} has no ${call.connector.title} endpoint.`,
      remedy: `list one under tenants.${tenant.id}.endpoints.`,
      rule: 'no_endpoint',
    })
  }
  const listing = offered.filter((endpoint) => lists(endpoint.models, model))
  if (listing.length === 0) {
    throw new Refusal('model_not_allowed', {
      path: 'model',
      rule: 'model',
      remedy: `add it under ${offered.map((endpoint) => `endpoints.${endpoint.id}.${call.connector.modelField ?? 'models'}`).join(' or ')}.`,
    })
  }
  const outcomes = listing.map((endpoint) => ResidencyProof.prove(endpoint, model, tenant.zone, now))
  const [first, ...others] = outcomes.filter((outcome) => outcome instanceof ResidencyProof)
  if (first !== undefined) return { ...call, proofs: [first, ...others] }
  const refusal = outcomes.find((outcome) => outcome instanceof Refusal)
  throw refusal ?? new Refusal('no_endpoint_in_zone')
}

/** A call that names no model (a list, a translation) is not narrowed by the list; sandbox endpoints list every name. */
function lists(models: ReadonlySet<string> | undefined, model: string | undefined): boolean {
  return models === undefined || model === undefined || models.has(model)
}
