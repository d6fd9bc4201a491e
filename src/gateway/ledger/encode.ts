/** Rows as texts and numbers, in the order of the statements that write them; every value is checked on its way. */
import type { RowList } from './packed-rows.ts'
import type { ClosingRow, IntentRow, RefusalRow } from './row.ts'
import {
  isIdentifier,
  milliseconds,
  safeCounts,
  safeHost,
  safeName,
  safeNames,
  wholeNumber,
} from './safe-names.ts'

/** A call that is no identifier: the nil UUID (RFC 9562 section 5.9). */
const NO_CALL = '00000000-0000-0000-0000-000000000000'

/** The row's own identifier was checked before. */
export function addIntent(list: RowList, row: IntentRow, terms: number): void {
  list.texts.push(row.id, callOf(row), safeCounts(row.redactions))
  list.numbers.push(wholeNumber(row.attempt), wholeNumber(row.openedAt), terms)
}

/** Empty for a first attempt, which has the identifier of its call. */
function callOf({ id, call }: IntentRow): string {
  if (call === id) return ''
  return isIdentifier(call) ? call : NO_CALL
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
