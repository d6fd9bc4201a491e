/** Answers to a question for a name, and what stands under a key for one: in a text of their own, or behind the question in the same text. */
import { FIELD, LOOSE_FIELD, PERSON_QUESTION, QUESTION } from './cue-tree.ts'
import type { Fillers } from './fillers.ts'
import type { Mark } from './listed-names.ts'
import type { NameText } from './name-text.ts'
import {
  endOfLine,
  endsAsking,
  isAnsweredName,
  isPersonKey,
  isRefused,
  isUnfilled,
  isWholeName,
} from './person-labels.ts'
import { readName, STRONG, WEAK } from './read-name.ts'
import type { NameRules, NameTables } from './rules.ts'
import { COLON, COMMA, DIGITS, END, OTHER, SPACE, Tokens } from './tokens.ts'
import { TITLE } from './word-table.ts'

/** Words of a text that answers a question or stands under a key. */
const LONGEST_ANSWER = 12
/** Words behind what asks for a name, up to the end of its line. */
const MOST_ASKED = 5
/** Words of a speaker's label. */
const LONGEST_LABEL = 3

/** Words on a card, and letters of the last. */
const LONGEST_CARD = 5
const SHORTEST_SURNAME = 3

/** Hundredths. */
const SURE_ANSWER = 90
const SURE_REPLY = 85

/** Marks the name in a text that stands under a key for names, or answers a question for one. */
export function markAnswer(
  text: NameText,
  cue: string,
  rules: NameRules,
  fillers: Fillers,
  mark: Mark,
): void {
  if (text.count > LONGEST_ANSWER) return
  const words = wordsOfCue(cue)
  if (isPersonKey(cue, words, rules.tables)) {
    const isName = isWholeName(text, rules.tables)
    if (isName) mark(0, text.count, SURE_ANSWER)
    if (isName || isUnfilled(text, 0)) return
  }
  const kinds = kindsIn(words, rules)
  if ((kinds & (FIELD | LOOSE_FIELD | QUESTION | PERSON_QUESTION)) === 0) return
  if (isRefused(text, 0, text.count, rules.tables.cues)) return
  if ((kinds & (QUESTION | PERSON_QUESTION)) !== 0 && isOnCard(text)) {
    mark(0, text.count, SURE_ANSWER)
    return
  }
  const start = fillers.behind(0, true)
  if ((kinds & PERSON_QUESTION) !== 0 && isAnsweredName(text, start, text.count)) {
    mark(start, text.count, SURE_ANSWER)
    return
  }
  const end = readName(text, start, (kinds & (FIELD | QUESTION | PERSON_QUESTION)) === 0 ? WEAK : STRONG)
  if (end === start) return
  // Under a key stands the name and nothing else.
  if (
    (kinds & (QUESTION | PERSON_QUESTION)) === 0 &&
    end < text.count &&
    (text.tokens.gaps[end] ?? 0) !== COMMA + SPACE
  )
    return
  mark(start, end, SURE_ANSWER)
}

/** As cards print it, in capitals: `H P VOGELSANG`, `MRS L M PENHALIGON`. */
function isOnCard(text: NameText): boolean {
  const { count } = text
  if (count < 2 || count > LONGEST_CARD || text.length(count - 1) < SHORTEST_SURNAME) return false
  let initials = 0
  for (let at = 0; at < count; at++) {
    if (!text.isWord(at) || !isCapitals(text, at) || (at > 0 && text.tokens.gaps[at] !== SPACE)) return false
    if (text.length(at) === 1) initials++
  }
  const first = (text.bit(0) & TITLE) !== 0 && text.length(0) > 1 ? 1 : 0
  return initials > 0 && text.length(first) === 1
}

function isCapitals(text: NameText, token: number): boolean {
  return text.isCapital(token) && (text.length(token) === 1 || text.isAllCapitals(token))
}

/** Words of a key, which may be joined, or of a question. */
function wordsOfCue(cue: string): Tokens {
  return new Tokens(cue.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/[_\-./]+/g, ' '))
}

/** All kinds of cues in a key or a question. */
function kindsIn(words: Tokens, { languages, tables: { cues } }: NameRules): number {
  let kinds = 0
  for (let at = 0; at < words.count; at++) {
    const here = cues.read(words, at, languages)
    if ((here & PERSON_QUESTION) !== 0 && !endsAsking(words, cues.end))
      kinds |= (here & ~PERSON_QUESTION) | QUESTION
    else kinds |= here
  }
  return kinds
}

/** Marks the answer to a question for a name behind the words that ask, which end before `asked`: in the same line, or in the next speaker's. */
export function markReply(
  text: NameText,
  asked: number,
  { cues }: NameTables,
  fillers: Fillers,
  mark: Mark,
): void {
  const line = endOfLine(text, asked - 1)
  const own = behindQuestion(text, asked, line)
  const said = own ?? behindSpeaker(text, asked, line)
  if (said === undefined) return
  const start = fillers.behind(said, true)
  const behind = endOfLine(text, said)
  if (start >= behind || isRefused(text, said, behind, cues)) return
  if (isAnsweredName(text, start, behind)) mark(start, behind, SURE_REPLY)
  else if (own === undefined) {
    const end = Math.min(readName(text, start, STRONG), behind)
    if (end > start) mark(start, end, SURE_REPLY)
  }
}

/** What follows the question in its line, and nothing else asks there: `Your name? Wolf`. */
function behindQuestion(text: NameText, asked: number, line: number): number | undefined {
  const { gaps, starts, ends, text: whole } = text.tokens
  let said = asked
  while (said < line && said - asked < MOST_ASKED && gaps[said] === SPACE) said++
  if (said >= line || gaps[said] !== (END | SPACE) || isUnfilled(text, said)) return undefined
  if (whole.charAt(ends[said - 1] ?? 0) !== '?') return undefined
  const last = ends[line - 1] ?? 0
  return whole.slice(starts[said], last + 2).includes('?') ? undefined : said
}

/** What the next speaker says in the next line, behind a question that ends its own: `Agent: Your name?\nCustomer: Wolf`. */
function behindSpeaker(text: NameText, asked: number, line: number): number | undefined {
  const { gaps, shapes } = text.tokens
  if (line - asked >= MOST_ASKED || line >= text.count) return undefined
  let said = line
  // The time: `[00:04] Customer: `.
  while (said < text.count && said - line < LONGEST_LABEL && ((shapes[said] ?? 0) & DIGITS) !== 0) said++
  const label = said++
  while (said < text.count && said - label < LONGEST_LABEL && gaps[said] === SPACE) said++
  const gap = said < text.count ? (gaps[said] ?? 0) : 0
  return (gap & COLON) === 0 || (gap & ~(COLON | SPACE | OTHER)) !== 0 ? undefined : said
}
