/** Closed rows go when their time is over, and leave nothing readable behind. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { identifierBytes } from '../../src/gateway/ledger/identifier-bytes.ts'
import { newFolder, openQuick, recordOf, recordsOf, until } from './open-quick.ts'
import { closingRow, intentRow, newId, refusalRow } from './rows.ts'

const DAY_MS = 86_400_000

test('closed rows whose time is over are deleted, the others stay', async () => {
  const file = join(newFolder(), 'ledger.db')
  const past = Date.now() - 30 * DAY_MS
  const ledger = await openQuick(file)
  const old = Array.from({ length: 700 }, () => intentRow({ id: newId(past), openedAt: past }))
  const fresh = intentRow()
  const stillOpen = intentRow({ id: newId(past), openedAt: past })
  const closedLate = intentRow({ id: newId(past), openedAt: past })
  const oldRefusal = refusalRow({ id: newId(past), at: past })
  const freshRefusal = refusalRow()
  await Promise.all([...old, fresh, stillOpen, closedLate].map((row) => ledger.intent(row)))
  for (const { id } of old) ledger.close(closingRow(id, { closedAt: past + 1000 }))
  ledger.close(closingRow(closedLate.id))
  ledger.refusal(oldRefusal)
  ledger.refusal(freshRefusal)
  await ledger.shutdown(2000)
  expect(recordsOf(file)).toHaveLength(705)

  const again = await openQuick(file, { keepDays: 29 })
  await again.intent(intentRow())
  await until(() => recordsOf(file).length === 5, 5000)
  for (const { id } of [fresh, stillOpen, closedLate, freshRefusal]) expect(recordOf(file, id)).toBeDefined()
})

test('nothing of a deleted row is left in the file or its log', async () => {
  const file = join(newFolder(), 'ledger.db')
  const past = Date.now() - 30 * DAY_MS
  const ledger = await openQuick(file)
  const old = Array.from({ length: 100 }, () => intentRow({ id: newId(past), openedAt: past }))
  await Promise.all(old.map((row) => ledger.intent(row)))
  for (const { id } of old) ledger.close(closingRow(id, { closedAt: past }))
  await ledger.shutdown(2000)
  const bytes = (): Buffer =>
    Buffer.concat([file, `${file}-wal`].filter((path) => existsSync(path)).map((path) => readFileSync(path)))
  const found = (): number => old.filter(({ id }) => bytes().includes(identifierBytes(id))).length
  expect(found()).toBe(100)
  await openQuick(file, { keepDays: 29 })
  await until(() => found() === 0, 5000)
})

test('a row is kept for its whole time', async () => {
  const file = join(newFolder(), 'ledger.db')
  const past = Date.now() - 30 * DAY_MS
  const ledger = await openQuick(file)
  const old = intentRow({ id: newId(past), openedAt: past })
  const older = intentRow({ id: newId(past - 2 * DAY_MS), openedAt: past - 2 * DAY_MS })
  await Promise.all([ledger.intent(old), ledger.intent(older)])
  ledger.close(closingRow(old.id, { closedAt: past }))
  ledger.close(closingRow(older.id, { closedAt: past - 2 * DAY_MS }))
  await ledger.shutdown(2000)
  await openQuick(file, { keepDays: 31 })
  await until(() => recordOf(file, older.id) === undefined, 5000)
  expect(recordOf(file, old.id)?.outcome).toBe('ok')
})
