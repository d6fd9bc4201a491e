/** Findings of one call's long texts, looked for elsewhere before the texts are redacted. */
import { find } from './find.ts'
import type { Policy } from './policy.ts'
import type { Context, Finding } from './types.ts'

/** Answers as `find` would for one policy, from somewhere cheaper. */
export interface Finder {
  /** True for the policy that it answers for. */
  isOf(policy: Policy): boolean
  find(text: string, context?: Context): readonly Finding[]
}

interface Found {
  readonly cue: string | undefined
  readonly findings: readonly Finding[]
}

/** Falls back to the next finder, or to a look of its own, for every text that was not looked at ahead. */
export class FoundAhead implements Finder {
  readonly #policy: Policy
  readonly #next: Finder | undefined
  readonly #found = new Map<string, Found>()

  constructor(policy: Policy, next?: Finder) {
    this.#policy = policy
    this.#next = next
  }

  add(text: string, cue: string | undefined, findings: readonly Finding[]): void {
    this.#found.set(text, { cue, findings })
  }

  isOf(policy: Policy): boolean {
    return policy === this.#policy
  }

  find(text: string, context?: Context): readonly Finding[] {
    const found = this.#found.size === 0 ? undefined : this.#found.get(text)
    if (found !== undefined && found.cue === context?.cue && context?.said === undefined)
      return found.findings
    return this.#next === undefined ? find(this.#policy, text, context) : this.#next.find(text, context)
  }
}
