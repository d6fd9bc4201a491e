/** The tokens of one call that answers may get restored, and how far a text can be the beginning of one. */
import { tokenKey } from './placeholder.ts'

/** Grows while a request is redacted, is read while its answer is restored. */
export class TokenTable {
  readonly #values = new Map<string, string>()
  readonly #bareValues = new Map<string, string>()
  readonly #prefixes = new Set<string>([''])
  readonly #barePrefixes = new Set<string>([''])
  readonly #stems = new Set<string>()

  /** Adds a token by its name, `EMAIL_1`. */
  add(name: string, value: string): void {
    const key = tokenKey(name)
    this.#values.set(key, value)
    this.#bareValues.set(name, value)
    addPrefixes(this.#prefixes, key)
    addPrefixes(this.#barePrefixes, name)
    this.#stems.add(name.slice(0, name.lastIndexOf('_')))
  }

  get empty(): boolean {
    return this.#values.size === 0
  }

  /** Entities whose tokens are in the table, as written in names. */
  get stems(): ReadonlySet<string> {
    return this.#stems
  }

  /** Value of a key without separators. */
  value(key: string): string | undefined {
    return this.#values.get(key)
  }

  /** Value of a name exactly as issued. */
  bareValue(name: string): string | undefined {
    return this.#bareValues.get(name)
  }

  begins(key: string): boolean {
    return this.#prefixes.has(key)
  }

  bareBegins(name: string): boolean {
    return this.#barePrefixes.has(name)
  }
}

function addPrefixes(prefixes: Set<string>, name: string): void {
  for (let end = name.length; end > 0; end--) {
    const prefix = name.slice(0, end)
    if (prefixes.has(prefix)) return
    prefixes.add(prefix)
  }
}
