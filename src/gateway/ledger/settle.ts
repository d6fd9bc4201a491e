/** What a ledger does with intents that have no closing when it is opened: nobody is left to close them. */
import type { LedgerDatabase } from './database.ts'
import { identifierBytes } from './identifier-bytes.ts'
import { LAST_INTENT, OPEN_INTENTS } from './schema.ts'
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
  const rows = database.connection.prepare(OPEN_INTENTS).all(identifierBytes(database.settledBelow))
  let count = 0
  database.transaction(() => {
    for (const { id, basis } of rows) {
      if (typeof id !== 'string' || typeof basis !== 'string' || underWay.has(id)) continue
      const nothingLeft = refused.has(id)
      database.insertClosing([
        id,
        nothingLeft ? 'ledger_unavailable' : 'unknown',
        nothingLeft ? 'ledger_unavailable' : '',
        '',
        basis,
        '',
        nothingLeft ? 'withdrawn' : 'recovered',
        Math.trunc(now),
        Number.NaN,
        0,
        0,
        Number.NaN,
        Number.NaN,
        0,
        0,
        Number.NaN,
        Number.NaN,
      ])
      count += 1
    }
  })
  if (open.length === 0) {
    const last = database.connection.prepare(LAST_INTENT).get()?.['id']
    if (typeof last === 'string') database.settle(startOfIdentifier(last))
  }
  return count
}
