/** Step 6: the endpoints that list the model and lie inside the tenant's zone, in the tenant's order, each with its proof. */
import type { Operation } from '../../connectors/contract.ts'
import type { RuntimeEndpoint } from '../config/runtime.ts'
import { Refusal } from '../errors/refusal.ts'
import { linkedHost } from '../policy/linked-host.ts'
import { ResidencyProof } from '../policy/residency.ts'
import type { JsonBody } from './body/json-body.ts'
import type { LocatedCall, RoutedCall } from './calls.ts'

type Needs = NonNullable<Operation['needs']>

/** `now` in Unix ms. Throws the refusal of the first endpoint that lists the model when none is admitted. */
export function route(call: LocatedCall, now: number): RoutedCall {
  const { tenant, model, kept } = call
  const { needs, place } = call.compiled.operation
  const proofs: ResidencyProof[] = []
  let refusal: Refusal | undefined
  for (const endpoint of tenant.endpoints) {
    if (!offers(endpoint, call) || !named(endpoint, call)) continue
    if (kept !== undefined && !keeps(endpoint, kept)) continue
    if (kept?.model !== true && !lists(endpoint.models, model)) continue
    const outcome = ResidencyProof.prove(endpoint, model, tenant.zone, now, place)
    if (!(outcome instanceof ResidencyProof)) refusal ??= outcome
    else if (needs !== undefined && !endpoint.features.on.has(needs.setting))
      refusal ??= switchedOff(needs, endpoint)
    else {
      const link = call.body.kind === 'json' ? unlistedLink(call.body.body, endpoint) : undefined
      if (link === undefined) proofs.push(outcome)
      else refusal ??= link
    }
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
  if (kept === undefined || kept.places.length === 0) return undefined
  if (tenant.endpoints.some((endpoint) => keeps(endpoint, kept))) return undefined
  const names = [...new Set(kept.places.map(({ endpoint }) => endpoint))].join(' or ')
  return new Refusal('pinned_endpoint_gone', {
    because: `It is kept at ${names}.`,
    remedy: `list ${names} under tenants.${tenant.id}.endpoints again; after a change of its key, add the earlier key's fingerprint to former_keys.`,
    rule: 'pin',
  })
}

/** Why no endpoint was even asked: there is none of this vendor, or none lists the model. */
function notListed(call: LocatedCall): Refusal {
  const { tenant, connector } = call
  const offered = tenant.endpoints.filter((endpoint) => offers(endpoint, call))
  if (offered.length === 0) {
    return new Refusal('no_endpoint_in_zone', {
      because: `Tenant ${tenant.id} has no ${connector.title} endpoint.`,
      remedy: `list one under tenants.${tenant.id}.endpoints.`,
      rule: 'no_endpoint',
    })
  }
  const there = offered.filter((endpoint) => named(endpoint, call))
  if (there.length === 0) return elsewhere(call, offered)
  return new Refusal('model_not_allowed', {
    path: 'model',
    rule: 'model',
    remedy: `add it under ${there.map((endpoint) => `endpoints.${endpoint.id}.${connector.modelField ?? 'models'}`).join(' or ')}.`,
  })
}

/** Whether it is an endpoint of the called vendor, and of the called service. */
function offers(endpoint: RuntimeEndpoint, { connector, service }: LocatedCall): boolean {
  return endpoint.connector === connector && endpoint.service === service
}

/** Whether the path's own parameters (project, location) are the endpoint's. */
function named({ own }: RuntimeEndpoint, { parameters }: LocatedCall): boolean {
  for (const [name, value] of own) if (parameters.get(name)?.value !== value) return false
  return true
}

function elsewhere({ tenant }: LocatedCall, offered: readonly RuntimeEndpoint[]): Refusal {
  const places = offered.map(({ id, own }) => `${[...own].map((pair) => pair.join(' ')).join(', ')} (${id})`)
  return new Refusal('place_not_allowed', {
    because: `The endpoints of tenant ${tenant.id} have ${places.join('; ')}.`,
    remedy: 'give the SDK the project and the location of one of them.',
    rule: 'other_place',
  })
}

/** The refusal of a URL in the body that the vendor would call or fetch at a host which the endpoint does not list. */
export function unlistedLink(
  body: Pick<JsonBody, 'links'>,
  { id, features }: Pick<RuntimeEndpoint, 'id' | 'features'>,
): Refusal | undefined {
  for (const { link, url } of body.links) {
    const host = linkedHost(url)
    if (host !== undefined && features.hosts.get(link.hosts)?.has(host) === true) continue
    return new Refusal('feature_refused', {
      path: link.path,
      because: 'The vendor would call a host that no config line names, and the gateway would not see it.',
      remedy: `send an https URL without a port, at a host listed in endpoints.${id}.${link.hosts}.`,
      rule: 'linked_host',
    })
  }
  return undefined
}

function switchedOff({ rule, because, remedy, setting }: Needs, { id }: RuntimeEndpoint): Refusal {
  return new Refusal('operation_not_allowed', {
    rule,
    because,
    remedy: `${remedy} To allow it: endpoints.${id}.${setting}: true.`,
  })
}

/** A call that names no model (a list, a translation) is not narrowed by the list; sandbox endpoints list every name. */
function lists(models: ReadonlySet<string> | undefined, model: string | undefined): boolean {
  return models === undefined || model === undefined || models.has(model)
}
