/** A vendor of sessions that a test scripts by hand: its answer to the handshake, what it says, and what it saw. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

export interface VendorSession {
  readonly request: IncomingMessage
  readonly socket: WebSocket
  /** What the frames are written to. */
  readonly wire: Socket
  readonly frames: { readonly data: Buffer; readonly binary: boolean }[]
  /** Resolves when so many frames are here. */
  heard(count: number): Promise<void>
  /** Resolves when the session is closed. */
  readonly over: Promise<{ readonly code: number; readonly reason: string }>
}

export interface LiveVendor {
  readonly origin: string
  readonly sessions: readonly VendorSession[]
  /** Connections that were ever accepted. */
  readonly connections: readonly Socket[]
  /** Resolves with the session of that ordinal, 1 for the first. */
  session(ordinal: number): Promise<VendorSession>
  close(): Promise<void>
}

export interface VendorScript {
  /** In the answer to the handshake. */
  readonly headers?: () => Readonly<Record<string, string>>
  /** Takes the place of the handshake. */
  readonly upgrade?: (request: IncomingMessage, socket: Socket) => void
  readonly open?: (session: VendorSession) => void
}

export async function startLiveVendor(script: VendorScript = {}): Promise<LiveVendor> {
  const sessions: VendorSession[] = []
  const connections: Socket[] = []
  const server = createServer((_request, response) => response.writeHead(404).end())
  const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  upgrades.on('headers', (lines) => {
    for (const [name, value] of Object.entries(script.headers?.() ?? {})) lines.push(`${name}: ${value}`)
  })
  server.on('connection', (socket: Socket) => {
    connections.push(socket)
    socket.on('error', () => {})
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    if (script.upgrade !== undefined) {
      script.upgrade(request, socket)
      return
    }
    upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      const session = sessionOf(request, webSocket, socket)
      sessions.push(session)
      script.open?.(session)
      server.emit(`session ${sessions.length}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    sessions,
    connections,
    session: async (ordinal) => {
      if (sessions.length < ordinal)
        await once(server, `session ${ordinal}`, { signal: AbortSignal.timeout(5000) })
      const session = sessions[ordinal - 1]
      if (session === undefined) throw new Error('no session')
      return session
    },
    close: async () => {
      for (const socket of connections) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function sessionOf(request: IncomingMessage, socket: WebSocket, wire: Socket): VendorSession {
  const frames: { data: Buffer; binary: boolean }[] = []
  const over = Promise.withResolvers<{ code: number; reason: string }>()
  socket.on('error', () => {})
  socket.on('message', (data: Buffer, binary) => {
    frames.push({ data, binary })
    socket.emit('heard')
  })
  socket.on('close', (code, reason) => over.resolve({ code, reason: reason.toString('utf8') }))
  return {
    request,
    socket,
    wire,
    frames,
    heard: async (count) => {
      const signal = AbortSignal.timeout(15_000)
      while (frames.length < count) await once(socket, 'heard', { signal })
    },
    over: over.promise,
  }
}
