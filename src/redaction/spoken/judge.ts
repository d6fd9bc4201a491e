/** Whether spoken digits that fit no type are somebody's number: how many, behind which words, counting what. */
import { foldedWord, LETTER_UNIT, PARTS, READ_OVER, TEXT_UNITS } from './word-units.ts'
import type { CueWords } from './cue-words.ts'
import { UNIT } from './lexicon.ts'
import { meaningOf, roleAt } from './numeral.ts'
import type { Part, Run } from './run.ts'
import { PAUSE, STOPS, type Token } from './tokens.ts'

/** How a word that says what the digits are stands to them; a `code` may be one number, a `postcode` with a town behind it; where one lives (`home`) may be told by one. What is ordered or booked has a time. */
export type Named = 'no' | 'near' | 'yes' | 'home' | 'order' | 'code' | 'postcode'

/** Digits in a row that are a number whatever they are. */
const FEWEST_ALONE = 6
/** Numbers in a row: `two hundred thousand five hundred` is one. */
const FEWEST_PARTS = 2
/** In one word. */
const YEAR = /^(?:1[89]\d\d|20[0-3]\d)$/
/** From letters to digits and back. */
const FEWEST_TURNS = 2
/** Digits behind a word for what they are. */
const FEWEST_NAMED = 3
const FEWEST_NEAR = 4
/** Digits behind a plus. */
const FEWEST_DIALLED = 5
/** Digits as they are written, one by one, with nothing but spaces between. */
const FEWEST_WRITTEN = 7
/** UTF-16 units before a number in which a word may say what it is, and straight before it. */
const REACH = 72
const REACH_STRAIGHT = 32
const LONGEST_CUE = 200
/** Beginnings of words for a code that is three digits or four, folded. */
const CODE =
  /^(?:pin|cod|kod|koodi|cvv|cvc|tan$|crypto|clave|geheim|prufz|hasl|hesl|losen|senha|wachtw|kennw|passw|passc)/
const POSTCODE = /^(?:posta|postn|posti|postc|postk|postl|poczt|zip$|plz$|psc$|cep$|cap$|cp$|smerov|eircode)/
const HOME =
  /^(?:habit|wohn|live|bor$|miesz|vivo$|abito$|woon|moro$|asun|bydl|adres|addr|anschr|direcc|indiri|morada|osoit)/
const ORDER =
  /^(?:order|ordre$|book|reserv|rezerv|bestell|beste|buchung|boeking|booking|pedido$|ordine$|prenot|command|encomend|zamow|objedn|tilau|varau)/
/** Digits of a postcode that is one number. */
const POSTCODE_DIGITS = /^[1-9]\d{3,4}$/

/** Confidence of a number that a word names, and of one that stands alone. */
export const NAMED_SCORE = 0.8
export const ALONE_SCORE = 0.6

/** What stands around a run. */
export interface Around {
  readonly named: Named
  /** Digits of the turns before and behind that it goes on. */
  readonly joinedDigits: number
  /** The words before say that somebody counts. */
  readonly counted: boolean
  /** It is the answer to a question for a number. */
  readonly answers: boolean
}

/** True when the run is a number of its own. */
export function isNumber(run: Run, tokens: readonly Token[], around: Around): boolean {
  const { named, joinedDigits } = around
  const parts = run.parts.filter(({ kind }) => kind === 'digits')
  const dictated = parts.filter((part) => part.dictated)
  const spoken = parts.some((part) => part.spoken)
  const said = isCode(named) || (parts.length === 1 && isPostcode(parts, named)) ? parts : dictated
  const digits = said.reduce((sum, { text }) => sum + text.length, joinedDigits + run.takenBack)
  if (!spoken && !parts.every(isSingle)) return false
  // So many digits said one by one are no quantity.
  const inARow = said.filter(isDigitSaid).length >= FEWEST_ALONE
  if (!inARow && countsSomething(run, tokens) && digits < FEWEST_ALONE + FEWEST_NAMED) return false
  if (isFraction(run)) return false
  const characters = digits + lettersOf(run)
  if (run.parts.length === parts.length && isWhen(parts, named)) return false
  if (isClose(named) && isDictated(run, parts, named, tokens))
    return (
      digits >= FEWEST_NAMED || (digits > 0 && characters >= (around.answers ? FEWEST_NAMED : FEWEST_NEAR))
    )
  if (isMixed(run)) return true
  if (named === 'near' && parts.length > 1) return digits >= FEWEST_NEAR
  if (joinedDigits === 0 && (areYears(parts) || areRound(parts))) return false
  if (joinedDigits === 0 && isCounting(parts) && (!inARow || around.counted)) return false
  if (!spoken) return digits >= FEWEST_WRITTEN && parts.some(({ text }) => text > '1')
  return (
    digits >= FEWEST_ALONE &&
    (parts.length >= FEWEST_PARTS || joinedDigits + run.takenBack > 0) &&
    mostly(parts)
  )
}

/** Its numbers go up one by one. */
export function countsUp({ parts }: Run): boolean {
  return parts.length > 1 && parts.every(({ kind }) => kind === 'digits') && isCounting(parts)
}

/** A plus and at least five digits, with no number before it: `plus four eight, five one two` begins a telephone number. */
export function isDialled({ parts, index, first }: Run, tokens: readonly Token[]): boolean {
  if (parts[0]?.text !== '+') return false
  const numbers = parts.filter(({ dictated }) => dictated)
  const digits = numbers.reduce((sum, { text }) => sum + text.length, 0)
  if (numbers.length < FEWEST_PARTS || digits < FEWEST_DIALLED || areRound(numbers)) return false
  const before = tokens[first - 1]
  if (before === undefined || !isOpen(tokens[first])) return true
  const meaning = meaningOf(index, before)
  return !before.digits && (meaning === undefined || meaning.number === -1 || meaning.weak)
}

/** Letters, digits and letters again, or the other way round: a plate, a postcode, an id, whatever stands before it. */
export function isMixed({ parts, digits }: Run): boolean {
  if (digits === 0) return false
  let characters = 0
  let turns = 0
  let before: Part['kind'] = 'sign'
  for (const { kind, text, dictated } of parts) {
    // A year stands behind a model: `bmw three twenty d, two thousand eighteen`.
    if (kind === 'sign' || (kind === 'digits' && !dictated)) continue
    characters += text.length
    if (before !== 'sign' && kind !== before) turns++
    before = kind
  }
  return turns >= FEWEST_TURNS && characters >= FEWEST_ALONE
}

/** Several numbers, or one that ends the sentence: `your code is three hundred twelve`. */
function isDictated(run: Run, parts: readonly Part[], named: Named, tokens: readonly Token[]): boolean {
  if (parts.length > 1 || run.takenBack > 0 || run.parts.length > 1) return true
  if (isPostcode(parts, named)) return true
  if (!isCode(named)) return false
  const next = tokens[run.end]
  return next === undefined || (next.gap & (PAUSE | STOPS)) !== 0
}

/** `since nineteen eighty four`, `a table for six thirty`. */
function isWhen(parts: readonly Part[], named: Named): boolean {
  if (named === 'home') return areYears(parts)
  return named === 'order' && parts.length === 2 && parts.every(({ text }) => text.length <= 2)
}

function isPostcode([part]: readonly Part[], named: Named): boolean {
  const digits = part?.text ?? ''
  return POSTCODE_DIGITS.test(digits) && (named === 'postcode' || (named === 'home' && !YEAR.test(digits)))
}

function isDigitSaid({ text, spoken }: Part): boolean {
  return spoken && text.length === 1
}

/** A digit as it is written, with nothing but a space before it. */
function isSingle({ text, paused }: Part): boolean {
  return text.length === 1 && !paused
}

/** At least half of the digits are said in words. */
function mostly(parts: readonly Part[]): boolean {
  let spoken = 0
  for (const part of parts) spoken += part.spoken ? part.text.length : -part.text.length
  return spoken >= 0
}

/** A currency, a unit of time or measure stands before or behind. */
function countsSomething(run: Run, tokens: readonly Token[]): boolean {
  const { index, first, end } = run
  if (isOpen(tokens[end]) && roleAt(index, tokens, end, UNIT) !== -1) return true
  return first > 0 && isOpen(tokens[first]) && roleAt(index, tokens, first - 1, UNIT) === first
}

function isOpen(token: Token | undefined): boolean {
  return token !== undefined && (token.gap & (PAUSE | STOPS)) === 0
}

/** `three point one four`. */
function isFraction(run: Run): boolean {
  const signs = run.parts.filter(({ kind }) => kind === 'sign')
  return signs.length === 1 && signs[0]?.text === '.'
}

/** Each number is one more than the one before it. */
function isCounting(parts: readonly Part[]): boolean {
  return parts.every(({ text }, index) => index === 0 || Number(text) === Number(parts[index - 1]?.text) + 1)
}

/** `two hundred, three hundred`, and years in one word. */
function areRound(parts: readonly Part[]): boolean {
  return (
    parts.every(({ text }) => text.length > 1 && text.endsWith('00')) ||
    parts.some(({ text }) => YEAR.test(text))
  )
}

/** `nineteen eighty four, nineteen ninety one` */
function areYears(parts: readonly Part[]): boolean {
  return (
    parts.length % 2 === 0 &&
    parts.every(({ text }, index) => (index % 2 === 0 ? /^(?:18|19|20)$/ : /^[1-9]\d$/).test(text))
  )
}

function lettersOf(run: Run): number {
  return run.parts.reduce((sum, { kind, text }) => (kind === 'letters' ? sum + text.length : sum), 0)
}

/** Looks before `start` for a word that says what digits are; `cue` is the key or the question before the text. */
export function namedBefore(cues: CueWords, text: string, start: number, cue: string | undefined): Named {
  const from = Math.max(0, start - REACH)
  const before = text.slice(from, start)
  const at = lastCue(cues, before)
  if (at !== -1) {
    const between = before.slice(at)
    if (between.length > REACH_STRAIGHT || /[.!?]\s+\S/.test(between)) return 'near'
    return nameOf(before, at)
  }
  const asked = cue?.slice(-LONGEST_CUE) ?? ''
  const end = lastCue(cues, asked)
  if (end === -1) return 'no'
  return start <= REACH ? nameOf(asked, end) : 'near'
}

/** What a cue that ends at `end`, and the word before it, make of a number. */
function nameOf(text: string, end: number): Named {
  const start = letterStart(text, end)
  const cue = foldedWord(text, start, end)
  if (POSTCODE.test(cue)) return 'postcode'
  let before = start
  while (before > 0 && TEXT_UNITS[text.charCodeAt(before - 1)] === PARTS) before--
  if (before > 0 && POSTCODE.test(foldedWord(text, letterStart(text, before), before))) return 'postcode'
  return CODE.test(cue) ? 'code' : HOME.test(cue) ? 'home' : ORDER.test(cue) ? 'order' : 'yes'
}

/** Start of the letters that end at `end`. */
function letterStart(text: string, end: number): number {
  let start = end
  while (start > 0 && isLetterUnit(text.charCodeAt(start - 1))) start--
  return start
}

function isLetterUnit(unit: number): boolean {
  const kind = TEXT_UNITS[unit]
  return kind === LETTER_UNIT || kind === READ_OVER
}

function isClose(named: Named): boolean {
  return named === 'yes' || named === 'home' || named === 'order' || isCode(named)
}

function isCode(named: Named): boolean {
  return named === 'code' || named === 'postcode'
}

/** End of the last cue; -1 when there is none. */
function lastCue(cues: CueWords, text: string): number {
  let end = text.length
  while (end > 0) {
    while (end > 0 && TEXT_UNITS[text.charCodeAt(end - 1)] === PARTS) end--
    let start = end
    while (start > 0 && TEXT_UNITS[text.charCodeAt(start - 1)] !== PARTS) start--
    if (start === end) return -1
    const word = foldedWord(text, start, end)
    if (word.length > 1 && cues.has(word)) return end
    end = start
  }
  return -1
}
