/** Measures a tagger on held-out texts: names found whole, names found at all, flags that are none. */
import { Tokens } from '../../src/redaction/names/tokens.ts'
import type { Lists } from './lists.ts'

export interface Counts {
  /** Names of people in the text. */
  gold: number
  /** Found from end to end by one span. */
  covered: number
  /** Same offsets. */
  exact: number
  found: number
  /** Spans that touch a name. */
  right: number
  listed: number
  listedCovered: number
  unlisted: number
  unlistedCovered: number
  /** Texts in which nobody is named, and those of them in which somebody was found. */
  empty: number
  flagged: number
}

export type Span = readonly [start: number, end: number]

export function newCounts(): Counts {
  return {
    gold: 0, covered: 0, exact: 0, found: 0, right: 0, listed: 0, listedCovered: 0, unlisted: 0, unlistedCovered: 0,
    empty: 0, flagged: 0,
  } // prettier-ignore
}

/** Adds one text's spans to the counts. */
export function count(
  counts: Counts,
  text: string,
  gold: readonly Span[],
  found: readonly Span[],
  lists: Lists,
): void {
  if (gold.length === 0) {
    counts.empty++
    if (found.length > 0) counts.flagged++
  }
  counts.found += found.length
  counts.right += found.filter(([start, end]) => gold.some(([from, to]) => start < to && from < end)).length
  for (const [from, to] of gold) {
    const covered = found.some(([start, end]) => start <= from && end >= to)
    counts.gold++
    if (covered) counts.covered++
    if (found.some(([start, end]) => start === from && end === to)) counts.exact++
    if (isListed(text.slice(from, to), lists)) {
      counts.listed++
      if (covered) counts.listedCovered++
    } else {
      counts.unlisted++
      if (covered) counts.unlistedCovered++
    }
  }
}

/** A name is in the lists when all of its words of three letters and more are. */
function isListed(name: string, lists: Lists): boolean {
  const tokens = new Tokens(name)
  for (let at = 0; at < tokens.count; at++) {
    const length = (tokens.ends[at] ?? 0) - (tokens.starts[at] ?? 0)
    if (length > 2 && (lists(tokens.hashes[at] ?? 0) & 3) === 0) return false
  }
  return true
}

export function line(name: string, counts: Counts): string {
  const { gold, covered, exact, found, right, listed, listedCovered, unlisted, unlistedCovered } = counts
  const { empty, flagged } = counts
  const precision = found === 0 ? 0 : right / found
  const recall = gold === 0 ? 0 : covered / gold
  const exactF1 = gold + found === 0 ? 0 : (2 * exact) / (gold + found)
  const cells = [
    recall,
    precision,
    exactF1,
    listedCovered / listed,
    unlistedCovered / unlisted,
    flagged / empty,
  ]
  return [
    name.padEnd(26),
    String(gold).padStart(5),
    ...cells.map((cell) => cell.toFixed(3).padStart(7)),
  ].join(' ')
}

export const HEADER = [
  'name'.padEnd(26),
  'names',
  ' recall',
  '  prec.',
  ' exact1',
  ' listed',
  ' unlist',
  ' nobody',
].join(' ')
