/** The connections of one endpoint and one upstream key: undici clients that can only open sockets through the guard. */
import { Client, type Dispatcher, Pool } from 'undici'
import type { Socket } from 'node:net'
import { EgressError } from './failure.ts'
import { type Asked, createGuard, type Dial, type Guard } from './guard.ts'
import { rememberedResolve, type Resolve, systemResolve } from './resolve.ts'
import type { EndpointTarget } from './target.ts'

export interface PoolOptions {
  /** Sockets at most; each carries one call at a time, further calls wait for one. */
  readonly connections: number
  /** Milliseconds for name, TCP, proxy and TLS together. */
  readonly connectMilliseconds: number
  /**
   * Milliseconds for which an idle socket is kept; shorter than the vendors' load balancers do (the shortest known is a
   * minute), so that a call is not written to a socket that is being closed. A shorter Keep-Alive hint of the vendor counts.
   */
  readonly idleMilliseconds?: number
  /** Bytes of the head of an answer. */
  readonly headBytes?: number
  readonly resolve?: Resolve
  readonly dial?: Dial
}

export interface PoolNumbers {
  readonly connected: number
  readonly running: number
  /** Calls that wait for a connection. */
  readonly waiting: number
}

/** One endpoint with one upstream key. Never shared, so that no connection ever carries two keys or two hosts. */
export interface EgressPool {
  readonly target: EndpointTarget
  readonly dispatcher: Pool
  /** Opens a socket that is nobody else's: for what is no exchange of HTTP. */
  readonly guard: Guard
  numbers(): PoolNumbers
  /** Takes no further calls and closes each socket when its call has ended. */
  close(): Promise<void>
  /** Ends all calls now; they fail with `pool_closed`. */
  destroy(): Promise<void>
}

/** What the pool tells a handler: which connection will carry it. */
export interface Carried {
  carriedBy?(connection: Connection): void
}

export function openPool(target: EndpointTarget, options: PoolOptions): EgressPool {
  const guard = createGuard(target, {
    resolve: options.resolve ?? sharedResolve,
    connectMilliseconds: options.connectMilliseconds,
    dial: options.dial,
  })
  const idle = options.idleMilliseconds ?? 45_000
  const dispatcher = new Pool(target.origin, {
    connections: options.connections,
    pipelining: 1,
    keepAliveTimeout: idle,
    keepAliveMaxTimeout: idle,
    maxHeaderSize: options.headBytes ?? 32_768,
    // The timers of a call are the sender's: undici's own would end long calls at five minutes.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
    useMilo: false,
    strictContentLength: true,
    connect: () => {
      throw new EgressError('host_mismatch')
    },
    factory: (origin, clientOptions) => new GuardedClient(origin, clientOptions, new Connection(guard)),
  })
  return {
    target,
    dispatcher,
    guard,
    numbers: () => {
      const { connected, running, pending } = dispatcher.stats
      return { connected, running, waiting: pending }
    },
    close: async () => {
      if (!dispatcher.destroyed) await dispatcher.close()
    },
    destroy: () => dispatcher.destroy(new EgressError('pool_closed')),
  }
}

const sharedResolve = rememberedResolve(systemResolve)

/** The socket of one client, present or to come. */
export class Connection {
  readonly #guard: Guard
  #cancel: (() => void) | undefined
  /** True once the socket of the last connect has failed: an answer that only its close can end is then not whole. */
  failed = false

  constructor(guard: Guard) {
    this.#guard = guard
  }

  open(asked: Asked, done: (...result: [null, Socket] | [Error, null]) => void): void {
    this.failed = false
    this.#cancel = this.#guard(asked, (error, socket) => {
      this.#cancel = undefined
      if (socket === null) return done(error ?? new EgressError('connect_failed'), null)
      socket.prependListener('error', () => {
        this.failed = true
      })
      done(null, socket)
    })
  }

  /** Gives up a connection that is still being made. */
  cancel(): void {
    this.#cancel?.()
  }
}

/** An undici client that knows its connection and tells each handler. */
class GuardedClient extends Client {
  readonly #connection: Connection

  constructor(origin: URL, options: object, connection: Connection) {
    super(origin, { ...options, connect: (asked, done) => connection.open(asked, done) })
    this.#connection = connection
  }

  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler & Carried,
  ): boolean {
    handler.carriedBy?.(this.#connection)
    return super.dispatch(options, handler)
  }
}
