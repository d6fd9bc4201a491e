/** Seeded random numbers, so that a training can be repeated to the last bit (mulberry32). */

export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  is(probability: number): boolean {
    return this.next() < probability
  }

  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('Nothing to choose from.')
    return item
  }

  shuffle(items: Int32Array): void {
    for (let at = items.length - 1; at > 0; at--) {
      const other = this.below(at + 1)
      const kept = items[at] ?? 0
      items[at] = items[other] ?? 0
      items[other] = kept
    }
  }
}
