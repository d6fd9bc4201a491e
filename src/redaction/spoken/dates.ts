/** Dates that are said: `the fourth of March nineteen eighty four`. The ordinary detector tells which of them are somebody's birth. */
import { AND, FILLER, type Meaning, type SpokenIndex, type SpokenLexicon, STOP } from './lexicon.ts'
import { meaningOf, numeralAt, phraseAt } from './numeral.ts'
import { STOPS, type Token } from './tokens.ts'

export interface SpokenDate {
  /** First token, and the one behind the last. */
  readonly first: number
  readonly end: number
  /** `04.03.1984`, or with two digits of the year. */
  readonly written: string
}

interface Value {
  readonly end: number
  readonly value: number
}

interface Year {
  readonly end: number
  readonly digits: string
}

/** Small words between the parts of a date. */
const MOST_BETWEEN = 2
const BETWEEN = STOP | AND | FILLER
const LAST_YEAR = 2035
const DAYS = 31
const MONTHS = 12

/** All dates in a stretch from a token on, in whatever language each is longest. */
export function datesIn(
  lexicon: SpokenLexicon,
  tokens: readonly Token[],
  from: number,
): readonly SpokenDate[] {
  const found: SpokenDate[] = []
  for (let at = from; at < tokens.length; at++) {
    const use = tokens[at]?.known?.use
    if (use === undefined || (use.dates | use.numbers) === 0) continue
    let best: SpokenDate | undefined
    for (const index of lexicon.indexes) {
      if (((use.dates | use.numbers) & (1 << index.bit)) === 0) continue
      const date = dateAt(index, tokens, at)
      if (date !== undefined && date.end > (best?.end ?? 0)) best = date
    }
    if (best === undefined) continue
    found.push(best)
    at = best.end - 1
  }
  return found
}

function dateAt(index: SpokenIndex, tokens: readonly Token[], first: number): SpokenDate | undefined {
  const named = monthNameAt(index, tokens, first)
  const [day, month] =
    named === undefined ? dayAndMonth(index, tokens, first) : [behind(index, tokens, named.end, dayAt), named]
  if (day === undefined || month === undefined) return undefined
  const year = behind(index, tokens, Math.max(day.end, month.end), yearAt)
  if (year === undefined) return undefined
  return { first, end: year.end, written: `${twoDigits(day.value)}.${twoDigits(month.value)}.${year.digits}` }
}

function dayAndMonth(
  index: SpokenIndex,
  tokens: readonly Token[],
  first: number,
): readonly [day: Value | undefined, month: Value | undefined] {
  const day = dayAt(index, tokens, first)
  return [day, day === undefined ? undefined : behind(index, tokens, day.end, monthAt)]
}

/** What `read` finds at a token or behind a small word or two. */
function behind<Found>(
  index: SpokenIndex,
  tokens: readonly Token[],
  from: number,
  read: (index: SpokenIndex, tokens: readonly Token[], at: number) => Found | undefined,
): Found | undefined {
  for (let at = from; at <= from + MOST_BETWEEN; at++) {
    if (((tokens[at]?.gap ?? STOPS) & STOPS) !== 0) return undefined
    const found = read(index, tokens, at)
    if (found !== undefined) return found
    if (((meaningOf(index, tokens[at])?.roles ?? 0) & BETWEEN) === 0) return undefined
  }
  return undefined
}

function dayAt(index: SpokenIndex, tokens: readonly Token[], at: number): Value | undefined {
  return ordinalAt(index, tokens, at, DAYS) ?? smallAt(index, tokens, at, DAYS)
}

function monthAt(index: SpokenIndex, tokens: readonly Token[], at: number): Value | undefined {
  return (
    monthNameAt(index, tokens, at) ??
    ordinalAt(index, tokens, at, MONTHS) ??
    smallAt(index, tokens, at, MONTHS)
  )
}

function monthNameAt(index: SpokenIndex, tokens: readonly Token[], at: number): Value | undefined {
  const phrase = phraseAt(index, tokens, at, isMonth)
  return phrase === undefined ? undefined : { end: phrase.end, value: phrase.meaning.month }
}

function isMonth({ month }: Meaning): boolean {
  return month > 0
}

function isOrdinal({ ordinal }: Meaning): boolean {
  return ordinal > 0
}

function ordinalAt(
  index: SpokenIndex,
  tokens: readonly Token[],
  at: number,
  most: number,
): Value | undefined {
  const phrase = phraseAt(index, tokens, at, isOrdinal)
  if (phrase === undefined || phrase.meaning.ordinal > most) return undefined
  return { end: phrase.end, value: phrase.meaning.ordinal }
}

/** `four`, and `zero four`. */
function smallAt(index: SpokenIndex, tokens: readonly Token[], at: number, most: number): Value | undefined {
  const numeral = numeralAt(index, tokens, at)
  if (numeral?.spoken !== true || !numeral.dictated) return undefined
  const value = Number(numeral.digits)
  if (value > 0) return value <= most ? { end: numeral.end, value } : undefined
  const digit = digitAt(index, tokens, numeral.end)
  return digit === undefined ? undefined : { end: digit.end, value: digit.value }
}

/** One digit from 1 on. */
function digitAt(index: SpokenIndex, tokens: readonly Token[], at: number): Value | undefined {
  const next = numeralAt(index, tokens, at)
  if (next?.digits.length !== 1 || next.digits === '0') return undefined
  return { end: next.end, value: Number(next.digits) }
}

/** `nineteen eighty four`, `two thousand and one`, `eighty four`, `oh four`; in ordinals too. */
function yearAt(index: SpokenIndex, tokens: readonly Token[], at: number): Year | undefined {
  const ordinal = ordinalAt(index, tokens, at, 99)
  if (ordinal !== undefined) return { end: ordinal.end, digits: twoDigits(ordinal.value) }
  const numeral = numeralAt(index, tokens, at)
  if (numeral?.spoken !== true) return undefined
  const value = Number(numeral.digits)
  if (value === 0) {
    const digit = digitAt(index, tokens, numeral.end)
    return digit === undefined ? undefined : { end: digit.end, digits: twoDigits(digit.value) }
  }
  if (value >= 1900 && value <= LAST_YEAR) {
    const tail = value % 100 === 0 ? behind(index, tokens, numeral.end, tailAt) : undefined
    return tail === undefined
      ? { end: numeral.end, digits: numeral.digits }
      : { end: tail.end, digits: String(value + tail.value) }
  }
  if (value === 19 || value === 20) return inCentury(index, tokens, numeral.digits, numeral.end)
  return value > 20 && value < 100 ? { end: numeral.end, digits: numeral.digits } : undefined
}

/** `one` behind two thousand. */
function tailAt(index: SpokenIndex, tokens: readonly Token[], at: number): Value | undefined {
  return ordinalAt(index, tokens, at, 99) ?? smallAt(index, tokens, at, 99)
}

/** `nineteen`, and the two digits behind it. */
function inCentury(
  index: SpokenIndex,
  tokens: readonly Token[],
  century: string,
  at: number,
): Year | undefined {
  const rest = numeralAt(index, tokens, at)
  if (rest === undefined || ((tokens[at]?.gap ?? STOPS) & STOPS) !== 0) return undefined
  if (rest.digits.length === 2) return { end: rest.end, digits: century + rest.digits }
  if (rest.digits !== '0') return undefined
  const digit = digitAt(index, tokens, rest.end)
  return digit === undefined ? undefined : { end: digit.end, digits: `${century}0${digit.value}` }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
