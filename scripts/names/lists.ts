/** What the engine's lists say of words, as the tagger gets it. */
import { fingerprintOf, readFingerprints } from '../../src/redaction/names/fingerprints.ts'
import { formBits, NOUN_FORM, SHORTEST_INFLECTED, THING_FORM } from '../../src/redaction/names/forms.ts'
import { plainWord } from '../../src/redaction/names/inflection.ts'
import { languageBit } from '../../src/redaction/names/language-sets.ts'
import { SENTENCE_START } from '../../src/redaction/names/name-text.ts'
import freeFile from '../../src/redaction/names/lists.json' with { type: 'json' }
import shareAlikeFile from '../../src/redaction/names/lists-share-alike.json' with { type: 'json' }
import { nameTables } from '../../src/redaction/names/rules.ts'
import { listedBits, mayBeForm, FORM_OF_NAME, FORM_OF_THING } from '../../src/redaction/names/tagger/view.ts'
import { FIRST_UPPER, LOWER, type Tokens } from '../../src/redaction/names/tokens.ts'
import { LANGUAGES } from '../../src/redaction/types.ts'

/** Languages of the tagger: all of the engine's that are written with capitals. */
export const TAGGED = LANGUAGES.filter((language) => language !== 'ja')

/** `listedBits` of a word by the hash of its folded letters. */
export type Lists = (hash: number) => number

/** The compiled lists of the engine; weights that are free may not learn from the share-alike ones. */
export function engineLists(shareAlike: boolean): Lists {
  const { words, frequencies } = nameTables()
  const hidden = shareAlike ? new Set<number>() : shareAlikeOnly()
  return (hash) => {
    const slot = words.slotOf(hash)
    const bits = slot < 0 ? 0 : words.bitsAt(slot)
    const ordinary = slot < 0 || hidden.has(fingerprintOf(hash)) ? 0 : words.ordinaryAt(slot)
    return listedBits(bits, ordinary | (shareAlike ? frequencies.ordinary(hash, bits) : 0))
  }
}

/** Fingerprints of the words that are ordinary by the share-alike list alone. */
function shareAlikeOnly(): ReadonlySet<number> {
  const prints = new Set<number>()
  readFingerprints(shareAlikeFile, (hash) => prints.add(fingerprintOf(hash)))
  readFingerprints(freeFile, (hash, _bits, ordinary) => {
    if (ordinary !== 0) prints.delete(fingerprintOf(hash))
  })
  return prints
}

const A_THING = THING_FORM | NOUN_FORM

/** What the lists say of the words of a text in a language (counted from 1; 0: nobody knows), forms of listed names among them. */
export function listedColumn(tokens: Tokens, lists: Lists, language: number): Uint16Array {
  const { words } = nameTables()
  const spoken = LANGUAGES[language - 1]
  const cased = isCased(tokens)
  const column = new Uint16Array(tokens.count)
  for (let token = 0; token < tokens.count; token++) {
    const listed = lists(tokens.hashes[token] ?? 0)
    column[token] = listed
    const length = (tokens.ends[token] ?? 0) - (tokens.starts[token] ?? 0)
    if (spoken === undefined || length < SHORTEST_INFLECTED || !mayBeForm(listed)) continue
    if (cased && ((tokens.shapes[token] ?? 0) & FIRST_UPPER) === 0) continue
    const form = formBits(plainWord(tokens.word(token)), [spoken], languageBit(spoken), words)
    column[token] =
      listed | ((form & ~A_THING) === 0 ? 0 : FORM_OF_NAME) | ((form & A_THING) === 0 ? 0 : FORM_OF_THING)
  }
  return column
}

/** A capital stands inside a sentence. */
function isCased({ count, shapes, gaps }: Tokens): boolean {
  for (let token = 1; token < count; token++)
    if (
      ((shapes[token] ?? 0) & (FIRST_UPPER | LOWER)) === (FIRST_UPPER | LOWER) &&
      ((gaps[token] ?? 0) & SENTENCE_START) === 0
    )
      return true
  return false
}
