/** CPU per call of the ledger (one intent and one closing), all threads counted, and how long an intent waits. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openLedger } from '../src/gateway/ledger/open-ledger.ts'
import type { ClosingRow, IntentRow, Ledger } from '../src/gateway/ledger/row.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    gather: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
  },
})

interface Load {
  readonly title: string
  /** Work of this thread for each call, as the rest of a gateway would have. */
  readonly workMs: number
  /** Calls are spread over time instead of following each other. */
  readonly callsPerSecond?: number
}

const LOADS: readonly Load[] = [
  { title: 'calls follow each other', workMs: 0 },
  { title: '0.2 ms of other work a call', workMs: 0.2 },
  { title: '1000 calls/s', workMs: 0, callsPerSecond: 1000 },
  { title: '100 calls/s', workMs: 0, callsPerSecond: 100 },
]
const LOOPS = 64
const WARM_UP_MS = 1000
/** About what a core of a server does. */
const STEPS_A_MILLISECOND = 500_000
let sink = 0
let serial = 0

const folder = mkdtempSync(join(values.folder, 'limen-bench-'))
try {
  console.log(
    `${LOOPS} loops of intent and closing; CPU of all threads, less that of the same loops without a ledger`,
  )
  console.log('load                          calls/s  CPU µs/call  intent p50 ms  p99 ms  rows/commit')
  for (const load of LOADS) await measure(load)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(load: Load): Promise<void> {
  const floor = await run({ intent: () => Promise.resolve(), close: () => {} }, load)
  const ledger = await openLedger({
    file: join(folder, 'ledger.db'),
    keepDays: 400,
    diskAlarmBytes: 0,
    ...(values.gather === undefined ? {} : { gatherMs: Number(values.gather) }),
  })
  const { waits, cpuPerCall, callsPerSecond } = await run(ledger, load)
  const rows = 2 * waits.length
  const commits = ledger.health.takeCommitSeconds().length
  await ledger.shutdown(5000)
  for (const suffix of ['', '-lock']) rmSync(join(folder, `ledger.db${suffix}`), { force: true })
  waits.sort((one, other) => one - other)
  const percentile = (share: number): string => (waits[Math.floor(waits.length * share)] ?? 0).toFixed(2)
  console.log(
    load.title.padEnd(28),
    callsPerSecond.toFixed(0).padStart(8),
    (cpuPerCall - floor.cpuPerCall).toFixed(1).padStart(12),
    percentile(0.5).padStart(14),
    percentile(0.99).padStart(7),
    (rows / commits).toFixed(1).padStart(12),
  )
}

interface Run {
  readonly waits: number[]
  readonly cpuPerCall: number
  readonly callsPerSecond: number
}

async function run(ledger: Pick<Ledger, 'intent' | 'close'> & Partial<Ledger>, load: Load): Promise<Run> {
  await loops(ledger, load, WARM_UP_MS)
  ledger.health?.takeCommitSeconds()
  const cpu = process.cpuUsage()
  const started = performance.now()
  const waits = await loops(ledger, load, Number(values.seconds) * 1000)
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { waits, cpuPerCall: (user + system) / waits.length, callsPerSecond: waits.length / seconds }
}

async function loops(
  ledger: Pick<Ledger, 'intent' | 'close'>,
  load: Load,
  milliseconds: number,
): Promise<number[]> {
  const end = performance.now() + milliseconds
  const waits: number[] = []
  const pauseMs = load.callsPerSecond === undefined ? 0 : (LOOPS * 1000) / load.callsPerSecond
  const loop = async (number: number): Promise<void> => {
    for (let count = number; performance.now() < end; count += 1) {
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())))
      // Something else has its turn between two calls, as in a gateway.
      else await new Promise((resolve) => setImmediate(resolve))
      work(load.workMs)
      const id = identifier()
      const before = performance.now()
      await ledger.intent(intentRow(id, count))
      waits.push(performance.now() - before)
      ledger.close(closingRow(id, count))
    }
  }
  await Promise.all(Array.from({ length: LOOPS }, (_, number) => loop(number)))
  return waits
}

/** The same number of steps every time, so that the floor and the measured run do the same work. */
function work(milliseconds: number): void {
  let state = 1
  for (let step = milliseconds * STEPS_A_MILLISECOND; step > 0; step -= 1)
    state = Math.imul(state, 48_271) ^ step
  sink ^= state
}

function identifier(): string {
  serial += 1
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${serial.toString(16).padStart(12, '0')}`
}

function intentRow(id: string, count: number): IntentRow {
  return {
    id,
    call: id,
    attempt: 1,
    openedAt: Date.now(),
    tenant: 'claims',
    keyId: `key${count % 8}`,
    vendor: 'openai',
    operation: 'chat.completions',
    endpoint: 'openai-eu',
    host: 'eu.api.openai.com',
    region: 'eu',
    countries: ['DE', 'FR', 'IE', 'NL', 'PL', 'SE'],
    zone: 'eea',
    basis: 'attested',
    model: count % 3 === 0 ? 'gpt-4o' : 'gpt-4o-mini',
    streamed: count % 2 === 0,
    noTraining: ['store=false', 'include=reasoning.encrypted_content'],
    attestations: ['openai-eu/retention', 'openai-eu/residency'],
    redaction: 'apply',
    redactions: { EMAIL: 1, IBAN: 1, PESEL: 1, PHONE: 1 },
    uninspected: [],
    config: '0123456789ab',
    marks: [],
  }
}

function closingRow(id: string, count: number): ClosingRow {
  return {
    id,
    closedAt: Date.now(),
    outcome: 'ok',
    code: undefined,
    vendorStatus: 200,
    observedRegion: undefined,
    basis: 'attested',
    bytesOut: 1500 + (count % 97),
    bytesIn: 2300 + (count % 89),
    inputTokens: 310,
    outputTokens: 95,
    restored: 4,
    invented: 0,
    firstByteMs: 412.25 + (count % 50),
    durationMs: 980.5 + (count % 70),
    lateRedactions: {},
    marks: [],
  }
}
