/** One end of a session by itself: a peer that is gone is noticed, and what came before anybody listened is not lost. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { FrameSocket, frameOptions } from '../../src/gateway/live/frame-socket.ts'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** An end of ours and its peer. */
async function pair(
  pingMs: number,
  peer: { readonly autoPong?: boolean } = {},
): Promise<{ readonly own: FrameSocket; readonly peer: WebSocket }> {
  const server = createServer()
  const upgrades = new WebSocketServer({ noServer: true, ...frameOptions(1024) })
  const made = Promise.withResolvers<FrameSocket>()
  server.on('upgrade', (request, wire: Socket, head) => {
    upgrades.handleUpgrade(request, wire, head, (socket) =>
      made.resolve(new FrameSocket(socket, wire, pingMs)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}/`, { ...peer, perMessageDeflate: false })
  client.on('error', () => {})
  await once(client, 'open')
  const own = await made.promise
  closers.push(() => {
    own.destroy()
    client.terminate()
    server.close()
  })
  return { own, peer: client }
}

describe('a peer', () => {
  it('that does not answer a ping is cut off', async () => {
    const { own } = await pair(50, { autoPong: false })
    const closed = new Promise<number>((resolve) =>
      own.listen({ onFrame: () => {}, onClosed: (code) => resolve(code) }),
    )
    expect(await closed).toBe(1006)
  })

  it('that answers stays, however little it says', async () => {
    const { own, peer } = await pair(30)
    let over = false
    own.listen({ onFrame: () => {}, onClosed: () => (over = true) })
    for (let pings = 0; pings < 6; pings++) await once(peer, 'ping')
    expect(over).toBe(false)
    expect(own.open).toBe(true)
  })

  it('that asks for answers faster than it takes them is cut off', async () => {
    const { own, peer } = await pair(60_000)
    const closed = new Promise<number>((resolve) =>
      own.listen({ onFrame: () => {}, onClosed: (code) => resolve(code) }),
    )
    for (let pings = 0; pings < 1000; pings++) peer.ping()
    expect(await closed).toBe(1006)
  })

  it('that speaks before anybody listens is heard in order', async () => {
    const { own, peer } = await pair(10_000)
    for (const word of ['one', 'two', 'three']) peer.send(word)
    const first = await own.first(2000)
    expect(first?.data.toString()).toBe('one')
    const heard: string[] = []
    await new Promise<void>((resolve) =>
      own.listen({
        onFrame: (data) => {
          heard.push(data.toString())
          if (heard.length === 2) resolve()
        },
        onClosed: () => {},
      }),
    )
    expect(heard).toEqual(['two', 'three'])
  })

  it('that says nothing first is waited for so long and no longer', async () => {
    const { own } = await pair(10_000)
    const from = performance.now()
    expect(await own.first(100)).toBeUndefined()
    expect(performance.now() - from).toBeLessThan(2000)
  })

  it('whose frame is too large hears 1009, and that is its last word', async () => {
    const { own, peer } = await pair(10_000)
    const ended = new Promise<readonly [number, number | undefined]>((resolve) =>
      own.listen({ onFrame: () => {}, onClosed: (code, _reason, fault) => resolve([code, fault?.close]) }),
    )
    peer.send(Buffer.alloc(2000))
    expect(await ended).toEqual([1006, 1009])
    const [code] = (await once(peer, 'close')) as [number]
    expect(code).toBe(1009)
  })
})
