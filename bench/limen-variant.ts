/** Limen with one part taken out, to see what that part costs: never more than a stand-in for a measurement. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { FindPool } from '../src/gateway/detection/find-pool.ts'
import { compileRuntime } from '../src/gateway/config/compile-runtime.ts'
import type { ConfigFile, TenantConfig } from '../src/gateway/config/schema.ts'
import { openLedger } from '../src/gateway/ledger/open-ledger.ts'
import type { Ledger } from '../src/gateway/ledger/row.ts'
import { Metrics } from '../src/gateway/observe/metrics.ts'
import { TemporaryKeys } from '../src/gateway/live/temporary-keys.ts'
import { sandboxSettings } from '../src/gateway/sandbox/sandbox-settings.ts'
import { startDataServer } from '../src/gateway/server.ts'

const { values } = parseArgs({
  options: {
    upstream: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
    /** Without it nothing is recorded. */
    ledger: { type: 'string' },
    redaction: { type: 'string', default: 'apply' },
  },
})

/** Says that every row is durable, and keeps none. */
const NO_LEDGER: Ledger = {
  intent: () => Promise.resolve(),
  close: () => {},
  refusal: () => {},
  pins: {
    find: (_tenant, _vendor, names) => Promise.resolve(names.map(() => ({ places: [], foreign: false }))),
    keep: () => Promise.resolve(true),
    end: () => Promise.resolve(),
  },
  ready: true,
  health: {
    openIntents: 0,
    queued: 0,
    reason: undefined,
    takeCommitSeconds: () => [],
    freeBytes: undefined,
    diskAlarm: false,
  },
  shutdown: () => Promise.resolve(),
}

const sandbox = sandboxSettings({
  host: '127.0.0.1',
  port: 0,
  operationsPort: 0,
  ledgerFile: values.ledger ?? 'none',
  tenants: new Map([['demo', 'eea+ch']]),
  vendors: ['openai'],
  unlisted: false,
  opaque: false,
  media: [],
  forwardHeaders: [],
  phoneRegions: ['PL', 'DE', 'FR', 'ES', 'IT', 'NL'],
  names: 'off',
})
const tenants = Object.entries(sandbox.tenants).map(([id, tenant]): [string, TenantConfig] => [
  id,
  values.redaction === 'off' ? { ...tenant, redaction: { ...tenant.redaction, mode: 'off' } } : tenant,
])
const settings: ConfigFile = { ...sandbox, tenants: Object.fromEntries(tenants) }
const runtime = compileRuntime({
  settings,
  hash: randomBytes(32).toString('hex'),
  authorities: new Map(),
  standIns: new Map([['openai-sandbox', values.upstream]]),
  sandboxKeys: new Map([[values.key, 'demo']]),
})
const ledger =
  values.ledger === undefined
    ? NO_LEDGER
    : await openLedger({ file: values.ledger, keepDays: 30, diskAlarmBytes: 0 })
const meter = new Metrics({
  ledger: () => ledger,
  reload: () => undefined,
  configHash: () => runtime.hash,
  inspectedBytes: () => 0,
})
const server = await startDataServer(settings.listen, () => runtime, {
  runtime: () => runtime,
  ledger,
  meter,
  detection: new FindPool(),
  sessions: { count: 0 },
  temporaryKeys: new TemporaryKeys(randomBytes),
  now: Date.now,
  tick: () => performance.now(),
  newId: () => randomUUIDv7(),
  fault: (error) => console.error(error),
})
console.log(`Listening on http://127.0.0.1:${server.port}`)
process.once('SIGTERM', () => {
  void server
    .stop(0)
    .then(() => ledger.shutdown(1000))
    .then(() => process.exit(0))
})
