/** Completes names: the surname behind a given name whatever word it is, the initials before a surname, what a passenger's name looks like on a ticket. */
import type { NameText } from './name-text.ts'
import { COMMA, DOT, SPACE } from './tokens.ts'
import { COMMON, GIVEN, NEVER, PARTICLE, PLACE, ROLE, SURNAME, TITLE } from './word-table.ts'

/** Initials before a surname at most. */
const MOST_INITIALS = 3
/** Letters of a surname behind initials. */
const SHORTEST = 3
/** How sure, in hundredths, a name is that initials or a ticket's slash give away. */
const INITIALLED = 70
const TICKETED = 75

/** Marks the words that names were found without, in the column of how sure each word is, in hundredths. */
export function markWhole(text: NameText, sure: Uint8Array): void {
  for (let at = 0; at < text.count; at++) {
    if ((sure[at] ?? 0) > 0) {
      if ((sure[at + 1] ?? 0) === 0 && isSurnameBehind(text, at)) sure[at + 1] = sure[at] ?? 0
      continue
    }
    if (text.length(at) === 1) at = markInitialled(text, at, sure)
    else if (isTicketed(text, at)) sure.fill(TICKETED, at, behindTitle(text, at + 2))
  }
}

/** Behind a given name a capital says enough, unless all nouns have one: `Katarzyna Wolna`. */
function isSurnameBehind(text: NameText, given: number): boolean {
  const next = given + 1
  if (!text.cased || text.isGerman || (text.bit(given) & GIVEN) === 0 || next >= text.count) return false
  if (text.tokens.gaps[next] !== SPACE || !text.isCapital(given) || !mayBeSurname(text, next)) return false
  return !text.isOrdinary(given) && !text.isThingEnding(next) && !text.isThingForm(next)
}

function mayBeSurname(text: NameText, token: number): boolean {
  if (!text.isWord(token) || text.length(token) < SHORTEST || !text.isCapital(token)) return false
  if (text.isAllCapitals(token) || text.isStop(token) || text.nobody[token] === 1) return false
  return (text.bit(token) & (ROLE | NEVER | TITLE | PARTICLE)) === 0 && !text.isThing(token)
}

/** Marks the initials that begin at a letter with the surname behind them; returns the last of them. */
function markInitialled(text: NameText, at: number, sure: Uint8Array): number {
  const { gaps } = text.tokens
  let behind = at
  while (behind < text.count && behind - at < MOST_INITIALS && isInitial(text, behind)) behind++
  if (behind === at) return at
  const last = behind - 1
  if (behind >= text.count || !isBesideName(gaps[behind] ?? 0) || !opensName(text, at)) return last
  const known = sure[behind] ?? 0
  const isName = mayBeSurname(text, behind) && isLikely(text, at, behind)
  if (known === 0 && !isName) return last
  sure.fill(isName ? Math.max(known, INITIALLED) : known, at, behind + 1)
  return last
}

/** A capital letter with a full stop behind it. */
function isInitial(text: NameText, token: number): boolean {
  if (text.length(token) !== 1 || !text.isWord(token) || !text.isCapital(token)) return false
  return ((text.tokens.gaps[token + 1] ?? 0) & DOT) !== 0
}

function isBesideName(gap: number): boolean {
  return gap === DOT || gap === (DOT | SPACE)
}

/** Nothing before it that an initial is no initial behind: a street, a number (`3 B.`), another abbreviation (`z. B.`). */
function opensName(text: NameText, at: number): boolean {
  if (at === 0) return true
  const gap = text.tokens.gaps[at] ?? 0
  if (gap === 0 || (gap & DOT) !== 0 || text.isThing(at - 1) || text.isBehindBefore(at)) return false
  return text.isWord(at - 1) || (gap & ~SPACE) !== 0
}

/** A word that is none of the language; behind a comma any, behind two initials one that is a surname too. */
function isLikely(text: NameText, at: number, surname: number): boolean {
  const bits = text.bit(surname)
  const gap = text.tokens.gaps[at] ?? 0
  if (!text.isOrdinary(surname)) return (bits & PLACE) === 0 || (bits & SURNAME) !== 0
  return (gap & COMMA) !== 0 || ((bits & SURNAME) !== 0 && surname - at > 1)
}

/** `OSULLIVAN/CONOR`, `KORHONEN/ARTTU MR`. */
function isTicketed(text: NameText, at: number): boolean {
  const { starts, ends, text: source } = text.tokens
  const given = at + 1
  if (given >= text.count || !text.isAllCapitals(at) || !text.isAllCapitals(given)) return false
  const end = ends[at] ?? 0
  if (source.charAt(end) !== '/' || (starts[given] ?? 0) !== end + 1) return false
  if (text.length(given) < 2 || !text.isWord(at) || !text.isWord(given)) return false
  if ((text.bit(at) & NEVER) !== 0 || text.isStop(at) || text.isStop(given)) return false
  const bits = text.bit(given)
  const isGiven = (bits & GIVEN) !== 0 && ((bits & COMMON) !== 0 || !text.isOrdinary(given))
  return isGiven || behindTitle(text, given + 1) > given + 1
}

/** Behind the form of address that ends a passenger's name. */
function behindTitle(text: NameText, at: number): number {
  return at < text.count && text.tokens.gaps[at] === SPACE && PASSENGER.has(text.tokens.word(at))
    ? at + 1
    : at
}

const PASSENGER: ReadonlySet<string> = new Set(['MR', 'MRS', 'MS', 'MISS', 'MSTR', 'DR'])
