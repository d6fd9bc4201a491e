/** Where an Azure OpenAI deployment processes: its SKU decides, and only an attestation says which SKU it has. */
import type { EndpointFacts, Place } from '../../contract.ts'
import { EEA } from '../../countries.ts'
import { AZURE_REGIONS, EU_DATA_ZONE } from './regions.ts'

const REGIONAL = new Set(['Standard', 'ProvisionedManaged'])
const DATA_ZONE = new Set(['DataZoneStandard', 'DataZoneProvisionedManaged', 'DataZoneBatch'])

export function azurePlace(facts: EndpointFacts, deployment: string | undefined): Place {
  const region = AZURE_REGIONS.find((candidate) => candidate.id === facts.region)
  const unknown = (reason: string): Place => ({
    region: facts.region,
    countries: undefined,
    basis: 'attested',
    reason,
  })
  if (region === undefined) return unknown('The region is not in the catalogue.')
  if (!facts.attested.has('deployment-sku')) {
    return unknown(
      'The host name shows neither region nor SKU, and a global deployment is processed anywhere: attest deployment-sku.',
    )
  }
  const skus = deployment === undefined ? [...facts.skus.values()] : [facts.skus.get(deployment)]
  const places = skus.map((sku) => placeOfSku(sku, region.countries))
  const refused = places.find((place) => place.countries === undefined)
  if (refused !== undefined) return unknown(refused.reason)
  return {
    region: facts.region,
    countries: [...new Set(places.flatMap((place) => place.countries ?? []))],
    basis: places.some((place) => place.zone) ? 'destination_set' : 'attested',
    ...(places.some((place) => place.zone)
      ? { reason: "Azure's EU data zone includes Switzerland, so the zone has to be eea+ch." }
      : {}),
  }
}

interface SkuPlace {
  readonly countries: readonly string[] | undefined
  readonly zone: boolean
  readonly reason: string
}

function placeOfSku(sku: string | undefined, countries: readonly string[] | undefined): SkuPlace {
  if (sku === undefined)
    return { countries: undefined, zone: false, reason: 'The deployment is not configured.' }
  if (REGIONAL.has(sku))
    return { countries, zone: false, reason: 'The region is announced but not confirmed.' }
  if (DATA_ZONE.has(sku)) {
    if (countries?.every((country) => EEA.some((member) => member === country)) === true) {
      // The resource takes the call and keeps what is at rest, whether or not the zone's list names its country.
      return { countries: [...new Set([...EU_DATA_ZONE, ...countries])], zone: true, reason: '' }
    }
    if (countries?.length === 1 && countries[0] === 'US') return { countries, zone: true, reason: '' }
    return { countries: undefined, zone: true, reason: 'The data zone of this region is not documented.' }
  }
  return { countries: undefined, zone: false, reason: `The SKU ${sku} is processed in any Azure region.` }
}
