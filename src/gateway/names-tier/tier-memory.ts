/** Remembers what a tier said of texts that come again, without the texts: a turn of a conversation is asked about once. */
import { createHmac } from 'node:crypto'
import type { TierSpan, TierText } from './contract.ts'

/** Entries and spans together, in each of two generations: about 4 MB. */
const DEFAULT_CELLS = 16_384

/** Spans by keyed digest (HMAC-SHA-256, RFC 2104) of a text and its languages, of one tenant and one detector. */
export class TierMemory {
  readonly #key: Uint8Array
  readonly #cells: number
  #young = new Map<string, readonly TierSpan[]>()
  #old: ReadonlyMap<string, readonly TierSpan[]> = new Map()
  #used = 0

  /** @param key of the tenant: nobody without it can ask whether a text was seen */
  constructor(key: Uint8Array, cells = DEFAULT_CELLS) {
    this.#key = key
    this.#cells = cells
  }

  get(text: TierText): readonly TierSpan[] | undefined {
    const digest = this.#digest(text)
    const young = this.#young.get(digest)
    if (young !== undefined) return young
    const old = this.#old.get(digest)
    if (old !== undefined) this.#keep(digest, old)
    return old
  }

  set(text: TierText, spans: readonly TierSpan[]): void {
    this.#keep(this.#digest(text), spans)
  }

  #digest({ text, languages }: TierText): string {
    const hmac = createHmac('sha256', this.#key)
    hmac.update(`${languages.join()}:`, 'utf16le')
    // UTF-16, not UTF-8, in which all lone surrogates are one.
    return hmac.update(text, 'utf16le').digest('latin1')
  }

  #keep(digest: string, spans: readonly TierSpan[]): void {
    this.#young.set(digest, spans)
    this.#used += 1 + spans.length
    if (this.#used < this.#cells) return
    this.#old = this.#young
    this.#young = new Map()
    this.#used = 0
  }
}
