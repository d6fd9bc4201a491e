/** The tables of several languages, compiled: what each phrase means in each of them. */
import type { SpokenLanguage } from './language.ts'
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

/** Letters of the shortest open cue. */
const SHORTEST_STEM = 3

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
  /** A longer phrase begins with it. */
  more: boolean
}

/** Words that say what digits behind them are: whole ones, and stems. */
export class CueWords {
  readonly #words = new Set<string>()
  readonly #stems = new Set<string>()
  /** First letters of the stems: most words begin no cue. */
  readonly #starts = new Set<string>()

  constructor(cues: readonly string[]) {
    for (const cue of cues) {
      const word = foldedWord(cue, 0, cue.length)
      if (!word.endsWith('*')) {
        this.#words.add(word)
        continue
      }
      this.#stems.add(word.slice(0, -1))
      this.#starts.add(word.slice(0, SHORTEST_STEM))
    }
  }

  /** Takes a folded word. */
  has(word: string): boolean {
    if (this.#words.has(word)) return true
    if (word.length < SHORTEST_STEM || !this.#starts.has(word.slice(0, SHORTEST_STEM))) return false
    for (let end = SHORTEST_STEM; end <= word.length; end++)
      if (this.#stems.has(word.slice(0, end))) return true
    return false
  }
}

/** One language, compiled. */
export class SpokenIndex {
  readonly code: string
  readonly #phrases = new Map<string, Meaning>()
  /** Words that say what digits behind them are. */
  readonly cues: CueWords

  constructor(language: SpokenLanguage) {
    this.code = language.code
    for (const [value, said] of language.small) this.#number(said, value, false)
    for (const [value, said] of language.hundreds) this.#number(said, value, true)
    for (const [value, said] of language.glued) this.#number(said, value, value % 100 === 0)
    this.#roles(language)
    for (const word of entries(language.weak)) this.#meaning(word).weak = true
    for (const [value, name] of lettersOf(language)) this.#meaning(name).letter ||= value
    for (const word of entries(language.alphabet)) this.#meaning(word).spelled = foldedWord(word, 0, 1)
    this.cues = new CueWords(entries(language.cues))
  }

  get(phrase: string): Meaning | undefined {
    return this.#phrases.get(phrase)
  }

  /** Every phrase, folded. */
  get phrases(): Iterable<readonly [string, Meaning]> {
    return this.#phrases
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

  #wordMeaning(word: string): Meaning {
    let meaning = this.#phrases.get(word)
    if (meaning === undefined) this.#phrases.set(word, (meaning = nothing()))
    return meaning
  }

  /** The meaning of a phrase, made when there is none; every beginning of it is told that more follows. */
  #meaning(said: string): Meaning {
    const all = phraseOf(said)
    if (!all.includes(' ')) return this.#wordMeaning(all)
    const words = all.split(' ')
    let phrase = ''
    for (const [index, word] of words.entries()) {
      phrase = index === 0 ? word : `${phrase} ${word}`
      const meaning = this.#wordMeaning(phrase)
      if (index === words.length - 1) return meaning
      meaning.more = true
    }
    return nothing()
  }
}

function nothing(): Meaning {
  return { number: -1, open: false, weak: false, roles: 0, letter: '', spelled: '', more: false }
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
const LEADS = PLUS | TWICE | THRICE
const SIGNS = AT | LOOSE_AT | DOT

/** What a word may be the beginning of, in bits of languages in the order of the indexes. */
export interface WordUse {
  /** A number, a plus, a word that says it twice. */
  numbers: number
  /** The same, where the word is no small word of the language. */
  strong: number
  letters: number
  /** A word for the at sign. */
  at: number
  dot: number
}

/** Several languages, and the look that tells whether any of them may be spoken in a text. */
export class SpokenLexicon {
  readonly indexes: readonly SpokenIndex[]
  readonly trigger: Trigger
  /** Words of any of the languages that no name in an address is. */
  readonly stops: ReadonlySet<string>
  /** Those of all languages. */
  readonly cues: CueWords
  readonly #uses = new Map<string, WordUse>()

  constructor(languages: readonly SpokenLanguage[]) {
    this.indexes = languages.map((language) => new SpokenIndex(language))
    this.trigger = new Trigger(languages)
    this.stops = new Set(
      languages.flatMap(({ stops }) => entries(stops)).map((word) => foldedWord(word, 0, word.length)),
    )
    this.cues = new CueWords(languages.flatMap(({ cues }) => entries(cues)))
    for (const [bit, index] of this.indexes.entries())
      for (const [phrase, meaning] of index.phrases) this.#note(phrase, meaning, 1 << bit)
  }

  /** Undefined for a word that begins nothing. */
  useOf(word: string): WordUse | undefined {
    return this.#uses.get(word)
  }

  #note(phrase: string, meaning: Meaning, bit: number): void {
    const number = meaning.number !== -1 || (meaning.roles & LEADS) !== 0
    const letter = meaning.letter !== '' || meaning.spelled !== ''
    if (!number && !letter && (meaning.roles & SIGNS) === 0) return
    const space = phrase.indexOf(' ')
    const word = space === -1 ? phrase : phrase.slice(0, space)
    let use = this.#uses.get(word)
    if (use === undefined) this.#uses.set(word, (use = { numbers: 0, strong: 0, letters: 0, at: 0, dot: 0 }))
    if (number) use.numbers |= bit
    if (number && !meaning.weak) use.strong |= bit
    if (letter) use.letters |= bit
    if ((meaning.roles & (AT | LOOSE_AT)) !== 0) use.at |= bit
    if ((meaning.roles & DOT) !== 0) use.dot |= bit
  }
}
