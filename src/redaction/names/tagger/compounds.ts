/** Words that nobody has seen but are put together of words that everybody knows: `Geschirrspüler`, `ringblomma`. */
import { wordHash } from '../tokens.ts'
import type { WordClasses } from './view.ts'

/** Letters of the shortest part. */
const SHORTEST = 4

/** Letters of words that are looked at. */
const LONGEST = 28

/** Letters between two parts at most: `Versicherung-s-nummer`. */
const MOST_LINKING = 2

/** The last part of a word that is known by itself: its hash, what class it is of, and whether what stands before it is known as well. */
export interface Compound {
  hash: number
  /** 0 where there is none, else one more than its frequency. */
  frequency: number
  isWhole: boolean
}

/** Takes the word in `text` from `start` to `end` apart and writes what it finds into `out`. */
export function takeApart(
  text: string,
  start: number,
  end: number,
  language: number,
  { common, frequencies }: WordClasses,
  out: Compound,
): void {
  out.hash = 0
  out.frequency = 0
  out.isWhole = false
  if (end - start < 2 * SHORTEST - 1 || end - start > LONGEST) return
  const classOf = (from: number, to: number): number => {
    const hash = wordHash(text.slice(from, to))
    if (frequencies === undefined) return common.has(hash) ? 1 : 0
    return frequencies.frequency(hash, language)
  }
  for (let split = start + SHORTEST - 1; split <= end - SHORTEST; split++) {
    const frequency = classOf(split, end)
    if (frequency === 0) continue
    out.hash = wordHash(text.slice(split, end)) | 0
    out.frequency = 1 + frequency
    for (let linking = 0; linking <= MOST_LINKING && !out.isWhole; linking++)
      if (split - linking - start >= SHORTEST - 1) out.isWhole = classOf(start, split - linking) > 0
    return
  }
}
