/** Letters that are spelled: one by one, by their names, or by the words of a spelling alphabet. */
import {
  AND,
  AS,
  DASH,
  DOT,
  FILLER,
  REPAIR,
  SLASH,
  type SpokenIndex,
  STOP,
  THRICE,
  TWICE,
  UNIT,
} from './lexicon.ts'
import { meaningOf, numeralAt, phraseAt, roleAt } from './numeral.ts'
import { HYPHEN, PAUSE, STOPS, TIGHT, type Token } from './tokens.ts'

export interface Letters {
  /** Token behind them. */
  readonly end: number
  /** In capitals. */
  readonly text: string
}

type Way = 'single' | 'named' | 'spelled' | 'as'

interface Letter {
  readonly end: number
  readonly letter: string
  readonly way: Way
}

/** Letter names are words too (`be`, `de`): so many in a row are spelled. */
const FEWEST_NAMES = 3
const FEWEST_SINGLE = 2
/** What a letter may be besides. */
const SMALL_WORDS = STOP | AND | FILLER
const MOST_LETTERS = 64
const MOST_JOINED = 3
/** Fillers and words of a repair. */
const MOST_REPAIRING = 3

/** Where letters are looked for. */
export interface LetterPlace {
  readonly index: SpokenIndex
  readonly text: string
  readonly tokens: readonly Token[]
  /** Numbers stand before them. */
  readonly inside: boolean
  /** Letters do. */
  readonly spelling: boolean
  /** A word before them says what is dictated. */
  readonly named: boolean
}

/** The letters that begin at a token; undefined when the words are no letters. */
export function letterGroup(place: LetterPlace, first: number): Letters | undefined {
  const { index, text, tokens, inside, spelling, named } = place
  if (isEnding(tokens[first]) || (!inside && named && isCopula(place, first))) return undefined
  let at = first
  let letters = ''
  let single = 0
  let telling = 0
  let spelled = 0
  let capital = false
  while (letters.length < MOST_LETTERS && at < tokens.length) {
    const token = tokens[at]
    if (token === undefined || (at > first && ((token.gap & STOPS) !== 0 || isElided(tokens, at)))) break
    const found = letterAt(index, tokens, at) ?? joinedAt(place, at)
    if (found === undefined) break
    letters += found.letter
    at = found.end
    if (found.way === 'single') {
      single++
      capital = isCapital(text, token.start)
    } else if (found.way === 'as') {
      telling++
    } else if (found.way === 'spelled') {
      spelled++
    }
  }
  const count = letters.length
  // One name or one thing is no letter: `hotel four`, and a town behind its postcode.
  if (count === 0 || (count === 1 && spelled === 1 && !(named && (!inside || spelling)))) return undefined
  const enough =
    telling > 0 ||
    (single >= FEWEST_SINGLE && single * 2 >= count) ||
    count >= FEWEST_NAMES ||
    (count === 1 && single === 1 && capital && (inside || isCapitalAlone(text, tokens, first))) ||
    isBesideNumbers(place, first, at)
  return enough ? { end: at, text: letters.toUpperCase() } : undefined
}

/** Any letter. */
export function isLetterAt(index: SpokenIndex, tokens: readonly Token[], at: number): boolean {
  return letterAt(index, tokens, at) !== undefined
}

/** One letter, in capitals. */
export function oneLetterAt(index: SpokenIndex, tokens: readonly Token[], at: number): Letters | undefined {
  const found = letterAt(index, tokens, at)
  return found === undefined ? undefined : { end: found.end, text: found.letter.toUpperCase() }
}

/** Several letters, or one whose name is no small word. */
export function areLetters(place: LetterPlace, at: number): boolean {
  const group = letterGroup(place, at)
  return group !== undefined && (group.text.length > 1 || !isSmall(place.index, place.tokens[at]))
}

/** Letters that are words of a language. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'ai', pl: 'aiouwz', fr: 'ay', es: 'aeouy', it: 'aeio', nl: 'u', pt: 'aeo', sv: 'ai', da: 'ai', nb: 'ai', cs: 'aikosuvz',
} // prettier-ignore

function isSmall(index: SpokenIndex, token: Token | undefined, roles = SMALL_WORDS): boolean {
  if (token?.word.length === 1 && roles === SMALL_WORDS) return (WORDS[index.code] ?? '').includes(token.word)
  return ((meaningOf(index, token)?.roles ?? 0) & roles) !== 0
}

/** The end of a word behind its apostrophe: `it's`. */
function isEnding(token: Token | undefined): boolean {
  return token !== undefined && (token.gap & (TIGHT | HYPHEN | PAUSE | STOPS)) === TIGHT
}

/** What an apostrophe ties to the word behind it: `m'a`. */
function isElided(tokens: readonly Token[], at: number): boolean {
  return isEnding(tokens[at]) || isEnding(tokens[at + 1])
}

/** A letter or two in front of a number, between numbers, or behind the last one. */
function isBesideNumbers(place: LetterPlace, first: number, end: number): boolean {
  const { index, tokens, inside, named } = place
  const next = tokens[end]
  const goesOn = next !== undefined && (next.gap & STOPS) === 0 && isNumberAhead(index, tokens, end, named)
  const several = end > first + 1
  if (inside && goesOn && !several && tokens[first]?.word.length === 1) return true
  const isLast = next === undefined || (next.gap & (PAUSE | STOPS)) !== 0
  // Small words alone are none, but beside a letter that is nothing else.
  if (!areSmall(index, tokens, first, end, SMALL_WORDS))
    return goesOn || (inside && (isLast || (named && (several || tokens[first]?.word.length === 1))))
  if (!named || areSmall(index, tokens, first, end, AND | FILLER)) return false
  if (inside) return goesOn || isLast
  // The first word of an answer, and what a sign stands behind.
  return (
    goesOn &&
    (several || first === 0 || numeralAt(index, tokens, end) === undefined) &&
    !isCopula(place, first)
  )
}

function areSmall(
  index: SpokenIndex,
  tokens: readonly Token[],
  first: number,
  end: number,
  roles: number,
): boolean {
  for (let at = first; at < end; at++) if (!isSmall(index, tokens[at], roles)) return false
  return true
}

/** `is` of a language, where it sounds like a letter of that one or of its neighbour. */
const COPULAS: Readonly<Record<string, readonly string[]>> = {
  en: ['är'], it: ['è'], pt: ['é'], sv: ['är'], da: ['er', 'är'], nb: ['er', 'är'], cs: ['je'],
} // prettier-ignore

function isCopula({ index, text, tokens }: LetterPlace, at: number): boolean {
  const token = tokens[at]
  if (at === 0 || token === undefined) return false
  return COPULAS[index.code]?.includes(text.slice(token.start, token.end).toLowerCase()) === true
}

/** A number, behind a sign where a word before it says what is dictated. */
function isNumberAhead(index: SpokenIndex, tokens: readonly Token[], at: number, named: boolean): boolean {
  const numeral = numeralAt(index, tokens, at)
  if (numeral !== undefined) return named || !numeral.weak
  if (!named) return false
  // `b e double oh seven`
  const twice = roleAt(index, tokens, at, TWICE | THRICE)
  if (twice !== -1) return isPartAt(index, tokens, twice)
  const repaired = behindRepair(index, tokens, at)
  if (repaired !== -1) return isPartAt(index, tokens, repaired)
  const sign = roleAt(index, tokens, at, DASH | SLASH | DOT)
  if (sign === -1 || ((tokens[sign]?.gap ?? STOPS) & STOPS) !== 0) return false
  return isPartAt(index, tokens, sign)
}

/** A number or a letter. */
function isPartAt(index: SpokenIndex, tokens: readonly Token[], at: number): boolean {
  return numeralAt(index, tokens, at) !== undefined || letterAt(index, tokens, at) !== undefined
}

/** Token behind `uh, no, sorry`; -1 when nothing is taken back at a token. */
function behindRepair(index: SpokenIndex, tokens: readonly Token[], at: number): number {
  let repaired = false
  for (let words = 0; words < MOST_REPAIRING; words++) {
    const repair = roleAt(index, tokens, at, REPAIR)
    const next = repair === -1 ? roleAt(index, tokens, at, FILLER) : repair
    if (next === -1 || ((tokens[next]?.gap ?? STOPS) & STOPS) !== 0) break
    repaired ||= repair !== -1
    at = next
  }
  return repaired ? at : -1
}

function joinedAt({ text, tokens, named }: LetterPlace, at: number): Letter | undefined {
  const token = tokens[at]
  if (!named || token === undefined || !areJoined(text, tokens, at)) return undefined
  return { end: at + 1, letter: token.word, way: 'single' }
}

const JOINED = /^(?:[A-Z]{2,3}|[b-df-hj-np-tv-xz]{2,3})$/

/** Letters that a transcriber wrote together: `AB`, `lx`. */
export function areJoined(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || token.digits || token.known !== undefined) return false
  if (token.word.length < 2 || token.word.length > MOST_JOINED) return false
  // In a text of capitals they say nothing.
  const next = tokens[at + 1]
  if (next !== undefined && next.word.length > MOST_JOINED && isCapital(text, next.start + 1)) return false
  return JOINED.test(text.slice(token.start, token.end))
}

/** One letter at a token. */
function letterAt(index: SpokenIndex, tokens: readonly Token[], at: number): Letter | undefined {
  const token = tokens[at]
  if (token === undefined || token.digits) return undefined
  const single = token.word.length === 1 && token.word >= 'a' && token.word <= 'z'
  const phrase = namedAt(index, tokens, at)
  const spelled = phraseAt(index, tokens, at, (meaning) => meaning.spelled !== '')
  // `i griega` is no i, and `x-ray` no x.
  const named = single && (phrase?.end ?? 0) <= at + 1 ? { end: at + 1, letter: token.word } : phrase
  if (named !== undefined) {
    const as = likeWord(index, tokens, named.end, named.letter)
    if (as !== -1) return { end: as, letter: named.letter, way: 'as' }
  }
  if (single && named?.end === at + 1 && (spelled?.end ?? 0) <= at + 1)
    return { end: at + 1, letter: token.word, way: 'single' }
  if (
    spelled !== undefined &&
    (named === undefined || spelled.end > named.end) &&
    ((spelled.meaning.roles & UNIT) === 0 || isAmongSpelled(index, tokens, at))
  )
    return { end: spelled.end, letter: spelled.meaning.spelled, way: 'spelled' }
  return named === undefined ? undefined : { ...named, way: 'named' }
}

/** A kilo and November are letters beside other ones. */
function isAmongSpelled(index: SpokenIndex, tokens: readonly Token[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some((token) => {
    const meaning = meaningOf(index, token)
    return (
      token?.word.length === 1 || (meaning !== undefined && (meaning.spelled !== '' || meaning.letter !== ''))
    )
  })
}

function namedAt(
  index: SpokenIndex,
  tokens: readonly Token[],
  at: number,
): { readonly end: number; readonly letter: string } | undefined {
  const found = phraseAt(index, tokens, at, (meaning) => meaning.letter !== '')
  return found === undefined ? undefined : { end: found.end, letter: found.meaning.letter }
}

/** Token behind `wie Anton` at a token; -1 when that is not there. */
function likeWord(index: SpokenIndex, tokens: readonly Token[], at: number, letter: string): number {
  if (((tokens[at]?.gap ?? STOPS) & (PAUSE | STOPS)) !== 0) {
    // A transcriber's comma: `A, wie Anton`.
    if (((tokens[at]?.gap ?? STOPS) & STOPS) !== 0) return -1
  }
  const as = roleAt(index, tokens, at, AS)
  const word = tokens[as]
  if (as === -1 || word === undefined || word.digits || word.word.length < 3) return -1
  // `v som enkel-v`
  const named = namedAt(index, tokens, as)
  if (named?.letter === letter && (word.gap & STOPS) === 0) return named.end
  // `ce de efe` are three letters.
  if (as === at + 1 && isSmall(index, tokens[at]) && !word.word.startsWith(letter)) return -1
  return (word.gap & STOPS) === 0 ? as + 1 : -1
}

function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0x41 && unit <= 0x5a
}

/** A capital that does not begin a sentence and is no pronoun: `Pass C 1 2 3`. */
function isCapitalAlone(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  const next = tokens[at + 1]
  // In a text of capitals one more says nothing.
  if (next !== undefined && next.word.length > 1 && isCapital(text, next.start + 1)) return false
  return token !== undefined && (token.gap & PAUSE) === 0 && text.charAt(token.start) !== 'I'
}
