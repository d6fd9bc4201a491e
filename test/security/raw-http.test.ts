/** Raw HTTP on the gateway's own port: what two parsers could read differently is refused, and never reaches a vendor. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller } from '../harness/raw-caller.ts'
import { httpChunk, startRawVendor, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'

let vendor: RawVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startRawVendor(({ socket, body }) => {
    const mark = /mark-\d+/.exec(body.toString())?.[0] ?? 'none'
    const answer = wholeAnswer(200, JSON.stringify({ mark }))
    // Later calls are answered sooner, so that order has to be kept by the gateway.
    setTimeout(() => socket.write(answer), mark === 'mark-1' ? 150 : 10)
  })
  gateway = await startTestGateway({ vendors: { openai: vendor.origin } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

const PATH = '/openai/v1/chat/completions'
const BODY = '{"model":"gpt-5.4-mini","messages":[]}'
const KEY = 'authorization: Bearer test-key-of-acme\r\n'
const JSON_TYPE = 'content-type: application/json\r\n'
const HOST = 'host: gateway.test\r\n'
const LENGTH = `content-length: ${BODY.length}\r\n`
const CHUNKED = 'transfer-encoding: chunked\r\n'
const CHUNKS = `${httpChunk(BODY).toString()}0\r\n\r\n`
const COMMON = `${HOST}${KEY}${JSON_TYPE}`
const POST = `POST ${PATH} HTTP/1.1\r\n`
const MODELS = '/openai/v1/models'

/** All that the gateway sends to these bytes until it hangs up or, for an answer that keeps the connection, says so much. */
async function answerTo(bytes: string | Buffer): Promise<string> {
  const caller = await rawCaller(gateway.origin)
  caller.write(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, 'latin1'))
  try {
    return await caller.until(/\r\n\r\n[^]*\}$/, 3000)
  } finally {
    caller.destroy()
  }
}

async function expectRefused(bytes: string | Buffer, status: number): Promise<void> {
  const before = vendor.calls.length
  const text = await answerTo(bytes)
  expect(text.slice(0, 200)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  // One answer, and nothing of the message in it.
  expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1)
  expect(text).not.toContain('smuggled')
  expect(vendor.calls).toHaveLength(before)
}

/** What Node's own parser refuses; a newer parser that lets one of these in has to be noticed. */
const refusedByParser: readonly (readonly [string, string])[] = [
  ['Content-Length and Transfer-Encoding', `${POST}${COMMON}${LENGTH}${CHUNKED}\r\n${CHUNKS}`],
  ['Transfer-Encoding and Content-Length', `${POST}${COMMON}${CHUNKED}${LENGTH}\r\n${CHUNKS}`],
  [
    'chunked that is not the last coding',
    `${POST}${COMMON}transfer-encoding: chunked, identity\r\n\r\n${CHUNKS}`,
  ],
  ['an unknown coding', `${POST}${COMMON}transfer-encoding: xchunked\r\n\r\n${CHUNKS}`],
  ['a space before the colon', `${POST}${COMMON}transfer-encoding : chunked\r\n\r\n${CHUNKS}`],
  ['a vertical tab in the coding', `${POST}${COMMON}transfer-encoding: \x0bchunked\r\n\r\n${CHUNKS}`],
  ['a folded coding', `${POST}${COMMON}transfer-encoding:\r\n chunked\r\n\r\n${CHUNKS}`],
  ['the same length twice', `${POST}${COMMON}${LENGTH}${LENGTH}\r\n${BODY}`],
  ['two lengths', `${POST}${COMMON}${LENGTH}content-length: 4\r\n\r\n${BODY}`],
  ['a length with a sign', `${POST}${COMMON}content-length: +${BODY.length}\r\n\r\n${BODY}`],
  ['a list of lengths', `${POST}${COMMON}content-length: ${BODY.length}, ${BODY.length}\r\n\r\n${BODY}`],
  ['a length in hexadecimal', `${POST}${COMMON}content-length: 0x26\r\n\r\n${BODY}`],
  ['a negative length', `${POST}${COMMON}content-length: -1\r\n\r\n${BODY}`],
  ['a chunk line that ends in a bare LF', `${POST}${COMMON}${CHUNKED}\r\n26\n${BODY}\r\n0\r\n\r\n`],
  ['a chunk extension that ends in a bare LF', `${POST}${COMMON}${CHUNKED}\r\n26;a=b\n${BODY}\r\n0\r\n\r\n`],
  ['a chunk terminated by a bare LF', `${POST}${COMMON}${CHUNKED}\r\n26\r\n${BODY}\n0\r\n\r\n`],
  ['a chunk size beyond 64 bits', `${POST}${COMMON}${CHUNKED}\r\nfffffffffffffffff\r\n${BODY}\r\n0\r\n\r\n`],
  ['a chunk size that is none', `${POST}${COMMON}${CHUNKED}\r\nzz\r\n${BODY}\r\n0\r\n\r\n`],
  ['a bare LF in a header', `${POST}${COMMON}${LENGTH}x: a\nsmuggled: yes\r\n\r\n${BODY}`],
  ['a bare CR in a header', `${POST}${COMMON}${LENGTH}x: a\rsmuggled: yes\r\n\r\n${BODY}`],
  ['NUL in a header', `${POST}${COMMON}${LENGTH}x: a\0b\r\n\r\n${BODY}`],
  ['a header line that starts with a space', `POST ${PATH} HTTP/1.1\r\n ${COMMON}${LENGTH}\r\n${BODY}`],
  ['no Host', `${POST}${KEY}${JSON_TYPE}${LENGTH}\r\n${BODY}`],
  ['a method that is none', `SMUGGLE ${PATH} HTTP/1.1\r\n${COMMON}\r\n`],
  ['a version that is none', `POST ${PATH} HTTP/1.2\r\n${COMMON}${LENGTH}\r\n${BODY}`],
  ['half an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSX\r\n\r\n'],
  ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
]

/** What Node's parser lets in, so that the gateway has to decide itself. */
const refusedByUs: readonly (readonly [string, string, number])[] = [
  ['HTTP/1.0 with a transfer encoding', `POST ${PATH} HTTP/1.0\r\n${COMMON}${CHUNKED}\r\n${CHUNKS}`, 400],
  ['two Host headers', `${POST}${HOST}${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['two Host headers in other case', `${POST}HOST: other\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['an absolute target', `POST http://evil.test${PATH} HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  [
    'an absolute target with https',
    `POST https://api.openai.com${PATH} HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`,
    400,
  ],
  [
    'a target that starts with two slashes',
    `POST //evil.test${PATH} HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`,
    400,
  ],
  ['an empty segment', `POST /openai//v1/chat/completions HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['a dot segment', `POST /openai/v1/../v1/chat/completions HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['one dot', `POST /openai/./v1/chat/completions HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  [
    'a dot segment in the vendor’s own path',
    `POST /openai/v1/../admin HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`,
    400,
  ],
  ['a dot segment at the end', `GET /openai/v1/models/.. HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['%2e%2e', `POST /openai/v1/%2e%2e/v1/chat/completions HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['.%2E', `POST /openai/v1/.%2E/v1/chat/completions HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['%2e', `POST /openai/%2e/v1/chat/completions HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['a dot segment out of the vendor', `GET /openai/../deepl/v2/languages HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['a backslash', `GET /openai\\v1\\models HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['a fragment', `GET ${MODELS}#smuggled HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['raw bytes beyond ASCII', `GET /openai/v1/models/\xff HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['a space in the target', `GET ${MODELS} x HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['an asterisk', `OPTIONS * HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['GET with a length', `GET ${MODELS} HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`, 400],
  ['GET with chunks', `GET ${MODELS} HTTP/1.1\r\n${COMMON}${CHUNKED}\r\n${CHUNKS}`, 400],
  [
    'HEAD with a body and no answer body',
    `GET ${MODELS} HTTP/1.1\r\n${COMMON}content-length: 1\r\n\r\nx`,
    400,
  ],
  ['a header block of 40 KB', `GET ${MODELS} HTTP/1.1\r\n${COMMON}x: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
  ['2,001 headers', `GET ${MODELS} HTTP/1.1\r\n${COMMON}${'x: y\r\n'.repeat(1998)}\r\n`, 431],
  [
    'more headers than the limit in few bytes',
    `GET ${MODELS} HTTP/1.1\r\n${COMMON}${'a:\r\n'.repeat(300)}\r\n`,
    431,
  ],
  ['CONNECT', `CONNECT api.openai.com:443 HTTP/1.1\r\n${COMMON}\r\n`, 400],
  ['TRACE', `TRACE ${MODELS} HTTP/1.1\r\n${COMMON}\r\n`, 404],
  [
    'a WebSocket at a path that has none',
    `GET ${MODELS} HTTP/1.1\r\n${COMMON}connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    404,
  ],
  [
    'a WebSocket with a key that is none',
    `GET ${MODELS} HTTP/1.1\r\n${COMMON}connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: eA==\r\n\r\n`,
    400,
  ],
  [
    'an upgrade with bytes behind it',
    `GET ${MODELS} HTTP/1.1\r\n${COMMON}connection: upgrade\r\nupgrade: smuggled\r\n\r\nPOST ${PATH} HTTP/1.1\r\n${COMMON}${LENGTH}\r\n${BODY}`,
    400,
  ],
]

describe('refused by the parser', () => {
  test.each(refusedByParser)('%s is 400', async (_what, bytes) => {
    await expectRefused(bytes, 400)
  })
})

describe('refused by the gateway', () => {
  test.each(refusedByUs)('%s', async (_what, bytes, status) => {
    await expectRefused(bytes, status)
  })

  test.each(['connect', 'upgrade'])(
    '%s: the connection is closed, even when the caller keeps its side open',
    async (kind) => {
      const caller = await rawCaller(gateway.origin, true)
      caller.write(
        kind === 'connect'
          ? `CONNECT api.openai.com:443 HTTP/1.1\r\n${COMMON}\r\n`
          : `GET ${MODELS} HTTP/1.1\r\n${COMMON}connection: upgrade\r\nupgrade: websocket\r\n\r\n`,
      )
      await caller.end()
      await eventually(() => {
        caller.write('more')
        expect(caller.socket.destroyed).toBe(true)
      })
    },
  )
})

describe('served', () => {
  test.each<[string, string]>([
    ['with a length', `${POST}${COMMON}${LENGTH}\r\n${BODY}`],
    ['with chunks', `${POST}${COMMON}${CHUNKED}\r\n${CHUNKS}`],
    [
      'with a chunk extension and trailers',
      `${POST}${COMMON}${CHUNKED}\r\n26;a=b\r\n${BODY}\r\n0\r\nx: y\r\n\r\n`,
    ],
    ['over HTTP/1.0 with a length', `POST ${PATH} HTTP/1.0\r\n${COMMON}${LENGTH}\r\n${BODY}`],
    [
      'with a header called __proto__',
      `${POST}${COMMON}${LENGTH}__proto__: {"polluted":true}\r\n\r\n${BODY}`,
    ],
    [
      'with headers called constructor and hasOwnProperty',
      `${POST}${COMMON}${LENGTH}constructor: x\r\nhasOwnProperty: y\r\n\r\n${BODY}`,
    ],
    ['after an empty line', `\r\n${POST}${COMMON}${LENGTH}\r\n${BODY}`],
    [
      'with an upgrade to HTTP/2 that a server may ignore',
      `${POST}${COMMON}${LENGTH}connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAAB\r\n\r\n${BODY}`,
    ],
  ])('%s', async (_what, bytes) => {
    const before = vendor.calls.length
    expect(await answerTo(bytes)).toMatch(/^HTTP\/1\.1 200 [^]*\{"mark":"none"\}$/)
    expect(vendor.calls).toHaveLength(before + 1)
    const head = vendor.calls.at(-1)?.head ?? ''
    expect(head).toContain('POST /v1/chat/completions HTTP/1.1')
    expect(head.toLowerCase()).not.toMatch(
      /__proto__|polluted|constructor|hasownproperty|upgrade|http2|gateway\.test/,
    )
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

function marked(mark: number): string {
  const body = BODY.replace('[]', `[{"role":"user","content":"mark-${mark}"}]`)
  return `${POST}${COMMON}content-length: ${body.length}\r\n\r\n${body}`
}

describe('several requests on one connection', () => {
  test('pipelined, they are answered in order, each with its own answer', async () => {
    const caller = await rawCaller(gateway.origin)
    caller.write([1, 2, 3, 4, 5].map((mark) => marked(mark)).join(''))
    const text = await caller.until('mark-5')
    expect([...text.matchAll(/"mark":"(mark-\d)"/g)].map((match) => match[1])).toEqual([
      'mark-1',
      'mark-2',
      'mark-3',
      'mark-4',
      'mark-5',
    ])
    caller.destroy()
  })

  test('a refusal between them keeps its place', async () => {
    const caller = await rawCaller(gateway.origin)
    caller.write(`${marked(1)}GET /nowhere HTTP/1.1\r\n${COMMON}\r\n${marked(2)}`)
    const text = await caller.until('mark-2')
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1])).toEqual(['200', '404', '200'])
    caller.destroy()
  })

  test('malformed bytes behind a request are not answered in the middle of its answer', async () => {
    const caller = await rawCaller(gateway.origin)
    caller.write(`${marked(1)}GARBAGE\r\n\r\n`)
    const text = await caller.end()
    expect(text).not.toMatch(/HTTP\/1\.1 200[^]*HTTP\/1\.1 400/)
    expect(text).not.toContain('"code":"request_malformed"')
  })

  test('bytes beyond the announced body are the next request, and malformed ones end the connection', async () => {
    const before = vendor.calls.length
    const caller = await rawCaller(gateway.origin)
    caller.write(`${marked(2)}extra body bytes\r\n`)
    await caller.end()
    caller.destroy()
    expect(vendor.calls.length).toBeLessThanOrEqual(before + 1)
    for (const call of vendor.calls.slice(before)) expect(call.body.toString()).not.toContain('extra')
  })

  test('a body that is refused unread is not read as the next request', async () => {
    const before = vendor.calls.length
    const inner = marked(3)
    const caller = await rawCaller(gateway.origin)
    // One byte never comes, so that the body is unread for certain.
    caller.write(`POST /nowhere HTTP/1.1\r\n${COMMON}content-length: ${inner.length + 1}\r\n\r\n${inner}`)
    const text = await caller.end()
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    expect(text).toMatch(/^HTTP\/1\.1 404 /)
    expect(vendor.calls).toHaveLength(before)
  })

  test('a body that came with its refused request is not read as the next request either', async () => {
    const before = vendor.calls.length
    const inner = marked(3)
    const caller = await rawCaller(gateway.origin)
    caller.write(`POST /nowhere HTTP/1.1\r\n${COMMON}content-length: ${inner.length}\r\n\r\n${inner}`)
    await caller.until(/HTTP\/1\.1 404 [^]*\}$/)
    caller.write(marked(4))
    await caller.until('mark-4').catch(() => {})
    expect(caller.text).not.toContain('mark-3')
    for (const call of vendor.calls.slice(before)) expect(call.body.toString()).toContain('mark-4')
    caller.destroy()
  })
})

test('afterwards nothing is in flight and no key was looked at for a message that was malformed', async () => {
  await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0))
  expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
  const codes = (await gateway.records()).map((record) => record.code)
  expect(codes).not.toContain('request_malformed')
})
