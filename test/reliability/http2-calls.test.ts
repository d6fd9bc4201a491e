/** Calls over HTTP/2: answered as over HTTP/1.1, with back-pressure, and with a reset wherever the answer is not whole. */
import { once } from 'node:events'
import type { ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { DIALECT_STREAMS } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { http2Call, http2Session } from '../harness/http2-call.ts'
import {
  FLAG,
  frame,
  head,
  http2Frames,
  PREFACE,
  requestFrames,
  reset,
  settings,
  TYPE,
  windowUpdate,
  type Http2Frames,
} from '../harness/http2-frames.ts'
import { eventually, metric, watchLag } from '../harness/observe.ts'
import {
  httpChunk,
  LAST_CHUNK,
  startRawVendor,
  STREAM_HEAD,
  whenClosed,
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

async function stage(serve: (call: RawCall) => void, options: Partial<TestOptions> = {}): Promise<Stage> {
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin }, ...options })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

async function session({ gateway }: Stage): Promise<ClientHttp2Session> {
  const client = await http2Session(gateway.origin)
  closers.push(() => client.destroy())
  return client
}

async function frames(
  { gateway }: Stage,
  initial: Parameters<typeof settings>[0] = [],
): Promise<Http2Frames> {
  const caller = await http2Frames(gateway.origin)
  closers.push(() => caller.destroy())
  caller.write(PREFACE)
  caller.write(settings(initial))
  return caller
}

const [CHAT] = DIALECT_STREAMS
if (CHAT === undefined) throw new Error('no stream')
const { event, end } = CHAT
const SMALL = '{"model":"gpt-5.4-mini","messages":[]}'
const STREAMED = '{"model":"gpt-5.4-mini","messages":[],"stream":true}'
const INITIAL_WINDOW = 4

async function expectNothingHeld({ gateway }: Stage): Promise<void> {
  await eventually(async () => {
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
    expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
    expect(await metric(gateway, 'limen_ledger_open_intents')).toBe(0)
  })
}

function firstEvent({ socket }: RawCall): void {
  socket.write(STREAM_HEAD)
  socket.write(httpChunk(event('first ')))
}

const isData = ({ type }: { readonly type: number }): boolean => type === TYPE.data
const isReset = ({ type }: { readonly type: number }): boolean => type === TYPE.reset

describe('a call', () => {
  test('is answered, and the vendor sees what it would see of HTTP/1.1', async () => {
    const here = await stage(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
    const answer = await http2Call(await session(here), {
      body: SMALL,
      headers: { te: 'trailers', 'x-unlisted': 'not forwarded' },
    })
    expect(answer).toMatchObject({ status: 200, text: '{"good":true}', whole: true })
    expect(answer.headers).not.toHaveProperty('connection')
    expect(answer.headers).toHaveProperty('x-limen-call')
    const [seen] = here.vendor.calls
    expect(seen?.head).toMatch(/^POST \/v1\/chat\/completions HTTP\/1\.1\r\n/)
    expect(seen?.head).not.toMatch(/:authority|:path|\r\nte:|x-unlisted|gateway\.test/i)
    expect(await here.gateway.records(1)).toMatchObject([{ outcome: 'ok' }])
    await expectNothingHeld(here)
  })

  test('a hundred at one time on one connection each get their own answer', async () => {
    const here = await stage(({ socket, body }) => {
      const mark = /mark-\d+x/.exec(body.toString())?.[0] ?? ''
      setTimeout(() => socket.write(wholeAnswer(200, JSON.stringify({ mark }))), Math.random() * 20)
    })
    const client = await session(here)
    const marks = Array.from({ length: 100 }, (_, index) => `mark-${index}x`)
    const answers = await Promise.all(
      marks.map(
        async (mark) =>
          await http2Call(client, { body: SMALL.replace('[]', `[{"role":"user","content":"${mark}"}]`) }),
      ),
    )
    expect(answers.map(({ text }) => (JSON.parse(text) as { mark: string }).mark)).toEqual(marks)
  })

  test('an answer of many megabytes comes whole', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(6 * 1024 * 1024) })
    const here = await stage(({ socket }) => void socket.write(wholeAnswer(200, body)))
    const answer = await http2Call(await session(here), {
      body: SMALL.replace('[]', '[{"role":"user","content":"write to jan@example.com"}]'),
    })
    expect(answer.whole).toBe(true)
    expect(answer.text === body).toBe(true)
  })

  test('a stream passes event by event and ends cleanly', async () => {
    const here = await stage((call) => {
      firstEvent(call)
      call.socket.write(httpChunk(end))
      call.socket.write(LAST_CHUNK)
    })
    const answer = await http2Call(await session(here), { body: STREAMED })
    expect(answer.whole).toBe(true)
    expect(answer.text).toContain('first ')
    expect(answer.text.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  test('one refused before its body came: an answer, its end, and a reset that blames nobody', async () => {
    const here = await stage(() => {})
    const caller = await frames(here)
    caller.write(frame(TYPE.headers, FLAG.endHeaders, 1, head(['content-length', '99999999'])))
    await caller.until('the end of the answer', (one) => isData(one) && one.flags === FLAG.endStream)
    const last = await caller.until('a reset', isReset)
    expect(last.payload.readUInt32BE()).toBe(0)
    expect(here.vendor.calls).toHaveLength(0)
  })

  test('Expect: 100-continue is answered with 100 before the body', async () => {
    const here = await stage(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
    const caller = await frames(here)
    caller.write(frame(TYPE.headers, FLAG.endHeaders, 1, head(['expect', '100-continue'])))
    const first = await caller.until('a head', ({ type }) => type === TYPE.headers)
    expect(first.flags).toBe(FLAG.endHeaders)
    caller.write(frame(TYPE.data, FLAG.endStream, 1, SMALL))
    const body = await caller.until('the answer', isData)
    expect(body.payload.toString()).toBe('{"good":true}')
  })
})

describe('an answer that breaks', () => {
  test('a stream ends in the error event and a reset, never in the end of the stream', async () => {
    const here = await stage((call) => {
      firstEvent(call)
      setTimeout(() => call.socket.destroy(), 50)
    })
    const caller = await frames(here)
    caller.write(requestFrames(1, STREAMED))
    const last = await caller.until('a reset', isReset)
    expect(last.payload.readUInt32BE()).not.toBe(0)
    const data = caller.frames.filter(isData)
    expect(data.map(({ flags }) => flags & FLAG.endStream)).toEqual(data.map(() => 0))
    const text = Buffer.concat(data.map(({ payload }) => payload)).toString()
    expect(text).toContain('first ')
    expect(text).toContain('"error"')
    expect(text).not.toContain('[DONE]')
    expect(caller.frames.indexOf(last)).toBeGreaterThan(caller.frames.findLastIndex(isData))
    await expectNothingHeld(here)
  })

  test('and the other calls of the connection go on', async () => {
    const here = await stage((call) => {
      if (call.ordinal === 1) {
        firstEvent(call)
        setTimeout(() => call.socket.destroy(), 50)
      } else call.socket.write(wholeAnswer(200, '{"good":true}'))
    })
    const client = await session(here)
    const broken = await http2Call(client, { body: STREAMED })
    expect(broken).toMatchObject({ status: 200, whole: false })
    expect(await http2Call(client, { body: SMALL })).toMatchObject({ status: 200, whole: true })
  })
})

test('a vendor that breaks hundreds of streams costs no caller its connection', async () => {
  const here = await stage((call) => {
    firstEvent(call)
    setTimeout(() => call.socket.destroy(), 5)
  })
  const client = await session(here)
  for (let round = 0; round < 8; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => await http2Call(client, { body: STREAMED })),
    )
    expect(answers.every(({ status, whole }) => status === 200 && !whole)).toBe(true)
  }
  expect(client.destroyed).toBe(false)
  expect(await metric(here.gateway, 'limen_frame_floods_total')).toBe(0)
}, 20_000)

/** Milliseconds from the act until the socket is closed, without the delay of a machine that is busy with something else. */
async function closedAfter(socket: Socket, act: () => void): Promise<number> {
  const closed = whenClosed(socket)
  const lag = watchLag()
  const started = performance.now()
  act()
  await closed
  return performance.now() - started - lag()
}

describe('a caller who leaves', () => {
  const leave: readonly [string, (caller: Http2Frames) => void][] = [
    ['resets the stream', (caller) => caller.write(reset(1))],
    ['resets it without blame', (caller) => caller.write(reset(1, 0))],
    [
      'says goodbye and hangs up',
      (caller) => void caller.socket.end(frame(TYPE.goaway, 0, 0, Buffer.alloc(8))),
    ],
    ['breaks the connection', (caller) => void caller.socket.resetAndDestroy()],
  ]
  test.each(leave)('before the first byte: %s, and the vendor is hung up on', async (_name, act) => {
    const here = await stage(() => {})
    const caller = await frames(here)
    caller.write(requestFrames(1, STREAMED))
    const { socket } = await here.vendor.call(1)
    expect(await closedAfter(socket, () => act(caller))).toBeLessThan(100)
    expect(await here.gateway.records(1)).toMatchObject([{ outcome: 'client_disconnect' }])
    await expectNothingHeld(here)
  })

  test.each(leave)('in the middle of a stream: %s, and the vendor is hung up on', async (_name, act) => {
    const here = await stage(firstEvent)
    const caller = await frames(here)
    caller.write(requestFrames(1, STREAMED))
    await caller.until('an event', isData)
    const { socket } = await here.vendor.call(1)
    expect(await closedAfter(socket, () => act(caller))).toBeLessThan(100)
    expect(await here.gateway.records(1)).toMatchObject([{ outcome: 'client_disconnect' }])
    await expectNothingHeld(here)
  })

  test.each(leave.filter(([name]) => !name.includes('blame')))(
    'with the rest of a whole answer before a closed window: %s',
    async (_name, act) => {
      const here = await stage(
        ({ socket }) => void socket.write(wholeAnswer(200, `{"a":"${'x'.repeat(50_000)}"}`)),
      )
      const caller = await frames(here, [[INITIAL_WINDOW, 10]])
      caller.write(requestFrames(1, SMALL))
      await caller.until('a part of the answer', isData)
      act(caller)
      expect(await here.gateway.records(1)).toMatchObject([{ outcome: 'client_disconnect' }])
      await expectNothingHeld(here)
    },
  )

  test.each(leave)('in the middle of its body: %s, and nothing is sent to a vendor', async (_name, act) => {
    const here = await stage(() => {})
    const caller = await frames(here)
    caller.write(frame(TYPE.headers, FLAG.endHeaders, 1, head()))
    caller.write(frame(TYPE.data, 0, 1, SMALL))
    await eventually(async () => expect(await metric(here.gateway, 'limen_in_flight_calls')).toBe(1))
    act(caller)
    await expectNothingHeld(here)
    expect(here.vendor.calls).toHaveLength(0)
  })
})

test('a caller who says goodbye gets the rest of its answer, however long it takes', async () => {
  const here = await stage(firstEvent, { settings: { timeouts: { request_headers: '100ms' } } })
  const client = await session(here)
  const stream = client.request({
    ':method': 'POST',
    ':path': '/openai/v1/chat/completions',
    authorization: 'Bearer test-key-of-acme',
    'content-type': 'application/json',
  })
  stream.end(STREAMED)
  await once(stream, 'response')
  client.close()
  await wait(500)
  const { socket } = await here.vendor.call(1)
  socket.write(httpChunk(end))
  socket.write(LAST_CHUNK)
  let text = ''
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(stream, 'close')
  expect(stream.rstCode).toBe(0)
  expect(text).toContain('[DONE]')
  expect(await here.gateway.records(1)).toMatchObject([{ outcome: 'ok' }])
})

test('one who says goodbye, breaks the protocol and hangs up is noticed all the same', async () => {
  const here = await stage(firstEvent, { settings: { timeouts: { request_headers: '300ms' } } })
  const caller = await frames(here)
  caller.write(requestFrames(1, STREAMED))
  await caller.until('an event', isData)
  caller.write(Buffer.concat([frame(TYPE.goaway, 0, 0, Buffer.alloc(8)), frame(TYPE.data, 0, 5, 'x')]))
  caller.destroy()
  expect(await here.gateway.records(1)).toMatchObject([{ outcome: 'client_disconnect' }])
  await expectNothingHeld(here)
})

describe('back-pressure', () => {
  test('a caller who opens no window stops the vendor, and gets all of it once it reads', async () => {
    const big = httpChunk(event('y'.repeat(60_000)))
    const count = 400
    const here = await stage(({ socket }) => {
      socket.write(STREAM_HEAD)
      for (let index = 0; index < count; index += 1) socket.write(big)
      socket.write(httpChunk(end))
      socket.write(LAST_CHUNK)
    })
    const client = await session(here)
    const stream = client.request({
      ':method': 'POST',
      ':path': '/openai/v1/chat/completions',
      authorization: 'Bearer test-key-of-acme',
      'content-type': 'application/json',
    })
    stream.end(STREAMED)
    await once(stream, 'response')
    const { socket } = await here.vendor.call(1)
    // Sizes of kernel buffers differ; what the vendor could not write has to stay most of it.
    await eventually(() => expect(socket.writableLength).toBeGreaterThan((big.length * count) / 2))
    const before = process.memoryUsage().external
    let bytes = 0
    stream.on('data', (chunk: Buffer) => (bytes += chunk.length))
    await once(stream, 'close')
    expect(bytes).toBeGreaterThan(60_000 * count)
    expect(stream.rstCode).toBe(0)
    expect(process.memoryUsage().external - before).toBeLessThan(64 * 1024 * 1024)
  }, 20_000)

  test('one who takes too little in the time of a slow reader is cut off', async () => {
    const here = await stage(
      ({ socket }) => void socket.write(wholeAnswer(200, `{"a":"${'x'.repeat(300_000)}"}`)),
      { settings: { timeouts: { slow_reader: '300ms' } } },
    )
    const caller = await frames(here, [[INITIAL_WINDOW, 10]])
    caller.write(requestFrames(1, SMALL))
    const dribble = setInterval(() => caller.write(windowUpdate(1, 1)), 50)
    closers.push(() => clearInterval(dribble))
    const last = await caller.until('a reset', isReset)
    expect(last.payload.readUInt32BE()).not.toBe(0)
    expect(await here.gateway.records(1)).toMatchObject([
      { outcome: 'client_disconnect', marks: ['sandbox', 'slow_reader'] },
    ])
    await expectNothingHeld(here)
  })

  test('a body that does not come in time is 408', async () => {
    const here = await stage(() => {}, {
      settings: { timeouts: { request_headers: '200ms', request_body: '300ms' } },
    })
    const caller = await frames(here)
    caller.write(frame(TYPE.headers, FLAG.endHeaders, 1, head()))
    caller.write(frame(TYPE.data, 0, 1, '{"model"'))
    const answer = await caller.until('an answer', (one) => isData(one) && one.flags === FLAG.endStream)
    expect(answer.payload.toString()).toContain('The request took too long.')
    await caller.until('a reset', isReset)
    await expectNothingHeld(here)
  })
})

describe('the end of a gateway', () => {
  test('callers hear of it, streams end whole within grace, and then the connection closes', async () => {
    const here = await stage(firstEvent, { settings: { shutdown: { grace: '5s' } } })
    const caller = await frames(here)
    caller.write(requestFrames(1, STREAMED))
    await caller.until('an event', isData)
    const { socket } = await here.vendor.call(1)
    const stopping = here.gateway.gateway.stop()
    await caller.until('a goodbye', ({ type }) => type === TYPE.goaway)
    socket.write(httpChunk(end))
    socket.write(LAST_CHUNK)
    await caller.until('the end of the stream', (one) => isData(one) && one.flags === FLAG.endStream)
    await caller.end()
    await stopping
    expect(caller.frames.some(isReset)).toBe(false)
  })

  test('while it drains, callers hear of it and new calls are still served', async () => {
    const here = await stage(
      (call) => {
        if (call.body.includes('"stream":true')) firstEvent(call)
        else call.socket.write(wholeAnswer(200, '{"good":true}'))
      },
      { settings: { shutdown: { drain: '700ms', grace: '100ms' } } },
    )
    const caller = await frames(here)
    caller.write(requestFrames(1, STREAMED))
    await caller.until('an event', isData)
    const stopping = here.gateway.gateway.stop()
    const goodbye = await caller.until('a goodbye', ({ type }) => type === TYPE.goaway)
    // The last stream that is served: whatever was sent after it was not looked at, and may be sent again elsewhere.
    expect(goodbye.payload.readUInt32BE(0)).toBe(1)
    const late = await frames(here)
    late.write(requestFrames(1, SMALL))
    await late.until('a goodbye', ({ type }) => type === TYPE.goaway)
    const answer = await late.until('an answer', isData)
    expect(answer.payload.toString()).toBe('{"good":true}')
    expect(caller.ended).toBe(false)
    await stopping
  })

  test('after grace: the error event, and a reset', async () => {
    const here = await stage(firstEvent, { settings: { shutdown: { grace: '100ms' } } })
    const caller = await frames(here)
    caller.write(requestFrames(1, STREAMED))
    await caller.until('an event', isData)
    const stopping = here.gateway.gateway.stop()
    const last = await caller.until('a reset', isReset)
    expect(last.payload.readUInt32BE()).not.toBe(0)
    const text = Buffer.concat(caller.frames.filter(isData).map(({ payload }) => payload)).toString()
    expect(text).toContain('shutting_down')
    await stopping
  })

  test('one without a call is closed at once', async () => {
    const here = await stage(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
    const caller = await frames(here)
    caller.write(requestFrames(1, SMALL))
    await caller.until('an answer', isData)
    const started = performance.now()
    await here.gateway.gateway.stop()
    await caller.end()
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
