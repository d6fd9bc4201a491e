/** The turns of a conversation in a body, and the digits that its speakers say on from one turn to the next. */
import type { Context, SpokenEdges } from '../../../redaction/index.ts'
import { LONGEST_ANSWER, type BodyRedactor } from './body-redactor.ts'
import type { JsonBody, StringPlace } from './json-body.ts'

type Turn = NonNullable<StringPlace['scope']>

/** Turns of others between two of one speaker: an echo, an `mhm`. */
const MOST_BETWEEN = 2
/** Turns of one speaker that a number is said in. */
const MOST_TURNS = 4

interface Said {
  readonly role: string
  readonly place: StringPlace
}

/** The object that is the turn in which a string stands. */
export function turnOf({ scope }: StringPlace): StringPlace['scope'] {
  let current = scope
  while (current !== undefined && current.node.rule?.turn === undefined) current = current.parent
  return current
}

/** True for a string that is somebody's text, and no key, id or file. */
export function isText({ isKey, number, place }: StringPlace): boolean {
  return !isKey && number !== true && place?.verbatim !== true && place?.opaque === undefined
}

/** Looks at neighbouring turns of short texts in which digits are said; it reads the body's turns when the first one comes. */
export class TurnsAround {
  readonly #body: JsonBody
  readonly #redactor: BodyRedactor
  #turns: readonly Said[] | undefined
  readonly #at = new Map<Turn, number>()

  constructor(body: JsonBody, redactor: BodyRedactor) {
    this.#body = body
    this.#redactor = redactor
  }

  /** Digits that the same speaker says before and behind a text; undefined when there are none. */
  saidAround(at: StringPlace, text: string): Context['said'] {
    const turn = turnOf(at)
    if (turn === undefined || text.length > LONGEST_ANSWER) return undefined
    const { head, tail } = this.#redactor.edgesOf(text, '')
    if (head === '' && tail === '') return undefined
    this.#turns ??= this.#read()
    const index = this.#at.get(turn)
    if (index === undefined) return undefined
    const before = head === '' ? '' : this.#before(index, MOST_TURNS)
    const after = tail === '' ? '' : this.#after(index)
    return before === '' && after === '' ? undefined : { before, after }
  }

  #before(index: number, turns: number): string {
    const other = this.#neighbour(index, -1)
    if (other === undefined || turns === 0) return ''
    const { head, tail } = this.#edges(other, '')
    // A turn that is nothing but digits goes on from the one before it.
    return head !== '' && head === tail ? this.#edges(other, this.#before(other, turns - 1)).tail : tail
  }

  #after(index: number): string {
    const other = this.#neighbour(index, 1)
    return other === undefined ? '' : this.#edges(other, '').head
  }

  /** The nearest turn of the same speaker. */
  #neighbour(index: number, step: 1 | -1): number | undefined {
    const role = this.#turns?.[index]?.role
    for (let distance = 1; distance <= MOST_BETWEEN + 1; distance++) {
      const other = index + step * distance
      if (this.#turns?.[other]?.role === role) return other
    }
    return undefined
  }

  #edges(index: number, before: string): SpokenEdges {
    const place = this.#turns?.[index]?.place
    const text = place === undefined ? '' : this.#body.stringAt(place)
    return text.length > LONGEST_ANSWER ? { head: '', tail: '' } : this.#redactor.edgesOf(text, before)
  }

  #read(): readonly Said[] {
    const turns: Said[] = []
    for (const place of this.#body.strings) {
      const turn = isText(place) ? turnOf(place) : undefined
      if (turn === undefined || this.#at.has(turn)) continue
      const role = turn.node.rule?.turn?.role
      this.#at.set(turn, turns.length)
      turns.push({ role: (role === undefined ? undefined : turn.value(role)) ?? '', place })
    }
    return turns
  }
}
