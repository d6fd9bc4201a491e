/** Numbers for how attempts end: most end alike, and the words for it are in the file once. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { LedgerFault } from './fault.ts'
import type { Cells } from './packed-rows.ts'
import { FIND_ENDING, INSERT_ENDING } from './schema.ts'

const MEMORY = 4096

export class EndingsTable {
  readonly #insert: StatementSync
  readonly #find: StatementSync
  readonly #numbers = new Map<string, number>()

  constructor(connection: DatabaseSync) {
    this.#insert = connection.prepare(INSERT_ENDING)
    this.#find = connection.prepare(FIND_ENDING)
  }

  /** The number of a closing's words, which are written when they are new. Within a transaction. */
  numberOf(cells: Cells): number {
    const [, outcome, code, region, basis, , marks] = cells
    const status = cells[8]
    // No text has a line break, so that the words can be cut in one way only.
    const words = `${outcome}\n${code}\n${status}\n${region}\n${basis}\n${marks}`
    return this.#numbers.get(words) ?? this.#learn(words, cells)
  }

  /** What was learnt in a transaction that was rolled back is not in the file. */
  forget(): void {
    this.#numbers.clear()
  }

  #learn(words: string, cells: Cells): number {
    const [, outcome, code, region, basis, , marks] = cells
    this.#insert.run(
      words,
      outcome ?? null,
      code === '' ? null : (code ?? null),
      cells[8] ?? null,
      region === '' ? null : (region ?? null),
      basis ?? null,
      marks ?? null,
    )
    const number = this.#find.get(words)?.['number']
    if (typeof number !== 'number') throw new LedgerFault('constraint')
    if (this.#numbers.size >= MEMORY) this.#numbers.clear()
    this.#numbers.set(words, number)
    return number
  }
}
