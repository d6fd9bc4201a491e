/** A suggestion is worth making only when it is near: a wrong one sends the reader the wrong way. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { closest, editDistance } from '../../src/gateway/config/spelling.ts'

describe('the edit distance', () => {
  it.each([
    ['endpoints', 'endpoints', 0],
    ['endpionts', 'endpoints', 1],
    ['endpoint', 'endpoints', 1],
    ['endpont', 'endpoints', 2],
    ['', 'zone', 4],
    ['kitten', 'sitting', 3],
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
  })

  it('is symmetric, zero only for equals, and at most the longer length', () => {
    const word = fc.string({ maxLength: 12 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b)
        expect(editDistance(b, a)).toBe(distance)
        expect(distance === 0).toBe(a === b)
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
      }),
    )
  })
})

describe('the closest known name', () => {
  const known = ['endpoints', 'tenants', 'key', 'models', 'zone', 'first_byte', 'forward_headers']

  it.each([
    ['endpoint', 'endpoints'],
    ['Tenants', 'tenants'],
    ['api_key', 'key'],
    ['headers', 'forward_headers'],
    ['key_', 'key'],
    ['firstByte', 'first_byte'],
    ['forward-header', 'forward_headers'],
    ['colour', undefined],
    ['x', undefined],
    ['', undefined],
    ['z'.repeat(100_000), undefined],
  ])('to %s is %s', (word, name) => {
    expect(closest(word.slice(0, 100_000), known)).toBe(name)
  })
})
