/** A vendor that cannot be reached, or not proven: a name for each reason, in bounded time, and the key stays here. */
import { createServer, type TlsOptions } from 'node:tls'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Resolve } from '../../src/gateway/egress/resolve.ts'
import { makeAuthority, makeLeaf, makeSelfSigned, type Authority } from '../egress/certificates.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { eventually, metric, watchLag } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import { startRawVendor } from '../harness/raw-vendor.ts'

const HOST = 'eu.api.openai.com'
const HOUR = 3_600_000

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function gatewayWith(options: Partial<TestOptions>): Promise<TestGateway> {
  const gateway = await startTestGateway({
    vendors: { openai: 'by name', deepl: 'by name' },
    settings: { timeouts: { connect: '700ms' } },
    ...options,
  })
  closers.push(async () => await gateway.stop())
  return gateway
}

interface Chatted {
  readonly text: string
  /** Milliseconds, and how late the timers of this process were meanwhile. */
  readonly took: number
  readonly lag: number
}

async function chat(gateway: TestGateway): Promise<Chatted> {
  const caller = await rawCaller(gateway.origin)
  const lag = watchLag()
  const started = performance.now()
  caller.write(
    requestBytes('{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"jan@example.com"}]}', {
      headers: ['connection: close'],
    }),
  )
  return { text: await caller.end(), took: performance.now() - started, lag: lag() }
}

function failing(code: string): Resolve {
  return () => Promise.reject(Object.assign(new Error(`lookup ${code}`), { code }))
}

const resolvesTo =
  (...addresses: readonly string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))

describe('name resolution', () => {
  test.each<[string, Resolve, string, RegExp]>([
    ['a name that does not exist', failing('ENOTFOUND'), 'vendor_dns_failed', /does not exist/],
    ['a resolver that fails', failing('EAI_AGAIN'), 'vendor_dns_failed', /could not answer/],
    ['a resolver that never answers', () => new Promise(() => {}), 'vendor_dns_failed', /in time/],
    ['an empty answer', resolvesTo(), 'vendor_dns_failed', /does not exist/],
    ['loopback', resolvesTo('127.0.0.1'), 'egress_refused', /loopback/],
    [
      'a public address beside a metadata service',
      resolvesTo('93.184.215.14', '169.254.169.254'),
      'egress_refused',
      /metadata/,
    ],
    ['a private address', resolvesTo('10.0.0.7'), 'egress_refused', /private/],
    ['something that is no address', resolvesTo('api.openai.com'), 'egress_refused', /no address/],
  ])('%s', async (_what, resolve, code, because) => {
    const gateway = await gatewayWith({ resolve })
    const { text, took, lag } = await chat(gateway)
    expect(text).toMatch(/^HTTP\/1\.1 502 /)
    expect(text).toContain(`"code":"${code}"`)
    expect(text).toMatch(because)
    expect(took).toBeLessThan(1500 + 2 * lag)
    const [record] = await gateway.records()
    expect(record).toMatchObject({ outcome: 'vendor_unreachable', code, vendorStatus: null, bytesOut: 0 })
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
  })

  test('one vendor’s dead resolver holds up no other vendor', async () => {
    const dead = Promise.withResolvers<never>()
    const asked = { stuck: 0 }
    const gateway = await gatewayWith({
      resolve: async (host) => {
        if (host !== HOST) return await failing('ENOTFOUND')(host)
        asked.stuck += 1
        return await dead.promise
      },
      settings: { timeouts: { connect: '60s' } },
    })
    const stuck = Array.from({ length: 20 }, async () => await chat(gateway))
    await eventually(async () => {
      expect(await metric(gateway, 'limen_in_flight_calls')).toBe(20)
      expect(asked.stuck).toBeGreaterThan(0)
    })
    const caller = await rawCaller(gateway.origin)
    caller.write(
      requestBytes('{"text":["hello"],"target_lang":"DE"}', {
        path: '/deepl/v2/translate',
        headers: ['connection: close'],
      }),
    )
    expect(await caller.end(10_000)).toContain('vendor_dns_failed')
    // Its answer came while all the others wait.
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(20)
    dead.reject(Object.assign(new Error('lookup ENOTFOUND'), { code: 'ENOTFOUND' }))
    for (const { text } of await Promise.all(stuck)) expect(text).toContain('vendor_dns_failed')
  })
})

describe('a connection', () => {
  test('that is refused', async () => {
    const closed = await startRawVendor(() => {})
    await closed.close()
    const gateway = await gatewayWith({ vendors: { openai: closed.origin } })
    const { text } = await chat(gateway)
    expect(text).toMatch(/^HTTP\/1\.1 502 [^]*"code":"vendor_unreachable"/)
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['vendor_unreachable'])
  })

  test('that is never accepted: 504 after timeouts.connect', async () => {
    // TEST-NET-1 (RFC 5737) is routed nowhere; a proxy that accepts and says nothing stands for it without a network.
    const silent = await startRawVendor(() => {})
    closers.push(async () => await silent.close())
    const gateway = await gatewayWith({
      resolve: resolvesTo('93.184.215.14'),
      endpoints: { openai: { proxy: silent.origin } },
    })
    const { text, took, lag } = await chat(gateway)
    expect(text).toMatch(/^HTTP\/1\.1 504 [^]*"code":"vendor_timeout_connect"/)
    expect(took).toBeGreaterThan(650)
    expect(took).toBeLessThan(1500 + 2 * lag)
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['vendor_timeout_connect'])
  })
})

describe('TLS', () => {
  let authority: Authority
  beforeAll(() => {
    authority = makeAuthority('Test Authority')
  })

  interface Secure {
    readonly gateway: TestGateway
    /** What arrived inside TLS. */
    readonly application: string[]
  }

  /** The vendor's own name, reached through a CONNECT proxy on loopback, with a private authority. */
  async function secure(options: TlsOptions | 'closes'): Promise<Secure> {
    const application: string[] = []
    const server = createServer(options === 'closes' ? {} : options, (socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk: Buffer) => {
        application.push(chunk.toString('latin1'))
        socket.write(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{"good":true}',
        )
      })
    })
    server.on('tlsClientError', () => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(() => void server.close())
    const { port } = server.address() as AddressInfo
    const proxy = await startRawVendor(
      () => {},
      (socket) =>
        void socket.once('data', () => {
          socket.removeAllListeners('data')
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
          if (options === 'closes') {
            socket.once('data', () => socket.end())
            return
          }
          const tunnel = connect({ port, host: '127.0.0.1' })
          tunnel.on('error', () => socket.destroy())
          tunnel.pipe(socket).pipe(tunnel)
          closers.push(() => void tunnel.destroy())
        }),
    )
    closers.push(async () => await proxy.close())
    const gateway = await gatewayWith({
      resolve: resolvesTo('93.184.215.14'),
      authorities: new Map([['openai-test', authority.cert]]),
      endpoints: { openai: { proxy: proxy.origin } },
      settings: { timeouts: { connect: '3s' } },
    })
    return { gateway, application }
  }

  test('a good certificate is served', async () => {
    const { gateway, application } = await secure(makeLeaf(authority, { host: HOST }))
    expect((await chat(gateway)).text).toMatch(/^HTTP\/1\.1 200 [^]*\{"good":true\}$/)
    expect(application.join('')).toContain('authorization: Bearer upstream-openai-key')
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['ok'])
  })

  test.each<[string, () => TlsOptions | 'closes', RegExp]>([
    [
      'an expired certificate',
      () =>
        makeLeaf(authority, {
          host: HOST,
          notAfter: new Date(Date.now() - HOUR / 2),
          notBefore: new Date(Date.now() - HOUR),
        }),
      /expired/,
    ],
    ['a certificate of another host', () => makeLeaf(authority, { host: 'evil.test' }), /another host/],
    [
      'an authority that is not trusted',
      () => makeLeaf(makeAuthority('Somebody Else'), { host: HOST }),
      /not trusted/,
    ],
    ['a self-signed certificate', () => makeSelfSigned(HOST), /not trusted/],
    [
      'only TLS 1.1',
      () => ({
        ...makeLeaf(authority, { host: HOST }),
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
      /TLS/,
    ],
    ['a handshake that is broken off', () => 'closes', /closed during the handshake|handshake failed/],
  ])('%s: 502, recorded, and the key was never sent', async (_what, options, because) => {
    const { gateway, application } = await secure(options())
    const { text } = await chat(gateway)
    expect(text).toMatch(/^HTTP\/1\.1 502 [^]*"code":"vendor_tls_failed"/)
    expect(text).toMatch(because)
    expect(application).toEqual([])
    expect((await gateway.records()).map((record) => [record.outcome, record.bytesOut])).toEqual([
      ['vendor_unreachable', 0],
    ])
  })
})
