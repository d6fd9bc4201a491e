/** Takes acknowledged rows out of files that were deleted or replaced under an open ledger. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ignoreErrors, type LedgerDatabase } from './database.ts'
import { LedgerFault } from './fault.ts'

/**
 * Closes a ledger so that no acknowledged row is lost. A deleted file lives as long as it is open, so the connection
 * is closed only after its rows are in a file that has a name; until then this throws, and is called again.
 */
export function closeAndSalvage(database: LedgerDatabase, now: number): void {
  if (!database.files.databaseInPlace) saveDatabase(database, now)
  else if (!database.files.walInPlace) saveWal(database)
  else database.close()
}

/** The WAL is gone, the database is not: what only the WAL held is copied into the database. */
function saveWal(database: LedgerDatabase): void {
  const result = database.connection.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
  // A reader of an older state holds the copying back.
  if (result === undefined || result['log'] !== result['checkpointed']) throw new LedgerFault('wal_missing')
  database.close()
}

/** The database is gone: everything is written to a new file, in its place or, if that is taken, beside it. */
function saveDatabase(database: LedgerDatabase, now: number): void {
  const { file } = database
  const draft = `${file}.rescue`
  rmSync(draft, { force: true })
  // Made first, so that it is never readable by others.
  closeSync(openSync(draft, 'wx', 0o600))
  database.connection.prepare('VACUUM INTO ?').run(draft)
  synchronise(draft)
  const walIsOurs = database.files.walInPlace
  // SQLite leaves the files alone when it closes a database whose path leads elsewhere.
  database.close()
  if (walIsOurs) {
    // A new database would take the old log for its own.
    rmSync(`${file}-wal`, { force: true })
    rmSync(`${file}-shm`, { force: true })
  }
  place(draft, file, now)
  synchronise(dirname(file))
}

function place(draft: string, file: string, now: number): void {
  try {
    // A link, unlike a rename, never replaces a file that came meanwhile.
    linkSync(draft, file)
    unlinkSync(draft)
  } catch {
    if (existsSync(file)) renameSync(draft, `${file}.rescued-${Math.trunc(now)}`)
    else renameSync(draft, file)
  }
}

function synchronise(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    ignoreErrors(() => closeSync(descriptor))
  }
}
