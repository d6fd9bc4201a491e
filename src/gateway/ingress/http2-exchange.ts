/** One request and its answer on a stream of HTTP/2: reading within bounds, writing with back-pressure, noticing a caller who left. */
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import { GatheredBytes } from '../../connectors/wire/gathered-bytes.ts'
import { dialectAnswer } from '../errors/dialect.ts'
import { Refusal } from '../errors/refusal.ts'
import type { ByteBudget } from './byte-budget.ts'
import { CallerGoneError, type CallerRequest, type Exchange, type Taking } from './contract.ts'
import { http2Flaw } from './http2-message.ts'

/** How long a caller may take to read the last bytes of a broken answer. */
const LAST_MS = 1000

/** What is handed over at once: a caller has to take so many bytes within the time of a slow reader. */
const SLICE_BYTES = 64 * 1024

/** Bytes of bodies that passed a connection: what else came on it is overhead. */
export interface BodyTraffic {
  received: number
  sent: number
}

export class Http2Exchange implements Exchange {
  readonly request: CallerRequest
  private readonly stream: ServerHttp2Stream
  private readonly headers: IncomingHttpHeaders
  private readonly budget: ByteBudget
  private readonly traffic: BodyTraffic
  /** The head was the whole request. */
  private readonly bodyless: boolean
  /** The whole request was read. */
  private complete: boolean
  private left: boolean
  private goneListener: (() => void) | undefined = undefined
  private cutListener: (() => void) | undefined = undefined
  private reserved = 0
  /** What is still to be handed over, and whether the answer ends with it. */
  private rest: Buffer | undefined = undefined
  private ending = false

  constructor(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    rawHeaders: readonly string[],
    budget: ByteBudget,
    traffic: BodyTraffic,
    /** For the whole body. */
    bodyMs: number,
  ) {
    this.request = { method: headers[':method'], url: headers[':path'], headers, rawHeaders }
    this.stream = stream
    this.headers = headers
    this.budget = budget
    this.traffic = traffic
    this.bodyless = stream.endAfterHeaders
    this.complete = this.bodyless
    // Reset in the packet that opened it: its events have passed.
    this.left = stream.closed
    const timer = this.bodyless ? undefined : setTimeout(() => this.tooLate(), bodyMs)
    // Node ends both sides of a stream that was reset: neither `end` nor `finish` tells that all came or went.
    stream.on('aborted', () => this.leave())
    stream.on('end', () => {
      clearTimeout(timer)
      if (!this.left) this.complete = true
    })
    stream.on('close', () => {
      clearTimeout(timer)
      this.releaseBody()
      // Often there is no `finish`, and writes that were dropped call back as if they had been made. A caller that resets
      // with NO_ERROR what it was still to be sent passes for one that took it: Node tells nothing else of the two.
      if (!stream.writableEnded || stream.rstCode !== constants.NGHTTP2_NO_ERROR) this.leave()
    })
  }

  flaw(): string | undefined {
    return http2Flaw(this.headers, this.request.rawHeaders, this.bodyless)
  }

  get gone(): boolean {
    return this.left || this.stream.destroyed
  }

  get headWritten(): boolean {
    return this.stream.headersSent
  }

  onOver(listener: () => void): void {
    this.stream.once('close', listener)
  }

  onGone(listener: (() => void) | undefined): void {
    this.goneListener = listener
  }

  onCut(listener: (() => void) | undefined): void {
    this.cutListener = listener
  }

  cut(): void {
    if (this.cutListener === undefined) this.destroy()
    else this.cutListener()
  }

  get declaredLength(): number | undefined {
    const header = this.headers['content-length']
    return header === undefined ? undefined : Number(header)
  }

  get hasBody(): boolean {
    return !this.bodyless && this.declaredLength !== 0
  }

  /** nghttp2 resets a stream whose body is not as long as it was declared. */
  async readBody(limit: number): Promise<Buffer> {
    if ((this.declaredLength ?? 0) > limit) throw new Refusal('body_too_large')
    if (this.gone) throw new CallerGoneError()
    if (this.bodyless) return Buffer.alloc(0)
    this.continueIfAsked()
    const body = new GatheredBytes()
    return await new Promise<Buffer>((resolve, reject) => {
      const { stream } = this
      const onData = (chunk: Buffer): void => {
        this.traffic.received += chunk.length
        const size = body.size + chunk.length
        const refusal = size > limit ? new Refusal('body_too_large') : this.noRoom(size)
        if (refusal === undefined) body.append(chunk)
        else {
          stream.off('data', onData)
          stream.pause()
          reject(refusal)
        }
      }
      stream.on('data', onData)
      stream.once('end', () => {
        if (this.left) reject(new CallerGoneError())
        else resolve(body.whole())
      })
      stream.once('close', () => reject(new CallerGoneError()))
    })
  }

  private noRoom(size: number): Refusal | undefined {
    if (size <= this.reserved || this.hold(size - this.reserved)) return undefined
    return new Refusal('overloaded', { retryAfterSeconds: 1 })
  }

  hold(bytes: number): boolean {
    if (!this.budget.reserve(bytes)) return false
    this.reserved += bytes
    return true
  }

  releaseBody(): void {
    this.budget.release(this.reserved)
    this.reserved = 0
  }

  continueIfAsked(): void {
    if (this.headers.expect?.toLowerCase() === '100-continue' && !this.gone)
      this.stream.additionalHeaders({ ':status': 100 })
  }

  async *bodyParts(): AsyncGenerator<Buffer> {
    if (this.bodyless) return
    const parts = this.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
    for await (const chunk of parts) {
      this.traffic.received += chunk.length
      yield chunk
    }
    if (this.left) throw new CallerGoneError()
  }

  writeHead(status: number, headers: string[]): void {
    if (!this.gone) this.stream.respond([':status', String(status), ...headers])
  }

  /** The head leaves in this turn anyway, in one packet with what is written in it. */
  flushHead(): void {}

  write(chunk: Buffer): boolean {
    this.traffic.sent += chunk.length
    if (this.rest === undefined && chunk.length <= SLICE_BYTES) return this.stream.write(chunk)
    if (this.rest !== undefined) {
      this.rest = Buffer.concat([this.rest, chunk])
      return false
    }
    this.rest = chunk
    return this.handOver()
  }

  end(chunk?: Buffer): boolean {
    const taken = chunk === undefined && this.rest === undefined && this.stream.writableLength === 0
    this.ending = true
    if (chunk !== undefined && (this.rest !== undefined || chunk.length > SLICE_BYTES)) this.write(chunk)
    else if (this.rest === undefined) {
      this.traffic.sent += chunk?.length ?? 0
      if (chunk === undefined) this.stream.end()
      else this.stream.end(chunk)
    }
    // What the caller still sends is in nobody's way, but it has to hear that nobody reads it (RFC 9113, section 8.1).
    if (!this.complete) this.stream.once('finish', () => this.stopReading())
    return taken
  }

  /** The body did not come in time. */
  private tooLate(): void {
    if (this.headWritten) this.destroy()
    else {
      const late = new Refusal('request_malformed', { because: 'The request took too long.', status: 408 })
      const answer = dialectAnswer(late, undefined, undefined)
      this.refuse(answer.status, answer.headers, answer.body)
    }
    this.leave()
  }

  private stopReading(): void {
    if (!this.complete) this.stream.close()
  }

  /** Writes slices for as long as they are taken; true when nothing is left. */
  private handOver(): boolean {
    let room = true
    while (room && this.rest !== undefined) {
      const slice = this.rest.subarray(0, SLICE_BYTES)
      this.rest = slice.length === this.rest.length ? undefined : this.rest.subarray(slice.length)
      if (this.rest === undefined && this.ending) this.stream.end(slice)
      else room = this.stream.write(slice)
    }
    return room && this.rest === undefined
  }

  whenTaken(stallMs: number, taking: Taking): void {
    const { stream } = this
    const settle = (then: (() => void) | undefined): void => {
      clearTimeout(timer)
      stream.off('drain', onDrain)
      stream.off('finish', onFinish)
      stream.off('close', onFinish)
      then?.()
    }
    const onDrain = (): void => {
      timer.refresh()
      if (this.handOver() && !this.ending) settle(taking.taken)
    }
    const onFinish = (): void => settle(this.left ? undefined : taking.taken)
    const timer = setTimeout(() => settle(taking.stalled), stallMs)
    stream.on('drain', onDrain)
    stream.on('finish', onFinish)
    stream.on('close', onFinish)
  }

  refuse(status: number, headers: string[], body: Buffer): void {
    this.releaseBody()
    this.writeHead(status, headers)
    this.end(body)
  }

  /** A reset, and no end of the stream: `close` would write one first, after which the answer looks whole. */
  destroy(last?: Buffer): void {
    const { stream } = this
    const breakOff = (): void => void stream.destroy(new BrokenAnswerError())
    if (last === undefined || stream.destroyed || stream.writableEnded || this.rest !== undefined) {
      breakOff()
      return
    }
    const timer = setTimeout(breakOff, LAST_MS)
    stream.write(last, () => {
      clearTimeout(timer)
      breakOff()
    })
  }

  private leave(): void {
    if (this.left) return
    this.left = true
    this.goneListener?.()
  }
}

/** Makes Node reset a stream with INTERNAL_ERROR; nobody sees its text. */
class BrokenAnswerError extends Error {
  constructor() {
    super('answer broken off')
    this.name = 'BrokenAnswerError'
  }
}
