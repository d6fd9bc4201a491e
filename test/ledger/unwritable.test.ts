/** A full, locked or read-only disk: refused in bounded time, healed without a restart. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import {
  FAULTY_WORKER,
  newFolder,
  openQuick,
  QUICK,
  recordOf,
  recordsOf,
  setFault,
  timeToRefusal,
  until,
} from './open-quick.ts'
import { closingRow, intentRow } from './rows.ts'

const HEALED_WITHIN_MS = 5000
/** The limit, and what a busy machine adds. */
const REFUSED_WITHIN_MS = QUICK.timeoutMs + 700

for (const [fault, reason] of [
  ['full', 'disk_full'],
  ['read-only', 'read_only'],
] as const)
  test(`a database that is ${fault} refuses in bounded time and recovers by itself`, async () => {
    const file = join(newFolder(), 'ledger.db')
    const ledger = await openQuick(file, { worker: FAULTY_WORKER })
    const before = intentRow()
    await ledger.intent(before)
    setFault(file, fault)
    const refused = intentRow()
    expect(await timeToRefusal(ledger.intent(refused))).toBeLessThan(REFUSED_WITHIN_MS)
    expect(ledger.ready).toBe(false)
    expect(ledger.health.reason).toBe(reason)
    ledger.close(closingRow(before.id))
    expect(await timeToRefusal(ledger.intent(intentRow()))).toBeLessThan(50)
    setFault(file, undefined)
    await until(() => ledger.ready, HEALED_WITHIN_MS)
    await ledger.intent(intentRow())
    await until(() => recordOf(file, before.id)?.outcome === 'ok', 1000)
    expect(recordOf(file, refused.id)).toBeUndefined()
    const check = new DatabaseSync(file, { readOnly: true })
    expect(check.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    check.close()
  })

for (const fault of ['die', 'hang'] as const)
  test(`a thread that ${fault}s is replaced, and what it had not made durable is refused`, async () => {
    const file = join(newFolder(), 'ledger.db')
    const ledger = await openQuick(file, { worker: FAULTY_WORKER })
    const before = intentRow()
    await ledger.intent(before)
    setFault(file, fault)
    expect(await timeToRefusal(ledger.intent(intentRow()))).toBeLessThan(REFUSED_WITHIN_MS)
    expect(ledger.ready).toBe(false)
    expect(ledger.health.reason).toBe(fault === 'die' ? 'worker_died' : 'no_answer')
    ledger.close(closingRow(before.id))
    setFault(file, undefined)
    await until(() => ledger.ready, HEALED_WITHIN_MS)
    await ledger.intent(intentRow())
    await until(() => recordOf(file, before.id)?.outcome === 'ok', 1000)
    expect(recordsOf(file)).toHaveLength(2)
  })

test('a thread that hangs is noticed while nothing is written', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file, { worker: FAULTY_WORKER, timeoutMs: 400 })
  setFault(file, 'hang')
  ledger.close(closingRow(intentRow().id))
  await until(() => !ledger.ready, 3000)
  setFault(file, undefined)
  await until(() => ledger.ready, HEALED_WITHIN_MS)
})

test('a ledger that another process holds locked refuses in bounded time and recovers by itself', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const before = intentRow()
  await ledger.intent(before)
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `const { DatabaseSync } = require('node:sqlite')
       const database = new DatabaseSync(process.argv[1])
       database.exec('BEGIN EXCLUSIVE')
       process.stdout.write('locked')
       process.stdin.resume()
       process.stdin.on('end', () => process.exit(0))`,
      file,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  onTestFinished(() => void holder.kill('SIGKILL'))
  await once(holder.stdout, 'data')
  expect(await timeToRefusal(ledger.intent(intentRow()))).toBeLessThan(REFUSED_WITHIN_MS)
  expect(ledger.ready).toBe(false)
  expect(ledger.health.reason).toBe('locked')
  ledger.close(closingRow(before.id))
  await timeToRefusal(ledger.intent(intentRow()))
  holder.stdin.end()
  await once(holder, 'exit')
  await until(() => ledger.ready, HEALED_WITHIN_MS)
  await ledger.intent(intentRow())
  await until(() => recordOf(file, before.id)?.outcome === 'ok', 1000)
})

test('a database that is overwritten with rubbish stops the ledger, and a good file starts it again', async () => {
  const file = join(newFolder(), 'ledger.db')
  const backup = `${file}.backup`
  const first = await openQuick(file)
  const row = intentRow()
  await first.intent(row)
  await first.shutdown(2000)
  copyFileSync(file, backup)
  const ledger = await openQuick(file, { worker: FAULTY_WORKER })
  writeFileSync(file, Buffer.alloc(65_536, 0x5a))
  // Pages that were read stay in memory: what makes the ledger open the file again finds no database.
  setFault(file, 'read-only')
  await timeToRefusal(ledger.intent(intentRow()))
  setFault(file, undefined)
  await until(() => ledger.health.reason === 'not_a_ledger', 2000)
  await timeToRefusal(ledger.intent(intentRow()))
  renameSync(backup, file)
  await until(() => ledger.ready, HEALED_WITHIN_MS)
  await ledger.intent(intentRow())
  expect(recordOf(file, row.id)?.outcome).toBe('unknown')
})

test('a real disk that runs full refuses, keeps what it took, and goes on when there is room', async (context) => {
  const folder = newFolder()
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    context.skip('needs the right to mount a small tmpfs')
  }
  onTestFinished(() => void execFileSync('/bin/umount', ['-l', folder]))
  const file = join(folder, 'ledger.db')
  const ledger = await openQuick(file, { diskAlarmBytes: 2_500_000 })
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(500_000))
  const durable: string[] = []
  for (let count = 0; count < 20_000 && ledger.ready; count += 1) {
    const row = intentRow()
    try {
      await ledger.intent(row)
      durable.push(row.id)
    } catch {
      break
    }
  }
  expect(ledger.health.reason).toBe('disk_full')
  expect(ledger.health.diskAlarm).toBe(true)
  writeFileSync(join(folder, 'ballast'), '')
  await until(() => ledger.ready, HEALED_WITHIN_MS)
  await ledger.intent(intentRow())
  const stored = new Set(recordsOf(file).map(({ id }) => id))
  expect(durable.length).toBeGreaterThan(100)
  expect(durable.filter((id) => !stored.has(id))).toEqual([])
})
