/** Slow readers on either side: what they do not take is not read from the other, nothing is lost, and nobody waits for ever. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { callLive, type LiveCaller } from './caller.ts'
import { startLiveVendor, type LiveVendor, type VendorSession } from './vendor.ts'

const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly vendor: LiveVendor
  readonly gateway: TestGateway
  readonly caller: LiveCaller
  readonly session: VendorSession
}

async function stage(settings: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const vendor = await startLiveVendor()
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { assemblyai: vendor.origin }, settings })
  closers.push(async () => await gateway.stop())
  const caller = await callLive(gateway)
  return { vendor, gateway, caller, session: await vendor.session(1) }
}

/** Bytes of this machine's own socket buffers on loopback, on the way through one gateway, and what the gateway may hold. */
const BUFFERS = 24 * 1024 ** 2
const FLOOD = 64 * 1024 ** 2
const TURN = JSON.stringify({ type: 'Turn', transcript: 'word '.repeat(12_000), end_of_turn: true })

describe('a caller who reads slowly', () => {
  it('holds the vendor back, and has everything in the end', async () => {
    const { caller, session } = await stage()
    caller.wire.pause()
    const count = FLOOD / TURN.length
    for (let index = 0; index < count; index++) session.socket.send(TURN)
    await wait(400)
    const held = session.wire.writableLength
    expect(held).toBeGreaterThan(FLOOD - BUFFERS)
    caller.wire.resume()
    session.socket.close(1000)
    expect((await caller.over).code).toBe(1000)
    expect(caller.texts).toHaveLength(Math.ceil(count))
  })

  it('is cut off when it takes nothing for too long', async () => {
    const { gateway, caller, session } = await stage({ timeouts: { slow_reader: '300ms' } })
    caller.wire.pause()
    for (let index = 0; index < FLOOD / TURN.length; index++) session.socket.send(TURN)
    await session.over
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({ outcome: 'client_disconnect' })
    expect(record?.marks).toContain('slow_reader')
    caller.wire.destroy()
  })
})

describe('a vendor that reads slowly', () => {
  it('holds the caller back, and has everything in the end, in order', async () => {
    const { caller, session } = await stage()
    session.wire.pause()
    const sound = Buffer.alloc(64 * 1024)
    const count = FLOOD / sound.length
    for (let index = 0; index < count; index++) {
      const frame = Buffer.from(sound)
      frame.writeUInt32BE(index)
      caller.socket.send(frame)
    }
    await wait(400)
    expect(caller.wire.writableLength).toBeGreaterThan(FLOOD - BUFFERS)
    session.wire.resume()
    await session.heard(count)
    expect(session.frames.every(({ data }, index) => data.readUInt32BE() === index)).toBe(true)
    caller.socket.close()
  })

  it('is given up when it takes nothing for too long', async () => {
    const { gateway, caller, session } = await stage({ timeouts: { slow_reader: '300ms' } })
    session.wire.pause()
    const sound = Buffer.alloc(64 * 1024)
    for (let index = 0; index < FLOOD / sound.length; index++) caller.socket.send(sound)
    expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Error', error_code: 3005 })
    expect((await gateway.records(1))[0]).toMatchObject({ outcome: 'vendor_timeout_idle' })
    caller.wire.destroy()
  })
})

describe('a caller who speaks faster than its text can be looked at', () => {
  it('is read only as fast, and counted against the one budget', async () => {
    const { gateway, caller, session } = await stage()
    const prompt = 'Please call me back about my contract. '.repeat(4000)
    const text = JSON.stringify({ type: 'UpdateConfiguration', prompt })
    for (let index = 0; index < 60; index++) caller.socket.send(text)
    let most = 0
    while (session.frames.length < 60) {
      most = Math.max(most, await metric(gateway, 'limen_inspected_bytes'))
      expect(most).toBeLessThan(2 * 1024 ** 2)
    }
    expect(most).toBeGreaterThan(0)
    caller.socket.close()
    await gateway.records(1)
    expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
  })
})

describe('frames that are not whole yet', () => {
  it('count against the one budget, and end their session where it has no room', async () => {
    const { gateway, caller, session } = await stage({ limits: { inspected_in_flight: '1MB' } })
    const other = await callLive(gateway)
    caller.socket.send(Buffer.alloc(600 * 1024), { fin: false })
    await eventually(async () =>
      expect(await metric(gateway, 'limen_inspected_bytes')).toBeGreaterThan(400 * 1024),
    )
    other.socket.on('error', () => {})
    other.socket.send(Buffer.alloc(2 * 1024 ** 2), { fin: false })
    expect(JSON.parse(await other.next())).toMatchObject({ type: 'Error', error_code: 3005 })
    await other.over
    // The first one goes on, and gives back what it held.
    caller.socket.send(Buffer.alloc(10), { fin: true })
    await session.heard(1)
    expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
    expect(session.frames[0]?.data).toHaveLength(600 * 1024 + 10)
    caller.socket.close()
    const codes = (await gateway.records(2)).map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set([null, 'overloaded']))
  })
})
