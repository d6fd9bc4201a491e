/** The table of pins in the ledger file, as its one writer sees it. */
import type { StatementSync } from 'node:sqlite'
import type { LedgerDatabase } from './database.ts'
import type { NewPin, PinFound, PinName, PinPlace, PinWork } from './pins.ts'

/*
 * Made when a ledger is opened that has none: an older gateway leaves the table alone. `forget_at` is the time after which
 * the row itself is deleted; an object that neither expires nor was deleted keeps its row.
 */
const TABLE = `
CREATE TABLE IF NOT EXISTS pins (
  vendor TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  upstream TEXT NOT NULL,
  tenant TEXT NOT NULL,
  operation TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  ended_at INTEGER,
  forget_at INTEGER,
  PRIMARY KEY (vendor, kind, id, endpoint, upstream)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pins_of_tenant ON pins (tenant, vendor, kind);
CREATE INDEX IF NOT EXISTS pins_to_forget ON pins (forget_at) WHERE forget_at IS NOT NULL;
`

const FIND = `SELECT endpoint, upstream, tenant FROM pins
WHERE vendor = ? AND kind = ? AND id = ? AND ended_at IS NULL ORDER BY created_at`
const FIND_ONE = `SELECT tenant, ended_at FROM pins
WHERE vendor = ? AND kind = ? AND id = ? AND endpoint = ? AND upstream = ?`
const INSERT = `INSERT OR REPLACE INTO pins (vendor, kind, id, endpoint, upstream, tenant, operation, created_at, expires_at,
  ended_at, forget_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)`
const END = `UPDATE pins SET ended_at = ?, forget_at = ?
WHERE vendor = ? AND kind = ? AND id = ? AND endpoint = ? AND tenant = ? AND ended_at IS NULL`
const FORGET = `DELETE FROM pins WHERE (vendor, kind, id, endpoint, upstream) IN
  (SELECT vendor, kind, id, endpoint, upstream FROM pins WHERE forget_at IS NOT NULL AND forget_at < ? LIMIT ?)`

/** A vendor's clock is not ours, and what was just deleted is still worth seeing. */
const FORGET_AFTER_MS = 86_400_000

export class PinsTable {
  readonly #database: LedgerDatabase
  readonly #find: StatementSync
  readonly #findOne: StatementSync
  readonly #insert: StatementSync
  readonly #end: StatementSync
  readonly #forget: StatementSync

  /** Makes the table where the file has none. Throws SQLite's error. */
  constructor(database: LedgerDatabase) {
    const { connection } = database
    connection.exec(TABLE)
    this.#database = database
    this.#find = connection.prepare(FIND)
    this.#findOne = connection.prepare(FIND_ONE)
    this.#insert = connection.prepare(INSERT)
    this.#end = connection.prepare(END)
    this.#forget = connection.prepare(FORGET)
  }

  /** When it returns, what was changed is durable in a file that is still in its place. Throws otherwise. */
  do(work: PinWork): { readonly kept: boolean; readonly found: readonly PinFound[] } {
    if ('find' in work)
      return { kept: true, found: work.find.map((name) => this.#lookUp(work.tenant, work.vendor, name)) }
    const kept = this.#database.transaction(() => {
      if ('keep' in work) return this.#keep(work.keep)
      const { vendor, tenant, endpoint, names } = work.end
      const at = Math.trunc(work.end.at)
      for (const { kind, id } of names)
        this.#end.run(at, at + FORGET_AFTER_MS, vendor, kind, id, endpoint, tenant)
      return true
    })
    this.#database.files.check()
    return { kept, found: [] }
  }

  /** Deletes up to `limit` rows whose time is over at `now` (Unix ms); answers how many. */
  forget(now: number, limit: number): number {
    return Number(this.#forget.run(Math.trunc(now), limit).changes)
  }

  #lookUp(tenant: string, vendor: string, { kind, id }: PinName): PinFound {
    const places: PinPlace[] = []
    let foreign = false
    for (const row of this.#find.iterate(vendor, kind, id)) {
      if (row['tenant'] !== tenant) foreign = true
      else places.push({ endpoint: String(row['endpoint']), upstream: String(row['upstream']) })
    }
    return { places, foreign }
  }

  #keep(pins: readonly NewPin[]): boolean {
    const fresh: NewPin[] = []
    for (const pin of pins) {
      const known = this.#findOne.get(pin.vendor, pin.kind, pin.id, pin.endpoint, pin.upstream)
      // A vendor may give the id of a deleted object to a new one.
      if (known === undefined || known['ended_at'] !== null) fresh.push(pin)
      else if (known['tenant'] !== pin.tenant) return false
    }
    for (const pin of fresh) {
      const expires = pin.expiresAt === undefined ? null : Math.trunc(pin.expiresAt)
      this.#insert.run(
        pin.vendor,
        pin.kind,
        pin.id,
        pin.endpoint,
        pin.upstream,
        pin.tenant,
        pin.operation,
        Math.trunc(pin.createdAt),
        expires,
        expires === null ? null : expires + FORGET_AFTER_MS,
      )
    }
    return true
  }
}
