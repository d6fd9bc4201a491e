/** Every place of every catalogue against every zone: admitted exactly when the documented countries all lie inside. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { VendorId } from '../../src/connectors/contract.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { ResidencyProof } from '../../src/gateway/policy/residency.ts'
import { Refusal } from '../../src/gateway/errors/refusal.ts'
import { deployments, EEA_30, inside, productionRuntime, settingsOf, ZONES } from './places.ts'

const NOW = Date.UTC(2026, 10, 22)

/** SKU -> the zone of data in which it processes; everything else is anywhere. */
const SKUS: Readonly<Record<string, 'region' | 'data zone' | 'anywhere'>> = {
  Standard: 'region',
  ProvisionedManaged: 'region',
  DataZoneStandard: 'data zone',
  DataZoneProvisionedManaged: 'data zone',
  DataZoneBatch: 'data zone',
  GlobalStandard: 'anywhere',
  GlobalProvisionedManaged: 'anywhere',
  GlobalBatch: 'anywhere',
  DeveloperTier: 'anywhere',
  standard: 'anywhere',
  SomethingNew: 'anywhere',
}

/** Countries of Azure's data zone for Europe, as documented in May 2026. */
const EU_DATA_ZONE = ['FR', 'DE', 'IT', 'NL', 'NO', 'PL', 'ES', 'SE', 'CH']

function admitted(vendor: VendorId, endpoint: object, model: string | undefined): readonly string[] {
  const zones = Object.fromEntries(Object.values(ZONES).map(({ zone }, index) => [`tenant-${index}`, zone]))
  const runtime = productionRuntime(settingsOf({ one: { vendor, ...endpoint } }, zones))
  return Object.keys(ZONES).filter((_name, index) => {
    const tenant = runtime.tenants.get(`tenant-${index}`)
    const [only] = tenant?.endpoints ?? []
    if (tenant === undefined || only === undefined) throw new Error('the tenant or its endpoint is gone')
    const outcome = ResidencyProof.prove(only, model, tenant.zone, NOW)
    if (outcome instanceof Refusal) expect(outcome.code).toBe('no_endpoint_in_zone')
    return outcome instanceof ResidencyProof
  })
}

function expected(countries: readonly string[] | undefined): readonly string[] {
  return Object.entries(ZONES)
    .filter(([, zone]) => inside(countries, zone.countries))
    .map(([name]) => name)
}

for (const connector of connectors.values()) {
  describe(`${connector.title}, everything attested`, () => {
    test.each(connector.regions.map((region) => [region.id, region] as const))('%s', (id, region) => {
      const models = connector.vendor === 'openai' ? 'gpt-5.4' : undefined
      const endpoint =
        connector.vendor === 'azure'
          ? { region: id, deployments: deployments({ one: 'Standard' }) }
          : { region: id }
      const model = connector.vendor === 'azure' ? 'one' : models
      expect(admitted(connector.vendor, endpoint, model)).toEqual(expected(region.countries))
    })
  })
}

describe('Azure deployments by SKU', () => {
  const regions = connectors.get('azure')?.regions ?? []

  test.each(Object.entries(SKUS))('%s is processed in its %s', (sku, reach) => {
    for (const { id, countries } of regions) {
      const own = countries ?? []
      const documented =
        reach === 'anywhere' || countries === undefined
          ? undefined
          : reach === 'region'
            ? countries
            : inside(countries, EEA_30)
              ? [...EU_DATA_ZONE, ...own]
              : own.every((country) => country === 'US')
                ? ['US']
                : undefined
      const zones = admitted('azure', { region: id, deployments: deployments({ one: sku }) }, 'one')
      expect([id, zones]).toEqual([id, expected(documented)])
    }
  })

  test('a call that names no deployment is only admitted when every deployment is', () => {
    const mixed = {
      region: 'swedencentral',
      deployments: deployments({ near: 'Standard', far: 'GlobalStandard' }),
    }
    expect(admitted('azure', mixed, undefined)).toEqual([])
    expect(admitted('azure', mixed, 'near')).toEqual(['eea', 'eea+ch', 'eea+adequate'])
    expect(admitted('azure', mixed, 'far')).toEqual([])
    expect(admitted('azure', mixed, 'never-configured')).toEqual([])
  })
})

describe('DeepL keys', () => {
  test.each(['eu', 'us', 'jp', 'free'])('a key of the free plan is admitted nowhere: %s', (region) => {
    expect(admitted('deepl', { region, key: 'secret:fx' }, undefined)).toEqual([])
  })
})

/** Facts that were gathered apart from the code; not in every clone. */
const FACTS = new URL('../../../shared/facts/regions.json', import.meta.url)

interface Fact {
  readonly countries: readonly string[] | null
  readonly caveat?: string
}

describe.skipIf(!existsSync(FACTS))('the catalogue against the gathered facts', () => {
  const facts = existsSync(FACTS)
    ? (JSON.parse(readFileSync(FACTS, 'utf8')) as {
        readonly eea: readonly string[]
        readonly azure: { readonly regions: Readonly<Record<string, Fact>> }
        readonly openai: {
          readonly hosts: Readonly<Record<string, { countries: string | string[] | null; caveat?: string }>>
        }
        readonly azure_datazone_eu: Fact
      })
    : undefined

  test('the European Economic Area is the same thirty countries', () => {
    expect([...(facts?.eea ?? [])].toSorted()).toEqual([...EEA_30].toSorted())
    expect(EEA_30).toHaveLength(30)
  })

  test('every Azure region is known, and none is said to be where the facts do not put it', () => {
    const regions = new Map(connectors.get('azure')?.regions.map((region) => [region.id, region.countries]))
    expect([...regions.keys()].toSorted()).toEqual(Object.keys(facts?.azure.regions ?? {}).toSorted())
    for (const [id, fact] of Object.entries(facts?.azure.regions ?? {})) {
      // Stricter is allowed where the facts themselves doubt.
      const doubted = fact.countries === null || fact.caveat?.includes('U:') === true
      expect([id, regions.get(id)]).toEqual([id, doubted ? undefined : fact.countries])
    }
    expect(facts?.azure_datazone_eu.countries).toEqual(EU_DATA_ZONE)
  })

  test('every OpenAI host is known, and unverified processing counts as not known', () => {
    const openai = connectors.get('openai')
    for (const [host, fact] of Object.entries(facts?.openai.hosts ?? {})) {
      const region = openai?.regions.find(
        ({ id }) =>
          openai.host({
            region: id,
            resource: undefined,
            domain: undefined,
            key: undefined,
            skus: new Map(),
            attested: new Set(),
          }) === host,
      )
      const countries = typeof fact.countries === 'string' ? [...EEA_30, 'CH'] : (fact.countries ?? undefined)
      const documented = fact.caveat?.includes('not verified') === true ? undefined : countries
      expect([host, region?.countries === undefined ? undefined : [...region.countries].toSorted()]).toEqual([
        host,
        documented?.toSorted(),
      ])
    }
  })
})
