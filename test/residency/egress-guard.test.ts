/** No connection is made, and no byte leaves, but to the checked address of the endpoint's own host. */
import { afterEach, describe, expect, test } from 'vitest'
import { EgressError, type FailureReason } from '../../src/gateway/egress/failure.ts'
import { createGuard } from '../../src/gateway/egress/guard.ts'
import { rememberedResolve, type Resolve } from '../../src/gateway/egress/resolve.ts'
import { EndpointTarget } from '../../src/gateway/egress/target.ts'
import {
  answering,
  closeAll,
  dialInstead,
  exchange,
  pool,
  PUBLIC,
  rawVendor,
  resolveTo,
  sandboxPool,
} from '../egress/stand-ins.ts'

afterEach(closeAll)

const HOST = 'eu.api.vendor.example'

async function refusal(
  resolve: Resolve,
  more: { privateNetwork?: string[]; pretended?: string } = {},
): Promise<{
  readonly reason: FailureReason | undefined
  readonly code: string | undefined
  readonly dialled: number
  readonly received: string
}> {
  const vendor = await rawVendor(() => undefined)
  const dialled = dialInstead(vendor.port, more.pretended)
  const opened = pool(
    { id: 'one', host: HOST, privateNetwork: more.privateNetwork ?? [] },
    { resolve, dial: dialled.dial },
  )
  const { failure, started } = await exchange(opened)
  expect(started).toBe(false)
  return {
    reason: failure instanceof EgressError ? failure.reason : undefined,
    code: failure?.code,
    dialled: dialled.hosts.length,
    received: vendor.received(),
  }
}

describe('no connection is made when the name resolves to', () => {
  test.each([
    ['loopback', ['127.0.0.1'], 'address_loopback'],
    ['mapped loopback', ['::ffff:7f00:1'], 'address_loopback'],
    ['the metadata service', ['169.254.169.254'], 'address_metadata'],
    ['the IPv6 metadata service', ['fd00:ec2::254'], 'address_metadata'],
    ['a private address', ['10.0.0.5'], 'address_private'],
    ['the unspecified address', ['0.0.0.0'], 'address_special'],
    ['carrier-grade NAT', ['100.64.0.1'], 'address_special'],
    ['multicast', ['224.0.0.1'], 'address_special'],
    ['a public and a private address', [PUBLIC, '10.0.0.5'], 'address_private'],
    ['a public address and loopback', [PUBLIC, '127.0.0.1'], 'address_loopback'],
    ['loopback and a public address', ['::1', PUBLIC], 'address_loopback'],
    ['something that is no address', ['2130706433'], 'address_invalid'],
    ['nothing', [], 'dns_not_found'],
  ] as const)('%s', async (_name, addresses, reason) => {
    expect(await refusal(resolveTo(...addresses))).toEqual({
      reason,
      code: reason === 'dns_not_found' ? 'vendor_dns_failed' : 'egress_refused',
      dialled: 0,
      received: '',
    })
  })

  test('a private address beside the private network', async () => {
    const { reason, dialled } = await refusal(resolveTo('10.21.0.1'), { privateNetwork: ['10.20.0.0/16'] })
    expect([reason, dialled]).toEqual(['address_private', 0])
  })

  test('the metadata service, though the private network covers it', async () => {
    const { reason, dialled } = await refusal(resolveTo('169.254.169.254'), { privateNetwork: ['0.0.0.0/0'] })
    expect([reason, dialled]).toEqual(['address_metadata', 0])
  })
})

test('a private address inside the private network is dialled', async () => {
  // The vendor here closes at once, so that the handshake fails: what counts is where the connection went.
  const vendor = await rawVendor((socket) => socket.destroy())
  const dialled = dialInstead(vendor.port)
  const opened = pool(
    { id: 'one', host: HOST, privateNetwork: ['10.20.0.0/16'] },
    { resolve: resolveTo('10.20.0.7'), dial: dialled.dial },
  )
  const { failure } = await exchange(opened)
  expect(failure?.code).toBe('vendor_tls_failed')
  expect(dialled.hosts).toEqual(['10.20.0.7'])
})

test('a name that rebinds after the check is refused, not followed', async () => {
  const answers = [[PUBLIC], ['127.0.0.1']]
  let asked = 0
  const rebinding: Resolve = (host) => resolveTo(...(answers[asked++] ?? ['127.0.0.1']))(host)
  const vendor = await rawVendor((socket) => socket.destroy())
  const dialled = dialInstead(vendor.port)
  const opened = pool({ id: 'one', host: HOST }, { resolve: rebinding, dial: dialled.dial })
  // One lookup a connection, and the connection goes to what that lookup said.
  expect((await exchange(opened)).failure?.code).toBe('vendor_tls_failed')
  expect([asked, dialled.hosts]).toEqual([1, [PUBLIC]])
  expect((await exchange(opened)).failure).toMatchObject({ reason: 'address_loopback' })
  expect(dialled.hosts).toEqual([PUBLIC])
})

test('a connection that reached another address is dropped before its first byte', async () => {
  expect(await refusal(resolveTo(PUBLIC), { pretended: '93.184.215.15' })).toEqual({
    reason: 'address_changed',
    code: 'egress_refused',
    dialled: 1,
    received: '',
  })
})

test('several checked addresses are raced without asking the system again', async () => {
  const vendor = await rawVendor((socket) => socket.destroy())
  const lookups: unknown[] = []
  const { dial } = dialInstead(vendor.port)
  const opened = pool(
    { id: 'one', host: HOST },
    {
      resolve: resolveTo(PUBLIC, '2606:2800:21f:cb07::1'),
      dial: (options) => {
        options.lookup?.(HOST, { all: true }, (_error, addresses) => lookups.push(addresses))
        return dial(options)
      },
    },
  )
  await exchange(opened)
  expect(lookups).toEqual([
    [
      { address: PUBLIC, family: 4 },
      { address: '2606:2800:21f:cb07::1', family: 6 },
    ],
  ])
})

describe('the guard refuses any other origin than its own', () => {
  const target = EndpointTarget.of({ id: 'one', host: HOST })
  const asked = { protocol: 'https:', hostname: HOST, port: '', servername: null }

  test.each([
    ['host', { ...asked, hostname: 'evil.example' }],
    ['port', { ...asked, port: '8443' }],
    ['scheme', { ...asked, protocol: 'http:' }],
    ['server name', { ...asked, servername: 'evil.example' }],
    ['address', { ...asked, hostname: PUBLIC }],
  ])('another %s', async (_what, other) => {
    const dialled = dialInstead(1)
    const guard = createGuard(target, {
      resolve: resolveTo(PUBLIC),
      connectMilliseconds: 1000,
      dial: dialled.dial,
    })
    const error = await new Promise((resolve) => guard(other, resolve))
    expect(error).toMatchObject({ reason: 'host_mismatch', code: 'egress_refused' })
    expect(dialled.hosts).toEqual([])
  })
})

test('a Host header that names another host is refused before a connection', async () => {
  const dialled = dialInstead(1)
  const opened = pool({ id: 'one', host: HOST }, { resolve: resolveTo(PUBLIC), dial: dialled.dial })
  const { failure } = await exchange(opened, {
    method: 'GET',
    path: '/v1/models',
    headers: ['host', 'evil.example'],
    body: undefined,
    limits: { firstByte: 1000, idle: 1000, total: 1000 },
  })
  expect(failure).toMatchObject({ reason: 'host_mismatch' })
  expect(dialled.hosts).toEqual([])
})

test.each([301, 302, 303, 307, 308])(
  'a %i to the metadata service is handed on and not followed',
  async (status) => {
    const elsewhere = await rawVendor(answering('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
    const vendor = await rawVendor(
      answering(
        `HTTP/1.1 ${status} Moved\r\nlocation: ${elsewhere.origin}/latest/meta-data\r\ncontent-length: 0\r\n\r\n`,
      ),
    )
    const result = await exchange(sandboxPool(vendor))
    expect(result.status).toBe(status)
    expect(vendor.sockets).toHaveLength(1)
    expect(elsewhere.sockets).toHaveLength(0)
  },
)

test('a sandbox name that resolves off loopback is refused', async () => {
  const dialled = dialInstead(1)
  const opened = pool(
    { id: 'sandbox', host: '', sandbox: { origin: 'http://localhost:4010' } },
    { resolve: resolveTo('127.0.0.1', '10.0.0.1'), dial: dialled.dial },
  )
  expect((await exchange(opened)).failure).toMatchObject({ reason: 'address_not_loopback' })
  expect(dialled.hosts).toEqual([])
})

function failing(code: string): Resolve {
  return () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code }))
}

describe('a resolver in trouble', () => {
  test.each([
    ['ENOTFOUND', 'dns_not_found'],
    ['EAI_AGAIN', 'dns_unavailable'],
    ['ESERVFAIL', 'dns_unavailable'],
  ])('%s is a DNS failure', async (code, reason) => {
    expect(await refusal(rememberedResolve(failing(code)))).toMatchObject({
      reason,
      code: 'vendor_dns_failed',
      dialled: 0,
    })
  })

  test(
    'silence is a DNS failure within the connect limit, and other endpoints go on',
    { retry: 3 },
    async () => {
      const silent = pool(
        { id: 'one', host: HOST },
        { resolve: rememberedResolve(() => new Promise(() => undefined)), connectMilliseconds: 300 },
      )
      const healthy = sandboxPool(
        await rawVendor(answering('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')),
      )
      const started = performance.now()
      const waiting = exchange(silent)
      const slowest = { milliseconds: 0 }
      for (let call = 0; call < 20; call++) {
        const from = performance.now()
        expect((await exchange(healthy)).body).toBe('ok')
        slowest.milliseconds = Math.max(slowest.milliseconds, performance.now() - from)
      }
      expect(slowest.milliseconds).toBeLessThan(250)
      expect((await waiting).failure).toMatchObject({ reason: 'dns_timeout', code: 'vendor_dns_failed' })
      expect(performance.now() - started).toBeGreaterThan(290)
    },
  )

  test('a burst asks once, and a failure is not asked again at once', async () => {
    let asked = 0
    let time = 0
    const resolve = rememberedResolve(
      () => {
        asked++
        return Promise.reject(new Error('down'))
      },
      () => time,
    )
    const ask = (): Promise<unknown> => resolve(HOST).catch((error: unknown) => error)
    const burst = await Promise.all([ask(), ask(), ask()])
    expect(burst.map((error) => (error instanceof EgressError ? error.reason : 'other'))).toEqual(
      Array(3).fill('dns_unavailable'),
    )
    time = 999
    await ask()
    expect(asked).toBe(1)
    time = 1000
    await ask()
    expect(asked).toBe(2)
  })
})
