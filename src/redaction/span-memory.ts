/** Remembers where values stood in texts that come again, without the texts: a growing conversation is read once. */
import { createHmac } from 'node:crypto'
import { find } from './find.ts'
import type { Finder } from './found-ahead.ts'
import type { Policy } from './policy.ts'
import type { Context, Finding } from './types.ts'

/** Below this (UTF-16 units) looking again costs no more than a digest. */
const SHORTEST = 192
/** Entries and findings together, in each of two generations: about 4 MB. */
const DEFAULT_CELLS = 16_384

export interface SpanMemoryOptions {
  /** Of the tenant: nobody without it can ask whether a text was seen. */
  readonly key: Uint8Array
  /** Entries and findings that are kept; twice as many for a moment. */
  readonly cells?: number
}

/**
 * Findings by keyed digest (HMAC-SHA-256, RFC 2104) of a text and its cue, for one policy. Holds offsets and kinds, no
 * text and no value. What it answers is what `find` would, so forgetting changes nothing but time.
 */
export class SpanMemory implements Finder {
  readonly #policy: Policy
  readonly #key: Uint8Array
  readonly #cells: number
  #young = new Map<string, readonly Finding[]>()
  #old: ReadonlyMap<string, readonly Finding[]> = new Map()
  #used = 0

  constructor(policy: Policy, options: SpanMemoryOptions) {
    this.#policy = policy
    this.#key = options.key
    this.#cells = options.cells ?? DEFAULT_CELLS
  }

  /** True for the policy that it was made for. */
  isOf(policy: Policy): boolean {
    return policy === this.#policy
  }

  /** Same as `find(policy, text, context)`. */
  find(text: string, context?: Context): readonly Finding[] {
    // What another turn says is no part of the digest.
    if (text.length < SHORTEST || context?.said !== undefined) return find(this.#policy, text, context)
    const digest = this.#digest(text, context?.cue)
    const known = this.#young.get(digest)
    if (known !== undefined) return known
    const findings = this.#old.get(digest) ?? find(this.#policy, text, context)
    this.#keep(digest, findings)
    return findings
  }

  /** Forgets everything. */
  clear(): void {
    this.#young = new Map()
    this.#old = new Map()
    this.#used = 0
  }

  #digest(text: string, cue: string | undefined): string {
    const hmac = createHmac('sha256', this.#key)
    // UTF-16, not UTF-8, in which all lone surrogates are one; the cue's length keeps it apart from the text.
    hmac.update(cue === undefined ? ':' : `${cue.length}:${cue}`, 'utf16le')
    return hmac.update(text, 'utf16le').digest('latin1')
  }

  #keep(digest: string, findings: readonly Finding[]): void {
    this.#young.set(digest, findings)
    this.#used += 1 + findings.length
    if (this.#used < this.#cells) return
    this.#old = this.#young
    this.#young = new Map()
    this.#used = 0
  }
}
