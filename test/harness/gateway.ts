/** A real gateway for tests: every listener on a free loopback port, the ledger in a folder of its own, vendors on loopback. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VendorId } from '../../src/connectors/contract.ts'
import { uninspectedOperations } from '../../src/connectors/kept-objects.ts'
import { connectors } from '../../src/connectors/registry.ts'
import type { Resolve } from '../../src/gateway/egress/resolve.ts'
import { compileRuntime } from '../../src/gateway/config/compile-runtime.ts'
import type { Runtime } from '../../src/gateway/config/runtime.ts'
import { configSchema, type ConfigFile } from '../../src/gateway/config/schema.ts'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { readRecords } from '../../src/gateway/ledger/read-records.ts'
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import { readModelFolder } from '../../src/gateway/names-tier/onnx/model-files.ts'
import { createLog } from '../../src/gateway/observe/log.ts'

/** Attestations that every vendor of the build needs, far from their end. */
const attested = (ids: readonly string[]): Record<string, object> =>
  Object.fromEntries(
    ids.map((id) => [id, { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }]),
  )

export const ENDPOINTS = {
  openai: {
    vendor: 'openai',
    region: 'eu',
    key: 'upstream-openai-key',
    models: [
      'gpt-5.4',
      'gpt-5.4-mini',
      'gpt-4o-mini',
      'gpt-4o-transcribe',
      'text-embedding-3-small',
      'omni-moderation-latest',
    ],
    attestations: attested(['retention', 'data-sharing-off']),
  },
  azure: {
    vendor: 'azure',
    region: 'swedencentral',
    resource: 'test-resource',
    key: 'upstream-azure-key',
    deployments: {
      'chat-dep': { model: 'gpt-4.1-mini', sku: 'Standard' },
      'embed-dep': { model: 'text-embedding-3-large', sku: 'Standard' },
      'whisper-dep': { model: 'whisper', sku: 'Standard' },
    },
    attestations: attested(['deployment-sku', 'content-logging-off']),
  },
  deepl: {
    vendor: 'deepl',
    region: 'eu',
    key: 'upstream-deepl-key',
    attestations: attested(['data-residency', 'paid-plan']),
  },
  vertex: {
    vendor: 'vertex',
    region: 'europe-west4',
    project: 'test-project',
    key: 'upstream-vertex-key',
    models: Object.fromEntries(
      [
        'gemini-2.5-flash',
        'gemini-2.5-pro',
        'text-embedding-005',
        'gemini-embedding-2',
        'claude-sonnet-4@20250514',
      ].map((model) => [
        model,
        { checked: '2026-11-20', evidence: 'https://example.com/a-copy-of-the-table' },
      ]),
    ),
    attestations: attested([
      'ml-processing',
      'abuse-logging-exception',
      'cache-disabled',
      'request-logging-off',
    ]),
  },
  assemblyai: {
    vendor: 'assemblyai',
    region: 'eu',
    key: 'upstream-assemblyai-key',
    models: ['claude-sonnet-4-6'],
    audio_hosts: ['audio.example.com'],
    webhook_hosts: ['hooks.example.com'],
    attestations: attested(['model-improvement-off', 'transcript-ttl', 'paid-plan']),
  },
  bedrock: {
    vendor: 'bedrock',
    region: 'eu-central-1',
    key: 'upstream-bedrock-key',
    models: [
      'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'amazon.nova-lite-v1:0',
      'amazon.titan-embed-text-v2:0',
    ],
    attestations: attested(['data-retention-none', 'invocation-logging-off']),
  },
} as const

/** Uploads, and operations whose answers nobody can look at: each tenant consents to them unless it says otherwise. */
const MEDIA: readonly string[] = [...connectors.values()].flatMap((connector) =>
  uninspectedOperations(connector).map((id) => `${connector.vendor}.${id}`),
)

export interface TestOptions {
  /** Origins on loopback that stand where the vendors would be. */
  readonly vendors: Readonly<Partial<Record<VendorId, string>>>
  /** Merged over the defaults, key by key of the top level. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Tenant id -> settings merged over the default tenant. Default: `acme` with everything. */
  readonly tenants?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Merged over the default endpoints, by vendor. */
  readonly endpoints?: Readonly<Partial<Record<VendorId, Readonly<Record<string, unknown>>>>>
  /** Endpoints beside `<vendor>-test`, by id: the vendor's defaults with these settings over them, and a stand-in's origin. */
  readonly more?: Readonly<Record<string, MoreEndpoint>>
  /** Stand-ins take every model (as in the sandbox) unless false: then config's lists and attestations count. */
  readonly sandbox?: boolean
  readonly now?: () => number
  /**
   * No stand-ins: endpoints are dialled by their vendors' own names, which this resolver answers. With it the values of
   * `vendors` are not used, and only an endpoint's `proxy` can lead to loopback.
   */
  readonly resolve?: Resolve
  /** Endpoint id -> PEM text, as if read from its `ca` file. */
  readonly authorities?: ReadonlyMap<string, string>
  /** Entry of a ledger thread whose disk fails. */
  readonly ledgerWorker?: URL
}

export interface MoreEndpoint {
  readonly vendor: VendorId
  readonly origin: string
  readonly settings?: Readonly<Record<string, unknown>>
}

export interface TestGateway {
  readonly origin: string
  readonly operations: string
  /** Tenant -> its key. */
  readonly keys: Readonly<Record<string, string>>
  readonly ledgerFile: string
  readonly gateway: Gateway
  readonly runtime: Runtime
  /** Lines that the log wrote. */
  readonly logLines: readonly string[]
  /** Compiles the options with these over them and swaps the runtime whole, as a reload does; returns the new one. */
  reload(changes?: Partial<Omit<TestOptions, 'now'>>): Runtime
  /** Records, oldest first, once there are `atLeast` and no attempt is open (bounded wait): rows are written after the answer. */
  records(atLeast?: number): Promise<readonly LedgerRecord[]>
  stop(): Promise<void>
}

export async function startTestGateway(options: TestOptions): Promise<TestGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'limen-test-'))
  const ledgerFile = join(folder, 'ledger.db')
  const settings = testSettings(options, ledgerFile)
  const tenants = Object.keys(settings.tenants)
  const keys = Object.fromEntries(tenants.map((tenant) => [tenant, `test-key-of-${tenant}`]))
  const runtime = testRuntime(options, settings)
  let running = runtime
  const logLines: string[] = []
  const gateway = await startGateway({
    settings,
    runtime: () => running,
    log: createLog({ write: (line) => void logLines.push(line) }),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.ledgerWorker === undefined ? {} : { ledgerWorker: options.ledgerWorker }),
  })
  return {
    origin: `http://127.0.0.1:${gateway.port}`,
    operations: `http://127.0.0.1:${gateway.operationsPort}`,
    keys,
    ledgerFile,
    gateway,
    runtime,
    logLines,
    reload: (changes = {}) => {
      const merged = { ...options, ...changes }
      running = testRuntime(merged, testSettings(merged, ledgerFile))
      return running
    },
    records: async (atLeast = 0) => await settledRecords(ledgerFile, atLeast),
    stop: async () => {
      await gateway.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function testRuntime(options: TestOptions, settings: ConfigFile): Runtime {
  const tenants = Object.keys(settings.tenants)
  return compileRuntime({
    settings,
    hash: '0123456789abcdef'.repeat(4),
    authorities: options.authorities ?? new Map(),
    models: new Map(
      Object.entries(settings.name_detectors).flatMap(([id, detector]) =>
        detector.kind === 'onnx' ? [[id, readModelFolder(detector.path)] as const] : [],
      ),
    ),
    ...(options.resolve === undefined ? { standIns: standInsOf(options) } : { resolve: options.resolve }),
    sandboxKeys: new Map(tenants.map((tenant) => [`test-key-of-${tenant}`, tenant])),
    ...(options.sandbox === undefined ? {} : { sandbox: options.sandbox }),
  })
}

function standInsOf({ vendors, more = {} }: TestOptions): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(vendors).map(([vendor, origin]) => [`${vendor}-test`, origin] as const),
    ...Object.entries(more).map(([id, { origin }]) => [id, origin] as const),
  ])
}

function testSettings(options: TestOptions, ledgerFile: string): ConfigFile {
  const vendors = Object.keys(options.vendors) as VendorId[]
  const endpoints = Object.fromEntries([
    ...vendors.map((vendor) => [`${vendor}-test`, { ...ENDPOINTS[vendor], ...options.endpoints?.[vendor] }]),
    ...Object.entries(options.more ?? {}).map(([id, { vendor, settings }]) => [
      id,
      { ...ENDPOINTS[vendor], ...settings },
    ]),
  ])
  const tenant = {
    keys: [{ id: 'unused00', hash: `sha256:${'0'.repeat(64)}`, status: 'revoked' }],
    endpoints: Object.keys(endpoints),
    media: MEDIA,
  }
  return configSchema.parse({
    version: 1,
    zone: 'eea+ch',
    secret: 'a secret of the tests, long enough for the schema',
    listen: { host: '127.0.0.1', port: 0 },
    operations: { host: '127.0.0.1', port: 0 },
    ledger: { file: ledgerFile, disk_alarm: '1MB' },
    shutdown: { grace: '1s' },
    ...options.settings,
    endpoints,
    tenants: Object.fromEntries(
      Object.entries(options.tenants ?? { acme: {} }).map(([id, overrides]) => [
        id,
        { ...tenant, ...overrides },
      ]),
    ),
  })
}

async function settledRecords(file: string, atLeast: number): Promise<readonly LedgerRecord[]> {
  const deadline = Date.now() + 5000
  for (;;) {
    const records = [...readRecords(file)]
    const settled = records.length >= atLeast && records.every((record) => record.outcome !== 'open')
    if (settled || Date.now() > deadline) return records
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}
