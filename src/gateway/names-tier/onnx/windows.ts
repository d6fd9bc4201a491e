/** A long text in windows that overlap: what stands at the edge of one stands in the middle of the next. */

/** A window: tokens from `from` to `to` of the whole text. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** Tokens that a window shares with the one before it. */
const OVERLAP = 64

/** @param pieces tokens of each piece, none of them more than `most`; windows begin and end between pieces */
export function windowsOf(pieces: readonly number[], most: number): readonly Window[] {
  const starts: number[] = []
  let total = 0
  for (const count of pieces) {
    starts.push(total)
    total += count
  }
  if (total <= most) return total === 0 ? [] : [{ from: 0, to: total }]
  const overlap = Math.min(OVERLAP, most >> 2)
  const windows: Window[] = []
  let first = 0
  while (first < pieces.length) {
    const from = starts[first] ?? 0
    let next = first
    while (next < pieces.length && (starts[next] ?? 0) + (pieces[next] ?? 0) - from <= most) next++
    if (next === first) throw new TypeError('a piece has more tokens than a window')
    const to = starts[next] ?? total
    windows.push({ from, to })
    if (next >= pieces.length) break
    let again = next
    while (again > first + 1 && to - (starts[again - 1] ?? 0) <= overlap) again--
    first = again
  }
  return windows
}
