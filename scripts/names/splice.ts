/** Puts other words into an example, and moves its names along. */
import type { Example } from './corpus.ts'

/** Text for what stood from `start` to `end`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The example with the splices, which are in order; those that touch a name are left out. */
export function spliced(example: Example, splices: readonly Splice[]): Example {
  const { spans } = example
  const apart = splices.filter(({ start, end }) => !spans.some(([from, to]) => start < to && from < end))
  let text = ''
  let from = 0
  for (const splice of apart) {
    text += example.text.slice(from, splice.start) + splice.text
    from = splice.end
  }
  const moved = (offset: number): number =>
    apart.reduce(
      (sum, { start, end, text: word }) => (end <= offset ? sum + word.length - (end - start) : sum),
      offset,
    )
  return {
    ...example,
    text: text + example.text.slice(from),
    spans: spans.map(([start, end]) => [moved(start), moved(end)] as const),
  }
}
