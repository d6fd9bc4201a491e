/** A map by text for the few entries of one call: to hash a text interns it, which costs more than a few comparisons. */

/** Up to here a look through the list costs less. */
const SHORT = 16

export class ShortMap<Value> {
  readonly #keys: string[] = []
  readonly #values: Value[] = []
  #hashed: Map<string, Value> | undefined

  get(key: string): Value | undefined {
    if (this.#hashed !== undefined) return this.#hashed.get(key)
    const at = this.#keys.indexOf(key)
    return at < 0 ? undefined : this.#values[at]
  }

  set(key: string, value: Value): void {
    if (this.#hashed !== undefined) {
      this.#hashed.set(key, value)
      return
    }
    const at = this.#keys.indexOf(key)
    if (at >= 0) {
      this.#values[at] = value
      return
    }
    this.#keys.push(key)
    this.#values.push(value)
    if (this.#keys.length > SHORT) this.#hash()
  }

  #hash(): void {
    const hashed = new Map<string, Value>()
    for (const [at, key] of this.#keys.entries()) {
      const value = this.#values[at]
      if (value !== undefined) hashed.set(key, value)
    }
    this.#hashed = hashed
  }
}
