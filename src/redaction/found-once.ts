/** Findings of one call's texts, kept for a second reading of the same body. */
import { find } from './find.ts'
import type { Finder } from './found-ahead.ts'
import type { Policy } from './policy.ts'
import type { Context, Finding } from './types.ts'

interface Found {
  readonly cue: string | undefined
  readonly known: boolean | undefined
  readonly findings: readonly Finding[]
}

/** Answers as the next finder does, which is asked once for a text. */
export class FoundOnce implements Finder {
  readonly #policy: Policy
  readonly #next: Finder | undefined
  readonly #found = new Map<string, Found>()

  constructor(policy: Policy, next: Finder | undefined) {
    this.#policy = policy
    this.#next = next
  }

  isOf(policy: Policy): boolean {
    return policy === this.#policy
  }

  find(text: string, context?: Context): readonly Finding[] {
    // What the turns around say, or what an id may be, is no part of the key.
    if (context?.said !== undefined || context?.identifier === true) return this.#ask(text, context)
    const found = this.#found.get(text)
    const { cue, known } = context ?? {}
    if (found !== undefined && found.cue === cue && found.known === known) return found.findings
    const findings = this.#ask(text, context)
    this.#found.set(text, { cue, known, findings })
    return findings
  }

  #ask(text: string, context: Context | undefined): readonly Finding[] {
    return this.#next === undefined ? find(this.#policy, text, context) : this.#next.find(text, context)
  }
}
