/** One record as it is read: a row of the ledger with its times in ISO 8601 and its lists as lists, ready for JSON. */
import type { SQLOutputValue } from 'node:sqlite'
import { CODES, type Code } from '../errors/codes.ts'

/**
 * `attempt` is a call that was sent or about to be; `refusal` one that was refused before any attempt; `stray` a closing
 * whose intent is not in this file. What a kind does not have is null.
 */
export interface LedgerRecord {
  readonly kind: 'attempt' | 'refusal' | 'stray'
  readonly id: string
  readonly call: string | null
  readonly attempt: number | null
  readonly openedAt: string | null
  readonly closedAt: string | null
  /** An outcome of the closed table, or `open` while there is no closing. */
  readonly outcome: string
  readonly code: string | null
  readonly rule: string | null
  readonly tenant: string | null
  readonly keyId: string | null
  readonly vendor: string | null
  readonly operation: string | null
  readonly endpoint: string | null
  readonly host: string | null
  readonly region: string | null
  readonly observedRegion: string | null
  readonly countries: readonly string[]
  readonly zone: string | null
  readonly basis: string | null
  readonly model: string | null
  readonly streamed: boolean | null
  readonly noTraining: readonly string[]
  readonly attestations: readonly string[]
  readonly redaction: string | null
  readonly redactions: Readonly<Record<string, number>>
  readonly lateRedactions: Readonly<Record<string, number>>
  readonly uninspected: readonly string[]
  readonly vendorStatus: number | null
  readonly bytesOut: number | null
  readonly bytesIn: number | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly restored: number | null
  readonly invented: number | null
  readonly firstByteMs: number | null
  readonly durationMs: number | null
  readonly config: string | null
  readonly marks: readonly string[]
}

export type StoredRow = Readonly<Record<string, SQLOutputValue>>

/** A row of the view `attempts`, or of `closings` alone. */
export function attemptRecord(kind: 'attempt' | 'stray', row: StoredRow): LedgerRecord {
  return {
    kind,
    id: text(row['id']) ?? '',
    call: text(row['call']),
    attempt: number(row['attempt']),
    openedAt: time(row['opened_at']),
    closedAt: time(row['closed_at']),
    outcome: text(row['outcome']) ?? 'open',
    code: text(row['code']),
    rule: null,
    tenant: text(row['tenant']),
    keyId: text(row['key_id']),
    vendor: text(row['vendor']),
    operation: text(row['operation']),
    endpoint: text(row['endpoint']),
    host: text(row['host']),
    region: text(row['region']),
    observedRegion: text(row['observed_region']),
    countries: list(row['countries']),
    zone: text(row['zone']),
    basis: text(row['basis']),
    model: text(row['model']),
    streamed: kind === 'stray' ? null : row['streamed'] === 1,
    noTraining: list(row['no_training']),
    attestations: list(row['attestations']),
    redaction: text(row['redaction']),
    redactions: counts(row['redactions']),
    lateRedactions: counts(row['late_redactions']),
    uninspected: list(row['uninspected']),
    vendorStatus: number(row['vendor_status']),
    bytesOut: number(row['bytes_out']),
    bytesIn: number(row['bytes_in']),
    inputTokens: number(row['input_tokens']),
    outputTokens: number(row['output_tokens']),
    restored: number(row['restored']),
    invented: number(row['invented']),
    firstByteMs: number(row['first_byte_ms']),
    durationMs: number(row['duration_ms']),
    config: text(row['config']),
    marks: list(row['marks']),
  }
}

/** A row of `refusals`. */
export function refusalRecord(row: StoredRow): LedgerRecord {
  const code = text(row['code'])
  return {
    ...attemptRecord('stray', row),
    kind: 'refusal',
    openedAt: time(row['at']),
    closedAt: time(row['at']),
    outcome: isCode(code) ? CODES[code].outcome : 'refused',
    rule: text(row['rule']),
  }
}

export function isCode(code: string | null): code is Code {
  return code !== null && Object.hasOwn(CODES, code)
}

function text(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function number(value: SQLOutputValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function time(value: SQLOutputValue | undefined): string | null {
  // The last instant that ECMAScript can write.
  return typeof value === 'number' && value <= 8.64e15 ? new Date(value).toISOString() : null
}

function list(value: SQLOutputValue | undefined): readonly string[] {
  return typeof value === 'string' && value !== '' ? value.split(' ') : []
}

function counts(value: SQLOutputValue | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(
    list(value).map((item) => {
      const equals = item.lastIndexOf('=')
      return [item.slice(0, equals), Number(item.slice(equals + 1))]
    }),
  )
}
