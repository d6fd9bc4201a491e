/** Values that the caller knows to be personal, compiled for one call: found in whatever spelling a text says them. */
import type { Entity, Finding } from '../types.ts'
import { NameFinder } from './name-finder.ts'
import { type NamePattern, namePattern } from './name-words.ts'
import { SequenceIndex } from './sequence-index.ts'
import { SpokenCues, type SpokenMemory } from './spoken-cues.ts'

/** What the caller knows: `{"entity": "PERSON", "value": "Jan Kowalski"}`. */
export interface KnownValue {
  readonly entity: Entity
  readonly value: string
}

/** Beyond that a call is refused: their index takes some milliseconds to build. */
const MOST_KNOWN_VALUES = 1000
/** UTF-16 units. */
const LONGEST_KNOWN_VALUE = 200
/** Letters and digits; a number of fewer digits stands everywhere. */
const SHORTEST = 2
const FEWEST_DIGITS = 4

/** A known value that cannot be looked for. Says which and why, never what it is. */
export class KnownValueError extends Error {
  override readonly name = 'KnownValueError'

  constructor(place: number, why: string) {
    super(`Known value ${place}: ${why}`)
  }
}

export class KnownValues {
  readonly #names: NameFinder | undefined
  readonly #sequences = new SequenceIndex()
  readonly #languages: ReadonlySet<string> | undefined

  /**
   * @param languages of the texts (ISO 639-1); told from each text when absent
   * Throws a `KnownValueError` for too many values, and for one too long or too short to be told from other text.
   */
  constructor(values: readonly KnownValue[], languages?: Iterable<string>) {
    if (values.length > MOST_KNOWN_VALUES)
      throw new KnownValueError(MOST_KNOWN_VALUES + 1, `there are more than ${MOST_KNOWN_VALUES}.`)
    const names: NamePattern[] = []
    values.forEach(({ entity, value }, at) => {
      checkLength(value, at + 1)
      if (entity !== 'PERSON') {
        this.#sequences.add(entity, value)
        return
      }
      const pattern = namePattern(value)
      if (pattern === undefined)
        throw new KnownValueError(at + 1, 'a name needs a word of two letters or more.')
      names.push(pattern)
    })
    this.#names = names.length === 0 ? undefined : new NameFinder(names)
    const named = new Set(languages)
    this.#languages = named.size === 0 ? undefined : named
  }

  /**
   * Where they stand, in order; one may lie over another. `identifier`: only what is surely meant, for ids and words of an API. `memory` is
   * of one call.
   */
  find(text: string, identifier = false, memory?: SpokenMemory): readonly Finding[] {
    const found: Finding[] = []
    if (this.#names !== undefined) {
      const spoken = new SpokenCues(text, this.#languages, memory)
      for (const { start, end, of, telling } of this.#names.find(text, spoken))
        if (telling || !identifier) found.push(finding('PERSON', start, end, of))
    }
    if (!this.#sequences.empty) {
      for (const { entity, value, start, end } of this.#sequences.find(text))
        found.push(finding(entity, start, end, value))
    }
    return found.sort((one, other) => one.start - other.start || other.end - one.end)
  }
}

function finding(entity: Entity, start: number, end: number, of: string | undefined): Finding {
  return { entity, start, end, detector: 'known', score: 1, ...(of === undefined ? {} : { of }) }
}

const LETTERS_AND_DIGITS = /[\p{L}\p{N}]/gu

function checkLength(value: string, place: number): void {
  if (value.length > LONGEST_KNOWN_VALUE)
    throw new KnownValueError(place, `it is longer than ${LONGEST_KNOWN_VALUE} characters.`)
  const units = value.match(LETTERS_AND_DIGITS) ?? []
  if (units.length < SHORTEST) throw new KnownValueError(place, 'it has fewer than two letters or digits.')
  if (units.length < FEWEST_DIGITS && units.every((unit) => /\p{N}/u.test(unit)))
    throw new KnownValueError(place, `a number needs ${FEWEST_DIGITS} digits or more.`)
}
