/** What a ledger does with intents that have no closing when it is opened: nobody is left to close them. */
import type { LedgerDatabase } from './database.ts'
import { INSERT_CLOSING, OPEN_INTENTS } from './schema.ts'
import { startOfIdentifier } from './time-order.ts'

export interface Unsettled {
  /** Attempts of this process that are still under way. */
  readonly open: readonly string[]
  /** Attempts of this process whose intent was refused, so that nothing was sent. */
  readonly withdrawn: readonly string[]
  readonly now: number
}

/** Closes them as `unknown`, or as refused where this process knows that nothing left; answers how many. */
export function settleOpenIntents(database: LedgerDatabase, { open, withdrawn, now }: Unsettled): number {
  const underWay = new Set(open)
  const refused = new Set(withdrawn)
  const rows = database.connection.prepare(OPEN_INTENTS).all(database.settledBelow)
  const insert = database.connection.prepare(INSERT_CLOSING)
  let count = 0
  database.transaction(() => {
    for (const { id, basis } of rows) {
      if (typeof id !== 'string' || typeof basis !== 'string' || underWay.has(id)) continue
      const nothingLeft = refused.has(id)
      insert.run(
        id,
        nothingLeft ? 'ledger_unavailable' : 'unknown',
        nothingLeft ? 'ledger_unavailable' : '',
        '',
        basis,
        '',
        nothingLeft ? 'withdrawn' : 'recovered',
        Math.trunc(now),
        null,
        0,
        0,
        null,
        null,
        0,
        0,
        null,
        null,
      )
      count += 1
    }
  })
  if (open.length === 0) {
    const last = database.connection.prepare('SELECT max(id) AS id FROM intents').get()?.['id']
    if (typeof last === 'string') database.settle(startOfIdentifier(last))
  }
  return count
}
