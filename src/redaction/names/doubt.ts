/** What speaks against a name that the tagger found: how its words are written, where they stand, what the lists say of them. */
import { isLikeGermanNoun } from './name-shapes.ts'
import type { NameText } from './name-text.ts'
import { COMMON, GIVEN, NEVER, PARTICLE, PLACE, SURNAME } from './word-table.ts'

/** How many times the odds of the threshold each needs; chosen so that what is nobody's name goes, and names stay. */
const DOUBT = {
  /** All capitals and no name of the lists: `PESEL`. */
  capitals: 10_000,
  /** A firm, a product, a month, or such a word or a town in another case. */
  never: 40,
  thingForm: 40,
  /** One of several words is such a form. */
  amongThings: 2,
  /** A town that is no given name. */
  place: 10,
  /** In no list, and ends as German nouns do. */
  germanNoun: 4,
  /** The first word of a text without capitals inside its sentences, in no list. */
  opening: 10,
  /** A given name alone: what lists and cues did not take for one. */
  firstGiven: 2,
  givenInside: 4,
  /** A word too, and among the commonest names (`Rose`); in small letters any word that is one too. */
  commonWord: 4,
  smallWord: 2,
} as const

/** How many times the odds of its threshold the tagger's odds have to be; 1 where nothing speaks against the name. */
export function doubtOf(text: NameText, start: number, end: number): number {
  let words = 0
  let hasGiven = false
  for (let at = start; at < end; at++) {
    if ((text.bit(at) & PARTICLE) === 0) words++
    if ((text.bit(at) & GIVEN) !== 0 && !text.isOrdinary(at)) hasGiven = true
  }
  if (words < 2)
    return doubtOfOne(text, end - 1, hasGiven) * (end - start > 1 ? 1 : openingDoubt(text, start))
  return !hasGiven && (text.isThingForm(start) || text.isThingForm(end - 1)) ? DOUBT.amongThings : 1
}

function doubtOfOne(text: NameText, word: number, isGiven: boolean): number {
  const bits = text.bit(word)
  const inList = (bits & (GIVEN | SURNAME)) !== 0
  const isCommon = (bits & COMMON) !== 0
  let doubt = 1
  if ((bits & NEVER) !== 0 && !isCommon) doubt *= DOUBT.never
  if ((bits & PLACE) !== 0 && !isGiven) doubt *= DOUBT.place
  if (!inList && text.isThingForm(word)) doubt *= DOUBT.thingForm
  if (!inList && text.isGerman && isLikeGermanNoun(text.plain(word))) doubt *= DOUBT.germanNoun
  const isWord = text.isOrdinary(word)
  if (!text.cased) return isWord ? doubt * DOUBT.smallWord : doubt
  if (text.isAllCapitals(word) && !inList) return doubt * DOUBT.capitals
  if (isGiven) doubt *= text.isFirst(word) ? DOUBT.firstGiven : DOUBT.givenInside
  return isWord && isCommon ? doubt * DOUBT.commonWord : doubt
}

/** In a text without capitals inside its sentences the word that opens it has one for that. */
function openingDoubt(text: NameText, word: number): number {
  const opens = !text.cased && text.isFirst(word) && (text.bit(word) & (GIVEN | SURNAME)) === 0
  return opens && text.baseBits(word) === 0 ? DOUBT.opening : 1
}
