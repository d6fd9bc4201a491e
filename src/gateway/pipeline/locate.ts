/** Between admission and route: the objects at the vendor that a call names are the tenant's own, and say where it has to go. */
import { FormFaultError, scanForm } from '../../connectors/wire/form-text.ts'
import type { RuntimeEndpoint } from '../config/runtime.ts'
import { Refusal } from '../errors/refusal.ts'
import type { PinFound, PinPlace, Pins } from '../ledger/pins.ts'
import type { ObjectName } from './body/named-object.ts'
import type { AdmittedCall, Kept, LocatedCall } from './calls.ts'
import { unlistedObjects } from './unlisted-objects.ts'

/**
 * Throws `Refusal` 404 for an object that is not the tenant's, whether another has it or nobody: the two read alike. A call
 * that names none costs nothing.
 */
export function locate(call: AdmittedCall, pins: Pins): LocatedCall | Promise<LocatedCall> {
  if (!call.listed) return locateUnlisted(call, pins)
  if (call.compiled.names.length === 0) return located(call, undefined, pins)
  const names = namesOf(call)
  if (names.length === 0) return located(call, undefined, pins)
  return find(call, names, pins).then((kept) => located(call, kept, pins))
}

function located(call: AdmittedCall, kept: Kept | undefined, pins: Pins): LocatedCall {
  const later = call.compiled.names.length > 0 && call.body.kind === 'multipart'
  return {
    ...call,
    kept,
    lookUp: later ? async (name) => (await find(call, [name], pins))?.places ?? [] : undefined,
  }
}

function locateUnlisted(call: AdmittedCall, pins: Pins): LocatedCall | Promise<LocatedCall> {
  const names = unlistedObjects(call)
  if (names.length === 0) return located(call, undefined, pins)
  return findUnlisted(call, names, pins).then((kept) => located(call, kept, pins))
}

/** A text that is nobody's object is a word; one's own object says where the call goes, and somebody else's is nobody's. */
async function findUnlisted(
  call: AdmittedCall,
  names: readonly ObjectName[],
  pins: Pins,
): Promise<Kept | undefined> {
  const { tenant, connector } = call
  const asked = names.map(({ rule, id }) => ({ kind: rule.kind, id }))
  const found = await pins.find(tenant.id, connector.vendor, asked)
  let places: readonly PinPlace[] | undefined
  for (const [index, name] of names.entries()) {
    const pin = found[index]
    const known = pin !== undefined && (pin.foreign || pin.places.length > 0)
    if (!known && tenant.shared(connector.vendor, name.rule.kind, name.id).length === 0) continue
    const own = placesOf(call, name, pin)
    if (own === undefined) throw new Refusal('object_unknown', { path: name.rule.at, rule: 'pin' })
    places = together(places, own)
  }
  return places === undefined ? undefined : { places, ends: [], model: false }
}

async function find(call: AdmittedCall, names: readonly ObjectName[], pins: Pins): Promise<Kept | undefined> {
  const { tenant, connector, model } = call
  const asked = names.map(({ rule, id }) => ({ kind: rule.kind, id }))
  const found = await pins.find(tenant.id, connector.vendor, asked)
  let places: readonly PinPlace[] | undefined
  let ownModel = false
  for (const [index, name] of names.entries()) {
    const own = placesOf(call, name, found[index])
    if (own === undefined) {
      // Nobody's model is config's to list, but not to delete; somebody else's is listed nowhere.
      if (found[index]?.foreign === true || name.rule.to !== undefined)
        return { places: [], ends: [], model: false }
      continue
    }
    places = together(places, own)
    if (name.id === model) ownModel = true
  }
  if (places === undefined) return undefined
  const ends = names.filter(({ rule }) => rule.to === 'end').map(({ rule, id }) => ({ kind: rule.kind, id }))
  return { places, ends, model: ownModel }
}

/** Endpoints that keep this object as well. Throws `Refusal` when there are none. */
function together(places: readonly PinPlace[] | undefined, own: readonly PinPlace[]): readonly PinPlace[] {
  if (places === undefined) return own
  const both = places.filter((place) => own.some((other) => isSame(place, other)))
  if (both.length === 0)
    throw new Refusal('objects_apart', { remedy: 'name objects of one endpoint in one call.', rule: 'pin' })
  return both
}

/** Where the tenant may use the object; undefined for a model that it does not own, which config may list. */
function placesOf(
  { tenant, connector, model }: AdmittedCall,
  { rule, id }: ObjectName,
  found: PinFound | undefined,
): readonly PinPlace[] | undefined {
  if (found !== undefined && found.places.length > 0)
    return found.places.map((place) => today(place, tenant.endpoints))
  const shared = tenant.shared(connector.vendor, rule.kind, id)
  if (shared.length > 0) {
    if (rule.to === undefined) return shared
    throw new Refusal('operation_not_allowed', {
      because: 'The object is shared: it can be read and not changed.',
      remedy: `do it with the vendor's own console, or take it off tenants.${tenant.id}.shared.`,
      rule: 'shared',
    })
  }
  if (id === model) return undefined
  throw new Refusal('object_unknown', { path: rule.at, rule: 'pin' })
}

/** An earlier key of the same account reaches what the key of today reaches. */
function today(place: PinPlace, endpoints: readonly RuntimeEndpoint[]): PinPlace {
  const endpoint = endpoints.find(({ id }) => id === place.endpoint)
  return endpoint?.upstream.accepts.has(place.upstream) === true
    ? { endpoint: endpoint.id, upstream: endpoint.upstream.id }
    : place
}

function isSame(one: PinPlace, other: PinPlace): boolean {
  return one.endpoint === other.endpoint && one.upstream === other.upstream
}

/** The names in the path, the query and the body. Those in an upload's parts are looked up as the parts pass. */
function namesOf(call: AdmittedCall): readonly ObjectName[] {
  const { body, compiled, parameters } = call
  const names: ObjectName[] = []
  for (const rule of compiled.names) {
    if (rule.in !== 'path') continue
    const id = parameters.get(rule.at)?.value
    if (id === undefined) continue
    if (rule.only?.test(id) !== false) names.push({ rule, id })
  }
  if (call.query !== '' && compiled.names.some((rule) => rule.in === 'query')) names.push(...inQuery(call))
  if (body.kind === 'json' || body.kind === 'form') names.push(...body.body.names)
  return names
}

function inQuery({ query, compiled }: AdmittedCall): readonly ObjectName[] {
  try {
    return scanForm(query).flatMap(({ name, value }) => {
      const rule = compiled.names.find((each) => each.in === 'query' && each.at === name)
      return rule === undefined || value === '' || rule.only?.test(value) === false ? [] : { rule, id: value }
    })
  } catch (error) {
    if (error instanceof FormFaultError)
      throw new Refusal('request_malformed', { because: 'The query holds a broken escape.' })
    throw error
  }
}
