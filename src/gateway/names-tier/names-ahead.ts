/** The texts of one call and what a tier says of them: a walk that asks for one nobody has looked at is made again after the look. */
import {
  find,
  withSpans,
  type Context,
  type Finder,
  type Finding,
  type Policy,
} from '../../redaction/index.ts'
import { TierError, type TierSpan, type TierText } from './contract.ts'
import type { NamesRules } from './names-rules.ts'

/** What a look took (seconds) and how it ended, by the detector's name in config. */
export type ReportLook = (detector: string, outcome: string, seconds: number) => void

export interface NamesAheadOptions {
  readonly rules: NamesRules
  readonly policy: Policy
  readonly report: ReportLook
  /** Answers for the engine. */
  readonly next?: Finder | undefined
  /** The language that somebody said the texts are in. */
  readonly given?: string | undefined
  /** Nothing is replaced: what cannot be looked for is not counted, and refuses nothing. */
  readonly onlyCounts?: boolean
}

const NOTHING: readonly Finding[] = []
const NO_SPANS: readonly TierSpan[] = []
const TWO_LETTERS = /\p{L}\p{M}*\p{L}|\p{Script=Han}/u
/** A walk finds texts inside texts, and what was found in one part of a stream decides where the next begins. */
const MOST_WALKS = 32

/**
 * Answers as the engine does, with the spans of the tier put in. For a text that the tier has not seen it answers "nothing"
 * and notes it: what was made of that has to be thrown away, which `untilSeen` does.
 */
export class NamesAhead implements Finder {
  readonly #rules: NamesRules
  readonly #policy: Policy
  /** Knows what was found in long texts. */
  #next: Finder | undefined
  readonly #given: string | undefined
  readonly #report: ReportLook
  readonly #onlyCounts: boolean
  readonly #seen = new Map<string, readonly TierSpan[]>()
  readonly #missed = new Map<string, TierText>()
  #left: number
  /** A walk is under way whose result is thrown away when something was missed. */
  #walking = false

  constructor(options: NamesAheadOptions) {
    this.#rules = options.rules
    this.#policy = options.policy
    this.#next = options.next
    this.#given = options.given
    this.#report = options.report
    this.#onlyCounts = options.onlyCounts === true
    this.#left = options.rules.limit
  }

  isOf(policy: Policy): boolean {
    return policy === this.#policy
  }

  /** The next frame of a session is a call of its own: its time begins anew, and what was seen is only remembered as digests. */
  begin(next: Finder | undefined): void {
    this.#next = next
    this.#seen.clear()
    this.renew()
  }

  /** The next part of a stream has its own time. */
  renew(): void {
    this.#left = this.#rules.limit
  }

  /** Throws a `TierError` for a text of a language that needs more than it gets. */
  find(text: string, context?: Context): readonly Finding[] {
    // An id may look like a part of a name, and is none.
    const asked = context?.identifier !== true && TWO_LETTERS.test(text)
    const spans = asked ? this.#spansOf(text) : NO_SPANS
    if (spans === undefined) {
      if (!this.#walking) throw new TierError('names_failed')
      return NOTHING
    }
    const own = this.#next === undefined ? find(this.#policy, text, context) : this.#next.find(text, context)
    return spans.length === 0 ? own : withSpans(this.#policy, text, own, spans, this.#rules.tier)
  }

  /**
   * The result of a walk in which every text that it asked for had been seen. Throws a `TierError` when the tier does not
   * answer in the time that the call has for it.
   */
  async untilSeen<T>(walk: () => T | Promise<T>): Promise<T> {
    this.#walking = true
    try {
      for (let count = 0; count < MOST_WALKS; count++) {
        this.#missed.clear()
        const result = await walk()
        if (this.#missed.size === 0) return result
        await this.#look()
      }
      throw new TierError('names_failed')
    } finally {
      this.#walking = false
    }
  }

  /** Undefined: it has to be looked at first. */
  #spansOf(text: string): readonly TierSpan[] | undefined {
    const seen = this.#seen.get(text)
    if (seen !== undefined) return seen
    const languages = this.#rules.languagesOf(text, this.#given)
    if (!this.#onlyCounts && !this.#rules.allows(languages, true)) throw new TierError('names_unmet')
    const asked = this.#rules.asked(languages)
    if (asked.length === 0) {
      this.#seen.set(text, NO_SPANS)
      return NO_SPANS
    }
    const known = this.#rules.memory.get({ text, languages: asked })
    if (known === undefined) this.#missed.set(text, { text, languages: asked })
    else this.#seen.set(text, known)
    return known
  }

  async #look(): Promise<void> {
    const { detector, memory } = this.#rules
    const texts = [...this.#missed.values()]
    if (detector === undefined) throw new TierError('names_failed')
    const from = performance.now()
    try {
      const spans = await detector.look(texts, this.#left)
      for (const [index, text] of texts.entries()) {
        const own = spans[index]
        if (own === undefined) throw new TierError('names_failed')
        memory.set(text, own)
        this.#seen.set(text.text, own)
      }
      this.#report(detector.id, 'ok', (performance.now() - from) / 1000)
    } catch (error) {
      const fault = error instanceof TierError ? error.fault : 'names_failed'
      this.#report(detector.id, fault, (performance.now() - from) / 1000)
      if (!this.#goesOn(texts)) throw new TierError(fault)
    }
    this.#left -= performance.now() - from
  }

  /** Where config says so, and no text needs more, the engine's own names have to do. They are not remembered. */
  #goesOn(texts: readonly TierText[]): boolean {
    const { fallsBack } = this.#rules
    const allowed =
      this.#onlyCounts ||
      (fallsBack &&
        texts.every(({ text }) => this.#rules.allows(this.#rules.languagesOf(text, this.#given), false)))
    if (allowed) for (const { text } of texts) this.#seen.set(text, NO_SPANS)
    return allowed
  }
}
