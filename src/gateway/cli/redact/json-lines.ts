/** One JSON object a line in, one a line out, in the same order: how other programs and benchmarks drive the engine. */
import { z } from 'zod'
import {
  compilePolicy,
  find,
  PolicyError,
  RefusedEntityError,
  Vault,
  type Policy,
  type PolicyOptions,
  type VaultOptions,
} from '../../../redaction/index.ts'
import { WrongArguments } from '../arguments.ts'
import { regionsOf } from './coverage.ts' // prettier-ignore

const lineSchema = z.strictObject({
  text: z.string(),
  lang: z.string().optional(),
  known: z.array(z.string().min(2, 'at least two characters')).max(1000).optional(),
})

/** Writes the answer to one line; the answer to a line that cannot be read is `{"error": ...}`. */
export class JsonLines {
  readonly #options: PolicyOptions
  /** Asked for on the command line; a line's own language goes before it. */
  readonly #regions: readonly string[]
  readonly #vault: VaultOptions
  readonly #byLanguage = new Map<string, Policy>()
  #lines = 0
  failed = 0

  constructor(options: PolicyOptions, regions: readonly string[], vault: VaultOptions) {
    this.#options = options
    this.#vault = vault
    this.#regions = regions
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
    const parsed = lineSchema.safeParse(JSON.parse(line))
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new WrongArguments(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim())
    }
    const { text, lang, known } = parsed.data
    const policy = this.#policy(lang, known)
    const vault = new Vault(this.#vault)
    vault.reserve(text)
    const redacted = vault.redact(policy, text, 'caller')
    const entities = find(policy, text).map(({ entity, start, end, detector, score }) => ({
      entity,
      start,
      end,
      detector,
      score,
    }))
    return { text: redacted, entities }
  }

  #policy(lang: string | undefined, known: readonly string[] | undefined): Policy {
    if (known !== undefined && known.length > 0) return compilePolicy(this.#optionsFor(lang, known))
    let policy = this.#byLanguage.get(lang ?? '')
    if (policy === undefined) {
      policy = compilePolicy(this.#optionsFor(lang, []))
      this.#byLanguage.set(lang ?? '', policy)
    }
    return policy
  }

  #optionsFor(lang: string | undefined, known: readonly string[]): PolicyOptions {
    return {
      ...this.#options,
      words: [...(this.#options.words ?? []), ...known],
      phoneRegions: lang === undefined ? this.#regions : regionsOf(lang),
    }
  }
}

/** Never quotes the line. */
function sentence(error: unknown): string {
  if (error instanceof WrongArguments || error instanceof PolicyError || error instanceof RefusedEntityError)
    return error.message
  return error instanceof SyntaxError ? 'not a JSON object on one line' : 'it cannot be redacted'
}
