/** Rows as texts and numbers, in the order of the statements that write them; every value is checked on its way. */
import type { RowList } from './packed-rows.ts'
import type { ClosingRow, IntentRow, RefusalRow } from './row.ts'
import {
  isIdentifier,
  milliseconds,
  OTHER,
  safeCounts,
  safeHost,
  safeName,
  safeNames,
  wholeNumber,
} from './safe-names.ts'

export function addIntent(list: RowList, row: IntentRow, terms: number): void {
  const call = isIdentifier(row.call) ? row.call : OTHER
  list.texts.push(row.id, call, safeCounts(row.redactions))
  list.numbers.push(wholeNumber(row.attempt), wholeNumber(row.openedAt), terms)
}

/** Everything of an intent that other attempts share. */
export interface TermsRow {
  readonly digest: string
  readonly texts: readonly string[]
  readonly streamed: boolean
}

export function termsTexts(row: IntentRow): readonly string[] {
  return [
    safeName(row.tenant),
    safeName(row.keyId),
    safeName(row.vendor),
    safeName(row.operation),
    safeName(row.endpoint),
    safeHost(row.host),
    safeName(row.region),
    safeNames(row.countries),
    safeName(row.zone),
    safeName(row.basis),
    safeName(row.model),
    safeNames(row.noTraining),
    safeNames(row.attestations),
    safeName(row.redaction),
    safeNames(row.uninspected),
    safeName(row.config),
    safeNames(row.marks),
  ]
}

export function addTerms(list: RowList, terms: TermsRow, number: number): void {
  list.texts.push(terms.digest, ...terms.texts)
  list.numbers.push(terms.streamed ? 1 : 0, number)
}

export function addClosing(list: RowList, row: ClosingRow): void {
  list.texts.push(
    row.id,
    safeName(row.outcome),
    row.code === undefined ? '' : safeName(row.code),
    row.observedRegion === undefined ? '' : safeName(row.observedRegion),
    safeName(row.basis),
    safeCounts(row.lateRedactions),
    safeNames(row.marks),
  )
  list.numbers.push(
    wholeNumber(row.closedAt),
    row.vendorStatus === undefined ? Number.NaN : wholeNumber(row.vendorStatus),
    wholeNumber(row.bytesOut),
    wholeNumber(row.bytesIn),
    row.inputTokens === undefined ? Number.NaN : wholeNumber(row.inputTokens),
    row.outputTokens === undefined ? Number.NaN : wholeNumber(row.outputTokens),
    wholeNumber(row.restored),
    wholeNumber(row.invented),
    milliseconds(row.firstByteMs),
    milliseconds(row.durationMs),
  )
}

export function addRefusal(list: RowList, row: RefusalRow): void {
  list.texts.push(
    row.id,
    safeName(row.tenant),
    safeName(row.keyId),
    safeName(row.vendor),
    safeName(row.operation),
    safeName(row.code),
    row.rule === undefined ? '' : safeName(row.rule),
    safeName(row.config),
    safeNames(row.marks),
  )
  list.numbers.push(wholeNumber(row.at))
}
