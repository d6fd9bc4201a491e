/** What a generated value of the collection is, and the small languages in which its shapes and groupings are written. */
import { createRequire } from 'node:module'
import type { Entity } from '../../../src/redaction/types.ts'
import { ibanOf } from './check-digits.ts'

/** Draws an integer from 0 to `size` less one. */
export type Pick = (size: number) => number

export interface Value {
  /** The entity that it should be found as; `undefined` for values that are nobody's. */
  readonly entity: Entity | undefined
  readonly make: (pick: Pick) => string
}

interface Oracle {
  readonly validate: (value: string) => { readonly isValid: boolean }
}

const require = createRequire(import.meta.url)
const TRIES = 60_000

/** A generator that draws the same values on every run. */
export function seeded(seed: number): Pick {
  let state = (seed * 2_654_435_761 + 97) >>> 0
  return (size) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e37_79b9) >>> 0
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 4_294_967_296) * size)
  }
}

export function oneOf<T>(pick: Pick, list: readonly T[]): T {
  const chosen = list[pick(list.length)]
  if (chosen === undefined) throw new Error('An empty list has nothing to choose from.')
  return chosen
}

const two = (value: number) => String(value).padStart(2, '0')

/**
 * Fills a shape: `d` a digit, `L` a capital letter, `a` a small one, `x` a hexadecimal digit, `w` a letter or digit, `D`, `M` and `Y` two places of a
 * birth date. Everything else stands for itself, and so does what stands in braces.
 */
export function filled(shape: string, pick: Pick): string {
  return shape.replaceAll(/\{([^}]*)\}|[dLaxwDMY]/g, (kind, literal: string | undefined) => {
    if (literal !== undefined) return literal
    if (kind === 'd') return String(pick(10))
    if (kind === 'L') return String.fromCharCode(65 + pick(26))
    if (kind === 'a') return String.fromCharCode(97 + pick(26))
    if (kind === 'x') return '0123456789abcdef'.charAt(pick(16))
    if (kind === 'w') return 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.charAt(pick(62))
    if (kind === 'D') return two(1 + pick(28))
    return kind === 'M' ? two(1 + pick(12)) : two(45 + pick(54))
  })
}

/** Parts a value as `2 3 3 3` or `6-4` says: sizes of groups and what stands between them. An empty grouping leaves it whole. */
function parted(value: string, grouping: string): string {
  let at = 0
  let result = ''
  for (const [, size, separator] of grouping.matchAll(/(\d+)(\D*)/g)) {
    result += value.slice(at, at + Number(size))
    at += Number(size)
    if (at < value.length) result += separator ?? ''
  }
  return result + value.slice(at)
}

/** A value of a shape; `accept` says which of the drawn ones are real. */
export function shaped(
  entity: Entity | undefined,
  shape: string,
  groupings: readonly string[] = [''],
  accept: (value: string) => boolean = () => true,
): Value {
  return {
    entity,
    make: (pick) => {
      for (let round = 0; round < TRIES; round++) {
        const value = filled(shape, pick)
        if (accept(value)) return parted(value, oneOf(pick, groupings))
      }
      throw new Error(`No value of the shape ${shape} is accepted.`)
    },
  }
}

/** A value of a shape that npm stdnum calls valid. `written` is how it wants the value spelled. */
export function checked(
  entity: Entity,
  module: string,
  shape: string,
  groupings: readonly string[] = [''],
  written: (value: string) => string = (value) => value,
): Value {
  const oracle = require(`stdnum/lib/cjs/${module}.js`) as Oracle
  return shaped(entity, shape, groupings, (value) => oracle.validate(written(value)).isValid)
}

/** A value with its check digits put in by hand: `complete` takes what the shape gives. */
export function completed(
  entity: Entity,
  shape: string,
  groupings: readonly string[],
  complete: (value: string) => string,
): Value {
  return { entity, make: (pick) => parted(complete(filled(shape, pick)), oneOf(pick, groupings)) }
}

/** One of several values. */
export function either(...values: readonly Value[]): Value {
  return { entity: values[0]?.entity, make: (pick) => oneOf(pick, values).make(pick) }
}

/** A national account number: an IBAN without its country. */
export function ibanFree(country: string, shape: string, groupings: readonly string[]): Value {
  return completed('IBAN', shape, groupings, (bban) => ibanOf(country, bban).slice(2))
}
