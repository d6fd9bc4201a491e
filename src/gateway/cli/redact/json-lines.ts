/** One JSON object a line in, one a line out, in the same order: how other programs and benchmarks drive the engine. */
import {
  compilePolicy,
  find,
  KnownValueError,
  type Policy,
  PolicyError,
  type PolicyOptions,
  RefusedEntityError,
  type VaultOptions,
} from '../../../redaction/index.ts'
import { policyOf, redactText, redactTextSchema, withKnown } from '../../detection/redact-text.ts'
import { WrongArguments } from '../arguments.ts'

/** Writes the answer to one line; the answer to a line that cannot be read is `{"error": ...}`. */
export class JsonLines {
  readonly #vault: VaultOptions
  readonly #base: Policy
  /** Of lines that name no language. */
  readonly #plain: Policy
  readonly #byLanguage = new Map<string, Policy>()
  #lines = 0
  failed = 0

  /** `own` is what counts for lines that name no language. */
  constructor(options: PolicyOptions, own: PolicyOptions, vault: VaultOptions) {
    this.#base = compilePolicy(options)
    this.#plain = compilePolicy({ ...options, ...own })
    this.#vault = vault
  }

  answer(line: string): string {
    this.#lines++
    try {
      return JSON.stringify(this.#redact(line))
    } catch (error) {
      this.failed++
      return JSON.stringify({ error: `line ${this.#lines}: ${sentence(error)}` })
    }
  }

  #redact(line: string): object {
    const parsed = redactTextSchema.safeParse(JSON.parse(line))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new WrongArguments(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim())
    }
    const { text, lang } = parsed.data
    let policy = this.#byLanguage.get(lang ?? '')
    if (policy === undefined) {
      policy = policyOf(lang === undefined ? this.#plain : this.#base, parsed.data)
      this.#byLanguage.set(lang ?? '', policy)
    }
    return redactText(policy, text, withKnown(policy, parsed.data, find(policy, text)), this.#vault)
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
  return error instanceof SyntaxError ? 'not a JSON object on one line' : 'it cannot be redacted'
}
