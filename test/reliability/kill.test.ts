/** kill -9 at random moments under load: every call that a vendor saw has its record, and nothing stays open after the next start. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { printedChance } from '../harness/chance.ts'
import { runProcess, startProcess, type GatewayProcess } from '../harness/child.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import { httpChunk, startRawVendor, STREAM_HEAD, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'

const CYCLES = 12

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

function newLedger(): string {
  const folder = mkdtempSync(join(tmpdir(), 'limen-kill-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'ledger.db')
}

const serveOptions = (vendor: RawVendor, ledger: string): readonly string[] => [
  '--sandbox',
  '--ledger',
  ledger,
  '--upstream',
  `openai=${vendor.origin}`,
  '--key',
  'acme:test-key-of-acme',
]

async function launch(vendor: RawVendor, ledger: string): Promise<GatewayProcess> {
  const gateway = await startProcess(serveOptions(vendor, ledger))
  closers.push(async () => await gateway.destroy())
  return gateway
}

interface Rows {
  readonly intents: number
  readonly open: number
  readonly unknown: number
}

function rowsOf(ledger: string): Rows {
  const connection = new DatabaseSync(ledger, { readOnly: true })
  try {
    expect(connection.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    const count = (sql: string): number => Number(connection.prepare(sql).get()?.['count'])
    return {
      intents: count('SELECT count(*) AS count FROM intents'),
      open: count('SELECT count(*) AS count FROM attempts WHERE outcome IS NULL'),
      unknown: count("SELECT count(*) AS count FROM closings WHERE outcome = 'unknown'"),
    }
  } finally {
    connection.close()
  }
}

test(`${CYCLES} kills: no call that left is without a record, open ones become unknown`, async () => {
  const chance = printedChance()
  const vendor = await startRawVendor(({ socket, ordinal }) => {
    // Some answer at once, some stream and stay open, some never answer.
    if (ordinal % 3 === 0) socket.write(wholeAnswer(200, '{"good":true}'))
    else if (ordinal % 3 === 1)
      socket.write(Buffer.concat([Buffer.from(STREAM_HEAD), httpChunk('data: {}\n\n')]))
  })
  closers.push(async () => await vendor.close())
  const ledger = newLedger()
  let gateway = await launch(vendor, ledger)
  let unknownBefore = 0
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    const load = { over: false }
    const callers = Array.from({ length: 12 }, async () => {
      while (!load.over) {
        try {
          const caller = await rawCaller(gateway.origin)
          caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
          // Some leave early, some wait to the end.
          await caller.end(20 + chance.below(200)).catch(() => '')
          caller.destroy()
        } catch {
          // The gateway is dead.
          await wait(5)
        }
      }
    })
    await wait(100 + chance.below(400))
    gateway.signal('SIGKILL')
    expect(await gateway.exited).toBe('SIGKILL')
    const seen = vendor.calls.length
    load.over = true
    await Promise.all(callers)
    const left = rowsOf(ledger)
    expect(left.intents).toBeGreaterThanOrEqual(seen)

    gateway = await launch(vendor, ledger)
    const settled = rowsOf(ledger)
    expect(settled.open).toBe(0)
    expect(settled.intents).toBe(left.intents)
    expect(settled.unknown - unknownBefore).toBe(left.open)
    unknownBefore = settled.unknown
  }
  console.log(`${vendor.calls.length} calls, ${unknownBefore} unknown`)
  expect(vendor.calls.length).toBeGreaterThan(CYCLES)
  expect(unknownBefore).toBeGreaterThan(0)
}, 180_000)

test('a second gateway on the same ledger refuses to start and says why; after a kill the next one starts', async () => {
  const vendor = await startRawVendor(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
  closers.push(async () => await vendor.close())
  const ledger = newLedger()
  const first = await launch(vendor, ledger)
  const second = await runProcess([
    'serve',
    '--port',
    '0',
    '--operations-port',
    '0',
    ...serveOptions(vendor, ledger),
  ])
  expect(second.code).toBe(1)
  expect(second.stderr).toContain('another gateway is running on it')
  expect(second.stdout).toBe('')
  // The first is none the worse for it.
  const caller = await rawCaller(first.origin)
  caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
  await caller.until('{"good":true}')
  caller.destroy()
  await first.destroy()
  const third = await launch(vendor, ledger)
  third.signal('SIGTERM')
  expect(await third.exited).toBe(0)
}, 60_000)
