/** Gateway keys: `limen_<id>_<256 random bits>_<checksum>`, checkable without a store, kept only as a hash. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Bytes from a source fit for keys: `crypto.randomBytes`. */
export type RandomBytes = (count: number) => Uint8Array

export interface NewKey {
  /** The key itself: shown once, kept nowhere. */
  readonly text: string
  /** Eight letters and digits, public: names the key in config and in the record. */
  readonly id: string
  /** `sha256:` and 64 hex digits, for the config. */
  readonly hash: string
}

const ID_LENGTH = 8
const CHECKSUM_LENGTH = 6
/** 32 characters, so that five bits make one without bias; without i, l, o and u, which are misread. */
const ID_ALPHABET = 'abcdefghjkmnpqrstvwxyz0123456789'
const CHECKSUM_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The 43 characters of base64url may hold `_` and `-`, so the parts are told apart by length. */
const FORMAT = /^limen_([A-Za-z0-9]{8})_([A-Za-z0-9_-]{43})_([A-Za-z0-9]{6})$/

/** 69 characters. */
export const KEY_LENGTH = 'limen_'.length + ID_LENGTH + 1 + 43 + 1 + CHECKSUM_LENGTH

export function newKey(random: RandomBytes): NewKey {
  // The first is one of 16 letters, so that YAML never reads an id as a number.
  const id = Array.from(random(ID_LENGTH), (byte, place) => ID_ALPHABET[byte & (place === 0 ? 15 : 31)]).join(
    '',
  )
  const secret = Buffer.from(random(32)).toString('base64url')
  const body = `limen_${id}_${secret}`
  const text = `${body}_${checksum(body)}`
  return { text, id, hash: hashKey(text) }
}

/**
 * The public id of a well-formed key, or undefined: wrong shape, or a checksum that does not fit (a typing mistake, a
 * cut-off copy). Says nothing about whether the key is known. The checksum is no secret, so comparing it may take any time.
 */
export function parseKey(text: string): { readonly id: string } | undefined {
  if (text.length !== KEY_LENGTH) return undefined
  const [, id, , sum] = FORMAT.exec(text) ?? []
  if (id === undefined || sum !== checksum(text.slice(0, -1 - CHECKSUM_LENGTH))) return undefined
  return { id }
}

/** `sha256:` and hex. A plain hash is enough for 256 random bits: there is nothing to guess. */
export function hashKey(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`
}

/** CRC-32 in base 62, as secret scanners expect of tokens that can be checked offline. */
function checksum(body: string): string {
  let rest = crc32(body)
  let text = ''
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    text = (CHECKSUM_ALPHABET[rest % 62] ?? '') + text
    rest = Math.floor(rest / 62)
  }
  return text
}
