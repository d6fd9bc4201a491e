/** One record as one line of a terminal. */
import { styleText } from 'node:util'
import type { LedgerRecord } from '../ledger/record.ts'

type Colour = 'green' | 'yellow' | 'red' | 'dim'

interface Column {
  readonly title: string
  readonly width: number
  readonly right?: boolean
  readonly text: (record: LedgerRecord) => string
}

const NOTHING = '-'

const COLUMNS: readonly Column[] = [
  {
    title: 'time (UTC)',
    width: 19,
    text: ({ openedAt, closedAt }) => (openedAt ?? closedAt ?? NOTHING).slice(0, 19).replace('T', ' '),
  },
  { title: 'tenant', width: 14, text: ({ tenant }) => tenant ?? NOTHING },
  {
    title: 'operation',
    width: 28,
    text: ({ vendor, operation }) => (vendor === null ? NOTHING : `${vendor}.${operation ?? ''}`),
  },
  {
    title: 'endpoint (region)',
    width: 26,
    text: ({ endpoint, region, observedRegion }) =>
      endpoint === null ? NOTHING : `${endpoint} (${observedRegion ?? region ?? ''})`,
  },
  { title: 'model', width: 18, text: ({ model }) => model ?? NOTHING },
  { title: 'outcome', width: 24, text: outcome },
  { title: 'ms', width: 8, right: true, text: ({ durationMs }) => whole(durationMs) },
  {
    title: 'tokens',
    width: 11,
    right: true,
    text: ({ inputTokens, outputTokens }) => `${whole(inputTokens)}/${whole(outputTokens)}`,
  },
  {
    title: 'redacted',
    width: 8,
    right: true,
    text: ({ redactions, lateRedactions }) =>
      String([...Object.values(redactions), ...Object.values(lateRedactions)].reduce((sum, n) => sum + n, 0)),
  },
  {
    title: 'marks and flags',
    width: 0,
    text: ({ marks, noTraining }) => [...marks, ...noTraining].join(' '),
  },
]

export function recordHeading(colour: boolean): string {
  return paint(
    line(({ title }) => title),
    'dim',
    colour,
  )
}

/** The outcome in green, yellow where the call did not go as wished, red where somebody should look. */
export function recordLine(record: LedgerRecord, colour: boolean): string {
  return line(
    (column) => column.text(record),
    (column, text) => (column.title === 'outcome' ? paint(text, colourOf(record), colour) : text),
  )
}

function line(
  textOf: (column: Column) => string,
  finish: (column: Column, text: string) => string = (_column, text) => text,
): string {
  return COLUMNS.map((column) => finish(column, fit(textOf(column), column)))
    .join('  ')
    .trimEnd()
}

function fit(text: string, { width, right }: Column): string {
  if (width === 0) return text
  const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text
  return right === true ? cut.padStart(width) : cut.padEnd(width)
}

function outcome({ outcome, code, vendorStatus }: LedgerRecord): string {
  const detail = code ?? (vendorStatus === null ? undefined : String(vendorStatus))
  return detail === undefined || detail === outcome ? outcome : `${outcome} ${detail}`
}

function whole(value: number | null): string {
  return value === null ? NOTHING : String(Math.round(value))
}

function colourOf({ outcome }: LedgerRecord): Colour {
  if (outcome === 'ok') return 'green'
  if (outcome === 'open' || outcome === 'client_disconnect') return 'dim'
  if (outcome.startsWith('refused')) return 'yellow'
  return 'red'
}

function paint(text: string, colour: Colour, enabled: boolean): string {
  return enabled ? styleText(colour, text, { validateStream: false }) : text
}
