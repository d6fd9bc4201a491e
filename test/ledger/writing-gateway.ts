/** A process that does nothing but write attempts, until it is killed: prints each identifier once it is durable. */
import { writeSync } from 'node:fs'
import { openLedger } from '../../src/gateway/ledger/open-ledger.ts'
import { closingRow, intentRow } from './rows.ts'

const ledger = await openLedger({
  file: process.argv[2] ?? '',
  keepDays: 400,
  diskAlarmBytes: 0,
  gatherMs: 1,
})

async function callAgainAndAgain(): Promise<void> {
  for (;;) {
    const row = intentRow()
    await ledger.intent(row)
    // Synchronous: what a pipe has taken outlives this process.
    writeSync(1, `+${row.id}\n`)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
    ledger.close(closingRow(row.id))
  }
}

await Promise.all(Array.from({ length: 16 }, () => callAgainAndAgain()))
