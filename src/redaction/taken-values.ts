/** Which values one call took out, and how often: what later texts of it are searched for. */
import type { TakenValue } from './spread-finder.ts'
import type { Entity } from './types.ts'

/** More values in one call than a conversation has: each text is searched for each of them. */
const MOST_TAKEN = 200

export class TakenValues {
  readonly #list: { readonly entity: Entity; readonly value: string; uses: number }[] = []

  /** In the order in which they were taken out first. */
  get list(): readonly TakenValue[] {
    return this.#list
  }

  add(entity: Entity, value: string): void {
    for (const taken of this.#list) {
      if (taken.value !== value || taken.entity !== entity) continue
      taken.uses++
      return
    }
    if (this.#list.length < MOST_TAKEN) this.#list.push({ entity, value, uses: 1 })
  }

  /** Nothing is counted yet; the values stay. */
  restart(): void {
    for (const taken of this.#list) taken.uses = 0
  }
}
