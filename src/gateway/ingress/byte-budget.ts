/** One budget for all inspected bytes in flight, so that large bodies cannot exhaust memory together. */

export class ByteBudget {
  private readonly limit: () => number
  private used = 0

  /** `limit` in bytes; read at every reservation, since a reload can change it. */
  constructor(limit: () => number) {
    this.limit = limit
  }

  get inFlight(): number {
    return this.used
  }

  get full(): boolean {
    return this.used >= this.limit()
  }

  /** False when the bytes do not fit. One body alone may always pass: its own limit bounds it. */
  reserve(bytes: number): boolean {
    if (this.used > 0 && this.used + bytes > this.limit()) return false
    this.used += bytes
    return true
  }

  release(bytes: number): void {
    this.used -= bytes
  }
}
