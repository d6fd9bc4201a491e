/** Findings of the engine and those of somebody else, as one: nothing is lost where the two overlap. */
import type { Policy } from './policy.ts'
import type { Entity, Finding } from './types.ts'

/** What somebody else found: offsets in UTF-16 units. */
export interface OuterSpan {
  readonly entity: Entity
  readonly start: number
  readonly end: number
  readonly score: number
}

const LETTER = /\p{L}/u

/**
 * The engine's findings with the spans put in, sorted and without overlaps. Two of one entity that overlap become one. What
 * the engine found of another entity stays as it is, and a span keeps what is left of it. Entities that the policy does not
 * look for and values that it allows are left out. Throws a `RangeError` for a span outside the text.
 */
export function withSpans(
  policy: Policy,
  text: string,
  own: readonly Finding[],
  spans: readonly OuterSpan[],
  detector: string,
): readonly Finding[] {
  const findings = [...own]
  for (const { entity, start, end, score } of spans) {
    if (
      !(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length)
    )
      throw new RangeError('A span does not lie in its text.')
    if (!policy.entities.has(entity) || policy.allow.has(text.slice(start, end))) continue
    add(findings, text, { entity, start, end, detector, score })
  }
  return findings.length === own.length && spans.length === 0
    ? own
    : findings.sort((one, other) => one.start - other.start)
}

function add(findings: Finding[], text: string, span: Finding): void {
  let { start, end, score } = span
  const others: Finding[] = []
  for (let index = findings.length - 1; index >= 0; index--) {
    const other = findings[index]
    if (other === undefined || other.end <= start || other.start >= end) continue
    if (other.entity !== span.entity) {
      others.push(other)
      continue
    }
    if (other.start <= start && other.end >= end) return
    // The two become one, which may now reach others: looked at again from the end.
    findings.splice(index, 1)
    others.length = 0
    start = Math.min(start, other.start)
    end = Math.max(end, other.end)
    score = Math.max(score, other.score)
    index = findings.length
  }
  if (others.length === 0) {
    findings.push({ ...span, start, end, score })
    return
  }
  let from = start
  for (const other of others.sort((one, next) => one.start - next.start)) {
    putRest(findings, text, { ...span, start: from, end: other.start, score })
    from = Math.max(from, other.end)
  }
  putRest(findings, text, { ...span, start: from, end, score })
}

/** What others leave of a span, without the spaces at its ends; a rest without a letter is nobody's. */
function putRest(findings: Finding[], text: string, finding: Finding): void {
  let { start, end } = finding
  while (start < end && text.charAt(start).trim() === '') start++
  while (start < end && text.charAt(end - 1).trim() === '') end--
  if (start < end && LETTER.test(text.slice(start, end))) findings.push({ ...finding, start, end })
}
