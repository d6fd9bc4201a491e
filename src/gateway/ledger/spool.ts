/** A file beside the ledger for closings and refusals that could not be written before the gateway had to stop. */
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import type { LedgerDatabase } from './database.ts'
import { faultReason } from './fault.ts'
import { type Cells, eachRow, type RowList, SHAPES, type Table } from './packed-rows.ts'
import { isIdentifier } from './safe-names.ts'
import { INSERT_REFUSAL } from './schema.ts'

function spoolOf(file: string): string {
  return `${file}-spool`
}

/** Appends rows, one JSON list a line, and makes them durable. Throws the file system's error. */
export function spoolRows(file: string, closings: RowList, refusals: RowList): void {
  const descriptor = openSync(spoolOf(file), 'a', 0o600)
  try {
    // A new line first: what is there may have been cut short.
    writeSync(descriptor, `\n${lines('closings', closings)}${lines('refusals', refusals)}`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** JSON writes NaN, which is an absent number, as null. */
function lines(table: Table, list: RowList): string {
  let text = ''
  eachRow(table, list.pack(), (cells) => {
    text += `${JSON.stringify([table, ...cells])}\n`
  })
  return text
}

/** Writes spooled rows into the ledger and removes the spool; doing it twice changes nothing. */
export function replaySpool(database: LedgerDatabase): void {
  let text: string
  try {
    text = readFileSync(spoolOf(database.file), 'utf8')
  } catch {
    return
  }
  const refusal = database.connection.prepare(INSERT_REFUSAL)
  database.transaction(() => {
    for (const line of text.split('\n')) {
      const [table, ...row] = parseLine(line)
      if (table === 'closings' && isRowOf('closings', row))
        insert(row, (cells) => database.insertClosing(cells))
      else if (table === 'refusals' && isRowOf('refusals', row)) insert(row, (cells) => refusal.run(...cells))
    }
  })
  rmSync(spoolOf(database.file), { force: true })
}

/** A row that the tables do not take is left out: the other rows count. */
function insert(row: Cells, write: (cells: Cells) => void): void {
  try {
    write(row)
  } catch (error) {
    if (faultReason(error) !== 'constraint') throw error
  }
}

function isRowOf(table: Table, row: Cells): boolean {
  const { texts, numbers } = SHAPES[table]
  return row.length === texts + numbers && typeof row[0] === 'string' && isIdentifier(row[0])
}

/** The cells of one line; none for a line that the crash of a machine cut short. */
function parseLine(line: string): Cells {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return []
  }
  if (!Array.isArray(value)) return []
  return value.filter((cell) => typeof cell === 'string' || typeof cell === 'number' || cell === null)
}
