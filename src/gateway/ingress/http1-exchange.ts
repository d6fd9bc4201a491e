/** One request and its answer over HTTP/1.1: reading within bounds, writing with back-pressure, noticing a caller who left. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { GatheredBytes } from '../../connectors/wire/gathered-bytes.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ByteBudget } from './byte-budget.ts'
import { CallerGoneError, type Exchange, type Taking } from './contract.ts'
import { http1Flaw } from './http1-message.ts'

/** The rest of a refused body is read and thrown away: as long as it comes, and at most so many looks. */
const DRAIN_LOOK_MS = 500
const DRAIN_LOOKS = 10

/** How long a caller may take to read the last bytes of a broken answer. */
const LAST_MS = 1000

export class Http1Exchange implements Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  private goneListener: (() => void) | undefined = undefined
  private corked: Socket | undefined = undefined
  private cutListener: (() => void) | undefined = undefined
  private overListener: (() => void) | undefined = undefined
  private reserved = 0
  private continued = false
  /** The answer began before the whole body was here, and says how long it is. */
  private early = false
  private readonly budget: ByteBudget

  constructor(request: IncomingMessage, response: ServerResponse, budget: ByteBudget) {
    this.request = request
    this.response = response
    this.budget = budget
    response.on('close', () => {
      this.releaseBody()
      if (!response.writableFinished) this.goneListener?.()
      this.overListener?.()
    })
  }

  flaw(): string | undefined {
    return http1Flaw(this.request)
  }

  get gone(): boolean {
    return this.response.destroyed || this.request.socket.destroyed
  }

  get headWritten(): boolean {
    return this.response.headersSent
  }

  onOver(listener: () => void): void {
    this.overListener = listener
  }

  /** At most one listener: the attempt that is under way. Called when the caller leaves before the answer is complete. */
  onGone(listener: (() => void) | undefined): void {
    this.goneListener = listener
  }

  /** At most one listener, called when the gateway shuts down and this call has had its grace. */
  onCut(listener: (() => void) | undefined): void {
    this.cutListener = listener
  }

  /** Ends the call in its own dialect if an answer is under way, else closes the connection. */
  cut(): void {
    if (this.cutListener === undefined) this.destroy()
    else this.cutListener()
  }

  /** Declared body length in bytes, or undefined for a chunked body. */
  get declaredLength(): number | undefined {
    const header = this.request.headers['content-length']
    return header === undefined ? undefined : Number(header)
  }

  get hasBody(): boolean {
    return this.request.headers['transfer-encoding'] !== undefined || (this.declaredLength ?? 0) > 0
  }

  /**
   * Reads the whole body. Throws `Refusal` 413 beyond `limit` bytes before reading on, 503 when the gateway has no room.
   * Room is taken for bytes that came, not for a length that was declared: a few callers who announce large bodies and
   * send nothing would otherwise shut everybody else out.
   */
  readBody(limit: number): Promise<Buffer> {
    const declared = this.declaredLength
    if (declared !== undefined && declared > limit) throw new Refusal('body_too_large')
    this.continueIfAsked()
    const body = new GatheredBytes()
    return new Promise<Buffer>((resolve, reject) => {
      const { request } = this
      const fail = (error: Error): void => {
        request.off('data', onData)
        reject(error)
      }
      const onData = (chunk: Buffer): void => {
        const size = body.size + chunk.length
        if (size > limit) {
          request.pause()
          fail(new Refusal('body_too_large'))
          return
        }
        try {
          if (size > this.reserved) this.reserve(size - this.reserved)
        } catch (error) {
          request.pause()
          fail(error instanceof Error ? error : new Refusal('overloaded'))
          return
        }
        body.append(chunk)
      }
      request.on('data', onData)
      // Settling twice changes nothing, so that these need not be taken off.
      request.on('end', () => resolve(body.whole()))
      request.on('error', () => fail(new CallerGoneError()))
      request.on('close', () => {
        if (!request.complete) fail(new CallerGoneError())
      })
    })
  }

  /** Counts bytes of an answer that is read whole; false when the gateway has no room for them. */
  hold(bytes: number): boolean {
    if (!this.budget.reserve(bytes)) return false
    this.reserved += bytes
    return true
  }

  /** Bytes of this call no longer count against the budget. */
  releaseBody(): void {
    this.budget.release(this.reserved)
    this.reserved = 0
  }

  continueIfAsked(): void {
    if (!this.asksToContinue) return
    this.continued = true
    this.response.writeContinue()
  }

  private get asksToContinue(): boolean {
    return this.request.headers.expect?.toLowerCase() === '100-continue'
  }

  /** The body in parts, for one reader; giving up leaves the connection open for an answer. */
  bodyParts(): AsyncIterable<Buffer> {
    return this.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  }

  /** An answer before the end of the body is the last one of its connection: what is still to come would be in the way. */
  writeHead(status: number, headers: string[]): void {
    if (this.unread) {
      this.response.shouldKeepAlive = false
      this.early = headers.includes('content-length')
    }
    this.response.writeHead(status, headers)
  }

  /** Sends the head before there is a body, in one packet with what is written in the same turn. */
  flushHead(): void {
    const { socket } = this.response
    if (socket === null) return
    socket.cork()
    this.corked = socket
    this.response.flushHeaders()
    process.nextTick(() => this.uncork())
  }

  private uncork(): void {
    this.corked?.uncork()
    this.corked = undefined
  }

  /** False when the caller reads more slowly than the vendor writes: wait with `whenTaken`. */
  write(chunk: Buffer): boolean {
    return this.response.write(chunk)
  }

  /** False when the caller has not taken all of the answer yet: wait with `whenTaken`. */
  end(chunk?: Buffer): boolean {
    const { response } = this
    if (this.early && this.unread) {
      // The answer is whole for the caller, but a socket that is closed with bytes unread is reset, and the caller, who
      // may still be sending, would lose it.
      this.drain(() => response.end())
      return chunk === undefined || response.write(chunk)
    }
    if (chunk === undefined) response.end()
    else response.end(chunk)
    // An answer that ends in the turn of its head would seem untaken while it is held back here.
    this.uncork()
    return response.writableLength === 0
  }

  /** Some of the body is still to come. A caller that was not told to continue sends none. */
  private get unread(): boolean {
    return !this.request.complete && this.hasBody && (this.continued || !this.asksToContinue)
  }

  /** After a `write` or `end` that was false: calls one of the two once, unless the caller leaves. */
  whenTaken(stallMs: number, taking: Taking): void {
    const { response } = this
    const event = response.writableEnded ? 'finish' : 'drain'
    const settle = (then: () => void): void => {
      response.off(event, onTaken)
      response.off('timeout', onStalled)
      response.setTimeout(0)
      then()
    }
    const onTaken = (): void => settle(taking.taken)
    const onStalled = (): void => settle(taking.stalled)
    response.once(event, onTaken)
    // Node's idle timer of a socket knows whether the kernel still takes bytes of a large write; it looks twice, so that a
    // caller who stalls is noticed after one to two of these times.
    response.once('timeout', onStalled)
    response.setTimeout(stallMs)
  }

  /** Answers without having read the whole body: the rest is read for a while, then the connection is closed. */
  refuse(status: number, headers: string[], body: Buffer): void {
    this.releaseBody()
    this.writeHead(status, headers)
    this.end(body)
  }

  /** Calls back when the rest of the body has come, or nothing of it comes any more, or it takes too long. */
  private drain(then: () => void): void {
    const { request } = this
    let looks = 0
    let moving = true
    const finish = (): void => {
      clearInterval(timer)
      then()
    }
    const timer = setInterval(() => {
      looks += 1
      if (!moving || looks >= DRAIN_LOOKS) finish()
      moving = false
    }, DRAIN_LOOK_MS)
    request.on('error', () => {})
    request.once('end', finish)
    request.once('close', finish)
    // A reader that was given up may still be waiting; a stream with such a listener does not flow.
    request.removeAllListeners('readable')
    setImmediate(() => request.on('data', () => (moving = true)).resume())
  }

  /** Ends a broken answer: the caller has to see that it is not complete. */
  destroy(last?: Buffer): void {
    const { response } = this
    if (last === undefined || response.destroyed || response.writableEnded) {
      response.destroy()
      return
    }
    const timer = setTimeout(() => response.destroy(), LAST_MS)
    response.write(last, () => {
      clearTimeout(timer)
      response.destroy()
    })
  }

  private reserve(bytes: number): void {
    if (!this.hold(bytes)) throw new Refusal('overloaded', { retryAfterSeconds: 1 })
  }
}
