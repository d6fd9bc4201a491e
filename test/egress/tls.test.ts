/** The certificate is proven before a header, a key or a body leaves; every failure has a name of its own. */
import { once } from 'node:events'
import { createServer, type TlsOptions } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, type Identity, makeAuthority, makeLeaf, makeSelfSigned } from './certificates.ts'
import {
  closeAll,
  dialInstead,
  exchange,
  GET,
  listen,
  pool,
  post,
  PUBLIC,
  rawVendor,
  resolveTo,
  type Result,
} from './stand-ins.ts'

const HOST = 'eu.api.vendor.example'
const KEY = 'canary-vendor-key-3b1f'
const HOUR = 3_600_000

let authority: Authority
let stranger: Authority
let good: Identity

beforeAll(() => {
  authority = makeAuthority('Test Authority')
  stranger = makeAuthority('Somebody Else')
  good = makeLeaf(authority, { host: HOST })
})

const closers: (() => void)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const close of closers.splice(0)) close()
  await closeAll()
})

interface TlsVendor {
  readonly port: number
  /** What arrived inside TLS. */
  readonly application: string[]
  readonly handshakes: {
    readonly sni: string | false
    readonly protocol: string | false | null
    readonly version: string | null
  }[]
}

async function tlsVendor(options: TlsOptions): Promise<TlsVendor> {
  const application: string[] = []
  const handshakes: TlsVendor['handshakes'] = []
  const server = createServer({ ALPNProtocols: ['h2', 'http/1.1'], ...options }, (socket) => {
    handshakes.push({
      sni: socket.servername ?? false,
      protocol: socket.alpnProtocol,
      version: socket.getProtocol(),
    })
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      application.push(chunk.toString('latin1'))
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
    })
  })
  server.on('tlsClientError', () => undefined)
  const port = await listen(server)
  closers.push(() => server.close())
  return { port, application, handshakes }
}

function call(port: number, ca: string | undefined = authority.cert): Promise<Result> {
  const { dial } = dialInstead(port)
  const opened = pool({ id: 'one', host: HOST, ca }, { resolve: resolveTo(PUBLIC), dial })
  return exchange(opened, { ...GET, headers: ['authorization', `Bearer ${KEY}`] })
}

test('a good certificate: name in SNI and Host, HTTP/1.1, TLS 1.3', async () => {
  const vendor = await tlsVendor(good)
  const result = await call(vendor.port)
  expect(result).toMatchObject({ status: 200, body: 'ok', ended: true })
  expect(vendor.handshakes).toEqual([{ sni: HOST, protocol: 'http/1.1', version: 'TLSv1.3' }])
  expect(vendor.application.join('')).toContain(`\r\nhost: ${HOST}\r\n`)
  expect(vendor.application.join('')).toContain(KEY)
})

async function failing(vendor: TlsVendor, reason: string, ca = authority.cert): Promise<void> {
  const result = await call(vendor.port, ca)
  expect(result.failure).toMatchObject({ reason, code: 'vendor_tls_failed', status: 502 })
  expect(result.started).toBe(false)
  expect(vendor.application).toEqual([])
}

describe('the key does not leave, and the failure is named, when', () => {
  test('the certificate has expired', async () => {
    const leaf = makeLeaf(authority, {
      host: HOST,
      notBefore: new Date(Date.now() - 2 * HOUR),
      notAfter: new Date(Date.now() - HOUR),
    })
    await failing(await tlsVendor(leaf), 'tls_expired')
  })

  test('the certificate is not valid yet', async () => {
    const leaf = makeLeaf(authority, {
      host: HOST,
      notBefore: new Date(Date.now() + HOUR),
      notAfter: new Date(Date.now() + 2 * HOUR),
    })
    await failing(await tlsVendor(leaf), 'tls_expired')
  })

  test('the certificate is for another host', async () => {
    await failing(await tlsVendor(makeLeaf(authority, { host: 'us.api.vendor.example' })), 'tls_wrong_host')
  })

  test('the authority is unknown', async () => {
    await failing(await tlsVendor(makeLeaf(stranger, { host: HOST })), 'tls_unknown_ca')
  })

  test('the authority is unknown to the public roots', async () => {
    const vendor = await tlsVendor(good)
    const { dial } = dialInstead(vendor.port)
    const opened = pool({ id: 'one', host: HOST }, { resolve: resolveTo(PUBLIC), dial })
    expect((await exchange(opened)).failure).toMatchObject({ reason: 'tls_unknown_ca' })
    expect(vendor.application).toEqual([])
  })

  test('the certificate is self-signed', async () => {
    await failing(await tlsVendor(makeSelfSigned(HOST)), 'tls_unknown_ca')
  })

  test('the vendor speaks TLS 1.0 only', async () => {
    const old = await tlsVendor({
      ...good,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    await failing(old, 'tls_protocol')
  })

  test('the vendor speaks TLS 1.1 only', async () => {
    const old = await tlsVendor({
      ...good,
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    await failing(old, 'tls_protocol')
  })

  test('the environment turns the check off for the process', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    await failing(await tlsVendor(makeLeaf(stranger, { host: HOST })), 'tls_unknown_ca')
  })

  test('a ca replaces the public roots: another authority of the list does not help', async () => {
    await failing(await tlsVendor(good), 'tls_unknown_ca', stranger.cert)
  })
})

test('TLS 1.2 is accepted', async () => {
  const vendor = await tlsVendor({ ...good, maxVersion: 'TLSv1.2' })
  expect((await call(vendor.port)).body).toBe('ok')
  expect(vendor.handshakes[0]?.version).toBe('TLSv1.2')
})

test('every connection proves the certificate anew: no session is resumed', async () => {
  let resumed = 0
  const server = createServer(good, (socket) => {
    if (socket.isSessionReused()) resumed++
    socket.on('error', () => undefined)
    socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'))
  })
  const port = await listen(server)
  closers.push(() => server.close())
  const { dial, hosts } = dialInstead(port)
  const opened = pool({ id: 'one', host: HOST, ca: authority.cert }, { resolve: resolveTo(PUBLIC), dial })
  for (let call = 0; call < 3; call++) expect((await exchange(opened)).status).toBe(200)
  expect([hosts.length, resumed]).toEqual([3, 0])
})

describe('a vendor that is no TLS server', () => {
  test('closes in mid-handshake', async () => {
    const vendor = await rawVendor((socket) => socket.once('data', () => socket.end()))
    expect((await call(vendor.port)).failure).toMatchObject({
      reason: 'tls_closed',
      code: 'vendor_tls_failed',
    })
    expect(vendor.received()).not.toContain(KEY)
  })

  test('resets in mid-handshake', async () => {
    const vendor = await rawVendor((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect((await call(vendor.port)).failure).toMatchObject({
      reason: 'tls_closed',
      code: 'vendor_tls_failed',
    })
  })

  test('speaks plain HTTP', async () => {
    const vendor = await rawVendor((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')),
    )
    expect((await call(vendor.port)).failure).toMatchObject({ code: 'vendor_tls_failed' })
    expect(vendor.received()).not.toContain(KEY)
  })

  test('says nothing: the connect limit ends it', { retry: 3 }, async () => {
    const vendor = await rawVendor(() => undefined)
    const { dial } = dialInstead(vendor.port)
    const opened = pool(
      { id: 'one', host: HOST, ca: authority.cert },
      { resolve: resolveTo(PUBLIC), dial, connectMilliseconds: 400 },
    )
    const started = performance.now()
    const { failure } = await exchange(opened, post(Buffer.from(KEY)))
    const took = performance.now() - started
    expect(failure).toMatchObject({ code: 'vendor_timeout_connect', status: 504 })
    expect(took).toBeGreaterThan(390)
    expect(took).toBeLessThan(440)
    const [socket] = vendor.sockets
    if (socket !== undefined && !socket.destroyed) await once(socket, 'close')
    expect(vendor.received()).not.toContain(KEY)
  })
})
