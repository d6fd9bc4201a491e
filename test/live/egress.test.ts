/** The way to the vendor over TLS, through the same guard as any call: its own name, its own certificate, a proxy, no other place. */
import { once } from 'node:events'
import { createServer as createSecureServer } from 'node:https'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { makeAuthority, makeLeaf, makeSelfSigned, type Identity } from '../egress/certificates.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { callLive, refusedLive } from './caller.ts'

const HOST = 'streaming.eu.assemblyai.com'
const PUBLIC = '93.184.215.14'
const authority = makeAuthority('Test CA')
const closers: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly gateway: TestGateway
  /** Heads that came inside TLS. */
  readonly heads: string[]
  /** What the proxy was asked for. */
  readonly asked: string[]
}

async function listening(server: {
  listen(port: number, host: string): unknown
  address(): unknown
}): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server as never, 'listening')
  return (server.address() as AddressInfo).port
}

/** A vendor with this certificate behind a CONNECT proxy on loopback; its name resolves to these addresses. */
async function stage(identity: Identity, addresses: readonly string[] = [PUBLIC]): Promise<Stage> {
  const heads: string[] = []
  const asked: string[] = []
  const vendor = createSecureServer({ cert: identity.cert, key: identity.key })
  const upgrades = new WebSocketServer({ noServer: true })
  vendor.on('upgrade', (request, socket, head) => {
    heads.push(`${request.headers.host} ${request.url} ${request.headers.authorization}`)
    upgrades.handleUpgrade(request, socket, head, (session) => {
      session.on('message', (data) => session.send(`{"bytes":${String((data as Buffer).length)}}`))
    })
  }) // prettier-ignore
  const port = await listening(vendor)
  const sockets: Socket[] = []
  const proxy = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    socket.once('data', (chunk: Buffer) => {
      asked.push(chunk.toString('latin1').split('\r\n')[0] ?? '')
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      const tunnel = connect({ port, host: '127.0.0.1' })
      sockets.push(tunnel)
      tunnel.on('error', () => socket.destroy())
      tunnel.pipe(socket).pipe(tunnel)
    })
  })
  const proxyPort = await listening(proxy)
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    vendor.closeAllConnections()
    vendor.close()
    proxy.close()
  })
  const gateway = await startTestGateway({
    vendors: { assemblyai: 'unused' },
    sandbox: false,
    resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: 4 as const }))),
    authorities: new Map([['assemblyai-test', authority.cert]]),
    endpoints: { assemblyai: { proxy: `http://127.0.0.1:${proxyPort}` } },
    settings: { timeouts: { connect: '3s' } },
  })
  closers.push(async () => await gateway.stop())
  return { gateway, heads, asked }
}

describe('a session over TLS', () => {
  it("goes to the region's own host, with the key of the endpoint", async () => {
    const { gateway, heads, asked } = await stage(makeLeaf(authority, { host: HOST }))
    const caller = await callLive(gateway)
    caller.socket.send(Buffer.alloc(3200))
    expect(await caller.next()).toBe('{"bytes":3200}')
    expect(asked).toEqual([`CONNECT ${HOST}:443 HTTP/1.1`])
    expect(heads).toEqual([`${HOST} /v3/ws?sample_rate=16000 upstream-assemblyai-key`])
    caller.socket.close()
    expect((await gateway.records(1))[0]).toMatchObject({ host: HOST, outcome: 'ok', basis: 'dialled' })
  })

  it.each([
    ['of another host', () => makeLeaf(authority, { host: 'streaming.us.assemblyai.com' })],
    ['of nobody who is trusted', () => makeLeaf(makeAuthority('Somebody Else'), { host: HOST })],
    ['that signs itself', () => makeSelfSigned(HOST)],
  ] as const)('does not begin with a certificate %s', async (_what, identity) => {
    const { gateway, heads } = await stage(identity())
    const answer = await refusedLive(gateway)
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([502, 'vendor_tls_failed'])
    expect(heads).toEqual([])
    expect((await gateway.records(1))[0]).toMatchObject({ outcome: 'vendor_unreachable', bytesOut: 0 })
  })
})

describe('a session to a name', () => {
  it.each([
    ['a private address', '10.0.0.7'],
    ['loopback', '127.0.0.1'],
    ['a metadata service', '169.254.169.254'],
  ] as const)('that resolves to %s is refused before anything is dialled', async (_what, address) => {
    const gateway = await startTestGateway({
      vendors: { assemblyai: 'unused' },
      sandbox: false,
      resolve: () => Promise.resolve([{ address, family: 4 as const }]),
    })
    closers.push(async () => await gateway.stop())
    const answer = await refusedLive(gateway)
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([502, 'egress_refused'])
    expect((await gateway.records(1))[0]).toMatchObject({ outcome: 'vendor_unreachable' })
  })
})
