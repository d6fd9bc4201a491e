/** What the gateway's thread and a detection thread say to each other. */
import type { PolicyOptions } from '../../redaction/index.ts'
import type { PackedFindings } from './packed-findings.ts'

export interface FindRequest {
  readonly id: number
  /** Sent with the first text of a policy to each thread, which keeps it under this number. */
  readonly policy: { readonly number: number; readonly options?: PolicyOptions }
  readonly text: string
  readonly cue: string | undefined
}

/** The thread has compiled the policy, and begins with the text: sent before the first answer for each policy. */
export interface FindBegun {
  readonly begun: number
}

/** `findings` undefined: a detector failed. */
export interface FindAnswer {
  readonly id: number
  readonly findings: PackedFindings | undefined
}
