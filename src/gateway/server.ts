/** The listener of the data path: HTTP/1.1 with limits on time, size and number, and nothing else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import type { Runtime } from './config/runtime.ts'
import { dialectAnswer } from './errors/dialect.ts'
import { Refusal } from './errors/refusal.ts'
import { ByteBudget } from './ingress/byte-budget.ts'
import { Http1Exchange } from './ingress/http1-exchange.ts'
import { RuntimeUse } from './ingress/runtime-use.ts'
import type { Line } from './pipeline/line.ts'
import { runCall } from './pipeline/pipeline.ts'

/** More headers than any SDK sends; Node answers 431 beyond. */
const MAX_HEADERS = 200
const MAX_HEADER_BYTES = 32 * 1024

export interface DataServer {
  readonly server: Server
  /** Port that was bound. */
  readonly port: number
  readonly inFlight: number
  readonly inspectedBytes: number
  /** The budget for inspected bytes is used up. */
  readonly saturated: boolean
  /** Limits of time and number on connections follow this configuration from now on. */
  adopt(runtime: Runtime): void
  /** Resolves when no call uses this configuration. */
  unused(runtime: Runtime): Promise<void>
  /** Goes on serving; every answer tells its caller to take the next call elsewhere. */
  drain(): void
  /**
   * Takes no new connections and closes those without a call; calls under way go on. After `graceMs` what is left is
   * ended with an error in its dialect. Resolves, as soon as no call is left, to the number of calls that were cut.
   */
  stop(graceMs: number): Promise<number>
}

/** Starts listening. `runtime` gives the configuration of the moment; a call keeps the one it began with. */
export async function startDataServer(
  listen: { readonly host: string; readonly port: number },
  runtime: () => Runtime,
  line: Line,
): Promise<DataServer> {
  const budget = new ByteBudget(() => runtime().limits.inspected_in_flight)
  const state: State = { draining: false, calls: new Set(), sockets: new Set(), refused: new WeakSet() }
  const use = new RuntimeUse()
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    connectionsCheckingInterval: Math.max(100, Math.min(5000, runtime().timeouts.request_headers / 4)),
    insecureHTTPParser: false,
    // Step 1 refuses a missing or second Host, with a body that says why.
    requireHostHeader: false,
    // RFC 9110 section 7.8 lets a server ignore an upgrade: Java's client offers HTTP/2 with every request in clear.
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() !== 'h2c',
  })
  server.maxHeadersCount = MAX_HEADERS
  limitConnections(server, runtime())
  // Timers of the calls end what is idle; Node's own socket timeout would end long answers.
  server.timeout = 0
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (state.draining) response.shouldKeepAlive = false
    const exchange = new Http1Exchange(request, response, budget)
    state.calls.add(exchange)
    response.once('close', () => {
      state.calls.delete(exchange)
      state.stopping?.()
    })
    const current = runtime()
    use.begin(current)
    void runCall(exchange, current, line).then(() => use.end(current))
  }
  server.on('connection', (socket: Socket) => {
    state.sockets.add(socket)
    socket.once('close', () => state.sockets.delete(socket))
  })
  server.on('request', serve)
  server.on('checkContinue', serve)
  server.on('upgrade', (_request, socket: Socket) =>
    refuseRaw(socket, state, new Refusal('operation_unknown', { because: 'Upgrades are not served.' })),
  )
  server.on('connect', (_request, socket: Socket) =>
    refuseRaw(socket, state, new Refusal('request_malformed', { because: 'CONNECT is not served.' })),
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    refuseRaw(socket, state, clientRefusal(error)),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listen.port, listen.host, resolve)
  })
  return {
    server,
    port: portOf(server),
    get inFlight() {
      return state.calls.size
    },
    get inspectedBytes() {
      return budget.inFlight
    },
    get saturated() {
      return budget.full
    },
    adopt: (next) => limitConnections(server, next),
    unused: async (old) => await use.unused(old),
    drain: () => {
      state.draining = true
    },
    stop: async (graceMs) => await stop(server, state, graceMs),
  }
}

function limitConnections(server: Server, { timeouts, limits }: Runtime): void {
  server.headersTimeout = timeouts.request_headers
  // Counted from the first byte of the request, so that it cannot be the shorter one.
  server.requestTimeout = Math.max(timeouts.request_headers, timeouts.request_body)
  server.keepAliveTimeout = timeouts.keep_alive
  server.maxConnections = limits.connections
}

interface State {
  draining: boolean
  readonly calls: Set<Http1Exchange>
  readonly sockets: Set<Socket>
  /** Connections that were refused and wait for their caller to hang up. */
  readonly refused: WeakSet<Socket>
  /** The stop that is under way looks again. */
  stopping?: () => void
}

/** What cut calls may take to write their last bytes. */
const CUT_MS = 1000

async function stop(server: Server, state: State, graceMs: number): Promise<number> {
  state.draining = true
  for (const { response } of state.calls) if (!response.headersSent) response.shouldKeepAlive = false
  const { promise: over, resolve } = Promise.withResolvers<void>()
  let looking: NodeJS.Immediate | undefined
  const look = (): void => {
    looking = undefined
    closeIdle(state)
    if (state.calls.size === 0) resolve()
  }
  // Once for all calls that end in one turn.
  state.stopping = () => {
    looking ??= setImmediate(look)
  }
  // Not the close of node:http: what it calls idle includes answers that their callers are still taking.
  NetServer.prototype.close.call(server)
  look()
  await Promise.race([over, delay(graceMs)])
  const cut = state.calls.size
  for (const exchange of state.calls) exchange.cut()
  if (cut > 0) await Promise.race([over, delay(CUT_MS)])
  server.closeAllConnections()
  server.close()
  return cut
}

/** Closes every connection that carries no call. */
function closeIdle({ calls, sockets }: State): void {
  const busy = new Set(Array.from(calls, ({ request }) => request.socket))
  for (const socket of sockets) if (!busy.has(socket)) socket.end()
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Node's parser refused the bytes; its error codes say why. */
function clientRefusal(error: NodeJS.ErrnoException): Refusal {
  if (error.code === 'HPE_HEADER_OVERFLOW') return new Refusal('headers_too_large')
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Refusal('request_malformed', { because: 'The request took too long.', status: 408 })
  return new Refusal('request_malformed')
}

/** What a refused caller may take to read why, and to hang up. */
const LINGER_MS = 1000

/** Answers bytes that are no request, and hangs up: at once when the answer could be taken for that of a call under way. */
function refuseRaw(socket: Socket, state: State, refusal: Refusal): void {
  // What a caller sends after its refusal is malformed too.
  if (state.refused.has(socket)) return
  if (!socket.writable || isAnswering(socket, state)) {
    socket.destroy()
    return
  }
  state.refused.add(socket)
  const answer = dialectAnswer(refusal, undefined, undefined)
  let head = `HTTP/1.1 ${answer.status} Refused\r\n`
  for (let index = 0; index < answer.headers.length; index += 2)
    head += `${answer.headers[index]}: ${answer.headers[index + 1]}\r\n`
  socket.on('error', () => socket.destroy())
  socket.end(Buffer.concat([Buffer.from(`${head}connection: close\r\n\r\n`, 'latin1'), answer.body]))
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.once('close', () => clearTimeout(timer))
}

/** A call on this connection has its whole request, or the head of its answer has left. */
function isAnswering(socket: Socket, state: State): boolean {
  for (const { request, response } of state.calls) {
    if (request.socket === socket && (request.complete || response.headersSent)) return true
  }
  return false
}
