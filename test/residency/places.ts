/** What the residency tests know by themselves, so that they cannot be wrong together with the code: countries, zones, attestations. */
import type { VendorId } from '../../src/connectors/contract.ts'
import { compileRuntime } from '../../src/gateway/config/compile-runtime.ts'
import type { Runtime } from '../../src/gateway/config/runtime.ts'
import { configSchema, type ConfigFile } from '../../src/gateway/config/schema.ts'
import { ENDPOINTS } from '../harness/gateway.ts'

/** Written out and not imported: the 27 of the Union, then Iceland, Liechtenstein and Norway. */
export const EEA_30 =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' ')

export type ZoneText = 'eea' | 'eea+ch' | 'eea+adequate' | readonly string[]

export const ZONES: Readonly<Record<string, { readonly zone: ZoneText; readonly countries: string[] }>> = {
  eea: { zone: 'eea', countries: EEA_30 },
  'eea+ch': { zone: 'eea+ch', countries: [...EEA_30, 'CH'] },
  'eea+adequate': { zone: 'eea+adequate', countries: [...EEA_30, 'CH', 'GB'] },
  JP: { zone: ['JP'], countries: ['JP'] },
  US: { zone: ['US'], countries: ['US'] },
}

/** True when every country is known and in the zone. */
export function inside(countries: readonly string[] | undefined, zone: readonly string[]): boolean {
  return countries !== undefined && countries.length > 0 && countries.every((each) => zone.includes(each))
}

export function deployments(skus: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(skus).map(([name, sku]) => [name, { model: 'gpt-4.1-mini', sku }]))
}

/** Settings with these endpoints and one tenant a zone that may use all of them. */
export function settingsOf(
  endpoints: Readonly<Record<string, { readonly vendor: VendorId } & Readonly<Record<string, unknown>>>>,
  zones: Readonly<Record<string, ZoneText>>,
  more: Readonly<Record<string, unknown>> = {},
): ConfigFile {
  let number = 0
  return configSchema.parse({
    version: 1,
    zone: 'eea',
    secret: 'a secret of the tests, long enough for the schema',
    ledger: { file: 'unused' },
    ...more,
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([id, endpoint]) => [id, { ...ENDPOINTS[endpoint.vendor], ...endpoint }]),
    ),
    tenants: Object.fromEntries(
      Object.entries(zones).map(([id, zone]) => [
        id,
        {
          zone,
          keys: [
            {
              id: `key${String(++number).padStart(5, '0')}`,
              hash: `sha256:${'0'.repeat(64)}`,
              status: 'revoked',
            },
          ],
          endpoints: Object.keys(endpoints),
        },
      ]),
    ),
  })
}

/** The runtime of real hosts, as `serve --config` compiles it. Nothing connects until a call is sent. */
export function productionRuntime(settings: ConfigFile): Runtime {
  return compileRuntime({ settings, hash: '0'.repeat(64), authorities: new Map() })
}
