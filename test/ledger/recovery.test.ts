/** Open intents of an earlier run become unknown, and spooled closings come back. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { startOfIdentifier } from '../../src/gateway/ledger/time-order.ts'
import type { Ledger } from '../../src/gateway/ledger/row.ts'
import { newFolder, openQuick, recordOf, recordsOf, until } from './open-quick.ts'
import { closingRow, intentRow, newId } from './rows.ts'

/** What a crash leaves: an intent without a closing. */
async function leaveOpen(file: string, ...ids: string[]): Promise<void> {
  const ledger = await openQuick(file)
  await Promise.all(ids.map((id) => ledger.intent(intentRow({ id }))))
  await ledger.shutdown(2000)
}

test('an attempt that a crash cut off is unknown after the next start, and marked', async () => {
  const file = join(newFolder(), 'ledger.db')
  const id = newId()
  await leaveOpen(file, id)
  expect(recordOf(file, id)?.outcome).toBe('open')
  const before = Date.now()
  await openQuick(file)
  const record = recordOf(file, id)
  expect(record).toMatchObject({
    outcome: 'unknown',
    code: null,
    basis: 'attested',
    durationMs: null,
    marks: ['sandbox', 'recovered'],
  })
  expect(Date.parse(record?.closedAt ?? '')).toBeGreaterThanOrEqual(before - 1)
})

test('an attempt that ended is not touched by later starts', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow()
  await ledger.intent(row)
  ledger.close(closingRow(row.id))
  await ledger.shutdown(2000)
  const record = recordOf(file, row.id)
  for (let start = 0; start < 3; start += 1) await leaveOpen(file, newId())
  expect(recordOf(file, row.id)).toEqual(record)
})

test('a clock that went back does not hide a cut-off attempt from the next start', async () => {
  const file = join(newFolder(), 'ledger.db')
  const yesterday = newId(Date.now() - 86_400_000)
  const ledger = await openQuick(file)
  await endOne(ledger)
  await ledger.intent(intentRow({ id: yesterday }))
  await ledger.shutdown(2000)
  await openQuick(file)
  expect(recordOf(file, yesterday)?.outcome).toBe('unknown')
})

test('a start looks only at rows that can be open, and still finds the oldest of them', async () => {
  const file = join(newFolder(), 'ledger.db')
  let offset = 0
  // The thread reports too seldom to be missed when this clock jumps.
  const ledger = await openQuick(file, { monotonic: () => performance.now() + offset, statusMs: 600_000 })
  const longLived = intentRow()
  await ledger.intent(longLived)
  await endOne(ledger)
  const settledWithLongLived = await settledBelow(ledger, file, () => (offset += 61_000))
  expect(settledWithLongLived).toBe(startOfIdentifier(longLived.id))
  ledger.close(closingRow(longLived.id))
  await until(() => ledger.health.openIntents === 0, 2000)
  await settledBelow(ledger, file, () => (offset += 61_000))
  expect((await settledBelow(ledger, file, () => (offset += 61_000))) > longLived.id).toBe(true)
  await ledger.shutdown(2000)
  expect(recordsOf(file).filter(({ outcome }) => outcome !== 'ok')).toEqual([])
})

async function endOne(ledger: Ledger): Promise<void> {
  const row = intentRow()
  await ledger.intent(row)
  ledger.close(closingRow(row.id))
}

/** The mark in the file after a minute and one more call. */
async function settledBelow(ledger: Ledger, file: string, passMinute: () => void): Promise<string> {
  passMinute()
  await endOne(ledger)
  await endOne(ledger)
  const reader = new DatabaseSync(file, { readOnly: true })
  const value = reader.prepare("SELECT value FROM meta WHERE name = 'settled_below'").get()?.['value']
  reader.close()
  return String(value)
}
