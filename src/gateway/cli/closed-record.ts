/** Waits for the record of a call that has just ended. */
import type { LedgerRecord } from '../ledger/record.ts'
import { readRecords } from '../ledger/read-records.ts'

/** How long a closing row may take to be there, in milliseconds. */
const PATIENCE = 3000
const LOOK_AGAIN = 20

/**
 * The newest record of the ledger that is not among `before`, and of the operation if one is named, once it is closed; undefined
 * when there is none in time. A call can have several attempts, of which the last tells how it ended.
 */
export async function closedRecord(
  file: string,
  before: ReadonlySet<string> = new Set(),
  operation?: string,
): Promise<LedgerRecord | undefined> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const record = [...readRecords(file)].findLast(
      (each) => !before.has(each.id) && (operation === undefined || each.operation === operation),
    )
    if (record !== undefined && record.outcome !== 'open') return record
    if (Date.now() > deadline) return undefined
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN))
  }
}
