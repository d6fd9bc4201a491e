/** What a tenant wants found, compiled for the engine: one policy for all operations, and those of single routes. */
import { compilePolicy, type Policy, SpanMemory } from '../../redaction/index.ts'
import { engineNames } from './compile-names.ts'
import type { TenantConfig } from './schema.ts'

/** One memory a policy, from its first use on. */
export function memoriesOf(key: Uint8Array): (policy: Policy) => SpanMemory {
  const memories = new Map<Policy, SpanMemory>()
  return (policy) => {
    let memory = memories.get(policy)
    if (memory === undefined) memories.set(policy, (memory = new SpanMemory(policy, { key })))
    return memory
  }
}

/** One policy for all operations but those whose route has words or replacements of its own. */
export function compilePolicies(redaction: TenantConfig['redaction']): (operation: string) => Policy {
  type Rule = Partial<
    Pick<TenantConfig['redaction'], 'words' | 'allow' | 'replace_with' | 'names' | 'spoken' | 'languages'>
  >
  const compile = (rule: Rule): Policy =>
    compilePolicy({
      ...(redaction.entities === undefined ? {} : { entities: redaction.entities }),
      words: [...redaction.words, ...(rule.words ?? [])],
      allow: [...redaction.allow, ...(rule.allow ?? [])],
      phoneRegions: redaction.phone_regions,
      spoken: rule.spoken ?? redaction.spoken,
      ...engineNames(rule.names ?? redaction.names, rule.languages ?? redaction.languages),
      modes: Object.fromEntries(
        Object.entries({ ...redaction.replace_with, ...rule.replace_with }).filter(
          ([, mode]) => mode !== undefined,
        ),
      ),
    })
  const common = compile({})
  const routes = new Map<string, Policy>()
  for (const [operation, rule] of Object.entries(redaction.routes)) {
    const { words, allow, replace_with: modes, names, spoken, languages } = rule
    if ([words, allow, modes, names, spoken, languages].every((own) => own === undefined)) continue
    routes.set(
      operation,
      compile({
        words: words ?? [],
        allow: allow ?? [],
        replace_with: modes ?? {},
        names: names ?? redaction.names,
        spoken: spoken ?? redaction.spoken,
        languages: languages ?? redaction.languages,
      }),
    )
  }
  return (operation) => routes.get(operation) ?? common
}
