/** Reads a ledger beside the gateway that writes it: filters it, joins each attempt with its end. */
import { DatabaseSync } from 'node:sqlite'
import { CODES } from '../errors/codes.ts'
import { faultReason, LedgerFault, schemaFault } from './fault.ts'
import { attemptRecord, type LedgerRecord, refusalRecord, type StoredRow } from './record.ts'
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts'
import { identifierBytes } from './identifier-bytes.ts'
import { firstIdentifierAt } from './time-order.ts'

/** Every member narrows; times are Unix milliseconds, `since` included and `until` not. */
export interface LedgerFilter {
  readonly tenant?: string
  readonly vendor?: string
  /** `chat.completions`, or with its vendor: `openai.chat.completions`. */
  readonly operation?: string
  readonly outcome?: string
  readonly code?: string
  readonly call?: string
  readonly since?: number
  readonly until?: number
  /** Only attempts without a closing. */
  readonly open?: boolean
  /** The newest so many; all when absent. */
  readonly limit?: number
}

type Value = string | number | Uint8Array

interface Source {
  readonly select: string
  /** The column that is in the order of time, and a value of its kind. */
  readonly key: 'key' | 'id'
  readonly keyOf: (identifier: string) => Value
  /** Columns of the filter's members; null for a member that no row of the source can meet. */
  readonly columns: Readonly<
    Record<'time' | 'tenant' | 'vendor' | 'operation' | 'outcome' | 'code' | 'call', string | null>
  >
  readonly always: readonly string[]
  readonly canBeOpen: boolean
  readonly toRecord: (row: StoredRow) => LedgerRecord
}

/** An identifier has the time at which it was made, a row the time at which it was written. */
const SLACK_MS = 86_400_000
const BUSY_MS = 2000

const REFUSAL_OUTCOME = `CASE code ${Object.entries(CODES)
  .map(([code, { outcome }]) => `WHEN '${code}' THEN '${outcome}'`)
  .join(' ')} ELSE 'refused' END`

const SOURCES: readonly Source[] = [
  {
    select: 'SELECT * FROM attempts',
    key: 'key',
    keyOf: identifierBytes,
    columns: {
      time: 'opened_at',
      tenant: 'tenant',
      vendor: 'vendor',
      operation: 'operation',
      outcome: "coalesce(outcome, 'open')",
      code: 'code',
      call: 'call',
    },
    always: [],
    canBeOpen: true,
    toRecord: (row) => attemptRecord('attempt', row),
  },
  {
    select: 'SELECT * FROM refusals',
    key: 'id',
    keyOf: (identifier) => identifier,
    columns: {
      time: 'at',
      tenant: 'tenant',
      vendor: 'vendor',
      operation: 'operation',
      outcome: REFUSAL_OUTCOME,
      code: 'code',
      call: 'id',
    },
    always: [],
    canBeOpen: false,
    toRecord: refusalRecord,
  },
  {
    select: 'SELECT * FROM closings',
    key: 'key',
    keyOf: identifierBytes,
    columns: {
      time: 'closed_at',
      tenant: null,
      vendor: null,
      operation: null,
      outcome: 'outcome',
      code: 'code',
      call: null,
    },
    always: ['NOT EXISTS (SELECT 1 FROM intent_rows WHERE intent_rows.id = closings.key)'],
    canBeOpen: false,
    toRecord: (row) => attemptRecord('stray', row),
  },
]

/** Records in the order of time. Throws `LedgerFault` when the file is not a ledger that this version reads. */
export function* readRecords(file: string, filter: LedgerFilter = {}): Generator<LedgerRecord> {
  const connection = openToRead(file)
  try {
    // One state of the file for all three tables, whatever is written meanwhile.
    connection.exec('BEGIN')
    if (filter.limit === undefined) yield* merge(connection, filter)
    else yield* newest(connection, filter, filter.limit).reverse()
  } finally {
    connection.close()
  }
}

function newest(connection: DatabaseSync, filter: LedgerFilter, limit: number): LedgerRecord[] {
  let records: LedgerRecord[] = []
  for (const source of SOURCES) {
    // Attempts come first and are many: what is older than the oldest wanted of them is not looked at.
    const floor = limit > 0 && records.length >= limit ? records[limit - 1]?.id : undefined
    const rows = selectRows(connection, source, filter, 'DESC', floor)
    if (rows === undefined) continue
    const found: LedgerRecord[] = []
    for (let row = next(rows); row !== undefined && found.length < limit; row = next(rows))
      found.push(source.toRecord(row))
    // A call whose second attempt was refused has a row in two tables under one identifier: its refusal is the newer.
    records = [...found, ...records]
      .sort((one, other) => (one.id < other.id ? 1 : one.id > other.id ? -1 : 0))
      .slice(0, limit)
  }
  return records
}

/** All sources by identifier, which is the order of time. */
function* merge(connection: DatabaseSync, filter: LedgerFilter): Generator<LedgerRecord> {
  const readers = SOURCES.flatMap((source) => {
    const rows = selectRows(connection, source, filter, 'ASC')
    return rows === undefined ? [] : [{ rows, source, row: next(rows) }]
  })
  for (;;) {
    let first: (typeof readers)[number] | undefined
    for (const reader of readers) {
      if (reader.row === undefined) continue
      if (first === undefined || String(reader.row['id']) < String(first.row?.['id'])) first = reader
    }
    if (first?.row === undefined) return
    yield first.source.toRecord(first.row)
    first.row = next(first.rows)
  }
}

function next(rows: Iterator<StoredRow>): StoredRow | undefined {
  const { done, value } = rows.next()
  return done === true ? undefined : value
}

function selectRows(
  connection: DatabaseSync,
  source: Source,
  filter: LedgerFilter,
  direction: 'ASC' | 'DESC',
  floor?: string,
): Iterator<StoredRow> | undefined {
  const conditions: string[] = [...source.always]
  const values: Value[] = []
  const keep = (condition: string, ...bound: Value[]): void => {
    conditions.push(condition)
    values.push(...bound)
  }
  const { columns } = source
  for (const name of ['tenant', 'vendor', 'outcome', 'code', 'call'] as const) {
    const wanted = filter[name]
    if (wanted === undefined) continue
    if (columns[name] === null) return undefined
    keep(`${columns[name]} = ?`, wanted)
  }
  if (filter.operation !== undefined) {
    if (columns.operation === null) return undefined
    keep(
      `(${columns.operation} = ? OR ${columns.vendor} || '.' || ${columns.operation} = ?)`,
      filter.operation,
      filter.operation,
    )
  }
  if (filter.open === true) {
    if (!source.canBeOpen) return undefined
    keep('outcome IS NULL')
  }
  const { key, keyOf } = source
  if (floor !== undefined) keep(`${key} >= ?`, keyOf(floor))
  if (filter.since !== undefined) {
    keep(`${key} >= ?`, keyOf(firstIdentifierAt(filter.since - SLACK_MS)))
    keep(`${columns.time} >= ?`, filter.since)
  }
  if (filter.until !== undefined) {
    keep(`${key} < ?`, keyOf(firstIdentifierAt(filter.until + SLACK_MS)))
    keep(`${columns.time} < ?`, filter.until)
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  return connection.prepare(`${source.select} ${where} ORDER BY ${key} ${direction}`).iterate(...values)
}

/** Throws `LedgerFault` when the file is not a ledger that this version reads. */
export function openToRead(file: string): DatabaseSync {
  let connection: DatabaseSync | undefined
  try {
    connection = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS })
    const application = connection.prepare('PRAGMA application_id').get()?.['application_id']
    const version = connection.prepare('PRAGMA user_version').get()?.['user_version']
    if (application !== APPLICATION_ID) throw new LedgerFault('not_a_ledger')
    if (version !== SCHEMA_VERSION) throw schemaFault(version, SCHEMA_VERSION)
    return connection
  } catch (error) {
    connection?.close()
    throw error instanceof LedgerFault ? error : new LedgerFault(faultReason(error))
  }
}
