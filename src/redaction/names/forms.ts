/** What a word of no list is an inflected form of: a name of the lists, or a town, a firm, a product. */
import type { Language } from '../types.ts'
import { eachBase } from './inflection.ts'
import { isLikeNordicNoun } from './noun-shapes.ts'
import { GIVEN, NEVER, PLACE, SURNAME, type WordTable } from './word-table.ts'

/** Letters of an inflected name. */
export const SHORTEST_INFLECTED = 4
/** Languages from which on nothing is told by endings. */
const MOST_INFLECTING = 6

/** Beside the bits of the word table: a form of a thing, and a word that ends as Nordic nouns and verb forms do. */
export const THING_FORM = 1 << 13
export const NOUN_FORM = 1 << 14

/** Bits of the name that a word, in small letters without accents, is a form of, `THING_FORM` and `NOUN_FORM`; 0 when there is none. `set` has the languages as bits. */
export function formBits(
  word: string,
  languages: readonly Language[],
  set: number,
  words: WordTable,
): number {
  if (languages.length > MOST_INFLECTING) return 0
  let name = 0
  let thing = 0
  eachBase(word, languages, (hash) => {
    const slot = words.slotOf(hash)
    if (slot < 0) return
    const bits = words.bitsAt(slot)
    const isThing = (bits & (NEVER | PLACE)) !== 0
    if ((bits & (GIVEN | SURNAME)) === 0) {
      // Likelier a form of a town or a firm than of the names that come later: `Pakilasta`.
      if (isThing) thing = THING_FORM
    } else if (
      !isThing &&
      (name | thing) === 0 &&
      ((words.ordinaryAt(slot) | words.stopsAt(slot)) & set) === 0
    )
      name = bits
  })
  return name | thing | (isLikeNordicNoun(word, languages) ? NOUN_FORM : 0)
}
