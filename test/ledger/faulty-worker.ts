/** The ledger's thread with faults that a file beside the ledger switches on. */
import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { LedgerDatabase } from '../../src/gateway/ledger/database.ts'
import { serveLedger } from '../../src/gateway/ledger/serve.ts'

function faultOf(file: string): string {
  try {
    return readFileSync(`${file}.fault`, 'utf8')
  } catch {
    return ''
  }
}

function inject({ file, connection }: LedgerDatabase): void {
  switch (faultOf(file)) {
    case 'full':
      // SQLite's own error: the file may not grow, and this row needs more pages than it has.
      connection.exec('PRAGMA max_page_count = 1')
      connection.exec("INSERT OR REPLACE INTO meta VALUES ('filler', hex(randomblob(4000000)))")
      break
    case 'read-only':
      connection.exec('PRAGMA query_only = ON')
      break
    case 'die':
      process.exit(1)
      break
    case 'hang':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      break
    default:
  }
}

if (parentPort !== null) serveLedger(parentPort, { beforeBatch: inject })
