/** Reads the pins of a ledger beside the gateway that writes it. */
import type { SQLOutputValue } from 'node:sqlite'
import { openToRead } from './read-records.ts'

/** One pin as it is listed: times in ISO 8601, what it does not have is null. */
export interface PinRecord {
  readonly tenant: string
  readonly vendor: string
  readonly kind: string
  readonly id: string
  /** Id of the endpoint in config. */
  readonly endpoint: string
  /** Fingerprint of the upstream key. */
  readonly upstream: string
  readonly operation: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly endedAt: string | null
  readonly status: 'kept' | 'expired' | 'deleted'
}

/** Every member narrows. */
export interface PinFilter {
  readonly tenant?: string
  readonly vendor?: string
  readonly kind?: string
}

/** Pins in the order in which they were made; `now` in Unix ms. Throws `LedgerFault` when the file is no ledger. */
export function readPins(file: string, filter: PinFilter, now: number): readonly PinRecord[] {
  const connection = openToRead(file)
  try {
    // A ledger that no gateway with pins has opened yet.
    const table = connection
      .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'pins'")
      .get()
    if (table === undefined) return []
    const wanted = (['tenant', 'vendor', 'kind'] as const).flatMap((column) => {
      const value = filter[column]
      return value === undefined ? [] : [{ column, value }]
    })
    const where =
      wanted.length === 0 ? '' : `WHERE ${wanted.map(({ column }) => `${column} = ?`).join(' AND ')}`
    return connection
      .prepare(`SELECT * FROM pins ${where} ORDER BY created_at, vendor, kind, id, endpoint`)
      .all(...wanted.map(({ value }) => value))
      .map((row) => pinRecord(row, now))
  } finally {
    connection.close()
  }
}

function pinRecord(row: Readonly<Record<string, SQLOutputValue>>, now: number): PinRecord {
  const text = (name: string): string => String(row[name])
  const expires = row['expires_at']
  const expired = typeof expires === 'number' && expires < now
  return {
    tenant: text('tenant'),
    vendor: text('vendor'),
    kind: text('kind'),
    id: text('id'),
    endpoint: text('endpoint'),
    upstream: text('upstream'),
    operation: text('operation'),
    createdAt: time(row['created_at']) ?? '',
    expiresAt: time(expires),
    endedAt: time(row['ended_at']),
    status: row['ended_at'] !== null ? 'deleted' : expired ? 'expired' : 'kept',
  }
}

function time(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'number' && value <= 8.64e15 ? new Date(value).toISOString() : null
}
