/** Closings and refusals on their way into the file: kept until they are durable, however often that fails. */
import { addClosing, addRefusal } from './encode.ts'
import { RowList } from './packed-rows.ts'
import type { ClosingRow, RefusalRow } from './row.ts'

export interface QueuedRows {
  readonly closings: RowList
  readonly refusals: RowList
}

export class ClosingQueue {
  #closings: ClosingRow[] = []
  #refusals: RefusalRow[] = []
  #sentClosings: ClosingRow[] = []
  #sentRefusals: RefusalRow[] = []

  addClosing(row: ClosingRow): void {
    this.#closings.push(row)
  }

  addRefusal(row: RefusalRow): void {
    this.#refusals.push(row)
  }

  /** Rows that are not durable yet. */
  get size(): number {
    return this.waiting + this.#sentClosings.length + this.#sentRefusals.length
  }

  get waiting(): number {
    return this.#closings.length + this.#refusals.length
  }

  /** Up to `limit` rows of each kind, which are sent now and have to be settled or given back. */
  take(limit: number): QueuedRows {
    this.#sentClosings = takeFirst(this.#closings, limit)
    if (this.#sentClosings === this.#closings) this.#closings = []
    this.#sentRefusals = takeFirst(this.#refusals, limit)
    if (this.#sentRefusals === this.#refusals) this.#refusals = []
    return encode(this.#sentClosings, this.#sentRefusals)
  }

  /** What was taken is durable; answers those closings. */
  settle(): readonly ClosingRow[] {
    const closings = this.#sentClosings
    this.#sentClosings = []
    this.#sentRefusals = []
    return closings
  }

  /** What was taken may not be durable and goes first the next time. */
  giveBack(): void {
    if (this.#sentClosings.length > 0) this.#closings = [...this.#sentClosings, ...this.#closings]
    if (this.#sentRefusals.length > 0) this.#refusals = [...this.#sentRefusals, ...this.#refusals]
    this.#sentClosings = []
    this.#sentRefusals = []
  }

  /** Everything that waits, for the spool. */
  takeAll(): QueuedRows {
    this.giveBack()
    const rows = encode(this.#closings, this.#refusals)
    this.#closings = []
    this.#refusals = []
    return rows
  }
}

function takeFirst<Row>(rows: Row[], limit: number): Row[] {
  return rows.length <= limit ? rows : rows.splice(0, limit)
}

function encode(closingRows: readonly ClosingRow[], refusalRows: readonly RefusalRow[]): QueuedRows {
  const closings = new RowList()
  const refusals = new RowList()
  for (const row of closingRows) addClosing(closings, row)
  for (const row of refusalRows) addRefusal(refusals, row)
  return { closings, refusals }
}
