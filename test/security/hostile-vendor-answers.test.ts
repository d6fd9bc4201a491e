/** Vendors are untrusted: what they send is bounded before it is inflated, decoded or kept, and never becomes a header of ours. */
import { afterEach, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { call, chat } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

async function start(origin: string): Promise<TestGateway> {
  const gateway = await startTestGateway({
    vendors: { openai: origin },
    settings: { limits: { answer: '4MB' } },
  })
  closing.push(async () => await gateway.stop())
  return gateway
}

async function vendorOf(script: ScriptedVendor['script']): Promise<ScriptedVendor> {
  const vendor = await startVendor(script)
  closing.push(async () => await vendor.close())
  return vendor
}

const MIB = 1024 * 1024
const ZEROS = Buffer.alloc(256 * MIB)

/** A quarter of a gigabyte each, in a few bytes. Two layers would be smaller still, and are refused as an unknown coding. */
const BOMBS: Readonly<Record<string, () => Buffer>> = {
  gzip: () => gzipSync(ZEROS, { level: 9 }),
  deflate: () => deflateSync(ZEROS, { level: 9 }),
  br: () => brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: () => zstdCompressSync(ZEROS),
}

describe('a body that inflates to a quarter of a gigabyte', () => {
  test.each(Object.entries(BOMBS))(
    '%s is given up at the limit, in bounded memory',
    async (coding, make) => {
      const bomb = make()
      expect(bomb.length).toBeLessThan(2 * MIB)
      const vendor = await vendorOf((_seen, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding })
        response.end(bomb)
      })
      const gateway = await start(vendor.origin)
      const before = process.memoryUsage().rss
      // Something to restore, so that the answer has to be read whole.
      const answer = await call(gateway.origin, {
        ...chat('write to jan.kowalski@example.pl'),
        key: gateway.keys['acme'],
      })
      expect([answer.status, answer.headers['x-limen-code']]).toEqual([502, 'answer_too_large'])
      expect(process.memoryUsage().rss - before).toBeLessThan(96 * MIB)
      expect((await gateway.records(1))[0]?.outcome).toBe('vendor_malformed')
    },
    30_000,
  )

  test.each(Object.entries(BOMBS))(
    '%s is cut off when it passes through, too',
    async (coding, make) => {
      const bomb = make()
      const vendor = await vendorOf((_seen, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding })
        response.end(bomb)
      })
      const gateway = await start(vendor.origin)
      const answer = await call(gateway.origin, { ...chat('hello'), key: gateway.keys['acme'] })
      // Some of it has gone to the caller by then: what counts is that it ends, visibly broken.
      expect(answer.broken || answer.status === 502).toBe(true)
      expect(answer.text.length).toBeLessThan(5 * MIB)
    },
    30_000,
  )
})

test.each(['gzip, gzip', 'gzip, br', 'compress', 'aws-chunked', 'x-nobody', ''])(
  'a coding that nobody reads is refused: %j',
  async (coding) => {
    const vendor = await vendorOf((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding })
      response.end('{}')
    })
    const gateway = await start(vendor.origin)
    const answer = await call(gateway.origin, { ...chat('hello'), key: gateway.keys['acme'] })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([502, 'vendor_malformed'])
  },
)

test('one event of a hundred megabytes ends the stream, in bounded memory', async () => {
  const piece = `data: ${'x'.repeat(MIB)}`
  const vendor = await vendorOf((_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.on('error', () => {})
    let sent = 0
    const more = (): void => {
      while (sent < 100 && !response.destroyed) {
        sent += 1
        if (!response.write(piece)) return void response.once('drain', more)
      }
      response.end('\n\n')
    }
    more()
  })
  const gateway = await start(vendor.origin)
  const before = process.memoryUsage().rss
  const answer = await call(gateway.origin, { ...chat('hello', { stream: true }), key: gateway.keys['acme'] })
  expect(answer.broken).toBe(true)
  expect(answer.text).toContain('vendor_malformed')
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * MIB)
}, 30_000)

/** A vendor that writes bytes of its own on the wire. */
async function rawVendor(answer: string): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.from(answer, 'latin1')))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => await new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n'

describe('header injection', () => {
  test.each([
    ['a bare line feed', 'x-request-id: a\nset-cookie: pwned=1\r\n'],
    ['a bare carriage return', 'x-request-id: a\rset-cookie: pwned=1\r\n'],
    ['a folded line', 'x-request-id: a\r\n set-cookie: pwned=1\r\n'],
    ['a NUL', 'x-request-id: a\0set-cookie: pwned=1\r\n'],
    ['a cookie of its own', 'Set-Cookie: pwned=1\r\n'],
    ['a cookie in other letters', 'SET-COOKIE: pwned=1\r\nSet-Cookie2: pwned=1\r\n'],
    ['one that its Connection names', 'connection: x-request-id\r\nx-request-id: pwned\r\n'],
    [
      'ours',
      'x-limen-code: pwned\r\nx-limen-call: pwned\r\nx-limen-region: pwned\r\nx-limen-evaluation: pwned\r\n',
    ],
    ['the account', 'openai-organization: pwned\r\nopenai-project: pwned\r\nx-ms-subscription-id: pwned\r\n'],
    [
      'the platform',
      'server: pwned\r\nvia: pwned\r\nx-powered-by: pwned\r\nalt-svc: pwned\r\nlocation: pwned\r\n',
    ],
    [
      'what a browser obeys',
      'access-control-allow-origin: pwned\r\nrefresh: pwned\r\nlink: pwned\r\nnel: pwned\r\n',
    ],
  ])('%s does not reach the caller', async (_what, headers) => {
    const gateway = await start(await rawVendor(`${HEAD}${headers}\r\n{}`))
    const answer = await call(gateway.origin, { ...chat('hello'), key: gateway.keys['acme'] })
    expect(answer.rawHeaders.join('\n')).not.toContain('pwned')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('what SDKs rely on does', async () => {
    const relied =
      'x-request-id: req_1\r\nx-ratelimit-remaining-requests: 9\r\nretry-after: 1\r\nopenai-processing-ms: 7\r\n'
    const gateway = await start(await rawVendor(`${HEAD}${relied}\r\n{}`))
    const { headers } = await call(gateway.origin, { ...chat('hello'), key: gateway.keys['acme'] })
    expect([
      headers['x-request-id'],
      headers['x-ratelimit-remaining-requests'],
      headers['retry-after'],
      headers['openai-processing-ms'],
    ]).toEqual(['req_1', '9', '1', '7'])
  })
})

test('undici is not older than the versions that answered for its known holes', () => {
  const { version } = JSON.parse(readFileSync('node_modules/undici/package.json', 'utf8')) as {
    version: string
  }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  expect(major > 7 || (major === 7 && minor >= 29)).toBe(true)
})
