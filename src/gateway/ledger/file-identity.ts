/** Whether the file at a path is still the file that was opened there: a deleted file takes writes and loses them. */
import { statSync } from 'node:fs'
import { LedgerFault } from './fault.ts'

export interface FileIdentity {
  readonly device: number
  readonly inode: number
}

export function identityOf(path: string): FileIdentity | undefined {
  const status = statSync(path, { throwIfNoEntry: false })
  return status === undefined ? undefined : { device: status.dev, inode: status.ino }
}

/** What the path leads to now. */
export function compareIdentity(path: string, expected: FileIdentity): 'same' | 'missing' | 'replaced' {
  const status = statSync(path, { throwIfNoEntry: false })
  if (status === undefined) return 'missing'
  return status.ino === expected.inode && status.dev === expected.device ? 'same' : 'replaced'
}

/** The database and its WAL as they were when they were opened. */
export class OpenFiles {
  readonly #database: string
  readonly #wal: string
  readonly #databaseIdentity: FileIdentity
  readonly #walIdentity: FileIdentity

  /** To be called after a first write, which creates the WAL. Throws `LedgerFault`. */
  constructor(database: string, opened: FileIdentity) {
    this.#database = database
    this.#wal = `${database}-wal`
    const status = statSync(this.#wal, { throwIfNoEntry: false })
    // An empty WAL is not the one that was just written: another process made it after ours was deleted.
    if (status === undefined || status.size === 0) throw new LedgerFault('wal_missing')
    this.#databaseIdentity = opened
    this.#walIdentity = { device: status.dev, inode: status.ino }
    this.check()
  }

  /** Throws `LedgerFault` when a path no longer leads to the file that rows are written to. */
  check(): void {
    const database = compareIdentity(this.#database, this.#databaseIdentity)
    if (database !== 'same') throw new LedgerFault(database === 'missing' ? 'file_missing' : 'file_replaced')
    const wal = compareIdentity(this.#wal, this.#walIdentity)
    if (wal !== 'same') throw new LedgerFault(wal === 'missing' ? 'wal_missing' : 'wal_replaced')
  }

  get databaseInPlace(): boolean {
    return compareIdentity(this.#database, this.#databaseIdentity) === 'same'
  }

  get walInPlace(): boolean {
    return compareIdentity(this.#wal, this.#walIdentity) === 'same'
  }
}
