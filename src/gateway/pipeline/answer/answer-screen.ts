/** Looks for personal data that is an answer's own: what is found is counted, and masked for good where config says so. */
import {
  endsInsideRun,
  find,
  LANGUAGES,
  mayBeSaidInSource,
  SHORTEST_SPREAD,
  spokenEdges,
  SpreadFinder,
  type Context,
  type Finder,
  type Policy,
  type SpokenEdges,
  type TakenValue,
  type Vault,
} from '../../../redaction/index.ts'
import type { Entity } from '../../../redaction/types.ts'
import type { AnswerRedaction } from '../../config/runtime.ts'
import { TierError } from '../../names-tier/contract.ts'
import type { NamesAhead } from '../../names-tier/names-ahead.ts'
import type { FindPool } from '../../detection/find-pool.ts'
import { LongTexts } from '../../detection/long-texts.ts'
import { wantsCue } from '../body/body-redactor.ts'
import { AnswerFaultError, type AnswerCounts } from './answer-body.ts'

/** A part of a text that is nobody's token, in UTF-16 units. */
export interface OwnValue {
  readonly entity: Entity
  readonly start: number
  readonly end: number
}

/** Values that are told apart; those beyond are counted as often as they come. */
const MOST_VALUES = 4096
/** Each is looked for in every string. */
const MOST_SPREAD = 64
const NOTHING: readonly OwnValue[] = []
const SILENT: SpokenEdges = { head: '', tail: '' }
const WORD = /[\p{L}\p{N}]/u

/** What stands in place of a value: no token has this shape, so nothing is ever put back for it. */
export function maskOf(entity: Entity): string {
  return `[${entity}]`
}

/** One answer's look. Answers repeat their texts, so a value counts once. */
export class AnswerScreen {
  /** What is found is masked, and not only counted. */
  readonly applies: boolean
  readonly counts: AnswerCounts
  /** UTF-16 units that a lane may hold back. */
  readonly limit: number
  readonly #policy: Policy
  readonly #vault: Vault
  /** Knows what was found in long texts. */
  #finder: Finder | undefined
  /** Makes what asks a tier for names outside the engine; undefined without one. */
  readonly #tier: ((next: Finder | undefined) => NamesAhead) | undefined
  readonly #counts: Partial<Record<Entity, number>> = {}
  /** By entity and value. */
  readonly #seen = new Map<string, TakenValue>()

  constructor(
    policy: Policy,
    mode: AnswerRedaction,
    vault: Vault,
    limit: number,
    finder?: Finder,
    tier?: (next: Finder | undefined) => NamesAhead,
  ) {
    this.#tier = tier
    this.applies = mode === 'apply'
    this.counts = this.#counts
    this.limit = limit
    this.#policy = policy
    this.#vault = vault
    this.#finder = finder
  }

  /** A tier outside the engine has to see the texts first, however short they are. */
  get looksAhead(): boolean {
    return this.#tier !== undefined
  }

  /** Texts that come in pieces are looked at in longer ones, since each look is a question to somebody else. */
  get paces(): boolean {
    return this.looksAhead && this.applies
  }

  /** Has a stream look by the tier: a screen of scouts, whose counts are thrown away, and what both of them ask. */
  pace(): { readonly ahead: NamesAhead; readonly scout: () => AnswerScreen } | undefined {
    if (this.#tier === undefined || !this.applies) return undefined
    const ahead = this.#tier(this.#finder)
    this.#finder = ahead
    return { ahead, scout: () => this.#with(ahead) }
  }

  /**
   * Has the long texts of an answer looked at in detection threads, and all of them by the tier for names, before the walk
   * that counts. `walk` walks the answer once and changes nothing. Rejects with a `Refusal` when a look fails or does not end
   * within `milliseconds`, and with an `AnswerFaultError` when the tier does not do its part.
   */
  async lookAhead(pool: FindPool, milliseconds: number, walk: (screen: AnswerScreen) => void): Promise<void> {
    const long = new LongTexts(this.#policy, undefined)
    walk(this.#with(long))
    this.#finder = await long.lookedAt(pool, milliseconds)
    if (this.#tier === undefined) return
    const ahead = this.#tier(this.#finder)
    try {
      await ahead.untilSeen(() => walk(this.#with(ahead)))
    } catch (error) {
      throw error instanceof TierError ? new AnswerFaultError('answer_uninspectable') : error
    }
    this.#finder = ahead
  }

  /** One whose counts are thrown away. */
  #with(finder: Finder): AnswerScreen {
    const mode = this.applies ? 'apply' : 'flag'
    return new AnswerScreen(this.#policy, mode, this.#vault, this.limit, finder, this.#tier)
  }

  /** The tenant has words of its own or wants names found, so that every text has to be looked at. */
  get looksEverywhere(): boolean {
    return this.#policy.everywhere
  }

  /** False when nothing is said in words in the source of an answer, UTF-8 read one byte a unit. */
  mayBeSaidIn(source: string): boolean {
    return mayBeSaidInSource(this.#policy, source)
  }

  /** True when the key above a text may say what stands in it. */
  wantsCue(text: string): boolean {
    return wantsCue(this.#policy, text)
  }

  /** A number, an address or letters that are said in words may go on behind the text. */
  endsInsideRun(text: string): boolean {
    return this.#policy.spoken !== undefined && endsInsideRun(text, this.#languages)
  }

  /** Digits at the edges of what somebody says; `before` is the tail of what the same speaker said before. */
  edgesOf(text: string, before: string): SpokenEdges {
    return this.#policy.spoken === undefined ? SILENT : spokenEdges(text, this.#languages, before)
  }

  get #languages(): readonly string[] {
    return this.#policy.options.languages ?? LANGUAGES
  }

  /**
   * Values of a text in order. Our tokens and what only they are part of are left out. `said` are digits of the turns before
   * and behind that go on in this one.
   */
  values(text: string, cue?: string, said?: Context['said']): readonly OwnValue[] {
    const context: Context | undefined =
      said !== undefined ? { said } : cue === undefined ? undefined : { cue }
    const found =
      this.#finder === undefined ? find(this.#policy, text, context) : this.#finder.find(text, context)
    if (found.length === 0) return NOTHING
    const tokens = this.#vault.spansOf(text)
    const values: OwnValue[] = []
    for (const { entity, start, end } of found) {
      let from = start
      for (const token of tokens) {
        if (token.end <= from || token.start >= end) continue
        add(values, text, entity, from, token.start)
        from = token.end
      }
      add(values, text, entity, from, end)
    }
    return values
  }

  /** True when what was found so far is from now on found wherever the answer says it again: another walk may find more. */
  spread(): boolean {
    const values = [...this.#seen.values()].filter(({ value }) => value.length >= SHORTEST_SPREAD)
    if (values.length === 0 || values.length > MOST_SPREAD) return false
    this.#finder = new SpreadFinder(this.#policy, values, this.#finder)
    return true
  }

  /** Counts a value, unless the answer held it before. */
  count(entity: Entity, value: string): void {
    const key = `${entity} ${value}`
    if (this.#seen.has(key)) return
    if (this.#seen.size < MOST_VALUES) this.#seen.set(key, { entity, value, uses: 1 })
    this.#counts[entity] = (this.#counts[entity] ?? 0) + 1
  }

  /** A text with its values masked; the same reference where nothing is found, or only counted. */
  text(text: string, cue?: string, said?: Context['said']): string {
    let output = ''
    let from = 0
    for (const { entity, start, end } of this.values(text, cue, said)) {
      this.count(entity, text.slice(start, end))
      output += text.slice(from, start) + maskOf(entity)
      from = end
    }
    return from === 0 || !this.applies ? text : output + text.slice(from)
  }
}

function add(values: OwnValue[], text: string, entity: Entity, start: number, end: number): void {
  if (start < end && WORD.test(text.slice(start, end))) values.push({ entity, start, end })
}
