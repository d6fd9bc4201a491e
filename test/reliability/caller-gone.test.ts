/** A caller who leaves: the vendor's socket closes at once, the record says so, and nothing stays reserved. */
import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { printedChance } from '../harness/chance.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { eventually, metric, watchLag } from '../harness/observe.ts'
import { rawCaller, requestBytes, type RawCaller } from '../harness/raw-caller.ts'
import {
  httpChunk,
  startRawVendor,
  STREAM_HEAD,
  whenClosed,
  type RawCall,
  type RawVendor,
} from '../harness/raw-vendor.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly vendor: RawVendor
  readonly gateway: TestGateway
}

async function stage(serve: (call: RawCall) => void, options: Partial<TestOptions> = {}): Promise<Stage> {
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin }, ...options })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

const chat = (stream: boolean, content = 'Please write to jan.kowalski@example.com.'): string =>
  JSON.stringify({ model: 'gpt-5.4-mini', stream, messages: [{ role: 'user', content }] })

const FRAME = (index: number): string =>
  `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"w${index} "},"finish_reason":null}]}\n\n`

/** Milliseconds from the act until the socket is closed, without the delay of a machine that is busy with something else. */
async function closedAfter(socket: Socket, act: () => void): Promise<number> {
  const closed = whenClosed(socket)
  const lag = watchLag()
  const started = performance.now()
  act()
  await closed
  return performance.now() - started - lag()
}

async function expectNothingHeld({ gateway }: Stage): Promise<void> {
  await eventually(async () => {
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
    expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
    expect(await metric(gateway, 'limen_ledger_open_intents')).toBe(0)
  })
}

describe('a caller who leaves before the first byte', () => {
  const leave: readonly [string, (caller: RawCaller) => void][] = [
    ['closing the socket', (caller) => caller.destroy()],
    ['resetting the socket', (caller) => void caller.socket.resetAndDestroy()],
  ]
  for (const stream of [false, true]) {
    test.each(leave)(
      `${stream ? 'a stream' : 'a whole answer'}, %s: the vendor is cut off`,
      async (_how, act) => {
        const here = await stage(() => {})
        const caller = await rawCaller(here.gateway.origin)
        caller.write(requestBytes(chat(stream)))
        const { socket } = await here.vendor.call(1)
        expect(await metric(here.gateway, 'limen_in_flight_calls')).toBe(1)
        expect(await metric(here.gateway, 'limen_inspected_bytes')).toBeGreaterThan(0)
        const took = await closedAfter(socket, () => act(caller))
        expect(took).toBeLessThan(100)
        const [record, ...more] = await here.gateway.records()
        expect(more).toEqual([])
        expect(record).toMatchObject({
          outcome: 'client_disconnect',
          code: null,
          vendorStatus: null,
          bytesIn: 0,
          region: 'eu',
          streamed: stream,
        })
        expect(record?.bytesOut).toBe(here.vendor.calls[0]?.body.length)
        // Nothing is tried again for a caller who is not there.
        expect(here.vendor.sockets).toHaveLength(1)
        await expectNothingHeld(here)
      },
    )
  }
})

describe('a caller who leaves in mid-stream', () => {
  test.each([0, 1, 2, 7])(
    'after chunk %i: the vendor is cut off and the bytes are counted',
    async (count) => {
      const here = await stage(({ socket }) => {
        socket.write(STREAM_HEAD)
        for (let index = 1; index <= count; index += 1) socket.write(httpChunk(FRAME(index)))
      })
      const caller = await rawCaller(here.gateway.origin)
      caller.write(requestBytes(chat(true)))
      await caller.until(count === 0 ? '\r\n\r\n' : `w${count} `)
      const took = await closedAfter(await here.vendor.socket(1), () => caller.destroy())
      expect(took).toBeLessThan(100)
      const [record] = await here.gateway.records()
      expect(record).toMatchObject({ outcome: 'client_disconnect', vendorStatus: 200 })
      expect(record?.bytesIn).toBe(
        Array.from({ length: count }, (_, index) => FRAME(index + 1).length).reduce(
          (sum, each) => sum + each,
          0,
        ),
      )
      expect(await metric(here.gateway, 'limen_stream_ends_total', ['outcome="client_disconnect"'])).toBe(1)
      await expectNothingHeld(here)
    },
  )
})

describe('a caller who hangs up at the end mark, as SDKs do', () => {
  test('has the whole answer: the record says ok, and the vendor is let go', async () => {
    const here = await stage(({ socket }) => {
      socket.write(STREAM_HEAD)
      socket.write(httpChunk(FRAME(1)))
      // The end of the body is still to come.
      socket.write(httpChunk('data: [DONE]\n\n'))
    })
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes(chat(true)))
    await caller.until('[DONE]')
    const took = await closedAfter(await here.vendor.socket(1), () => caller.destroy())
    expect(took).toBeLessThan(100)
    expect(await here.gateway.records()).toMatchObject([{ outcome: 'ok', vendorStatus: 200 }])
    await expectNothingHeld(here)
  })

  test('after an error event of the vendor it is the vendor’s failure', async () => {
    const here = await stage(({ socket }) => {
      socket.write(STREAM_HEAD)
      socket.write(
        httpChunk('data: {"error":{"message":"m","type":"server_error","param":null,"code":"c"}}\n\n'),
      )
    })
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes(chat(true)))
    await caller.until('server_error')
    caller.destroy()
    expect(await here.gateway.records()).toMatchObject([{ outcome: 'vendor_status' }])
  })
})

describe('a caller who leaves while the body is uploaded', () => {
  test('JSON: the vendor has seen no byte, no attempt is recorded, the budget is free', async () => {
    const here = await stage(() => {})
    const caller = await rawCaller(here.gateway.origin)
    const whole = requestBytes(chat(false, 'x'.repeat(100_000)))
    caller.write(whole.subarray(0, whole.length - 10))
    await eventually(async () =>
      expect(await metric(here.gateway, 'limen_inspected_bytes')).toBeGreaterThan(100_000),
    )
    caller.destroy()
    await expectNothingHeld(here)
    expect(await here.gateway.records()).toEqual([])
    expect(here.vendor.sockets).toHaveLength(0)
  })

  test('multipart: the vendor request is broken off, never completed', async () => {
    const here = await stage(() => {
      throw new Error('the vendor saw a whole request')
    })
    const caller = await rawCaller(here.gateway.origin)
    caller.write(
      requestBytes(
        '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n' +
          '--b\r\ncontent-disposition: form-data; name="file"; filename="audio.wav"\r\n\r\n' +
          'a'.repeat(200_000),
        {
          path: '/openai/v1/audio/transcriptions',
          headers: ['content-type: multipart/form-data; boundary=b'],
          length: 5_000_000,
        },
      ),
    )
    const socket = await here.vendor.socket(1)
    await eventually(() => expect(here.vendor.bytes).toBeGreaterThan(150_000))
    expect(await closedAfter(socket, () => caller.destroy())).toBeLessThan(100)
    const [record] = await here.gateway.records()
    expect(record).toMatchObject({ outcome: 'client_disconnect', vendorStatus: null })
    expect(record?.bytesOut).toBeGreaterThan(150_000)
    await expectNothingHeld(here)
  })
})

test('a caller who leaves while the call waits for a vendor connection: the vendor never sees the call', async () => {
  const here = await stage(() => {}, { settings: { limits: { upstream_connections: 1 } } })
  const first = await rawCaller(here.gateway.origin)
  first.write(requestBytes(chat(false)))
  await here.vendor.call(1)
  const second = await rawCaller(here.gateway.origin)
  second.write(requestBytes(chat(false)))
  await eventually(async () => expect(await metric(here.gateway, 'limen_ledger_open_intents')).toBe(2))
  second.destroy()
  await eventually(async () => expect(await metric(here.gateway, 'limen_in_flight_calls')).toBe(1))
  here.vendor.calls[0]?.socket.write(
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}',
  )
  await first.until('{}')
  first.destroy()
  const outcomes = (await here.gateway.records()).map((record) => [record.outcome, record.bytesOut])
  expect(outcomes).toEqual([
    ['ok', here.vendor.calls[0]?.body.length],
    ['client_disconnect', 0],
  ])
  expect(here.vendor.calls).toHaveLength(1)
  await expectNothingHeld(here)
})

test('a thousand callers who leave at random moments leave nothing behind', async () => {
  const chance = printedChance()
  const here = await stage(({ socket }) => {
    socket.write(STREAM_HEAD)
    for (let index = 0; index < 5; index += 1) socket.write(httpChunk(FRAME(index)))
  })
  const bytes = requestBytes(chat(true))
  for (let round = 0; round < 20; round += 1) {
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const caller = await rawCaller(here.gateway.origin)
        const kind = chance.next()
        caller.write(kind < 0.3 ? bytes.subarray(0, Math.floor(chance.next() * bytes.length)) : bytes)
        if (kind > 0.5) await new Promise((resolve) => setTimeout(resolve, chance.next() * 30))
        if (chance.next() < 0.5) caller.destroy()
        else caller.socket.resetAndDestroy()
      }),
    )
  }
  await expectNothingHeld(here)
  const records = await here.gateway.records()
  expect(new Set(records.map((record) => record.outcome))).toEqual(new Set(['client_disconnect']))
  await eventually(() => expect(here.vendor.sockets.filter((socket) => !socket.destroyed)).toEqual([]))
})
