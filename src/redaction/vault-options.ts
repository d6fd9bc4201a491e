/** What a vault is told when it is made, what it tells, and what it throws. */
import type { Finder } from './found-ahead.ts'
import type { Gender } from './known/gender.ts'
import type { KnownValues } from './known/known-values.ts'
import type { Entity, TokenStyle } from './types.ts'

export interface VaultOptions {
  readonly style: TokenStyle
  /** Told of every bracket token that may be put back, for tools that keep a list of their own; the gateway keeps none. */
  readonly onIssue?: (name: string, value: string) => void
  /** HMAC of the tenant for mode `hash` and style `keyed`: at least 8 bytes. */
  readonly keyed?: (text: string) => Uint8Array
  /** Asked in place of `find` for its policy: what was found in texts that come again, or ahead. */
  readonly finder?: Finder
  /** What the caller knows to be personal: found in every text, beside what the policy finds. */
  readonly known?: KnownValues
  /** True for entities of which only a surrogate fits into this text, where the policy says nothing else. Needs `surrogates`. */
  readonly fits?: (entity: Entity) => boolean
  /** Keeps what is reserved, so that mode `surrogate` can tell its stand-ins from what was there; placeholders without it. */
  readonly surrogates?: boolean
}

/** A part of a text and what stands there instead. */
export interface Replacement {
  /** UTF-16 units of the text. */
  readonly start: number
  readonly end: number
  readonly by: string
}

/** A person behind a placeholder. */
export interface NamedPerson {
  readonly name: string
  readonly gender: Gender | undefined
}

/** The policy refuses a text that holds such a value. Carries the entity and nothing of the text. */
export class RefusedEntityError extends Error {
  override readonly name = 'RefusedEntityError'
  readonly entity: Entity

  constructor(entity: Entity) {
    super(`The policy refuses ${entity}.`)
    this.entity = entity
  }
}
