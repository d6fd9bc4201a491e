/** The options of `limen serve`, and what is wrong with them before anything is started. */
import type { VendorId } from '../../connectors/contract.ts'
import { connectors } from '../../connectors/registry.ts'
import { compilePolicy, PolicyError } from '../../redaction/index.ts'
import type { NameTier } from '../../redaction/types.ts'
import { EgressError } from '../egress/failure.ts'
import { EndpointTarget } from '../egress/target.ts'
import type { ZoneSetting } from '../policy/zone.ts'
import { readArguments, WrongArguments } from './arguments.ts'
import { readNameTier } from './name-tier-option.ts'
import { readZone } from './zone-option.ts'

const COMMON = {
  help: { type: 'boolean', short: 'h', default: false },
  config: { type: 'string' },
  sandbox: { type: 'boolean', default: false },
} as const

/** What a config file says otherwise. */
const OF_SANDBOX = {
  port: { type: 'string' },
  'tls-port': { type: 'string' },
  'operations-port': { type: 'string' },
  key: { type: 'string', multiple: true },
  zone: { type: 'string', multiple: true },
  upstream: { type: 'string', multiple: true },
  unlisted: { type: 'string' },
  opaque: { type: 'string' },
  'forward-header': { type: 'string', multiple: true },
  'phone-region': { type: 'string', multiple: true },
  names: { type: 'string' },
  ledger: { type: 'string' },
} as const

const OPTIONS = { ...COMMON, ...OF_SANDBOX } as const

export interface SandboxArguments {
  readonly port: number
  readonly tlsPort: number | undefined
  readonly operationsPort: number
  readonly ledger: string | undefined
  /** Key -> tenant. */
  readonly keys: ReadonlyMap<string, string>
  readonly zones: ReadonlyMap<string, ZoneSetting>
  readonly upstreams: ReadonlyMap<VendorId, string>
  readonly unlisted: boolean
  readonly opaque: boolean
  readonly forwardHeaders: readonly string[]
  readonly phoneRegions: readonly string[]
  readonly names: NameTier
}

export type ServeArguments =
  | { readonly mode: 'help' }
  | { readonly mode: 'config'; readonly file: string }
  | ({ readonly mode: 'sandbox' } & SandboxArguments)

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values']

/** Throws `WrongArguments`. */
export function readServeArguments(args: readonly string[]): ServeArguments {
  const { values, positionals } = readArguments(args, OPTIONS, 1)
  if (values.help) return { mode: 'help' }
  const [word] = positionals
  if (word !== undefined) {
    throw new WrongArguments(
      `There is no place for the word ${JSON.stringify(word)} here. Did you mean --config ${word}?`,
    )
  }
  const { config } = values
  if (config !== undefined && values.sandbox)
    throw new WrongArguments('Either --config FILE or --sandbox, not both: a sandbox has no config file.')
  if (values.sandbox) return { mode: 'sandbox', ...readSandbox(values) }
  if (config === undefined) {
    throw new WrongArguments(
      'Say what to serve: --config FILE for a config of your own, --sandbox to try it on stand-ins.',
    )
  }
  const stray = Object.keys(OF_SANDBOX).find((name) => values[name as keyof typeof OF_SANDBOX] !== undefined)
  if (stray !== undefined)
    throw new WrongArguments(`--${stray} belongs to --sandbox; with --config the file says it.`)
  return { mode: 'config', file: config }
}

function readSandbox(values: Values): SandboxArguments {
  if (values.unlisted !== undefined && values.unlisted !== 'redact')
    throw new WrongArguments('--unlisted takes the word redact.')
  if (values.opaque !== undefined && values.opaque !== 'allow')
    throw new WrongArguments('--opaque takes the word allow.')
  const keys = readKeys(values.key ?? ['demo:sandbox-key'])
  return {
    port: readPort('--port', values.port ?? '8080'),
    tlsPort: values['tls-port'] === undefined ? undefined : readPort('--tls-port', values['tls-port']),
    operationsPort: readPort('--operations-port', values['operations-port'] ?? '9090'),
    ledger: values.ledger,
    keys,
    zones: readZones(values.zone ?? [], new Set(keys.values())),
    upstreams: new Map((values.upstream ?? []).map(readUpstream)),
    unlisted: values.unlisted !== undefined,
    opaque: values.opaque !== undefined,
    forwardHeaders: values['forward-header'] ?? [],
    phoneRegions: (values['phone-region'] ?? []).map(readPhoneRegion),
    names: readNameTier(values.names ?? 'off'),
  }
}

function readPort(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new WrongArguments(`${option} takes a number from 0 to 65535; 0 takes any free port.`)
}

function readKeys(entries: readonly string[]): Map<string, string> {
  const keys = new Map<string, string>()
  for (const [tenant, key] of entries.map(splitTenant)) {
    if (!/^[\u0021-\u007e]{1,512}$/.test(key))
      throw new WrongArguments('--key takes printable ASCII without spaces, at most 512 characters.')
    const other = keys.get(key)
    if (other !== undefined && other !== tenant)
      throw new WrongArguments(`--key gives the tenants ${other} and ${tenant} the same key.`)
    keys.set(key, tenant)
  }
  return keys
}

/** A zone without a tenant is that of every tenant that has none of its own. */
function readZones(entries: readonly string[], tenants: ReadonlySet<string>): Map<string, ZoneSetting> {
  const zones = new Map<string, ZoneSetting>()
  const named = new Map<string, ZoneSetting>()
  for (const entry of entries) {
    if (!entry.includes(':')) {
      for (const tenant of tenants) zones.set(tenant, readZone('--zone', entry))
      continue
    }
    const [tenant, zone] = splitTenant(entry)
    if (!tenants.has(tenant)) {
      throw new WrongArguments(
        `--zone names the tenant ${JSON.stringify(tenant)}, which no --key has. The tenants are ${[...tenants].join(', ')}.`,
      )
    }
    named.set(tenant, readZone('--zone', zone))
  }
  return new Map([...zones, ...named])
}

function readUpstream(entry: string): [VendorId, string] {
  const known = [...connectors.keys()]
  const equals = entry.indexOf('=')
  const vendor = known.find((id) => id === entry.slice(0, equals))
  if (vendor === undefined) {
    throw new WrongArguments(
      `--upstream takes VENDOR=ORIGIN, such as openai=http://127.0.0.1:4010; the vendors are ${known.join(', ')}.`,
    )
  }
  const origin = entry.slice(equals + 1)
  try {
    EndpointTarget.of({ id: vendor, host: '', sandbox: { origin } })
  } catch (error) {
    if (!(error instanceof EgressError)) throw error
    throw new WrongArguments(
      `--upstream ${vendor} takes a stand-in on this machine, such as ${vendor}=http://127.0.0.1:4010; ` +
        `${JSON.stringify(origin)} is not one. A sandbox never leaves loopback.`,
    )
  }
  return [vendor, origin]
}

function readPhoneRegion(text: string): string {
  const region = text.toUpperCase()
  try {
    compilePolicy({ phoneRegions: [region] })
    return region
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw new WrongArguments(
      `--phone-region takes an ISO country code such as PL; no phone numbers are known of ${JSON.stringify(text)}.`,
    )
  }
}

/** `tenant:rest`, or the tenant `demo`. */
function splitTenant(entry: string): readonly [tenant: string, rest: string] {
  const match = /^([a-z0-9][a-z0-9-]{0,62}):(.+)$/s.exec(entry)
  return match === null ? ['demo', entry] : [match[1] ?? 'demo', match[2] ?? '']
}
