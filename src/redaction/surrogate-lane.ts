/** Puts values back in place of surrogates in one text that may arrive in pieces. */

const WORD = /[\p{L}\p{N}]/u

/** Surrogates of one call and the values behind them; grows while the request is redacted. */
export class SurrogateTable {
  readonly #values = new Map<string, string>()

  add(surrogate: string, value: string): void {
    this.#values.set(surrogate, value)
  }

  has(surrogate: string): boolean {
    return this.#values.has(surrogate)
  }

  get empty(): boolean {
    return this.#values.size === 0
  }

  entries(): Iterable<[string, string]> {
    return this.#values
  }
}

interface Match {
  readonly start: number
  readonly end: number
  readonly value: string
}

/** Exact matches only: a stand-in that a model re-wrote is no longer one of ours. */
export class SurrogateLane {
  readonly #table: SurrogateTable
  readonly #json: boolean
  readonly #onRestore: () => void
  #held = ''
  /** The last character that was handed on: a stand-in inside a longer word or number is none. */
  #before = ''

  constructor(table: SurrogateTable, json: boolean, onRestore: () => void) {
    this.#table = table
    this.#json = json
    this.#onRestore = onRestore
  }

  get holding(): boolean {
    return this.#held !== ''
  }

  push(fragment: string): string {
    return this.#run(this.#held + fragment, false)
  }

  flush(): string {
    return this.#run(this.#held, true)
  }

  #run(text: string, final: boolean): string {
    this.#held = ''
    let output = ''
    let from = 0
    for (let match = this.#next(text, from); match !== undefined; match = this.#next(text, from)) {
      if (!final && match.end === text.length) break
      output += text.slice(from, match.start) + this.#written(match.value)
      from = match.end
      this.#onRestore()
    }
    const until = final ? text.length : text.length - this.#beginning(text, from)
    this.#held = text.slice(until)
    return this.#handOn(output + text.slice(from, until))
  }

  #written(value: string): string {
    return this.#json ? JSON.stringify(value).slice(1, -1) : value
  }

  #handOn(text: string): string {
    if (text !== '') this.#before = text.slice(-1)
    return text
  }

  /** The first stand-in at or after `from`. */
  #next(text: string, from: number): Match | undefined {
    let best: Match | undefined
    for (const [surrogate, value] of this.#table.entries()) {
      let at = text.indexOf(surrogate, from)
      while (at !== -1 && !this.#standsAlone(text, at, at + surrogate.length))
        at = text.indexOf(surrogate, at + 1)
      if (at !== -1 && (best === undefined || at < best.start))
        best = { start: at, end: at + surrogate.length, value }
    }
    return best
  }

  #standsAlone(text: string, start: number, end: number): boolean {
    const before = start === 0 ? this.#before : (text[start - 1] ?? '')
    return !WORD.test(before) && !WORD.test(text[end] ?? '')
  }

  /** Length of the longest end of the text that may be a stand-in or the beginning of one: what follows decides. */
  #beginning(text: string, from: number): number {
    let longest = 0
    for (const [surrogate] of this.#table.entries()) {
      for (let length = Math.min(surrogate.length, text.length - from); length > longest; length--) {
        if (text.endsWith(surrogate.slice(0, length))) {
          longest = length
          break
        }
      }
    }
    return longest
  }
}
