/** What the line needs of a caller, whichever protocol carries the call: one request, its answer, and notice of a caller who left. */
import type { IncomingHttpHeaders } from 'node:http'
import type { FrameSocket } from '../live/frame-socket.ts'

/** The head of a request. Over HTTP/2 the raw list holds the pseudo headers too. */
export interface CallerRequest {
  readonly method?: string | undefined
  /** Path and query, as they were sent. */
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
  /** Names and values in pairs, as they were sent. */
  readonly rawHeaders: readonly string[]
}

/** What a caller does with bytes that did not all fit into its connection. */
export interface Taking {
  /** It took them. */
  readonly taken: () => void
  /** It took none of them for so long. */
  readonly stalled: () => void
}

/** With what a connection is switched over. */
export interface Opening {
  /** The subprotocol that is agreed on. */
  readonly protocol: string | undefined
  /** A larger frame is refused with 1009. */
  readonly frameBytes: number
  /** Names and values of our own in the head. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** A caller who asks for a WebSocket. Until it is opened a refusal is an HTTP answer. */
export interface LiveCaller {
  /** Subprotocols that the caller offers, in its order. */
  readonly protocols: readonly string[]
  /** The caller's end of the session, once it is open. */
  readonly socket: FrameSocket | undefined
  /** Switches the connection over. Throws `CallerGoneError` when the caller has left. */
  open(opening: Opening): FrameSocket
  /** Counts bytes of frames that wait to be looked at; false when the gateway has no room for them. */
  hold(bytes: number): boolean
  /** They wait no longer. */
  release(bytes: number): void
  /** At most one listener, called when a frame grows for which the gateway has no room. */
  onCrowded(listener: (() => void) | undefined): void
  /** At most one listener, called when the gateway is about to shut down, with the milliseconds that are left. */
  onDrain(listener: ((milliseconds: number) => void) | undefined): void
}

export interface Exchange {
  readonly request: CallerRequest
  /** Undefined for a request that has an answer. */
  readonly live?: LiveCaller
  /** Why two parsers could read this message differently, as a sentence; undefined when they could not. */
  flaw(): string | undefined
  /** The caller's connection ended before the answer did. */
  readonly gone: boolean
  /** The head of the answer is on its way. */
  readonly headWritten: boolean
  /** Called once, when nothing more will be read or written. */
  onOver(listener: () => void): void
  /** At most one listener: the attempt that is under way. Called when the caller leaves before the answer is complete. */
  onGone(listener: (() => void) | undefined): void
  /** At most one listener, called when the gateway shuts down and this call has had its grace. */
  onCut(listener: (() => void) | undefined): void
  /** Ends the call in its own dialect if an answer is under way, else closes the connection. */
  cut(): void
  /** Declared body length in bytes, or undefined. */
  readonly declaredLength: number | undefined
  readonly hasBody: boolean
  /**
   * Reads the whole body. Throws `Refusal` 413 beyond `limit` bytes before reading on, 503 when the gateway has no room.
   * Rejects with `CallerGoneError` when the caller leaves.
   */
  readBody(limit: number): Promise<Buffer>
  /** Counts bytes of an answer that is read whole; false when the gateway has no room for them. */
  hold(bytes: number): boolean
  /** Bytes of this call no longer count against the budget. */
  releaseBody(): void
  continueIfAsked(): void
  /** The body in parts, for one reader; giving up leaves the connection open for an answer. */
  bodyParts(): AsyncIterable<Buffer>
  /** `headers` is a flat list. */
  writeHead(status: number, headers: string[]): void
  /** Sends the head before there is a body. */
  flushHead(): void
  /** False when the caller reads more slowly than the vendor writes: wait with `whenTaken`. */
  write(chunk: Buffer): boolean
  /** False when the caller has not taken all of the answer yet: wait with `whenTaken`. */
  end(chunk?: Buffer): boolean
  /** After a `write` or `end` that was false: calls one of the two once, unless the caller leaves. */
  whenTaken(stallMs: number, taking: Taking): void
  /** Answers without having read the whole body. */
  refuse(status: number, headers: string[], body: Buffer): void
  /** Ends a broken answer, after these last bytes: the caller has to see that it is not complete. */
  destroy(last?: Buffer): void
}

/** The caller left while the body was read. */
export class CallerGoneError extends Error {
  constructor() {
    super('caller gone')
    this.name = 'CallerGoneError'
  }
}
