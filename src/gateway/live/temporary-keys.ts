/** Keys for one session each, minted here for here: they live in memory alone, and neither a second use nor a restart is survived. */
import { createHash } from 'node:crypto'
import type { RandomBytes } from '../config/key.ts'
import { Refusal } from '../errors/refusal.ts'

/** What SDKs expect a client secret to begin with, and what tells ours apart from a vendor's. */
const PREFIX = 'ek_limen_'
const SECRET_BYTES = 32
/** Keys that wait for their session at one time. */
const MOST = 10_000

/** What a key stands for. */
export interface TemporaryGrant {
  readonly tenant: string
  /** The gateway key that it was minted with. */
  readonly keyId: string
  readonly vendor: string
  /** Of the vendor's services; undefined for the one at its own mount. */
  readonly service: string | undefined
  /** Ids of the sessions that it opens. */
  readonly operations: readonly string[]
  /** Only this model may be named; any that is listed where there is none. */
  readonly model: string | undefined
  /** How long the session may take. */
  readonly sessionMilliseconds: number | undefined
  /** Unix ms. */
  readonly expiresAt: number
}

export class TemporaryKeys {
  readonly #random: RandomBytes
  /** By digest: what stands in memory opens nothing. In the order in which they were minted. */
  readonly #grants = new Map<string, TemporaryGrant>()

  constructor(random: RandomBytes) {
    this.#random = random
  }

  /** The key, which is shown once. Throws `Refusal` 503 when too many wait for their session. `now` in Unix ms. */
  mint(grant: TemporaryGrant, now: number): string {
    if (this.#grants.size >= MOST) this.#sweep(now)
    if (this.#grants.size >= MOST)
      throw new Refusal('overloaded', { because: 'Too many temporary keys wait for their session.' })
    const key = PREFIX + Buffer.from(this.#random(SECRET_BYTES)).toString('base64url')
    this.#grants.set(digestOf(key), grant)
    return key
  }

  /** What a key stands for, once: it is gone whatever becomes of the session. Undefined for one that is none, was used or is too old. */
  take(key: string, now: number): TemporaryGrant | undefined {
    const digest = digestOf(key)
    const grant = this.#grants.get(digest)
    this.#grants.delete(digest)
    return grant === undefined || grant.expiresAt <= now ? undefined : grant
  }

  #sweep(now: number): void {
    for (const [digest, { expiresAt }] of this.#grants) if (expiresAt <= now) this.#grants.delete(digest)
  }
}

export function isTemporaryKey(key: string): boolean {
  return key.startsWith(PREFIX)
}

function digestOf(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('base64url')
}
