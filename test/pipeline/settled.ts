/** Waits for a record that a test describes, since rows are written after the answer. */
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import type { TestGateway } from '../harness/gateway.ts'

/** The first record that fits; undefined when none came within five seconds. */
export async function settled(
  gateway: TestGateway,
  fits: (record: LedgerRecord) => boolean,
): Promise<LedgerRecord | undefined> {
  const deadline = Date.now() + 5000
  for (;;) {
    const found = (await gateway.records(1)).find(fits)
    if (found !== undefined || Date.now() > deadline) return found
  }
}
