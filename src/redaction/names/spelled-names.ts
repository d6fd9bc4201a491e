/** Names that are spelled: letters in a row, as in `it is k r o g h` or `P-H-A-M`. */
import type { NameText } from './name-text.ts'
import type { Mark } from './listed-names.ts'
import { APOSTROPHE, HYPHEN, SPACE } from './tokens.ts'

/** Three are an abbreviation more often than a name. */
const FEWEST_LETTERS = 4

const SURE = 70

/** Marks every row of single letters that is neither the alphabet nor one letter again and again. */
export function markSpelled(text: NameText, mark: Mark): void {
  for (let at = 0; at < text.count; at++) {
    if (text.length(at) !== 1 || !text.isWord(at) || isElided(text, at)) continue
    const end = rowEnd(text, at)
    if (end - at >= FEWEST_LETTERS && !isSequence(text, at, end)) mark(at, end, SURE)
    at = end - 1
  }
}

/** The letter behind an apostrophe: `that's`. */
function isElided(text: NameText, token: number): boolean {
  return text.tokens.gaps[token] === APOSTROPHE
}

function rowEnd(text: NameText, at: number): number {
  let end = at + 1
  while (end < text.count && text.length(end) === 1 && text.isWord(end) && isBetweenLetters(text, end)) end++
  return end
}

function isBetweenLetters(text: NameText, token: number): boolean {
  const gap = text.tokens.gaps[token] ?? 0
  return gap === SPACE || gap === HYPHEN
}

/** `a b c d`, `x x x x`: each letter as far from the one before as any other. */
function isSequence(text: NameText, start: number, end: number): boolean {
  const code = (token: number): number => text.tokens.word(token).toLowerCase().codePointAt(0) ?? 0
  const step = code(start + 1) - code(start)
  if (step !== 0 && step !== 1) return false
  for (let at = start + 1; at < end; at++) if (code(at) - code(at - 1) !== step) return false
  return true
}
