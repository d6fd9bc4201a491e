/** A gateway key is 256 random bits that can be told from a typing mistake offline, and is kept only as a hash. */
import { createHash, randomBytes } from 'node:crypto'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { hashKey, newKey, parseKey } from '../../src/gateway/config/key.ts'

const zeros = (count: number): Uint8Array => new Uint8Array(count)

describe('a new key', () => {
  it('has the format that is documented, whatever the random bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), (bytes) => {
        let used = 0
        const key = newKey((count) => bytes.subarray(used, (used += count)))
        expect(key.text).toMatch(/^limen_[a-z][a-z0-9]{7}_[A-Za-z0-9_-]{43}_[A-Za-z0-9]{6}$/)
        expect(key.text).toHaveLength(65)
        expect(parseKey(key.text)).toEqual({ id: key.id })
        expect(used).toBe(40)
      }),
    )
  })

  it('carries all 256 bits of its source', () => {
    const secret = randomBytes(32)
    const { text } = newKey((count) => (count === 32 ? secret : zeros(count)))
    expect(Buffer.from(text.slice(15, 58), 'base64url')).toEqual(secret)
  })

  it('is hashed whole', () => {
    const { text, hash } = newKey(randomBytes)
    expect(hash).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`)
    expect(hashKey(text)).toBe(hash)
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('is another each time, with another id', () => {
    const keys = Array.from({ length: 200 }, () => newKey(randomBytes))
    expect(new Set(keys.map((key) => key.text)).size).toBe(200)
    expect(new Set(keys.map((key) => key.id)).size).toBe(200)
  })

  it('of fixed bytes is always the same, so that a change of the format is noticed', () => {
    // The checksum was worked out with another language's CRC-32.
    expect(newKey(zeros).text).toBe('limen_aaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_26fndx')
  })
})

describe('a key that is read', () => {
  const { text } = newKey(randomBytes)

  it('with one character wrong is not well-formed', () => {
    for (let place = 0; place < text.length; place++) {
      const other = text[place] === 'A' ? 'B' : 'A'
      expect(parseKey(text.slice(0, place) + other + text.slice(place + 1))).toBeUndefined()
    }
  })

  it.each([
    ['nothing', ''],
    ['cut off', text.slice(0, -1)],
    ['with more behind', `${text}A`],
    ['with a line end', `${text}\n`],
    ['with a space before', ` ${text}`],
    ['of another maker', `sk-${'a'.repeat(62)}`],
    ['of the right length', 'x'.repeat(65)],
    ['an SQL injection', "' OR '1'='1"],
    ['a megabyte', 'limen_'.repeat(200_000)],
  ])('%s is not well-formed', (_name, other) => {
    expect(parseKey(other)).toBeUndefined()
  })

  it('with two characters swapped is not well-formed', () => {
    for (let place = 15; place < 57; place++) {
      const [a, b] = [text[place] ?? '', text[place + 1] ?? '']
      if (a === b) continue
      expect(parseKey(text.slice(0, place) + b + a + text.slice(place + 2))).toBeUndefined()
    }
  })
})
