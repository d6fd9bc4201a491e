/** Rows for the tests of the ledger. */
import type { ClosingRow, IntentRow, RefusalRow } from '../../src/gateway/ledger/row.ts'

let serial = 0

/** A UUIDv7 of this moment, or of another one. */
export function newId(at = Date.now()): string {
  serial += 1
  const time = at.toString(16).padStart(12, '0')
  const random = Math.floor(Math.random() * 0xffff_ffff)
    .toString(16)
    .padStart(8, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${(serial & 0xfff).toString(16).padStart(3, '0')}-8000-${random}${(serial >>> 12).toString(16).padStart(4, '0')}`
}

export function intentRow(change: Partial<IntentRow> = {}): IntentRow {
  return {
    id: newId(),
    call: newId(),
    attempt: 1,
    openedAt: Date.now(),
    tenant: 'claims',
    keyId: 'k3y1',
    vendor: 'openai',
    operation: 'chat.completions',
    endpoint: 'openai-eu',
    host: 'eu.api.openai.com',
    region: 'eu',
    countries: ['DE', 'FR'],
    zone: 'eea',
    basis: 'attested',
    model: 'gpt-4o-mini',
    streamed: true,
    noTraining: ['store=false'],
    attestations: ['openai-eu/retention'],
    redaction: 'apply',
    redactions: { EMAIL: 1, IBAN: 2 },
    uninspected: [],
    config: '0123456789ab',
    marks: ['sandbox'],
    ...change,
  }
}

export function closingRow(id: string, change: Partial<ClosingRow> = {}): ClosingRow {
  return {
    id,
    closedAt: Date.now(),
    outcome: 'ok',
    code: undefined,
    vendorStatus: 200,
    observedRegion: undefined,
    basis: 'attested',
    bytesOut: 1500,
    bytesIn: 2300,
    inputTokens: 310,
    outputTokens: 95,
    restored: 3,
    invented: 0,
    firstByteMs: 412.25,
    durationMs: 980.5,
    lateRedactions: {},
    marks: [],
    ...change,
  }
}

export function refusalRow(change: Partial<RefusalRow> = {}): RefusalRow {
  return {
    id: newId(),
    at: Date.now(),
    tenant: 'claims',
    keyId: 'k3y1',
    vendor: 'openai',
    operation: 'chat.completions',
    code: 'no_endpoint_in_zone',
    rule: 'zone',
    config: '0123456789ab',
    marks: [],
    ...change,
  }
}
