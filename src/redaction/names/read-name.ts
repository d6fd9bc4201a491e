/** How far a name goes from the word at which a cue says that it begins. */
import { APOSTROPHE, DOT, HYPHEN, NEWLINE, PARAGRAPH, SPACE } from './tokens.ts'
import { isLikeGermanNoun } from './name-shapes.ts'
import type { NameText } from './name-text.ts'
import { COMMON, FILLER, GIVEN, NEVER, PARTICLE, PLACE, ROLE, SURNAME, TITLE } from './word-table.ts'

/** How sure the words around are that a name stands here. */
export const WEAK = 1
export const STRONG = 2

/** Words of one name. */
const MOST_PARTS = 4
const MOST_PARTICLES = 3
const LISTED = GIVEN | SURNAME

/** Behind the last word of the name that begins at `at`; `at` when none does. */
export function readName(text: NameText, at: number, strength: number): number {
  const begin = behindParticles(text, at)
  let end = begin
  if (begin > at && !mayBeParticled(text, begin, strength) && !isDutch(text, at, begin, strength)) return at
  if (isInitial(text, begin)) {
    const next = behindInitials(text, begin)
    const behind = behindParticles(text, next)
    const isParticled = behind > next && mayBeParticled(text, behind, strength)
    if (!isParticled && !mayBegin(text, next, strength)) return at
    end = isParticled ? behind : next
  }
  if (end === begin && !(begin > at) && !mayBegin(text, begin, strength)) return at
  end++
  for (let parts = 1; parts < MOST_PARTS;) {
    const next = nextPart(text, end, strength, parts)
    if (next === end) break
    // What a hyphen joins is one part.
    if (text.tokens.gaps[end] === SPACE) parts++
    end = next
  }
  return end
}

/** Behind the word, or the particles and the word, that go on with a name that ends before `at`. */
function nextPart(text: NameText, at: number, strength: number, parts: number): number {
  if (!text.goesOn(at)) return at
  if (isInitial(text, at)) {
    const next = behindInitials(text, at)
    return next < text.count && text.isCapital(next) && mayFollow(text, next, strength, parts) ? next + 1 : at
  }
  const next = behindParticles(text, at)
  if (next > at) return text.goesOn(next) && mayBeParticled(text, next, strength) ? next + 1 : at
  return mayFollow(text, at, strength, parts) ? at + 1 : at
}

/** Behind up to three of `van der`, `de la`, and `o'`; `at` when a particle begins no name. */
function behindParticles(text: NameText, at: number): number {
  let next = at
  while (next < text.count && next - at < MOST_PARTICLES && (text.bit(next) & PARTICLE) !== 0) {
    if (next > at && !text.goesOn(next)) return at
    next++
  }
  return next < text.count && text.goesOn(next) ? next : at
}

/** In Dutch two particles begin a name whatever word stands behind them: `van der zalm`. */
function isDutch(text: NameText, at: number, begin: number, strength: number): boolean {
  if (strength !== STRONG || begin - at < 2 || !text.spoken.includes('nl') || text.spoken.length > 1)
    return false
  return text.isWord(begin) && !text.isStop(begin) && (text.bit(begin) & (ROLE | NEVER)) === 0
}

/** Behind particles. */
function mayBeParticled(text: NameText, token: number, strength: number): boolean {
  if (!text.isWord(token) || (text.bit(token) & (ROLE | NEVER)) !== 0) return false
  if (text.cased)
    return text.isCapital(token) && text.length(token) > 1 && (strength === STRONG || !text.isOrdinary(token))
  if (text.isStop(token)) return false
  if ((text.bit(token) & LISTED) !== 0) return true
  return strength === STRONG && !text.careful && !text.isOrdinary(token)
}

/** One capital letter with a full stop or another part of a name behind it: not the `O` of O'Brien. */
function isInitial(text: NameText, token: number): boolean {
  if (!text.isWord(token) || text.length(token) !== 1 || !text.isCapital(token)) return false
  const next = text.tokens.gaps[token + 1] ?? 0
  return (
    token + 1 < text.count &&
    (next & (APOSTROPHE | NEWLINE | PARAGRAPH)) === 0 &&
    (text.goesOn(token + 1) || (next & DOT) !== 0)
  )
}

function behindInitials(text: NameText, at: number): number {
  let next = at
  while (next - at < MOST_PARTICLES && isInitial(text, next)) next++
  return next
}

function mayBegin(text: NameText, token: number, strength: number): boolean {
  if (!text.isWord(token) || text.length(token) < 2) return false
  const bits = text.bit(token)
  const isNamed = strength === STRONG && text.cased && text.isCapital(token) && (bits & SURNAME) !== 0
  const nobody = ROLE | NEVER | TITLE | (isNamed ? 0 : FILLER)
  if ((bits & COMMON) === 0 && ((bits & nobody) !== 0 || text.isThing(token))) return false
  if (strength === WEAK && (bits & COMMON) === 0 && text.isAbbreviation(token)) return false
  if (text.isStop(token))
    return (
      isNamed ||
      (strength === STRONG &&
        (bits & COMMON) !== 0 &&
        (text.cased ? text.isCapital(token) : !text.isVeryCommon(token)))
    )
  const listed = (bits & LISTED) !== 0
  const ordinary = text.isOrdinary(token)
  if (text.isNordicNoun(token)) return false
  if (text.cased && text.isCapital(token)) {
    if (strength === STRONG || isGivenPair(text, token)) return true
    if (ordinary || (bits & PLACE) !== 0) return (bits & COMMON) !== 0 && isNamePart(text, token + 1)
    if (listed || (text.goesOn(token + 1) && isNamePart(text, token + 1))) return true
    return mayBeUnlisted(text, token)
  }
  if (ordinary)
    return strength === STRONG && ((bits & COMMON) !== 0 || (listed && isNamePart(text, token + 1)))
  return listed || (strength === STRONG && !text.cased && !text.careful && text.length(token) > 2)
}

/** Two given names with a hyphen between, words though they may be: `Rose-Aimée`. */
function isGivenPair(text: NameText, token: number): boolean {
  const next = token + 1
  if (next >= text.count || text.tokens.gaps[next] !== HYPHEN) return false
  return (text.bit(token) & text.bit(next) & GIVEN) !== 0 && text.isCapital(token) && text.isCapital(next)
}

/** A capitalised word of no list where a name is likely: in German, whose nouns have capitals, only with another behind it. */
function mayBeUnlisted(text: NameText, token: number): boolean {
  if (text.isAllCapitals(token)) return false
  if (!text.isGerman) return true
  if (isLikeGermanNoun(text.plain(token))) return false
  const next = token + 1
  if (!text.goesOn(next) || !text.isWord(next) || !text.isCapital(next)) return false
  return !text.isOrdinary(next) && !text.isStop(next) && !isLikeGermanNoun(text.plain(next))
}

/** A word that nothing but a name is likely to be: listed and no ordinary word, or a capitalised word that is none. */
function isNamePart(text: NameText, token: number): boolean {
  if (!text.isWord(token) || text.isStop(token) || !text.goesOn(token)) return false
  const bits = text.bit(token)
  if ((bits & (ROLE | NEVER)) !== 0 || text.isThing(token) || text.isOrdinary(token)) return false
  return (bits & LISTED) !== 0 && (!text.cased || text.isCapital(token))
}

function mayFollow(text: NameText, token: number, strength: number, parts: number): boolean {
  if (!text.isWord(token) || text.length(token) < 2) return false
  const bits = text.bit(token)
  if ((bits & (NEVER | ROLE)) !== 0 && (bits & COMMON) === 0) return false
  if (text.isStop(token)) return false
  const listed = (bits & LISTED) !== 0
  const ordinary = text.isOrdinary(token)
  if (text.cased) {
    if (!text.isCapital(token)) return false
    if (parts >= 2) return !ordinary && (listed || strength === STRONG)
    return !ordinary || (bits & SURNAME) !== 0 || isGivenPair(text, token - 1)
  }
  if (ordinary) return (bits & COMMON) !== 0 && (bits & SURNAME) !== 0 && parts === 1
  if (listed) return true
  return strength === STRONG && !text.careful && parts === 1 && text.length(token) > 2
}
