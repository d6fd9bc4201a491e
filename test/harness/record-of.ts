/** The records of one call, found by the id that its answer carries. */
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import type { TestGateway } from './gateway.ts'
import type { RawAnswer } from './raw-call.ts'

const LIMIT_MS = 5000

/** Attempts in order, or the refusal; waits until they are written and closed. */
export async function recordsOf(
  gateway: TestGateway,
  answer: Pick<RawAnswer, 'headers'>,
): Promise<readonly LedgerRecord[]> {
  const id = answer.headers['x-limen-call']
  const deadline = Date.now() + LIMIT_MS
  for (;;) {
    const found = (await gateway.records()).filter((record) => record.call === id || record.id === id)
    if (found.length > 0 && found.every((record) => record.outcome !== 'open')) return found
    if (Date.now() > deadline) throw new Error('the call left no record')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** The last of them. */
export async function recordOf(
  gateway: TestGateway,
  answer: Pick<RawAnswer, 'headers'>,
): Promise<LedgerRecord | undefined> {
  return (await recordsOf(gateway, answer)).at(-1)
}
