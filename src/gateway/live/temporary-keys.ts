/** Keys for one session each, minted here for here: they live in memory alone, and neither a second use nor a restart is survived. */
import { createHash } from 'node:crypto'
import type { RandomBytes } from '../config/key.ts'
import { Refusal } from '../errors/refusal.ts'

/** What SDKs expect a client secret to begin with, and what tells ours apart from a vendor's. */
const PREFIX = 'ek_limen_'
const SECRET_BYTES = 32
/** Keys that wait for their session at one time, of all tenants and of one. */
const MOST = 10_000
const MOST_OF_ONE = 1000
/** Keys that are remembered as spent: of older ones nothing is known. */
const MOST_SPENT = 10_000

/** Why a key that was minted here opens nothing any more. */
export type Spent = 'used' | 'expired'

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
  /** How many of those each tenant has; tenants without any are not in it. */
  readonly #waiting = new Map<string, number>()
  /** By digest, in the order in which they ended. */
  readonly #spent = new Map<string, Spent>()

  constructor(random: RandomBytes) {
    this.#random = random
  }

  /** The key, which is shown once. Throws `Refusal` 503 when too many wait for their session. `now` in Unix ms. */
  mint(grant: TemporaryGrant, now: number): string {
    if (this.#isFullFor(grant.tenant)) this.#sweep(now)
    if (this.#isFullFor(grant.tenant))
      throw new Refusal('overloaded', {
        because: 'Too many temporary keys wait for their session.',
        rule: 'temporary_key',
        retryAfterSeconds: 5,
      })
    const key = PREFIX + Buffer.from(this.#random(SECRET_BYTES)).toString('base64url')
    this.#grants.set(digestOf(key), grant)
    this.#waiting.set(grant.tenant, (this.#waiting.get(grant.tenant) ?? 0) + 1)
    return key
  }

  /**
   * What a key stands for, once: it is spent whatever becomes of the session. Undefined for one that was not minted here, or
   * too long ago to be remembered. `now` in Unix ms.
   */
  take(key: string, now: number): TemporaryGrant | Spent | undefined {
    const digest = digestOf(key)
    const grant = this.#grants.get(digest)
    if (grant === undefined) return this.#spent.get(digest)
    const spent = grant.expiresAt <= now ? 'expired' : 'used'
    this.#end(digest, grant, spent)
    return spent === 'used' ? grant : spent
  }

  /** One tenant cannot take the room of the others. */
  #isFullFor(tenant: string): boolean {
    return this.#grants.size >= MOST || (this.#waiting.get(tenant) ?? 0) >= MOST_OF_ONE
  }

  #sweep(now: number): void {
    for (const [digest, grant] of this.#grants)
      if (grant.expiresAt <= now) this.#end(digest, grant, 'expired')
  }

  #end(digest: string, grant: TemporaryGrant, spent: Spent): void {
    const left = (this.#waiting.get(grant.tenant) ?? 1) - 1
    if (left === 0) this.#waiting.delete(grant.tenant)
    else this.#waiting.set(grant.tenant, left)
    this.#grants.delete(digest)
    this.#spent.set(digest, spent)
    for (const oldest of this.#spent.keys()) {
      if (this.#spent.size <= MOST_SPENT) break
      this.#spent.delete(oldest)
    }
  }
}

export function isTemporaryKey(key: string): boolean {
  return key.startsWith(PREFIX)
}

function digestOf(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('base64url')
}
