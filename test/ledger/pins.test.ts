/** Pins in the ledger file: written once, durable, apart by tenant, and forgotten when their time is over. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { NewPin } from '../../src/gateway/ledger/pins.ts'
import { FAULTY_WORKER, newFolder, openQuick, setFault } from './open-quick.ts'

const DAY = 86_400_000

function pin(change: Partial<NewPin> = {}): NewPin {
  return {
    tenant: 'claims',
    vendor: 'openai',
    kind: 'file',
    id: 'file-1',
    endpoint: 'openai-eu',
    upstream: '0123456789abcdef',
    operation: 'files.create',
    createdAt: Date.now(),
    expiresAt: undefined,
    ...change,
  }
}

const HERE = { endpoint: 'openai-eu', upstream: '0123456789abcdef' }

test('a pin is found by its own tenant, and by others only as one that is not theirs', async () => {
  const ledger = await openQuick(join(newFolder(), 'ledger.db'))
  expect(await ledger.pins.keep([pin()])).toBe(true)
  const names = [
    { kind: 'file', id: 'file-1' },
    { kind: 'batch', id: 'file-1' },
    { kind: 'file', id: 'file-2' },
  ]
  expect(await ledger.pins.find('claims', 'openai', names)).toEqual([
    { places: [HERE], foreign: false },
    { places: [], foreign: false },
    { places: [], foreign: false },
  ])
  expect(await ledger.pins.find('health', 'openai', names.slice(0, 1))).toEqual([
    { places: [], foreign: true },
  ])
  expect(await ledger.pins.find('claims', 'azure', names.slice(0, 1))).toEqual([
    { places: [], foreign: false },
  ])
})

test('the same id at two endpoints is two pins; at one endpoint it is never two tenants', async () => {
  const ledger = await openQuick(join(newFolder(), 'ledger.db'))
  expect(await ledger.pins.keep([pin()])).toBe(true)
  expect(await ledger.pins.keep([pin({ tenant: 'health', endpoint: 'openai-two' })])).toBe(true)
  expect(await ledger.pins.keep([pin({ tenant: 'health' }), pin({ tenant: 'health', id: 'file-9' })])).toBe(
    false,
  )
  const [own, none] = await ledger.pins.find('health', 'openai', [
    { kind: 'file', id: 'file-1' },
    { kind: 'file', id: 'file-9' },
  ])
  expect(own?.places).toEqual([{ ...HERE, endpoint: 'openai-two' }])
  expect(none).toEqual({ places: [], foreign: false })
})

test('many writers of one pin write it once', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const kept = await Promise.all(
    Array.from(
      { length: 50 },
      async (_, index) => await ledger.pins.keep([pin({ createdAt: 1000 + index })]),
    ),
  )
  expect(kept.every(Boolean)).toBe(true)
  await ledger.shutdown(2000)
  const database = new DatabaseSync(file, { readOnly: true })
  expect(database.prepare('SELECT count(*) AS count, min(created_at) AS first FROM pins').get()).toEqual({
    count: 1,
    first: 1000,
  })
  database.close()
})

test('an object that was deleted is nobody’s, and its id can come again', async () => {
  const ledger = await openQuick(join(newFolder(), 'ledger.db'))
  const name = { kind: 'file', id: 'file-1' }
  await ledger.pins.keep([pin()])
  const ended = { tenant: 'claims', vendor: 'openai', endpoint: 'openai-eu', names: [name], at: Date.now() }
  await ledger.pins.end({ ...ended, tenant: 'health' })
  expect((await ledger.pins.find('claims', 'openai', [name]))[0]?.places).toHaveLength(1)
  await ledger.pins.end(ended)
  expect(await ledger.pins.find('claims', 'openai', [name])).toEqual([{ places: [], foreign: false }])
  expect(await ledger.pins.keep([pin({ tenant: 'health' })])).toBe(true)
  expect((await ledger.pins.find('health', 'openai', [name]))[0]?.places).toHaveLength(1)
})

test('rows whose time is over are forgotten, the others stay', async () => {
  const file = join(newFolder(), 'ledger.db')
  const first = await openQuick(file)
  const now = Date.now()
  await first.pins.keep([
    pin({ id: 'expired', expiresAt: now - 2 * DAY }),
    pin({ id: 'expires', expiresAt: now + DAY }),
    pin({ id: 'stays' }),
    pin({ id: 'deleted' }),
  ])
  const ended = { tenant: 'claims', vendor: 'openai', endpoint: 'openai-eu' }
  await first.pins.end({ ...ended, names: [{ kind: 'file', id: 'deleted' }], at: now - 2 * DAY })
  await first.shutdown(2000)
  const second = await openQuick(file)
  const database = new DatabaseSync(file, { readOnly: true })
  onTestFinished(() => database.close())
  await expect
    .poll(() => database.prepare('SELECT id FROM pins ORDER BY id').all(), { timeout: 5000 })
    .toEqual([{ id: 'expires' }, { id: 'stays' }])
  await second.shutdown(2000)
})

test('a ledger that is closed says so in time', async () => {
  const ledger = await openQuick(join(newFolder(), 'ledger.db'))
  await ledger.shutdown(2000)
  await expect(ledger.pins.keep([pin()])).rejects.toMatchObject({ code: 'ledger_unavailable' })
  await expect(ledger.pins.find('claims', 'openai', [{ kind: 'file', id: 'a' }])).rejects.toMatchObject({
    code: 'ledger_unavailable',
  })
})

test.each(['full', 'read-only', 'die', 'hang'] as const)(
  'a disk that is %s refuses the pin in time',
  async (fault) => {
    const file = join(newFolder(), 'ledger.db')
    const ledger = await openQuick(file, { worker: FAULTY_WORKER })
    setFault(file, fault)
    const started = performance.now()
    await expect(ledger.pins.keep([pin()])).rejects.toMatchObject({ code: 'ledger_unavailable' })
    expect(performance.now() - started).toBeLessThan(2500)
  },
)

const CHILD = fileURLToPath(new URL('./pinning-gateway.ts', import.meta.url))

test('kill -9 at any moment loses no pin that was acknowledged', async () => {
  const file = join(newFolder(), 'ledger.db')
  const acknowledged: string[] = []
  for (const afterMs of [0, 7, 20, 45, 80, 120]) {
    const child = spawn(process.execPath, [CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
    await once(child.stdout, 'data')
    setTimeout(() => child.kill('SIGKILL'), afterMs)
    await once(child, 'close')
    acknowledged.push(...printed.slice(0, printed.lastIndexOf('\n')).split('\n'))
  }
  const ledger = await openQuick(file)
  const found = await ledger.pins.find(
    'claims',
    'openai',
    acknowledged.map((id) => ({ kind: 'file', id })),
  )
  expect(acknowledged.length).toBeGreaterThan(6)
  expect(found.filter(({ places }) => places.length !== 1)).toEqual([])
  const check = new DatabaseSync(file, { readOnly: true })
  expect(check.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  check.close()
}, 60_000)
