/** One CONNECT proxy: the tunnel is asked for by name, and the vendor still has to prove itself by its certificate. */
import { connect, type Socket } from 'node:net'
import { createServer } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Authority, makeAuthority, makeLeaf } from './certificates.ts'
import {
  closeAll,
  exchange,
  GET,
  listen,
  onRequest,
  pool,
  rawVendor,
  type RawVendor,
  type Result,
} from './stand-ins.ts'
import type { Resolve } from '../../src/gateway/egress/resolve.ts'

const HOST = 'eu.api.vendor.example'
const KEY = 'canary-vendor-key-77aa'

let authority: Authority
beforeAll(() => {
  authority = makeAuthority('Test Authority')
})

const closers: (() => void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) close()
  await closeAll()
})

async function vendorPort(host = HOST): Promise<{ readonly port: number; readonly application: string[] }> {
  const application: string[] = []
  const server = createServer(makeLeaf(authority, { host }), (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      application.push(chunk.toString('latin1'))
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
    })
  })
  server.on('tlsClientError', () => undefined)
  const port = await listen(server)
  closers.push(() => server.close())
  return { port, application }
}

/** A proxy that answers CONNECT with `answer` and then carries bytes to `port`. */
function proxyTo(port: number, answer: string | ((socket: Socket) => void)): Promise<RawVendor> {
  return rawVendor((socket) => {
    socket.once('data', () => {
      if (typeof answer !== 'string') return answer(socket)
      socket.write(answer)
      const vendor = connect({ port, host: '127.0.0.1' })
      vendor.on('error', () => socket.destroy())
      vendor.pipe(socket)
      socket.pipe(vendor)
      closers.push(() => vendor.destroy())
    })
  })
}

const names: string[] = []
const recording: Resolve = (host) => {
  names.push(host)
  return Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
}

function call(proxy: { readonly port: number }, credentials = ''): Promise<Result> {
  names.length = 0
  const opened = pool(
    { id: 'one', host: HOST, ca: authority.cert, proxy: `http://${credentials}127.0.0.1:${proxy.port}` },
    { resolve: recording, connectMilliseconds: 1000 },
  )
  return exchange(opened, { ...GET, headers: ['authorization', `Bearer ${KEY}`] })
}

const OPEN = 'HTTP/1.1 200 Connection established\r\nvia: test\r\n\r\n'

test('the tunnel is asked for by name, the vendor proves itself inside, and the proxy sees no key', async () => {
  const vendor = await vendorPort()
  const proxy = await proxyTo(vendor.port, OPEN)
  expect(await call(proxy)).toMatchObject({ status: 200, body: 'ok' })
  expect(proxy.received().startsWith(`CONNECT ${HOST}:443 HTTP/1.1\r\nhost: ${HOST}:443\r\n\r\n`)).toBe(true)
  expect(proxy.received()).not.toContain(KEY)
  expect(vendor.application.join('')).toContain(KEY)
  // The proxy resolves the vendor's name; the gateway does not.
  expect(names).toEqual([])
})

test('the answer of the proxy may come in pieces', async () => {
  const vendor = await vendorPort()
  const proxy = await proxyTo(vendor.port, (socket) => {
    const pieces = OPEN.split('')
    const next = (): void => {
      const piece = pieces.shift()
      if (piece !== undefined) {
        socket.write(piece)
        return void setImmediate(next)
      }
      const upstream = connect({ port: vendor.port, host: '127.0.0.1' })
      upstream.pipe(socket)
      socket.pipe(upstream)
      closers.push(() => upstream.destroy())
    }
    next()
  })
  expect((await call(proxy)).body).toBe('ok')
})

test('credentials of the proxy go to the proxy alone', async () => {
  const vendor = await vendorPort()
  const proxy = await proxyTo(vendor.port, OPEN)
  await call(proxy, 'gate:secret@')
  const basic = Buffer.from('gate:secret').toString('base64')
  expect(proxy.received()).toContain(`proxy-authorization: Basic ${basic}\r\n`)
  expect(vendor.application.join('')).not.toContain(basic)
})

test('a proxy that leads to another host is found by the certificate, and gets no key', async () => {
  const vendor = await vendorPort('evil.example')
  const proxy = await proxyTo(vendor.port, OPEN)
  expect((await call(proxy)).failure).toMatchObject({ reason: 'tls_wrong_host', code: 'vendor_tls_failed' })
  expect(vendor.application).toEqual([])
})

describe('a proxy that', () => {
  test.each([
    ['forbids', 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n', 'proxy_refused'],
    ['asks for a password', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'proxy_refused'],
    ['cannot reach the vendor', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'proxy_refused'],
    ['redirects', 'HTTP/1.1 302 Found\r\nlocation: http://evil.example/\r\n\r\n', 'proxy_refused'],
    ['speaks before the vendor', `${OPEN}HTTP/1.1 200 OK\r\n\r\n`, 'proxy_malformed'],
    ['is no proxy', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 'proxy_malformed'],
    ['never ends its head', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(9000)}`, 'proxy_malformed'],
  ])('%s is a failure of its own', async (_what, answer, reason) => {
    const proxy = await proxyTo(1, (socket) => socket.write(answer))
    const { failure } = await call(proxy)
    expect(failure).toMatchObject({ reason, code: 'vendor_unreachable' })
    expect(proxy.received()).not.toContain(KEY)
  })

  test('closes at once', async () => {
    const proxy = await proxyTo(1, (socket) => socket.end())
    expect((await call(proxy)).failure).toMatchObject({ reason: 'proxy_refused' })
  })

  test('resets', async () => {
    const proxy = await proxyTo(1, (socket) => socket.resetAndDestroy())
    expect((await call(proxy)).failure).toMatchObject({ reason: 'proxy_unreachable' })
  })

  test('says nothing runs into the connect limit', async () => {
    const proxy = await proxyTo(1, () => undefined)
    expect((await call(proxy)).failure).toMatchObject({ code: 'vendor_timeout_connect' })
  })

  test('is not there', async () => {
    const gone = await rawVendor((socket) => onRequest(socket, () => undefined))
    await closeAll()
    expect((await call(gone)).failure).toMatchObject({ reason: 'proxy_unreachable' })
  })

  test('has a name that does not exist', async () => {
    const opened = pool(
      { id: 'one', host: HOST, proxy: 'http://proxy.corp.example:3128' },
      { resolve: recording },
    )
    expect((await exchange(opened)).failure).toMatchObject({ reason: 'dns_not_found' })
    expect(names).toEqual(['proxy.corp.example'])
  })

  test('resolves to the metadata service', async () => {
    const opened = pool({ id: 'one', host: HOST, proxy: 'http://169.254.169.254:80' }, { resolve: recording })
    expect((await exchange(opened)).failure).toMatchObject({ reason: 'address_metadata' })
  })
})
