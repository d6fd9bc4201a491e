/** One text as the search for names sees it: its words, what the tables say of each, and in which languages it is. */
import { type Language, LANGUAGES } from '../types.ts'
import { columnsFor, type NameColumns } from './name-columns.ts'
import { formBits, NOUN_FORM, SHORTEST_INFLECTED, THING_FORM } from './forms.ts'
import { plainWord } from './inflection.ts'
import { ALL_LANGUAGES, languageBit, languagesIn } from './language-sets.ts'
import type { NameRules, NameTables, WordsByLanguage } from './rules.ts'
import {
  APOSTROPHE,
  COLON,
  DIGITS,
  DOT,
  END,
  FIRST_UPPER,
  HYPHEN,
  IDEOGRAPH,
  LATER_UPPER,
  LOWER,
  NEWLINE,
  OTHER,
  PARAGRAPH,
  SPACE,
  Tokens,
} from './tokens.ts'
import { COMMON, GIVEN, SURNAME, THING } from './word-table.ts'

/** Words that are read to tell the languages of a text. */
const MOST_READ = 240
/** Hits of a language from which the others count for nothing. */
const SURE = 3

/** Behind these a capital says nothing. */
export const SENTENCE_START = DOT | END | NEWLINE | PARAGRAPH | COLON | OTHER

const FULL_STOPS = '.!?\u2026'

const ENGLISH = languageBit('en')

/** Words of each language in the text that is looked at. */
const hits = new Uint16Array(LANGUAGES.length)

/** Valid until the next text is looked at: its columns are used again. */
export class NameText {
  readonly tokens: Tokens
  readonly count: number
  readonly columns: NameColumns
  readonly bits: Uint16Array
  readonly stops: Uint16Array
  readonly ordinary: Uint16Array
  /** Set for words of a cue or a brand, which are nobody's name. */
  readonly nobody: Uint8Array
  /** Languages that it seems to be in; those of the policy when that cannot be told. */
  readonly languages: number
  /** Capitals stand where sentences go on, so a word without one is hardly a name. */
  readonly cased: boolean

  /** No capital stands inside a sentence, but all sentences begin with one and end with their sign: most likely nobody is named. */
  readonly careful: boolean

  /** The same as names of languages; none when there are too many to tell anything by. */
  readonly spoken: readonly Language[]
  readonly isGerman: boolean
  readonly #tables: NameTables
  /** By word: bits of what it is inflected from; looked up once, -1 before that. */
  #bases: Int16Array | undefined

  constructor(text: string, rules: NameRules) {
    const columns = columnsFor(text.length)
    const tokens = new Tokens(text, columns.tokens)
    const { count } = tokens
    this.tokens = tokens
    this.count = count
    this.columns = columns
    this.bits = columns.bits
    this.stops = columns.stops
    this.ordinary = columns.ordinary
    this.nobody = columns.nobody.fill(0, 0, count + 1)
    this.cased = this.#lookUp(rules)
    this.careful = !this.cased && this.#isCareful()
    this.languages = this.#guess(rules.languages)
    this.spoken = languagesIn(this.languages)
    this.isGerman = this.spoken.length < LANGUAGES.length - 1 && this.spoken.includes('de')
    this.#tables = rules.tables
  }

  bit(token: number): number {
    return this.bits[token] ?? 0
  }

  /** The word begins a text or sentence, where a capital says nothing. */
  isFirst(token: number): boolean {
    const gap = this.tokens.gaps[token] ?? 0
    return token === 0 || (gap & SENTENCE_START) !== 0
  }

  /** Written with a capital and going on small: `Anna`, `McDonald`. In a text without small letters, anything. */
  isCapital(token: number): boolean {
    return ((this.tokens.shapes[token] ?? 0) & FIRST_UPPER) !== 0
  }

  isAllCapitals(token: number): boolean {
    const shape = this.tokens.shapes[token] ?? 0
    return (shape & LATER_UPPER) !== 0 && (shape & LOWER) === 0
  }

  /** In capitals, where most words are in small letters: an abbreviation more often than a name. */
  isAbbreviation(token: number): boolean {
    return this.isAllCapitals(token) && (this.cased || this.tokens.small * 2 > this.count)
  }

  /** Letters only, of a script with words. */
  isWord(token: number): boolean {
    return token < this.count && ((this.tokens.shapes[token] ?? 0) & (DIGITS | IDEOGRAPH)) === 0
  }

  length(token: number): number {
    return (this.tokens.ends[token] ?? 0) - (this.tokens.starts[token] ?? 0)
  }

  isStop(token: number): boolean {
    return ((this.stops[token] ?? 0) & this.languages) !== 0
  }

  /** A word of one of the text's languages; a rare one that is a form of a common name is none: `Boženy`, `Masaryka`. */
  isOrdinary(token: number): boolean {
    if (((this.ordinary[token] ?? 0) & this.languages) === 0) return false
    if ((this.bit(token) & (GIVEN | SURNAME)) !== 0 || this.#isFrequent(token)) return true
    return (this.baseBits(token) & (this.cased && this.isCapital(token) ? GIVEN | SURNAME : COMMON)) === 0
  }

  /** Frequent enough to be a word even where it is a name too. */
  #isFrequent(token: number): boolean {
    const hash = this.tokens.hashes[token] ?? 0
    return (this.#tables.frequencies.ordinaryThoughName(hash) & this.languages) !== 0
  }

  /** Among the thousand or so most frequent words of a language of the text. */
  isVeryCommon(token: number): boolean {
    const hash = this.tokens.hashes[token] ?? 0
    return (this.#tables.frequencies.veryCommon(hash) & this.languages) !== 0
  }

  /** The word may be the next part of the name that the word before it is part of. */
  goesOn(token: number): boolean {
    if (token >= this.count) return false
    const gap = this.tokens.gaps[token] ?? 0
    if (gap === SPACE || gap === HYPHEN || gap === APOSTROPHE) return true
    // A hyphen or an apostrophe at the end of a line.
    return (gap & (HYPHEN | APOSTROPHE)) !== 0 && (gap & ~(HYPHEN | APOSTROPHE | NEWLINE | SPACE)) === 0
  }

  /** The same, and behind the full stop of an initial. */
  continues(token: number): boolean {
    if (this.goesOn(token)) return true
    const gap = this.tokens.gaps[token] ?? 0
    return (gap === DOT || gap === (DOT | SPACE)) && this.length(token - 1) === 1
  }

  /** The word before says that no person follows. */
  isBehindBefore(token: number): boolean {
    return token > 0 && this.tokens.gaps[token] === SPACE && this.#isOneOf(this.#tables.befores, token - 1)
  }

  /** What follows the word is a thing or a place. */
  isThing(token: number): boolean {
    return (this.bit(token) & THING) !== 0 || this.#isOneOf(this.#tables.things, token)
  }

  /** What stands before the word is a thing or a place: `Street`, `GmbH`. In small letters they may be other words. */
  isThingEnding(token: number): boolean {
    if (token >= this.count || !this.goesOn(token)) return false
    if (this.#isOneOf(this.#tables.streets, token)) return true
    if (this.cased && !this.isCapital(token)) return false
    return (this.cased || this.length(token) > 3) && this.#isOneOf(this.#tables.thingEndings, token)
  }

  #isOneOf(words: WordsByLanguage, token: number): boolean {
    const hash = this.tokens.hashes[token] ?? 0
    return (
      this.spoken.length < LANGUAGES.length &&
      this.spoken.some((language) => words.get(language)?.has(hash) === true)
    )
  }

  /** The word in small letters without accents. */
  plain(token: number): string {
    return plainWord(this.tokens.word(token))
  }

  /** Bits of the name of the lists that a word of none is an inflected form of; 0 when there is none. */
  baseBits(token: number): number {
    return this.#formBits(token) & ~(THING_FORM | NOUN_FORM)
  }

  /** An inflected form of a town, a firm or a product of the lists, and of no name of theirs: `Tauronu`, `Finnairilla`. */
  isThingForm(token: number): boolean {
    return (this.#formBits(token) & (THING_FORM | NOUN_FORM)) !== 0
  }

  /** A word of no list of names that ends as nouns do: `Fakturaavdelningen`, `Lippupisteestä`. */
  isNordicNoun(token: number): boolean {
    return (this.#formBits(token) & NOUN_FORM) !== 0
  }

  #formBits(token: number): number {
    this.#bases ??= this.columns.bases.fill(-1, 0, this.count)
    const known = this.#bases[token] ?? 0
    if (known >= 0) return known
    return (this.#bases[token] = this.#readForm(token))
  }

  #readForm(token: number): number {
    if (this.length(token) < SHORTEST_INFLECTED) return 0
    const form = formBits(this.plain(token), this.spoken, this.languages, this.#tables.words)
    return (this.bit(token) & (GIVEN | SURNAME)) === 0 ? form : form & ~NOUN_FORM
  }

  #lookUp({ tables: { words, frequencies } }: NameRules): boolean {
    const { tokens, count, bits, stops, ordinary } = this
    let capitals = 0
    for (let token = 0; token < count; token++) {
      const shape = tokens.shapes[token] ?? 0
      if ((shape & (FIRST_UPPER | LOWER)) === (FIRST_UPPER | LOWER) && !this.isFirst(token)) capitals++
      const hash = tokens.hashes[token] ?? 0
      const slot = words.slotOf(hash)
      const bit = slot < 0 ? 0 : words.bitsAt(slot)
      const known = frequencies.ordinary(hash, bit)
      bits[token] = bit
      stops[token] = slot < 0 ? 0 : words.stopsAt(slot)
      const all = slot < 0 ? known : known | words.ordinaryAt(slot)
      // English words stand in the texts of all languages: `Too Many Requests`.
      ordinary[token] = (known & ENGLISH) !== 0 && (bit & COMMON) === 0 ? all | ALL_LANGUAGES : all
    }
    bits[count] = stops[count] = ordinary[count] = 0
    return capitals > 0
  }

  #isCareful(): boolean {
    const { text, shapes } = this.tokens
    if (!FULL_STOPS.includes(text.at(-1) ?? ' ')) return false
    for (let token = 0; token < this.count; token++)
      if (this.isFirst(token) && ((shapes[token] ?? 0) & (FIRST_UPPER | LOWER)) === LOWER) return false
    return true
  }

  #guess(all: number): number {
    if ((all & (all - 1)) === 0) return all
    hits.fill(0)
    let most = 0
    const read = Math.min(this.count, MOST_READ)
    for (let token = 0; token < read; token++) {
      for (let left = (this.stops[token] ?? 0) & all; left !== 0; left &= left - 1) {
        const language = 31 - Math.clz32(left & -left)
        const count = (hits[language] ?? 0) + 1
        hits[language] = count
        if (count > most) most = count
      }
    }
    if (most < SURE) return all
    let languages = 0
    for (let language = 0; language < hits.length; language++)
      if ((hits[language] ?? 0) * 4 >= most * 3) languages |= 1 << language
    return languages
  }
}
