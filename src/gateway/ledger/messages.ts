/** What the gateway's thread and the ledger's thread say to each other. */
import type { FaultReason } from './fault.ts'
import type { PackedRows } from './packed-rows.ts'
import type { PinAnswer, PinRequest } from './pins.ts'

/** Opens the file, or opens it again after a fault. */
export interface OpenRequest {
  readonly kind: 'open'
  readonly file: string
  /** Written beside the gateway whose ledger it is: its open attempts, its spool and its old rows are its own business. */
  readonly guest: boolean
  readonly keepDays: number
  /** How long SQLite waits for another process that holds the file. */
  readonly busyMs: number
  readonly statusMs: number
  /** Attempts that are still under way, so that their missing closing means nothing. */
  readonly open: readonly string[]
  /** Attempts whose intent was refused, though its row may have reached the file. */
  readonly withdrawn: readonly string[]
}

/** Rows that are committed together. */
export interface BatchRequest {
  readonly kind: 'batch'
  readonly number: number
  readonly terms: PackedRows | undefined
  readonly intents: PackedRows | undefined
  readonly closings: PackedRows | undefined
  readonly refusals: PackedRows | undefined
}

/** Every intent with a smaller identifier has its closing. */
interface SettledRequest {
  readonly kind: 'settled'
  readonly below: string
}

interface StopRequest {
  readonly kind: 'stop'
}

export type Request = OpenRequest | BatchRequest | SettledRequest | PinRequest | StopRequest

export type Answer =
  /** A sign of life before what may take long. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'opened'; readonly freeBytes: number | undefined }
  | { readonly kind: 'failed'; readonly reason: FaultReason }
  | { readonly kind: 'committed'; readonly number: number }
  | { readonly kind: 'rejected'; readonly number: number; readonly reason: FaultReason }
  | {
      readonly kind: 'status'
      readonly freeBytes: number | undefined
      readonly reason: FaultReason | undefined
    }
  | PinAnswer
  | { readonly kind: 'stopped' }
