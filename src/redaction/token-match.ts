/** Recognises tokens in what a model wrote: strictly by name, leniently by bracket, case and escape. */
import { BACKSLASH, CLOSE, isTokenSeparator, OPEN, plainUnit, readKey } from './placeholder.ts'
import type { TokenTable } from './token-table.ts'
import { INCOMPLETE, type Units } from './units.ts'

/** What stands at an offset. `more`: the text ends while it can still become a token. */
export type Match = 'no' | 'more' | 'yes'

const MOST_SEPARATORS = 4
const LONGEST_NAME = 32

/** Reads tokens from one text. After a `yes`, `end` and `value` tell what was found. */
export class TokenMatcher {
  readonly #units: Units
  readonly #table: TokenTable
  end = 0
  value = ''
  /** The name that `shape` read last. */
  key = ''

  constructor(units: Units, table: TokenTable) {
    this.#units = units
    this.#table = table
  }

  /** `[EMAIL_1]` at `at`: any case, `\[`, `\_`, spaces inside, full-width brackets. */
  bracketed(at: number): Match {
    const found = this.#inBrackets(at, (key) => this.#table.begins(key))
    if (found !== 'yes') return found
    const value = this.#table.value(this.key)
    if (value === undefined) return 'no'
    this.value = value
    return 'yes'
  }

  /** Anything in the shape of our tokens at `at`, whoever wrote it; its key is in `key`. */
  shape(at: number): Match {
    const found = this.#inBrackets(at, (key) => key.length <= LONGEST_NAME)
    return found === 'yes' && readKey(this.key) === undefined ? 'no' : found
  }

  /**
   * `EMAIL_1` at `at` without an opening bracket: exactly as issued, and not part of a longer word. A closing bracket
   * that only it can belong to is taken along when `closes`.
   */
  bare(at: number, closes: boolean): Match {
    const units = this.#units
    let name = ''
    let position = at
    for (;;) {
      let unit = units.read(position)
      if (unit === BACKSLASH && name !== '') {
        // Markdown's escape of the underscore.
        const behind = units.end
        unit = units.read(behind)
        if (unit !== INCOMPLETE && unit !== 0x5f) return this.#complete(name, position, false)
      }
      if (unit === INCOMPLETE) {
        this.#complete(name, position, false)
        return 'more'
      }
      if (!isNameUnit(unit)) return this.#complete(name, position, closes && plainUnit(unit) === CLOSE)
      name += String.fromCharCode(unit)
      if (!this.#table.bareBegins(name)) return 'no'
      position = units.end
    }
  }

  /** Like `bare`, in a text that will not go on. */
  bareAtEnd(at: number, closes: boolean): Match {
    const found = this.bare(at, closes)
    return found === 'more' ? this.#last : found
  }

  #last: Match = 'no'

  #complete(name: string, end: number, withBracket: boolean): Match {
    const value = this.#table.bareValue(name)
    this.#last = value === undefined ? 'no' : 'yes'
    if (value === undefined) return 'no'
    this.value = value
    this.end = withBracket ? this.#units.end : end
    return 'yes'
  }

  #inBrackets(at: number, mayGoOn: (key: string) => boolean): Match {
    const units = this.#units
    let unit = units.read(at)
    if (unit === BACKSLASH) unit = units.read(units.end)
    if (unit === INCOMPLETE) return 'more'
    if (plainUnit(unit) !== OPEN) return 'no'
    let key = ''
    let separators = 0
    let digits = false
    for (;;) {
      unit = units.read(units.end)
      if (unit === INCOMPLETE) return 'more'
      unit = plainUnit(unit)
      if (isTokenSeparator(unit)) {
        if (++separators > MOST_SEPARATORS) return 'no'
        continue
      }
      if (unit === CLOSE) {
        this.key = key
        this.end = units.end
        return digits ? 'yes' : 'no'
      }
      const isDigit = unit >= 0x30 && unit <= 0x39
      // An index is one run of digits and comes last.
      if (isDigit ? key === '' || (digits && separators > 0) : digits || !isLetter(unit)) return 'no'
      key += String.fromCharCode(isDigit ? unit : unit & 0x5f)
      if (!mayGoOn(key)) return 'no'
      digits = isDigit
      separators = 0
    }
  }
}

function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
}

function isNameUnit(unit: number): boolean {
  return isLetter(unit) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f
}
