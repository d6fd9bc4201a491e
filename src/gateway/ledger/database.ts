/** The ledger file as its one writer sees it: opened with care, written in batches, checked after every commit. */
import { chmodSync, closeSync, existsSync, openSync, renameSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { EndingsTable } from './endings-table.ts'
import { LedgerFault, schemaFault } from './fault.ts'
import { compareIdentity, identityOf, OpenFiles } from './file-identity.ts'
import { identifierBytes } from './identifier-bytes.ts'
import type { BatchRequest } from './messages.ts'
import { type Cells, eachRow, type PackedRows } from './packed-rows.ts'
import {
  APPLICATION_ID,
  FIND_TERMS,
  GET_META,
  INSERT_CLOSING,
  INSERT_INTENT,
  INSERT_REFUSAL,
  INSERT_TERMS,
  PAGE_SIZE,
  SCHEMA_VERSION,
  SET_META,
  TABLES,
} from './schema.ts'
import { startOfIdentifier } from './time-order.ts'

const TERMS_KEPT = 60_000
const TERMS_IN_USE = 40_000

export class LedgerDatabase {
  readonly file: string
  readonly connection: DatabaseSync
  readonly files: OpenFiles
  readonly #begin: StatementSync
  readonly #commit: StatementSync
  readonly #insertTerms: StatementSync
  readonly #findTerms: StatementSync
  readonly #insertIntent: StatementSync
  readonly #insertClosing: StatementSync
  readonly #endings: EndingsTable
  readonly #insertRefusal: StatementSync
  readonly #setMeta: StatementSync
  /** Sender's number of terms -> theirs in the file. */
  #terms = new Map<number, number>()
  /** The bytes of the row at hand: SQLite copies them. */
  readonly #id = new Uint8Array(16)
  readonly #call = new Uint8Array(16)
  #settledBelow: string
  #settledInFile: string

  private constructor(file: string, connection: DatabaseSync, files: OpenFiles) {
    this.file = file
    this.connection = connection
    this.files = files
    this.#begin = connection.prepare('BEGIN IMMEDIATE')
    this.#commit = connection.prepare('COMMIT')
    this.#insertTerms = connection.prepare(INSERT_TERMS)
    this.#findTerms = connection.prepare(FIND_TERMS)
    this.#insertIntent = connection.prepare(INSERT_INTENT)
    this.#insertClosing = connection.prepare(INSERT_CLOSING)
    this.#endings = new EndingsTable(connection)
    this.#insertRefusal = connection.prepare(INSERT_REFUSAL)
    this.#setMeta = connection.prepare(SET_META)
    const settled = connection.prepare(GET_META).get('settled_below')?.['value']
    this.#settledBelow = typeof settled === 'string' ? settled : ''
    this.#settledInFile = this.#settledBelow
  }

  /**
   * Opens or creates the file (mode 0600), refuses what is not a ledger of this version, and writes once to know that
   * it can. Throws `LedgerFault` or SQLite's own error.
   */
  static open(file: string, busyMs: number, now: number): LedgerDatabase {
    createIfMissing(file, now)
    const before = identityOf(file)
    if (before === undefined) throw new LedgerFault('file_missing')
    const connection = new DatabaseSync(file, { timeout: busyMs })
    try {
      prepare(connection)
      // Whoever may read the ledger reads it as this user; a mount that knows no modes is no reason to stop.
      ignoreErrors(() => chmodSync(file, 0o600))
      connection.prepare(SET_META).run('opened_at', String(Math.trunc(now)))
      // The same file before and after: it is the one that SQLite opened in between.
      if (compareIdentity(file, before) !== 'same') throw new LedgerFault('file_replaced')
      return new LedgerDatabase(file, connection, new OpenFiles(file, before))
    } catch (error) {
      ignoreErrors(() => connection.close())
      throw error
    }
  }

  /** Writes a batch; when it returns, the rows are durable in a file that is still in its place. Throws otherwise. */
  write(batch: BatchRequest): void {
    this.transaction(() => {
      this.#learnTerms(batch.terms)
      this.#writeIntents(batch.intents)
      eachRow('closings', batch.closings, (cells) => this.insertClosing(cells))
      eachRow('refusals', batch.refusals, (cells) => this.#insertRefusal.run(...cells))
      if (this.#settledBelow !== this.#settledInFile) this.#setMeta.run('settled_below', this.#settledBelow)
    })
    this.#settledInFile = this.#settledBelow
    this.files.check()
  }

  /** One transaction, rolled back when `work` or the commit throws. */
  transaction<Result>(work: () => Result): Result {
    this.#begin.run()
    try {
      const result = work()
      this.#commit.run()
      return result
    } catch (error) {
      if (this.connection.isTransaction) ignoreErrors(() => this.connection.exec('ROLLBACK'))
      this.#endings.forget()
      throw error
    }
  }

  /** Identifier below which every intent has its closing: a crash makes no row before it open again. */
  get settledBelow(): string {
    return this.#settledBelow
  }

  /** Goes into the file with the next batch. */
  settle(below: string): void {
    this.#settledBelow = below
  }

  /** A row of closings as packed-rows.ts has it; one that is there already stays. Within a transaction. */
  insertClosing(cells: Cells): void {
    const [id, , , , , late] = cells
    this.#insertClosing.run(
      identifierBytes(String(id), this.#id),
      this.#endings.numberOf(cells),
      late === '' ? null : (late ?? null),
      cells[7] ?? null,
      cells[9] ?? null,
      cells[10] ?? null,
      cells[11] ?? null,
      cells[12] ?? null,
      cells[13] ?? null,
      cells[14] ?? null,
      cells[15] ?? null,
      cells[16] ?? null,
    )
  }

  close(): void {
    this.connection.close()
  }

  #learnTerms(rows: PackedRows | undefined): void {
    eachRow('terms', rows, (cells) => {
      // The last cell is the number that the sender gave them, which is not stored.
      const number = Number(cells.at(-1))
      this.#insertTerms.run(...cells.slice(0, -1))
      const found = this.#findTerms.get(cells[0] ?? '')?.['number']
      if (typeof found !== 'number') throw new LedgerFault('constraint')
      this.#terms.set(number, found)
      if (this.#terms.size > TERMS_KEPT) this.#dropTermsBefore(number - TERMS_IN_USE)
    })
  }

  #dropTermsBefore(oldest: number): void {
    for (const number of this.#terms.keys()) if (number < oldest) this.#terms.delete(number)
  }

  #writeIntents(rows: PackedRows | undefined): void {
    eachRow('intents', rows, (cells) => {
      const [id, call, redactions, attempt, openedAt, number] = cells
      const terms = this.#terms.get(Number(number))
      if (typeof id !== 'string' || typeof call !== 'string' || terms === undefined)
        throw new LedgerFault('constraint')
      this.#insertIntent.run(
        identifierBytes(id, this.#id),
        call === '' ? null : identifierBytes(call, this.#call),
        redactions ?? '',
        attempt ?? 0,
        openedAt ?? 0,
        terms,
      )
      // An old call, or a clock that went back: the next start has to look further back too.
      if (id < this.#settledBelow) this.#settledBelow = startOfIdentifier(id)
    })
  }
}

/*
 * Only a file that does not exist is opened by hand: closing a descriptor of a file that SQLite has open anywhere in
 * this process would drop SQLite's locks on it (https://www.sqlite.org/howtocorrupt.html section 2.2).
 */
function createIfMissing(file: string, now: number): void {
  if (existsSync(file)) return
  // The log of a database that somebody took away may hold rows, and SQLite would delete it.
  const wal = `${file}-wal`
  if (existsSync(wal)) renameSync(wal, `${wal}.left-${Math.trunc(now)}`)
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
  }
}

function prepare(connection: DatabaseSync): void {
  const application = pragma(connection, 'application_id')
  const version = pragma(connection, 'user_version')
  const tables = connection.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count']
  const fresh = tables === 0 && version === 0 && application === 0
  if (!fresh && application !== APPLICATION_ID) throw new LedgerFault('not_a_ledger')
  if (!fresh && version !== SCHEMA_VERSION) throw schemaFault(version, SCHEMA_VERSION)
  if (fresh) connection.exec(`PRAGMA page_size = ${PAGE_SIZE}`)
  const mode = connection.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode']
  // File systems without shared memory cannot have a WAL.
  if (mode !== 'wal') throw new LedgerFault('cannot_open')
  connection.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = 67108864;
  `)
  if (fresh)
    connection.exec(`
      BEGIN IMMEDIATE;
      ${TABLES}
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${SCHEMA_VERSION};
      COMMIT;
    `)
}

function pragma(connection: DatabaseSync, name: string): unknown {
  return connection.prepare(`PRAGMA ${name}`).get()?.[name]
}

/** For what is done on the way out of a failure, whose own failure changes nothing. */
export function ignoreErrors(work: () => void): void {
  try {
    work()
  } catch {
    // The first failure is the one that counts.
  }
}
