/** Lists of header names, exact or with a trailing `*`, compiled for one look per header. */

/** Whether a name in lower case is on the list. */
export type HeaderList = (name: string) => boolean

/** Shortest part before a `*`: a bare `*`, or `x-*`, would let out what nobody listed. */
const SHORTEST_PREFIX = 4

/**
 * What is wrong with a pattern that an operator wrote, as a sentence for `check`, or undefined. Matching never depends on
 * this being asked: what may never pass is refused again for each header.
 */
export function headerPatternProblem(
  pattern: string,
  never: (name: string) => boolean,
  refused: readonly { readonly name: string }[] = [],
): string | undefined {
  const wild = pattern.endsWith('*')
  const stem = (wild ? pattern.slice(0, -1) : pattern).toLowerCase()
  if (wild && stem.length < SHORTEST_PREFIX)
    return `At least ${SHORTEST_PREFIX} characters are needed before the *.`
  if (!/^[a-z0-9!#$%&'+.^_`|~-]+$/.test(stem))
    return 'A header name, or the start of one and a trailing *, is expected.'
  if (!wild && refused.some(({ name }) => name === stem)) {
    return 'The connector refuses this header, since it would choose a host, region or deployment.'
  }
  if (never(stem) || never(stem.replace(/[-_]$/, ''))) return 'Headers of this name never leave the gateway.'
  return undefined
}

/**
 * Compiles names and patterns. `never` wins over every entry and is asked once for a name: what it said is remembered for
 * exact names, and asked again only for those that a prefix matched.
 */
export function compileHeaderList(patterns: readonly string[], never: (name: string) => boolean): HeaderList {
  const exact = new Set<string>()
  const prefixes: string[] = []
  for (const pattern of patterns) {
    const name = pattern.toLowerCase()
    if (!name.endsWith('*')) {
      if (!never(name)) exact.add(name)
    } else if (name.length > SHORTEST_PREFIX) prefixes.push(name.slice(0, -1))
  }
  if (prefixes.length === 0) return (name) => exact.has(name)
  return (name) => exact.has(name) || (prefixes.some((prefix) => name.startsWith(prefix)) && !never(name))
}
