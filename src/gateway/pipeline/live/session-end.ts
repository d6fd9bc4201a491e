/** How a session ended, in the terms of its record. */
import type { Runtime, RuntimeEndpoint } from '../../config/runtime.ts'
import type { Outcome } from '../../errors/codes.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { FrameSocket } from '../../live/frame-socket.ts'
import type { AnswerCounts } from '../answer/answer-body.ts'
import type { RegionReport } from '../answer/region-report.ts'
import type { RecordedCall } from '../calls.ts'
import type { Conclusion } from '../close-books.ts'
import type { SessionCount } from './session-count.ts'

/** What the handshake with the vendor came to. */
export interface OpenedSession {
  readonly caller: FrameSocket
  readonly vendor: FrameSocket
  readonly report: RegionReport
  /** The credential that it was opened with. */
  readonly secret: string
  /** Monotonic ms at which the vendor was called, and at which it answered. */
  readonly sentAt: number
  readonly openedAt: number
}

export interface Ending {
  readonly outcome: Outcome
  readonly refusal: Refusal | undefined
  readonly by: 'caller' | 'vendor' | 'gateway'
  /** Close code of whoever closed. */
  readonly code?: number
  readonly mark?: string
}

type Closed = Omit<Conclusion, 'inputTokens' | 'outputTokens' | 'endedAt'>

export function conclusionOf(
  { outcome, refusal, by, code, mark }: Ending,
  { report, sentAt, openedAt }: OpenedSession,
  count: SessionCount,
  refused: number,
  found: AnswerCounts,
): Closed {
  return {
    outcome,
    code: refusal?.code,
    vendorStatus: 101,
    observedRegion: report.region,
    observed: report.observed,
    bytesOut: count.bytesOut,
    bytesIn: count.bytesIn,
    firstByteAt: openedAt,
    sentAt,
    marks: [
      'live',
      `closed_by=${by}`,
      ...(code === undefined ? [] : [`close=${code}`]),
      ...count.marks,
      ...(refused > 0 ? [`frames_refused=${refused}`] : []),
      ...(mark === undefined ? [] : [mark]),
      ...report.marks,
      ...Object.entries(found).map(([entity, counted]) => `answer:${entity}=${counted}`),
    ],
    found,
  }
}

/** A frame that is refused once the session is under way ended it in its middle. */
export function endingOutcome(refusal: Refusal): Outcome {
  return refusal.outcome === 'refused' ? 'refused_midstream' : refusal.outcome
}

/** An endpoint that was seen outside its zone by any call ends the sessions that are open to it. */
export function closedEndpoint({ id, closed }: Pick<RuntimeEndpoint, 'id' | 'closed'>): Refusal | undefined {
  return closed === undefined
    ? undefined
    : new Refusal('endpoint_closed', { because: `Endpoint ${id}.`, rule: closed })
}

/** A session outlives reloads: one that its key would not open any more ends. */
export function revokedKey(
  { tenant, keyId, runtime: began }: Pick<RecordedCall, 'tenant' | 'keyId' | 'runtime'>,
  now: Runtime,
): Refusal | undefined {
  if (now === began) return undefined
  const holder = now.findHolder(tenant.id, keyId)
  if (holder === undefined) return new Refusal('key_unknown', { because: 'The config no longer has it.' })
  return holder.revoked ? new Refusal('key_revoked') : undefined
}

export function wrongKind(binary: boolean): Refusal {
  return new Refusal('frame_refused', {
    because: binary ? 'This session takes no binary frames.' : 'This session takes no text frames.',
    rule: binary ? 'binary_frame' : 'text_frame',
  })
}
