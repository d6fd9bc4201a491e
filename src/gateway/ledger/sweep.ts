/** Deletes closed rows whose time is over, a few at a time, so that a commit never waits long behind it. */
import type { LedgerDatabase } from './database.ts'
import { identifierBytes } from './identifier-bytes.ts'
import { firstIdentifierAt } from './time-order.ts'

/** Rows of one transaction. */
export const SWEEP_BATCH = 256
const DAY_MS = 86_400_000

const EXPIRED_CLOSINGS = `SELECT id FROM closing_rows WHERE id < ? AND closed_at < ? ORDER BY id LIMIT ${SWEEP_BATCH}`
const EXPIRED_REFUSALS = `SELECT id FROM refusals WHERE id < ? AND at < ? ORDER BY id LIMIT ${SWEEP_BATCH}`

/** Deletes a batch; answers how many, so that a full batch means that more may be due. An open attempt stays. */
export function sweepOnce(database: LedgerDatabase, keepDays: number, now: number): number {
  const { connection } = database
  const cutoff = Math.trunc(now - keepDays * DAY_MS)
  const below = firstIdentifierAt(cutoff)
  const closings = connection.prepare(EXPIRED_CLOSINGS).all(identifierBytes(below), cutoff)
  const refusals = connection.prepare(EXPIRED_REFUSALS).all(below, cutoff)
  if (closings.length === 0 && refusals.length === 0) return 0
  const deleteIntent = connection.prepare('DELETE FROM intent_rows WHERE id = ?')
  const deleteClosing = connection.prepare('DELETE FROM closing_rows WHERE id = ?')
  const deleteRefusal = connection.prepare('DELETE FROM refusals WHERE id = ?')
  database.transaction(() => {
    for (const { id } of closings) {
      deleteIntent.run(id ?? null)
      deleteClosing.run(id ?? null)
    }
    for (const { id } of refusals) deleteRefusal.run(id ?? null)
  })
  return closings.length + refusals.length
}

/** Overwrites what deleted rows left in the log; gives way to readers. */
export function clearLog(database: LedgerDatabase, busyMs: number): void {
  database.connection.exec('PRAGMA busy_timeout = 0')
  try {
    database.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    database.connection.exec(`PRAGMA busy_timeout = ${Math.trunc(busyMs)}`)
  }
}
