/** How sessions end: whose code the other side sees, what is told to whom, and the one record that is left. */
import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { carriedCode, fittingReason } from '../../src/gateway/live/close-code.ts'
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { callLive, type CallerOptions, type LiveCaller, STREAMING } from './caller.ts'
import { startLiveVendor, type LiveVendor, type VendorSession } from './vendor.ts'

type TestTenants = NonNullable<TestOptions['tenants']>

const EMAIL = 'anna.nowak@example.pl'

let vendor: LiveVendor
let gateway: TestGateway
let before = 0
const closers: (() => Promise<void>)[] = []

beforeAll(async () => {
  vendor = await startLiveVendor()
  gateway = await startTestGateway({ vendors: { assemblyai: vendor.origin } })
})

beforeEach(async () => {
  before = (await gateway.records()).length
})

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

interface Stage {
  readonly caller: LiveCaller
  readonly session: VendorSession
}

async function session(target = STREAMING, headers: CallerOptions['headers'] = {}): Promise<Stage> {
  const caller = await callLive(gateway, { target, headers })
  return { caller, session: await vendor.session(vendor.sessions.length) }
}

async function record(): Promise<LedgerRecord | undefined> {
  return (await gateway.records(before + 1)).at(-1)
}

describe('a caller who closes', () => {
  it.each([1000, 1001, 3000, 4001])('with %i is heard by the vendor as such', async (code) => {
    const { caller, session: own } = await session()
    caller.socket.close(code, `bye ${EMAIL}`)
    // The words are the caller's own text, and no place of the agreement's.
    expect(await own.over).toEqual({ code, reason: '' })
    expect((await caller.over).code).toBe(code)
    expect(await record()).toMatchObject({ outcome: 'ok', vendorStatus: 101 })
    expect((await record())?.marks).toEqual(expect.arrayContaining(['closed_by=caller', `close=${code}`]))
  })

  it('without a code is heard without one', async () => {
    const { caller, session: own } = await session()
    caller.socket.close()
    expect((await own.over).code).toBe(1005)
    expect((await record())?.marks).toContain('close=1005')
  })

  it('has all that it said before go first', async () => {
    const { caller, session: own } = await session()
    for (let index = 0; index < 20; index++)
      caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', prompt: `${index} ${EMAIL}` }))
    caller.socket.close(1000)
    expect((await own.over).code).toBe(1000)
    expect(own.frames.length).toBe(20)
    expect(own.frames.at(-1)?.data.toString('utf8')).toContain('19 [EMAIL_1]')
    expect((await record())?.lateRedactions).toEqual({ EMAIL: 20 })
  })

  it('by leaving is one who went away', async () => {
    const { caller, session: own } = await session()
    caller.wire.destroy()
    expect((await own.over).code).toBe(1001)
    expect(await record()).toMatchObject({ outcome: 'client_disconnect' })
  })

  it('by closing its half of the connection is one too', async () => {
    const { caller, session: own } = await session()
    caller.wire.end()
    expect((await own.over).code).toBe(1001)
    expect(await record()).toMatchObject({ outcome: 'client_disconnect' })
  })
})

describe('a vendor that closes', () => {
  it.each([
    [1000, 'ok'],
    [1008, 'vendor_status'],
    [1011, 'vendor_status'],
    [3008, 'vendor_status'],
    [4031, 'vendor_status'],
  ] as const)('with %i in mid-turn is heard by the caller as such: %s', async (code, outcome) => {
    const { caller, session: own } = await session()
    own.socket.send('{"type":"Turn","transcript":"half a","end_of_turn":false}')
    own.socket.close(code, 'enough')
    expect(await caller.over).toEqual({ code, reason: 'enough' })
    expect(caller.texts).toHaveLength(1)
    expect(await record()).toMatchObject({ outcome, code: null })
    expect((await record())?.marks).toEqual(expect.arrayContaining(['closed_by=vendor', `close=${code}`]))
  })

  it('without a code is heard without one', async () => {
    const { caller, session: own } = await session()
    own.socket.close()
    expect((await caller.over).code).toBe(1005)
    expect(await record()).toMatchObject({ outcome: 'ok' })
  })

  it('by breaking off is told in the words of the dialect', async () => {
    const { caller, session: own } = await session()
    own.wire.resetAndDestroy()
    expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Error', error_code: 3005 })
    expect((await caller.over).code).toBe(3005)
    expect(await record()).toMatchObject({ outcome: 'vendor_reset', code: 'vendor_reset' })
  })

  it('gives its reason with the values back in, and without the key', async () => {
    const { caller, session: own } = await session(`${STREAMING}&prompt=${encodeURIComponent(EMAIL)}`)
    own.socket.close(3006, 'the prompt [EMAIL_1] is too long')
    expect((await caller.over).reason).toBe(`the prompt ${EMAIL} is too long`)
    const other = await session()
    other.session.socket.close(4001, 'upstream-assemblyai-key is no key')
    expect(await other.caller.over).toEqual({ code: 4001, reason: '' })
  })
})

describe('pings', () => {
  it('are answered on either side by the gateway itself', async () => {
    const { caller, session: own } = await session()
    for (const socket of [caller.socket, own.socket]) {
      const pong = new Promise<string>((resolve) => socket.once('pong', (data) => resolve(data.toString())))
      socket.ping('are you there?')
      expect(await pong).toBe('are you there?')
    }
    caller.socket.close()
  })
})

describe('limits of time', () => {
  it('end a session in which nobody speaks', async () => {
    gateway.reload({ settings: { timeouts: { live_idle: '200ms' } } })
    try {
      const { caller, session: own } = await session()
      expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Error' })
      expect((await caller.over).code).toBe(3005)
      expect((await own.over).code).toBe(1000)
      expect(await record()).toMatchObject({ outcome: 'session_timeout', code: 'session_idle' })
    } finally {
      gateway.reload()
    }
  })

  it('end one that goes on and on, however much is said', async () => {
    gateway.reload({ settings: { timeouts: { live_total: '300ms' } } })
    try {
      const { caller } = await session()
      const talking = setInterval(() => caller.socket.send(Buffer.alloc(3200)), 10)
      expect((await caller.over).code).toBe(3005)
      clearInterval(talking)
      expect(await record()).toMatchObject({ outcome: 'session_timeout', code: 'session_too_long' })
    } finally {
      gateway.reload()
    }
  })
})

describe('a key that is taken back', () => {
  const KEY = 'limen_a-key-of-config'
  const hash = `sha256:${createHash('sha256').update(KEY).digest('hex')}`
  const held = (status: string): TestTenants => ({
    acme: { keys: [{ id: 'takenback', hash, status }] },
    beta: {},
  })

  it.each([
    ['revoked', held('revoked'), 'key_revoked'],
    ['no longer in the config', { beta: {} }, 'key_unknown'],
  ])('%s: its sessions end within a look of the clock, and no others', async (_how, after, code) => {
    const settings = { timeouts: { live_idle: '2s' } }
    gateway.reload({ settings, tenants: held('active') })
    try {
      const { caller, session: own } = await session(STREAMING, { authorization: KEY })
      const other = await session(STREAMING, { authorization: 'test-key-of-beta' })
      gateway.reload({ settings, tenants: after })
      expect(JSON.parse(await caller.next())).toMatchObject({ error_code: 4001 })
      await caller.over
      await own.over
      expect(other.caller.socket.readyState).toBe(other.caller.socket.OPEN)
      other.caller.socket.close(1000)
      await other.caller.over
      const records = (await gateway.records(before + 2)).slice(before)
      expect(records.map(({ tenant, outcome, code: seen }) => [tenant, outcome, seen])).toEqual([
        ['acme', 'refused_midstream', code],
        ['beta', 'ok', null],
      ])
    } finally {
      gateway.reload()
    }
  })
})

describe('a gateway that stops', () => {
  it('says so in the dialect, waits, and then ends what is left', async () => {
    const here = await startTestGateway({
      vendors: { assemblyai: vendor.origin },
      settings: { shutdown: { grace: '300ms' } },
    })
    const caller = await callLive(here)
    const own = await vendor.session(vendor.sessions.length)
    const stopped = here.gateway.stop()
    expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Warning' })
    // Still a session.
    caller.socket.send(Buffer.alloc(3200))
    await own.heard(1)
    expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Error', error_code: 3005 })
    expect((await caller.over).code).toBe(3005)
    expect((await own.over).code).toBe(1000)
    await stopped
    const [closed] = await here.records(1)
    expect(closed).toMatchObject({ outcome: 'shutdown', code: 'shutting_down' })
    expect(closed?.marks).toContain('audio_out=1/3200')
    await here.stop()
  })

  it('does not wait for sessions that end by themselves', async () => {
    const here = await startTestGateway({
      vendors: { assemblyai: vendor.origin },
      settings: { shutdown: { grace: '20s' } },
    })
    const caller = await callLive(here)
    const stopped = here.gateway.stop()
    await caller.next()
    const from = performance.now()
    caller.socket.close(1000)
    await stopped
    expect(performance.now() - from).toBeLessThan(4000)
    await here.stop()
  })
})

describe('close codes', () => {
  it('that may not stand on the wire are never sent', () => {
    const sent = Array.from({ length: 5000 }, (_, code) => carriedCode(code))
    expect(carriedCode(1005)).toBeUndefined()
    for (const code of [0, 999, 1004, 1006, 1015, 1016, 2999, 5000]) expect(carriedCode(code)).toBe(1011)
    for (const code of sent) expect([1004, 1006, 1015]).not.toContain(code)
  })

  it('have reasons of at most 123 bytes, cut between characters', () => {
    const long = `${'a'.repeat(121)}żółw`
    expect(fittingReason(long)).toBe(`${'a'.repeat(121)}ż`)
    expect(Buffer.byteLength(fittingReason('😀'.repeat(60)))).toBeLessThanOrEqual(123)
    expect(fittingReason('short')).toBe('short')
  })
})
