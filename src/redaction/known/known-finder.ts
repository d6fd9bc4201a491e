/** Adds what the caller knows to what a policy finds. */
import { find } from '../find.ts'
import type { Finder } from '../found-ahead.ts'
import type { Policy } from '../policy.ts'
import type { Context, Finding } from '../types.ts'
import type { KnownValues } from './known-values.ts'

export class KnownFinder implements Finder {
  /** A name has no digit or sign that a look at the bytes would see. */
  readonly everywhere = true
  readonly #policy: Policy
  readonly #known: KnownValues
  readonly #next: Finder | undefined

  constructor(policy: Policy, known: KnownValues, next?: Finder) {
    this.#policy = policy
    this.#known = known
    this.#next = next
  }

  isOf(policy: Policy): boolean {
    return policy === this.#policy
  }

  find(text: string, context?: Context): readonly Finding[] {
    const own = this.#next === undefined ? find(this.#policy, text, context) : this.#next.find(text, context)
    return merged(own, this.#known.find(text, context?.identifier === true), text, this.#policy)
  }
}

/** Both, without overlaps: what overlaps becomes one that covers all of it, of the kind of the longer. */
function merged(
  own: readonly Finding[],
  known: readonly Finding[],
  text: string,
  policy: Policy,
): readonly Finding[] {
  const more =
    policy.allow.size === 0
      ? known
      : known.filter(({ start, end }) => !policy.allow.has(text.slice(start, end)))
  if (more.length === 0) return own
  const all = [...own, ...more].sort((one, other) => one.start - other.start || other.end - one.end)
  const kept: Finding[] = []
  for (const finding of all) {
    const last = kept.at(-1)
    if (last === undefined || finding.start >= last.end) kept.push(finding)
    else kept[kept.length - 1] = union(last, finding)
  }
  return kept
}

function union(one: Finding, other: Finding): Finding {
  const [start, end] = [Math.min(one.start, other.start), Math.max(one.end, other.end)]
  const lengths = [one.end - one.start, other.end - other.start] as const
  // Where both say the same, what is known says more: whose it is.
  const better = lengths[0] === lengths[1] ? (one.of === undefined ? other : one) : lengths[0] > lengths[1] ? one : other
  return { ...better, start, end }
} // prettier-ignore
