/** The tables of several languages, compiled: what each phrase means in each of them. */
import { calendarOf } from './calendars.ts'
import { CueWords } from './cue-words.ts'
import type { SpokenLanguage } from './language.ts'
import { plateWordsOf } from './plates.ts'
import { entries } from './sayings.ts'
import { Trigger } from './trigger.ts'
import { foldedWord } from './word-units.ts'

/** What a phrase can be besides a number, as bits. */
export const AND = 1
export const THOUSAND = 2
export const MILLION = 4
export const ZEROS = 8
export const TWICE = 16
export const THRICE = 32
export const PLUS = 64
export const FILLER = 128
export const REPAIR = 256
export const AT = 512
export const LOOSE_AT = 1024
export const DOT = 2048
export const DASH = 4096
export const UNDERSCORE = 8192
export const SLASH = 16_384
export const AS = 32_768
export const UNIT = 65_536
export const STOP = 131_072

/** What one phrase means in one language. */
export interface Meaning {
  /** -1 when it is no number. */
  number: number
  /** A hundred that a smaller number may follow. */
  open: boolean
  /** A small word of the language too. */
  weak: boolean
  roles: number
  /** The letter that it names; '' for none. */
  letter: string
  /** The letter that it spells in a spelling alphabet; '' for none. */
  spelled: string
  /** An ordinal of a date; 0 for none. */
  ordinal: number
  /** From 1 on; 0 for none. */
  month: number
  /** What longer phrases mean that begin with it, by their next word. */
  next: Map<string, Meaning> | undefined
}

/** One language, compiled. */
export class SpokenIndex {
  readonly code: string
  /** Its place among the languages of its lexicon. */
  readonly bit: number
  /** Folded word -> what it means, and what phrases mean that begin with it. */
  readonly words = new Map<string, Meaning>()
  /** Words that say what digits behind them are. */
  readonly cues: CueWords

  constructor(language: SpokenLanguage, bit: number) {
    this.code = language.code
    this.bit = bit
    for (const [value, said] of language.small) this.#number(said, value, false)
    for (const [value, said] of language.hundreds) this.#number(said, value, true)
    for (const [value, said] of language.glued) this.#number(said, value, value % 100 === 0)
    this.#roles(language)
    for (const word of entries(language.weak)) this.#meaning(word).weak = true
    for (const [value, name] of lettersOf(language)) this.#meaning(name).letter ||= value
    for (const word of entries(language.alphabet)) this.#meaning(word).spelled = foldedWord(word, 0, 1)
    const { ordinals, months } = calendarOf(language.code)
    for (const [value, said] of ordinals) this.#meaning(said).ordinal ||= value
    for (const [value, said] of months) this.#meaning(said).month = value
    this.cues = new CueWords(entries(language.cues))
  }

  #roles(language: SpokenLanguage): void {
    const roles: readonly (readonly [number, string])[] = [
      [AND, language.and],
      [THOUSAND, language.thousands],
      [MILLION, language.millions],
      [ZEROS, language.zeros],
      [TWICE, language.twice],
      [THRICE, language.thrice],
      [PLUS, language.plus],
      [FILLER, language.fillers],
      [REPAIR, language.repairs],
      [AT, language.at],
      [LOOSE_AT, language.looseAt],
      [DOT, language.dot],
      [DASH, language.dash],
      [UNDERSCORE, language.underscore],
      [SLASH, language.slash],
      [AS, language.as],
      [UNIT, language.units],
      [STOP, language.stops],
    ]
    for (const [role, list] of roles) for (const entry of entries(list)) this.#meaning(entry).roles |= role
  }

  #number(said: string, value: number, open: boolean): void {
    const meaning = this.#meaning(said)
    if (meaning.number !== -1) return
    meaning.number = value
    meaning.open = open
  }

  /** The meaning of a phrase, made when there is none. */
  #meaning(said: string): Meaning {
    const [first = '', ...rest] = phraseOf(said).split(' ')
    let meaning = madeIn(this.words, first)
    for (const word of rest) meaning = madeIn((meaning.next ??= new Map<string, Meaning>()), word)
    return meaning
  }
}

function madeIn(meanings: Map<string, Meaning>, word: string): Meaning {
  let meaning = meanings.get(word)
  if (meaning === undefined) meanings.set(word, (meaning = nothing()))
  return meaning
}

function nothing(): Meaning {
  return {
    number: -1,
    open: false,
    weak: false,
    roles: 0,
    letter: '',
    spelled: '',
    ordinal: 0,
    month: 0,
    next: undefined,
  }
}

/** A phrase as the tokens of a text are joined: folded, hyphens and apostrophes part words. */
function phraseOf(said: string): string {
  return foldedWord(/[-']/.test(said) ? said.replaceAll(/[-']/g, ' ') : said, 0, said.length)
}

function lettersOf(language: SpokenLanguage): readonly (readonly [letter: string, name: string])[] {
  return language.letters
    .trim()
    .split(/\s+/)
    .flatMap((names, index) =>
      names.split('/').map((name) => [String.fromCharCode(0x61 + index), name.replaceAll('_', ' ')] as const),
    )
}

/** What never ends a run where it stands, and may begin one. */
const LEADS = PLUS | TWICE | THRICE | THOUSAND
/** What stands between two letters, or a letter and a number. */
const JOINS = AS | DASH | SLASH | UNDERSCORE

/** What a word may be the beginning of, in bits of languages in the order of the indexes. */
export interface WordUse {
  /** A number, a plus, a word that says it twice. */
  numbers: number
  /** The same, where the word is no small word of the language. */
  strong: number
  letters: number
  /** A sign inside what is spelled, or `as in`. */
  joins: number
  /** A word for the at sign. */
  at: number
  dot: number
  /** Part of a date that is no other number. */
  dates: number
}

/** One word, and what it is in each language. */
export interface Word {
  readonly text: string
  /** In the order of the indexes. */
  readonly meanings: readonly (Meaning | undefined)[]
  /** Undefined for a word that begins nothing. */
  readonly use: WordUse | undefined
}

/** Several languages, and the look that tells whether any of them may be spoken in a text. */
export class SpokenLexicon {
  readonly trigger: Trigger
  /** Those of all languages. */
  readonly cues: CueWords
  /** Those of them that mean the plate of a car. */
  readonly plates: CueWords
  readonly #languages: readonly SpokenLanguage[]
  #indexes: readonly SpokenIndex[] | undefined
  #stops: ReadonlySet<string> | undefined
  /** The words of the languages, and what each means where a text has held it. */
  readonly #words = new Map<string, Word | undefined>()

  constructor(languages: readonly SpokenLanguage[]) {
    this.#languages = languages
    this.trigger = new Trigger(languages)
    const plates = languages.flatMap(({ code }) => plateWordsOf(code))
    this.cues = new CueWords([...languages.flatMap(({ cues }) => entries(cues)), ...plates])
    this.plates = new CueWords(plates)
  }

  /** Made when the trigger first sees what may be said. */
  get indexes(): readonly SpokenIndex[] {
    if (this.#indexes === undefined) {
      this.#indexes = this.#languages.map((language, bit) => new SpokenIndex(language, bit))
      for (const { words } of this.#indexes) for (const text of words.keys()) this.#words.set(text, undefined)
    }
    return this.#indexes
  }

  /** Words of any of the languages that no name in an address is. */
  get stops(): ReadonlySet<string> {
    this.#stops ??= new Set(
      this.#languages.flatMap(({ stops }) => entries(stops)).map((word) => foldedWord(word, 0, word.length)),
    )
    return this.#stops
  }

  /** What is known of a folded word; undefined for one that is nothing. */
  word(text: string): Word | undefined {
    const { indexes } = this
    const known = this.#words.get(text)
    if (known !== undefined || !this.#words.has(text)) return known
    const word = wordOf(indexes, text)
    this.#words.set(text, word)
    return word
  }
}

function wordOf(indexes: readonly SpokenIndex[], text: string): Word {
  const meanings = indexes.map(({ words }) => words.get(text))
  const use = { numbers: 0, strong: 0, letters: 0, joins: 0, at: 0, dot: 0, dates: 0 }
  for (const [bit, meaning] of meanings.entries()) if (meaning !== undefined) note(use, meaning, 1 << bit)
  const isUsed = (use.numbers | use.letters | use.joins | use.at | use.dot | use.dates) !== 0
  return { text, meanings, use: isUsed ? use : undefined }
}

/** What a phrase, and every longer one, may be. */
function note(use: WordUse, meaning: Meaning, bit: number): void {
  const number = meaning.number !== -1 || (meaning.roles & LEADS) !== 0
  if (number) use.numbers |= bit
  if (number && !meaning.weak) use.strong |= bit
  if (meaning.letter !== '' || meaning.spelled !== '') use.letters |= bit
  if ((meaning.roles & JOINS) !== 0) use.joins |= bit
  if ((meaning.roles & (AT | LOOSE_AT)) !== 0) use.at |= bit
  if ((meaning.roles & DOT) !== 0) use.dot |= bit
  if (meaning.ordinal > 0 || meaning.month > 0) use.dates |= bit
  for (const longer of meaning.next?.values() ?? []) note(use, longer, bit)
}
