/** People for generated texts: names of the language from our own lists, from Wikidata's, invented, or of another country. */
import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from './chance.ts'
import { hashOf } from './corpus.ts'
import { womans, type Gender } from './inflect.ts'
import { Inventor } from './inventor.ts'
import { readUtterances } from './utterance-file.ts'

export interface Person {
  readonly gender: Gender
  readonly given: string
  readonly surname: string
}

/** Languages without a list of Wikidata's borrow a neighbour's. */
const NEIGHBOUR: Readonly<Record<string, string>> = { nb: 'sv', da: 'sv', fi: 'sv', nl: 'de', pt: 'es' }

interface Stock {
  readonly given: Readonly<Record<Gender, readonly string[]>>
  readonly surnames: readonly string[]
  readonly listedGiven: readonly string[]
  readonly listedSurnames: readonly string[]
  readonly inventGiven: Inventor
  readonly inventSurname: Inventor
}

/** One name in so many is kept for held-out texts. */
const KEPT_ONE_IN = 5

export class People {
  readonly #stocks: ReadonlyMap<string, Stock>
  readonly #languages: readonly string[]

  constructor(folder: string, languages: readonly string[]) {
    this.#languages = languages
    this.#stocks = new Map(languages.map((language) => [language, stockOf(folder, language)]))
  }

  /** Somebody of the language; with `kept` only names that training never sees. */
  person(
    language: string,
    chance: Chance,
    kept: boolean,
    gender: Gender = chance.is(0.5) ? 'm' : 'f',
  ): Person {
    const given = this.#given(this.#origin(language, chance), chance, kept, gender)
    let surname = this.#surname(this.#origin(language, chance), chance, kept)
    if (gender === 'f') surname = womans(surname, language)
    if (chance.is(0.05)) {
      const second = this.#surname(this.#origin(language, chance), chance, kept)
      surname = `${surname}-${gender === 'f' ? womans(second, language) : second}`
    } else if (chance.is(language === 'es' || language === 'pt' ? 0.35 : 0)) {
      surname = `${surname} ${this.#surname(language, chance, kept)}`
    }
    return {
      gender,
      given: chance.is(0.05) ? `${given}-${this.#given(language, chance, kept, gender)}` : given,
      surname,
    }
  }

  /** A word that looks like a surname, for companies and products. */
  word(language: string, chance: Chance): string {
    const stock = this.#stock(language)
    return chance.is(0.6) ? stock.inventSurname.invent(chance) : chance.of(stock.surnames)
  }

  #origin(language: string, chance: Chance): string {
    return chance.is(0.1) ? chance.of(this.#languages) : language
  }

  #given(language: string, chance: Chance, kept: boolean, gender: Gender): string {
    const stock = this.#stock(language)
    return pick(kept, () => {
      const source = chance.next()
      if (source < 0.5) return chance.of(stock.given[gender])
      const name = source < 0.78 ? chance.of(stock.listedGiven) : stock.inventGiven.invent(chance)
      return fits(name, gender, language) ? name : chance.of(stock.given[gender])
    })
  }

  #surname(language: string, chance: Chance, kept: boolean): string {
    const stock = this.#stock(language)
    return pick(kept, () => {
      const source = chance.next()
      if (source < 0.4) return chance.of(stock.surnames)
      return source < 0.68 ? chance.of(stock.listedSurnames) : stock.inventSurname.invent(chance)
    })
  }

  #stock(language: string): Stock {
    const stock = this.#stocks.get(language)
    if (stock === undefined) throw new Error(`No names of ${language}.`)
    return stock
  }
}

/** Cases of Slavic names hang on the gender, which the end of a given name tells. */
function fits(name: string, gender: Gender, language: string): boolean {
  return (language !== 'pl' && language !== 'cs') || /[ae]$/.test(name) === (gender === 'f')
}

function pick(kept: boolean, draw: () => string): string {
  for (let attempt = 0; attempt < 60; attempt++) {
    const name = draw()
    if ((hashOf(name.toLowerCase()) % KEPT_ONE_IN === 0) === kept) return name
  }
  return draw()
}

function stockOf(folder: string, language: string): Stock {
  const { givenM, givenF, surnames } = readUtterances(language)
  const source = NEIGHBOUR[language] ?? language
  const listedGiven = wikidata(folder, `first-${source}.json`)
  const listedSurnames = wikidata(folder, `surnames-${source}.json`).filter(
    (name) => !name.endsWith('ov\u00e1'),
  )
  // Where the list is a neighbour's, invention follows our own names.
  const own = source === language
  const givenToLearn = own ? [...givenM, ...givenF, ...listedGiven] : [...givenM, ...givenF]
  const surnamesToLearn = own ? [...repeated(surnames, 40), ...listedSurnames] : surnames
  return {
    given: { m: givenM, f: givenF },
    surnames,
    listedGiven,
    listedSurnames,
    inventGiven: new Inventor(givenToLearn),
    inventSurname: new Inventor(surnamesToLearn),
  }
}

function repeated(words: readonly string[], times: number): readonly string[] {
  return Array.from({ length: times }, () => words).flat()
}

/** Latin names of one word that begin with a capital. */
function wikidata(folder: string, file: string): readonly string[] {
  const path = join(folder, 'names', file)
  if (!existsSync(path)) throw new Error(`${path} is missing.`)
  const names = JSON.parse(readFileSync(path, 'utf8')) as readonly string[]
  return names.filter((name) => /^\p{Lu}[\p{Ll}'\u2019-]*(?:\p{Lu}?\p{Ll}+)$/u.test(name))
}
