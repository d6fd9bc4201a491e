/** What speaks against a name that the tagger found: how its words are written, where they stand, what the lists say of them, how frequent they are. */
import { hasSurnameEnding, isLikeGermanNoun } from './name-shapes.ts'
import type { NameText } from './name-text.ts'
import { COMMON, GIVEN, NEVER, PARTICLE, PLACE, SURNAME } from './word-table.ts'

/** How many times the odds of the threshold each needs; chosen on the development collection, so that what is nobody's name goes, and names stay. */
const DOUBT = {
  /** All capitals and no name of the lists: `PESEL`. */
  capitals: 10_000,
  /** All capitals, and a name that is not among the commonest. */
  listedCapitals: 20,
  /** A firm, a product, a month, or such a word or a town in another case. */
  never: 40,
  thingForm: 40,
  /** One of several words is such a form, or a town or firm stands first. */
  amongThings: 3,
  /** Several words, an ordinary one among them and none that is a name and nothing else: `Modifica PIN`. */
  wordsOnly: 2,
  /** A town that is no given name. */
  place: 40,
  smallPlace: 6,
  /** A town that is a rare given name too. */
  givenPlace: 4,
  /** In no list, and ends as German nouns do. */
  germanNoun: 8,
  /** The first word of a text without capitals inside its sentences, in no list. */
  opening: 6,
  /** The same in cased text: what a sentence or a line begins with. */
  casedOpening: 4,
  /** Behind a particle and in no list: `de Obstetrícia`. */
  behindParticle: 2,
  /** A given name alone that begins a sentence: what lists and cues did not take for one. */
  firstGiven: 2,
  /** An ordinary word in no list of names. */
  word: 20,
  /** An ordinary word that is a name too; among the commonest ones (`Rose`), inside a sentence and where it begins one. */
  listedWord: 4,
  commonWord: 6,
  openingWord: 40,
  /** One of the commonest words of the language (`Will`). */
  veryCommonWord: 10,
  /** In small letters where sentences begin with capitals and end with their signs. */
  carefulSmall: 100,
  /** In small letters a word among the commonest names that is an ordinary one too. */
  smallWord: 10,
  /** Speaks for a name: in no list, and an inflected form of one that is (`Hanią`). */
  form: 0.1,
  /** The same: ends as surnames of the language do, and no word of it. */
  surnameEnding: 0.3,
} as const

const NAME = GIVEN | SURNAME

/** How many times the odds of its threshold the tagger's odds have to be; 1 where nothing speaks against the name. */
export function doubtOf(text: NameText, start: number, end: number): number {
  const small = text.careful && !text.isCapital(start) && !text.isCapital(end - 1) ? DOUBT.carefulSmall : 1
  let words = 0
  let ordinary = 0
  let isSure = false
  let hasGiven = false
  for (let at = start; at < end; at++) {
    if ((text.bit(at) & PARTICLE) !== 0) continue
    words++
    const isName = (text.bit(at) & NAME) !== 0
    if (text.isOrdinary(at)) {
      ordinary++
      if (isName && (text.bit(at) & COMMON) !== 0) isSure = true
    } else if (isName && !text.isAbbreviation(at)) {
      isSure = true
      if ((text.bit(at) & GIVEN) !== 0) hasGiven = true
    }
  }
  if (words < 2) return small * doubtOfOne(text, end - 1, hasGiven) * besideDoubt(text, start, end)
  let doubt = !isSure && ordinary > 0 ? small * DOUBT.wordsOnly : small
  const isThing =
    text.isThingForm(start) || text.isThingForm(end - 1) || (text.bit(start) & (PLACE | NEVER)) !== 0
  if (!hasGiven && isThing) doubt *= DOUBT.amongThings
  return doubt
}

/** What stands with one word: particles before it, the beginning of a sentence. */
function besideDoubt(text: NameText, start: number, end: number): number {
  const isListed = (text.bit(end - 1) & NAME) !== 0
  if (end - start > 1) return isListed ? 1 : DOUBT.behindParticle
  return openingDoubt(text, start)
}

function doubtOfOne(text: NameText, word: number, isGiven: boolean): number {
  const bits = text.bit(word)
  const isListed = (bits & NAME) !== 0
  const isCommon = (bits & COMMON) !== 0
  let doubt = 1
  if ((bits & NEVER) !== 0 && !isCommon) doubt *= DOUBT.never
  if ((bits & PLACE) !== 0 && !(isGiven && isCommon)) doubt *= placeDoubt(text, word, isGiven)
  if (!isListed && text.isThingForm(word)) doubt *= DOUBT.thingForm
  if (!isListed && text.isGerman && isLikeGermanNoun(text.plain(word))) doubt *= DOUBT.germanNoun
  if (text.isOrdinary(word)) doubt *= wordDoubt(text, word, isListed, isCommon)
  else doubt *= formTrust(text, word, bits)
  if (text.isAbbreviation(word) && !isCommon) doubt *= isListed ? DOUBT.listedCapitals : DOUBT.capitals
  if (!text.cased) return doubt
  return isGiven && text.isFirst(word) ? doubt * DOUBT.firstGiven : doubt
}

function placeDoubt(text: NameText, word: number, isGiven: boolean): number {
  if (isGiven) return DOUBT.givenPlace
  return text.cased || text.isCapital(word) ? DOUBT.place : DOUBT.smallPlace
}

/** Of a word that is no ordinary one: what its ending says. */
function formTrust(text: NameText, word: number, bits: number): number {
  if ((bits & NAME) === 0 && text.baseBits(word) !== 0) return DOUBT.form
  if ((bits & (GIVEN | PLACE | NEVER)) !== 0) return 1
  return hasSurnameEnding(text.plain(word), text.spoken) ? DOUBT.surnameEnding : 1
}

/** Of a word that is an ordinary one too. */
function wordDoubt(text: NameText, word: number, isListed: boolean, isCommon: boolean): number {
  if (!isListed) return DOUBT.word
  const isCapital = text.cased || (text.careful && text.isCapital(word))
  if (!isCommon) return text.isVeryCommon(word) ? DOUBT.veryCommonWord : DOUBT.listedWord
  if (!isCapital) return DOUBT.smallWord
  return text.isFirst(word) ? DOUBT.openingWord : DOUBT.commonWord
}

/** The word that opens a sentence has its capital for that. */
function openingDoubt(text: NameText, word: number): number {
  if (!text.isFirst(word) || (text.bit(word) & NAME) !== 0 || text.baseBits(word) !== 0) return 1
  return text.cased ? DOUBT.casedOpening : DOUBT.opening
}
