/** What each tenant may use where, worked out of a loaded config the way a call would be routed. */
import type { Countries } from '../../connectors/contract.ts'
import { endpointStanding } from '../policy/attestation.ts'
import { liesInside, zoneOf } from '../policy/zone.ts'
import { endpointFacts } from './endpoint-facts.ts'
import { listedModels, type Connectors } from './residency-check.ts'
import type { EndpointConfig } from './endpoint-schema.ts'
import type { ConfigFile, TenantConfig } from './schema.ts'

export interface RouteRow {
  readonly tenant: string
  readonly zone: string
  readonly endpoint: string
  readonly vendor: string
  readonly region: string
  /** ISO codes; undefined when not known. */
  readonly countries: Countries | undefined
  /** Models or deployments of this row as config spells them; empty for a vendor without. */
  readonly models: readonly string[]
  readonly redaction: 'apply' | 'report' | 'off'
  /** Operations whose media may leave uninspected. */
  readonly media: readonly string[]
  readonly status: 'open' | 'evaluation' | 'outside_zone' | 'attestation_missing' | 'attestation_expired'
}

/** A row for each tenant, endpoint and place, in the order of the file. */
export function routeSummary(settings: ConfigFile, connectors: Connectors, now: Date): RouteRow[] {
  return Object.entries(settings.tenants).flatMap(([tenant, rules]) =>
    rules.endpoints.flatMap((endpoint) => {
      const config = settings.endpoints[endpoint]
      if (config === undefined) return []
      return endpointRows(settings, { tenant, rules, endpoint, config }, connectors, now)
    }),
  )
}

interface Pairing {
  readonly tenant: string
  readonly rules: TenantConfig
  readonly endpoint: string
  readonly config: EndpointConfig
}

function endpointRows(
  settings: ConfigFile,
  { tenant, rules, endpoint, config }: Pairing,
  connectors: Connectors,
  now: Date,
): RouteRow[] {
  const connector = connectors.get(config.vendor)
  if (connector === undefined) return []
  const zone = zoneOf(rules.zone ?? settings.zone)
  const standing = endpointStanding(connector.attestations, config.attestations, settings.evaluation, now)
  // Where it is, even while an expired attestation keeps it closed.
  const facts = endpointFacts(config, connector, new Set(Object.keys(config.attestations)), now)
  const rows = new Map<string, RouteRow & { models: string[] }>()
  for (const model of listedModels(config)) {
    const { countries } = connector.place(facts, model)
    const key = countries?.join() ?? ''
    const row = rows.get(key) ?? {
      tenant,
      zone: zone.name,
      endpoint,
      vendor: config.vendor,
      region: config.region,
      countries,
      models: [],
      redaction: rules.redaction.mode,
      media: rules.media.filter((operation) => operation.startsWith(`${config.vendor}.`)),
      status: liesInside(countries, zone)
        ? (standing.refusal?.code ?? (standing.waived.length > 0 ? 'evaluation' : 'open'))
        : 'outside_zone',
    }
    if (model !== undefined) row.models.push(model)
    rows.set(key, row)
  }
  return [...rows.values()]
}
