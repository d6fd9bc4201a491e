/** The first bytes of a connection: in pieces, cut off, never sent; whichever protocol they begin, the timers hold. */
import { connect as connectTls } from 'node:tls'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { http2Frames, PREFACE, requestFrames, settings, TYPE } from '../harness/http2-frames.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import { startRawVendor, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'
import { startTlsFiles, type TlsFiles } from '../harness/tls-files.ts'

let vendor: RawVendor
let files: TlsFiles
let gateway: TestGateway
let secure: string

const HEADERS_MS = 400

beforeAll(async () => {
  vendor = await startRawVendor(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
  files = startTlsFiles()
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    settings: {
      listen: { port: 0, tls: files.setting },
      timeouts: { request_headers: `${HEADERS_MS}ms`, keep_alive: '60s' },
    },
  })
  secure = `http://127.0.0.1:${gateway.gateway.tlsPort}`
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
  files.remove()
})

const BODY = '{"model":"gpt-5.4-mini","messages":[]}'

/** Milliseconds until the gateway hangs up. */
async function hungUpAfter(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

const LIMIT = HEADERS_MS * 4 + 1000

describe('in clear', () => {
  test.each(['', 'P', 'PR', 'PRI * HTTP/2.0\r\n\r\nS', 'POST /openai', 'POST / HTTP/1.1\r\nhost: a\r\n'])(
    'after %j nothing more comes: 408, and the connection is closed',
    async (first) => {
      const caller = await rawCaller(gateway.origin)
      const took = await hungUpAfter(async () => {
        if (first !== '') caller.write(first)
        await caller.end(LIMIT)
      })
      expect(took).toBeGreaterThan(HEADERS_MS / 2)
      expect(caller.text).toMatch(/^HTTP\/1\.1 408 /)
    },
  )

  test.each([
    ['the preface alone', PREFACE],
    ['half a frame', Buffer.concat([Buffer.from(PREFACE), settings(), Buffer.from([0, 0, 9])])],
    ['half a head', Buffer.concat([Buffer.from(PREFACE), settings(), requestFrames(1, '').subarray(0, 40)])],
  ])('HTTP/2, and after %s nothing more comes: the connection is closed', async (_name, first) => {
    const caller = await http2Frames(gateway.origin)
    caller.write(first)
    await caller.until('a goodbye', ({ type }) => type === TYPE.goaway, LIMIT)
    await caller.end(LIMIT)
  })

  test('HTTP/1.1 byte by byte is served', async () => {
    const caller = await rawCaller(gateway.origin)
    for (const byte of requestBytes(BODY)) {
      caller.write(Buffer.from([byte]))
      await wait(0)
    }
    await caller.until('{"good":true}')
    caller.destroy()
  })

  test('HTTP/2 byte by byte is served', async () => {
    const caller = await http2Frames(gateway.origin)
    for (const byte of Buffer.concat([Buffer.from(PREFACE), settings(), requestFrames(1, BODY)])) {
      caller.write(Buffer.from([byte]))
      await wait(0)
    }
    const answer = await caller.until('an answer', ({ type }) => type === TYPE.data)
    expect(answer.payload.toString()).toBe('{"good":true}')
    caller.destroy()
  })

  test('several requests in the first packet are answered in order', async () => {
    const caller = await rawCaller(gateway.origin)
    caller.write(
      Buffer.concat([requestBytes(BODY), requestBytes(BODY, { path: '/nowhere' }), requestBytes(BODY)]),
    )
    await caller.until(/200 OK[^]*404 Not Found[^]*200 OK[^]*"good":true/)
    caller.destroy()
  })

  test('a caller who ends its side after half a preface is answered, and the connection is closed', async () => {
    const caller = await rawCaller(gateway.origin, true)
    caller.socket.end('PRI * HT')
    await caller.end(2000)
    expect(caller.text).toMatch(/^HTTP\/1\.1 4\d\d /)
    caller.destroy()
  })
})

describe('over TLS', () => {
  test.each([
    ['silence', ''],
    ['the first byte of a handshake', '\x16'],
    ['half a handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])('after %s nothing more comes: the connection is closed', async (_name, first) => {
    const caller = await rawCaller(secure)
    if (first !== '') caller.write(Buffer.from(first, 'latin1'))
    await caller.end(LIMIT)
    expect(caller.text).not.toContain('HTTP/')
  })

  test.each(['http/1.1', 'h2'])(
    'a handshake and then silence in %s: the connection is closed',
    async (protocol) => {
      const socket = connectTls({
        port: gateway.gateway.tlsPort ?? 0,
        host: '127.0.0.1',
        servername: 'localhost',
        ca: files.authority.cert,
        ALPNProtocols: [protocol],
      })
      await once(socket, 'secureConnect')
      expect(socket.alpnProtocol).toBe(protocol)
      socket.resume()
      socket.on('error', () => {})
      await once(socket, 'close', { signal: AbortSignal.timeout(LIMIT) })
    },
  )

  test('HTTP in clear is told that this port speaks TLS', async () => {
    const caller = await rawCaller(secure)
    caller.write(requestBytes(BODY))
    const text = await caller.end()
    expect(text).toMatch(/^HTTP\/1\.1 400 [^]*This port speaks TLS/)
  })

  test('bytes that are neither are answered or hung up on, and others are served', async () => {
    const caller = await rawCaller(secure)
    caller.write(Buffer.from('\x16\x03\x01\x00\x05garbage after all\r\n\r\n', 'latin1'))
    await caller.end()
    const good = await files.call(gateway)
    expect(good).toContain('{"good":true}')
  })
})
