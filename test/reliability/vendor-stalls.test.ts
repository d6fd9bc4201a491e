/** A vendor that stops: each time limit fires under its own name, near its value, and the caller hears of it in its dialect. */
import { Translator } from 'deepl-node'
import { APIError } from 'openai'
import { describe, expect, test, type TestContext } from 'vitest'
import { DIALECT_STREAMS, eventsOf, openaiClient, raisedBy } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { metric, watchLag } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import {
  httpChunk,
  startRawVendor,
  STREAM_HEAD,
  whenClosed,
  type RawCall,
  type RawVendor,
} from '../harness/raw-vendor.ts'

interface Limits {
  readonly first_byte?: string
  readonly idle?: string
  readonly total?: string
}

// Nearly all of it is waiting, so these tests wait together.
async function stage(
  { onTestFinished }: TestContext,
  timeouts: Limits,
  serve: (call: RawCall) => void,
): Promise<{ readonly vendor: RawVendor; readonly gateway: TestGateway }> {
  const vendor = await startRawVendor(serve)
  onTestFinished(async () => await vendor.close())
  const gateway = await startTestGateway({
    vendors: { openai: vendor.origin, deepl: vendor.origin },
    settings: { timeouts },
  })
  onTestFinished(async () => await gateway.stop())
  return { vendor, gateway }
}

interface CutOff {
  readonly took: number
  /** How late the timers of this process were meanwhile. */
  readonly lag: number
}

/** Milliseconds from a whole request, or from a later moment, until the vendor's socket was closed. */
async function cutOff(vendor: RawVendor, from: Promise<unknown> = Promise.resolve()): Promise<CutOff> {
  const { socket } = await vendor.call(1)
  const closed = whenClosed(socket, 8000)
  await from
  const lag = watchLag()
  const started = performance.now()
  await closed
  return { took: performance.now() - started, lag: lag() }
}

/** Within a tenth of the limit, on a machine that has time. */
function near({ took, lag }: CutOff, limit: number): void {
  expect(took).toBeGreaterThanOrEqual(limit * 0.9)
  expect(took).toBeLessThanOrEqual(limit * 1.1 + 2 * lag)
}

describe.concurrent('a vendor that takes the request and never answers', () => {
  const LIMIT = 1000
  const config = { first_byte: `${LIMIT}ms` }

  test('a whole answer: 504 with our code, raised by the SDK without a retry', async (context) => {
    const { vendor, gateway } = await stage(context, config, () => {})
    const raised = raisedBy(
      openaiClient(gateway.origin).chat.completions.create({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'user', content: 'hello' }],
      }),
    )
    near(await cutOff(vendor), LIMIT)
    const error = await raised
    expect(error).toBeInstanceOf(APIError)
    expect(error).toMatchObject({ status: 504, code: 'vendor_timeout_first_byte', type: 'server_error' })
    const records = await gateway.records()
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({
      outcome: 'vendor_timeout_first_byte',
      code: 'vendor_timeout_first_byte',
      vendorStatus: null,
      firstByteMs: null,
    })
    expect(records[0]?.durationMs).toBeGreaterThanOrEqual(LIMIT)
    expect(await metric(gateway, 'limen_requests_total', ['outcome="vendor_timeout_first_byte"'])).toBe(1)
  })

  test.for(DIALECT_STREAMS)(
    'a stream of $name: the head never came, so it is 504 too',
    async ({ read }, context) => {
      const { vendor, gateway } = await stage(context, config, () => {})
      const raised = raisedBy(read(openaiClient(gateway.origin), () => {}))
      near(await cutOff(vendor), LIMIT)
      expect(await raised).toMatchObject({ status: 504, code: 'vendor_timeout_first_byte' })
      expect((await gateway.records()).map((record) => record.outcome)).toEqual(['vendor_timeout_first_byte'])
    },
  )

  test('DeepL: the answer has the shape that deepl-node reads', async (context) => {
    const { vendor, gateway } = await stage(context, config, () => {})
    const client = new Translator('test-key-of-acme', { serverUrl: `${gateway.origin}/deepl`, maxRetries: 0 })
    const raised = raisedBy(client.translateText('hello', null, 'de'))
    near(await cutOff(vendor), LIMIT)
    expect(String(await raised)).toContain('The vendor did not start to answer in time.')
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['vendor_timeout_first_byte'])
  })

  test('interim heads are no answer', async (context) => {
    const { vendor, gateway } = await stage(context, config, ({ socket }) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 100)
      socket.on('close', () => clearInterval(timer))
    })
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
    near(await cutOff(vendor), LIMIT)
    expect(await caller.until('vendor_timeout_first_byte')).toMatch(/^HTTP\/1\.1 504 /)
  })
})

describe.concurrent('a vendor that stops in mid-answer', () => {
  const LIMIT = 1000
  const config = { idle: `${LIMIT}ms` }

  test.for(DIALECT_STREAMS)(
    'a stream of $name: the SDK raises what the last event says',
    async (stream, context) => {
      const { vendor, gateway } = await stage(context, config, ({ socket }) => {
        socket.write(STREAM_HEAD)
        socket.write(httpChunk(stream.event('one ')))
        socket.write(httpChunk(stream.event('two ')))
      })
      let text = ''
      const { promise, resolve } = Promise.withResolvers<void>()
      const raised = raisedBy(
        stream.read(openaiClient(gateway.origin), (part) => {
          text += part
          if (text.includes('two')) resolve()
        }),
      )
      near(await cutOff(vendor, promise), LIMIT)
      const error = await raised
      expect(error).toBeInstanceOf(APIError)
      expect(error).toMatchObject({ code: 'vendor_timeout_idle' })
      expect(text).toBe('one two ')
      const records = await gateway.records()
      expect(records).toHaveLength(1)
      expect(records[0]).toMatchObject({
        outcome: 'vendor_timeout_idle',
        code: 'vendor_timeout_idle',
        vendorStatus: 200,
      })
    },
  )

  test('the stream is not ended as if it were whole, and the connection is gone', async (context) => {
    const [stream] = DIALECT_STREAMS
    const { gateway } = await stage(context, config, ({ socket }) => {
      socket.write(STREAM_HEAD)
      socket.write(httpChunk(stream?.event('one ') ?? ''))
    })
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[],"stream":true}'))
    const { events, terminated } = eventsOf(await caller.end())
    expect(events.at(-1)).toMatch(/^data: \{"error":\{.*"code":"vendor_timeout_idle"\}\}\n\n$/)
    expect(events.join('')).not.toContain('[DONE]')
    expect(events.join('')).not.toContain('"finish_reason":"')
    expect(terminated).toBe(false)
  })

  test('before the first event, after the head: the caller has the head and then the error', async (context) => {
    const { vendor, gateway } = await stage(context, config, ({ socket }) => void socket.write(STREAM_HEAD))
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[],"stream":true}'))
    near(await cutOff(vendor, caller.until('\r\n\r\n')), LIMIT)
    const { events, terminated } = eventsOf(await caller.end())
    expect(events).toHaveLength(1)
    expect(events[0]).toContain('vendor_timeout_idle')
    expect(terminated).toBe(false)
  })

  test('a whole answer that is held to be restored: 504', async (context) => {
    const { vendor, gateway } = await stage(
      context,
      config,
      ({ socket }) =>
        void socket.write(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"id":',
        ),
    )
    const raised = raisedBy(
      openaiClient(gateway.origin).chat.completions.create({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'user', content: 'Write to jan.kowalski@example.com' }],
      }),
    )
    near(await cutOff(vendor), LIMIT)
    expect(await raised).toMatchObject({ status: 504, code: 'vendor_timeout_idle' })
  })

  test('a whole answer that passes as it comes: the connection breaks, so that nobody takes it for whole', async (context) => {
    const { gateway } = await stage(
      context,
      config,
      ({ socket }) =>
        void socket.write(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"id":',
        ),
    )
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
    const text = await caller.end()
    expect(text).toMatch(/^HTTP\/1\.1 200 OK[^]*content-length: 900\r\n/)
    expect(text).toMatch(/\r\n\r\n\{"id":$/)
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['vendor_timeout_idle'])
  })

  test('a vendor that keeps sending a little is not idle', async (context) => {
    const [stream] = DIALECT_STREAMS
    const { gateway } = await stage(context, { idle: '900ms' }, ({ socket }) => {
      socket.write(STREAM_HEAD)
      let sent = 0
      const timer = setInterval(() => {
        sent += 1
        if (sent <= 8) socket.write(httpChunk(stream?.event(`${sent} `) ?? ''))
        else {
          clearInterval(timer)
          socket.write(`${httpChunk(stream?.end ?? '').toString()}0\r\n\r\n`)
        }
      }, 200)
    })
    let text = ''
    await stream?.read(openaiClient(gateway.origin), (part) => (text += part))
    expect(text).toBe('1 2 3 4 5 6 7 8 ')
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['ok'])
  })
})

describe.concurrent('a call that takes longer than the whole limit', () => {
  test('a stream that never stops talking is ended, with its own code', async (context) => {
    const [stream] = DIALECT_STREAMS
    const { vendor, gateway } = await stage(context, { total: '1000ms' }, ({ socket }) => {
      socket.write(STREAM_HEAD)
      const timer = setInterval(() => socket.write(httpChunk(stream?.event('more ') ?? '')), 50)
      socket.on('close', () => clearInterval(timer))
    })
    let text = ''
    const raised = raisedBy(
      stream?.read(openaiClient(gateway.origin), (part) => (text += part)) ?? Promise.resolve(),
    )
    near(await cutOff(vendor), 1000)
    expect(await raised).toMatchObject({ code: 'vendor_timeout_total' })
    expect(text).toMatch(/^(?:more ){10,}$/)
    const [record] = await gateway.records()
    expect(record).toMatchObject({ outcome: 'vendor_timeout_total', vendorStatus: 200 })
    expect(await metric(gateway, 'limen_stream_ends_total', ['outcome="vendor_timeout_total"'])).toBe(1)
  })

  test('before the head it is 504', async (context) => {
    const { vendor, gateway } = await stage(context, { total: '1000ms' }, () => {})
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
    near(await cutOff(vendor), 1000)
    expect(await caller.until('vendor_timeout_total')).toMatch(/^HTTP\/1\.1 504 /)
  })
})

test.concurrent('a vendor that is stopped like a process in a debugger is a first-byte timeout', async (context) => {
  // The kernel accepts the connection and takes the bytes; nobody reads them.
  const { vendor, gateway } = await stage(context, { first_byte: '600ms' }, () => {})
  const caller = await rawCaller(gateway.origin)
  const accepted = vendor.socket(1).then((socket) => void socket.pause())
  caller.write(
    requestBytes(JSON.stringify({ model: 'gpt-5.4-mini', messages: [], user: 'x'.repeat(3_000_000) })),
  )
  await accepted
  const lag = watchLag()
  const started = performance.now()
  expect(await caller.until('vendor_timeout_first_byte')).toMatch(/^HTTP\/1\.1 504 /)
  expect(performance.now() - started).toBeLessThan(1500 + 2 * lag())
})
