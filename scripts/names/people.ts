/** People for generated texts: names of the language from our own lists, Faker's and Wikidata's, invented, or of people from elsewhere. */
import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { wordHash } from '../../src/redaction/names/tokens.ts'
import type { Chance } from './chance.ts'
import { hashOf } from './corpus.ts'
import { ABROAD, AT_HOME, readFakerNames, type NameLists } from './faker-names.ts'
import { womans, type Gender } from './inflect.ts'
import { Inventor } from './inventor.ts'
import { readUtterances } from './utterance-file.ts'

export interface Person {
  readonly gender: Gender
  readonly given: string
  readonly surname: string
}

interface Stock {
  readonly own: NameLists
  readonly faker: NameLists
  /** Wikidata's, which tells no gender; empty where it has no list of the language. */
  readonly listedGiven: readonly string[]
  readonly listedSurnames: readonly string[]
  readonly inventGiven: Inventor
  readonly inventSurname: Inventor
}

/** One name in so many is kept for held-out texts. */
const KEPT_ONE_IN = 5

/** Shares of people from elsewhere, and of those who have one name of each. */
const FROM_ELSEWHERE = 0.3
const HALF_FROM_ELSEWHERE = 0.08

/** Share of names with foreign accents that are written without. */
const WITHOUT_ACCENTS = 0.4

export class People {
  readonly #stocks: ReadonlyMap<string, Stock>
  readonly #languages: readonly string[]
  readonly #elsewhere: readonly Stock[]

  /** `folder` has Wikidata's `names`, `faker` Faker's providers of persons. */
  constructor(folder: string, faker: string, languages: readonly string[]) {
    this.#languages = languages
    this.#stocks = new Map(languages.map((language) => [language, stockOf(folder, faker, language)]))
    this.#elsewhere = ABROAD.map((locales) => {
      const lists = readFakerNames(faker, locales)
      const inventGiven = new Inventor([...lists.given.m, ...lists.given.f])
      const inventSurname = new Inventor(lists.surnames)
      return { own: lists, faker: lists, listedGiven: [], listedSurnames: [], inventGiven, inventSurname }
    })
  }

  /** Somebody of the language; with `kept` only names that training never sees. */
  person(
    language: string,
    chance: Chance,
    kept: boolean,
    gender: Gender = chance.is(0.5) ? 'm' : 'f',
  ): Person {
    const home = this.#stock(language)
    const throwOf = chance.next()
    const isMixed = throwOf < HALF_FROM_ELSEWHERE
    const isForeign = throwOf < FROM_ELSEWHERE
    const other = isForeign ? this.#foreign(chance) : home
    const [first, last] = !isMixed ? [other, other] : chance.is(0.5) ? [home, other] : [other, home]
    const bears = (surname: string): string =>
      gender === 'f' && (last === home || chance.is(0.5)) ? womans(surname, language) : surname
    let surname = bears(surnameOf(last, chance, kept))
    if (chance.is(0.05)) surname = `${surname}-${bears(surnameOf(last, chance, kept))}`
    else if (!isForeign && chance.is(language === 'es' || language === 'pt' ? 0.35 : 0))
      surname = `${surname} ${surnameOf(home, chance, kept)}`
    const given = givenOf(first, chance, kept, gender)
    const plain = isForeign && chance.is(WITHOUT_ACCENTS)
    return {
      gender,
      given: plain
        ? unaccented(given)
        : chance.is(0.05)
          ? `${given}-${givenOf(first, chance, kept, gender)}`
          : given,
      surname: plain ? unaccented(surname) : surname,
    }
  }

  /** Hashes of all words of names in the lists. */
  hashes(): ReadonlySet<number> {
    const hashes = new Set<number>()
    const add = (names: readonly string[]): void => {
      for (const name of names) for (const word of name.split(/[ -]/)) hashes.add(wordHash(word))
    }
    for (const { own, faker, listedGiven, listedSurnames } of [
      ...this.#stocks.values(),
      ...this.#elsewhere,
    ]) {
      for (const { given, surnames } of [own, faker]) [given.m, given.f, surnames].forEach(add)
      add(listedGiven)
      add(listedSurnames)
    }
    return hashes
  }

  /** A word that looks like a surname, for companies and products. */
  word(language: string, chance: Chance): string {
    const stock = this.#stock(language)
    return chance.is(0.6) ? stock.inventSurname.invent(chance) : chance.of(stock.own.surnames)
  }

  /** Of the other languages, or from elsewhere. */
  #foreign(chance: Chance): Stock {
    return chance.is(0.25) ? this.#stock(chance.of(this.#languages)) : chance.of(this.#elsewhere)
  }

  #stock(language: string): Stock {
    const stock = this.#stocks.get(language)
    if (stock === undefined) throw new Error(`No names of ${language}.`)
    return stock
  }
}

function givenOf(stock: Stock, chance: Chance, kept: boolean, gender: Gender): string {
  return pick(kept, () => {
    const source = chance.next()
    if (source < 0.25) return chance.of(stock.own.given[gender])
    if (source < 0.62 || (source < 0.84 && stock.listedGiven.length === 0))
      return chance.of(stock.faker.given[gender])
    return source < 0.84 ? chance.of(stock.listedGiven) : stock.inventGiven.invent(chance)
  })
}

function surnameOf(stock: Stock, chance: Chance, kept: boolean): string {
  return pick(kept, () => {
    const source = chance.next()
    if (source < 0.2) return chance.of(stock.own.surnames)
    if (source < 0.45 || (source < 0.72 && stock.listedSurnames.length === 0))
      return chance.of(stock.faker.surnames)
    return source < 0.72 ? chance.of(stock.listedSurnames) : stock.inventSurname.invent(chance)
  })
}

function unaccented(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('\u0111', 'd').replaceAll('\u0110', 'D')
}

function pick(kept: boolean, draw: () => string): string {
  for (let attempt = 0; attempt < 60; attempt++) {
    const name = draw()
    if ((hashOf(name.toLowerCase()) % KEPT_ONE_IN === 0) === kept) return name
  }
  return draw()
}

function stockOf(folder: string, faker: string, language: string): Stock {
  const { givenM, givenF, surnames } = readUtterances(language)
  const lists = readFakerNames(faker, AT_HOME[language] ?? [])
  const listedGiven = wikidata(folder, `first-${language}.json`)
  const listedSurnames = wikidata(folder, `surnames-${language}.json`).filter(
    (name) => !name.endsWith('ov\u00e1'),
  )
  const { given } = lists
  return {
    own: { given: { m: givenM, f: givenF }, surnames },
    faker: lists,
    listedGiven,
    listedSurnames,
    inventGiven: new Inventor([...givenM, ...givenF, ...given.m, ...given.f, ...listedGiven]),
    inventSurname: new Inventor([...repeated(surnames, 20), ...lists.surnames, ...listedSurnames]),
  }
}

function repeated(words: readonly string[], times: number): readonly string[] {
  return Array.from({ length: times }, () => words).flat()
}

/** Latin names of one word that begin with a capital; none where there is no list of the language. */
function wikidata(folder: string, file: string): readonly string[] {
  const path = join(folder, 'names', file)
  if (!existsSync(path)) return []
  const names = JSON.parse(readFileSync(path, 'utf8')) as readonly string[]
  return names.filter((name) => /^\p{Lu}[\p{Ll}'\u2019-]*(?:\p{Lu}?\p{Ll}+)$/u.test(name))
}
