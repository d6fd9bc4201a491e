/** What the line reports to the metrics: closed names and numbers, no text. */
import type { Code, Outcome } from '../errors/codes.ts'
import type { SessionMeter } from './live-metrics.ts'

export interface CallLabels {
  readonly vendor: string
  readonly operation: string
  readonly region: string
}

export interface CallNumbers {
  readonly outcome: Outcome
  /** Milliseconds on a monotonic clock. */
  readonly durationMs: number
  readonly firstByteMs: number | undefined
  /** Time that was not spent waiting for the vendor. */
  readonly overheadMs: number
  readonly streamed: boolean
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly redactions: Readonly<Record<string, number>>
  /** Personal data of the answer's own, by entity. */
  readonly answerFindings: Readonly<Record<string, number>>
  readonly evaluation: boolean
}

export interface Meter {
  call(labels: CallLabels, numbers: CallNumbers): void
  refusal(vendor: string, operation: string, code: Code, rule: string | undefined): void
  opened(): void
  closed(): void
  regionDrift(vendor: string, endpoint: string): void
  nonZoneEgress(vendor: string): void
  /** A session over WebSocket begins. */
  session(vendor: string): SessionMeter
  /** A key for one session was minted. */
  temporaryKey(vendor: string): void
  /** A look of a tier for names: `outcome` is `ok` or why it failed. */
  namesLook(detector: string, outcome: string, seconds: number): void
  /** An HTTP/2 connection was ended for a flood or for breaking the protocol. */
  flood(): void
}
