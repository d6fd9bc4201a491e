/** A process that does nothing but pin objects, until it is killed: prints each id once its pin is durable. */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { openLedger } from '../../src/gateway/ledger/open-ledger.ts'

const ledger = await openLedger({ file: process.argv[2] ?? '', keepDays: 400, diskAlarmBytes: 0 })

async function pinAgainAndAgain(): Promise<void> {
  for (;;) {
    const id = randomUUID()
    const kept = await ledger.pins.keep([
      {
        tenant: 'claims',
        vendor: 'openai',
        kind: 'file',
        id,
        endpoint: 'openai-eu',
        upstream: '0123456789abcdef',
        operation: 'files.create',
        createdAt: Date.now(),
        expiresAt: undefined,
      },
    ])
    // Synchronous: what a pipe has taken outlives this process.
    if (kept) writeSync(1, `${id}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, () => pinAgainAndAgain()))
