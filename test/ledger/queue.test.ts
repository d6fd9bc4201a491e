/** Closing rows that cannot be written wait, and a full queue stops admission. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  FAULTY_WORKER,
  newFolder,
  openQuick,
  recordOf,
  recordsOf,
  setFault,
  timeToRefusal,
  until,
} from './open-quick.ts'
import { closingRow, intentRow, refusalRow } from './rows.ts'

test('closings and refusals of a failing disk are all written when it heals, once each', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, { worker: FAULTY_WORKER })
  const rows = Array.from({ length: 200 }, () => intentRow())
  await Promise.all(rows.map((row) => ledger.intent(row)))
  setFault(file, 'full')
  for (const row of rows) {
    ledger.close(closingRow(row.id))
    ledger.refusal(refusalRow())
  }
  await until(() => !ledger.ready, 2000)
  expect(ledger.health.queued).toBe(400)
  setFault(file, undefined)
  await until(() => ledger.health.queued === 0, 5000)
  const records = recordsOf(file)
  expect(records.filter(({ kind, outcome }) => kind === 'attempt' && outcome === 'ok')).toHaveLength(200)
  expect(records.filter(({ kind }) => kind === 'refusal')).toHaveLength(200)
  expect(ledger.health.openIntents).toBe(0)
})

test('a full queue of closings stops admission, and an emptied one starts it again', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, { queueLimit: 50, closingDelayMs: 100 })
  const rows = Array.from({ length: 60 }, () => intentRow())
  await Promise.all(rows.map((row) => ledger.intent(row)))
  for (const row of rows.slice(0, 49)) ledger.close(closingRow(row.id))
  expect(ledger.ready).toBe(true)
  for (const row of rows.slice(49)) ledger.close(closingRow(row.id))
  expect(ledger.ready).toBe(false)
  expect(ledger.health.reason).toBe('queue_full')
  await timeToRefusal(ledger.intent(intentRow()))
  await until(() => ledger.ready, 2000)
  expect(recordsOf(file).filter(({ outcome }) => outcome === 'ok')).toHaveLength(60)
})

test('a queue longer than one group is written whole', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  for (let count = 0; count < 3000; count += 1) ledger.refusal(refusalRow())
  await ledger.shutdown(5000)
  expect(recordsOf(file)).toHaveLength(3000)
})

test('a shutdown writes what is queued and leaves one tidy file', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow()
  await ledger.intent(row)
  ledger.close(closingRow(row.id))
  await ledger.shutdown(2000)
  for (const suffix of ['-wal', '-shm', '-spool']) expect(existsSync(`${file}${suffix}`), suffix).toBe(false)
  expect(recordOf(file, row.id)?.outcome).toBe('ok')
  await timeToRefusal(ledger.intent(intentRow()))
  expect(ledger.ready).toBe(false)
})

test('closings that a dying disk does not take before a shutdown are spooled and written at the next start', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, { worker: FAULTY_WORKER })
  const row = intentRow()
  const refusal = refusalRow({ rule: undefined })
  await ledger.intent(row)
  setFault(file, 'full')
  ledger.close(closingRow(row.id, { firstByteMs: undefined, outcome: 'vendor_timeout_first_byte' }))
  ledger.refusal(refusal)
  const started = performance.now()
  await ledger.shutdown(500)
  expect(performance.now() - started).toBeLessThan(1500)
  expect(readFileSync(`${file}-spool`, 'utf8')).toContain(row.id)
  setFault(file, undefined)
  const again = await openQuick(file)
  expect(recordOf(file, row.id)).toMatchObject({ outcome: 'vendor_timeout_first_byte', firstByteMs: null })
  expect(recordOf(file, refusal.id)).toMatchObject({ kind: 'refusal', rule: null })
  expect(existsSync(`${file}-spool`)).toBe(false)
  await again.intent(intentRow())
})

test('a call that ends after the shutdown is spooled and written at the next start', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow()
  await ledger.intent(row)
  await ledger.shutdown(2000)
  ledger.close(closingRow(row.id, { outcome: 'shutdown' }))
  await openQuick(file)
  expect(recordOf(file, row.id)?.outcome).toBe('shutdown')
})

test('a shutdown without anything left to write to ends in bounded time', async () => {
  const folder = join(newFolder(), 'data')
  mkdirSync(folder)
  const file = join(folder, 'ledger.db')
  const ledger = await openQuick(file)
  await ledger.intent(intentRow())
  rmSync(folder, { recursive: true })
  ledger.close(closingRow(intentRow().id))
  const started = performance.now()
  await ledger.shutdown(400)
  expect(performance.now() - started).toBeLessThan(1500)
})
