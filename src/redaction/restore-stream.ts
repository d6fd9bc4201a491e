/** Puts values back into one text that may arrive in pieces, holding back only what can still become an issued token. */
import { KINDS } from './characters.ts'
import { BACKSLASH, CLOSE, OPEN, plainUnit } from './placeholder.ts'
import { SurrogateLane, type SurrogateTable } from './surrogate-lane.ts'
import { type Match, TokenMatcher } from './token-match.ts'
import type { TokenTable } from './token-table.ts'
import { INCOMPLETE, Units } from './units.ts'

/** Where the lanes of one call count, and what they ask the vault. */
export interface Tally {
  /** Values put back. */
  restored: number
  /** Tokens in our shape that nobody issued and no caller wrote. */
  invented: number
  /** True when the key was issued in this call, or stood in the request. */
  readonly isKnown: (key: string) => boolean
}

const OPENINGS = /[[\\［【]/g
const COMMA = 0x2c
const QUOTE = 0x22

/**
 * One text that continues from frame to frame: an answer's content, one tool call's arguments. A piece in which nothing
 * may be held (`Vault.mightHold`) can bypass the lane while it holds nothing; in JSON source the lane then knows less
 * of what stands before a name without brackets.
 */
export class RestoreLane {
  readonly #table: TokenTable
  readonly #tally: Tally
  readonly #json: boolean
  /** Takes what the tokens' lane hands on; undefined when no value left as a stand-in. */
  readonly #surrogates: SurrogateLane | undefined
  #held = ''
  /** Text already handed on that may be the beginning of a token that nobody issued: only counted. */
  #suspect = ''
  #inWord = false
  /** Square brackets open inside the current JSON string. */
  #brackets = 0

  constructor(table: TokenTable, tally: Tally, json: boolean, surrogates?: SurrogateTable) {
    this.#table = table
    this.#tally = tally
    this.#json = json
    if (surrogates !== undefined)
      this.#surrogates = new SurrogateLane(surrogates, json, () => void this.#tally.restored++)
  }

  /** True while a part of the text is held back. */
  get holding(): boolean {
    return this.#held !== '' || this.#surrogates?.holding === true
  }

  /** Takes the next piece and returns what can be handed on; the same reference when nothing changed. */
  push(fragment: string): string {
    const text = this.#pushTokens(fragment)
    return this.#surrogates === undefined ? text : this.#surrogates.push(text)
  }

  /** Returns what was held back: the text ends here. */
  flush(): string {
    const text = this.#flushTokens()
    return this.#surrogates === undefined ? text : this.#surrogates.push(text) + this.#surrogates.flush()
  }

  /** Restores a text that is complete; the same reference when nothing changed. */
  whole(text: string): string {
    const restored = this.#wholeTokens(text)
    return this.#surrogates === undefined
      ? restored
      : this.#surrogates.push(restored) + this.#surrogates.flush()
  }

  #pushTokens(fragment: string): string {
    if (this.#table.empty || fragment === '') return fragment
    this.#followSuspect(fragment)
    const text = this.#held === '' ? fragment : this.#held + fragment
    this.#held = ''
    return this.#json ? this.#restoreJson(text, false) : this.#restoreText(text, false)
  }

  #flushTokens(): string {
    const text = this.#held
    this.#held = ''
    const rest = text === '' ? '' : this.#finish(text)
    this.#suspect = ''
    this.#inWord = false
    this.#brackets = 0
    return rest
  }

  #wholeTokens(text: string): string {
    if (this.#table.empty || (this.#json && !this.#mayHoldJson(text))) return text
    return this.#finish(text)
  }

  /** A cheap look at complete JSON source: it needs a bracket, an escape that may be one, or the name of an entity. */
  #mayHoldJson(text: string): boolean {
    if (text.includes('[') || text.includes(String.raw`\u`) || text.includes('［') || text.includes('【'))
      return true
    for (const stem of this.#table.stems) if (text.includes(stem)) return true
    return false
  }

  #finish(text: string): string {
    return this.#json ? this.#restoreJson(text, true) : this.#restoreText(text, true)
  }

  #restoreText(text: string, final: boolean): string {
    OPENINGS.lastIndex = 0
    if (!OPENINGS.test(text)) return text
    const matcher = new TokenMatcher(new Units(text, false), this.#table, final)
    let output = ''
    let from = 0
    let at = OPENINGS.lastIndex - 1
    for (;;) {
      const match = matcher.bracketed(at)
      if (match === 'more' && !final) return this.#hold(text, at, output + text.slice(from, at))
      if (match === 'yes') {
        output += text.slice(from, at) + matcher.value
        from = matcher.end
        this.#tally.restored++
      } else if (text.charCodeAt(at) !== BACKSLASH) {
        this.#suspectAt(matcher, text, at)
      }
      OPENINGS.lastIndex = Math.max(at + 1, from)
      if (!OPENINGS.test(text)) break
      at = OPENINGS.lastIndex - 1
    }
    return from === 0 ? text : output + text.slice(from)
  }

  #restoreJson(text: string, final: boolean): string {
    const units = new Units(text, true)
    const matcher = new TokenMatcher(units, this.#table, final)
    let output = ''
    let from = 0
    let at = 0
    while (at < text.length) {
      const unit = units.read(at)
      if (unit === INCOMPLETE) {
        if (final) break
        return this.#hold(text, at, output + text.slice(from, at))
      }
      const next = units.end
      const match = this.#matchJson(matcher, units, text, at, next, unit, final)
      if (match === 'more') return this.#hold(text, at, output + text.slice(from, at))
      if (match === 'yes') {
        output += text.slice(from, at) + JSON.stringify(matcher.value).slice(1, -1)
        from = at = matcher.end
        this.#tally.restored++
        this.#inWord = false
        continue
      }
      this.#follow(text.charCodeAt(at) === QUOTE, unit)
      at = next
    }
    return from === 0 ? text : output + text.slice(from)
  }

  /** What the unit at `at` begins. `more` only while the text goes on. */
  #matchJson(
    matcher: TokenMatcher,
    units: Units,
    text: string,
    at: number,
    next: number,
    unit: number,
    final: boolean,
  ): Match {
    const opening = plainUnit(unit) === OPEN
    if (opening || unit === BACKSLASH) {
      const whole = matcher.bracketed(at)
      if (whole === 'yes' || (whole === 'more' && !final)) return whole
      if (!opening) return 'no'
      // A model that lost the closing bracket. Before a comma the bracket opens a list and stays.
      const half = final ? matcher.bareAtEnd(next, false) : matcher.bare(next, false)
      if (half === 'more') return half
      if (half === 'yes' && units.read(matcher.end) !== COMMA) return half
      this.#suspectAt(matcher, text, at)
      return 'no'
    }
    if (this.#inWord || unit < 0x41 || unit > 0x5a) return 'no'
    const closes = this.#brackets === 0
    return final ? matcher.bareAtEnd(at, closes) : matcher.bare(at, closes)
  }

  #follow(stringEnds: boolean, unit: number): void {
    const plain = plainUnit(unit)
    if (stringEnds) this.#brackets = 0
    else if (plain === OPEN) this.#brackets++
    else if (plain === CLOSE && this.#brackets > 0) this.#brackets--
    this.#inWord = KINDS[unit] !== 0 || unit === 0x5f
  }

  #hold(text: string, at: number, output: string): string {
    this.#held = at === 0 ? text : text.slice(at)
    return output
  }

  /** Counts a token that nobody issued; remembers its beginning when the text ends inside it. */
  #suspectAt(matcher: TokenMatcher, text: string, at: number): void {
    const shape = matcher.shape(at)
    if (shape === 'yes') this.#countSuspect(matcher.key)
    else if (shape === 'more') this.#suspect = text.slice(at)
  }

  #followSuspect(fragment: string): void {
    if (this.#suspect === '') return
    const text = this.#suspect + fragment
    this.#suspect = ''
    const matcher = new TokenMatcher(new Units(text, this.#json), this.#table)
    this.#suspectAt(matcher, text, 0)
  }

  #countSuspect(key: string): void {
    if (!this.#tally.isKnown(key)) this.#tally.invented++
  }
}
