/** Names that no cue announces: a given name of the lists with what follows it, a surname with what stands before it. */
import type { NameText } from './name-text.ts'
import { hasPlaceEnding, hasSurnameEnding, isLikeGermanNoun } from './name-shapes.ts'
import { thingAround } from './thing-phrases.ts'
import { APOSTROPHE, DOT, HYPHEN, SPACE } from './tokens.ts'
import { COMMON, GIVEN, NEVER, PARTICLE, PLACE, ROLE, SURNAME, TITLE } from './word-table.ts'

/** What a word may be in a name, as bits. */
const UNKNOWN = 1
const WEAK_GIVEN = 2
const WEAK_SURNAME = 4
const SURE_GIVEN = 8
const SURE_SURNAME = 16

const NAMES = WEAK_GIVEN | WEAK_SURNAME | SURE_GIVEN | SURE_SURNAME
const SURE = SURE_GIVEN | SURE_SURNAME
const MOST_PARTS = 4
const MOST_PARTICLES = 3
/** A text that may be in so many languages has words of some that are names in others. */
const MANY_LANGUAGES = 4

/** Called with the words of a name and how sure it is, in hundredths. */
export type Mark = (start: number, end: number, sure: number) => void

/** Marks every name that the lists give away. */
export function markListed(text: NameText, mark: Mark): void {
  for (let at = 0; at < text.count; at++) {
    if ((text.cased || text.careful) && !text.isCapital(at)) continue
    if ((text.bit(at) & (GIVEN | SURNAME)) === 0 && !text.cased) continue
    const end = runEnd(text, at)
    markRun(text, at, end, mark)
    at = end - 1
  }
}

/** Behind the words that hang together with capitals, particles between them; in small letters behind those of the lists. */
function runEnd(text: NameText, at: number): number {
  let end = at + 1
  for (;;) {
    let next = end
    while (next - end < MOST_PARTICLES && text.goesOn(next) && (text.bit(next) & PARTICLE) !== 0) next++
    if (next >= text.count || !joins(text, next)) return end
    end = next + 1
  }
}

function joins(text: NameText, token: number): boolean {
  if (!text.isWord(token)) return false
  const initial = text.tokens.gaps[token] === (DOT | SPACE) && text.length(token - 1) === 1
  if (!text.goesOn(token) && !initial) return false
  return text.cased ? text.isCapital(token) : (text.bit(token) & (GIVEN | SURNAME)) !== 0
}

function markRun(text: NameText, start: number, end: number, mark: Mark): void {
  for (let at = start; at < end;) {
    const next = nameAt(text, at, end, mark)
    at = Math.max(next, at + 1)
  }
}

/** Marks the name that begins at a word of a run; returns its end, or `at`. */
function nameAt(text: NameText, at: number, end: number, mark: Mark): number {
  const part = partOf(text, at)
  if ((part & (NAMES | UNKNOWN)) === 0 || isInAddress(text, at)) return at
  if (isThing(text, at) || text.isBehindBefore(at)) return nobodyEnd(text, at, end)
  const thing = thingAround(text, at, at + 1)
  if (thing !== 0) return Math.min(thing, end)
  if (isSmallWord(text, at, part)) return at
  let last = at + 1
  let sure = part & SURE
  let unknown = (part & NAMES) === 0 ? 1 : 0
  let parts = 1
  for (let next = last; next < end && parts < MOST_PARTS; next++) {
    if ((text.bit(next) & PARTICLE) !== 0 && next + 1 < end) {
      // Behind a given name only: `Ludwig van Beethoven`, not `Castilla y León`.
      if ((part & (SURE_GIVEN | WEAK_GIVEN)) === 0) break
      continue
    }
    const other = text.length(next) === 1 ? UNKNOWN : partOf(text, next)
    if (other === 0 || (!isCommonGiven(text, at) && isSmallWord(text, next, other))) break
    if ((other & NAMES) === 0 && text.length(next) > 1 && ++unknown > 1) break
    sure |= other & SURE
    last = next + 1
    parts++
  }
  if (text.isThingEnding(last) || isHyphenedToThing(text, last)) return last + 1
  if (parts === 1) return markAlone(text, at, part, mark) ? last : at
  const begins = (part & SURE_GIVEN) !== 0 || (sure !== 0 && (part & NAMES) !== 0)
  if (begins) mark(at, last, 85)
  else if (sure !== 0 && (text.cased ? !text.isFirst(at) || unknown === 0 : false)) mark(at, last, 75)
  else if (isCommonPair(text, at, last)) mark(at, last, 70)
  else return at
  return last
}

function isCommonGiven(text: NameText, at: number): boolean {
  return (text.bit(at) & (GIVEN | COMMON)) === (GIVEN | COMMON) && !text.isOrdinary(at)
}

/** In small letters a word that is an ordinary one too tells nothing, unless it is among the commonest names; nor does a particle. */
function isSmallWord(text: NameText, at: number, part: number): boolean {
  if (text.cased || text.isCapital(at) || text.length(at) === 1) return false
  return (part & SURE) === 0
    ? (text.bit(at) & COMMON) === 0 || text.isStop(at)
    : (text.bit(at) & PARTICLE) !== 0
}

/** A hyphen joins what stands before to an ordinary word: `Karl-Marx-Haus`, `Nils Ericson-terminalen`. */
function isHyphenedToThing(text: NameText, at: number): boolean {
  if (at >= text.count || text.tokens.gaps[at] !== HYPHEN || !text.cased) return false
  return !text.isCapital(at) || (text.isOrdinary(at) && (text.bit(at) & SURNAME) === 0)
}

/** Behind a name that is a thing's or a place's: what goes on with it is nobody's either. */
function nobodyEnd(text: NameText, at: number, end: number): number {
  let last = at + 1
  while (last < end && text.goesOn(last) && (partOf(text, last) & (NAMES | UNKNOWN)) !== 0) last++
  return last
}

/** Both are words too, and both are among the commonest names: `Mark Stone`. */
function isCommonPair(text: NameText, at: number, last: number): boolean {
  if (last - at !== 2 || !text.cased) return false
  const given = text.bit(at)
  const surname = text.bit(last - 1)
  return (
    (given & GIVEN) !== 0 && (given & COMMON) !== 0 && (surname & SURNAME) !== 0 && (surname & COMMON) !== 0
  )
}

/** One word: surer when it is among the commonest, or where a capital means something. */
function markAlone(text: NameText, at: number, part: number, mark: Mark): boolean {
  if ((part & SURE) === 0) return false
  const common = (text.bit(at) & COMMON) !== 0
  const sure = common || isUnmistakable(text, at, part)
  if (!text.cased) {
    if (sure) mark(at, at + 1, 60)
    return sure
  }
  // A surname of a common shape, or a form of a common name, where a capital means something.
  const shaped =
    (part & SURE_SURNAME) !== 0 &&
    !(text.isGerman && (text.bit(at) & SURNAME) === 0) &&
    hasSurnameEnding(text.plain(at), text.spoken)
  if (!sure && (!shaped || text.isFirst(at)) && (text.baseBits(at) & COMMON) === 0) return false
  if (isBehindPlace(text, at)) return false
  mark(at, at + 1, common ? 65 : 55)
  return true
}

/** A given name of the lists that is no word of any language. */
function isUnmistakable(text: NameText, at: number, part: number): boolean {
  if ((part & SURE_GIVEN) === 0 || text.length(at) < SHORTEST_UNMISTAKABLE) return false
  return (text.bit(at) & GIVEN) !== 0 && (text.ordinary[at] ?? 0) === 0
}

/** Letters: shorter ones are words somewhere. */
const SHORTEST_UNMISTAKABLE = 5

/** The second half of what a town, a firm or a thing is called: `Reggio Emilia`, `Gorzowie Wielkopolskim`. */
function isBehindPlace(text: NameText, at: number): boolean {
  if (at === 0 || text.tokens.gaps[at] !== SPACE || !text.isCapital(at - 1)) return false
  if ((text.bit(at - 1) & (TITLE | ROLE | GIVEN)) !== 0) return false
  return !text.isFirst(at - 1) || (text.bit(at - 1) & (PLACE | NEVER)) !== 0
}

/** What a word may be in a name; 0 when it is none of one. */
function partOf(text: NameText, token: number): number {
  if (!text.isWord(token) || text.length(token) < 2 || text.nobody[token] === 1) return 0
  const bits = text.bit(token)
  const common = (bits & COMMON) !== 0
  if ((bits & (ROLE | NEVER | TITLE)) !== 0 && !common) return 0
  if (!common && (text.isThing(token) || text.isThingEnding(token))) return 0
  const stop = text.isStop(token)
  if (stop && !common) return 0
  const weak =
    stop || text.isOrdinary(token) || (!common && ((bits & PLACE) !== 0 || text.isAbbreviation(token)))
  let part = 0
  if ((bits & GIVEN) !== 0) part |= weak ? WEAK_GIVEN : SURE_GIVEN
  if ((bits & SURNAME) !== 0) part |= weak ? WEAK_SURNAME : SURE_SURNAME
  if (part !== 0) return part
  if (weak) return 0
  const base = text.baseBits(token)
  if (base !== 0) return ((base & GIVEN) !== 0 ? SURE_GIVEN : 0) | ((base & SURNAME) !== 0 ? SURE_SURNAME : 0)
  if (text.isThingForm(token)) return 0
  const plain = text.plain(token)
  if ((text.isGerman && isLikeGermanNoun(plain)) || hasPlaceEnding(plain, text.spoken)) return 0
  if (text.cased && !text.isFirst(token) && hasSurnameEnding(plain, text.spoken)) return SURE_SURNAME
  return text.cased ? UNKNOWN : 0
}

/** Behind `street` or `company`, perhaps with `de` between. */
function isThing(text: NameText, at: number): boolean {
  if (at === 0 || ((text.tokens.gaps[at] ?? 0) & ~(SPACE | DOT | APOSTROPHE | HYPHEN)) !== 0) return false
  if (text.isThing(at - 1)) return true
  const gap = text.tokens.gaps[at - 1] ?? 0
  return at > 1 && gap === SPACE && (text.bit(at - 1) & PARTICLE) !== 0 && text.isThing(at - 2)
}

/** A word of no list that ends as streets and diseases do. */
function isNamedPlace(text: NameText, at: number): boolean {
  return (text.bit(at) & (GIVEN | SURNAME)) === 0 && hasPlaceEnding(text.plain(at), text.spoken)
}

/** False for what the tagger takes for a name and the words around it, or the lists, say is none. */
export function mayBePerson(text: NameText, start: number, end: number): boolean {
  if (text.nobody[start] === 1 || isThing(text, start) || isInAddress(text, start)) return false
  if (text.isThingEnding(end) || isHyphenedToThing(text, end)) return false
  if (text.isBehindBefore(start) && (partOf(text, start) & NAMES) === 0) return false
  for (let at = start; at < end; at++) if (isNamedPlace(text, at)) return false
  if (thingAround(text, start, end) !== 0) return false
  if (text.spoken.length < MANY_LANGUAGES && isStopsOnly(text, start, end)) return false
  const bits = text.bit(start)
  return end - start > 1 || (bits & (NEVER | ROLE)) === 0 || (bits & COMMON) !== 0
}

/** Words that no name is made of, and particles; the commonest names may be such words. */
function isStopsOnly(text: NameText, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const bits = text.bit(at)
    if ((bits & COMMON) !== 0 || (!text.isStop(at) && (bits & PARTICLE) === 0)) return false
  }
  return true
}

/** Part of a path, a handle, a model's or file's name; or a month's name beside a number. */
function isInAddress(text: NameText, at: number): boolean {
  const { text: source, starts, ends } = text.tokens
  const start = starts[at] ?? 0
  const end = ends[at] ?? 0
  if (GLUED_BEFORE.test(source.slice(Math.max(0, start - 2), start))) return true
  if (isHyphenedToSmall(text, at)) return true
  if (GLUED_BEHIND.test(source.slice(end, end + 6))) return true
  if (end - start === 3 && /^[ .]{1,2}\d/.test(source.slice(end, end + 3))) return true
  return /\d\.? $/.test(source.slice(Math.max(0, start - 3), start)) && MONTHS.has(text.plain(at))
}

/** A hyphen joins it to a word that is none of a name: `Stow-on-the-Wold`, `Ben-u-ron`. */
function isHyphenedToSmall(text: NameText, at: number): boolean {
  const { gaps } = text.tokens
  const isSmall = (other: number): boolean =>
    text.cased ? !text.isCapital(other) : text.isStop(other) || text.length(other) === 1
  if (gaps[at] === HYPHEN && isSmall(at - 1)) return true
  return at + 1 < text.count && gaps[at + 1] === HYPHEN && isSmall(at + 1)
}

/** That are names too; a number before one is a day. */
const MONTHS: ReadonlySet<string> = new Set(
  'jan mai may mar april avril abril june juni juli august mars'.split(' '),
)

/** But not what signs a line: ` /Emma`. */
const GLUED_BEFORE = /[_@#\\=]$|(?:^|\S)\/$|[^\s.][.:]$|\d-$/
/** `Ben & Jerry`, `Victoria's Secret` too. */
const GLUED_BEHIND = /^(?:[_/@=]|[.:][\p{L}\d]|-\d| ?& ?\p{Lu}|['’]s \p{Lu})/u
