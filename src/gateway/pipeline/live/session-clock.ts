/** The time limits of one session, kept by a single timer: silence of both sides, and the whole. */

/** Milliseconds. */
export interface SessionLimits {
  readonly idle: number
  readonly total: number
}

/** A limit is noticed at most this part of the shorter one late. */
const TICKS = 8
const LONGEST_TICK_MS = 5000

export class SessionClock {
  readonly #limits: SessionLimits
  readonly #tick: () => number
  readonly #passed: (code: 'session_idle' | 'session_too_long') => void
  readonly #timer: NodeJS.Timeout
  readonly #since: number
  #heard: number
  #active = false

  /** `tick` in monotonic ms. */
  constructor(
    limits: SessionLimits,
    tick: () => number,
    passed: (code: 'session_idle' | 'session_too_long') => void,
  ) {
    this.#limits = limits
    this.#tick = tick
    this.#passed = passed
    this.#since = this.#heard = tick()
    const every = Math.max(1, Math.min(LONGEST_TICK_MS, Math.min(limits.idle, limits.total) / TICKS))
    this.#timer = setInterval(() => this.#look(), every)
  }

  /** Somebody said something. A flag, so that a frame costs no clock. */
  touch(): void {
    this.#active = true
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = this.#tick()
    if (this.#active) this.#heard = now
    this.#active = false
    if (now - this.#since >= this.#limits.total) this.#passed('session_too_long')
    else if (now - this.#heard >= this.#limits.idle) this.#passed('session_idle')
  }
}
