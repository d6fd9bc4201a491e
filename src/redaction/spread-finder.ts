/** A value that was found once, perhaps by the word before it, is found wherever the same conversation says it again. */
import { KINDS } from './characters.ts'
import { find } from './find.ts'
import type { Finder } from './found-ahead.ts'
import type { Policy } from './policy.ts'
import type { Context, Entity, Finding } from './types.ts'

/** UTF-16 units. Shorter ones (a card's check number) stand everywhere. */
export const SHORTEST_SPREAD = 6

/** A value that was taken out, and how often. */
export interface TakenValue {
  readonly entity: Entity
  readonly value: string
  readonly uses: number
}

export class SpreadFinder implements Finder {
  readonly #policy: Policy
  readonly #next: Finder | undefined
  readonly #values: readonly TakenValue[]

  constructor(policy: Policy, values: readonly TakenValue[], next?: Finder) {
    this.#policy = policy
    this.#next = next
    // A value that holds another goes first.
    this.#values = values
      // Names come again in other forms too: the vault itself looks for them.
      .filter(({ entity, value }) => entity !== 'PERSON' && value.length >= SHORTEST_SPREAD)
      .toSorted((one, other) => other.value.length - one.value.length)
  }

  isOf(policy: Policy): boolean {
    return policy === this.#policy
  }

  find(text: string, context?: Context): readonly Finding[] {
    const own = this.#next === undefined ? find(this.#policy, text, context) : this.#next.find(text, context)
    let all: Finding[] | undefined
    for (const { entity, value } of this.#values) {
      for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + 1)) {
        const end = start + value.length
        const others = all ?? own
        if (others.some((finding) => finding.start < end && start < finding.end)) continue
        if (!isApart(text, start, others) || !isApart(text, end, others)) continue
        all ??= [...own]
        all.push({ entity, start, end, detector: 'again', score: 1 })
      }
    }
    return all === undefined ? own : all.sort((one, other) => one.start - other.start)
  }
}

/** No word or number goes on across `at`, or another value begins or ends there. */
function isApart(text: string, at: number, findings: readonly Finding[]): boolean {
  if (at === 0 || at === text.length) return true
  const before = KINDS[text.charCodeAt(at - 1)] ?? 0
  const after = KINDS[text.charCodeAt(at)] ?? 0
  if (before === 0 || after === 0) return true
  return findings.some(({ start, end }) => start === at || end === at)
}
