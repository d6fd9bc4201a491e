/** One exchange with a vendor: a thin handler over undici's dispatch, with abort, back-pressure and time limits. */
import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { AnswerHeaders, HttpMethod } from '../../connectors/contract.ts'
import type { Refusal } from '../errors/refusal.ts'
import { Deadline, type Limits } from './deadline.ts'
import { bodyFailure, exchangeFailure } from './exchange-failure.ts'
import { EgressError } from './failure.ts'
import type { Carried, Connection, EgressPool } from './pool.ts'
import { assertRequestPath } from './request-path.ts'

export interface EgressRequest {
  readonly method: HttpMethod
  /** Path and query on the endpoint's origin. */
  readonly path: string
  /** Flat: name, value, name, value. Host, connection and framing are written by the pool. */
  readonly headers: string[]
  /** A stream is sent chunked unless the headers hold a content-length, which it then has to keep exactly. */
  readonly body: Buffer | Readable | AsyncIterable<Uint8Array> | undefined
  readonly limits: Limits
}

/**
 * What happens to a call, in order: `onStart` and `onHead` at most once, `onData` any number of times, then exactly one of
 * `onEnd` and `onError`. After `abort` nothing more is called. A `Refusal` thrown by `onHead`, `onData` or `onEnd` ends
 * the call with its code, at `onError`.
 */
export interface EgressListener {
  /** A connection is there and the request is about to be written to it. */
  onStart?(): void
  /**
   * The final head; 1xx heads are swallowed. Names are in lower case. A 3xx is handed on like any other status: nothing
   * here follows a redirect.
   */
  onHead(status: number, headers: AnswerHeaders): void
  /** The buffer is the listener's to keep. */
  onData(chunk: Buffer): void
  /** The answer is whole by its own framing. */
  onEnd(): void
  onError(failure: Refusal): void
}

export interface EgressCall {
  /** Bytes of the request body that were written to the socket. */
  readonly bytesSent: number
  /** Bytes of the answer's body. */
  readonly bytesReceived: number
  /** Stops reading from the vendor. What is already in the socket's buffer can still come when the vendor ends. */
  pause(): void
  resume(): void
  /** Gives the call up: the vendor's socket is destroyed and no listener is called any more. */
  abort(): void
}

/** Sends one request. Throws `path_refused`; every other failure arrives at `onError`, never within this call. */
export function dispatch(
  pool: EgressPool,
  request: EgressRequest,
  listener: EgressListener,
  now?: () => number,
): EgressCall {
  assertRequestPath(request.path)
  const body =
    request.body === undefined || Buffer.isBuffer(request.body) ? request.body : readable(request.body)
  const exchange = new Exchange(listener, body, request.limits, now)
  const { pathPrefix } = pool.target
  pool.dispatcher.dispatch(
    {
      method: request.method,
      path: pathPrefix === '' ? request.path : pathPrefix + request.path,
      headers: request.headers,
      body: body ?? null,
    },
    exchange,
  )
  return exchange
}

function readable(body: Readable | AsyncIterable<Uint8Array>): Readable {
  return body instanceof Readable ? body : Readable.from(body, { objectMode: false })
}

/** undici's handler and the caller's handle in one object. */
class Exchange implements Dispatcher.DispatchHandler, EgressCall, Carried {
  readonly #listener: EgressListener
  readonly #body: Buffer | Readable | undefined
  readonly #deadline: Deadline
  #controller: Dispatcher.DispatchController | undefined
  #connection: Connection | undefined
  #paused = false
  #answering = false
  #over = false
  #aborted = false
  bytesSent = 0
  bytesReceived = 0

  constructor(
    listener: EgressListener,
    body: Buffer | Readable | undefined,
    limits: Limits,
    now: (() => number) | undefined,
  ) {
    this.#listener = listener
    this.#body = body
    this.#deadline = new Deadline(limits, (reason) => this.#giveUp(new EgressError(reason)), now)
    // undici listens only once the call has a connection; a body that fails while the call waits would end the process.
    if (body instanceof Readable) body.on('error', (error) => this.#giveUp(bodyFailure(error)))
  }

  pause(): void {
    if (this.#over || this.#paused) return
    this.#paused = true
    this.#deadline.hold(true)
    this.#controller?.pause()
  }

  resume(): void {
    if (this.#over || !this.#paused) return
    this.#paused = false
    this.#deadline.hold(false)
    this.#controller?.resume()
  }

  abort(): void {
    this.#aborted = true
    if (this.#over) return
    this.#end()
    this.#release(new EgressError('connect_aborted'))
  }

  carriedBy(connection: Connection): void {
    this.#connection = connection
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A call that was given up while it waited leaves the fresh connection to the next one: undici drops the request
    // when this throws, and keeps the socket.
    if (this.#over) throw new EgressError('connect_aborted')
    this.#controller = controller
    if (this.#paused) controller.pause()
    this.#listener.onStart?.()
  }

  onBodySent(chunk: Uint8Array): void {
    this.bytesSent += chunk.byteLength
    this.#deadline.touch()
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    if (status < 200 || this.#over) return
    if (status === 204 && announcesBody(headers)) return this.#giveUp(new EgressError('body_unasked'))
    this.#answering = true
    this.#deadline.answer()
    this.#listener.onHead(status, headers)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return
    this.bytesReceived += chunk.length
    this.#deadline.touch()
    this.#listener.onData(chunk)
  }

  onResponseEnd(): void {
    if (this.#over) return
    this.#end()
    // undici takes a reset after a head that only the close can end for that end.
    if (this.#connection?.failed === true) return this.#report(new EgressError('reset'))
    try {
      this.#listener.onEnd()
    } catch (error) {
      this.#report(error instanceof Error ? exchangeFailure(error, true) : new EgressError('listener_failed'))
    }
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#over) return
    this.#end()
    if (this.#body instanceof Readable) this.#body.destroy()
    const failure = exchangeFailure(error, this.#answering)
    if (this.#answering) return this.#report(failure)
    // undici reports some failures from within dispatch: the caller gets its handle first.
    queueMicrotask(() => {
      if (!this.#aborted) this.#report(failure)
    })
  }

  #giveUp(failure: Refusal): void {
    if (this.#over) return
    this.#end()
    this.#release(failure)
    this.#report(failure)
  }

  #report(failure: Refusal): void {
    try {
      this.#listener.onError(failure)
    } catch (error) {
      // Within undici it would leave a client in between: a defect is for the process to see.
      process.nextTick(() => {
        throw error
      })
    }
  }

  #end(): void {
    this.#over = true
    this.#deadline.clear()
  }

  /** Destroys the socket, or the connection that is being made for this call, and the body. */
  #release(reason: Error): void {
    if (this.#controller === undefined) this.#connection?.cancel()
    else this.#controller.abort(reason)
    if (this.#body instanceof Readable) this.#body.destroy()
  }
}

/** RFC 9110 section 15.3.5: a 204 has no body, so one that announces it would poison the connection. */
function announcesBody(headers: AnswerHeaders): boolean {
  const length = headers['content-length']
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined
}
