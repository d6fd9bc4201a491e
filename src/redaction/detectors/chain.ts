/** A number as people write it: runs of digits and short runs of letters, with at most a few separators between. */
import { ASCII_DIGIT, ASCII_LETTER, isGlue, kindAt, KINDS } from '../characters.ts'

/** Gap values other than the code of a single separator. */
export const GLUED = 0
export const SEVERAL = 1
export const FIRST = 2
export const GLUED_TO_WORD = 3

const CAPACITY = 64
/** Atoms at the end of a full chain that are read again as the start of the next. */
const OVERLAP = 16
const LONGEST_GLUED_LETTERS = 12
const LONGEST_LOOSE_LETTERS = 3

const SEPARATORS = new Uint8Array(128)
for (const character of ' -./()') SEPARATORS[character.charCodeAt(0)] = 1

/** Offsets of the atoms of one chain. One instance is reused for every chain of a process: it holds no text. */
export class Chain {
  readonly starts = new Int32Array(CAPACITY)
  readonly ends = new Int32Array(CAPACITY)
  /** 1 when the atom is letters. */
  readonly letters = new Uint8Array(CAPACITY)
  /** What stands between an atom and the one before it. */
  readonly gaps = new Uint16Array(CAPACITY)
  /** 1 when a finding covers the atom. */
  readonly covered = new Uint8Array(CAPACITY)
  count = 0
  digits = 0
  letterCount = 0
  /** The last atom goes on in letters that are not part of the chain. */
  tailGlued = false

  /** Reads the chain around the digit at `at`, not going before `floor`; returns where scanning continues. */
  read(text: string, at: number, floor: number): number {
    this.count = 0
    this.digits = 0
    this.letterCount = 0
    this.tailGlued = false
    this.#readHead(text, at, floor)
    let end = this.#digitRun(text, at, this.count === 0 ? this.#headGap(text, at) : GLUED)
    for (;;) {
      if (this.count === CAPACITY) return this.starts[CAPACITY - OVERLAP] ?? end
      const kind = kindAt(text, end)
      if (kind === ASCII_LETTER) {
        const next = letterEnd(text, end)
        if (next - end > LONGEST_GLUED_LETTERS) {
          this.tailGlued = true
          return end
        }
        this.#push(end, next, 1, GLUED)
        end = next
      } else if (kind === ASCII_DIGIT) {
        end = this.#digitRun(text, end, GLUED)
      } else if (isGlue(text, end)) {
        this.tailGlued = true
        return end
      } else {
        const next = this.#afterGap(text, end)
        if (next === end) return end
        end = next
      }
    }
  }

  /** Letters glued to the first digit, and up to two short letter groups before them. */
  #readHead(text: string, at: number, floor: number): void {
    let start = at
    const limit = Math.max(floor, at - LONGEST_GLUED_LETTERS)
    while (start > limit && KINDS[text.charCodeAt(start - 1)] === ASCII_LETTER) start--
    // What was found before ends where this begins: nothing is glued to it.
    if (start !== floor && isGlue(text, start - 1)) return
    const second = looseLettersBefore(text, start, floor)
    const first = second === start ? start : looseLettersBefore(text, second, floor)
    if (first !== second) this.#push(first, letterEnd(text, first), 1, FIRST)
    if (second !== start) {
      this.#push(second, letterEnd(text, second), 1, this.count === 0 ? FIRST : text.charCodeAt(second - 1))
    }
    if (start < at) this.#push(start, at, 1, this.count === 0 ? FIRST : text.charCodeAt(start - 1))
  }

  #headGap(text: string, at: number): number {
    return isGlue(text, at - 1) ? GLUED_TO_WORD : FIRST
  }

  #digitRun(text: string, start: number, gap: number): number {
    let end = start + 1
    while (end < text.length && KINDS[text.charCodeAt(end)] === ASCII_DIGIT) end++
    // A head of loose letters is joined by its separator.
    const joined = gap === GLUED && this.count > 0 && this.ends[this.count - 1] !== start
    this.#push(start, end, 0, joined ? text.charCodeAt(start - 1) : gap)
    return end
  }

  /** Reads one atom behind separators at `end`; returns `end` when the chain is over. */
  #afterGap(text: string, end: number): number {
    let start = end
    while (start - end < 3 && start < text.length && SEPARATORS[text.charCodeAt(start)] === 1) start++
    if (start === end) return end
    const gap = start - end === 1 ? text.charCodeAt(end) : SEVERAL
    const kind = kindAt(text, start)
    if (kind === ASCII_DIGIT) return this.#digitRun(text, start, gap)
    if (kind !== ASCII_LETTER) return end
    const next = letterEnd(text, start)
    if (next - start > LONGEST_LOOSE_LETTERS && kindAt(text, next) !== ASCII_DIGIT) return end
    if (next - start > LONGEST_GLUED_LETTERS || kindAt(text, next) > ASCII_LETTER) return end
    this.#push(start, next, 1, gap)
    return next
  }

  #push(start: number, end: number, letters: number, gap: number): void {
    const at = this.count++
    this.starts[at] = start
    this.ends[at] = end
    this.letters[at] = letters
    if (letters === 1) this.letterCount += end - start
    else this.digits += end - start
    this.gaps[at] = gap
    this.covered[at] = 0
  }
}

function letterEnd(text: string, start: number): number {
  let end = start
  // One more than the longest is enough to tell that a run is too long.
  const limit = Math.min(text.length, start + LONGEST_GLUED_LETTERS + 1)
  while (end < limit && KINDS[text.charCodeAt(end)] === ASCII_LETTER) end++
  return end
}

/** Start of a group of at most three letters that one separator joins to `start`; `start` when there is none. */
function looseLettersBefore(text: string, start: number, floor: number): number {
  const separator = start - 1
  if (separator <= floor || SEPARATORS[text.charCodeAt(separator)] !== 1) return start
  let first = separator
  while (
    first > floor &&
    separator - first <= LONGEST_LOOSE_LETTERS &&
    kindAt(text, first - 1) === ASCII_LETTER
  )
    first--
  const length = separator - first
  return length > 0 && length <= LONGEST_LOOSE_LETTERS && kindAt(text, first - 1) === 0 ? first : start
}
