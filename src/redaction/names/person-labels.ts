/** What stands whole under a label that can mean only a person's name, or answers a question for it: a name, whatever word it is. */
import { PERSON_LABEL, PERSON_REFUSAL } from './cue-tree.ts'
import { NO_ANSWERS, UNFILLED } from './cues/person-labels.ts'
import { ALL_LANGUAGES } from './language-sets.ts'
import type { NameText } from './name-text.ts'
import type { NameTables } from './rules.ts'
import { HYPHEN, NEWLINE, type Tokens, wordHashes } from './tokens.ts'
import { COMMON, CUE_START, FILLER, GIVEN, NEVER, PARTICLE, ROLE, SURNAME } from './word-table.ts'

/** Words, what a hyphen joins being several. */
const MOST_WORDS = 5
const MOST_ANSWERED = 3
/** Words of a key, and of a question behind what asks in it. */
const LONGEST_KEY = 6
const MOST_BEHIND = 4
/** Words up to which the end of a line is looked for. */
const LONGEST_LINE = 12

/** Letters, initials, hyphens and apostrophes: at most 60 UTF-16 units. */
const VALUE = /^\p{L}[\p{L}\p{M}.,'’ʼ \-\u2010]{1,59}$/u
/** A question or a sentence, which is no key. */
const SENTENCE = /[?!;]|\.\s*$/u

const MARKUP = String.raw`(?:<\/?[a-z][^<>\n]{0,40}>|\*|\\?["']){0,4}`
/** Behind a label: its colon, with markup and quotes around it, and a value up to the end of the line or of the quotes. */
const LABELLED = new RegExp(
  String.raw`${MARKUP}[ \t]{0,8}[:：=]${MARKUP}[ \t]{0,8}${MARKUP}(\p{L}[\p{L}\p{M}.'’ʼ \-\u2010]{0,58}[\p{L}\p{M}])` +
    String.raw`(?=\.?[ \t\r]{0,8}(?:$|\n|<|\*\*|\\?["']|[;|]|,[ \t]{0,8}["'\\\n]|,[^\n:,]{1,30}:))`,
  'iuy',
)

/** Behind a label in a cell of its own: the value in the next one, which ends a row or a list's entry. */
const NEXT_CELL = new RegExp(
  String.raw`\s{0,8}<\/(?:t[dh]|dt)>\s{0,16}<(?:td|dd)(?:\s[^<>]{0,80})?>\s{0,16}(\p{L}[\p{L}\p{M}.'’ʼ \-\u2010]{0,58}[\p{L}\p{M}])` +
    String.raw`(?=\.?\s{0,16}<\/d[dl]>|\.?\s{0,16}<\/td>\s{0,16}(?:$|<\/?(?:tr|table|tbody)\b))`,
  'iuy',
)
/** Before a label that is not the first cell of its row: the head of a table. */
const LATER_CELL = /<\/t[dh]>\s{0,16}<t[dh](?:\s[^<>]{0,80})?>\s{0,16}$/iu
const LONGEST_CELL_START = 140

/** Words of no name, made when they are first asked for. */
let unfilled: ReadonlySet<number> | undefined
let noAnswers: ReadonlySet<number> | undefined

/** A key that ends with a label for names: `customer_last_name`, no question. */
export function isPersonKey(cue: string, words: Tokens, { cues }: NameTables): boolean {
  if (words.count > LONGEST_KEY || SENTENCE.test(cue)) return false
  for (let at = 0; at < words.count; at++)
    if ((cues.read(words, at, ALL_LANGUAGES) & PERSON_LABEL) !== 0 && cues.end === words.count) return true
  return false
}

/** The question has come to its end, or nearly so, behind the phrase that ends before `at`. */
export function endsAsking(words: Tokens, at: number): boolean {
  return words.count - at <= MOST_BEHIND
}

/** The whole text is a name under a key for names. */
export function isWholeName(text: NameText, tables: NameTables): boolean {
  return VALUE.test(text.tokens.text.trim()) && isFilledIn(text, 0, text.count, tables)
}

/** Where the value stands that follows a label at its colon or in the next cell, whose words begin at `first` and end before `label`; undefined when what follows is none. */
export function labelledName(
  text: NameText,
  first: number,
  label: number,
  tables: NameTables,
): { readonly start: number; readonly end: number } | undefined {
  const { starts, ends, text: whole } = text.tokens
  const from = ends[label - 1] ?? 0
  const value = valueBehind(LABELLED, whole, from) ?? cellBehind(whole, starts[first] ?? 0, from)
  if (value === undefined) return undefined
  const { behind, length } = value
  let start = label
  while (start < text.count && (starts[start] ?? 0) < behind - length) start++
  let end = start
  while (end < text.count && (starts[end] ?? 0) < behind) end++
  return isFilledIn(text, start, end, tables) ? { start, end } : undefined
}

interface Value {
  readonly behind: number
  readonly length: number
}

function valueBehind(pattern: RegExp, text: string, from: number): Value | undefined {
  pattern.lastIndex = from
  const value = pattern.exec(text)?.[1]
  return value === undefined ? undefined : { behind: pattern.lastIndex, length: value.length }
}

function cellBehind(text: string, start: number, end: number): Value | undefined {
  if (LATER_CELL.test(text.slice(Math.max(0, start - LONGEST_CELL_START), start))) return undefined
  return valueBehind(NEXT_CELL, text, end)
}

/** Words of a name and no note that there is none. */
function isFilledIn(text: NameText, start: number, end: number, { cues }: NameTables): boolean {
  if (end === start || end - start > MOST_WORDS) return false
  let stops = 0
  let filled = 0
  for (let at = start; at < end; at++) {
    if (!text.isWord(at)) return false
    if (text.isStop(at) && !text.isCapital(at) && (text.bit(at) & PARTICLE) === 0) stops++
    if (!isUnfilled(text, at)) filled++
  }
  if (filled === 0 || stops * 2 >= Math.max(end - start, 3)) return false
  if (isRefused(text, start, end, cues)) return false
  // Another label, as in the head of a table.
  return (cues.read(text.tokens, start, ALL_LANGUAGES) & PERSON_LABEL) === 0 || cues.end < end
}

/** Somebody does not tell the name, or does not know it. */
export function isRefused(text: NameText, start: number, end: number, cues: NameTables['cues']): boolean {
  for (let at = start; at < end; at++)
    if (
      (text.bit(at) & CUE_START) !== 0 &&
      (cues.read(text.tokens, at, ALL_LANGUAGES) & PERSON_REFUSAL) !== 0
    )
      return true
  return false
}

/** One or two words that answer a question for a name, perhaps behind initials, words though they may be: no yes, no thanks. */
export function isAnsweredName(text: NameText, start: number, end: number): boolean {
  if (end === start || end - start > MOST_ANSWERED) return false
  noAnswers ??= new Set(wordHashes(NO_ANSWERS))
  const alone = end - start === 1
  let likely = alone
  let words = 0
  for (let at = start; at < end; at++) {
    const bits = text.bit(at)
    if (at > start && !text.continues(at)) return false
    if (text.isWord(at) && text.length(at) === 1 && at + 1 < end) continue
    if (!text.isWord(at) || text.length(at) < 2 || noAnswers.has(text.tokens.hashes[at] ?? 0)) return false
    if ((bits & COMMON) === 0 && (bits & (FILLER | ROLE | NEVER)) !== 0) return false
    if ((bits & (alone ? GIVEN : COMMON)) === 0 && text.isStop(at)) return false
    if ((bits & (GIVEN | SURNAME)) !== 0 || !text.isOrdinary(at)) likely = true
    if (at === start || text.tokens.gaps[at] !== HYPHEN) words++
  }
  return likely && words <= 2
}

/** A note that nothing stands here, and no common name. */
export function isUnfilled(text: NameText, token: number): boolean {
  unfilled ??= new Set(wordHashes(UNFILLED))
  return (text.bit(token) & COMMON) === 0 && unfilled.has(text.tokens.hashes[token] ?? 0)
}

/** Behind the last word of the line that a word stands in, as far as it is looked for. */
export function endOfLine(text: NameText, at: number): number {
  let end = at + 1
  while (end < text.count && end - at < LONGEST_LINE && ((text.tokens.gaps[end] ?? 0) & NEWLINE) === 0) end++
  return Math.min(end, text.count)
}
