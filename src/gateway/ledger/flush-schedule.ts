/** When the next group of rows is committed: at once on a quiet gateway, at most once per window on a busy one. */

export interface FlushSettings {
  /** Least milliseconds from one commit's start to the next: what a commit costs is shared by the calls of a window. */
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

  /** A caller waits. */
  intents(): void {
    if (this.#soon !== undefined || this.#intentTimer !== undefined) return
    const wait = this.#sentAt + this.#settings.gatherMs - this.#settings.monotonic()
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
