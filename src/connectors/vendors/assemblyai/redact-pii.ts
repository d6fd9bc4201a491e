/** AssemblyAI's own redaction of transcripts, as config forces it: on, with these policies at least, and no copy without it. */
import type { ForcedMember } from '../../contract.ts'
import { TRANSCRIPT_PAGE } from './evidence.ts'

export interface RedactPii {
  /** Names of AssemblyAI's policies. */
  readonly policies: readonly string[]
  readonly sub: 'hash' | 'entity_name'
}

function set(key: string, value: string): ForcedMember {
  return {
    key,
    value,
    how: 'set',
    flag: `${key}=${value.replaceAll('"', '')}`,
    evidence: TRANSCRIPT_PAGE,
  }
}

export function redactPiiMembers({ policies, sub }: RedactPii): readonly ForcedMember[] {
  return [
    set('redact_pii', 'true'),
    {
      key: 'redact_pii_policies',
      value: JSON.stringify(policies),
      how: 'union',
      flag: 'redact_pii_policies',
      evidence: TRANSCRIPT_PAGE,
    },
    set('redact_pii_sub', JSON.stringify(sub)),
    set('redact_pii_return_unredacted', 'false'),
  ]
}

/** The same for a session, which has no copy without it. */
export function redactPiiParameters(config: RedactPii): readonly ForcedMember[] {
  return redactPiiMembers(config).filter(({ key }) => key !== 'redact_pii_return_unredacted')
}
