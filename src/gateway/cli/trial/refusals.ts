/** What the line would refuse with real traffic on an endpoint, worked out of the connector's own tables. */
import type { AttestationKind, Connector, Operation, Place } from '../../../connectors/contract.ts'
import type { Code } from '../../errors/codes.ts'
import { liesInside, smallestZone, type Zone } from '../../policy/zone.ts'
import type { Trial } from './options.ts'

/** One refusal that real calls would meet. */
export interface ExpectedRefusal {
  readonly code: Code
  /** Which calls: `EVERY_CALL`, or the part of the traffic that is meant. */
  readonly what: string
  readonly because: string
  /** Config lines that would allow it; empty when nothing does. */
  readonly allow: readonly string[]
  /** What to do instead, where no config line allows it. */
  readonly instead?: string
}

export const EVERY_CALL = 'every call'

/** The tenant in the config that is printed. */
export const TENANT = 'my-team'

export function expectedRefusals(trial: Trial, place: Place, zone: Zone): ExpectedRefusal[] {
  const { connector, endpointId } = trial
  return [
    ...placeRefusal(trial, place, zone),
    ...connector.attestations.map((kind) => attestationRefusal(kind, endpointId)),
    ...modelRefusal(trial),
    ...mediaRefusal(connector),
    ...featureRefusals(connector),
    unlistedRefusal(connector),
  ]
}

/** None when the place, with every attestation given, lies inside the zone. */
function placeRefusal(
  { connector, endpointId, name, vendor }: Trial,
  place: Place,
  zone: Zone,
): ExpectedRefusal[] {
  if (liesInside(place.countries, zone)) return []
  const outer = place.countries?.filter((country) => !zone.countries.has(country)) ?? []
  const where = outer.length === 0 ? 'in countries that are not known' : `in ${outer.join(', ')}`
  const wider = smallestZone(place.countries)
  const allow = wider === undefined ? [] : [`zone: ${wider}`]
  const inside = connector.regions.filter((region) => liesInside(region.countries, zone)).map(({ id }) => id)
  if (vendor === 'azure' && inside.includes(place.region)) {
    // The region would do: it is the SKU that leaves it.
    allow.push(`endpoints.${endpointId}.deployments.${name}.sku: Standard  # or ProvisionedManaged`)
  } else if (inside.length > 0) {
    const [first = '', ...more] = inside.slice(0, 8)
    allow.push(
      `endpoints.${endpointId}.region: ${first}${more.length === 0 ? '' : `  # or ${more.join(', ')}`}`,
    )
  }
  return [
    {
      code: 'no_endpoint_in_zone',
      what: EVERY_CALL,
      because: `It may be processed ${where}, outside the zone ${zone.name}.${place.reason === undefined ? '' : ` ${place.reason}`}`,
      allow,
      ...(allow.length === 0
        ? { instead: 'take another vendor; no zone can admit a place that is not known.' }
        : {}),
    },
  ]
}

function attestationRefusal(kind: AttestationKind, endpoint: string): ExpectedRefusal {
  const line = `endpoints.${endpoint}.attestations.${kind.id}: {by: NAME, on: DATE, expires: DATE, document: LINK}`
  const waiver = 'evaluation: {until: DATE}  # instead, for 30 days at most'
  return {
    code: 'attestation_missing',
    what: EVERY_CALL,
    because: `Somebody has to attest: ${kind.title}. See ${kind.evidence.url} (read ${kind.evidence.checked}).`,
    allow: kind.decides === 'retention' ? [line, waiver] : [line],
  }
}

function modelRefusal({ endpoint, endpointId, name }: Trial): ExpectedRefusal[] {
  if (endpoint.vendor === 'deepl') return []
  const allow =
    endpoint.vendor === 'azure'
      ? `endpoints.${endpointId}.deployments.ANOTHER: {model: MODEL, sku: Standard}`
      : endpoint.vendor === 'vertex'
        ? `endpoints.${endpointId}.models.ANOTHER: {checked: DATE, evidence: LINK}`
        : `endpoints.${endpointId}.models: [${name}, ANOTHER]`
  return [
    {
      code: 'model_not_allowed',
      what: endpoint.vendor !== 'azure' ? 'other models' : 'other deployments',
      because: `The config lists ${name} and no other.`,
      allow: [allow],
    },
  ]
}

function mediaRefusal(connector: Connector): ExpectedRefusal[] {
  const sessions = (connector.live?.operations ?? []).filter(({ media }) => media !== undefined)
  const carriers = [...connector.operations.filter(carriesMedia), ...sessions].map(
    ({ id }) => `${connector.vendor}.${id}`,
  )
  if (carriers.length === 0) return []
  return [
    {
      code: 'media_not_allowed',
      what: 'audio, images and files',
      because:
        'Nobody can look into them, so naming an operation is the consent that its media leave as they are.',
      allow: [`tenants.${TENANT}.media: [${carriers.join(', ')}]`],
    },
  ]
}

function carriesMedia({ binary, multipart, request }: Operation): boolean {
  if (binary !== undefined) return true
  return Object.keys(multipart?.files ?? {}).length > 0 || (request?.opaque ?? []).length > 0
}

/** Members that the agreement rules out, of all operations; those with one remedy together. */
function featureRefusals(connector: Connector): ExpectedRefusal[] {
  const members = connector.operations.flatMap(({ request }) => request?.refused ?? [])
  const groups = Map.groupBy(members, ({ rule, remedy }) => `${rule} ${remedy}`)
  const features = [...groups.values()].map((alike): ExpectedRefusal => ({
    code: 'feature_refused',
    what: [...new Set(alike.map(({ path }) => path))].join(', '),
    because: [...new Set(alike.map(({ because }) => because))].join(' '),
    allow: [],
    instead: alike[0]?.remedy ?? '',
  }))
  const headers = connector.refusedHeaders.map(({ name, because }): ExpectedRefusal => ({
    code: 'header_refused',
    what: `the header ${name}`,
    because,
    allow: [],
    instead: 'leave the header out.',
  }))
  return [...features, ...headers]
}

function unlistedRefusal({ operations, title }: Connector): ExpectedRefusal {
  return {
    code: 'operation_unknown',
    what: `operations of ${title} other than ${operations.map(({ id }) => id).join(', ')}`,
    because: 'The gateway does not know which of their strings are text.',
    allow: [
      `tenants.${TENANT}.unlisted: {mode: redact, attestation: {by: NAME, on: DATE, expires: DATE, document: LINK}}`,
    ],
  }
}
