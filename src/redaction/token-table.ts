/** The tokens of one call that answers may get restored, and how far a text can be the beginning of one. */
import type { Case } from './known/cases.ts'
import { CLOSE, tokenKey } from './placeholder.ts'

/** A person's name: what stands for it where nothing is said of its case, and forms of it by case. */
export interface NameForms {
  readonly base: string
  inCase(named: Case): string | undefined
}

/** What a token stands for. */
export type TokenValue = string | NameForms

/** Up to here a look through the list costs less than building an index; few calls have more. */
const SHORT = 24

/** Values by name, and whatever a name begins with. */
class Index {
  readonly values = new Map<string, TokenValue>()
  readonly prefixes = new Set<string>([''])

  add(name: string, value: TokenValue): void {
    this.values.set(name, value)
    for (let end = name.length; end > 0; end--) {
      const prefix = name.slice(0, end)
      if (this.prefixes.has(prefix)) break
      this.prefixes.add(prefix)
    }
  }
}

/** Grows while a request is redacted, is read while its answer is restored. */
export class TokenTable {
  /** Without separators: `EMAIL1`. */
  readonly #keys: string[] = []
  readonly #names: string[] = []
  readonly #values: TokenValue[] = []
  /** Some value is a name with forms. */
  inflects = false
  #byKey: Index | undefined
  #byName: Index | undefined

  /** Adds a token by its name, `EMAIL_1`. */
  add(name: string, value: TokenValue): void {
    if (typeof value !== 'string') this.inflects = true
    this.#keys.push(tokenKey(name))
    this.#names.push(name)
    this.#values.push(value)
    if (this.#names.length <= SHORT) return
    // Kept as the table grows: an index over a hundred thousand, made at once, would stop the thread.
    this.#byKey?.add(tokenKey(name), value)
    this.#byName?.add(name, value)
    this.#byKey ??= indexOf(this.#keys, this.#values)
    this.#byName ??= indexOf(this.#names, this.#values)
  }

  get empty(): boolean {
    return this.#names.length === 0
  }

  /** Entities whose tokens are in the table, as written in names. */
  get stems(): ReadonlySet<string> {
    const stems = new Set<string>()
    for (const name of this.#names) stems.add(name.slice(0, name.lastIndexOf('_')))
    return stems
  }

  /** Place of the name that stands exactly as issued at an offset, its closing bracket behind it; -1 when none does. */
  exactAt(text: string, at: number): number {
    const names = this.#names
    if (names.length > SHORT) return -1
    for (let place = 0; place < names.length; place++) {
      const name = names[place] ?? ''
      if (text.charCodeAt(at + name.length) === CLOSE && text.startsWith(name, at)) return place
    }
    return -1
  }

  nameOf(place: number): string {
    return this.#names[place] ?? ''
  }

  valueOf(place: number): TokenValue {
    return this.#values[place] ?? ''
  }

  /** Value of a key without separators. */
  value(key: string): TokenValue | undefined {
    return this.#byKey === undefined ? valueIn(this.#keys, this.#values, key) : this.#byKey.values.get(key)
  }

  /** Value of a name exactly as issued. */
  bareValue(name: string): TokenValue | undefined {
    return this.#byName === undefined
      ? valueIn(this.#names, this.#values, name)
      : this.#byName.values.get(name)
  }

  begins(key: string): boolean {
    return this.#byKey === undefined ? beginsIn(this.#keys, key) : this.#byKey.prefixes.has(key)
  }

  bareBegins(name: string): boolean {
    return this.#byName === undefined ? beginsIn(this.#names, name) : this.#byName.prefixes.has(name)
  }
}

function valueIn(
  names: readonly string[],
  values: readonly TokenValue[],
  name: string,
): TokenValue | undefined {
  const at = names.indexOf(name)
  return at < 0 ? undefined : values[at]
}

function beginsIn(names: readonly string[], beginning: string): boolean {
  for (const name of names) if (name.startsWith(beginning)) return true
  return beginning === ''
}

function indexOf(names: readonly string[], values: readonly TokenValue[]): Index {
  const index = new Index()
  for (const [at, name] of names.entries()) index.add(name, values[at] ?? '')
  return index
}
