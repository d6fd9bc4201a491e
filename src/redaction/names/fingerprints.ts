/** The compiled lists: hashes of words cut to some bits, sorted and stored by their differences, each with what kind of word it is. */
import { Buffer } from 'node:buffer'
import { bundled } from '../bundled.ts'

/** As in `lists.json`. */
export interface FingerprintFile {
  /** Bits of a hash that are kept. */
  readonly bits: number
  /** Base64: differences between sorted hashes, seven bits a byte, the lowest first. */
  readonly words: string
  /** Base64: for each word the number of its kind, seven bits a byte. */
  readonly kinds: string
  /** Pairs of `bits` and `ordinary`, by number. */
  readonly kindTable: readonly number[]
}

/** A list that the engine does not run without; throws where its file is gone. */
export function neededList(file: `./${string}.json`): FingerprintFile {
  const list = bundled(file)
  if (list === undefined) throw new Error(`src/redaction has no ${file}.`)
  return list as FingerprintFile
}

/** Words of no list that share a fingerprint with one of 100,000: one in 2,700. */
export const FINGERPRINT_BITS = 28

/** The part of a hash that is kept. */
export function fingerprintOf(hash: number): number {
  return hash >>> (32 - FINGERPRINT_BITS)
}

/** A hash with this fingerprint. */
export function hashWith(print: number): number {
  return (print << (32 - FINGERPRINT_BITS)) >>> 0
}

/** Calls back with every word: a hash with its fingerprint, its bits and the languages in which it is an ordinary word. */
export function readFingerprints(
  file: FingerprintFile,
  add: (hash: number, bits: number, ordinary: number) => void,
): void {
  const differences = Buffer.from(file.words, 'base64')
  const numbers = Buffer.from(file.kinds, 'base64')
  const table = file.kindTable
  let print = 0
  let number = 0
  for (let at = 0; at < differences.length;) {
    let difference = 0
    let shift = 0
    for (let byte = 128; byte > 127; shift += 7) {
      byte = differences[at++] ?? 0
      difference |= (byte & 127) << shift
    }
    print += difference
    let kind = 0
    shift = 0
    for (let byte = 128; byte > 127; shift += 7) {
      byte = numbers[number++] ?? 0
      kind |= (byte & 127) << shift
    }
    add(hashWith(print), table[kind * 2] ?? 0, table[kind * 2 + 1] ?? 0)
  }
}
