/** Puts together what a policy finds in a text and what is known to be in it. */
import type { Policy } from '../policy.ts'
import type { Finding } from '../types.ts'

/** Both, without overlaps: what overlaps becomes one that covers all of it, of the kind of the longer. Values that the policy allows stay. */
export function addKnown(
  policy: Policy,
  text: string,
  own: readonly Finding[],
  known: readonly Finding[],
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
  const start = Math.min(one.start, other.start)
  const end = Math.max(one.end, other.end)
  return { ...better(one, other), start, end }
}

/** Where both say the same, what is known says more: whose it is. */
function better(one: Finding, other: Finding): Finding {
  const longer = one.end - one.start - (other.end - other.start)
  if (longer !== 0) return longer > 0 ? one : other
  return one.of === undefined ? other : one
}
