/** What the tests of the engine share: one policy, and findings in a readable form. */
import {
  compilePolicy,
  type Context,
  find,
  type Policy,
  type PolicyOptions,
} from '../../src/redaction/index.ts'

export const EVERYTHING: Policy = compilePolicy({})

export function policyOf(options: PolicyOptions): Policy {
  return compilePolicy(options)
}

/** Findings as `ENTITY:value`. */
export function found(text: string, policy: Policy = EVERYTHING, context?: Context): readonly string[] {
  return find(policy, text, context).map(({ entity, start, end }) => `${entity}:${text.slice(start, end)}`)
}

/** Text of this many characters. */
export function repeated(unit: string, size: number): string {
  return unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
}
