/** Connections that speak HTTP/1.1: limits on time and size, calls, and answers to bytes that are no request. */
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Runtime } from '../config/runtime.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ByteBudget } from './byte-budget.ts'
import type { Exchange } from './contract.ts'
import { Http1Exchange } from './http1-exchange.ts'
import { LiveExchange } from './live-exchange.ts'
import { refuseRaw } from './refuse-raw.ts'

/** More headers than any SDK sends; Node answers 431 beyond. */
const MAX_HEADERS = 200
const MAX_HEADER_BYTES = 32 * 1024

export interface Http1Options {
  readonly budget: ByteBudget
  readonly serve: (exchange: Exchange) => Promise<void>
}

export class Http1Connections {
  private readonly options: Http1Options
  private readonly calls = new Set<Http1Exchange>()
  private readonly sockets = new Set<Socket>()
  private readonly sessions = new Set<LiveExchange>()
  /** Connections that were refused and wait for their caller to hang up. */
  private readonly refused = new WeakSet<Socket>()
  private draining = false

  constructor(options: Http1Options) {
    this.options = options
  }

  /** What a server of Node's is made with. */
  static settings({ timeouts }: Runtime): ServerOptions {
    return {
      maxHeaderSize: MAX_HEADER_BYTES,
      connectionsCheckingInterval: Math.max(100, Math.min(5000, timeouts.request_headers / 4)),
      insecureHTTPParser: false,
      // Step 1 refuses a missing or second Host, with a body that says why.
      requireHostHeader: false,
      // RFC 9110 section 7.8 lets a server ignore an upgrade: Java's client offers HTTP/2 with every request in clear.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() !== 'h2c',
    }
  }

  /** Limits of time follow this configuration from now on. */
  static limit(server: Server, { timeouts }: Runtime): void {
    server.headersTimeout = timeouts.request_headers
    // Counted from the first byte of the request, so that it cannot be the shorter one.
    server.requestTimeout = Math.max(timeouts.request_headers, timeouts.request_body)
    server.keepAliveTimeout = timeouts.keep_alive
  }

  /** Serves what this server parses. */
  attend(server: Server): void {
    server.maxHeadersCount = MAX_HEADERS
    // Timers of the calls end what is idle; Node's own socket timeout would end long answers.
    server.timeout = 0
    const begin = (request: IncomingMessage, response: ServerResponse): void => this.begin(request, response)
    server.on('request', begin)
    server.on('checkContinue', begin)
    server.on('upgrade', (request, socket: Socket, head) => this.upgrade(request, socket, head))
    server.on('connect', (_request, socket: Socket) =>
      this.refuse(socket, new Refusal('request_malformed', { because: 'CONNECT is not served.' })),
    )
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
      this.refuse(socket, clientRefusal(error)),
    )
  }

  /** A connection that one of the servers has. */
  add(socket: Socket): void {
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
  }

  private begin(request: IncomingMessage, response: ServerResponse): void {
    if (this.draining) response.shouldKeepAlive = false
    const exchange = new Http1Exchange(request, response, this.options.budget)
    this.calls.add(exchange)
    response.once('close', () => this.calls.delete(exchange))
    void this.options.serve(exchange)
  }

  /** From here on the connection is a session's own; a call before it on the same connection has its answer. */
  private upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    this.sockets.delete(socket)
    const session = new LiveExchange(request, socket, head, this.options.budget)
    this.sessions.add(session)
    socket.once('close', () => this.sessions.delete(session))
    void this.options.serve(session)
  }

  /** Answers bytes that are no request, and hangs up: at once when the answer could be taken for that of a call under way. */
  refuse(socket: Socket, refusal: Refusal): void {
    // What a caller sends after its refusal is malformed too.
    if (this.refused.has(socket)) return
    if (!socket.writable || this.isAnswering(socket)) {
      socket.destroy()
      return
    }
    this.refused.add(socket)
    refuseRaw(socket, refusal)
  }

  /** A call on this connection has its whole request, or the head of its answer has left. */
  private isAnswering(socket: Socket): boolean {
    for (const { request, response } of this.calls) {
      if (request.socket === socket && (request.complete || response.headersSent)) return true
    }
    return false
  }

  /** Goes on serving; every answer tells its caller to take the next call elsewhere. */
  drain(milliseconds: number): void {
    this.draining = true
    for (const session of this.sessions) session.drain(milliseconds)
  }

  /** The answers that have not begun are the last ones of their connections. */
  close(): void {
    this.draining = true
    for (const { response } of this.calls) if (!response.headersSent) response.shouldKeepAlive = false
    this.closeIdle()
  }

  /** Closes every connection that carries no call. */
  closeIdle(): void {
    const busy = new Set(Array.from(this.calls, ({ request }) => request.socket))
    for (const socket of this.sockets) if (!busy.has(socket)) socket.end()
  }

  destroy(): void {
    for (const socket of this.sockets) socket.destroy()
    for (const session of this.sessions) session.destroy()
  }
}

/** Node's parser refused the bytes; its error codes say why. */
function clientRefusal(error: NodeJS.ErrnoException): Refusal {
  if (error.code === 'HPE_HEADER_OVERFLOW') return new Refusal('headers_too_large')
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow()
  return new Refusal('request_malformed')
}

export function tooSlow(): Refusal {
  return new Refusal('request_malformed', { because: 'The request took too long.', status: 408 })
}
