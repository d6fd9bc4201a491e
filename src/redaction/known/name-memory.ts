/** Whose names one call has said, and what of that its other texts say again. */
import { addKnown } from './add-known.ts'
import { hasStandIns } from '../characters.ts'
import { withoutTags } from '../disguise.ts'
import { inOriginal } from '../typography.ts'
import { findSpoken } from '../spoken/find-spoken.ts'
import { mayBeSaid } from '../spoken/may-be-said.ts'
import type { Policy } from '../policy.ts'
import type { Context, Finding, Provenance } from '../types.ts'
import { titledGender } from './gender.ts'
import { KnownValues } from './known-values.ts'
import { namePattern } from './name-words.ts'
import { People } from './people.ts'
import type { Person } from './person.ts'
import { findSpelledAloud } from './spelled-aloud.ts'
import { SpokenCues, SpokenMemory } from './spoken-cues.ts'

/** How much of a name a place says; what is spelled is one word. */
function countWords(said: string): number {
  return said.match(/[\p{L}\p{M}]{2,}/gu)?.length ?? 1
}

export class NameMemory {
  readonly #known: KnownValues | undefined
  readonly #people: Readonly<Record<Provenance, People>> = { caller: new People(), operator: new People() }
  /** Names that were said, as values to look for; made anew when there is one more. */
  #said: KnownValues | undefined
  #version = 0
  readonly #spoken = new SpokenMemory()
  /** Of the policy, if it names any. */
  #languages: ReadonlySet<string> | undefined
  #spreads = false
  /** Words of names that were taken out and that the caller did not tell: those are found everywhere at once. */
  #words = 0

  constructor(known: KnownValues | undefined) {
    this.#known = known
  }

  /** There is something to find in texts without a digit or sign. */
  get everywhere(): boolean {
    return this.#known !== undefined || this.#spreads
  }

  /** True when the caller told what stands in a text. */
  isTold(text: string): boolean {
    return this.#known !== undefined && this.#known.find(text).length > 0
  }

  /** What is known to be in a text beside what the policy found there. */
  add(
    policy: Policy,
    text: string,
    own: readonly Finding[],
    context: Context | undefined,
  ): readonly Finding[] {
    const identifier = context?.identifier === true
    const known = this.#known === undefined ? [] : this.#knownIn(this.#known, policy, text, context)
    const all = addKnown(policy, text, own, known)
    const said = this.#spreads ? this.#sayings()?.find(text, identifier, this.#spoken) : undefined
    if (said === undefined || said.length === 0) return all
    return addKnown(policy, text, all, said.map((finding) => ({ ...finding, detector: 'again' })))
  } // prettier-ignore

  /** Whose name was taken out. */
  personOf(policy: Policy, text: string, finding: Finding, value: string, provenance: Provenance): Person {
    const { languages } = policy.options
    this.#languages ??= languages === undefined ? undefined : new Set(languages)
    const spoken = new SpokenCues(text, this.#languages, this.#spoken)
    const declared = finding.detector === 'known'
    // Tags inside a name are no part of it.
    const name = withoutTags(value)?.text ?? value
    const person = this.#people[provenance].personOf(name, finding.of, declared, spoken)
    person.address(titledGender(text, finding.start))
    if (!person.declared) this.#words += countWords(name)
    return person
  }

  /** From here on names that were said are found in every text; nothing is counted yet. */
  restart(): void {
    this.#spreads = this.#sayings() !== undefined
    this.#words = 0
  }

  /** True when a text that holds all texts of the call, and no more, says more words of these names than were taken out. */
  isSaidAgain(text: string): boolean {
    let words = 0
    for (const { start, end } of this.#sayings()?.find(text, false, this.#spoken) ?? [])
      words += countWords(text.slice(start, end))
    return words > this.#words
  }

  /** People of the caller's turns whose names are to be put back. */
  get people(): readonly Person[] {
    return this.#people.caller.list
  }

  /** What the caller knows, as it stands there and as it is said: digit by digit, letter by letter. */
  #knownIn(
    known: KnownValues,
    policy: Policy,
    text: string,
    context: Context | undefined,
  ): readonly Finding[] {
    const seen = withoutTags(text)
    const written = [
      ...known.find(text, context?.identifier === true, this.#spoken),
      ...(seen === undefined
        ? []
        : known.find(seen.text).map((finding) => inOriginal(text, finding, seen.dropped))),
    ]
    const { spoken } = policy
    if (spoken === undefined || hasStandIns(text)) return written
    const find = (source: string): readonly Finding[] => known.find(source)
    const spelled = findSpelledAloud(spoken, text, find)
    if (!mayBeSaid(policy, text)) return spelled.length === 0 ? written : [...written, ...spelled]
    const said = findSpoken(policy, spoken, text, context, find)
      .filter(({ detector }) => detector === SAID)
      .map((finding) => ({ ...finding, detector: 'known' }))
    return [...written, ...spelled, ...said]
  }

  #sayings(): KnownValues | undefined {
    const { caller, operator } = this.#people
    const version = caller.version + operator.version
    if (version !== this.#version) {
      this.#version = version
      const names = new Set(
        [...caller.list, ...operator.list].filter(({ declared }) => !declared).map(({ base }) => base),
      )
      const values = [...names].filter((name) => name.length <= LONGEST && namePattern(name) !== undefined)
      this.#said =
        values.length === 0
          ? undefined
          : new KnownValues(
              values.map((value) => ({ entity: 'PERSON', value })),
              this.#languages,
            )
    }
    return this.#said
  }
}

/** What is known, found in what was said. */
const SAID = 'spoken.known'
/** UTF-16 units: what a detector took for a longer name is found as it stands. */
const LONGEST = 80
