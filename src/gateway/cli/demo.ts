/** `limen demo`: real SDK calls through a gateway on the embedded sandbox, and what each of them left behind. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, styleText } from 'node:util'
import type { LedgerRecord } from '../ledger/record.ts'
import { readRecords } from '../ledger/read-records.ts'
import type { Log } from '../observe/log.ts'
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { closedRecord } from './closed-record.ts'
import { DEMO_CALLS, DEMO_KEYS, type DemoCall } from './demo-calls.ts'
import { EXIT, type CommandIo } from './io.ts'
import { reachLoopbackDirectly } from './loopback-direct.ts'
import { sentText } from './sent-text.ts'

const USAGE = `Usage: limen demo [--json]

Starts a gateway on the embedded sandbox, drives it with the OpenAI, Azure OpenAI and DeepL SDKs, and shows for each call
what left, where it went, which flags were added, what came back and the record. Needs no vendor key and no network.
`

interface DemoResult {
  readonly title: string
  readonly vendor: string
  readonly operation: string
  readonly streamed: boolean
  readonly endpoint: string | null
  readonly region: string | null
  readonly noTraining: readonly string[]
  /** Text as the vendor saw it; null when nothing left. */
  readonly sent: string | null
  readonly received: string
  readonly redactions: Readonly<Record<string, number>>
  readonly record: LedgerRecord
}

export async function demo(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values['help'] === true) {
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
      log: SILENT,
    })
    for (const call of DEMO_CALLS) {
      const result = await runCall(call, sandbox, ledgerFile)
      io.stdout(values['json'] === true ? `${JSON.stringify(result)}\n` : resultText(result, io.colour))
    }
    return EXIT.ok
  } finally {
    await sandbox?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const SILENT: Log = { write: () => {} }

async function runCall(call: DemoCall, sandbox: Sandbox, ledgerFile: string): Promise<DemoResult> {
  const before = new Set([...readRecords(ledgerFile)].map((record) => record.id))
  const simulator = [...sandbox.simulators].find(([vendor]) => vendor === call.vendor)?.[1]
  const seenBefore = simulator?.counters.requests ?? 0
  const received = await call.run(`http://127.0.0.1:${sandbox.gateway.port}`)
  const record = await closedRecord(ledgerFile, before)
  if (record === undefined) throw new Error('the record did not appear in time')
  const left = (simulator?.counters.requests ?? 0) > seenBefore
  const seen = left ? simulator?.seen.at(-1) : undefined
  return {
    title: call.title,
    vendor: call.vendor,
    operation: call.operation,
    streamed: call.streamed,
    endpoint: record.endpoint,
    region: record.region,
    noTraining: record.noTraining,
    sent: seen === undefined ? null : sentText(seen.text, seen.headers['content-type'] ?? ''),
    received,
    redactions: record.redactions,
    record,
  }
}

function resultText(result: DemoResult, colour: boolean): string {
  const paint = (style: 'bold' | 'cyan' | 'green' | 'yellow' | 'dim', text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const found = Object.entries(result.redactions)
    .map(([entity, count]) => `${entity} x${count}`)
    .join(', ')
  const { record } = result
  const lines = [
    paint('bold', `== ${result.title} (${result.vendor} ${result.operation}) ==`),
    `  what left     ${result.sent === null ? paint('green', 'nothing') : paint('cyan', result.sent)}`,
    `  where         ${result.endpoint === null ? 'nowhere' : `${result.endpoint}, region ${String(result.region)} (${String(record.basis)})`}`,
    `  flags         ${result.noTraining.join(', ') || 'none needed'}`,
    `  taken out     ${found || 'nothing'}`,
    `  came back     ${paint(record.outcome === 'refused' ? 'yellow' : 'green', result.received)}`,
    `  record        ${paint('dim', JSON.stringify(record))}`,
  ]
  return `${lines.join('\n')}\n\n`
}
