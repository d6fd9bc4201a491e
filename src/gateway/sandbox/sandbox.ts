/** A whole gateway on loopback: the real line, with stand-ins where the vendors would be. */
import { randomBytes } from 'node:crypto'
import type { VendorId } from '../../connectors/contract.ts'
import { uninspectedOperations } from '../../connectors/kept-objects.ts'
import { connectors } from '../../connectors/registry.ts'
import { compileRuntime } from '../config/compile-runtime.ts'
import { zoneSchema, type ConfigFile } from '../config/schema.ts'
import type { NameTier } from '../../redaction/types.ts'
import { startGateway, type Gateway } from '../gateway.ts'
import type { ZoneSetting } from '../policy/zone.ts'
import type { Log } from '../observe/log.ts'
import { writeSandboxCertificate, type SandboxCertificate } from './sandbox-certificate.ts'
import { sandboxSettings } from './sandbox-settings.ts'
import { liveSimulators, simulators } from './simulators.ts'
import { startSimulator, type RunningSimulator } from './simulator-server.ts'

export interface StartOptions {
  readonly port: number
  /** A TLS port; `folder` takes its certificate. */
  readonly tls?: { readonly port: number; readonly folder: string }
  readonly operationsPort: number
  readonly ledgerFile: string
  /** Key in clear -> tenant. */
  readonly keys: ReadonlyMap<string, string>
  /** Tenant -> zone; eea+ch for those that are not named. */
  readonly zones: ReadonlyMap<string, ZoneSetting>
  /** Origins of the developer's own stand-ins; the embedded simulators serve when there are none. */
  readonly upstreams: ReadonlyMap<VendorId, string>
  readonly unlisted: boolean
  readonly opaque: boolean
  readonly forwardHeaders: readonly string[]
  readonly phoneRegions: readonly string[]
  readonly names: NameTier
  readonly log: Log
  /** Embedded simulators misbehave as vendors do; off for a tidy demonstration. */
  readonly hostile?: boolean
  readonly seed?: number
}

export interface Sandbox {
  readonly gateway: Gateway
  readonly vendors: readonly VendorId[]
  /** PEM file that clients of the TLS port have to trust. */
  readonly ca: string | undefined
  /** The embedded simulators; empty when the developer's own stand-ins serve. */
  readonly simulators: ReadonlyMap<VendorId, RunningSimulator>
  stop(): Promise<void>
}

/** Operations with media that the sandbox consents to, so that each can be tried: uploads, and answers nobody can look at. */
const MEDIA = [...connectors.values()].flatMap((connector) =>
  uninspectedOperations(connector).map((id) => `${connector.vendor}.${id}`),
)

/** National phone formats that the sandbox recognises: the EEA's larger countries. */
const PHONE_REGIONS = ['PL', 'DE', 'FR', 'ES', 'IT', 'NL']

export async function startSandbox(options: StartOptions): Promise<Sandbox> {
  const embedded = new Map<VendorId, RunningSimulator>()
  try {
    if (options.upstreams.size === 0) {
      for (const vendor of connectors.keys()) {
        const live = liveSimulators[vendor]
        embedded.set(
          vendor,
          await startSimulator(simulators[vendor], {
            seed: options.seed ?? 1,
            behaviour: { hostile: options.hostile ?? false },
            ...(live === undefined ? {} : { live }),
          }),
        )
      }
    }
    const origins =
      options.upstreams.size === 0
        ? new Map([...embedded].map(([vendor, simulator]) => [vendor, simulator.origin]))
        : options.upstreams
    const certificate = options.tls && (await writeSandboxCertificate(options.tls.folder))
    const gateway = await startOn(options, origins, certificate)
    return {
      gateway,
      ca: certificate?.ca,
      vendors: [...origins.keys()],
      simulators: embedded,
      stop: async () => {
        await gateway.stop()
        await closeAll(embedded)
      },
    }
  } catch (error) {
    await closeAll(embedded)
    throw error
  }
}

async function startOn(
  options: StartOptions,
  origins: ReadonlyMap<VendorId, string>,
  certificate: SandboxCertificate | undefined,
): Promise<Gateway> {
  const tenants = new Map<string, ConfigFile['zone']>()
  for (const tenant of options.keys.values())
    tenants.set(tenant, zoneSchema.parse(options.zones.get(tenant) ?? 'eea+ch'))
  const settings = sandboxSettings({
    host: '127.0.0.1',
    port: options.port,
    ...(certificate && options.tls ? { tls: { ...certificate, port: options.tls.port } } : {}),
    operationsPort: options.operationsPort,
    ledgerFile: options.ledgerFile,
    tenants,
    vendors: [...origins.keys()],
    unlisted: options.unlisted,
    opaque: options.opaque,
    media: MEDIA,
    forwardHeaders: options.forwardHeaders,
    phoneRegions: options.phoneRegions.length > 0 ? options.phoneRegions : PHONE_REGIONS,
    names: options.names,
  })
  const runtime = compileRuntime({
    settings,
    hash: randomBytes(32).toString('hex'),
    authorities: new Map(),
    standIns: new Map(
      [...origins].map(([vendor, origin]) => [`${vendor}-sandbox`, standInOrigin(vendor, origin)]),
    ),
    sandboxKeys: options.keys,
  })
  return await startGateway({ settings, runtime: () => runtime, log: options.log })
}

/** SDKs write OpenAI's base URL with `/v1`; our paths have it already. */
function standInOrigin(vendor: VendorId, origin: string): string {
  const trimmed = origin.replace(/\/+$/, '')
  return vendor === 'openai' ? trimmed.replace(/\/v1$/, '') : trimmed
}

async function closeAll(embedded: ReadonlyMap<VendorId, RunningSimulator>): Promise<void> {
  for (const simulator of embedded.values()) await simulator.close()
}
