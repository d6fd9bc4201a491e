/** A vendor that answers nonsense, or too much of it: an error in the dialect, bounded memory, no reuse, a living process. */
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { APIError } from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DIALECT_STREAMS, eventsOf, openaiClient, raisedBy } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
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
import { chatAnswer } from '../harness/vendor.ts'

const escaped: unknown[] = []
const note = (error: unknown): void => void escaped.push(error)
beforeAll(() => {
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterAll(() => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
})

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  expect(escaped).toEqual([])
})

interface Stage {
  readonly vendor: RawVendor
  readonly gateway: TestGateway
}

async function stage(bad: (call: RawCall) => void, options: Partial<TestOptions> = {}): Promise<Stage> {
  const vendor = await startRawVendor((call) => {
    if (call.ordinal === 1) bad(call)
    else call.socket.write(wholeAnswer(200, '{"good":true}'))
  })
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin }, ...options })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

/** With an address in it, so that the answer has to be read; without one it may pass as it comes. */
const RESTORED =
  '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"Write to jan.kowalski@example.com"}]}'
const PASSING = '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"hello"}]}'
const STREAMED =
  '{"model":"gpt-5.4-mini","stream":true,"messages":[{"role":"user","content":"Write to jan.kowalski@example.com"}]}'

interface Answered {
  readonly status: number
  readonly head: string
  readonly body: string
}

async function answerTo({ gateway }: Stage, request: string): Promise<Answered> {
  const caller = await rawCaller(gateway.origin)
  caller.write(requestBytes(request, { headers: ['connection: close'] }))
  const text = await caller.end(15_000)
  const end = text.indexOf('\r\n\r\n')
  return {
    status: Number(text.slice(9, 12)),
    head: text.slice(0, end).toLowerCase(),
    body: text.slice(end + 4),
  }
}

/** The next caller gets an answer of its own, over a connection that the hostile one has not touched. */
async function expectFreshConnection(here: Stage): Promise<void> {
  expect((await answerTo(here, PASSING)).body).toContain('{"good":true}')
  const [hostile, next] = here.vendor.calls
  expect(next?.socket).not.toBe(hostile?.socket)
  if (hostile !== undefined) await whenClosed(hostile.socket, 1000)
}

async function outcomes({ gateway }: Stage): Promise<readonly string[]> {
  return (await gateway.records()).map((record) => record.outcome)
}

describe('an answer that no SDK could read', () => {
  const HTML = '<!doctype html><html><body>cf-ray: jan.kowalski@example.com</body></html>'
  const cases: readonly [string, Buffer, number][] = [
    ['HTML with 200', wholeAnswer(200, HTML, ['content-type: text/html; charset=utf-8']), 502],
    ['HTML with 503 keeps its status', wholeAnswer(503, HTML, ['Content-Type: TEXT/HTML']), 503],
    ['HTML with 429 keeps its status', wholeAnswer(429, HTML, ['content-type: text/html']), 429],
    ['XHTML', wholeAnswer(200, HTML, ['content-type: application/xhtml+xml']), 502],
    ['no content type', Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'), 502],
    ['bytes of no known type', wholeAnswer(200, '{}', ['content-type: application/octet-stream']), 502],
    ['an error as XML', wholeAnswer(500, '<Error/>', ['content-type: application/xml']), 500],
    ['an error as plain text', wholeAnswer(502, 'upstream connect error', ['content-type: text/plain']), 502],
    ['an image', wholeAnswer(200, 'PNG', ['content-type: image/png']), 502],
  ]
  for (const request of [RESTORED, STREAMED]) {
    test.each(cases)(`%s (${request === STREAMED ? 'stream' : 'whole'})`, async (_what, bytes, status) => {
      const here = await stage(({ socket }) => void socket.write(bytes))
      const answer = await answerTo(here, request)
      expect(answer.status).toBe(status)
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'vendor_malformed' } })
      // Nothing of what the vendor wrote reaches the caller.
      expect(answer.body).not.toMatch(/html|kowalski|upstream connect|xml/i)
      expect(await outcomes(here)).toEqual(['vendor_malformed'])
      await expectFreshConnection(here)
    })
  }

  test('the SDK raises its own class for the status', async () => {
    const { gateway } = await stage(({ socket }) => void socket.write(cases[1]?.[1] ?? ''))
    const error = await raisedBy(
      openaiClient(gateway.origin).chat.completions.create({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'user', content: 'hello' }],
      }),
    )
    expect(error).toBeInstanceOf(APIError)
    expect(error).toMatchObject({ status: 503, code: 'vendor_malformed' })
  })
})

describe('JSON that is none', () => {
  test.each<[string, string | Buffer]>([
    ['cut', '{"choices":[{"message":{"content":"[EMAIL_ADDRESS_1]'],
    ['nothing', ''],
    [
      'not UTF-8',
      Buffer.concat([Buffer.from('{"a":"[EMAIL_1] '), Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('"}')]),
    ],
    ['two values', '{"a":"[EMAIL_1]"}{"b":"[EMAIL_1]"}'],
    ['nested a million deep', `${'['.repeat(1_000_000)}"[EMAIL_1]"${']'.repeat(1_000_000)}`],
  ])('%s: the process lives, the caller is answered', async (_what, body) => {
    const here = await stage(({ socket }) => void socket.write(wholeAnswer(200, body)))
    const answer = await answerTo(here, RESTORED)
    // Without a token of ours in it there is nothing to read; otherwise it is refused by name.
    if (answer.status === 200) expect(answer.body).toBe(Buffer.from(body).toString('latin1'))
    else expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'vendor_malformed' } })
    expect(['ok', 'vendor_malformed']).toContain((await outcomes(here))[0])
    expect((await answerTo(here, PASSING)).body).toContain('good')
  })
})

describe('a head that is hostile', () => {
  test.each<[string, string]>([
    ['40 KB of headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
    ['headers without end', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}`],
    ['a 204 with a body', 'HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello'],
    ['no HTTP at all', '<html>hello</html>\r\n\r\n'],
    ['HTTP/0.9', 'hello'],
    ['both framings', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'],
    ['a header with a line feed', 'HTTP/1.1 200 OK\r\nx: a\nset-cookie: b\r\n\r\n'],
  ])('%s: 502, and the connection is gone', async (_what, bytes) => {
    const here = await stage(({ socket }) => void socket.write(bytes))
    const answer = await answerTo(here, RESTORED)
    expect(answer.status).toBe(502)
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'vendor_malformed' } })
    expect(await outcomes(here)).toEqual(['vendor_malformed'])
    await expectFreshConnection(here)
  })

  test('a 204 without a body passes', async () => {
    const here = await stage(({ socket }) => void socket.write('HTTP/1.1 204 No Content\r\n\r\n'))
    const answer = await answerTo(here, RESTORED)
    expect([answer.status, answer.body]).toEqual([204, ''])
  })
})

describe('an answer nobody asked for', () => {
  test('a second answer behind the first is not the next caller’s', async () => {
    const here = await stage(
      ({ socket }) =>
        void socket.write(
          Buffer.concat([
            wholeAnswer(200, '{"first":1}'),
            wholeAnswer(200, '{"stolen":"secret of another"}'),
          ]),
        ),
    )
    expect((await answerTo(here, PASSING)).body).toBe('{"first":1}')
    await expectFreshConnection(here)
  })

  test('an answer on an idle connection is not the next caller’s', async () => {
    const here = await stage(({ socket }) => {
      socket.write(wholeAnswer(200, '{"first":1}'))
      setTimeout(() => socket.write(wholeAnswer(200, '{"stolen":"secret of another"}')), 50)
    })
    expect((await answerTo(here, PASSING)).body).toBe('{"first":1}')
    const { socket } = await here.vendor.call(1)
    await whenClosed(socket, 2000)
    await expectFreshConnection(here)
  })

  test('bytes beyond the announced length do not reach the caller', async () => {
    const here = await stage(
      ({ socket }) =>
        void socket.write(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}POISON',
        ),
    )
    const answer = await answerTo(here, RESTORED)
    expect(answer.body).not.toContain('POISON')
    await expectFreshConnection(here)
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    '%i is an error: nothing follows it and nothing tells where it led',
    async (status) => {
      const canary = await startRawVendor(() => {})
      closers.push(async () => await canary.close())
      const here = await stage(
        ({ socket }) =>
          void socket.write(
            wholeAnswer(status, '{"moved":true}', [`location: ${canary.origin}/v1/chat/completions`]),
          ),
      )
      const answer = await answerTo(here, RESTORED)
      expect(answer.status).toBe(502)
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'vendor_redirect' } })
      expect(`${answer.head}${answer.body}`).not.toContain(new URL(canary.origin).port)
      expect(await outcomes(here)).toEqual(['vendor_redirect'])
      expect(canary.sockets).toHaveLength(0)
      await expectFreshConnection(here)
    },
  )
})

describe('a compressed answer, though nobody asked for one', () => {
  const CODINGS: readonly [string, (bytes: Buffer) => Buffer][] = [
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })],
    ['zstd', zstdCompressSync],
  ]

  test.each(CODINGS)('%s: read, restored and passed on uncompressed', async (coding, compress) => {
    const here = await stage(({ socket, body }) => {
      const token = /\[[A-Z_]+_1\]/.exec(body.toString())?.[0] ?? ''
      socket.write(
        wholeAnswer(200, compress(Buffer.from(JSON.stringify(chatAnswer(`I write to ${token}.`)))), [
          `content-encoding: ${coding}`,
        ]),
      )
    })
    const answer = await answerTo(here, RESTORED)
    expect(answer.status).toBe(200)
    expect(answer.head).not.toContain('content-encoding')
    expect(answer.body).toContain('I write to jan.kowalski@example.com.')
    expect(await outcomes(here)).toEqual(['ok'])
  })

  test.each(CODINGS)('%s: a stream too', async (coding, compress) => {
    const [stream] = DIALECT_STREAMS
    if (stream === undefined) throw new Error('no stream')
    const here = await stage(({ socket }) => {
      socket.write(STREAM_HEAD.replace('\r\n\r\n', `\r\ncontent-encoding: ${coding}\r\n\r\n`))
      const bytes = compress(Buffer.from(`${stream.event('one ')}${stream.event('two ')}${stream.end}`))
      socket.write(httpChunk(bytes.subarray(0, 20)))
      socket.write(httpChunk(bytes.subarray(20)))
      socket.write(LAST_CHUNK)
    })
    let text = ''
    await stream.read(openaiClient(here.gateway.origin), (part) => (text += part))
    expect(text).toBe('one two ')
    expect(await outcomes(here)).toEqual(['ok'])
  })

  test.each(CODINGS)('%s: a bomb is refused within the bound', async (coding, compress) => {
    const bomb = compress(Buffer.alloc(64 * 1024 * 1024))
    const here = await stage(
      ({ socket }) => void socket.write(wholeAnswer(200, bomb, [`content-encoding: ${coding}`])),
      { settings: { limits: { answer: '4MB' } } },
    )
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    const answer = await answerTo(here, RESTORED)
    expect(answer.status).toBe(502)
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'answer_too_large' } })
    expect(process.memoryUsage.rss() - before).toBeLessThan(40 * 1024 * 1024)
    expect(await outcomes(here)).toEqual(['vendor_malformed'])
  })

  test.each<[string, string, Buffer]>([
    ['a coding that is not known', 'compress', Buffer.from('x')],
    ['two codings', 'gzip, br', gzipSync(Buffer.from('{}'))],
    ['bytes that are not what they say', 'gzip', Buffer.from('not gzip at all')],
    [
      'bytes that break off',
      'gzip',
      gzipSync(Buffer.from(JSON.stringify(chatAnswer('hello')))).subarray(0, 40),
    ],
    [
      'bytes that break off (br)',
      'br',
      brotliCompressSync(Buffer.from(JSON.stringify(chatAnswer('hello')))).subarray(0, 40),
    ],
    [
      'bytes that break off (zstd)',
      'zstd',
      zstdCompressSync(Buffer.from(JSON.stringify(chatAnswer('hello')))).subarray(0, 40),
    ],
    ['nothing', 'br', Buffer.alloc(0)],
  ])('%s: 502', async (_what, coding, bytes) => {
    const here = await stage(
      ({ socket }) => void socket.write(wholeAnswer(200, bytes, [`content-encoding: ${coding}`])),
    )
    const answer = await answerTo(here, RESTORED)
    expect(answer.status).toBe(502)
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'vendor_malformed' } })
    expect(await outcomes(here)).toEqual(['vendor_malformed'])
  })
})

describe('a stream of nonsense', () => {
  test('events that are no JSON where one has to be read: the error event, and the end', async () => {
    const [stream] = DIALECT_STREAMS
    const here = await stage(({ socket, body }) => {
      const token = /\[[A-Z_]+_1\]/.exec(body.toString())?.[0] ?? ''
      socket.write(STREAM_HEAD)
      socket.write(httpChunk(stream?.event('one ') ?? ''))
      socket.write(httpChunk(`data: {"choices":[{"delta":{"content":"${token}"\n\n`))
    })
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes(STREAMED))
    const { events, terminated } = eventsOf(await caller.end())
    expect(events).toHaveLength(2)
    expect(events[1]).toContain('"code":"vendor_malformed"')
    expect(terminated).toBe(false)
    expect(await outcomes(here)).toEqual(['vendor_malformed'])
    await expectFreshConnection(here)
  })

  test('an event of 100 MB without an end is cut off early, in bounded memory', async () => {
    const TOTAL = 100 * 1024 * 1024
    const part = httpChunk(Buffer.alloc(64 * 1024, 'a'))
    const here = await stage(({ socket }) => {
      socket.write(STREAM_HEAD)
      socket.write(httpChunk('data: {"choices":[{"delta":{"content":"'))
      let sent = 0
      const fill = (): void => {
        while (sent < TOTAL && !socket.destroyed) {
          sent += part.length
          if (!socket.write(part)) return void socket.once('drain', fill)
        }
      }
      fill()
    })
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes(STREAMED))
    const { events } = eventsOf(await caller.end(15_000))
    expect(events.at(-1)).toContain('"code":"vendor_malformed"')
    expect(process.memoryUsage.rss() - before).toBeLessThan(96 * 1024 * 1024)
    expect((await here.vendor.call(1)).socket.bytesWritten).toBeLessThan(TOTAL / 2)
    expect(await outcomes(here)).toEqual(['vendor_malformed'])
  })

  test('a large event in many small pieces costs time in proportion to its size', async () => {
    // What one caller's vendor does must not hold up the others: 6 MB, as TCP would cut it.
    const piece = Buffer.alloc(1400, 'a')
    const [stream] = DIALECT_STREAMS
    const here = await stage(({ socket }) => {
      socket.write(STREAM_HEAD)
      socket.write(httpChunk('data: {"choices":[{"delta":{"content":"'))
      let sent = 0
      const fill = (): void => {
        if (sent > 6 * 1024 * 1024) {
          socket.write(httpChunk(`"}}]}\n\n${stream?.end ?? ''}`))
          socket.write(LAST_CHUNK)
          return
        }
        sent += piece.length
        socket.write(httpChunk(piece))
        setImmediate(fill)
      }
      fill()
    })
    const caller = await rawCaller(here.gateway.origin)
    const before = process.cpuUsage()
    caller.write(requestBytes(STREAMED))
    await caller.until('[DONE]', 15_000)
    caller.destroy()
    const { user, system } = process.cpuUsage(before)
    // The vendor and the caller of this test spend from it too; joining the pieces anew each time would cost ten times it.
    expect((user + system) / 1000).toBeLessThan(2000)
    expect(await outcomes(here)).toEqual(['ok'])
  })

  test('a whole answer in pieces of one byte costs memory in proportion to its size', async () => {
    // 3 MB on 18 MB of wire: an object for every piece would be 300 MB.
    const piece = Buffer.from('1\r\na\r\n'.repeat(8192))
    const here = await stage(({ socket }) => {
      socket.write(
        'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n"\r\n',
      )
      let sent = 0
      const fill = (): void => {
        while (sent < 3 * 1024 * 1024 && !socket.destroyed) {
          sent += 8192
          if (!socket.write(piece)) return void socket.once('drain', fill)
        }
        socket.write(`1\r\n"\r\n${LAST_CHUNK}`)
      }
      fill()
    })
    globalThis.gc?.()
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
    const before = process.memoryUsage.rss()
    const answer = await answerTo(here, RESTORED)
    clearInterval(timer)
    expect(answer.status).toBe(200)
    expect(answer.body.length).toBe(3 * 1024 * 1024 + 2)
    expect(most - before).toBeLessThan(100 * 1024 * 1024)
  })

  test('a whole answer beyond the limit is refused before it is whole', async () => {
    const here = await stage(
      ({ socket }) => {
        socket.write(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000000000\r\n\r\n"',
        )
        const part = Buffer.alloc(64 * 1024, 'a')
        const fill = (): void => {
          while (!socket.destroyed) if (!socket.write(part)) return void socket.once('drain', fill)
        }
        fill()
      },
      { settings: { limits: { answer: '2MB' } } },
    )
    const answer = await answerTo(here, RESTORED)
    expect(answer.status).toBe(502)
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code: 'answer_too_large' } })
    expect((await here.vendor.call(1)).socket.bytesWritten).toBeLessThan(40 * 1024 * 1024)
    await expectFreshConnection(here)
  })
})

test('after all that the in-flight gauge is back at 0', async () => {
  const here = await stage(({ socket }) => void socket.write('garbage\r\n\r\n'))
  await answerTo(here, RESTORED)
  expect(await metric(here.gateway, 'limen_in_flight_calls')).toBe(0)
  expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0)
})
