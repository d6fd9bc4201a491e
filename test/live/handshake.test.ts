/** Before a session: refusals are answers of HTTP, the vendor has less time than the caller's SDK, and nothing leaves unrecorded. */
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCall } from '../harness/raw-call.ts'
import { callLive, refusedLive, STREAMING } from './caller.ts'
import { startLiveVendor, type LiveVendor, type VendorScript } from './vendor.ts'

const EMAIL = 'anna.nowak@example.pl'
const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly vendor: LiveVendor
  readonly gateway: TestGateway
}

async function stage(script: VendorScript = {}, options: Partial<TestOptions> = {}): Promise<Stage> {
  const vendor = await startLiveVendor(script)
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { assemblyai: vendor.origin }, ...options })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

const query = (more: string): string => `${STREAMING}&${more}`

describe('a session that is refused', () => {
  it.each([
    ['a key that nobody has', { headers: { authorization: 'nobody' } }, 401, 'key_unknown'],
    ['no key', { headers: { authorization: '' } }, 401, 'key_missing'],
    ['two keys', { headers: { 'x-api-key': 'another' } }, 400, 'keys_conflict'],
    ['a path without sessions', { target: '/assemblyai-streaming/v2/ws' }, 404, 'operation_unknown'],
    ['a vendor that is none', { target: '/nobody/v3/ws' }, 404, 'route_unknown'],
    ['another host', { target: query('host=streaming.us.assemblyai.com') }, 403, 'feature_refused'],
    ['another region', { target: query('region=us') }, 403, 'feature_refused'],
    ['another model of a language model', { target: query('llm_gateway=%7B%22model%22%3A%22x%22%7D') }, 403, 'feature_refused'],
    ['a model beside the table', { target: query('model=gpt-5.4') }, 403, 'feature_refused'],
    ['a host for the transcript', { target: query('webhook_url=https%3A%2F%2Fa.example.com') }, 403, 'feature_refused'],
    ["the vendor's own token", { target: query('token=abcdef') }, 403, 'feature_refused'],
    ['a key in the query', { target: query('api_key=abcdef') }, 400, 'request_malformed'],
    ['a parameter twice', { target: query('prompt=a&prompt=b') }, 400, 'request_malformed'],
    ['a broken escape', { target: query('prompt=%ff') }, 400, 'request_malformed'],
    ['a tenant without consent', { tenant: 'silent' }, 403, 'media_not_allowed'],
    ['a tenant of another zone', { tenant: 'japan' }, 403, 'no_endpoint_in_zone'],
  ] as const)('for %s is an answer of HTTP in the dialect', async (_what, options, status, code) => {
    const { vendor, gateway } = await stage(
      {},
      { tenants: { acme: {}, silent: { media: [] }, japan: { zone: ['JP'] } }, sandbox: false },
    )
    const answer = await refusedLive(gateway, options)
    expect(answer.status).toBe(status)
    expect(answer.headers['x-limen-code']).toBe(code)
    expect(answer.headers['connection']).toBe('close')
    expect(answer.text).not.toContain('abcdef')
    expect(vendor.connections).toEqual([])
  }) // prettier-ignore

  it('after authentication is a record; before it a metric', async () => {
    const { gateway } = await stage()
    await refusedLive(gateway, { target: query('region=us') })
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({ kind: 'refusal', code: 'feature_refused', operation: 'none' })
    await refusedLive(gateway, { headers: { authorization: 'nobody' } })
    expect(await metric(gateway, 'limen_refusals_total', ['code="key_unknown"'])).toBe(1)
    expect(await gateway.records()).toHaveLength(1)
  })

  it('is refused where a session would be one too many', async () => {
    const { gateway } = await stage({}, { settings: { limits: { live_sessions: 2 } } })
    const first = await callLive(gateway)
    await callLive(gateway)
    const answer = await refusedLive(gateway)
    expect([answer.status, answer.headers['x-limen-code'], answer.headers['retry-after']]).toEqual([503, 'overloaded', '5'])
    first.socket.close()
    await eventually(async () => (await callLive(gateway)).socket.close())
  }) // prettier-ignore

  it('is not a session that is asked for without an upgrade', async () => {
    const { gateway, vendor } = await stage()
    const answer = await rawCall(gateway.origin, {
      method: 'GET',
      target: STREAMING,
      headers: { authorization: gateway.keys['acme'] ?? '' },
    })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([404, 'operation_unknown'])
    expect(vendor.connections).toEqual([])
  })
})

describe('the handshake with the vendor', () => {
  it('has less time than the SDK gives the whole', async () => {
    const { gateway } = await stage({ upgrade: () => {} })
    const from = performance.now()
    const answer = await refusedLive(gateway)
    const took = performance.now() - from
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([504, 'vendor_timeout_connect'])
    expect(took).toBeGreaterThan(850)
    expect(took).toBeLessThan(1400)
    expect((await gateway.records(1))[0]).toMatchObject({ outcome: 'vendor_timeout_connect' })
  })

  it('has the time that config gives, where that is less', async () => {
    const { gateway } = await stage(
      { upgrade: () => {} },
      { settings: { timeouts: { live_connect: '100ms' } } },
    )
    const from = performance.now()
    expect((await refusedLive(gateway)).status).toBe(504)
    expect(performance.now() - from).toBeLessThan(700)
  })

  it.each([
    ['401', 'HTTP/1.1 401 Unauthorized\r\ncontent-length: 28\r\n\r\nupstream-assemblyai-key oops', 401, 'vendor_refused', 'vendor_status'],
    ['429', 'HTTP/1.1 429 Too Many\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n', 429, 'vendor_refused', 'vendor_status'],
    ['503', 'HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n', 503, 'vendor_refused', 'vendor_status'],
    ['200', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok', 502, 'vendor_refused', 'vendor_status'],
    ['a redirect', 'HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n', 502, 'vendor_redirect', 'vendor_redirect'],
    ['a 101 for somebody else', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: bm90IGZvciB5b3U=\r\n\r\n', 502, 'vendor_malformed', 'vendor_malformed'],
    ['an extension that nobody asked for', 'accept', 502, 'vendor_malformed', 'vendor_malformed'],
    ['no HTTP', 'SSH-2.0-x\r\n', 502, 'vendor_malformed', 'vendor_malformed'],
    ['a reset', undefined, 502, 'vendor_reset', 'vendor_reset'],
  ] as const)('that ends in %s is the code that says so', async (_what, text, status, code, outcome) => {
    const { gateway } = await stage({
      upgrade: (request, socket) => {
        if (text === undefined) socket.resetAndDestroy()
        else if (text === 'accept') socket.write(acceptance(request.headers['sec-websocket-key'] ?? '', 'sec-websocket-extensions: permessage-deflate\r\n'))
        else socket.end(text)
      },
    })
    const answer = await refusedLive(gateway)
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([status, code])
    expect(answer.text).not.toContain('upstream-assemblyai-key')
    if (status === 429) expect(answer.headers['retry-after']).toBe('7')
    expect((await gateway.records(1))[0]).toMatchObject({ outcome, code })
  }) // prettier-ignore

  it('cannot reach a host that is not there', async () => {
    const gone = await new Promise<Server>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => resolve(server))
    })
    const { port } = gone.address() as AddressInfo
    await new Promise<void>((resolve) => gone.close(() => resolve()))
    const gateway = await startTestGateway({ vendors: { assemblyai: `http://127.0.0.1:${port}` } })
    closers.push(async () => await gateway.stop())
    const answer = await refusedLive(gateway)
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([502, 'vendor_unreachable'])
  })

  it('is given up when the caller leaves in the middle of it', async () => {
    const asked = Promise.withResolvers<Socket>()
    const { gateway } = await stage({ upgrade: (_request, socket) => asked.resolve(socket) })
    const caller = new WebSocket(gateway.origin.replace('http', 'ws') + STREAMING, {
      headers: { authorization: gateway.keys['acme'] ?? '' },
    })
    caller.on('error', () => {})
    const socket = await asked.promise
    const closed = new Promise<void>((resolve) => socket.on('end', () => resolve()).resume())
    caller.terminate()
    await closed
    expect((await gateway.records(1))[0]).toMatchObject({ outcome: 'client_disconnect' })
  })

  it('carries the key of the endpoint, what the lists allow, and nothing else of the caller', async () => {
    const { gateway, vendor } = await stage()
    const caller = await callLive(gateway, {
      headers: { cookie: `session=${EMAIL}`, origin: 'https://app.example.com', 'x-secret': 'own', accept: '*/*' },
    })
    const { request } = await vendor.session(1)
    expect(Object.keys(request.headers).toSorted()).toEqual([
      'accept', 'accept-encoding', 'authorization', 'connection', 'host', 'sec-websocket-key', 'sec-websocket-version', 'upgrade',
    ])
    expect(request.headers.authorization).toBe('upstream-assemblyai-key')
    caller.socket.close()
  }) // prettier-ignore

  it('comes after the record: without a ledger no byte leaves', async () => {
    const { gateway, vendor } = await stage(
      {},
      { ledgerWorker: new URL('../ledger/faulty-worker.ts', import.meta.url) },
    )
    writeFileSync(`${gateway.ledgerFile}.fault`, 'read-only')
    const answer = await refusedLive(gateway)
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([503, 'ledger_unavailable'])
    expect(vendor.connections).toEqual([])
  })
})

/** RFC 6455, section 4.2.2. */
function acceptance(key: string, more: string): string {
  const accept = hash('sha1', `${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`, 'base64')
  return `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n${more}\r\n`
}

async function azure(headers: Readonly<Record<string, string>>): Promise<Stage> {
  const vendor = await startLiveVendor({ headers: () => headers })
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { azure: vendor.origin }, sandbox: false })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

describe('a place that the vendor reports with its handshake', () => {
  const REALTIME = '/azure/openai/v1/realtime?model=chat-dep'

  it('is what the record has seen', async () => {
    const { gateway, vendor } = await azure({ 'x-ms-region': 'Sweden Central' })
    const caller = await callLive(gateway, { target: REALTIME, headers: { 'api-key': gateway.keys['acme'] ?? '', authorization: '' } })
    await vendor.session(1)
    caller.socket.close()
    expect((await gateway.records(1))[0]).toMatchObject({ observedRegion: 'swedencentral', basis: 'observed' })
  }) // prettier-ignore

  it('outside the zone in a later one ends those that are open', async () => {
    const places = ['Sweden Central', 'East US']
    const vendor = await startLiveVendor({ headers: () => ({ 'x-ms-region': places.shift() ?? '' }) })
    closers.push(async () => await vendor.close())
    const gateway = await startTestGateway({
      vendors: { azure: vendor.origin },
      sandbox: false,
      settings: { timeouts: { live_idle: '2s' } },
    })
    closers.push(async () => await gateway.stop())
    const headers = { 'api-key': gateway.keys['acme'] ?? '', authorization: '' }
    const caller = await callLive(gateway, { target: REALTIME, headers })
    expect((await refusedLive(gateway, { target: REALTIME, headers })).status).toBe(403)
    expect(await caller.next()).toContain('endpoint_closed')
    await caller.over
    expect((await gateway.records(2)).map(({ code }) => code)).toEqual(['endpoint_closed', 'endpoint_closed'])
  })

  it('outside the zone ends it before anything is said, and closes the endpoint', async () => {
    const { gateway, vendor } = await azure({ 'x-ms-region': 'East US' })
    const headers = { 'api-key': gateway.keys['acme'] ?? '', authorization: '' }
    const answer = await refusedLive(gateway, { target: REALTIME, headers })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([403, 'endpoint_closed'])
    const session = await vendor.session(1)
    await session.over
    expect(session.frames).toEqual([])
    expect((await refusedLive(gateway, { target: REALTIME, headers })).headers['x-limen-code']).toBe('endpoint_closed')
    expect(vendor.sessions).toHaveLength(1)
    expect(await metric(gateway, 'limen_nonzone_egress_total', ['vendor="azure"'])).toBe(1)
    expect((await gateway.records(2)).map(({ code }) => code)).toEqual(['endpoint_closed', 'endpoint_closed'])
  }) // prettier-ignore
})

describe("the vendor's own redaction, where config asks for it", () => {
  const REDACT_PII = { policies: ['person_name', 'phone_number'], sub: 'hash' }

  it.each([
    ['nothing', ''],
    ['the contrary', '&redact_pii=false&redact_pii_sub=entity_name'],
    ['something that is none', `&redact_pii=${EMAIL}&redact_pii_policies=${EMAIL}`],
    ['more of it', '&redact_pii_policies=%5B%22date%22%2C%22person_name%22%5D'],
  ])('is in the query that leaves, whatever the caller sends: %s', async (_what, sent) => {
    const { gateway, vendor } = await stage({}, { endpoints: { assemblyai: { redact_pii: REDACT_PII } } })
    const caller = await callLive(gateway, { target: `${STREAMING}${sent}` })
    const { request } = await vendor.session(1)
    const left = new URLSearchParams(request.url?.split('?')[1])
    expect(left.getAll('redact_pii')).toEqual(['true'])
    expect(left.getAll('redact_pii_sub')).toEqual(['hash'])
    const policies = sent.includes('date') ? ['date', 'person_name', 'phone_number'] : REDACT_PII.policies
    expect(left.getAll('redact_pii_policies').map((list) => JSON.parse(list) as unknown)).toEqual([policies])
    expect(left.get('sample_rate')).toBe('16000')
    expect(left.has('redact_pii_return_unredacted')).toBe(false)
    caller.socket.send('{"type":"UpdateConfiguration","redact_pii":false}')
    expect(await caller.next()).toContain('At redact_pii.')
    await caller.over
    expect((await gateway.records(1))[0]?.noTraining).toEqual(['redact_pii=true', 'redact_pii_policies', 'redact_pii_sub=hash'])
  }) // prettier-ignore

  it('takes a recording for support out of the query, in both spellings', async () => {
    const { gateway, vendor } = await stage()
    const capture = '_customer_support_audio_capture=true&customer_support_audio_capture=true'
    const caller = await callLive(gateway, { target: `/assemblyai-streaming/v3/ws?${capture}&sample_rate=16000` })
    expect((await vendor.session(1)).request.url).toBe('/streaming/v3/ws?sample_rate=16000')
    caller.socket.close()
  }) // prettier-ignore
})

describe('a caller who speaks before it is answered', () => {
  it('is heard all the same', async () => {
    const { gateway, vendor } = await stage()
    const { port } = new URL(gateway.origin)
    const socket = connect(Number(port), '127.0.0.1')
    const frame = Buffer.concat([Buffer.from([0x82, 0x83, 0, 0, 0, 0]), Buffer.from([7, 8, 9])])
    socket.write(
      Buffer.concat([
        Buffer.from(
          `GET ${STREAMING} HTTP/1.1\r\nhost: a\r\nauthorization: ${gateway.keys['acme']}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
        ),
        frame,
      ]),
    )
    const session = await vendor.session(1)
    await session.heard(1)
    expect(session.frames[0]).toEqual({ data: Buffer.from([7, 8, 9]), binary: true })
    socket.destroy()
  })
})
