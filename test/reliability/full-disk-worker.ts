/** The ledger's thread on a disk that is full while a file `<ledger>.full` exists. */
import { existsSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { serveLedger } from '../../src/gateway/ledger/serve.ts'

const NO_LIMIT = 1_073_741_823

if (parentPort !== null) {
  serveLedger(parentPort, {
    beforeBatch: ({ connection, file }) => {
      // Below the pages that are there SQLite sets the limit to their number: nothing can be added.
      connection.exec(`PRAGMA max_page_count = ${existsSync(`${file}.full`) ? 1 : NO_LIMIT}`)
      // Rows that fit into the pages that are there would still be taken.
      if (existsSync(`${file}.full`)) {
        connection.exec('CREATE TABLE IF NOT EXISTS ballast (bytes BLOB) STRICT')
        connection.prepare('INSERT INTO ballast VALUES (zeroblob(1048576))').run()
      }
    },
  })
}
