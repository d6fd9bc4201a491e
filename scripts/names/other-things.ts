/** Texts with other things in them: towns, brands and words that look like surnames, where something has a capital and is nobody. */
import { Tokens } from '../../src/redaction/names/tokens.ts'
import type { WordSet } from '../../src/redaction/names/tagger/view.ts'
import { BRANDS } from './brands.ts'
import type { Chance } from './chance.ts'
import type { Example } from './corpus.ts'
import { spliced, type Splice } from './splice.ts'
import type { People } from './people.ts'
import { townsOf } from './places.ts'

/** Share of such things that are exchanged. */
const EXCHANGED = 0.6

export class OtherThings {
  readonly #towns: ReadonlyMap<string, readonly string[]>
  readonly #people: People
  readonly #common: WordSet

  /** `common` words keep their place: days, months, `I`. */
  constructor(folder: string, languages: readonly string[], people: People, common: WordSet) {
    this.#towns = new Map(languages.map((language) => [language, townsOf(folder, language)]))
    this.#people = people
    this.#common = common
  }

  /** The text with other things; in German, where all nouns have capitals, as it is. */
  exchanged(example: Example, chance: Chance): Example {
    const { text, language } = example
    if (language === 'de') return example
    const tokens = new Tokens(text)
    const splices: Splice[] = []
    for (let at = 1; at < tokens.count; at++) {
      const start = tokens.starts[at] ?? 0
      const end = tokens.ends[at] ?? 0
      const isInside = text.charAt(start - 1) === ' ' && /[\p{Ll},]/u.test(text.charAt(start - 2))
      if (!isInside || !/^\p{Lu}\p{Ll}{2,}$/u.test(text.slice(start, end))) continue
      if (this.#common.has(tokens.hashes[at] ?? 0) || !chance.is(EXCHANGED)) continue
      splices.push({ start, end, text: this.#thing(language, chance) })
    }
    return spliced(example, splices)
  }

  #thing(language: string, chance: Chance): string {
    const throwOf = chance.next()
    const towns = this.#towns.get(language) ?? []
    if (throwOf < 0.35 && towns.length > 0) return chance.of(towns)
    return throwOf < 0.5 ? chance.of(BRANDS) : this.#people.word(language, chance)
  }
}
