/** The record of one attempt: everything that a data-protection officer asks for, and no field that could hold content. */
import type { EvidenceBasis } from '../../connectors/contract.ts'
import type { Entity } from '../../redaction/types.ts'
import type { Code, Outcome } from '../errors/codes.ts'
import type { Pins } from './pins.ts'

/** Written and durable before the first byte of an attempt leaves. All names come from config or from our tables. */
export interface IntentRow {
  /** UUIDv7 of the attempt; a first attempt may have that of its call. */
  readonly id: string
  /** UUIDv7 of the call; two attempts of one call share it. */
  readonly call: string
  readonly attempt: number
  /** Unix time in milliseconds. */
  readonly openedAt: number
  readonly tenant: string
  readonly keyId: string
  readonly vendor: string
  /** Id of the operation in its connector's table, or `unlisted`. */
  readonly operation: string
  /** Id of the endpoint in config. */
  readonly endpoint: string
  readonly host: string
  readonly region: string
  /** ISO codes of the countries in which the endpoint may process the call. */
  readonly countries: readonly string[]
  readonly zone: string
  readonly basis: EvidenceBasis
  /** Model or deployment as config spells it, or `other`. */
  readonly model: string
  readonly streamed: boolean
  /** No-training and no-retention flags that are in the bytes that left: `store=false`. */
  readonly noTraining: readonly string[]
  /** Attestations that the call relied on: `openai-eu/retention`. */
  readonly attestations: readonly string[]
  readonly redaction: 'apply' | 'report' | 'off'
  /** Found values by entity. */
  readonly redactions: Readonly<Partial<Record<Entity, number>>>
  /** What left without being looked at: `audio`. */
  readonly uninspected: readonly string[]
  /** SHA-256 of the running config, first 12 hex digits. */
  readonly config: string
  /** `sandbox`, `evaluation`, `unlisted`. */
  readonly marks: readonly string[]
}

/** Written when the body ends for whatever reason. */
export interface ClosingRow {
  readonly id: string
  readonly closedAt: number
  readonly outcome: Outcome
  /** Code that the caller saw, when the gateway and not the vendor answered. */
  readonly code: Code | undefined
  /** HTTP status that the vendor answered with; undefined when none came. */
  readonly vendorStatus: number | undefined
  /** Region that the vendor reported: a catalogue id, `unrecognised`, or undefined when it reported none. */
  readonly observedRegion: string | undefined
  /** `observed` when the vendor itself named the region. */
  readonly basis: EvidenceBasis
  readonly bytesOut: number
  readonly bytesIn: number
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  /** Placeholders put back, and placeholders of ours' shape in the answer that we never issued. */
  readonly restored: number
  readonly invented: number
  /** Milliseconds on a monotonic clock. */
  readonly firstByteMs: number | undefined
  readonly durationMs: number
  /** What the multipart pass found after the intent was written. */
  readonly lateRedactions: Readonly<Partial<Record<Entity, number>>>
  /** `region_drift`, `region_unrecognised`, `spillover`. */
  readonly marks: readonly string[]
}

/** A call that was refused after authentication and before any attempt. */
export interface RefusalRow {
  readonly id: string
  readonly at: number
  readonly tenant: string
  readonly keyId: string
  readonly vendor: string
  readonly operation: string
  readonly code: Code
  readonly rule: string | undefined
  readonly config: string
  readonly marks: readonly string[]
}

/** What the pipeline needs of a ledger. */
export interface Ledger {
  /** Resolves when the row is durable; rejects with a `Refusal('ledger_unavailable')` in bounded time. */
  intent(row: IntentRow): Promise<void>
  /** Never rejects and never loses: a row that cannot be written is queued and retried. */
  close(row: ClosingRow): void
  /** Recorded like a closing row: queued, retried, never lost. */
  refusal(row: RefusalRow): void
  readonly pins: Pins
  /** False while rows cannot be made durable or the closing queue is full: admission stops. */
  readonly ready: boolean
  readonly health: LedgerHealth
  /** Writes what is queued and closes; resolves when durable or after `timeoutMs`. */
  shutdown(timeoutMs: number): Promise<void>
}

export interface LedgerHealth {
  readonly openIntents: number
  readonly queued: number
  readonly reason: string | undefined
  /** Seconds of each commit since the last call, for the histogram. */
  takeCommitSeconds(): readonly number[]
  /** Free bytes of the file system that holds the ledger, as last seen. */
  readonly freeBytes: number | undefined
  /** True while fewer bytes are free than the operator set: there is still room, and time to act. */
  readonly diskAlarm: boolean
}
