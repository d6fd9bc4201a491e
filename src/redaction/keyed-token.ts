/** Tokens that are the same in every call of a tenant: for vectors that are compared long after the call. */
import type { Entity } from './types.ts'

/** RFC 4648 base 32: no letter and digit that look alike, no case to lose. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** 12 characters of 5 bits. */
const LENGTH = 12

/** `[EMAIL_H4Q7XK2MVB6D]`: the entity and 60 bits of the HMAC. Throws without a key. */
export function keyedToken(
  entity: Entity,
  value: string,
  keyed: ((text: string) => Uint8Array) | undefined,
): string {
  if (keyed === undefined) throw new TypeError('A keyed token needs a key.')
  // The entity is part of what is signed, and its length is fixed by the separator that no entity holds.
  const digest = keyed(`${entity}\0${value}`)
  let bits = 0
  let held = 0
  let name = ''
  for (const byte of digest) {
    bits = (bits << 8) | byte
    held += 8
    while (held >= 5 && name.length < LENGTH) {
      held -= 5
      name += ALPHABET[(bits >> held) & 31] ?? ''
    }
    bits &= (1 << held) - 1
    if (name.length === LENGTH) break
  }
  if (name.length < LENGTH) throw new TypeError('The key gives too few bytes.')
  return `[${entity}_H${name}]`
}
