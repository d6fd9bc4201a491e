/** Generates what callers, agents, forms and e-mails say, with names of people in known places: texts of thirteen languages. */
import { BRANDS } from './brands.ts'
import type { Chance } from './chance.ts'
import { hashOf, type Example } from './corpus.ts'
import { endsInSurname, inflected, type Case, type Gender } from './inflect.ts'
import { COUNTRIES, townsOf } from './places.ts'
import type { People, Person } from './people.ts'
import { readUtterances, type UtteranceFile } from './utterance-file.ts'
import { readVocabulary } from './vocabulary.ts'

/** One pattern in so many is used for held-out texts only. */
const KEPT_ONE_IN = 8

/** Writes texts of one language. */
export class Speaker {
  readonly #language: string
  readonly #people: People
  readonly #words: UtteranceFile
  readonly #places: readonly string[]
  readonly #world: World
  readonly #vocabulary: readonly string[]

  constructor(folder: string, language: string, people: People) {
    this.#language = language
    this.#people = people
    this.#words = readUtterances(language)
    this.#places = townsOf(folder, language)
    this.#world = worldOf(language)
    this.#vocabulary = readVocabulary(language)
  }

  /** One text; `kept` uses only patterns and names that training never sees. */
  say(chance: Chance, kept: boolean): Example {
    const draft = new Draft()
    const shape = chance.next()
    if (shape < 0.06 && this.#vocabulary.length > 0) this.#salad(draft, chance)
    else if (shape < 0.15) this.#lines(draft, this.#words.form, chance, kept, 1 + chance.below(3), '\n')
    else {
      const sentences = shape < 0.5 ? 1 : 1 + chance.below(3)
      const kind = chance.next()
      const { nobody, speech, chat } = this.#words
      const patterns = kind < 0.36 ? nobody : kind < 0.56 ? speech : chat
      this.#lines(draft, patterns, chance, kept, sentences, chance.is(0.2) ? '\n' : ' ')
      if (chance.is(0.14)) {
        draft.add(chance.of(['\n\n', '\n', ' ']))
        this.#fill(draft, this.#choose(this.#words.close, chance, kept), chance, kept)
      }
    }
    const { text, spans } = draft
    return { text, spans, language: this.#language, source: 'generated', heldOut: kept, weight: 1 }
  }

  /** Ordinary words in any order: how they end tells that they are no names. */
  #salad(draft: Draft, chance: Chance): void {
    const capitals = chance.is(0.3) ? 0.25 : 0
    const words = Array.from({ length: 3 + chance.below(9) }, () => {
      const word = chance.of(this.#vocabulary)
      return chance.is(capitals) ? word.charAt(0).toUpperCase() + word.slice(1) : word
    })
    draft.add(words.join(' '))
  }

  #lines(
    draft: Draft,
    patterns: readonly string[],
    chance: Chance,
    kept: boolean,
    count: number,
    between: string,
  ): void {
    for (let line = 0; line < count; line++) {
      if (line > 0)
        draft.add(/[\p{L}\p{N}]$/u.test(draft.text) && between === ' ' && chance.is(0.8) ? '. ' : between)
      this.#fill(draft, this.#choose(patterns, chance, kept), chance, kept)
    }
  }

  #choose(patterns: readonly string[], chance: Chance, kept: boolean): string {
    for (let attempt = 0; attempt < 100; attempt++) {
      const pattern = chance.of(patterns)
      if ((hashOf(pattern) % KEPT_ONE_IN === 0) === kept) return pattern
    }
    return chance.of(patterns)
  }

  #fill(draft: Draft, pattern: string, chance: Chance, kept: boolean): void {
    const chosen = pattern
      .replaceAll(/\[([^[\]]*)\]/g, (_all, choices: string) => chance.of(choices.split('|')))
      .replaceAll('\\n', '\n')
    let from = 0
    for (const match of chosen.matchAll(/\{([a-z.]+)\}/g)) {
      draft.add(chosen.slice(from, match.index))
      from = match.index + match[0].length
      this.#slot(draft, (match[1] ?? '').split('.'), chance, kept)
    }
    draft.add(chosen.slice(from))
  }

  #slot(draft: Draft, parts: readonly string[], chance: Chance, kept: boolean): void {
    const [kind = '', ...marks] = parts
    if (!'n full f l spell email'.split(' ').includes(kind)) {
      draft.add(this.#inAnyCase(this.#thing(kind, chance), kind, chance))
      return
    }
    const gender = marks.find((mark): mark is Gender => mark === 'm' || mark === 'f')
    const grammatical = marks.find((mark): mark is Case => mark.length > 1)
    const person = this.#people.person(this.#language, chance, kept, gender)
    if (kind === 'email') draft.add(address(person, chance))
    else if (kind === 'spell')
      draft.add(
        person.surname
          .toUpperCase()
          .split('')
          .join(chance.of([' ', '-', ', '])),
      )
    else draft.addName(this.#named(person, kind, grammatical, chance))
  }

  #named(person: Person, kind: string, grammatical: Case | undefined, chance: Chance): string {
    const { gender } = person
    const change = (word: string, surname: boolean): string =>
      grammatical === undefined
        ? word
        : word
            .split('-')
            .map((part) => inflected(part, this.#language, gender, grammatical, surname))
            .join('-')
    const given = change(person.given, false)
    const surname = change(person.surname, true)
    const throwOf = chance.next()
    if (kind === 'f' || (kind === 'n' && throwOf < 0.24)) return given
    if (kind === 'l' || (kind === 'n' && throwOf < 0.36)) return surname
    const style = chance.next()
    if (style < 0.05) return `${surname} ${given}`
    if (style < 0.08) return `${given.charAt(0)}. ${surname}`
    if (style < 0.1) return `${given} ${surname.toUpperCase()}`
    if (style < 0.12) return `${given} ${String.fromCharCode(65 + chance.below(26))}. ${surname}`
    const first = endsInSurname(this.#language) ? person.given : given
    return `${first} ${surname}`
  }

  /** Towns, firms and goods are inflected like people where the language does so. */
  #inAnyCase(thing: string, kind: string, chance: Chance): string {
    if (!['city', 'company', 'product'].includes(kind) || !/^\p{Lu}[\p{L}]+$/u.test(thing) || chance.is(0.4))
      return thing
    const gender = thing.endsWith('a') ? 'f' : 'm'
    return inflected(thing, this.#language, gender, chance.of(THING_CASES), false)
  }

  #thing(kind: string, chance: Chance): string {
    const words = this.#words
    const { countries, languages, months, days } = this.#world
    if (kind === 'city')
      return chance.is(0.55) || this.#places.length === 0 ? chance.of(words.cities) : chance.of(this.#places)
    if (kind === 'company') return this.#company(chance)
    if (kind === 'product') return this.#product(chance)
    if (kind === 'street') return chance.of(words.streets)
    if (kind === 'country') return chance.of(countries)
    if (kind === 'language') return chance.of(languages)
    if (kind === 'month') return chance.of(months)
    if (kind === 'day') return chance.of(days)
    if (kind === 'num') return String(chance.below(chance.of([10, 31, 100, 10_000, 10_000_000])))
    throw new Error(`No slot is called ${kind}.`)
  }

  #company(chance: Chance): string {
    if (chance.is(0.3)) return chance.of(BRANDS)
    if (chance.is(0.7)) return chance.of(this.#words.companies)
    const ending = chance.of([
      'GmbH',
      'AG',
      'Ltd',
      'S.A.',
      'AS',
      'Oy',
      'AB',
      'Sp. z o.o.',
      's.r.o.',
      'B.V.',
      'Srl',
      'A/S',
      'Inc.',
      'Group',
    ])
    return `${this.#people.word(this.#language, chance)} ${ending}`
  }

  #product(chance: Chance): string {
    if (chance.is(0.3)) return chance.of(BRANDS)
    if (chance.is(0.7)) return chance.of(this.#words.products)
    return `${this.#people.word(this.#language, chance)} ${chance.of(['X1', '300', 'Pro', 'Plus', 'Max', '2.0', 'Mini', 'Basic', 'S', 'Comfort'])}`
  }
}

const THING_CASES = ['gen', 'dat', 'acc', 'ins', 'loc', 'ela', 'ade'] as const

/** A text that grows, with the places of its names. */
class Draft {
  text = ''
  readonly spans: [number, number][] = []

  add(text: string): void {
    this.text += text
  }

  addName(name: string): void {
    this.spans.push([this.text.length, this.text.length + name.length])
    this.text += name
  }
}

interface World {
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly months: readonly string[]
  readonly days: readonly string[]
}

/** Countries, languages, months and weekdays as the Unicode consortium's locale data names them. */
function worldOf(language: string): World {
  const regions = new Intl.DisplayNames(language, { type: 'region' })
  const tongues = new Intl.DisplayNames(language, { type: 'language' })
  const dates = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2025, month, 1 + month)))
  const long = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const dayAndMonth = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  const inDate = (date: Date): string =>
    dayAndMonth.formatToParts(date).find(({ type }) => type === 'month')?.value ?? long.format(date)
  return {
    countries: COUNTRIES.map((code) => regions.of(code) ?? code),
    languages: ['en', 'pl', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'fi', 'cs', 'tr', 'uk'].map(
      (code) => tongues.of(code) ?? code,
    ),
    months: dates.flatMap((date) => [long.format(date), inDate(date)]),
    days: dates.slice(0, 7).map((date) => weekday.format(date)),
  }
}

/** An address with the name in it, without accents. */
function address({ given, surname }: Person, chance: Chance): string {
  const host = chance.of(['example.com', 'gmail.com', 'firma.eu', 'mail.example'])
  return `${plain(given)}${chance.of(['.', '_', '', '-'])}${plain(surname)}@${host}`
}

function plain(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '')
}
