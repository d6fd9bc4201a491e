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

/** `findings` undefined: a detector failed. */
export interface FindAnswer {
  readonly id: number
  readonly findings: PackedFindings | undefined
}
