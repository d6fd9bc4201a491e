/** How much a connection may send that brings no call and no body: two buckets that fill again with time. */
import type { BodyTraffic } from './http2-exchange.ts'

/** Bytes of frames that carry nothing. */
const OVERHEAD_BURST = 512 * 1024
const OVERHEAD_PER_SECOND = 32 * 1024
/** Bytes of frames around each stream: its head, its windows, its end. Streams are counted elsewhere. */
const OVERHEAD_PER_STREAM = 32 * 1024
/** A body in frames of forty bytes, as somebody who speaks sends them, over the body. */
const BODY_AND_FRAMES = 1.25

export class Patience {
  /** PING, SETTINGS and streams that end without an answer: at once, and in each second. */
  static readonly BURST = 300
  static readonly PER_SECOND = 33

  private bothers = Patience.BURST
  private bothersAt: number
  private overhead = OVERHEAD_BURST
  private readonly now: () => number
  private seen: { readonly at: number; readonly read: number; readonly useful: number }

  /** `now` in monotonic ms. */
  constructor(read: number, now: () => number = () => performance.now()) {
    this.now = now
    this.bothersAt = now()
    this.seen = { at: this.bothersAt, read, useful: 0 }
  }

  /** One frame that makes work; false when it was one too many. */
  bother(): boolean {
    const at = this.now()
    const back = ((at - this.bothersAt) / 1000) * Patience.PER_SECOND
    this.bothers = Math.min(Patience.BURST, this.bothers + back) - 1
    this.bothersAt = at
    return this.bothers >= 0
  }

  /** False when too much of what was read was neither a body nor what an answer of that size makes a caller send. */
  bear(read: number, { received, sent }: BodyTraffic, streams: number): boolean {
    const at = this.now()
    const useful = received * BODY_AND_FRAMES + sent + streams * OVERHEAD_PER_STREAM
    const spent = read - this.seen.read - (useful - this.seen.useful)
    const back = ((at - this.seen.at) / 1000) * OVERHEAD_PER_SECOND
    this.overhead = Math.min(OVERHEAD_BURST, this.overhead + back - spent)
    this.seen = { at, read, useful }
    return this.overhead >= 0
  }
}
