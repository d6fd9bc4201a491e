/** Packs words and what they are into the form that the engine reads. */
import {
  FINGERPRINT_BITS,
  type FingerprintFile,
  fingerprintOf,
} from '../../src/redaction/names/fingerprints.ts'

/** One word. */
export interface Fingerprint {
  /** Of `wordHash`: only its upper bits are kept. */
  readonly hash: number
  readonly bits: number
  /** One bit a language in which it is an ordinary word. */
  readonly ordinary: number
}

/** Packs words; those that share a fingerprint become one. */
export function writeFingerprints(words: readonly Fingerprint[]): FingerprintFile {
  const merged = new Map<number, number>()
  for (const { hash, bits, ordinary } of words) {
    const print = fingerprintOf(hash)
    merged.set(print, (merged.get(print) ?? 0) | bits | (ordinary << 16))
  }
  const counts = new Map<number, number>()
  for (const kind of merged.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const kinds = [...counts].toSorted((one, other) => other[1] - one[1]).map(([kind]) => kind)
  const numbers = new Map(kinds.map((kind, number) => [kind, number]))
  const differences: number[] = []
  const numbered: number[] = []
  let before = 0
  for (const [print, kind] of [...merged].toSorted((one, other) => one[0] - other[0])) {
    pushVariable(differences, print - before)
    pushVariable(numbered, numbers.get(kind) ?? 0)
    before = print
  }
  return {
    bits: FINGERPRINT_BITS,
    words: Buffer.from(differences).toString('base64'),
    kinds: Buffer.from(numbered).toString('base64'),
    kindTable: kinds.flatMap((kind) => [kind & 0xffff, kind >>> 16]),
  }
}

function pushVariable(bytes: number[], value: number): void {
  let left = value
  for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128)
  bytes.push(left)
}
