/** A stretch of text in which what was said stands as it would be written, with the way back. */
import type { Finding } from '../types.ts'
import type { Part, Run } from './run.ts'

/** Digits and letters of a run that is read by the detectors; a longer one is nobody's number. */
export const LONGEST_WRITTEN = 64

const NO_PART = {
  text: '',
  kind: 'digits',
  dictated: true,
  spoken: true,
  weak: false,
  paused: false,
} as const

interface Piece {
  /** Offsets in the written text. */
  readonly from: number
  readonly to: number
  /** The part that stands there. */
  readonly part: Part
}

/** Written text and where its parts came from. */
export class Written {
  /** What is written so far, in pieces: they are many and short. */
  readonly #chunks: string[] = []
  #length = 0
  readonly #source: string
  readonly #start: number
  readonly #pieces: Piece[] = []
  /** End of what was copied, in the source. */
  #copied: number

  constructor(source: string, start: number) {
    this.#source = source
    this.#start = this.#copied = start
  }

  /** Writes a run, in groups or in one. */
  add(run: Pick<Run, 'parts'>, grouped: boolean): void {
    const [first] = run.parts
    const last = run.parts.at(-1)
    if (first === undefined || last === undefined) return
    this.#copyTo(first.start)
    let before: Part | undefined
    for (const part of run.parts) {
      if (before !== undefined && grouped && isApart(before, part)) this.#write(' ')
      const from = this.#length
      this.#write(part.text)
      this.#pieces.push({ from, to: this.#length, part })
      before = part
    }
    this.#copied = last.end
  }

  /** Writes digits of another turn before or behind a run: they stand at `at` in the source, and take no room there. */
  pad(digits: string, at: number): void {
    if (digits === '') return
    this.#copyTo(at)
    const from = this.#length
    this.#write(digits)
    const part: Part = { ...NO_PART, start: at, end: at }
    this.#pieces.push({ from, to: this.#length, part })
  }

  /** All that is written, up to an offset of the source. */
  end(at: number): string {
    this.#copyTo(at)
    return this.#chunks.join('')
  }

  /** True when the written range holds a part of a run. */
  touches(start: number, end: number): boolean {
    const piece = this.#pieces[this.#lastBefore(end - 1)]
    return piece !== undefined && piece.to > start
  }

  /** Offset in the source of a written start or end: a part is taken whole. */
  #sourceOf(at: number, isEnd: boolean): number {
    const unit = isEnd ? at - 1 : at
    const piece = this.#pieces[this.#lastBefore(unit)]
    if (piece === undefined) return this.#start + at
    const { to, part } = piece
    if (unit < to) return isEnd ? part.end : part.start
    return part.end + at - to
  }

  /** A finding of the written text, where it was said. */
  asSaid(finding: Finding): Finding {
    return {
      ...finding,
      detector: `spoken.${finding.detector}`,
      start: this.#sourceOf(finding.start, false),
      end: this.#sourceOf(finding.end, true),
    }
  }

  /** The last piece that begins at an offset or before it; -1 when none does. */
  #lastBefore(at: number): number {
    let low = 0
    let high = this.#pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#pieces[middle]?.from ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  #write(text: string): void {
    this.#chunks.push(text)
    this.#length += text.length
  }

  #copyTo(at: number): void {
    if (at > this.#copied) this.#write(this.#source.slice(this.#copied, at))
    this.#copied = at
  }
}

/** Digits said one by one without a pause are one group. */
function isApart(before: Part, part: Part): boolean {
  if (before.kind === 'sign' || part.kind === 'sign') return false
  if (before.kind !== part.kind || part.paused) return true
  return before.kind === 'digits' && (before.text.length > 1 || part.text.length > 1)
}
