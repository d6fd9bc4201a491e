/** HTTP/2 messages that two parsers could read differently: refused, or reset, and never seen by a vendor. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import {
  FLAG,
  frame,
  head,
  headerBlock,
  http2Frames,
  PREFACE,
  settings,
  TYPE,
} from '../harness/http2-frames.ts'
import { eventually, metric } from '../harness/observe.ts'
import { startRawVendor, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'

let vendor: RawVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startRawVendor(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
  gateway = await startTestGateway({ vendors: { openai: vendor.origin } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

const BODY = '{"model":"gpt-5.4-mini","messages":[]}'

type Outcome = { readonly status: string; readonly text: string } | 'reset' | 'ended'

const ending = ({ type }: { readonly type: number }): boolean =>
  type === TYPE.data || type === TYPE.reset || type === TYPE.goaway

/** What comes of one message: an answer, a reset of its stream, or the end of the connection. */
async function outcomeOf(block: Buffer, body: string | undefined): Promise<Outcome> {
  const caller = await http2Frames(gateway.origin)
  try {
    caller.write(PREFACE)
    caller.write(settings())
    caller.write(frame(TYPE.headers, FLAG.endHeaders | (body === undefined ? FLAG.endStream : 0), 1, block))
    if (body !== undefined) caller.write(frame(TYPE.data, FLAG.endStream, 1, body))
    await eventually(() => expect(caller.ended || caller.frames.some(ending)).toBe(true))
    const found = caller.frames.find(ending)
    if (found === undefined || found.type === TYPE.goaway) return 'ended'
    if (found.type === TYPE.reset) return 'reset'
    const text = found.payload.toString()
    return { status: /"code":"([a-z_]+)"/.exec(text)?.[1] ?? 'answered', text }
  } finally {
    caller.destroy()
  }
}

test('the message that the others differ from is answered', async () => {
  expect(await outcomeOf(head(), BODY)).toEqual({ status: 'answered', text: '{"good":true}' })
  expect(await outcomeOf(head(['host', 'gateway.test']), BODY)).toMatchObject({ status: 'answered' })
  expect(await outcomeOf(head(['host', 'GATEWAY.test']), BODY)).toMatchObject({ status: 'answered' })
  expect(await outcomeOf(head(['te', 'trailers']), BODY)).toMatchObject({ status: 'answered' })
})

const KEY = ['authorization', 'Bearer test-key-of-acme', 'content-type', 'application/json']
const pseudo = (...pairs: string[]): Buffer => headerBlock([...pairs, ...KEY])
const PATH = '/openai/v1/chat/completions'

const refused: readonly (readonly [string, Buffer, string | undefined])[] = [
  ['a Host that is another', head(['host', 'evil.test']), BODY],
  ['two Hosts', head(['host', 'gateway.test', 'host', 'gateway.test']), BODY],
  ['a GET with a body', head([], { ':method': 'GET', ':path': '/openai/v1/models' }), BODY],
  ['CONNECT', pseudo(':method', 'CONNECT', ':authority', 'evil.test:443'), BODY],
  ['a target with a scheme and a host', head([], { ':path': `http://evil.test${PATH}` }), BODY],
  ['a target with two slashes', head([], { ':path': `//evil.test${PATH}` }), BODY],
  ['a dot segment', head([], { ':path': '/openai/v1/../../admin' }), BODY],
  ['a fragment', head([], { ':path': `${PATH}#x` }), BODY],
]

describe('refused with 400', () => {
  test.each(refused)('%s', async (_name, block, body) => {
    const before = vendor.calls.length
    const outcome = await outcomeOf(block, body)
    // What nghttp2 takes for malformed is reset before we see it, which is as good.
    if (outcome !== 'reset' && outcome !== 'ended') expect(outcome.status).toBe('request_malformed')
    expect(vendor.calls).toHaveLength(before)
  })

  test('and it says why', async () => {
    const outcome = await outcomeOf(head(['host', 'evil.test']), BODY)
    expect(outcome).toMatchObject({ text: expect.stringContaining('name different hosts') as string })
  })
})

const malformed: readonly (readonly [string, Buffer, string | undefined])[] = [
  ['connection', head(['connection', 'close']), BODY],
  ['keep-alive', head(['keep-alive', 'timeout=5']), BODY],
  ['proxy-connection', head(['proxy-connection', 'close']), BODY],
  ['transfer-encoding', head(['transfer-encoding', 'chunked']), BODY],
  ['upgrade', head(['upgrade', 'websocket']), BODY],
  ['te other than trailers', head(['te', 'gzip']), BODY],
  [
    'two :authority',
    pseudo(':method', 'POST', ':scheme', 'http', ':path', PATH, ':authority', 'a', ':authority', 'b'),
    BODY,
  ],
  [
    'two :path',
    pseudo(':method', 'POST', ':scheme', 'http', ':path', PATH, ':path', '/admin', ':authority', 'a'),
    BODY,
  ],
  ['no :path', pseudo(':method', 'POST', ':scheme', 'http', ':authority', 'a'), BODY],
  ['no :method', pseudo(':scheme', 'http', ':path', PATH, ':authority', 'a'), BODY],
  ['no :authority and no Host', pseudo(':method', 'POST', ':scheme', 'http', ':path', PATH), BODY],
  [
    'a pseudo header after a header',
    headerBlock([':method', 'POST', ':scheme', 'http', ...KEY, ':path', PATH, ':authority', 'a']),
    BODY,
  ],
  ['an unknown pseudo header', head([], { ':upstream': 'evil.test' }), BODY],
  ['a pseudo header of answers', head([], { ':status': '200' }), BODY],
  ['a name in capitals', head(['X-Capital', 'v']), BODY],
  ['a length that is longer than the body', head(['content-length', '500']), BODY],
  ['a length that is shorter than the body', head(['content-length', '5']), BODY],
  ['two lengths', head(['content-length', String(BODY.length), 'content-length', '5']), BODY],
  ['a length that is no number', head(['content-length', '+38']), BODY],
  ['a length and no body', head(['content-length', '38']), undefined],
  [
    'extended CONNECT',
    pseudo(
      ':method',
      'CONNECT',
      ':protocol',
      'websocket',
      ':scheme',
      'http',
      ':path',
      PATH,
      ':authority',
      'a',
    ),
    BODY,
  ],
]

describe('malformed, and reset or refused', () => {
  test.each(malformed)('%s', async (_name, block, body) => {
    const before = vendor.calls.length
    const outcome = await outcomeOf(block, body)
    if (outcome !== 'reset' && outcome !== 'ended') expect(outcome.status).toBe('request_malformed')
    expect(vendor.calls).toHaveLength(before)
  })
})

/** nghttp2 leaves such a field out and hands on the rest: nobody behind it can read it in another way. */
const leftOut: readonly (readonly [string, readonly string[]])[] = [
  ['a name with a space', ['x y', 'other']],
  ['a name with a line break', ['x\r\ny', 'other']],
  ['a value with a line break', ['openai-beta', 'other\r\nauthorization: other']],
  ['a value with a zero', ['openai-beta', 'other\0']],
]

describe('a field that no HTTP can carry does not exist', () => {
  test.each(leftOut)('%s', async (_name, pairs) => {
    const outcome = await outcomeOf(head(pairs), BODY)
    if (outcome === 'reset' || outcome === 'ended') return
    expect(outcome.status).toBe('answered')
    expect(vendor.calls.at(-1)?.head).not.toMatch(/other|openai-beta/)
  })

  test('not even as a key', async () => {
    const first = [':method', 'POST', ':scheme', 'http', ':path', PATH, ':authority', 'a']
    const key = ['content-type', 'application/json', 'authorization', 'Bearer test-key-of-acme\0']
    const block = headerBlock([...first, ...key])
    const outcome = await outcomeOf(block, BODY)
    if (outcome !== 'reset' && outcome !== 'ended') expect(outcome.status).toBe('key_missing')
  })
})

test('two different keys are refused, and one key twice is one', async () => {
  const other = await outcomeOf(head(['authorization', 'Bearer another-key']), BODY)
  expect(other).toMatchObject({ status: 'keys_conflict' })
  expect(await outcomeOf(head(['api-key', 'test-key-of-acme']), BODY)).toMatchObject({ status: 'answered' })
})

test('trailers are taken and ignored', async () => {
  const caller = await http2Frames(gateway.origin)
  caller.write(PREFACE)
  caller.write(settings())
  caller.write(frame(TYPE.headers, FLAG.endHeaders, 1, head()))
  caller.write(frame(TYPE.data, 0, 1, BODY))
  caller.write(
    frame(
      TYPE.headers,
      FLAG.endHeaders | FLAG.endStream,
      1,
      headerBlock(['x-trailer', 'v', 'authorization', 'Bearer other']),
    ),
  )
  const answer = await caller.until('an answer', ({ type }) => type === TYPE.data)
  expect(answer.payload.toString()).toBe('{"good":true}')
  expect(vendor.calls.at(-1)?.head).not.toMatch(/trailer|other/)
  caller.destroy()
})

test('afterwards nothing is in flight and no key was looked at for a message that was malformed', async () => {
  await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0))
  expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
  const codes = (await gateway.records()).map((record) => record.code)
  expect(codes).not.toContain('request_malformed')
})
