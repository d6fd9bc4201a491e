/** The settings of a sandbox: vendors are stand-ins on loopback, everything else is as in production. */
import { randomBytes } from 'node:crypto'
import type { VendorId } from '../../connectors/contract.ts'
import type { NameTier } from '../../redaction/types.ts'
import { configSchema, type ConfigFile } from '../config/schema.ts'

export interface SandboxOptions {
  readonly host: string
  readonly port: number
  /** A second port, with TLS. */
  readonly tls?: { readonly port: number; readonly certificate: string; readonly privateKey: string }
  readonly operationsPort: number
  readonly ledgerFile: string
  /** Tenant -> its zone. */
  readonly tenants: ReadonlyMap<string, ConfigFile['zone']>
  readonly vendors: readonly VendorId[]
  readonly unlisted: boolean
  readonly opaque: boolean
  /** Operations whose media may pass, as `vendor.operation`. */
  readonly media: readonly string[]
  readonly forwardHeaders: readonly string[]
  readonly phoneRegions: readonly string[]
  readonly names: NameTier
}

/** Upstream key that every stand-in is sent. */
const STAND_IN_KEY = 'sandbox-upstream-key'

const attestation = {
  by: 'sandbox',
  on: '2026-01-01',
  expires: '2099-12-31',
  document: 'a stand-in on loopback: nothing leaves this machine',
}

/** Regions that lie as far inside the EEA as the vendor offers. */
const ENDPOINTS: Readonly<Record<VendorId, object>> = {
  openai: { vendor: 'openai', region: 'eu', key: STAND_IN_KEY, models: ['any'] },
  azure: {
    vendor: 'azure',
    region: 'swedencentral',
    resource: 'sandbox',
    key: STAND_IN_KEY,
    deployments: { any: { model: 'any', sku: 'Standard' } },
  },
  deepl: { vendor: 'deepl', region: 'eu', key: STAND_IN_KEY },
  vertex: {
    vendor: 'vertex',
    region: 'europe-west4',
    project: 'sandbox',
    key: STAND_IN_KEY,
    models: { any: { checked: '2026-01-01', evidence: attestation.document } },
  },
  bedrock: { vendor: 'bedrock', region: 'eu-central-1', key: STAND_IN_KEY, models: ['any'] },
  assemblyai: { vendor: 'assemblyai', region: 'eu', key: STAND_IN_KEY, models: ['any'] },
}

/** Endpoint ids are `<vendor>-sandbox`. */
export function sandboxSettings(options: SandboxOptions): ConfigFile {
  const endpoints = Object.fromEntries(
    options.vendors.map((vendor) => [`${vendor}-sandbox`, ENDPOINTS[vendor]]),
  )
  return configSchema.parse({
    version: 1,
    zone: 'eea+ch',
    secret: randomBytes(32).toString('hex'),
    listen: {
      host: options.host,
      port: options.port,
      ...(options.tls === undefined ? {} : tlsOf(options.tls)),
    },
    operations: { host: '127.0.0.1', port: options.operationsPort },
    ledger: { file: options.ledgerFile, disk_alarm: '1MB' },
    endpoints,
    tenants: Object.fromEntries(
      [...options.tenants].map(([id, zone]) => [
        id,
        {
          zone,
          // Keys of the sandbox are given in clear on the command line; this one is known to nobody.
          keys: [{ id: 'none', hash: `sha256:${randomBytes(32).toString('hex')}`, status: 'revoked' }],
          endpoints: Object.keys(endpoints),
          media: options.media,
          forward_headers: options.forwardHeaders,
          ...(options.unlisted ? { unlisted: { mode: 'redact', attestation } } : {}),
          ...(options.opaque ? { opaque: { mode: 'allow', attestation } } : {}),
          redaction: { phone_regions: options.phoneRegions, names: options.names },
        },
      ]),
    ),
  })
}

function tlsOf({ port, certificate, privateKey }: NonNullable<SandboxOptions['tls']>): object {
  return { tls: { port, certificate, private_key: privateKey } }
}
