/** Numbers for what many attempts have in common, so that it crosses to the ledger's thread and into the file once. */
import { createHash } from 'node:crypto'
import { addTerms, termsTexts, type TermsRow } from './encode.ts'
import type { RowList } from './packed-rows.ts'
import type { IntentRow } from './row.ts'

interface Terms extends TermsRow {
  readonly number: number
  readonly row: IntentRow
  /** The opening of the file in which the writer was told. */
  told: number
}

const MEMORY = 20_000

export class TermsTable {
  readonly #byKey = new Map<string, Terms[]>()
  #size = 0
  #numbers = 0
  #opening = 0

  /** The number of the row's terms; `definitions` receives them unless the writer knows them. */
  numberOf(row: IntentRow, definitions: RowList): number {
    const terms = this.#find(row) ?? this.#add(row)
    if (terms.told !== this.#opening) {
      terms.told = this.#opening
      addTerms(definitions, terms, terms.number)
    }
    return terms.number
  }

  /** After the file was opened again the writer knows nothing; numbers are never used twice. */
  forget(): void {
    this.#opening += 1
  }

  #find(row: IntentRow): Terms | undefined {
    const candidates = this.#byKey.get(row.keyId)
    if (candidates === undefined) return undefined
    for (let index = 0; index < candidates.length; index += 1) {
      const terms = candidates[index]
      if (terms === undefined || !haveSameTerms(terms.row, row)) continue
      if (index > 0) {
        // The terms in use stay in front, so that one comparison is the usual cost.
        candidates[index] = candidates[0] ?? terms
        candidates[0] = terms
      }
      return terms
    }
    return undefined
  }

  #add(row: IntentRow): Terms {
    if (this.#size >= MEMORY) {
      this.#byKey.clear()
      this.#size = 0
    }
    this.#numbers += 1
    this.#size += 1
    const texts = termsTexts(row)
    // JSON, since joined texts could be cut in two ways.
    const key = JSON.stringify([texts, row.streamed])
    const digest = createHash('sha256').update(key).digest('hex').slice(0, 32)
    const terms: Terms = { number: this.#numbers, row, digest, texts, streamed: row.streamed, told: -1 }
    const candidates = this.#byKey.get(row.keyId)
    if (candidates === undefined) this.#byKey.set(row.keyId, [terms])
    else candidates.unshift(terms)
    return terms
  }
}

function haveSameTerms(one: IntentRow, other: IntentRow): boolean {
  return (
    one.operation === other.operation &&
    one.model === other.model &&
    one.streamed === other.streamed &&
    one.tenant === other.tenant &&
    one.keyId === other.keyId &&
    one.vendor === other.vendor &&
    one.endpoint === other.endpoint &&
    one.host === other.host &&
    one.region === other.region &&
    one.zone === other.zone &&
    one.basis === other.basis &&
    one.redaction === other.redaction &&
    one.config === other.config &&
    isSameList(one.noTraining, other.noTraining) &&
    isSameList(one.marks, other.marks) &&
    isSameList(one.uninspected, other.uninspected) &&
    isSameList(one.attestations, other.attestations) &&
    isSameList(one.countries, other.countries)
  )
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false
  return true
}
