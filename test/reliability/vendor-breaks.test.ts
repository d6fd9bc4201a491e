/** A vendor that breaks off: nobody downstream takes half an answer for a whole one, and the connection is never used again. */
import { Translator } from 'deepl-node'
import OpenAI, { APIError, InternalServerError } from 'openai'
import { afterEach, describe, expect, test } from 'vitest'
import {
  DIALECT_STREAMS,
  eventsOf,
  openaiClient,
  raisedBy,
  type DialectStream,
} from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { metric } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import {
  httpChunk,
  LAST_CHUNK,
  startRawVendor,
  STREAM_HEAD,
  wholeAnswer,
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

/** The first call gets `bad`, later ones a good answer. */
async function stage(bad: (call: RawCall) => void): Promise<Stage> {
  const vendor = await startRawVendor((call) => {
    if (call.ordinal === 1) bad(call)
    else call.socket.write(wholeAnswer(200, '{"good":true}'))
  })
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin, deepl: vendor.origin } })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

/** The next call gets its own answer on a fresh connection; the broken one is closed. */
async function expectFreshConnection({ vendor, gateway }: Stage): Promise<void> {
  const caller = await rawCaller(gateway.origin)
  caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
  expect(await caller.until('{"good":true}')).toMatch(/^HTTP\/1\.1 200 /)
  caller.destroy()
  expect(vendor.calls).toHaveLength(2)
  expect(vendor.calls[1]?.socket).not.toBe(vendor.calls[0]?.socket)
  const { socket } = await vendor.call(1)
  await whenClosed(socket, 1000)
}

/** Written with a pause, so that what was written has left before the connection breaks. */
function afterward(act: () => void): void {
  setTimeout(act, 50)
}

const ways: readonly {
  readonly how: string
  readonly outcome: 'vendor_reset' | 'vendor_truncated'
  readonly act: (call: RawCall, stream: DialectStream) => void
  /** The HTTP message was whole, so its connection may be used again. */
  readonly whole?: true
}[] = [
  {
    how: 'resets the connection between two events',
    outcome: 'vendor_reset',
    act: (call) => afterward(() => call.socket.resetAndDestroy()),
  },
  {
    how: 'closes the connection between two events',
    outcome: 'vendor_truncated',
    act: (call) => afterward(() => call.socket.end()),
  },
  {
    how: 'resets the connection in the middle of an event',
    outcome: 'vendor_reset',
    act: (call, stream) => {
      call.socket.write(httpChunk(stream.event('three ').slice(0, 25)))
      afterward(() => call.socket.resetAndDestroy())
    },
  },
  {
    how: 'closes the connection in the middle of a chunk',
    outcome: 'vendor_truncated',
    act: (call, stream) => {
      call.socket.write(httpChunk(stream.event('three ')).subarray(0, 30))
      afterward(() => call.socket.end())
    },
  },
  {
    how: 'ends the body cleanly, but without the end mark',
    outcome: 'vendor_truncated',
    act: (call) => void call.socket.write(LAST_CHUNK),
    whole: true,
  },
  {
    how: 'ends the body cleanly in the middle of an event',
    outcome: 'vendor_truncated',
    act: (call, stream) => {
      call.socket.write(httpChunk(stream.event('three ').slice(0, -12)))
      call.socket.write(LAST_CHUNK)
    },
    whole: true,
  },
  {
    how: 'ends the body cleanly in the middle of the end mark',
    outcome: 'vendor_truncated',
    act: (call, stream) => {
      call.socket.write(httpChunk(stream.end.slice(0, stream.end.length - 7)))
      call.socket.write(LAST_CHUNK)
    },
    whole: true,
  },
]

for (const { how, outcome, act, whole } of ways) {
  describe(`a vendor that ${how}`, () => {
    test.each(DIALECT_STREAMS)('$name: the SDK raises an error of the API', async (stream) => {
      const here = await stage((call) => {
        call.socket.write(STREAM_HEAD)
        call.socket.write(httpChunk(stream.event('one ')))
        call.socket.write(httpChunk(stream.event('two ')))
        act(call, stream)
      })
      let text = ''
      const error = await raisedBy(stream.read(openaiClient(here.gateway.origin), (part) => (text += part)))
      expect(error).toBeInstanceOf(APIError)
      expect(error).toMatchObject({ code: outcome })
      expect(text).toBe('one two ')
      const records = await here.gateway.records()
      expect(records).toHaveLength(1)
      expect(records[0]).toMatchObject({
        outcome,
        code: outcome,
        vendorStatus: 200,
        streamed: stream.name !== 'transcript',
      })
      expect(await metric(here.gateway, 'limen_requests_total', [`outcome="${outcome}"`])).toBe(1)
      if (whole !== true) await expectFreshConnection(here)
    })

    test('the last event is the error, and nothing says that the stream was whole', async () => {
      const [stream] = DIALECT_STREAMS
      if (stream === undefined) throw new Error('no stream')
      const here = await stage((call) => {
        call.socket.write(STREAM_HEAD)
        call.socket.write(httpChunk(stream.event('one ')))
        act(call, stream)
      })
      const caller = await rawCaller(here.gateway.origin)
      caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[],"stream":true}'))
      const { events, terminated } = eventsOf(await caller.end())
      expect(events.at(-1)).toContain(`"code":"${outcome}"`)
      expect(terminated).toBe(false)
      // Every event before it is one that the vendor sent whole.
      for (const event of events.slice(0, -1))
        expect([stream.event('one '), ...stream.end.split(/(?<=\n\n)/)]).toContain(event)
      expect(events.join('')).not.toContain('[DONE]')
    })
  })
}

describe('a whole answer that breaks off', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
  const broken: readonly [string, string, (call: RawCall) => void][] = [
    ['before the head, by a close', 'vendor_reset', (call) => void call.socket.end()],
    ['before the head, by a reset', 'vendor_reset', (call) => void call.socket.resetAndDestroy()],
    ['in the head', 'vendor_reset', (call) => void call.socket.end('HTTP/1.1 200 OK\r\ncontent-ty')],
    [
      'in a body of known length',
      'vendor_truncated',
      (call) => void call.socket.end(`${HEAD}content-length: 500\r\n\r\n{"choices":[`),
    ],
    [
      'in a chunked body',
      'vendor_truncated',
      (call) => void call.socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{"cho\r\n`),
    ],
    [
      'in a body of known length, by a reset',
      'vendor_reset',
      (call) => {
        call.socket.write(`${HEAD}content-length: 500\r\n\r\n{"choices":[`)
        afterward(() => call.socket.resetAndDestroy())
      },
    ],
  ]

  test.each(broken)('%s: 502, raised by the SDK and not tried again', async (_where, outcome, act) => {
    const here = await stage(act)
    const error = await raisedBy(
      openaiClient(here.gateway.origin).chat.completions.create({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'user', content: 'Write to jan.kowalski@example.com' }],
      }),
    )
    expect(error).toBeInstanceOf(InternalServerError)
    expect(error).toMatchObject({ status: 502, code: outcome })
    expect(here.vendor.calls).toHaveLength(1)
    expect((await here.gateway.records()).map((record) => record.outcome)).toEqual([outcome])
    await expectFreshConnection(here)
  })

  test.each(broken)('DeepL, %s: raised by deepl-node', async (_where, outcome, act) => {
    const here = await stage(act)
    const client = new Translator('test-key-of-acme', {
      serverUrl: `${here.gateway.origin}/deepl`,
      maxRetries: 0,
    })
    await raisedBy(client.translateText('Write to jan.kowalski@example.com', null, 'de'))
    expect((await here.gateway.records()).map((record) => record.outcome)).toEqual([outcome])
  })

  test('that passes as it comes: the caller’s connection breaks too', async () => {
    const here = await stage((call) => void call.socket.end(`${HEAD}content-length: 500\r\n\r\n{"choices":[`))
    const error = await raisedBy(
      new OpenAI({
        apiKey: 'test-key-of-acme',
        baseURL: `${here.gateway.origin}/openai/v1`,
        maxRetries: 0,
      }).chat.completions.create({ model: 'gpt-5.4-mini', messages: [{ role: 'user', content: 'hello' }] }),
    )
    expect(error).toBeInstanceOf(Error)
    expect((await here.gateway.records()).map((record) => record.outcome)).toEqual(['vendor_truncated'])
    await expectFreshConnection(here)
  })
})

test('a vendor that says itself that the stream failed: its error event is the last, and the record is no success', async () => {
  const [stream] = DIALECT_STREAMS
  if (stream === undefined) throw new Error('no stream')
  const here = await stage((call) => {
    call.socket.write(STREAM_HEAD)
    call.socket.write(httpChunk(stream.event('one ')))
    call.socket.write(
      httpChunk('data: {"error":{"message":"overloaded","type":"server_error","param":null,"code":"x"}}\n\n'),
    )
    call.socket.write(LAST_CHUNK)
  })
  const error = await raisedBy(stream.read(openaiClient(here.gateway.origin), () => {}))
  expect(error).toMatchObject({ code: 'x' })
  const [record] = await here.gateway.records()
  expect(record).toMatchObject({ outcome: 'vendor_status', code: null, vendorStatus: 200 })
})

test('a stream that ends well is ok, and its connection is used again', async () => {
  for (const stream of DIALECT_STREAMS) {
    const here = await stage((call) => {
      call.socket.write(STREAM_HEAD)
      call.socket.write(httpChunk(stream.event('one ')))
      call.socket.write(httpChunk(stream.end))
      call.socket.write(LAST_CHUNK)
    })
    let text = ''
    await stream.read(openaiClient(here.gateway.origin), (part) => (text += part))
    expect(text).toBe('one ')
    expect((await here.gateway.records()).map((record) => record.outcome)).toEqual(['ok'])
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
    await caller.until('{"good":true}')
    caller.destroy()
    expect(here.vendor.sockets).toHaveLength(1)
  }
})
