/** A ledger that cannot record: nothing leaves, everybody hears so in time, and all is recorded once it can again. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { APIError } from 'openai'
import { afterEach, describe, expect, test } from 'vitest'
import { DIALECT_STREAMS, openaiClient, raisedBy } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { eventually, metric, readiness } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import {
  httpChunk,
  LAST_CHUNK,
  startRawVendor,
  STREAM_HEAD,
  wholeAnswer,
  type RawCall,
  type RawVendor,
} from '../harness/raw-vendor.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly vendor: RawVendor
  readonly gateway: TestGateway
}

async function stage(
  serve: (call: RawCall) => void = good,
  options: Partial<TestOptions> = {},
): Promise<Stage> {
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin }, ...options })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

function good({ socket }: RawCall): void {
  socket.write(wholeAnswer(200, '{"good":true}'))
}

const SMALL = '{"model":"gpt-5.4-mini","messages":[]}'

async function callOnce({ gateway }: Stage): Promise<string> {
  const caller = await rawCaller(gateway.origin)
  caller.write(requestBytes(SMALL, { headers: ['connection: close'] }))
  return await caller.end(8000)
}

interface Trouble {
  readonly name: string
  readonly options?: Partial<TestOptions>
  /** Begins the trouble and returns what ends it. */
  readonly begin: (file: string) => Promise<() => Promise<void> | void>
  readonly reason: RegExp
}

async function lock(file: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  closers.push(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.end()
    await once(child, 'close')
  }
}

const troubles: readonly Trouble[] = [
  { name: 'locked by another program', begin: lock, reason: /^ledger: (?:locked|no_answer)$/ },
  {
    name: 'on a full disk',
    options: { ledgerWorker: new URL('./full-disk-worker.ts', import.meta.url) },
    begin: async (file) => {
      writeFileSync(`${file}.full`, '')
      await Promise.resolve()
      return () => rmSync(`${file}.full`)
    },
    reason: /^ledger: disk_full$/,
  },
  {
    name: 'in a folder that was moved away',
    begin: async (file) => {
      const folder = join(file, '..')
      renameSync(folder, `${folder}-away`)
      await Promise.resolve()
      return () => renameSync(`${folder}-away`, folder)
    },
    reason: /^ledger: (?:file_missing|directory_missing|wal_missing|cannot_open|in_use|lock_lost)$/,
  },
]

for (const { name, options, begin, reason } of troubles) {
  describe(`a ledger ${name}`, () => {
    test('stops calls before a byte leaves, in bounded time, and recovers without a restart', async () => {
      const here = await stage(good, options)
      expect(await callOnce(here)).toMatch(/^HTTP\/1\.1 200 /)
      const seen = here.vendor.bytes
      const heal = await begin(here.gateway.ledgerFile)

      for (let round = 0; round < 4; round += 1) {
        const started = performance.now()
        const text = await callOnce(here)
        expect(text).toMatch(/^HTTP\/1\.1 503 [^]*"code":"ledger_unavailable"/)
        expect(performance.now() - started).toBeLessThan(4000)
      }
      expect(here.vendor.bytes).toBe(seen)
      const { status, reasons } = await readiness(here.gateway)
      expect(status).toBe(503)
      expect(reasons.join()).toMatch(reason)
      expect((await fetch(`${here.gateway.operations}/livez`)).status).toBe(200)
      expect(await metric(here.gateway, 'limen_ledger_ready')).toBe(0)

      await heal()
      await eventually(async () => expect((await readiness(here.gateway)).status).toBe(200), 8000)
      expect(await callOnce(here)).toMatch(/^HTTP\/1\.1 200 /)
      expect(await metric(here.gateway, 'limen_ledger_ready')).toBe(1)
      await expectAllClosed(here)
    })

    test('loses no record of a stream that was under way', async () => {
      const [stream] = DIALECT_STREAMS
      const here = await stage(({ socket }) => {
        socket.write(STREAM_HEAD)
        socket.write(httpChunk(stream?.event('first ') ?? ''))
      }, options)
      const callers = await Promise.all(
        Array.from({ length: 10 }, async () => {
          const caller = await rawCaller(here.gateway.origin)
          caller.write(requestBytes(SMALL.replace('}', ',"stream":true}')))
          await caller.until('first')
          return caller
        }),
      )
      const heal = await begin(here.gateway.ledgerFile)
      expect(await callOnce(here)).toMatch(/^HTTP\/1\.1 503 /)
      for (const { socket } of here.vendor.calls) {
        socket.write(httpChunk(stream?.end ?? ''))
        socket.write(LAST_CHUNK)
      }
      for (const caller of callers) await caller.until('[DONE]')
      for (const caller of callers) caller.destroy()
      expect(await metric(here.gateway, 'limen_ledger_queued_rows')).toBeGreaterThanOrEqual(10)
      await heal()
      await eventually(
        async () => expect(await metric(here.gateway, 'limen_ledger_queued_rows')).toBe(0),
        8000,
      )
      const records = await expectAllClosed(here)
      expect(records.filter((record) => record === 'ok')).toHaveLength(10)
    })

    test('under load: whatever the vendor saw is recorded, and every intent is closed once', async () => {
      const here = await stage(good, options)
      const load = { over: false }
      const statuses: string[] = []
      const callers = Array.from({ length: 16 }, async () => {
        while (!load.over) statuses.push((await callOnce(here)).slice(9, 12))
      })
      await eventually(() => expect(statuses.length).toBeGreaterThan(50))
      const heal = await begin(here.gateway.ledgerFile)
      await eventually(() => expect(statuses.filter((status) => status === '503').length).toBeGreaterThan(50))
      await heal()
      await eventually(async () => expect((await readiness(here.gateway)).status).toBe(200), 8000)
      const served = statuses.length
      await eventually(() => expect(statuses.slice(served)).toContain('200'))
      load.over = true
      await Promise.all(callers)
      expect(new Set(statuses)).toEqual(new Set(['200', '503']))
      const outcomes = await expectAllClosed(here)
      // What the vendor saw has an intent; an intent that came to nothing is closed as refused.
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(here.vendor.calls.length)
      expect(statuses.filter((status) => status === '200')).toHaveLength(here.vendor.calls.length)
    })
  })
}

/** Outcomes of all attempts, once each intent has exactly one closing and each closing an intent. */
async function expectAllClosed({ gateway }: Stage): Promise<readonly string[]> {
  await eventually(async () => {
    expect(await metric(gateway, 'limen_ledger_queued_rows')).toBe(0)
    expect(await metric(gateway, 'limen_ledger_open_intents')).toBe(0)
  }, 8000)
  const connection = new DatabaseSync(gateway.ledgerFile, { readOnly: true })
  try {
    const ids = (table: string): readonly unknown[] =>
      connection
        .prepare(`SELECT id FROM ${table} ORDER BY id`)
        .all()
        .map((row) => row['id'])
    expect(ids('closings')).toEqual(ids('intents'))
    expect(connection.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    return connection
      .prepare('SELECT outcome FROM closings ORDER BY id')
      .all()
      .map((row) => String(row['outcome']))
  } finally {
    connection.close()
  }
}

describe('a ledger file that is deleted under the gateway', () => {
  test.each<[string, readonly string[]]>([
    ['the database', ['']],
    ['its log', ['-wal']],
    ['everything', ['', '-wal', '-shm']],
  ])(
    '%s: noticed, nothing leaves meanwhile, and every record is there afterwards',
    async (_what, endings) => {
      const here = await stage()
      for (let round = 0; round < 5; round += 1) expect(await callOnce(here)).toMatch(/^HTTP\/1\.1 200 /)
      await here.gateway.records()
      for (const ending of endings) rmSync(`${here.gateway.ledgerFile}${ending}`)
      // The calls of the next seconds are served by a ledger that is in its place, or refused.
      let refused = 0
      const answered = here.vendor.calls.length
      for (let round = 0; round < 20; round += 1) {
        const text = await callOnce(here)
        if (text.startsWith('HTTP/1.1 503')) refused += 1
        else expect(text).toMatch(/^HTTP\/1\.1 200 /)
      }
      expect(refused).toBeGreaterThan(0)
      expect(here.vendor.calls.length - answered).toBe(20 - refused)
      await eventually(async () => expect((await readiness(here.gateway)).status).toBe(200), 8000)
      expect(await callOnce(here)).toMatch(/^HTTP\/1\.1 200 /)
      expect(existsSync(here.gateway.ledgerFile)).toBe(true)
      const outcomes = await expectAllClosed(here)
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(here.vendor.calls.length)
    },
  )
})

test('the SDK raises its own class with our code, and asks no more often than it was told', async () => {
  const here = await stage()
  const heal = await lock(here.gateway.ledgerFile)
  await eventually(async () => {
    await callOnce(here)
    expect((await readiness(here.gateway)).status).toBe(503)
  })
  const client = openaiClient(here.gateway.origin)
  client.maxRetries = 0
  const error = await raisedBy(
    client.chat.completions.create({ model: 'gpt-5.4-mini', messages: [{ role: 'user', content: 'hello' }] }),
  )
  expect(error).toBeInstanceOf(APIError)
  expect(error).toMatchObject({ status: 503, code: 'ledger_unavailable' })
  expect((error as APIError).headers?.get('retry-after')).toBe('5')
  expect(here.vendor.sockets).toHaveLength(0)
  await heal()
})

test('a refusal before any attempt is recorded too, after the trouble', async () => {
  const here = await stage(good, { sandbox: false })
  const heal = await lock(here.gateway.ledgerFile)
  const caller = await rawCaller(here.gateway.origin)
  caller.write(
    requestBytes('{"model":"nobody-listed-this","messages":[]}', { headers: ['connection: close'] }),
  )
  expect(await caller.end(5000)).toMatch(/^HTTP\/1\.1 (?:403|503) /)
  await heal()
  await eventually(
    async () => expect(await here.gateway.records()).toMatchObject([{ kind: 'refusal' }]),
    8000,
  )
})
