/** Who signs a letter without any words of farewell: a given name or an initial with what follows it, in the last line, where the first line is an address. */
import type { Mark } from './listed-names.ts'
import type { NameText } from './name-text.ts'
import { readName, STRONG } from './read-name.ts'
import { COLON, COMMA, DOT, END, NEWLINE } from './tokens.ts'
import { COMMON, GIVEN, PARTICLE } from './word-table.ts'

/** Words of a signature. */
const MOST_WORDS = 4

const SURE = 75

/** Marks the last line where it is a name and nothing else. */
export function markLetterEnd(text: NameText, mark: Mark): void {
  const start = lastLine(text)
  if (start === 0 || !isAddressed(text)) return
  for (let at = start; at < text.count; at++)
    if (!text.isCapital(at) && (text.bit(at) & PARTICLE) === 0) return
  if (readName(text, start, STRONG) !== text.count) return
  if (isInitial(text, start) || isGivenName(text, start)) mark(start, text.count, SURE)
}

function isGivenName(text: NameText, token: number): boolean {
  const bits = text.bit(token)
  if ((bits & GIVEN) === 0 || text.isStop(token)) return false
  return !text.isOrdinary(token) || (bits & COMMON) !== 0
}

/** `H.` in `H. de Kermel`. */
function isInitial(text: NameText, token: number): boolean {
  return text.length(token) === 1 && ((text.tokens.gaps[token + 1] ?? 0) & DOT) !== 0
}

/** The word with which the last line begins; 0 where there are no others or it is too long. */
function lastLine(text: NameText): number {
  for (let at = text.count - 1; at > 0 && text.count - at <= MOST_WORDS; at--)
    if (((text.tokens.gaps[at] ?? 0) & NEWLINE) !== 0) return at
  return 0
}

/** The first line ends as those do with which a letter begins: `Team,`, `Hello!`. */
function isAddressed(text: NameText): boolean {
  for (let at = 1; at < text.count && at <= LONGEST_ADDRESS; at++) {
    const gap = text.tokens.gaps[at] ?? 0
    if ((gap & NEWLINE) !== 0) return (gap & (COMMA | COLON | END)) !== 0
  }
  return false
}

/** Words of an address. */
const LONGEST_ADDRESS = 8
