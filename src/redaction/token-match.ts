/** Recognises tokens in what a model wrote: strictly by name, leniently by bracket, case and escape. */
import { ASCII_DIGIT, KINDS } from './characters.ts'
import { type Case, caseGlued, caseNamed, LONGEST_GLUED } from './known/cases.ts'
import { BACKSLASH, BAR, CLOSE, isTokenSeparator, OPEN, plainUnit, readKey } from './placeholder.ts'
import type { NameForms, TokenTable, TokenValue } from './token-table.ts'
import { INCOMPLETE, type Units } from './units.ts'

/** What stands at an offset. `more`: the text ends while it can still become a token. */
export type Match = 'no' | 'more' | 'yes'

const MOST_SEPARATORS = 4
const LONGEST_NAME = 32

/** Longer than the name of any case. */
const LONGEST_CASE = 12

/** Reads tokens from one text. After a `yes`, `end` and `value` tell what was found. */
export class TokenMatcher {
  readonly #units: Units
  readonly #table: TokenTable
  readonly #final: boolean
  /** The case that stood behind the bar, as far as it is one. */
  #case: Case | undefined
  end = 0
  value = ''
  /** The name that `shape` read last. */
  key = ''

  /** @param final the text does not go on */
  constructor(units: Units, table: TokenTable, final = true) {
    this.#units = units
    this.#table = table
    this.#final = final
  }

  /** `[EMAIL_1]` at `at`: any case, `\[`, `\_`, spaces inside, full-width brackets. */
  bracketed(at: number): Match {
    const table = this.#table
    const isName = (key: string): boolean => table.inflects && typeof table.value(key) === 'object'
    const found = this.#inBrackets(at, (key) => table.begins(key), isName)
    if (found !== 'yes') return found
    const value = table.value(this.key)
    if (value === undefined) return 'no'
    if (typeof value !== 'string') return this.#inflected(value)
    this.value = value
    return 'yes'
  }

  /** Anything in the shape of our tokens at `at`, whoever wrote it; its key is in `key`. */
  shape(at: number): Match {
    const found = this.#inBrackets(at, isShort, isPerson)
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
    this.value = baseOf(value)
    this.end = withBracket ? this.#units.end : end
    return 'yes'
  }

  /** A name in the case that is named behind the bar, or by an ending glued to the bracket. */
  #inflected(name: NameForms): Match {
    let named = this.#case
    if (named === undefined) {
      const glued = this.#glued()
      if (glued === 'more') return glued
      named = glued
    }
    this.value = (named === undefined ? undefined : name.inCase(named)) ?? name.base
    return 'yes'
  }

  /** `[PERSON_1]owi`, `[PERSON_1]-owi`: the ending goes with the token. Other letters stay. */
  #glued(): Case | 'more' | undefined {
    const units = this.#units
    let unit = units.read(this.end)
    if (unit === 0x2d || unit === 0x27 || unit === 0x2019) unit = units.read(units.end)
    let ending = ''
    let end = this.end
    while (unit !== INCOMPLETE && (KINDS[unit] ?? 0) > ASCII_DIGIT) {
      ending += String.fromCharCode(unit)
      if (ending.length > LONGEST_GLUED) return undefined
      end = units.end
      unit = units.read(end)
    }
    if (unit === INCOMPLETE && !this.#final) return 'more'
    const named = caseGlued(ending)
    if (named !== undefined) this.end = end
    return named
  }

  /** Behind the bar: letters or a digit up to the bracket, whatever they say. A hint, and no part of the name. */
  #annotation(key: string): Match {
    const units = this.#units
    let code = ''
    let separators = 0
    for (;;) {
      const read = units.read(units.end)
      if (read === INCOMPLETE) return 'more'
      const unit = plainUnit(read)
      if (unit === CLOSE) {
        this.key = key
        this.end = units.end
        this.#case = caseNamed(code)
        return 'yes'
      }
      if (isTokenSeparator(unit)) {
        if (++separators > MOST_SEPARATORS) return 'no'
        continue
      }
      if (!isNameUnit(unit) || code.length === LONGEST_CASE) return 'no'
      code += String.fromCharCode(unit)
    }
  }

  #inBrackets(at: number, mayGoOn: (key: string) => boolean, isName: (key: string) => boolean): Match {
    this.#case = undefined
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
      if (unit === BAR) return digits && isName(key) ? this.#annotation(key) : 'no'
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

function isShort(key: string): boolean {
  return key.length <= LONGEST_NAME
}

function isPerson(key: string): boolean {
  return readKey(key)?.entity === 'PERSON'
}

/** What a value is without a word about its case. */
export function baseOf(value: TokenValue): string {
  return typeof value === 'string' ? value : value.base
}

function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
}

function isNameUnit(unit: number): boolean {
  return isLetter(unit) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f
}
