/** Step 13: exactly once, when the answer has ended for whatever reason: the closing row and the metrics. */
import type { Code, Outcome } from '../errors/codes.ts'
import type { AnswerCounts } from './answer/answer-body.ts'
import type { RecordedCall } from './calls.ts'
import type { Line } from './line.ts'

/** How an attempt ended. */
export interface Conclusion {
  readonly outcome: Outcome
  readonly code: Code | undefined
  readonly vendorStatus: number | undefined
  readonly observedRegion: string | undefined
  readonly observed: boolean
  readonly bytesOut: number
  readonly bytesIn: number
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  /** Monotonic ms; undefined when the vendor sent nothing. */
  readonly firstByteAt: number | undefined
  /** Monotonic ms at which the request left. */
  readonly sentAt: number
  readonly endedAt: number
  readonly marks: readonly string[]
  /** Personal data of the answer's own, by entity. */
  readonly found?: AnswerCounts
  /** Values taken out of the frames of a session: after the intent was written, and in all. */
  readonly late?: AnswerCounts
  readonly total?: AnswerCounts
  /** The answer lost or doubled element tokens, and nothing has gone to the caller: one more attempt may help. */
  readonly retry?: boolean
  /** The caller has an answer that calls for the operation's follow-up. */
  readonly followUp?: boolean
}

/** How a call ends that got no byte of an answer. */
export function unanswered(
  known: Pick<Conclusion, 'outcome' | 'code' | 'sentAt' | 'endedAt' | 'marks'>,
): Conclusion {
  return {
    ...known,
    vendorStatus: undefined,
    observedRegion: undefined,
    observed: false,
    bytesOut: 0,
    bytesIn: 0,
    inputTokens: undefined,
    outputTokens: undefined,
    firstByteAt: undefined,
  }
}

export function closeBooks(call: RecordedCall, conclusion: Conclusion, line: Line): void {
  const { vault, proof } = call
  const late = conclusion.late ?? (call.body.kind === 'pass' ? call.body.pass.lateCounts() : {})
  const firstByteMs =
    conclusion.firstByteAt === undefined ? undefined : conclusion.firstByteAt - call.startedAt
  const durationMs = conclusion.endedAt - call.startedAt
  line.ledger.close({
    id: call.attemptId,
    closedAt: line.now(),
    outcome: conclusion.outcome,
    code: conclusion.code,
    vendorStatus: conclusion.vendorStatus,
    observedRegion: conclusion.observedRegion,
    basis: conclusion.observed ? 'observed' : proof.place.basis,
    bytesOut: conclusion.bytesOut,
    bytesIn: conclusion.bytesIn,
    inputTokens: conclusion.inputTokens,
    outputTokens: conclusion.outputTokens,
    restored: vault.restored,
    invented: vault.invented,
    firstByteMs,
    durationMs,
    lateRedactions: late,
    marks: conclusion.marks,
  })
  const vendorMs = (conclusion.firstByteAt ?? conclusion.endedAt) - conclusion.sentAt
  line.meter.call(
    { vendor: call.connector.vendor, operation: call.compiled.operation.id, region: proof.place.region },
    {
      outcome: conclusion.outcome,
      durationMs,
      firstByteMs,
      overheadMs: Math.max(0, (firstByteMs ?? durationMs) - vendorMs),
      streamed: call.streamed,
      inputTokens: conclusion.inputTokens,
      outputTokens: conclusion.outputTokens,
      redactions: conclusion.total ?? vault.counts,
      answerFindings: conclusion.found ?? {},
      evaluation: proof.evaluation,
    },
  )
}
