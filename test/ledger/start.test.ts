/** What the ledger refuses to start on, and why. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { LedgerOpenError, openLedger } from '../../src/gateway/ledger/open-ledger.ts'
import { readRecords } from '../../src/gateway/ledger/read-records.ts'
import { SCHEMA_VERSION } from '../../src/gateway/ledger/schema.ts'
import { newFolder, openQuick, QUICK, recordOf, timeToRefusal, until } from './open-quick.ts'
import { intentRow } from './rows.ts'

const CHILD = fileURLToPath(new URL('./writing-gateway.ts', import.meta.url))

test('a second gateway on the same ledger is told so and does not start', async () => {
  const file = join(newFolder(), 'ledger.db')
  await openQuick(file)
  const refusal: unknown = await openLedger({ ...QUICK, file }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(LedgerOpenError)
  expect(String(refusal)).toContain(`The ledger ${file} cannot be used: another gateway is running on it`)
})

test('a second process on the same ledger is told so, and may start once the first was killed', async () => {
  const file = join(newFolder(), 'ledger.db')
  const first = spawn(process.execPath, [CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void first.kill('SIGKILL'))
  await once(first.stdout, 'data')
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'in_use' })
  first.kill('SIGKILL')
  await once(first, 'exit')
  const ledger = await openQuick(file)
  await ledger.intent(intentRow())
})

test('a link to the ledger is the same ledger', async () => {
  const folder = newFolder()
  const file = join(folder, 'ledger.db')
  const ledger = await openQuick(file)
  await ledger.shutdown(2000)
  symlinkSync(file, join(folder, 'link.db'))
  const linked = await openQuick(join(folder, 'link.db'))
  await linked.intent(intentRow())
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'in_use' })
})

test('a refused start leaves the ledger to the gateway that runs on it', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  await openLedger({ ...QUICK, file }).catch(() => {})
  await openLedger({ ...QUICK, file }).catch(() => {})
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'in_use' })
  const row = intentRow()
  await ledger.intent(row)
  expect(recordOf(file, row.id)?.outcome).toBe('open')
})

test('a gateway whose lock was deleted and taken by another one stops admission until that one ends', async () => {
  const file = join(newFolder(), 'ledger.db')
  const first = await openQuick(file, { statusMs: 600 })
  rmSync(`${file}-lock`)
  const second = await openQuick(file)
  await until(() => !first.ready, 2000)
  expect(first.health.reason).toBe('in_use')
  await timeToRefusal(first.intent(intentRow()))
  await second.intent(intentRow())
  await second.shutdown(2000)
  await until(() => first.ready, 5000)
  await first.intent(intentRow())
})

test('a lock that was deleted is taken again', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  rmSync(`${file}-lock`)
  await until(() => existsSync(`${file}-lock`), 2000)
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'in_use' })
  await ledger.intent(intentRow())
})

test('a thread that cannot start is the reason that the gateway does not', async () => {
  const file = join(newFolder(), 'ledger.db')
  const worker = new URL('./no-such-worker.ts', import.meta.url)
  await expect(openLedger({ ...QUICK, file, worker })).rejects.toMatchObject({ reason: 'worker_died' })
  await openQuick(file)
})

test.each([
  ['a newer', SCHEMA_VERSION + 1],
  ['an older', SCHEMA_VERSION - 1],
])('a ledger of %s gateway is refused in these words and left as it is', async (age, version) => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  await ledger.shutdown(2000)
  const other = new DatabaseSync(file)
  other.exec(`PRAGMA user_version = ${version}`)
  other.close()
  const bytes = readFileSync(file)
  const words = `written by ${age} version of the gateway`
  await expect(openLedger({ ...QUICK, file })).rejects.toThrow(words)
  expect(() => [...readRecords(file)]).toThrow(age === 'a newer' ? 'newer_schema' : 'older_schema')
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

test("another program's database is refused and left as it is", async () => {
  const file = join(newFolder(), 'ledger.db')
  const other = new DatabaseSync(file)
  other.exec('CREATE TABLE addresses (name TEXT)')
  other.close()
  const bytes = readFileSync(file)
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'not_a_ledger' })
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

test('a file that is no database is refused and left as it is', async () => {
  const file = join(newFolder(), 'ledger.db')
  writeFileSync(file, 'a text that somebody needs')
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'not_a_ledger' })
  expect(readFileSync(file, 'utf8')).toBe('a text that somebody needs')
})

test('a damaged ledger is refused', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  await ledger.shutdown(2000)
  const bytes = readFileSync(file)
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xff)]))
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'corrupt' })
})

test('a folder that does not exist is named as the reason', async () => {
  const file = join(newFolder(), 'missing', 'ledger.db')
  await expect(openLedger({ ...QUICK, file })).rejects.toThrow('folder does not exist')
})

test('a ledger that cannot be written is noticed at the start and not at the first call', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  await ledger.shutdown(2000)
  const holder = new DatabaseSync(file)
  holder.exec('BEGIN EXCLUSIVE')
  await expect(openLedger({ ...QUICK, file })).rejects.toMatchObject({ reason: 'locked' })
  holder.close()
  await openQuick(file)
})
