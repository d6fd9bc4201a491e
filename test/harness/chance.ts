/** Random choices that are the same in every run; LIMEN_TEST_SEED is another seed, and `random` a new one each time. */

export interface Chance {
  readonly seed: number
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number
  pick<Type>(list: readonly Type[]): Type
}

/** Whole, below 2^31. */
export function testSeed(): number {
  const given = process.env['LIMEN_TEST_SEED'] ?? '20261122'
  return given === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(given)
}

/** Mulberry32; prints its seed. */
export function printedChance(): Chance {
  const seed = testSeed()
  console.log(`LIMEN_TEST_SEED=${seed}`)
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    seed,
    next,
    below,
    pick: (list) => {
      const picked = list[below(list.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
  }
}
