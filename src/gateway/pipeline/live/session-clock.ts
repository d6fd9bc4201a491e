/** The time limits of one session, kept by a single timer: silence of both sides, and the whole; and a look at its endpoint. */
import { Refusal } from '../../errors/refusal.ts'

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
  readonly #over: (refusal: Refusal) => void
  readonly #objection: () => Refusal | undefined
  readonly #timer: NodeJS.Timeout
  readonly #since: number
  #heard: number
  #active = false

  /**
   * @param tick monotonic ms
   * @param objection why the session may not go on, whatever the time
   * @param over told once, or more often when nobody stops the clock
   */
  constructor(
    limits: SessionLimits,
    tick: () => number,
    objection: () => Refusal | undefined,
    over: (refusal: Refusal) => void,
  ) {
    this.#limits = limits
    this.#tick = tick
    this.#objection = objection
    this.#over = over
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
    const objection = this.#objection()
    if (objection !== undefined) this.#over(objection)
    else if (now - this.#since >= this.#limits.total) this.#over(new Refusal('session_too_long'))
    else if (now - this.#heard >= this.#limits.idle) this.#over(new Refusal('session_idle'))
  }
}
