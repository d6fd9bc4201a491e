/** The tokens of one call that answers may get restored, and how far a text can be the beginning of one. */
import { tokenKey } from './placeholder.ts'

/** Grows while a request is redacted, is read while its answer is restored. */
export class TokenTable {
  /** Values by name as issued, `EMAIL_1`. */
  readonly #values = new Map<string, string>()
  // Built when an answer first needs them: a request without an answer to restore does not pay for them.
  #indexed = 0
  readonly #byKey = new Map<string, string>()
  readonly #keyPrefixes = new Set<string>([''])
  readonly #namePrefixes = new Set<string>([''])
  readonly #stems = new Set<string>()

  /** Adds a token by its name. */
  add(name: string, value: string): void {
    this.#values.set(name, value)
  }

  get empty(): boolean {
    return this.#values.size === 0
  }

  /** Entities whose tokens are in the table, as written in names. */
  get stems(): ReadonlySet<string> {
    this.#index()
    return this.#stems
  }

  /** Value of a key without separators, `EMAIL1`. */
  value(key: string): string | undefined {
    this.#index()
    return this.#byKey.get(key)
  }

  /** Value of a name exactly as issued. */
  bareValue(name: string): string | undefined {
    return this.#values.get(name)
  }

  /** True when a key may go on to be one of the table. */
  begins(key: string): boolean {
    this.#index()
    return this.#keyPrefixes.has(key)
  }

  /** True when a name may go on to be one of the table. */
  bareBegins(name: string): boolean {
    this.#index()
    return this.#namePrefixes.has(name)
  }

  #index(): void {
    if (this.#indexed === this.#values.size) return
    let position = 0
    for (const [name, value] of this.#values) {
      if (position++ < this.#indexed) continue
      const key = tokenKey(name)
      this.#byKey.set(key, value)
      addPrefixes(this.#keyPrefixes, key)
      addPrefixes(this.#namePrefixes, name)
      this.#stems.add(name.slice(0, name.lastIndexOf('_')))
    }
    this.#indexed = position
  }
}

function addPrefixes(prefixes: Set<string>, name: string): void {
  for (let end = name.length; end > 0; end--) {
    const prefix = name.slice(0, end)
    if (prefixes.has(prefix)) return
    prefixes.add(prefix)
  }
}
