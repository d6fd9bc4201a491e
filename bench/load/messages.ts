/** What the bench asks of its load process, and what it is answered. */
import type { MeasuredManner } from '../traffic/manners.ts'

/** Where a proxy listens, and what it wants to be told. */
export interface Target {
  readonly port: number
  /** In front of `/v1/...`. */
  readonly prefix: string
  /** Lines of the request head that this proxy needs, each `name: value`. */
  readonly headers: readonly string[]
  /** Puts the caller's values back. */
  readonly restores: boolean
  /** The process whose time is counted; undefined when the vendor is called without a proxy. */
  readonly pid: number | undefined
}

export interface RoundRequest {
  readonly kind: 'round'
  readonly target: Target
  readonly manner: MeasuredManner
  readonly connections: number
  readonly warmMs: number
  readonly measureMs: number
  /** The same seed gives the same chats. */
  readonly seed: number
  /** Chats to make before the round starts. */
  readonly stock: number
  /** The chats hold personal data. */
  readonly personal: boolean
}

/** Times in milliseconds. */
export interface RoundFigures {
  readonly calls: number
  readonly seconds: number
  /** Of all threads of the proxy, per call. */
  readonly cpuMicroseconds: number
  /** Of the threads by name, per call. */
  readonly threads: Readonly<Record<string, number>>
  readonly p50: number
  readonly p99: number
  readonly firstByteP50: number
  readonly firstByteP99: number
  readonly gapP50: number
  readonly gapP99: number
  readonly failures: readonly string[]
  /** Microseconds of the system's monotonic clock at the two marks. */
  readonly startedAt: number
  readonly endedAt: number
}

/** Opens streams that go on until `release`. */
export interface HoldRequest {
  readonly kind: 'hold'
  readonly target: Target
  readonly streams: number
  readonly timeoutMs: number
}

export interface HoldFigures {
  /** Streams of which bytes have come. */
  readonly open: number
  readonly failures: readonly string[]
}

export interface ReleaseRequest {
  readonly kind: 'release'
}

export interface UploadRequest {
  readonly kind: 'upload'
  readonly target: Target
  readonly uploads: number
  readonly bytes: number
}

export interface UploadFigures {
  readonly seconds: number
  readonly failures: readonly string[]
}

export type LoadRequest = RoundRequest | HoldRequest | ReleaseRequest | UploadRequest

export type LoadAnswer<Request extends LoadRequest> = Request extends RoundRequest
  ? RoundFigures
  : Request extends HoldRequest
    ? HoldFigures
    : Request extends UploadRequest
      ? UploadFigures
      : null
