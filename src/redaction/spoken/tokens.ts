/** The words of a stretch of text, with what parts them. */
import type { SpokenLexicon, Word } from './lexicon.ts'
import { DIGIT_UNIT, foldedWord, LETTER_UNIT, PARTS, TEXT_UNITS } from './word-units.ts'

/** What stands between two words, as bits. A gap without bits is spaces, a hyphen or an apostrophe: a number goes on over it. */
export const PAUSE = 1
/** Nothing is said over it. */
export const STOPS = 2
/** There is no white space: the words are written as one. */
export const TIGHT = 4
/** A hyphen. */
export const HYPHEN = 8

export interface Token {
  readonly start: number
  readonly end: number
  /** Small letters without accents; digits as they are. */
  readonly word: string
  readonly digits: boolean
  /** Undefined for a word that means nothing to us. */
  readonly known: Word | undefined
  /** What stands before it. */
  readonly gap: number
}

/** Units of a name before a colon at the beginning of a line: who speaks. */
const LONGEST_LABEL = 32

/**
 * Reads the words of `text` from `from` on, until `isOver` says so. Names of speakers at the beginning of a line are left
 * out: what they part is one run.
 */
export function readTokens(
  lexicon: SpokenLexicon,
  text: string,
  from: number,
  isOver: (token: Token) => boolean,
): readonly Token[] {
  const tokens: Token[] = []
  const { length } = text
  let at = from
  let gapStart = from
  let labelled = false
  let lineStart = from === 0 || text.charCodeAt(from - 1) === 0x0a
  while (at < length) {
    const kind = TEXT_UNITS[text.charCodeAt(at)] ?? PARTS
    if (kind === PARTS) {
      if (text.charCodeAt(at) === 0x0a) lineStart = true
      at++
      continue
    }
    if (lineStart) {
      lineStart = false
      const label = labelEnd(text, at)
      if (label !== -1) {
        at = gapStart = label
        labelled = true
        continue
      }
    }
    const start = at
    const digits = kind === DIGIT_UNIT
    while (at < length && continues(text, at, digits)) at++
    const word = digits ? text.slice(start, at) : foldedWord(text, start, at)
    const known = digits ? undefined : lexicon.word(word)
    const token: Token = {
      start,
      end: at,
      word: known?.text ?? word,
      digits,
      known,
      gap: tokens.length === 0 || labelled ? PAUSE : gapOf(text, gapStart, start, digits),
    }
    labelled = false
    tokens.push(token)
    gapStart = at
    if (isOver(token)) return tokens
  }
  return tokens
}

function continues(text: string, at: number, digits: boolean): boolean {
  const kind = TEXT_UNITS[text.charCodeAt(at)]
  return digits ? kind === DIGIT_UNIT : kind !== PARTS && kind !== DIGIT_UNIT
}

/** End of the name of a speaker that begins the line at `at` (`Agent 2:`); -1 when there is none. */
function labelEnd(text: string, at: number): number {
  const limit = Math.min(text.length, at + LONGEST_LABEL)
  for (let end = at; end < limit; end++) {
    const unit = text.charCodeAt(end)
    if (unit === 0x3a) return text.charCodeAt(end + 1) === 0x20 && isLetter(text, at) ? end + 1 : -1
    if (TEXT_UNITS[unit] === PARTS && unit !== 0x20) return -1
  }
  return -1
}

function isLetter(text: string, at: number): boolean {
  return TEXT_UNITS[text.charCodeAt(at)] === LETTER_UNIT
}

function gapOf(text: string, start: number, end: number, digits: boolean): number {
  let gap = start === end ? TIGHT | STOPS : TIGHT
  for (let at = start; at < end; at++) gap = withUnit(gap, text.charCodeAt(at))
  // `3.5`, `1,250` and `5-1`: numbers as they are written.
  if (
    digits &&
    (gap & TIGHT) !== 0 &&
    (gap & PAUSE) !== 0 &&
    TEXT_UNITS[text.charCodeAt(start - 1)] === DIGIT_UNIT
  )
    gap |= STOPS
  return gap
}

function withUnit(gap: number, unit: number): number {
  switch (unit) {
    case 0x20:
    case 0x09:
      return gap & ~TIGHT
    case 0x0a:
    case 0x0d:
      return (gap & ~TIGHT) | PAUSE
    case 0x2d:
    case 0x2010:
    case 0x2011:
      return gap | HYPHEN
    case 0x27:
    case 0x2019:
      return gap
    case 0x2c: // ,
    case 0x2e: // .
    case 0x3b: // ;
    case 0x21: // !
    case 0x3f: // ?
    case 0x2026: // …
      return gap | PAUSE
    default:
      return gap | STOPS
  }
}
