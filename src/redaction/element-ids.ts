/** The numbers of element and address tokens in one call, and what to put back for each. */
import { compareElements, type ElementCheck, idsIn, restoreElements } from './element.ts'

export class ElementIds {
  readonly #values = new Map<string, string>()
  readonly #issued = new Set<string>()
  readonly #taken = new Set<string>()
  #next = 1

  get empty(): boolean {
    return this.#values.size === 0
  }

  /** Keeps ids in our shape that the caller wrote apart from ours. */
  reserve(text: string): void {
    if (!(text.includes('<') || text.includes('@'))) return
    for (const id of idsIn(text)) this.#taken.add(id)
  }

  /** A new id behind which the value stands. An operator's is told apart by its letter. */
  issue(operator: boolean, value: string): string {
    while (this.#taken.has(String(this.#next)) || this.#taken.has(`s${this.#next}`)) this.#next++
    const id = operator ? `s${this.#next}` : String(this.#next)
    this.#next++
    this.#issued.add(id)
    this.#values.set(id, value)
    return id
  }

  /** Puts values back into a complete text; `onRestore` is told of each. */
  restore(text: string, escaped: boolean, onRestore: () => void): string {
    if (this.empty && !escaped) return text
    return restoreElements(
      text,
      (id) => {
        const value = this.#values.get(id)
        if (value !== undefined) onRestore()
        return value
      },
      escaped,
    )
  }

  /** Compares the ids in a text that came back with those in the text that left. */
  compare(sent: string, returned: string): ElementCheck {
    return compareElements(sent, returned, (id) => this.#issued.has(id))
  }
}
