/** Reads a text unit by unit as its reader will see it: plainly, or through the escapes of JSON source. */
import { BACKSLASH } from './placeholder.ts'

/** The text ends inside an escape, or before the offset: more may follow. */
export const INCOMPLETE = -1

const HEXADECIMAL = /^[\da-f]{4}$/i
const SHORT_ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
])

/** Cursor over the units of one text. */
export class Units {
  readonly #text: string
  readonly #json: boolean
  readonly #limit: number
  /** Offset behind the unit read last. */
  end = 0

  /** @param limit where the text ends, if before its length */
  constructor(text: string, json: boolean, limit = text.length) {
    this.#text = text
    this.#json = json
    this.#limit = limit
  }

  /** The unit at `at`, escapes of JSON source resolved; INCOMPLETE when the text ends before it does. */
  read(at: number): number {
    const text = this.#text
    if (at >= this.#limit) return INCOMPLETE
    const unit = text.charCodeAt(at)
    this.end = at + 1
    if (unit !== BACKSLASH || !this.#json) return unit
    if (at + 1 >= this.#limit) return INCOMPLETE
    const escaped = text.charCodeAt(at + 1)
    this.end = at + 2
    if (escaped !== 0x75) return SHORT_ESCAPES.get(escaped) ?? escaped
    const digits = text.slice(at + 2, Math.min(at + 6, this.#limit))
    if (digits.length < 4 && /^[\da-f]*$/i.test(digits)) return INCOMPLETE
    // An escape that is none stands for its letter.
    if (!HEXADECIMAL.test(digits)) return escaped
    this.end = at + 6
    return Number.parseInt(digits, 16)
  }
}
