/** Letters that are spelled: one by one, by their names, or by the words of a spelling alphabet. */
import { AND, AS, FILLER, type SpokenIndex, STOP } from './lexicon.ts'
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

/** The letters that begin at a token; `inside`: numbers stand before them. Undefined when the words are no letters. */
export function letterGroup(
  index: SpokenIndex,
  text: string,
  tokens: readonly Token[],
  first: number,
  inside: boolean,
): Letters | undefined {
  if (isEnding(tokens[first])) return undefined
  let at = first
  let letters = ''
  let single = 0
  let telling = 0
  let capital = false
  while (letters.length < MOST_LETTERS && at < tokens.length) {
    const token = tokens[at]
    if (token === undefined || (at > first && (token.gap & STOPS) !== 0)) break
    const found = letterAt(index, tokens, at)
    if (found === undefined) break
    letters += found.letter
    at = found.end
    if (found.way === 'single') {
      single++
      capital = isCapital(text, token.start)
    } else if (found.way === 'as') {
      telling++
    }
  }
  const count = letters.length
  if (count === 0) return undefined
  const enough =
    telling > 0 ||
    (single >= FEWEST_SINGLE && single * 2 >= count) ||
    count >= FEWEST_NAMES ||
    (count === 1 && single === 1 && capital && (inside || isCapitalAlone(text, tokens, first))) ||
    isBesideNumbers(index, tokens, first, at, inside)
  return enough ? { end: at, text: letters.toUpperCase() } : undefined
}

/** The end of a word behind its apostrophe: `it's`. */
function isEnding(token: Token | undefined): boolean {
  return token !== undefined && (token.gap & (TIGHT | HYPHEN | PAUSE | STOPS)) === TIGHT
}

/** A letter or two in front of a number, between numbers, or behind the last one. */
function isBesideNumbers(
  index: SpokenIndex,
  tokens: readonly Token[],
  first: number,
  end: number,
  inside: boolean,
): boolean {
  const next = tokens[end]
  const goesOn =
    next !== undefined && (next.gap & STOPS) === 0 && numeralAt(index, tokens, end)?.weak === false
  if (inside && goesOn && end === first + 1 && tokens[first]?.word.length === 1) return true
  // Small words alone are none, but beside a letter that is nothing else.
  if (tokens.slice(first, end).every((token) => ((meaningOf(index, token)?.roles ?? 0) & SMALL_WORDS) !== 0))
    return false
  const isLast = next === undefined || (next.gap & (PAUSE | STOPS)) !== 0
  return goesOn || (inside && isLast)
}

/** One letter at a token. */
function letterAt(index: SpokenIndex, tokens: readonly Token[], at: number): Letter | undefined {
  const token = tokens[at]
  if (token === undefined || token.digits) return undefined
  const single = token.word.length === 1 && token.word >= 'a' && token.word <= 'z'
  const named = single ? { end: at + 1, letter: token.word } : namedAt(index, tokens, at)
  if (named !== undefined) {
    const as = likeWord(index, tokens, named.end)
    if (as !== -1) return { end: as, letter: named.letter, way: 'as' }
  }
  if (single) return { end: at + 1, letter: token.word, way: 'single' }
  const spelled = phraseAt(index, tokens, at, (meaning) => meaning.spelled !== '')
  if (spelled !== undefined && (named === undefined || spelled.end > named.end))
    return { end: spelled.end, letter: spelled.meaning.spelled, way: 'spelled' }
  return named === undefined ? undefined : { ...named, way: 'named' }
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
function likeWord(index: SpokenIndex, tokens: readonly Token[], at: number): number {
  if (((tokens[at]?.gap ?? STOPS) & (PAUSE | STOPS)) !== 0) {
    // A transcriber's comma: `A, wie Anton`.
    if (((tokens[at]?.gap ?? STOPS) & STOPS) !== 0) return -1
  }
  const as = roleAt(index, tokens, at, AS)
  const word = tokens[as]
  if (as === -1 || word === undefined || word.digits || word.word.length < 3) return -1
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
