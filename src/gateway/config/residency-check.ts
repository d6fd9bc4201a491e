/** Says before any call where endpoints would process calls, which tenants' zones refuse that, and what else lacks. */
import type { Connector, Countries, Place, VendorId } from '../../connectors/contract.ts'
import { liesInside, smallestZone, zoneOf, type Zone } from '../policy/zone.ts'
import { endpointAttestations, tenantAttestations } from './attestation-check.ts'
import { diagnosticsOf, remarkError, remarkWarning, shown } from './diagnostic.ts'
import type { ConfigPath, Diagnostic, Remark } from './diagnostic.ts'
import { endpointFacts } from './endpoint-facts.ts'
import { partsOf, type EndpointConfig } from './endpoint-schema.ts'
import type { LoadedConfig } from './load.ts'
import { readableOf, type Check, type Readable } from './readable.ts'
import { closest } from './spelling.ts'

export type Connectors = ReadonlyMap<VendorId, Connector>

export interface ResidencyOptions {
  /** Expired attestations are errors; without it they are warnings, since they close an endpoint and not the load. */
  readonly strict?: boolean
}

/** Residency of a loaded config, in file order. */
export function checkResidency(
  config: LoadedConfig,
  connectors: Connectors,
  today: Date,
  options: ResidencyOptions = {},
): Diagnostic[] {
  const remarks = residencyCheck(connectors, options)(readableOf(config.settings), today)
  return diagnosticsOf(config.file, remarks, config.locate)
}

/** The same as a check for `loadConfig`, which also runs when other parts of the file are wrong. */
export function residencyCheck(connectors: Connectors, options: ResidencyOptions = {}): Check {
  return (config, today) => {
    const when = { today, strict: options.strict === true }
    const remarks = tenantAttestations(config, when)
    for (const [name, endpoint] of config.endpoints) {
      const connector = endpoint === undefined ? undefined : connectors.get(endpoint.vendor)
      if (endpoint === undefined) continue
      if (connector === undefined) {
        remarks.push(remarkError(['endpoints', name, 'vendor'], 'value', 'this build has no such connector'))
        continue
      }
      const known = connector.regions.some((region) => region.id === endpoint.region)
      remarks.push(
        ...(known
          ? placeRemarks(config, name, endpoint, connector)
          : [unknownRegion(name, endpoint, connector)]),
        ...endpointAttestations(config, name, endpoint, connector, when),
      )
    }
    return remarks
  }
}

function unknownRegion(name: string, endpoint: EndpointConfig, connector: Connector): Remark {
  const region = shown(endpoint.region)
  const meant = closest(
    endpoint.region,
    connector.regions.map((each) => each.id),
  )
  const list = connector.regions
    .map((each) => each.id)
    .slice(0, 12)
    .join(', ')
  return remarkError(
    ['endpoints', name, 'region'],
    'value',
    `${region ?? 'this'} is not in the catalogue of ${connector.title}: an unknown place is refused`,
    meant === undefined ? `known: ${list}` : `did you mean \`${meant}\`?`,
  )
}

interface User {
  readonly tenant: string
  readonly index: number
  readonly zone: Zone
}

/** Tenants that list the endpoint, each with its zone; without those whose zone cannot be read. */
function usersOf(config: Readable, endpoint: string): User[] {
  const users: User[] = []
  for (const [tenant, settings] of config.tenants) {
    const index = settings?.endpoints.indexOf(endpoint) ?? -1
    const zone = settings?.zone ?? config.settings.zone
    if (index >= 0 && zone !== undefined) users.push({ tenant, index, zone: zoneOf(zone) })
  }
  return users
}

function placeRemarks(
  config: Readable,
  name: string,
  endpoint: EndpointConfig,
  connector: Connector,
): Remark[] {
  const users = usersOf(config, name)
  // A missing or expired attestation has its own remark; here the place is judged as if all were given.
  const facts = endpointFacts(endpoint, connector, new Set(connector.attestations.map((kind) => kind.id)))
  if (connector.host(facts) === undefined) {
    const message = 'these settings give no host name that the vendor documents'
    return [remarkError(['endpoints', name], 'key', message, 'check `region`, `resource` and `domain`')]
  }
  const places = new Map(listedModels(endpoint).map((model) => [model, connector.place(facts, model)]))
  const remarks: Remark[] = []
  for (const { place, models } of groupPlaces(places)) {
    const outside = users.filter((user) => !liesInside(place.countries, user.zone))
    const all = outside.length === users.length
    if (outside.length === 0 && users.length > 0) continue
    if (users.length === 0 && !isUnknown(place.countries)) continue
    if (all) {
      const whole = models.length === places.size
      const path = whole ? ['endpoints', name, 'region'] : modelPath(name, endpoint, models[0])
      remarks.push(outsideRemark(path, place, outside, connector, models))
      continue
    }
    for (const user of outside) remarks.push(partlyOutside(user, place))
  }
  // A service has countries of its own: the endpoint may serve for one and be refused for another.
  for (const service of connector.services ?? []) {
    const place = service.place(facts, undefined)
    for (const user of remarks.length > 0 ? [] : users)
      if (!liesInside(place.countries, user.zone)) remarks.push(partlyOutside(user, place, service.title))
  }
  return remarks
}

/** `[undefined]` where no model is listed: the place of a call that names none. */
export function listedModels(endpoint: EndpointConfig): readonly (string | undefined)[] {
  const { models = [] } = partsOf(endpoint)
  return models.length === 0 ? [undefined] : models
}

/** Models of one place are judged once, in the order of the file. */
function groupPlaces(
  places: ReadonlyMap<string | undefined, Place>,
): { readonly place: Place; readonly models: (string | undefined)[] }[] {
  const groups = new Map<string, { place: Place; models: (string | undefined)[] }>()
  for (const [model, place] of places) {
    const key = JSON.stringify([place.countries ?? null, place.reason])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { place, models: [model] })
    else group.models.push(model)
  }
  return [...groups.values()]
}

function modelPath(name: string, endpoint: EndpointConfig, model: string | undefined): ConfigPath {
  if (model === undefined) return ['endpoints', name, 'region']
  return ['endpoints', name, ...partsOf(endpoint).modelPath(model)]
}

function outsideRemark(
  path: ConfigPath,
  place: Place,
  users: readonly User[],
  connector: Connector,
  models: readonly (string | undefined)[],
): Remark {
  const named = models.length === 1 && models[0] !== undefined ? shown(models[0]) : undefined
  const what = named === undefined ? 'calls' : `calls to ${named}`
  const zones = [...new Set(users.map((user) => user.zone.name))].join(' and ')
  const verdict =
    zones === '' || isUnknown(place.countries)
      ? 'no zone can admit that'
      : `outside the zone ${zones} of every tenant that uses it`
  const message = `${what} may be processed ${outsideText(place.countries, users)}: ${verdict}`
  const caveat = place.reason ?? connector.regions.find((region) => region.id === place.region)?.caveat
  const reason = caveat === undefined ? '' : ` (${caveat})`
  return remarkError(path, 'value', message + reason, allowedInstead(place, users, connector))
}

/** What would be allowed: regions inside the zone, unless the region is not the trouble; or the zone that holds this place. */
function allowedInstead(place: Place, users: readonly User[], connector: Connector): string | undefined {
  const inside = connector.regions
    .filter((region) => users.length > 0 && users.every(({ zone }) => liesInside(region.countries, zone)))
    .map((region) => region.id)
  const wider = smallestZone(place.countries)
  const options: string[] = []
  if (inside.length > 0 && !inside.includes(place.region)) {
    options.push(`take a region inside the zone: ${inside.slice(0, 8).join(', ')}`)
  }
  if (wider !== undefined) options.push(`\`zone: ${wider}\` would admit it`)
  return options.length === 0 ? undefined : options.join('; or ')
}

function isUnknown(countries: Countries | undefined): boolean {
  return countries === undefined || countries.length === 0
}

function partlyOutside(user: User, place: Place, service?: string): Remark {
  const where = outsideText(place.countries, [user])
  const what = service === undefined ? 'calls there' : `calls to ${service}`
  const message = `${what} may be processed ${where}, outside the zone ${user.zone.name} of this tenant, and are refused`
  const wider = smallestZone(place.countries)
  const off = 'take the endpoint off the list'
  const fix = wider === undefined ? off : `${off}, or write \`zone: ${wider}\` for this tenant`
  return remarkWarning(['tenants', user.tenant, 'endpoints', user.index], 'value', message, fix)
}

/** Only the countries that a zone lacks: the thirty others are no news. */
function outsideText(countries: Countries | undefined, users: readonly User[]): string {
  const outer = countries?.filter((country) => users.some((user) => !user.zone.countries.has(country))) ?? []
  return outer.length === 0 ? 'in countries that are not known' : `in ${outer.join(', ')}`
}
