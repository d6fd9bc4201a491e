/** Long texts of one body, gathered in a walk that changes nothing, looked at in detection threads, known in the walk that counts. */
import {
  find,
  type Context,
  type Finder,
  type Finding,
  FoundAhead,
  type Policy,
} from '../../redaction/index.ts'
import { DetectionError, type FindPool } from './find-pool.ts'
import { redactionRefusal } from './redaction-refusal.ts'

/** UTF-16 units, or bytes of a body: what one thread reads in about two milliseconds. */
export const LONG = 32 * 1024

const NOTHING: readonly Finding[] = []

/** Answers "nothing" for long texts and remembers them: what a vault makes of that must be thrown away. */
export class LongTexts implements Finder {
  readonly #policy: Policy
  readonly #next: Finder | undefined
  readonly #texts = new Map<string, string | undefined>()

  constructor(policy: Policy, next: Finder | undefined) {
    this.#policy = policy
    this.#next = next
  }

  isOf(policy: Policy): boolean {
    return policy === this.#policy
  }

  find(text: string, context?: Context): readonly Finding[] {
    if (text.length < LONG)
      return this.#next === undefined ? find(this.#policy, text, context) : this.#next.find(text, context)
    this.#texts.set(text, context?.cue)
    return NOTHING
  }

  /** Throws `Refusal` 422 when a look fails or does not end within `milliseconds`. */
  async lookedAt(pool: FindPool, milliseconds: number): Promise<Finder> {
    const ahead = new FoundAhead(this.#policy, this.#next)
    try {
      await Promise.all(
        Array.from(this.#texts, async ([text, cue]) => {
          ahead.add(text, cue, await pool.find(this.#policy, text, cue, milliseconds))
        }),
      )
    } catch (error) {
      if (!(error instanceof DetectionError)) throw error
      throw redactionRefusal(error)
    }
    return ahead
  }
}
