/** Connections that speak HTTP/2: their streams become exchanges, and what a caller can do to them has bounds. */
import { once } from 'node:events'
import {
  constants,
  performServerHandshake,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { Socket } from 'node:net'
import type { Runtime } from '../config/runtime.ts'
import { dialectAnswer } from '../errors/dialect.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ByteBudget } from './byte-budget.ts'
import { Http2Exchange, type BodyTraffic } from './http2-exchange.ts'
import { fieldsTooLarge, MAX_FIELD_BYTES, MAX_FIELDS } from './http2-message.ts'
import { Patience } from './patience.ts'

/** Beyond what is answered with 431, nghttp2 resets; a caller that is not far beyond hears why. */
const HEARD_BEYOND = 2
/** MiB of one connection, streams' buffers included; streams beyond it are refused. */
const SESSION_MEMORY = 16
/** Calls that have not ended over streams that may be open. */
const RUNNING_BEYOND = 2
const INVALID_FRAMES = 100
const REJECTED_STREAMS = 100
const LOOK_MS = 1000
const GOODBYE_MS = 500
/** What a caller may take to read the last frames and to hang up. */
const LINGER_MS = 5000

export interface Http2Options {
  readonly runtime: () => Runtime
  readonly budget: ByteBudget
  /** Resolves when the call has ended; never rejects. */
  readonly serve: (exchange: Http2Exchange) => Promise<void>
  /** A connection was ended for what it did. */
  readonly ended: () => void
}

interface Connection {
  readonly session: ServerHttp2Session
  readonly socket: Socket
  readonly traffic: BodyTraffic
  readonly patience: Patience
  /** Calls whose stream is open. */
  calls: number
  /** Calls that have not ended: a stream that was reset makes room for another before its call is over. */
  running: number
  /** Streams that were ever opened. */
  streams: number
  idle: NodeJS.Timeout | undefined
}

export class Http2Sessions {
  private readonly options: Http2Options
  private readonly connections = new Set<Connection>()
  /** Of these and of connections that wait for their caller to hang up. */
  private readonly sockets = new Set<Socket>()
  private watch: NodeJS.Timeout | undefined = undefined
  private draining = false

  constructor(options: Http2Options) {
    this.options = options
  }

  /** Takes over a connection whose first bytes are those of HTTP/2, or that agreed on it by ALPN. */
  adopt(socket: Socket): void {
    const { timeouts, limits } = this.options.runtime()
    // A caller that ends its side has left; the HTTP/1.1 server that accepted the connection would keep the other open.
    socket.allowHalfOpen = false
    const session = performServerHandshake(socket, {
      maxHeaderListPairs: MAX_FIELDS * HEARD_BEYOND,
      maxSessionMemory: SESSION_MEMORY,
      maxSessionInvalidFrames: INVALID_FRAMES,
      maxSessionRejectedStreams: REJECTED_STREAMS,
      streamResetBurst: Patience.BURST,
      streamResetRate: Patience.PER_SECOND,
      settings: {
        enablePush: false,
        maxConcurrentStreams: limits.streams,
        maxHeaderListSize: MAX_FIELD_BYTES * HEARD_BEYOND,
      },
    })
    const connection: Connection = {
      session,
      socket,
      traffic: { received: 0, sent: 0 },
      patience: new Patience(socket.bytesRead),
      calls: 0,
      running: 0,
      streams: 0,
      idle: undefined,
    }
    this.connections.add(connection)
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
    this.watch ??= setInterval(() => this.look(), LOOK_MS).unref()
    // As on HTTP/1.1: a first request within the time for headers, the next ones within that of an idle connection.
    this.expectCall(connection, timeouts.request_headers)
    this.listen(connection)
  }

  private listen(connection: Connection): void {
    const { session, patience } = connection
    const suffer = (): void => {
      if (!patience.bother()) this.endForFlood(connection)
    }
    session.on('ping', suffer)
    session.on('remoteSettings', suffer)
    // nghttp2 ends a connection that breaks the protocol or its own limits; one that broke is nobody's fault.
    session.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof FloodError || error.code?.startsWith('ERR_HTTP2') === true) this.options.ended()
    })
    session.on('frameError', () => {})
    session.on('goaway', () => this.probe(connection))
    session.on('close', () => this.forget(connection))
    session.on('stream', (stream, headers, _flags, rawHeaders) => {
      connection.streams += 1
      // What goes wrong on a stream is told by how it closes.
      stream.on('error', () => {})
      stream.once('close', () => {
        if (isCallersDoing(stream)) suffer()
      })
      const { runtime, budget, serve } = this.options
      const { limits, timeouts } = runtime()
      // Reset in the packet that opened it.
      if (stream.closed) return
      if (fieldsTooLarge(rawHeaders)) {
        const answer = dialectAnswer(new Refusal('headers_too_large'), undefined, undefined)
        stream.respond([':status', String(answer.status), ...answer.headers])
        stream.end(answer.body, () => stream.close())
        return
      }
      if (connection.calls >= limits.streams || connection.running >= limits.streams * RUNNING_BEYOND) {
        stream.close(constants.NGHTTP2_REFUSED_STREAM)
        return
      }
      connection.calls += 1
      clearTimeout(connection.idle)
      stream.once('close', () => {
        connection.calls -= 1
        if (connection.calls === 0) this.expectCall(connection, runtime().timeouts.keep_alive)
      })
      connection.running += 1
      void serve(
        new Http2Exchange(stream, headers, rawHeaders, budget, connection.traffic, timeouts.request_body),
      ).then(() => {
        connection.running -= 1
      })
      if (this.draining) this.sayGoodbye(connection)
    })
  }

  private expectCall(connection: Connection, milliseconds: number): void {
    clearTimeout(connection.idle)
    if (!connection.session.destroyed)
      connection.idle = setTimeout(() => this.retire(connection), milliseconds).unref()
  }

  /** Says goodbye, and does not wait for the rest of a frame that was begun. */
  private retire(connection: Connection): void {
    const { session } = connection
    session.close()
    connection.idle = setTimeout(() => session.destroy(), GOODBYE_MS)
  }

  private sayGoodbye(connection: Connection): void {
    if (connection.session.closed) return
    connection.session.close()
    this.probe(connection)
  }

  /**
   * After a goodbye of either side Node waits for the streams that are open, and does not notice any more when the connection
   * breaks the protocol or is broken: whoever does not answer a PING in time is gone.
   */
  private probe(connection: Connection): void {
    const { session } = connection
    if (session.destroyed) return
    let answered = false
    session.ping(() => {
      answered = true
    })
    setTimeout(() => {
      if (answered) this.probe(connection)
      else session.destroy()
    }, this.options.runtime().timeouts.request_headers).unref()
  }

  /** The session said goodbye; what a caller that does not hang up holds is its socket. */
  private forget(connection: Connection): void {
    const { socket } = connection
    clearTimeout(connection.idle)
    this.connections.delete(connection)
    if (!socket.destroyed) {
      const timer = setTimeout(() => socket.destroy(), LINGER_MS)
      socket.once('close', () => clearTimeout(timer))
    }
    if (this.connections.size > 0) return
    clearInterval(this.watch)
    this.watch = undefined
  }

  /** Bytes that bring nothing: frames of no use, padding, windows opened byte by byte. */
  private look(): void {
    for (const connection of this.connections) {
      const { patience, socket, traffic, streams } = connection
      if (!patience.bear(socket.bytesRead, traffic, streams)) this.endForFlood(connection)
    }
  }

  private endForFlood({ session }: Connection): void {
    if (!session.destroyed) session.destroy(new FloodError(), constants.NGHTTP2_ENHANCE_YOUR_CALM)
  }

  /**
   * Goes on serving, one call more on each connection; callers hear that they should take the next ones elsewhere. The
   * milder notice of RFC 9113 section 6.8, after which a connection still takes streams, is not one that Node can send.
   */
  drain(): void {
    this.draining = true
    for (const connection of this.connections) if (connection.calls > 0) this.sayGoodbye(connection)
  }

  /** Takes no new streams; connections close with their last call. Resolves when all are closed. */
  async close(): Promise<void> {
    for (const { session } of this.connections) session.close()
    await Promise.all(Array.from(this.sockets, async (socket) => await once(socket, 'close')))
  }

  destroy(): void {
    for (const { session } of this.connections) session.destroy()
    for (const socket of this.sockets) socket.destroy()
  }
}

/** Whether a caller ended a stream, or made nghttp2 end it; answers that break are reset with INTERNAL_ERROR, by us. */
function isCallersDoing({ aborted, rstCode }: ServerHttp2Stream): boolean {
  return rstCode !== constants.NGHTTP2_INTERNAL_ERROR && (aborted || rstCode !== constants.NGHTTP2_NO_ERROR)
}

class FloodError extends Error {
  constructor() {
    super('frames that bring nothing')
    this.name = 'FloodError'
  }
}
