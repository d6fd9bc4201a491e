/** Gives out stand-ins of the same format, so that none is anybody's value or stands in the request already. */
import { find } from './find.ts'
import type { Policy } from './policy.ts'
import { SurrogateTable } from './surrogate-lane.ts'
import { surrogateOf } from './surrogate.ts'
import type { Entity } from './types.ts'

const CHECKLESS: ReadonlySet<Entity> = new Set<Entity>(['PHONE', 'IP'])
/** A stand-in that looks like a value is tried again with the next number, so often. */
const MOST_TRIES = 50

export class SurrogateIssuer {
  /** Made with the first stand-in. */
  table: SurrogateTable | undefined
  /** What the request said. */
  readonly #reserved: string[] = []
  #next = 1

  reserve(text: string): void {
    this.#reserved.push(text)
  }

  /** A stand-in that is nobody's; undefined where the format has no room. */
  free(policy: Policy, entity: Entity, value: string): string | undefined {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const surrogate = surrogateOf(entity, value, this.#next++)
      if (surrogate === undefined) return undefined
      const taken =
        this.table?.has(surrogate) === true || this.#reserved.some((text) => text.includes(surrogate))
      // A checksum that holds would make the stand-in somebody's. Phones and addresses have none: theirs are unassigned.
      if (!taken && (CHECKLESS.has(entity) || find(policy, surrogate).length === 0)) return surrogate
    }
    return undefined
  }

  /** `value` comes back for the stand-in: the stand-in itself for what has to stay as it is. */
  add(surrogate: string, value: string): void {
    this.table ??= new SurrogateTable()
    this.table.add(surrogate, value)
  }
}
