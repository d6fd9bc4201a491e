/** When the next group of rows is committed: at once on a quiet gateway, at most once per window on a busy one. */

/** What each open attempt adds to the window: thirty of them reach the usual limit. */
const MS_AN_ATTEMPT = 0.5

export interface FlushSettings {
  /**
   * Most milliseconds from one commit's start to the next: what a commit costs is shared by the calls of a window. A gateway
   * with few open attempts waits less, since few can come to share it.
   */
  readonly gatherMs: number
  /** How long a closing or refusal waits for an intent to travel with. */
  readonly closingDelayMs: number
  readonly monotonic: () => number
}

export class FlushSchedule {
  readonly #settings: FlushSettings
  readonly #flush: () => void
  #sentAt = Number.NEGATIVE_INFINITY
  #soon: NodeJS.Immediate | undefined
  #intentTimer: NodeJS.Timeout | undefined
  #closingTimer: NodeJS.Timeout | undefined

  constructor(settings: FlushSettings, flush: () => void) {
    this.#settings = settings
    this.#flush = flush
  }

  /** A caller waits; so many attempts are open. */
  intents(open: number): void {
    if (this.#soon !== undefined || this.#intentTimer !== undefined) return
    const window = Math.min(this.#settings.gatherMs, open * MS_AN_ATTEMPT)
    const wait = this.#sentAt + window - this.#settings.monotonic()
    // An immediate runs after the input that has arrived: calls that came together go together.
    if (wait <= 0) this.#soon = setImmediate(this.#flush)
    else this.#intentTimer = setTimeout(this.#flush, wait)
  }

  /** Nobody waits. */
  closings(): void {
    if (this.#soon !== undefined || this.#intentTimer !== undefined || this.#closingTimer !== undefined)
      return
    this.#closingTimer = setTimeout(this.#flush, this.#settings.closingDelayMs)
  }

  /** A group goes out now. */
  sent(at: number): void {
    this.#sentAt = at
    this.clear()
  }

  clear(): void {
    clearImmediate(this.#soon)
    clearTimeout(this.#intentTimer)
    clearTimeout(this.#closingTimer)
    this.#soon = undefined
    this.#intentTimer = undefined
    this.#closingTimer = undefined
  }
}
