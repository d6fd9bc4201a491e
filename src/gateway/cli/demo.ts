/** `limen demo`: real SDK calls through a gateway on the embedded sandbox, and what each of them left behind. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { styleText } from 'node:util'
import type { LedgerRecord } from '../ledger/record.ts'
import { readRecords } from '../ledger/read-records.ts'
import type { Log } from '../observe/log.ts'
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { orUsage, readArguments } from './arguments.ts'
import { closedRecord } from './closed-record.ts'
import { DEMO_CALLS, type DemoCall } from './demo/calls.ts'
import { DEMO_KEYS } from './demo/texts.ts'
import { EXIT, type CommandIo } from './io.ts'
import { reachLoopbackDirectly } from './loopback-direct.ts'
import { countriesText, countsText, field, recordText } from './layout.ts'
import { sentSession } from './sent-session.ts'
import { sentText } from './sent-text.ts'

const USAGE = `Usage: limen demo [--json]

Starts a gateway on the embedded sandbox, drives it with the vendors' own SDKs, and shows for each call
what left, where it went, which flags were added, what came back and the record. Needs no vendor key and no network.
  --json   one JSON object a call
`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

interface DemoResult {
  readonly title: string
  readonly vendor: string
  readonly operation: string
  readonly streamed: boolean
  readonly endpoint: string | null
  readonly region: string | null
  readonly noTraining: readonly string[]
  /** Text as the caller wrote it. */
  readonly said: string
  /** Text as the vendor saw it; null when nothing left. */
  readonly sent: string | null
  readonly received: string
  readonly redactions: Readonly<Record<string, number>>
  readonly record: LedgerRecord
}

export async function demo(args: readonly string[], io: CommandIo): Promise<number> {
  const values = orUsage(USAGE, io, () => readArguments(args, OPTIONS).values)
  if (values === undefined) return EXIT.usage
  if (values.help) {
    io.stdout(USAGE)
    return EXIT.ok
  }
  reachLoopbackDirectly()
  const folder = mkdtempSync(join(tmpdir(), 'limen-demo-'))
  const ledgerFile = join(folder, 'ledger.db')
  let sandbox: Sandbox | undefined
  try {
    sandbox = await startSandbox({
      port: 0,
      tls: { port: 0, folder },
      operationsPort: 0,
      ledgerFile,
      keys: new Map([
        [DEMO_KEYS.wide, 'demo'],
        [DEMO_KEYS.strict, 'demo-eea'],
      ]),
      zones: new Map([
        ['demo', 'eea+ch'],
        ['demo-eea', 'eea'],
      ]),
      upstreams: new Map(),
      unlisted: false,
      opaque: false,
      forwardHeaders: [],
      phoneRegions: [],
      names: 'builtin',
      log: SILENT,
    })
    trust(sandbox.ca)
    const results: DemoResult[] = []
    for (const call of DEMO_CALLS) {
      const result = await runCall(call, sandbox, ledgerFile)
      results.push(result)
      io.stdout(values.json ? `${JSON.stringify(result)}\n` : resultText(result, io.colour))
    }
    if (!values.json) io.stdout(closingText(results))
    return EXIT.ok
  } finally {
    await sandbox?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** SDKs of live sessions have no option for an authority of one's own: this process has it, as long as it runs. */
function trust(authority: string | undefined): void {
  if (authority === undefined) return
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(authority, 'utf8')])
}

const SILENT: Log = { write: () => {} }

async function runCall(call: DemoCall, sandbox: Sandbox, ledgerFile: string): Promise<DemoResult> {
  const before = new Set([...readRecords(ledgerFile)].map((record) => record.id))
  const simulator = [...sandbox.simulators].find(([vendor]) => vendor === call.vendor)?.[1]
  const seenBefore = simulator?.counters.requests ?? 0
  const { port, tlsPort } = sandbox.gateway
  const received = await call.run(
    call.live === true ? `https://localhost:${tlsPort}` : `http://127.0.0.1:${port}`,
  )
  const record = await closedRecord(ledgerFile, before, call.operation)
  if (record === undefined) throw new Error('the record did not appear in time')
  const left = (simulator?.counters.requests ?? 0) > seenBefore
  // Of a call that takes several requests, the one that carries text.
  const seen = left
    ? simulator?.seen.findLast(({ path }) => call.path === undefined || path === call.path)
    : undefined
  const session = call.live === true ? simulator?.sessions.at(-1) : undefined
  return {
    title: call.title,
    vendor: call.vendor,
    operation: call.operation,
    streamed: call.streamed,
    endpoint: record.endpoint,
    region: record.region,
    noTraining: record.noTraining,
    said: call.said,
    sent:
      session !== undefined
        ? sentSession(session)
        : seen === undefined
          ? null
          : sentText(seen.text, seen.headers['content-type'] ?? ''),
    received,
    redactions: together(record),
    record,
  }
}

/** At the beginning and in what was said later. */
function together({ redactions, lateRedactions }: LedgerRecord): Readonly<Record<string, number>> {
  const total: Record<string, number> = { ...redactions }
  for (const [entity, count] of Object.entries(lateRedactions)) total[entity] = (total[entity] ?? 0) + count
  return total
}

type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'yellow'

function resultText(result: DemoResult, colour: boolean): string {
  const paint = (style: Style) => (text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const { record } = result
  const left = result.sent !== null
  const place =
    result.endpoint === null
      ? 'nowhere'
      : `${result.endpoint}, region ${String(result.region)} in ${countriesText(record.countries)} (${String(record.basis)})`
  const lines = [
    paint('bold')(`${result.title} (${result.vendor} ${result.operation})`),
    field('came in', result.said),
    field('what left', result.sent ?? 'nothing', paint(left ? 'cyan' : 'green')),
    field('where', place),
    ...(left ? [field('flags', result.noTraining.join(', ') || 'none: this operation has none')] : []),
    ...(left ? [field('taken out', countsText(result.redactions))] : []),
    field('came back', result.received, paint(record.outcome === 'refused' ? 'yellow' : 'green')),
    field('record', recordText(record), paint('dim')),
  ]
  return `${lines.join('\n')}\n\n`
}

function closingText(results: readonly DemoResult[]): string {
  const refused = results.filter(({ record }) => record.outcome === 'refused').length
  return (
    `${results.length} calls, ${refused} of them refused. The vendors were stand-ins: nothing left this machine.\n` +
    'Next: npm start serves the same for your own code; npx limen try openai --zone eea+ch asks a real vendor.\n'
  )
}
