/** One gateway a ledger: a lock that the operating system holds for this process and drops when it dies, however. */
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { ignoreErrors } from './database.ts'
import { faultReason, LedgerFault } from './fault.ts'
import { compareIdentity, identityOf, type FileIdentity } from './file-identity.ts'

/** An exclusive SQLite lock on an empty file beside the ledger, `<file>-lock`. */
export class LedgerLock {
  readonly #path: string
  #connection: DatabaseSync | undefined
  #identity: FileIdentity | undefined

  /** Throws `LedgerFault('in_use')` when another gateway holds it. */
  constructor(file: string) {
    this.#path = `${file}-lock`
    this.#take()
  }

  /** Takes the lock again when its file was deleted or replaced; false while another gateway has it. */
  hold(): boolean {
    if (this.#identity !== undefined && compareIdentity(this.#path, this.#identity) === 'same') return true
    this.release()
    try {
      this.#take()
      return true
    } catch {
      return false
    }
  }

  release(): void {
    const connection = this.#connection
    this.#connection = undefined
    this.#identity = undefined
    if (connection !== undefined) ignoreErrors(() => connection.close())
  }

  #take(): void {
    // Never opened by hand once it exists: closing a descriptor would drop the lock that this process may hold on it.
    if (!existsSync(this.#path)) ignoreErrors(() => closeSync(openSync(this.#path, 'wx', 0o600)))
    const before = identityOf(this.#path)
    if (before === undefined) throw new LedgerFault('directory_missing')
    const connection = new DatabaseSync(this.#path, { timeout: 0 })
    try {
      connection.exec('BEGIN EXCLUSIVE')
      if (compareIdentity(this.#path, before) !== 'same') throw new LedgerFault('lock_lost')
    } catch (error) {
      ignoreErrors(() => connection.close())
      throw faultReason(error) === 'locked' ? new LedgerFault('in_use') : error
    }
    ignoreErrors(() => chmodSync(this.#path, 0o600))
    this.#connection = connection
    this.#identity = before
  }
}
