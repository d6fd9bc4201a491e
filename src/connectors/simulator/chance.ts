/** Seeded randomness and the few draws that the simulators make from it. */
import type { Random } from './contract.ts'

/**
 * A generator for one request of one run. Two streams of the same seed are unrelated, so the order in which
 * concurrent requests draw does not matter. Source: mulberry32, public domain.
 */
export function seededRandom(seed: number, stream = 0): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability
}

/** An integer from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

export function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0]
}

export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item)
}

const HEX = '0123456789abcdef'
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export function hex(random: Random, length: number): string {
  return draw(random, length, HEX)
}

export function alphanumeric(random: Random, length: number): string {
  return draw(random, length, ALPHANUMERIC)
}

function draw(random: Random, length: number, alphabet: string): string {
  let text = ''
  for (let index = 0; index < length; index++) text += alphabet.charAt(Math.floor(random() * alphabet.length))
  return text
}

/** A UUID in shape; the version bits are set as for version 4. */
export function uuid(random: Random): string {
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`
}
