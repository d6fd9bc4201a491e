/** The listener of the data path: HTTP/1.1 with limits on time, size and number, and nothing else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Runtime } from './config/runtime.ts'
import { dialectAnswer } from './errors/dialect.ts'
import { Refusal } from './errors/refusal.ts'
import { ByteBudget } from './ingress/byte-budget.ts'
import { Exchange } from './ingress/exchange.ts'
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
  /** Takes no new connections; answers under way go on, new requests on kept connections are told to close. */
  drain(): void
  /** Resolves when the last answer has ended or after `graceMs`, when what is left is cut. */
  stop(graceMs: number): Promise<void>
}

/** Starts listening. `runtime` gives the configuration of the moment; a call keeps the one it began with. */
export async function startDataServer(
  listen: { readonly host: string; readonly port: number },
  runtime: () => Runtime,
  line: Line,
): Promise<DataServer> {
  const budget = new ByteBudget(() => runtime().limits.inspected_in_flight)
  const state = { draining: false, inFlight: 0 }
  const { timeouts, limits } = runtime()
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: timeouts.request_headers,
    requestTimeout: timeouts.request_body,
    keepAliveTimeout: timeouts.keep_alive,
    connectionsCheckingInterval: Math.max(100, Math.min(5000, timeouts.request_headers / 4)),
    insecureHTTPParser: false,
    requireHostHeader: true,
  })
  server.maxHeadersCount = MAX_HEADERS
  server.maxConnections = limits.connections
  // Timers of the calls end what is idle; Node's own socket timeout would end long answers.
  server.timeout = 0
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    if (state.draining) response.shouldKeepAlive = false
    state.inFlight += 1
    response.once('close', () => {
      state.inFlight -= 1
    })
    void runCall(new Exchange(request, response, budget), runtime(), line)
  }
  server.on('request', serve)
  server.on('checkContinue', serve)
  server.on('upgrade', (_request, socket: Socket) =>
    refuseRaw(socket, new Refusal('operation_unknown', { because: 'Upgrades are not served.' })),
  )
  server.on('connect', (_request, socket: Socket) =>
    refuseRaw(socket, new Refusal('request_malformed', { because: 'CONNECT is not served.' })),
  )
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    refuseRaw(socket, clientRefusal(error)),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listen.port, listen.host, resolve)
  })
  return {
    server,
    port: portOf(server),
    get inFlight() {
      return state.inFlight
    },
    drain: () => {
      state.draining = true
      server.closeIdleConnections()
    },
    stop: async (graceMs) => await stop(server, state, graceMs),
  }
}

async function stop(
  server: Server,
  state: { draining: boolean; inFlight: number },
  graceMs: number,
): Promise<void> {
  state.draining = true
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections()
      resolve()
    }, graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
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

function refuseRaw(socket: Socket, refusal: Refusal): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const answer = dialectAnswer(refusal, undefined, undefined)
  let head = `HTTP/1.1 ${answer.status} Refused\r\n`
  for (let index = 0; index < answer.headers.length; index += 2)
    head += `${answer.headers[index]}: ${answer.headers[index + 1]}\r\n`
  socket.end(Buffer.concat([Buffer.from(`${head}connection: close\r\n\r\n`, 'latin1'), answer.body]))
}
