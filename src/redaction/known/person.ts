/** One person of a conversation: every form of the name that was said, the base form among them, and forms by case. */
import { type Case, casesOf } from './cases.ts'
import { type Gender, genderOf } from './gender.ts'
import { endingOf, type Spoken, type Stem } from './inflection.ts'
import { foldedWord, namePattern, type NamePattern, type NameWord } from './name-words.ts'

/** A form of the name as it was said. */
interface Attested {
  readonly form: string
  readonly words: readonly string[]
}

export class Person {
  /** Told apart by it among the people of one series. */
  readonly key: string
  /** The fullest name that was said. */
  pattern: NamePattern
  /** The caller told the name. */
  readonly declared: boolean
  #titled: Gender | undefined
  readonly #declared: string | undefined
  readonly #forms: Attested[] = []
  #base: string | undefined

  /** `declared` is the name that the caller knows, which is its base form. */
  constructor(key: string, pattern: NamePattern, declared?: string) {
    this.key = key
    this.pattern = pattern
    this.declared = declared !== undefined
    this.#declared = declared
  }

  /** Remembers a form; one that is spelled letter by letter is none, nor is one that a line end breaks off. */
  attest(form: string, pattern: NamePattern | undefined): void {
    if (pattern === undefined || BROKEN_OFF.test(form) || this.#forms.some((other) => other.form === form))
      return
    this.#forms.push({ form, words: wordsOf(form) })
    this.#base = undefined
    if (partsOf(pattern).length > partsOf(this.pattern).length) this.pattern = pattern
  }

  /** What a word before the name said. */
  address(as: Gender | undefined): void {
    this.#titled ??= as
  }

  /** As far as it was said, or the name tells it. */
  get gender(): Gender | undefined {
    return this.#titled ?? genderOf(namePattern(this.base) ?? this.pattern)
  }

  /** What stands for the person where no case is named. */
  get base(): string {
    return (this.#base ??= this.#declared ?? this.#chosen())
  }

  /** The fullest form that may stand in the case; undefined when none was said. */
  inCase(named: Case): string | undefined {
    if (named === 'nominative') return this.base
    const { base } = this
    const baseWords = wordsOf(base)
    const unchanged = this.gender === 'woman' ? unchangedSurname(baseWords) : undefined
    let best: Attested | undefined
    for (const attested of this.#forms) {
      if (attested.words.length <= (best?.words.length ?? 0)) continue
      if (standsIn(attested.words, baseWords, named, unchanged)) best = attested
    }
    return best === undefined ? undefined : casedLike(best.form, base)
  }

  /** Fullest, written as a name, and no inflection of another form: the first such. */
  #chosen(): string {
    let best: Attested | undefined
    for (const attested of this.#forms) if (best === undefined || this.#isBetter(attested, best)) best = attested
    return best === undefined ? this.pattern.value : (nominative(best) ?? best.form)
  } // prettier-ignore

  #isBetter(one: Attested, other: Attested): boolean {
    if (one.words.length !== other.words.length) return one.words.length > other.words.length
    const inflects = one.words.some((word, at) => isInflected(other.words[at] ?? '', word))
    const inflected = one.words.some((word, at) => isInflected(word, other.words[at] ?? ''))
    if (inflects !== inflected) return inflects
    return isCased(one.form) && !isCased(other.form)
  }
}

const EVERY_LANGUAGE: Spoken = { slavic: true, finnish: true }

/** The form may be one of the base. */
function isInflected(form: string, base: string): boolean {
  const [key, stem] = [foldedWord(form, 0, form.length), foldedWord(base, 0, base.length)]
  if (key === stem) return false
  return namePattern(base)?.words.some(({ stems }) => endingOf(key, stems, EVERY_LANGUAGE, true) !== undefined) ?? false
} // prettier-ignore

function wordsOf(form: string): readonly string[] {
  return form.match(/[\p{L}\p{M}]{2,}/gu) ?? []
}

function isCased(form: string): boolean {
  return form !== form.toLowerCase() && form !== form.toUpperCase()
}

/** A woman's surname that ends in a consonant or in o has one form for all cases (SGJP): dla Anny Nowak. Folded. */
function unchangedSurname(base: readonly string[]): string | undefined {
  const surname = base.length > 1 ? (base.at(-1) ?? '') : ''
  return /[^aáeěęiíyýuú]$/iu.test(surname) ? foldedWord(surname, 0, surname.length) : undefined
}

const BROKEN_OFF = /[-\u2010\u00ad]\s*\n/

/** Every word of the form may stand in the case, and one of them does not stand in the nominative only. */
function standsIn(
  words: readonly string[],
  base: readonly string[],
  named: Case,
  unchanged?: string,
): boolean {
  let told = false
  for (const word of words) {
    if (unchanged !== undefined && foldedWord(word, 0, word.length) === unchanged) continue
    const fits = base.some((other) => {
      const cases = casesOf(word, other)
      return cases.has(named) && sharesStem(word, other)
    })
    if (!fits) return false
    told = true
  }
  return told
}

function sharesStem(form: string, base: string): boolean {
  const [one, other] = [foldedWord(form, 0, form.length), foldedWord(base, 0, base.length)]
  return one.slice(0, 2) === other.slice(0, 2)
}

/** A form of small letters, as speech is transcribed, gets the capitals of the base form. */
function casedLike(form: string, base: string): string {
  if (form !== form.toLowerCase() || base === base.toLowerCase()) return form
  return form.replaceAll(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase())
}

/** Kowalskiego, Kowalskiej: no other surname has such an ending, so that the base form is sure. */
function nominative({ form, words }: Attested): string | undefined {
  if (words.length !== 1) return undefined
  const masculine = /^(.*(?:[sc]|dz)k)(?:iego|iemu|im)$/iu.exec(form)
  if (masculine !== null) return `${masculine[1] ?? ''}i`
  const feminine = /^(.*(?:[sc]|dz)k)(?:iej|ą)$/iu.exec(form)
  return feminine === null ? undefined : `${feminine[1] ?? ''}a`
}

/** The words of a name that are no writing of several as one. */
function partsOf(pattern: NamePattern): readonly NameWord[] {
  return pattern.words.filter(({ parts }) => parts.length === 0)
}

/** Two names may be of one person: every word of the shorter is one of the longer. */
export function mayBeSame(one: NamePattern, other: NamePattern, spoken: Spoken): boolean {
  const [first, second] = [partsOf(one), partsOf(other)]
  const [few, many] = first.length <= second.length ? [first, second] : [second, first]
  const fewParticles = first.length <= second.length ? one.particles : other.particles
  const slavic = one.slavic || other.slavic || spoken.slavic
  const used = new Set<NameWord>()
  for (const word of few) {
    const match = many.find((candidate) => !used.has(candidate) && isSameWord(word, candidate, spoken, slavic))
    if (match === undefined) return false
    used.add(match)
  }
  if (few.length === 0) return one.value === other.value
  const initials = [...fewParticles].filter((particle) => particle.length === 1)
  const rest = many.filter((word) => !used.has(word))
  return rest.length === 0 || initials.every((initial) => rest.some((word) => word.initial === initial))
} // prettier-ignore

function isSameWord(one: NameWord, other: NameWord, spoken: Spoken, slavic: boolean): boolean {
  if (one.keys.some((key) => other.keys.includes(key))) return true
  if (one.keys.some((key) => other.keys.some((form) => isOtherGender(key, form)))) return false
  return (
    isFormOf(one.keys, other.stems, spoken, slavic) ||
    isFormOf(other.keys, one.stems, spoken, slavic) ||
    one.keys.some((key) => other.keys.some((form) => slavic && sharesEndings(key, form)))
  )
}

function isFormOf(keys: readonly string[], stems: readonly Stem[], spoken: Spoken, slavic: boolean): boolean {
  return keys.some((key) => endingOf(key, stems, spoken, slavic) !== undefined)
}

/** Endings of surnames that tell the gender: Kowalski and Kowalska are two people, and so are Novák and Nováková. */
const WOMAN = /(?:(?:[sc]|dz)k(?:a|iej)|ov(?:a|e|ou))$/
const MAN = /(?:[sc]|dz)k(?:i|iego|iemu|im|eho|emu|ym)$/

function isOtherGender(one: string, other: string): boolean {
  const [woman, otherWoman] = [WOMAN.test(one), WOMAN.test(other)]
  if (woman !== otherWoman) return MAN.test(woman ? other : one) || /ov(?:a|e|ou)$/.test(woman ? one : other)
  return false
}

/** A surname of the one is that of a woman, of the other that of a man. */
export function isOfOtherGender(one: NamePattern, other: NamePattern): boolean {
  return partsOf(one).some(({ keys }) =>
    partsOf(other).some((word) =>
      keys.some((key) =>
        word.keys.some((form) => key.slice(0, 3) === form.slice(0, 3) && isOtherGender(key, form)),
      ),
    ),
  )
}

/** Two forms of a name whose base form was not said: Kowalskiego and Kowalskiemu, Nowakowi and Nowaka. */
const FORMS: readonly RegExp[] = [
  /^(?:iego|iemu|im|i)$/,
  /^(?:iej|a)$/,
  /^(?:ego|emu|ym|y|eho)$/,
  /^(?:a|owi|ovi|em|iem|u|ie)?$/,
  /^(?:a|y|e|ie|o|u|ou)$/,
]

const SHORTEST_SHARED = 4

function sharesEndings(one: string, other: string): boolean {
  let shared = 0
  while (shared < one.length && one.charCodeAt(shared) === other.charCodeAt(shared)) shared++
  for (let cut = shared; cut >= Math.max(SHORTEST_SHARED, shared - 2); cut--) {
    const [first, second] = [one.slice(cut), other.slice(cut)]
    if (FORMS.some((forms) => forms.test(first) && forms.test(second))) return true
  }
  return false
}
