/** What a tenant asks for names in one operation: the tier, what it falls back to, and the least that a language needs. */
import { languagesOf } from '../../redaction/index.ts'
import { meets, strictest, type NamesDetector, type Tier } from './contract.ts'
import type { TierMemory } from './tier-memory.ts'

export interface NamesRulesOptions {
  readonly tier: Tier
  /** Of the tiers that have one. */
  readonly detector: NamesDetector | undefined
  /** Milliseconds for all texts of one call. */
  readonly limit: number
  /** Texts go on with `builtin` alone when the detector does not answer, where their minimum allows it. */
  readonly fallsBack: boolean
  /** Of the policy. */
  readonly languages: readonly string[]
  readonly minimum: Readonly<Partial<Record<string, Tier>>>
  readonly memory: TierMemory
}

export class NamesRules {
  readonly tier: Tier
  readonly detector: NamesDetector | undefined
  readonly limit: number
  readonly fallsBack: boolean
  readonly memory: TierMemory
  readonly #languages: readonly string[]
  readonly #known: ReadonlySet<string>
  readonly #minimum: Readonly<Partial<Record<string, Tier>>>
  readonly #strictest: Tier

  constructor(options: NamesRulesOptions) {
    this.tier = options.tier
    this.detector = options.detector
    this.limit = options.limit
    this.fallsBack = options.fallsBack
    this.memory = options.memory
    this.#languages = options.languages
    this.#known = new Set(options.languages)
    this.#minimum = options.minimum
    this.#strictest = strictest(Object.values(options.minimum).filter((tier) => tier !== undefined))
  }

  /**
   * Languages that a text may be in. One where somebody said so or the policy has only one; what its words say otherwise; all
   * of the policy where they say nothing.
   */
  languagesOf(text: string, given: string | undefined): readonly string[] {
    if (given !== undefined) return [given]
    if (this.#languages.length === 1) return this.#languages
    const seen = languagesOf(text)
    if (seen.length === 0) return this.#languages
    const expected = seen.filter((each) => this.#known.has(each) || this.#minimum[each] !== undefined)
    return expected.length === 0 ? seen : expected
  }

  /** Of those, the ones that the detector is asked about. */
  asked(languages: readonly string[]): readonly string[] {
    const { detector } = this
    if (detector === undefined) return NONE
    const { languages: own } = detector
    return own === undefined ? languages : languages.filter((each) => own.has(each))
  }

  /** False when one of the languages needs more than it gets. `answered`: the detector does its part. */
  allows(languages: readonly string[], answered: boolean): boolean {
    return languages.every((each) => meets(this.tierOf(each, answered), this.minimumOf(each)))
  }

  /** What a text of the language gets. */
  tierOf(language: string, answered = true): Tier {
    const { tier, detector } = this
    if (detector === undefined) return tier
    const covers = detector.languages === undefined || detector.languages.has(language)
    return answered && covers ? tier : 'builtin'
  }

  /** What it needs: of a language that the policy does not name, as much as the strictest. */
  minimumOf(language: string): Tier {
    return this.#minimum[language] ?? (this.#known.has(language) ? 'off' : this.#strictest)
  }
}

const NONE: readonly string[] = []
