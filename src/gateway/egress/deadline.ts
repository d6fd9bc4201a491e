/** The time limits of one call, kept by a single timer: first byte, silence between chunks, and the whole. */
import type { FailureReason } from './failure.ts'

/** Milliseconds. The connect limit belongs to the guard. */
export interface Limits {
  readonly firstByte: number
  readonly idle: number
  readonly total: number
}

/** Ticks in the shortest limit: a limit is noticed at most two ticks, one sixteenth of the shortest, after it has passed. */
const TICKS = 32

/**
 * One timer ticks at a fraction of the shortest limit and is refreshed, never made anew. A chunk only sets a flag, so the
 * hot path reads no clock; the tick reads the monotonic one. Time in which the caller holds the answer back is not the
 * vendor's silence, but counts towards the whole.
 */
export class Deadline {
  readonly #limits: Limits
  readonly #now: () => number
  readonly #passed: (reason: FailureReason) => void
  readonly #started: number
  readonly #timer: NodeJS.Timeout
  #since: number
  #active = false
  #held = false
  #answering = false

  constructor(
    limits: Limits,
    passed: (reason: FailureReason) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#limits = limits
    this.#now = now
    this.#passed = passed
    this.#started = now()
    this.#since = this.#started
    const shortest = Math.min(limits.firstByte, limits.idle, limits.total)
    this.#timer = setTimeout(tick, Math.max(1, Math.floor(shortest / TICKS)), this)
  }

  /** Bytes moved in either direction. */
  touch(): void {
    this.#active = true
  }

  /** The head of the answer is here: from now on the limit is `idle`. */
  answer(): void {
    this.#answering = true
    this.#active = true
  }

  hold(held: boolean): void {
    this.#held = held
    this.#active = true
  }

  clear(): void {
    clearTimeout(this.#timer)
  }

  tick(): void {
    const now = this.#now()
    if (this.#active || this.#held) {
      this.#active = false
      this.#since = now
    }
    if (now - this.#started >= this.#limits.total) this.#passed('total_timeout')
    else if (now - this.#since < (this.#answering ? this.#limits.idle : this.#limits.firstByte)) {
      this.#timer.refresh()
    } else this.#passed(this.#answering ? 'idle_timeout' : 'first_byte_timeout')
  }
}

function tick(deadline: Deadline): void {
  deadline.tick()
}
