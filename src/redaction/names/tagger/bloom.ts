/** A set of words as bits: says yes to all of its words and to one in a few hundred others (Bloom 1970). */
import type { WordSet } from './view.ts'

/** Bits asked per word. */
const PROBES = 4

export class Bloom implements WordSet {
  readonly bytes: Uint8Array

  /** Takes over the bits; a power of two of them. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  has(hash: number): boolean {
    const mask = this.bytes.length * 8 - 1
    const step = Math.imul(hash, 0x9e37_79b1) >>> 7
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = (hash + Math.imul(probe, step)) & mask
      if (((this.bytes[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
    }
    return true
  }

  add(hash: number): void {
    const mask = this.bytes.length * 8 - 1
    const step = Math.imul(hash, 0x9e37_79b1) >>> 7
    for (let probe = 0; probe < PROBES; probe++) {
      const bit = (hash + Math.imul(probe, step)) & mask
      this.bytes[bit >> 3] = (this.bytes[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }
}
