/** Another program that has the ledger locked until its standard input ends; started by a test. */
import { DatabaseSync } from 'node:sqlite'

const connection = new DatabaseSync(process.argv[2] ?? '', { timeout: 5000 })
connection.exec('BEGIN EXCLUSIVE')
process.stdout.write('locked\n')
process.stdin.resume()
process.stdin.on('end', () => {
  connection.exec('ROLLBACK')
  connection.close()
  process.stdout.write('released\n')
})
