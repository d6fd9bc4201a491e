/** What the gateway remembers of keys for one session: nothing that opens one, for no longer than it holds. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { TemporaryKeys, type TemporaryGrant } from '../../src/gateway/live/temporary-keys.ts'

const GRANT: TemporaryGrant = {
  tenant: 'acme',
  keyId: 'k1234567',
  vendor: 'openai',
  service: undefined,
  operations: ['realtime'],
  model: undefined,
  sessionMilliseconds: undefined,
  expiresAt: 60_000,
}

describe('a temporary key', () => {
  it('is what it stands for once', () => {
    const keys = new TemporaryKeys(randomBytes)
    const key = keys.mint(GRANT, 0)
    expect(keys.take(`${key}x`, 1)).toBeUndefined()
    expect(keys.take(key, 1)).toEqual(GRANT)
    expect(keys.take(key, 1)).toBe('used')
    expect(keys.take(key, 90_000)).toBe('used')
  })

  it('is none when its time is over, to the millisecond', () => {
    const keys = new TemporaryKeys(randomBytes)
    const [early, late] = [keys.mint(GRANT, 0), keys.mint(GRANT, 0)]
    expect(keys.take(early, 59_999)).toEqual(GRANT)
    expect(keys.take(late, 60_000)).toBe('expired')
    expect(keys.take(late, 1)).toBe('expired')
  })

  it('has 256 bits of the source that it is given', () => {
    const keys = new TemporaryKeys((count) => Buffer.alloc(count, 255))
    expect(keys.mint(GRANT, 0)).toBe(`ek_limen_${Buffer.alloc(32, 255).toString('base64url')}`)
  })

  it('is not minted beyond what memory is for, until old ones are over', () => {
    const keys = new TemporaryKeys(randomBytes)
    for (let count = 0; count < 10_000; count += 1) keys.mint({ ...GRANT, tenant: `t${count % 20}` }, 0)
    expect(() => keys.mint(GRANT, 1)).toThrow(expect.objectContaining({ code: 'overloaded' }))
    expect(keys.mint({ ...GRANT, expiresAt: 120_000 }, 60_000)).toMatch(/^ek_limen_/)
  })

  it('takes no more room for one tenant than a tenth, and gives it back when it is used or over', () => {
    const keys = new TemporaryKeys(randomBytes)
    const minted = Array.from({ length: 1000 }, () => keys.mint(GRANT, 0))
    expect(() => keys.mint(GRANT, 1)).toThrow(expect.objectContaining({ code: 'overloaded' }))
    expect(keys.mint({ ...GRANT, tenant: 'other' }, 1)).toMatch(/^ek_limen_/)
    keys.take(minted[0] ?? '', 1)
    keys.mint(GRANT, 1)
    expect(() => keys.mint(GRANT, 1)).toThrow(expect.objectContaining({ code: 'overloaded' }))
    for (let count = 0; count < 1000; count += 1) keys.mint({ ...GRANT, expiresAt: 120_000 }, 60_000)
    expect(keys.take(minted[1] ?? '', 60_000)).toBe('expired')
  })

  it('is remembered as spent, the last ten thousand of them, and never opens anything again', () => {
    const keys = new TemporaryKeys(randomBytes)
    const minted = Array.from({ length: 10_001 }, () => {
      const key = keys.mint(GRANT, 0)
      keys.take(key, 1)
      return key
    })
    expect(keys.take(minted[0] ?? '', 1)).toBeUndefined()
    expect(keys.take(minted[1] ?? '', 1)).toBe('used')
    expect(keys.take(minted[10_000] ?? '', 1)).toBe('used')
  })
})
