/** The keys of one JSON object, to notice one that comes twice. */

/** Known keys by their place in the table, others in a list, a long list hashed. */
export class SeenKeys {
  private places = 0
  private list: string[] | undefined = undefined
  private hashed: Set<string> | undefined = undefined

  /** False when the key was there. `place` is that of a known key, or negative. */
  add(place: number, key: string): boolean {
    if (place < 0 || place > 30) return this.addOther(key)
    const before = this.places
    this.places |= 1 << place
    return this.places !== before
  }

  private addOther(key: string): boolean {
    if (this.hashed !== undefined) {
      const before = this.hashed.size
      return this.hashed.add(key).size > before
    }
    this.list ??= []
    if (this.list.includes(key)) return false
    this.list.push(key)
    if (this.list.length > 12) this.hashed = new Set(this.list)
    return true
  }
}
