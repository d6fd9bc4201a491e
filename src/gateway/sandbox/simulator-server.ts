/** Hosts a vendor simulator on loopback and keeps what it saw, for the sandbox, the demo and the tests. */
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { seededRandom } from '../../connectors/simulator/chance.ts'
import type { Duplex } from 'node:stream'
import type { Behaviour, Simulate, SimulatedRequest } from '../../connectors/simulator/contract.ts'
import type { SimulateLive } from '../../connectors/simulator/live.ts'
import { playSession, type SeenSession } from './live-delivery.ts'
import { deliver } from './simulator-delivery.ts'

export interface SimulatorOptions {
  /** Port on 127.0.0.1; any free one when absent or 0. */
  readonly port?: number
  /** Same seed, same requests in the same order: same answers. */
  readonly seed: number
  readonly behaviour: Behaviour
  /** What answers a WebSocket; without it a handshake is a request like any other. */
  readonly live?: SimulateLive
  /** How many requests `seen` holds; 256 when absent. */
  readonly keep?: number
  /** Bytes of each request body that are kept; 1 MiB when absent. */
  readonly keepBytes?: number
  /** Bytes of a request body that are read at all, 413 beyond; 64 MiB when absent. */
  readonly bodyLimit?: number
}

/** How the exchange of one request ended on the simulator's side. */
type SeenEnd = 'answered' | 'caller_gone' | 'broken_by_script' | 'still_open'

/** One request as the vendor saw it. */
interface SeenRequest {
  /** 1 for the first request; also the stream of the seed that its answer was drawn from. */
  readonly ordinal: number
  readonly method: string
  readonly path: string
  /** Names and values as they stood on the wire, in pairs. */
  readonly rawHeaders: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** The body, up to `keepBytes`. */
  readonly body: Uint8Array
  readonly bodySize: number
  /** The kept body as UTF-8. */
  readonly text: string
  /** Milliseconds of the process clock when the whole request was there. */
  readonly receivedAt: number
  readonly status: number
  readonly end: SeenEnd
  /** Resolves when the response is closed and `end` is final, with the clock's milliseconds of the closing. */
  readonly over: Promise<number>
}

interface SimulatorCounters {
  readonly connections: number
  readonly openConnections: number
  readonly requests: number
  /** Requests whose body never came to its end. */
  readonly aborted: number
  readonly bodyBytesIn: number
  readonly bodyBytesOut: number
}

export interface RunningSimulator {
  /** `http://127.0.0.1:41234` */
  readonly origin: string
  readonly seen: readonly SeenRequest[]
  readonly counters: SimulatorCounters
  /** Live sessions, in the order in which they were opened. */
  readonly sessions: readonly SeenSession[]
  /** Resolves with the session of that ordinal as soon as it is open. */
  readonly whenSession: (ordinal: number) => Promise<SeenSession>
  /** Resolves with the request of that ordinal as soon as it was received. */
  readonly whenSeen: (ordinal: number) => Promise<SeenRequest>
  readonly close: () => Promise<void>
}

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

/** State of one running host. */
interface Host {
  readonly simulate: Simulate
  readonly options: SimulatorOptions
  readonly seen: Mutable<SeenRequest>[]
  readonly sessions: SeenSession[]
  readonly counters: Mutable<SimulatorCounters>
  readonly events: EventEmitter
  readonly closing: AbortController
}

/** Starts a simulator; throws what `listen` throws when the port is taken. */
export async function startSimulator(
  simulate: Simulate,
  options: SimulatorOptions,
): Promise<RunningSimulator> {
  const host: Host = {
    simulate,
    options,
    seen: [],
    sessions: [],
    counters: {
      connections: 0,
      openConnections: 0,
      requests: 0,
      aborted: 0,
      bodyBytesIn: 0,
      bodyBytesOut: 0,
    },
    events: new EventEmitter().setMaxListeners(0),
    closing: new AbortController(),
  }
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) => {
    // A caller that leaves, or a script that breaks the connection, ends the exchange and nothing else.
    void exchange(host, request, response).catch(() => response.destroy())
  })
  if (options.live !== undefined) {
    const { live } = options
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      openSession(host, live, { request, socket, head })
    })
  }
  const sockets = trackSockets(server, host)
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  // `listen` on TCP always reports an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    seen: host.seen,
    counters: host.counters,
    sessions: host.sessions,
    whenSession: (ordinal) => whenSession(host, ordinal),
    whenSeen: (ordinal) => whenSeen(host, ordinal),
    close: async () => {
      host.closing.abort()
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function trackSockets(server: Server, { counters }: Host): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    counters.connections += 1
    counters.openConnections += 1
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => {
      counters.openConnections -= 1
      sockets.delete(socket)
    })
  })
  return sockets
}

async function whenSeen(host: Host, ordinal: number): Promise<SeenRequest> {
  const found = host.seen.find((one) => one.ordinal === ordinal)
  if (found !== undefined) return found
  const [request] = await once(host.events, `seen ${ordinal}`)
  return request as SeenRequest
}

async function whenSession(host: Host, ordinal: number): Promise<SeenSession> {
  const found = host.sessions[ordinal - 1]
  if (found !== undefined) return found
  const [session] = await once(host.events, `session ${ordinal}`)
  return session as SeenSession
}

/** A session, or the plain answer to a handshake that the vendor refuses. */
function openSession(
  host: Host,
  live: SimulateLive,
  upgrade: { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
): void {
  const { options, counters, sessions } = host
  counters.requests += 1
  const request: SimulatedRequest = {
    method: upgrade.request.method ?? '',
    path: upgrade.request.url ?? '',
    headers: joinedHeaders(upgrade.request),
    body: new Uint8Array(0),
  }
  const answer = live(request, seededRandom(options.seed, counters.requests), options.behaviour)
  if ('opening' in answer && 'receive' in answer) {
    const { path, headers } = request
    const ordinal = sessions.length + 1
    playSession(
      { ordinal, path, headers, session: answer, closing: host.closing.signal },
      upgrade,
      (session) => {
        sessions.push(session)
        host.events.emit(`session ${ordinal}`, session)
      },
    )
    return
  }
  const response = new ServerResponse(upgrade.request)
  // A plain answer goes out on the same socket, which ends with it.
  response.assignSocket(upgrade.socket as Socket)
  response.shouldKeepAlive = false
  response.once('finish', () => upgrade.socket.end())
  void deliver({ response, over: host.closing.signal, countOut: () => {} }, answer).catch(() =>
    upgrade.socket.destroy(),
  )
}

async function exchange(host: Host, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { counters, options } = host
  counters.requests += 1
  const ordinal = counters.requests
  const body = await readBody(host, incoming)
  if (body === 'incomplete') {
    counters.aborted += 1
    return
  }
  const gone = new AbortController()
  const closed = new Promise<number>((resolve) => {
    response.once('close', () => {
      gone.abort()
      resolve(performance.now())
    })
  })
  const over = Promise.withResolvers<number>()
  if (body === 'too_large') {
    response.writeHead(413, { connection: 'close' }).end()
    return
  }
  const request: SimulatedRequest = {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: joinedHeaders(incoming),
    body,
  }
  const seen = remember(host, ordinal, incoming, request, over.promise)
  host.events.emit(`seen ${ordinal}`, seen)
  const answer = host.simulate(request, seededRandom(options.seed, ordinal), options.behaviour)
  seen.status = answer.raw === true ? 0 : answer.status
  const delivery = {
    response,
    over: AbortSignal.any([gone.signal, host.closing.signal]),
    countOut: (bytes: number) => void (counters.bodyBytesOut += bytes),
  }
  try {
    const end = await deliver(delivery, answer)
    seen.end = end === 'answered' ? 'answered' : 'broken_by_script'
  } catch (error) {
    seen.end = 'caller_gone'
    throw error
  } finally {
    // Whoever waits for the end finds it written down.
    void closed.then(over.resolve)
  }
}

/** The whole body; it is read to its end even where it is too large. */
async function readBody(
  { counters, options }: Host,
  incoming: IncomingMessage,
): Promise<Uint8Array | 'incomplete' | 'too_large'> {
  const limit = options.bodyLimit ?? 64 * 1024 ** 2
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
      size += chunk.length
      counters.bodyBytesIn += chunk.length
      if (size <= limit) chunks.push(chunk)
    }
  } catch {
    return 'incomplete'
  }
  if (!incoming.complete) return 'incomplete'
  return size > limit ? 'too_large' : Buffer.concat(chunks)
}

function joinedHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  )
}

function remember(
  host: Host,
  ordinal: number,
  incoming: IncomingMessage,
  request: SimulatedRequest,
  over: Promise<number>,
): Mutable<SeenRequest> {
  const { keep = 256, keepBytes = 1024 ** 2 } = host.options
  const body = Uint8Array.from(request.body.subarray(0, keepBytes))
  const seen: Mutable<SeenRequest> = {
    ordinal,
    method: request.method,
    path: request.path,
    rawHeaders: incoming.rawHeaders,
    headers: request.headers,
    body,
    bodySize: request.body.length,
    get text() {
      return new TextDecoder().decode(body)
    },
    receivedAt: performance.now(),
    status: 0,
    end: 'still_open',
    over,
  }
  host.seen.push(seen)
  if (host.seen.length > keep) host.seen.shift()
  return seen
}
