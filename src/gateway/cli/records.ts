/** `limen records`: lists what the ledger holds, as a table for people or as JSON lines for programs. */
import { existsSync } from 'node:fs'
import { OUTCOMES } from '../errors/codes.ts'
import { faultReason, faultSentence } from '../ledger/fault.ts'
import { type LedgerFilter, readRecords } from '../ledger/read-records.ts'
import { isCode } from '../ledger/record.ts'
import { readArguments, WrongArguments, wrongUsage } from './arguments.ts'
import { namedLedger } from './named-ledger.ts'
import { recordHeading, recordLine } from './record-table.ts'

export interface RecordsOutput {
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
  /** Colours in the table; by default those of a terminal. */
  readonly colour?: boolean
}

const USAGE = `Usage: limen records (--ledger FILE | --config FILE) [filters] [--json]

  --tenant ID  --vendor ID  --operation ID  --code CODE  --call ID
  --outcome OUTCOME    one of the record's outcomes: ok, refused, unknown, ...
  --open               only attempts without an end
  --since, --until     2026-11-22, 2026-11-22T08:00:00Z, or how long ago: 15m, 2h, 7d
  --limit N            the newest N; 100 unless told, 0 for all
  --json               one JSON object a line`

const DEFAULT_LIMIT = 100
const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

const OPTIONS = {
  ledger: { type: 'string' },
  config: { type: 'string' },
  tenant: { type: 'string' },
  vendor: { type: 'string' },
  operation: { type: 'string' },
  outcome: { type: 'string' },
  code: { type: 'string' },
  call: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  limit: { type: 'string' },
  open: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values']

/** Exit codes: 0 listed, 1 the ledger cannot be read, 2 the arguments make no sense. */
export async function records(args: readonly string[], io: RecordsOutput): Promise<number> {
  try {
    const { values } = readArguments(args, OPTIONS)
    if (values.help) {
      io.stdout(USAGE)
      return 0
    }
    const file = namedLedger(values)
    if (!existsSync(file)) {
      io.stderr(`There is no ledger at ${file}.`)
      return 1
    }
    print(file, values, io)
    return 0
  } catch (error) {
    if (error instanceof WrongArguments) {
      io.stderr(wrongUsage(error, USAGE))
      return 2
    }
    io.stderr(`The ledger cannot be read: ${faultSentence(faultReason(error))}.`)
    return 1
  }
}

function print(file: string, values: Values, io: RecordsOutput): void {
  const filter = filterOf(values, Date.now())
  const colour = io.colour ?? (process.stdout.isTTY && process.env['NO_COLOR'] === undefined)
  let count = 0
  for (const record of readRecords(file, filter)) {
    if (values.json) io.stdout(JSON.stringify(record))
    else {
      if (count === 0) io.stdout(recordHeading(colour))
      io.stdout(recordLine(record, colour))
    }
    count += 1
  }
  if (count === 0) io.stderr('No record matches.')
  if (values.limit === undefined && count === DEFAULT_LIMIT)
    io.stderr(`These are the newest ${count}; --limit 0 lists all.`)
}

function filterOf(values: Values, now: number): LedgerFilter {
  const { tenant, vendor, operation, outcome, code, call, since, until } = values
  if (outcome !== undefined && outcome !== 'open' && !OUTCOMES.some((known) => known === outcome))
    throw new WrongArguments(`No such outcome: ${outcome}. The outcomes are ${OUTCOMES.join(', ')} and open.`)
  if (code !== undefined && !isCode(code)) throw new WrongArguments(`No such code: ${code}.`)
  const limit = wholeNumber(values.limit ?? String(DEFAULT_LIMIT))
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(operation === undefined ? {} : { operation }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(code === undefined ? {} : { code }),
    ...(call === undefined ? {} : { call }),
    ...(since === undefined ? {} : { since: instant(since, now) }),
    ...(until === undefined ? {} : { until: instant(until, now) }),
    ...(limit === 0 ? {} : { limit }),
    open: values.open,
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new WrongArguments(`Not a number of records: ${text}.`)
  return Number(text)
}

/** Unix milliseconds of a date, a date with a time, or a time span before now. A date alone is its start in UTC. */
function instant(text: string, now: number): number {
  const span = /^(\d{1,6})([smhd])$/.exec(text)
  if (span !== null) return now - Number(span[1]) * (UNITS_MS[span[2] ?? ''] ?? 0)
  const milliseconds = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(
    text,
  )
    ? Date.parse(text)
    : Number.NaN
  if (Number.isNaN(milliseconds))
    throw new WrongArguments(`Not a time: ${text}. Write 2026-11-22, 2026-11-22T08:00:00Z or 2h.`)
  return milliseconds
}
