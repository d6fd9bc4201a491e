/** One text redacted for somebody who asks: what the command line answers to a line, and the gateway to a tenant. */
import { z } from 'zod'
import {
  compilePolicy,
  type Finder,
  type Finding,
  KnownValues,
  LANGUAGES,
  type Policy,
  PolicyError,
  type PolicyOptions,
  Vault,
  type VaultOptions,
} from '../../redaction/index.ts'
import { primaryLanguage, regionsOf } from './coverage.ts'
import { knownValueSchema } from './known-values.ts'

/** What is asked. `known` are values that the asker knows to be personal; `lang` decides whose national formats are expected. */
export const redactTextSchema = z.strictObject({
  text: z.string(),
  lang: z
    .string()
    .max(35)
    .nullish()
    // An empty one says nothing, like none.
    .transform((tag) => (tag === undefined || tag === null || tag === '' ? undefined : primaryLanguage(tag))),
  known: z.array(knownValueSchema).max(1000).optional(),
})

/** Nynorsk and whatever is called Norwegian are read by the tables of Bokmål. */
const NORWEGIAN: ReadonlySet<string> = new Set(['no', 'nn'])

export type RedactTextRequest = z.output<typeof redactTextSchema>

export interface RedactTextAnswer {
  readonly text: string
  /** Offsets in UTF-16 units of the text that was asked about. */
  readonly entities: readonly Finding[]
}

/** The policy with what one request adds to it. Throws a `PolicyError` for a language that is not known, or that the policy does not name. */
export function policyOf(base: Policy, { lang }: Pick<RedactTextRequest, 'lang'>): Policy {
  if (lang === undefined) return base
  const { options } = base
  return compilePolicy({ ...options, phoneRegions: regionsOf(lang), ...spokenOf(options, lang) })
}

/** `findings` of the text with those of what the asker knows, said aloud too. Throws a `KnownValueError` for what cannot be looked for. */
export function withKnown(
  policy: Policy,
  { text, lang, known }: RedactTextRequest,
  findings: readonly Finding[],
): readonly Finding[] {
  if (known === undefined || known.length === 0) return findings
  const languages = lang === undefined ? policy.options.languages : [lang]
  const vault = new Vault({
    style: 'bracket',
    finder: finderOf(policy, findings),
    known: new KnownValues(known, languages),
  })
  return vault.findings(policy, text)
}

function finderOf(policy: Policy, findings: readonly Finding[]): Finder {
  return { isOf: (other) => other === policy, find: () => findings }
}

/** The name under which a language is known here. */
export function languageOf(lang: string): string {
  return NORWEGIAN.has(lang) ? 'nb' : lang
}

/**
 * The languages of names narrowed to one. Throws a `PolicyError` where names are looked for and the policy's languages leave
 * it out; in a language without tables of its own those of all languages look.
 */
export function spokenOf(options: PolicyOptions, lang: string): Pick<PolicyOptions, 'languages'> {
  if ((options.names ?? 'off') === 'off') return {}
  const language = LANGUAGES.find((known) => known === languageOf(lang))
  if (options.languages !== undefined && !options.languages.some((named) => named === language)) {
    throw new PolicyError(
      `The policy does not name the language ${JSON.stringify(lang)}; it names ${options.languages.join(', ')}.`,
    )
  }
  return language === undefined ? {} : { languages: [language] }
}

/** `findings` are those of the text under the policy. Throws a `RefusedEntityError` where the policy refuses what was found. */
export function redactText(
  policy: Policy,
  text: string,
  findings: readonly Finding[],
  options: VaultOptions,
): RedactTextAnswer {
  const vault = new Vault({ ...options, finder: finderOf(policy, findings) })
  vault.reserve(text)
  return {
    text: vault.redact(policy, text, 'caller'),
    entities: findings.map(({ entity, start, end, detector, score }) => ({
      entity,
      start,
      end,
      detector,
      score,
    })),
  }
}
