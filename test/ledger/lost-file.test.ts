/** A database or log that is unlinked or replaced under the gateway. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Ledger } from '../../src/gateway/ledger/row.ts'
import { newFolder, openQuick, recordOf, recordsOf, timeToRefusal, until } from './open-quick.ts'
import { closingRow, intentRow } from './rows.ts'

/** Long enough that only a commit notices, never the look at the files in between. */
const NO_LOOK = { statusMs: 60_000 }
const HEALED_WITHIN_MS = 5000

function rescuedFile(folder: string): string {
  return join(folder, readdirSync(folder).find((name) => name.startsWith('ledger.db.rescued-')) ?? 'nothing')
}

async function acknowledge(ledger: Ledger, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => intentRow())
  await Promise.all(rows.map((row) => ledger.intent(row)))
  return rows.map(({ id }) => id)
}

async function healed(ledger: Ledger): Promise<void> {
  await until(() => ledger.ready, HEALED_WITHIN_MS)
  await ledger.intent(intentRow())
}

test('a log that is deleted under the ledger acknowledges nothing more and loses nothing', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, NO_LOOK)
  const before = await acknowledge(ledger, 50)
  rmSync(`${file}-wal`)
  const lost = intentRow()
  await timeToRefusal(ledger.intent(lost))
  expect(ledger.ready).toBe(false)
  expect(ledger.health.reason).toBe('wal_missing')
  await healed(ledger)
  for (const id of before) expect(recordOf(file, id)?.outcome).toBe('open')
})

test('a database that is deleted under the ledger acknowledges nothing more and loses nothing', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, NO_LOOK)
  const before = await acknowledge(ledger, 50)
  rmSync(file)
  await timeToRefusal(ledger.intent(intentRow()))
  expect(ledger.health.reason).toBe('file_missing')
  await healed(ledger)
  for (const id of before) expect(recordOf(file, id)?.outcome).toBe('open')
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
})

test('all files deleted together are written anew with every acknowledged row', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, NO_LOOK)
  const before = await acknowledge(ledger, 50)
  for (const suffix of ['', '-wal', '-shm', '-lock']) rmSync(`${file}${suffix}`)
  await timeToRefusal(ledger.intent(intentRow()))
  await healed(ledger)
  for (const id of before) expect(recordOf(file, id)?.outcome).toBe('open')
})

test('a deleted database is noticed while nothing is written', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, { retryMs: 300 })
  rmSync(file)
  await until(() => !ledger.ready, 1000)
  await healed(ledger)
})

test('an attempt whose intent was refused is never left open in the file', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, NO_LOOK)
  rmSync(`${file}-wal`)
  const row = intentRow()
  await timeToRefusal(ledger.intent(row))
  await healed(ledger)
  // The commit itself went well, into a file without a name; saving that file saves this row too.
  expect(recordOf(file, row.id)).toMatchObject({
    outcome: 'ledger_unavailable',
    marks: ['sandbox', 'withdrawn'],
  })
})

test('calls under way while the file is lost are closed in the saved file, and are not taken for crashed', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, NO_LOOK)
  const [first = '', second = ''] = await acknowledge(ledger, 2)
  rmSync(file)
  await timeToRefusal(ledger.intent(intentRow()))
  ledger.close(closingRow(first, { outcome: 'client_disconnect' }))
  await healed(ledger)
  await until(() => recordOf(file, first)?.outcome === 'client_disconnect', 2000)
  expect(recordOf(file, second)?.outcome).toBe('open')
})

test('a ledger that is renamed away goes on in a file of the old name with every row', async () => {
  const folder = newFolder()
  const file = join(folder, 'ledger.db')
  const ledger = await openQuick(file, NO_LOOK)
  const before = await acknowledge(ledger, 20)
  renameSync(file, join(folder, 'old.db'))
  await timeToRefusal(ledger.intent(intentRow()))
  await healed(ledger)
  for (const id of before) expect(recordOf(file, id)?.outcome).toBe('open')
})

test('another file in the place of the database keeps its name, and the rows are saved beside it', async () => {
  const folder = newFolder()
  const file = join(folder, 'ledger.db')
  const other = join(folder, 'other.db')
  const stranger = await openQuick(other)
  const [strange = ''] = await acknowledge(stranger, 1)
  await stranger.shutdown(2000)
  const ledger = await openQuick(file, NO_LOOK)
  const [ours = ''] = await acknowledge(ledger, 1)
  renameSync(other, file)
  await timeToRefusal(ledger.intent(intentRow()))
  expect(ledger.health.reason).toBe('file_replaced')
  await healed(ledger)
  expect(recordOf(file, strange)?.outcome).toBe('unknown')
  expect(recordOf(file, ours)).toBeUndefined()
  const saved = recordsOf(rescuedFile(folder))
  expect(saved.map(({ id }) => id)).toContain(ours)
})

test('a file that is no ledger in the place of the database is left alone, and nothing is acknowledged', async () => {
  const folder = newFolder()
  const file = join(folder, 'ledger.db')
  const ledger = await openQuick(file)
  rmSync(file)
  writeFileSync(file, 'a text that somebody needs')
  await until(() => !ledger.ready, 1000)
  await until(() => ledger.health.reason === 'not_a_ledger', 2000)
  await timeToRefusal(ledger.intent(intentRow()))
  expect(statSync(file).size).toBe(26)
  rmSync(file)
  await healed(ledger)
})

test('a folder that goes away stops the ledger, and its return starts it again with every row', async () => {
  const parent = newFolder()
  const folder = join(parent, 'data')
  mkdirSync(folder)
  const file = join(folder, 'ledger.db')
  const ledger = await openQuick(file)
  const before = await acknowledge(ledger, 10)
  renameSync(folder, join(parent, 'unmounted'))
  await until(() => !ledger.ready, 1000)
  await timeToRefusal(ledger.intent(intentRow()))
  renameSync(join(parent, 'unmounted'), folder)
  await healed(ledger)
  for (const id of before) expect(recordOf(file, id)?.outcome).toBe('open')
})

test('a folder that is deleted and made again gets a ledger with every acknowledged row', async () => {
  const folder = join(newFolder(), 'data')
  mkdirSync(folder)
  const file = join(folder, 'ledger.db')
  const ledger = await openQuick(file)
  const before = await acknowledge(ledger, 10)
  rmSync(folder, { recursive: true })
  await until(() => !ledger.ready, 1000)
  mkdirSync(folder)
  await healed(ledger)
  for (const id of before) expect(recordOf(file, id)?.outcome).toBe('open')
})

test('a log that was left without its database is put aside and not deleted', async () => {
  const folder = newFolder()
  const file = join(folder, 'ledger.db')
  const source = join(folder, 'source.db')
  const ledger = await openQuick(source)
  await acknowledge(ledger, 1)
  copyFileSync(`${source}-wal`, `${file}-wal`)
  await openQuick(file)
  expect(readdirSync(folder).some((name) => name.startsWith('ledger.db-wal.left-'))).toBe(true)
  expect(recordsOf(file)).toEqual([])
})

test('a reader that holds an old state does not make a deleted log lose rows', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, NO_LOOK)
  await acknowledge(ledger, 5)
  const reader = new DatabaseSync(file, { readOnly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM intents').get()
  const before = await acknowledge(ledger, 5)
  rmSync(`${file}-wal`)
  await timeToRefusal(ledger.intent(intentRow()))
  // Time for several tries to open again, none of which may drop the only copy of the rows.
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(ledger.health.reason).toBe('wal_missing')
  reader.close()
  await healed(ledger)
  for (const id of before) expect(recordOf(file, id)?.outcome).toBe('open')
  expect(existsSync(`${file}-wal`)).toBe(true)
})
