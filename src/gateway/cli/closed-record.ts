/** Waits for the record of a call that has just ended. */
import type { LedgerRecord } from '../ledger/record.ts'
import { readRecords } from '../ledger/read-records.ts'

/** How long a closing row may take to be there, in milliseconds. */
const PATIENCE = 3000
const LOOK_AGAIN = 20

/** The newest record of the ledger that is not among `before`, not open, and of the operation if one is named; undefined when there is none in time. */
export async function closedRecord(
  file: string,
  before: ReadonlySet<string> = new Set(),
  operation?: string,
): Promise<LedgerRecord | undefined> {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const record = [...readRecords(file)].findLast(
      (each) =>
        !before.has(each.id) &&
        each.outcome !== 'open' &&
        (operation === undefined || each.operation === operation),
    )
    if (record !== undefined || Date.now() > deadline) return record
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN))
  }
}
