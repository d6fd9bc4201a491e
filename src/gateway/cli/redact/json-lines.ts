/** One JSON object a line in, one a line out, in the same order: how other programs and benchmarks drive the engine. */
import { isUtf8 } from 'node:buffer'
import {
  compilePolicy,
  find,
  type Finding,
  KnownValueError,
  type Policy,
  PolicyError,
  type PolicyOptions,
  RefusedEntityError,
  type VaultOptions,
} from '../../../redaction/index.ts'
import { languageOf, policyOf, redactText, redactTextSchema, withKnown } from '../../detection/redact-text.ts'
import { requestFault } from '../../detection/request-fault.ts'
import { TierError } from '../../names-tier/contract.ts'
import { NamesAhead } from '../../names-tier/names-ahead.ts'
import type { NamesRules } from '../../names-tier/names-rules.ts'
import { tierRefusal } from '../../names-tier/tier-refusal.ts'
import { WrongArguments } from '../arguments.ts'

/** Writes the answer to one line; the answer to a line that cannot be read is `{"error": ...}`. */
export class JsonLines {
  readonly #vault: VaultOptions
  readonly #base: Policy
  /** Of lines that name no language. */
  readonly #plain: Policy
  readonly #byLanguage = new Map<string, Policy>()
  /** What asks a tier for names outside the engine; undefined without one. */
  readonly #rules: NamesRules | undefined
  #lines = 0
  failed = 0

  /** `own` is what counts for lines that name no language. */
  constructor(options: PolicyOptions, own: PolicyOptions, vault: VaultOptions, rules?: NamesRules) {
    this.#rules = rules
    this.#base = compilePolicy(options)
    this.#plain = compilePolicy({ ...options, ...own })
    this.#vault = vault
  }

  /** Undefined for an empty line, which asks nothing. */
  async answer(line: Uint8Array): Promise<string | undefined> {
    this.#lines++
    try {
      if (!isUtf8(line)) throw new WrongArguments('not UTF-8 text')
      const source = Buffer.from(line).toString('utf8')
      // A byte-order mark is no part of the first line.
      const text = this.#lines === 1 ? source.replace(/^\ufeff/, '') : source
      return text.trim() === '' ? undefined : JSON.stringify(await this.#redact(text))
    } catch (error) {
      this.failed++
      return JSON.stringify({ error: `line ${this.#lines}: ${sentence(error)}` })
    }
  }

  async #redact(line: string): Promise<object> {
    const parsed = redactTextSchema.safeParse(JSON.parse(line))
    if (!parsed.success) {
      const { path, because, unknown = [] } = requestFault(parsed.error)
      const named = unknown.length === 0 ? '' : ` It is ${JSON.stringify(unknown[0])}.`
      throw new WrongArguments((path === undefined ? because : `${path}: ${because}`) + named)
    }
    const { text, lang } = parsed.data
    let policy = this.#byLanguage.get(lang ?? '')
    if (policy === undefined) {
      policy = policyOf(lang === undefined ? this.#plain : this.#base, parsed.data)
      this.#byLanguage.set(lang ?? '', policy)
    }
    return redactText(
      policy,
      text,
      withKnown(policy, parsed.data, await this.#find(policy, text, lang)),
      this.#vault,
    )
  }

  async #find(policy: Policy, text: string, lang: string | undefined): Promise<readonly Finding[]> {
    if (this.#rules === undefined) return find(policy, text)
    const given = lang === undefined ? undefined : languageOf(lang)
    const ahead = new NamesAhead({ rules: this.#rules, policy, report: () => {}, given })
    return await ahead.untilSeen(() => ahead.find(text))
  }
}

/** Never quotes the line. */
function sentence(error: unknown): string {
  if (
    error instanceof WrongArguments ||
    error instanceof PolicyError ||
    error instanceof KnownValueError ||
    error instanceof RefusedEntityError
  )
    return error.message
  if (error instanceof TierError) return tierRefusal(error).sentence
  return error instanceof SyntaxError ? 'not a JSON object on one line' : 'it cannot be redacted'
}
