/** Text as typographers and phones write it, brought to plain ASCII digits, spaces and hyphens, with a way back. */
import type { Finding } from './types.ts'
import {
  ASCII_DIGIT,
  KINDS,
  MATHEMATICAL,
  MATHEMATICAL_ZERO,
  STAND_INS,
  standInPattern,
} from './characters.ts'

/** A normalised text and the offsets at which invisible characters were dropped from it. */
export interface Plain {
  readonly text: string
  /** Offsets in the original of every dropped unit, ascending; undefined when nothing was dropped. */
  readonly dropped: readonly number[] | undefined
  /** A dropped character stood between a letter and a digit: it may have been a separator. */
  readonly ambiguous: boolean
}

const STAND_IN = new RegExp(`${standInPattern(() => true).source}|${MATHEMATICAL}[\\udfce-\\udfff]`, 'g')

/** Replaces stand-ins one for one, a pair of surrogates too; invisible characters are dropped, or become spaces when `spaced`. */
export function plain(text: string, spaced: boolean): Plain {
  let dropped: number[] | undefined
  let ambiguous = false
  const result = text.replace(STAND_IN, (character, at: number) => {
    if (character.length === 2) {
      const digit = String((character.charCodeAt(1) - MATHEMATICAL_ZERO) % 10)
      if (spaced) return `${digit} `
      dropped ??= []
      dropped.push(at + 1)
      return digit
    }
    const by = STAND_INS.get(character.charCodeAt(0)) ?? character
    if (by !== '') return by
    if (spaced) return ' '
    dropped ??= []
    dropped.push(at)
    ambiguous ||= separates(text, at)
    return ''
  })
  return { text: result, dropped, ambiguous }
}

function separates(text: string, at: number): boolean {
  const before = at > 0 ? (KINDS[text.charCodeAt(at - 1)] ?? 0) : 0
  const after = at + 1 < text.length ? (KINDS[text.charCodeAt(at + 1)] ?? 0) : 0
  return before !== 0 && after !== 0 && (before === ASCII_DIGIT) !== (after === ASCII_DIGIT)
}

/** Offset in the original of the unit that stands at `at` in the plain text. */
function originalOffset(dropped: readonly number[], at: number): number {
  let low = 0
  let high = dropped.length
  // The k-th dropped unit lies before the wanted one exactly when dropped[k] - k <= at.
  while (low < high) {
    const middle = (low + high) >> 1
    if ((dropped[middle] ?? 0) - middle <= at) low = middle + 1
    else high = middle
  }
  return at + low
}

/** A finding of the plain text, in the original; no pair of surrogates is cut in two. */
export function inOriginal(text: string, finding: Finding, dropped: readonly number[]): Finding {
  const end = originalOffset(dropped, finding.end - 1) + 1
  return {
    ...finding,
    start: originalOffset(dropped, finding.start),
    end: text.charAt(end - 1) === MATHEMATICAL ? end + 1 : end,
  }
}
