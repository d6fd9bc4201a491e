/** One table of all words that say something about names: in which languages a word is an ordinary one, what it is besides. */

import { fingerprintOf, hashWith } from './fingerprints.ts'

/** Bits of a word. */
export const GIVEN = 1
export const SURNAME = 2
/** Among the commonest names of a language. */
export const COMMON = 4
/** A town. */
export const PLACE = 8
/** What follows is a place or named after somebody, in any language. */
export const THING = 16
/** Said before a name and no part of it. */
export const FILLER = 64
/** Who speaks or is greeted, and no name. */
export const ROLE = 128
/** A cue begins with it. */
export const CUE_START = 256
/** A form of address that is one word. */
export const TITLE = 512
/** A firm, a product, a month, a nation: written like a name and nobody's. */
export const NEVER = 1024
/** `von`, `de la`: between a given name and a surname. */
export const PARTICLE = 2048

/** What words are told apart by; 0 is an empty slot. */
function keyOf(hash: number): number {
  return fingerprintOf(hash) + 1
}

/** A hash with this key. */
function hashOf(key: number): number {
  return hashWith(key - 1)
}

/** Share of the slots that words take at most. */
const FULLEST = 0.75

/** Words by hash (open addressing), each with its bits and two sets of languages, one bit a language. */
export class WordTable {
  #keys: Uint32Array
  #bits: Uint16Array
  #stops: Uint16Array
  #ordinary: Uint16Array
  #shift: number
  #count = 0

  /** @param room words that fit before it grows */
  constructor(room: number) {
    const size = 2 ** Math.ceil(Math.log2(room / FULLEST))
    this.#shift = 32 - Math.log2(size)
    this.#keys = new Uint32Array(size)
    this.#bits = new Uint16Array(size)
    this.#stops = new Uint16Array(size)
    this.#ordinary = new Uint16Array(size)
  }

  /** Adds bits to a word: `stops` are languages in which it is never part of a name, `ordinary` those in which it is a word too. */
  add(hash: number, bits: number, stops = 0, ordinary = 0): void {
    if (this.#count > this.#keys.length * FULLEST) this.#grow()
    const slot = this.#place(hash)
    this.#bits[slot] = (this.#bits[slot] ?? 0) | bits
    this.#stops[slot] = (this.#stops[slot] ?? 0) | stops
    this.#ordinary[slot] = (this.#ordinary[slot] ?? 0) | ordinary
  }

  /** Slot of a word; -1 when it is in no list. */
  slotOf(hash: number): number {
    const key = keyOf(hash)
    const mask = this.#keys.length - 1
    for (let slot = hash >>> this.#shift; ; slot = (slot + 1) & mask) {
      const here = this.#keys[slot]
      if (here === key) return slot
      if (here === 0) return -1
    }
  }

  bitsAt(slot: number): number {
    return this.#bits[slot] ?? 0
  }

  stopsAt(slot: number): number {
    return this.#stops[slot] ?? 0
  }

  ordinaryAt(slot: number): number {
    return this.#ordinary[slot] ?? 0
  }

  /** Where a word stands or would stand; counts it when it is new. */
  #place(hash: number): number {
    const key = keyOf(hash)
    const mask = this.#keys.length - 1
    let slot = hash >>> this.#shift
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    if (this.#keys[slot] === 0) {
      this.#keys[slot] = key
      this.#count++
    }
    return slot
  }

  #grow(): void {
    const keys = this.#keys
    const bits = this.#bits
    const stops = this.#stops
    const ordinary = this.#ordinary
    const size = keys.length * 2
    this.#shift--
    this.#count = 0
    this.#keys = new Uint32Array(size)
    this.#bits = new Uint16Array(size)
    this.#stops = new Uint16Array(size)
    this.#ordinary = new Uint16Array(size)
    for (const [slot, key] of keys.entries())
      if (key !== 0) this.add(hashOf(key), bits[slot] ?? 0, stops[slot], ordinary[slot])
  }
}
