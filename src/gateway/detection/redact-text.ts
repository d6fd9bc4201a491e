/** One text redacted for somebody who asks: what the command line answers to a line, and the gateway to a tenant. */
import { z } from 'zod'
import { compilePolicy, type Finding, type Policy, Vault, type VaultOptions } from '../../redaction/index.ts'
import { regionsOf } from './coverage.ts'

/** What is asked. `known` are values that the asker knows to be personal; `lang` decides whose national formats are expected. */
export const redactTextSchema = z.strictObject({
  text: z.string(),
  lang: z.string().max(8).optional(),
  known: z.array(z.string().min(2, 'at least two characters').max(200)).max(1000).optional(),
})

export type RedactTextRequest = z.output<typeof redactTextSchema>

export interface RedactTextAnswer {
  readonly text: string
  /** Offsets in UTF-16 units of the text that was asked about. */
  readonly entities: readonly Finding[]
}

/** The policy with what one request adds to it. Throws a `PolicyError` for a language that is not known. */
export function policyOf(base: Policy, { lang, known }: RedactTextRequest): Policy {
  if (lang === undefined && (known ?? []).length === 0) return base
  const { options } = base
  return compilePolicy({
    ...options,
    words: [...(options.words ?? []), ...(known ?? [])],
    ...(lang === undefined ? {} : { phoneRegions: regionsOf(lang) }),
  })
}

/** `findings` are those of the text under the policy. Throws a `RefusedEntityError` where the policy refuses what was found. */
export function redactText(
  policy: Policy,
  text: string,
  findings: readonly Finding[],
  options: VaultOptions,
): RedactTextAnswer {
  const finder = { isOf: (other: Policy) => other === policy, find: () => findings }
  const vault = new Vault({ ...options, finder })
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
