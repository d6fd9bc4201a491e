/** Words of a number or an address that were taken for a person's name too: the name is what is left of it. */
import type { Finding } from '../types.ts'

/** All findings; names end where something that is said begins, and begin where it ends. */
export function besideNames(found: readonly Finding[], said: readonly Finding[]): Finding[] {
  if (!found.some(({ entity }) => entity === 'PERSON')) return [...found, ...said]
  const ordered = said.toSorted((one, other) => one.start - other.start)
  const names = found
    .filter(({ entity }) => entity === 'PERSON')
    .toSorted((one, other) => one.start - other.start)
  const all = [...found.filter(({ entity }) => entity !== 'PERSON'), ...said]
  let next = 0
  for (const name of names) {
    // Behind one that ends before this name, none that began earlier reaches it but by overlapping another.
    while (next < ordered.length && (ordered[next]?.end ?? 0) <= name.start) next++
    let { start } = name
    for (let at = next; at < ordered.length; at++) {
      const one = ordered[at]
      if (one === undefined || one.start >= name.end) break
      if (one.start > start) all.push({ ...name, start, end: one.start })
      start = Math.max(start, one.end)
    }
    if (start < name.end) all.push({ ...name, start })
  }
  return all
}
