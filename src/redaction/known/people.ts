/** The people of one call: whose name a text says, in whatever form, so that each has one placeholder. */
import type { Spoken } from './inflection.ts'
import { type NamePattern, namePattern } from './name-words.ts'
import { isOfOtherGender, mayBeSame, Person } from './person.ts'

/** More people than a conversation has: others are told apart by how they are written. */
const MOST_PEOPLE = 100

export class People {
  readonly #people: Person[] = []
  readonly #byForm = new Map<string, Person>()
  readonly #declared = new Map<string, Person>()
  /** Of a part that several people have: nobody else's forms are added to them. */
  readonly #narrow = new Set<Person>()

  #version = 0

  /** In the order in which they were said first. */
  get list(): readonly Person[] {
    return this.#people
  }

  /** Counts people and what is learnt of them. */
  get version(): number {
    return this.#version
  }

  /** Whose name it is; `of` is the name of which it is a spelling, `declared` by the caller or said before. */
  personOf(form: string, of: string | undefined, declared: boolean, spoken: Spoken): Person {
    const seen = this.#byForm.get(form)
    if (seen !== undefined) return seen
    const pattern = namePattern(form) ?? spelledPattern(form)
    const person =
      (declared ? this.#declaredAs(of, pattern) : this.#spelled(of, pattern)) ??
      this.#personLike(form, pattern, spoken)
    const { base } = person
    person.attest(form, namePattern(form))
    if (person.base !== base) this.#version++
    this.#byForm.set(form, person)
    return person
  }

  /** A name spelled letter by letter has no words to tell whose it is. */
  #spelled(of: string | undefined, pattern: NamePattern | undefined): Person | undefined {
    if (of === undefined || pattern !== undefined) return undefined
    return this.#people.find(({ base }) => base === of)
  }

  /** The person whom the caller declared; undefined for a form that is another's, as Kowalska is not Jan Kowalski. */
  #declaredAs(known: string | undefined, pattern: NamePattern | undefined): Person | undefined {
    const declared = known === undefined ? undefined : namePattern(known)
    if (known === undefined || declared === undefined) return undefined
    if (pattern !== undefined && isOfOtherGender(declared, pattern)) return undefined
    let person = this.#declared.get(known)
    if (person === undefined) {
      person = this.#add(declared, known)
      this.#declared.set(known, person)
    }
    return person
  }

  #personLike(form: string, pattern: NamePattern | undefined, spoken: Spoken): Person {
    if (pattern === undefined || this.#people.length >= MOST_PEOPLE)
      return this.#add(pattern ?? wordless(form))
    const alike = this.#people.filter(
      (person) => !this.#narrow.has(person) && mayBeSame(person.pattern, pattern, spoken),
    )
    const [first] = alike
    if (first !== undefined && alike.length === 1) return first
    const person = this.#add(pattern)
    // Nowak, where Anna Nowak and Jan Nowak were spoken of.
    if (alike.length > 1) this.#narrow.add(person)
    return person
  }

  #add(pattern: NamePattern, declared?: string): Person {
    const person = new Person(String(this.#people.length), pattern, declared)
    this.#people.push(person)
    this.#version++
    return person
  }
}

/** Fewer letters one by one are initials. */
const SHORTEST_SPELLED = 3

/** K-o-w-a-l-s-k-i. */
function spelledPattern(form: string): NamePattern | undefined {
  const letters = form.match(/\p{L}/gu) ?? []
  return letters.length < SHORTEST_SPELLED ? undefined : namePattern(letters.join(''))
}

function wordless(value: string): NamePattern {
  return { value, words: [], particles: new Set(), slavic: false, unspaced: [] }
}
