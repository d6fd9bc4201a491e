/** Remembering where values stood: never a different answer, never a text, never without a bound. */
import { randomBytes } from 'node:crypto'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { compilePolicy, find, SpanMemory, Vault } from '../../src/redaction/index.ts'

const policy = compilePolicy({ phoneRegions: ['PL', 'DE'] })
const LONG = 'Proszę o kontakt w sprawie zamówienia numer 12 z dnia 3 maja, dziękuję bardzo. '.repeat(4)

const text = fc
  .array(fc.oneof(fc.constantFrom('a@b.pl', '44051401359', 'NIP 526-000-12-46', LONG, '\ud800', '\udc00', 'ż😀', ':'), fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 8 })
  .map((parts) => parts.join(' ')) // prettier-ignore

describe('a memory of spans', () => {
  it('answers as a fresh look would, first and again, whatever the text and the cue', () => {
    const memory = new SpanMemory(policy, { key: randomBytes(32), cells: 40 })
    fc.assert(
      fc.property(
        text,
        fc.option(fc.constantFrom('pesel', 'phone', 'a', '3'), { nil: undefined }),
        (some, cue) => {
          const context = cue === undefined ? undefined : { cue }
          const fresh = find(policy, some, context)
          expect(memory.find(some, context)).toEqual(fresh)
          expect(memory.find(some, context)).toEqual(fresh)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('keeps texts apart that differ in a lone surrogate, or in where the cue ends', () => {
    const memory = new SpanMemory(policy, { key: randomBytes(32) })
    const one = `${LONG}\ud800 a@b.pl`
    const other = `${LONG}\udc00a a@b.pl`
    expect(memory.find(one)).toEqual(find(policy, one))
    expect(memory.find(other)).toEqual(find(policy, other))
    const number = `26000000 ${LONG}`
    expect(memory.find(number, { cue: 'x' })).toEqual(find(policy, number, { cue: 'x' }))
    expect(memory.find(`x${number}`, { cue: '' })).toEqual(find(policy, `x${number}`, { cue: '' }))
  })

  it('does not look twice at a text that it knows', () => {
    const memory = new SpanMemory(policy, { key: randomBytes(32) })
    const found = memory.find(`${LONG} a@b.pl`)
    expect(memory.find(`${LONG} a@b.pl`)).toBe(found)
    memory.clear()
    expect(memory.find(`${LONG} a@b.pl`)).not.toBe(found)
  })

  it('forgets what has not come for long, and keeps what comes', () => {
    const memory = new SpanMemory(policy, { key: randomBytes(32), cells: 10 })
    const kept = memory.find(LONG)
    const gone = memory.find(`${LONG}!`)
    for (let index = 0; index < 40; index++) {
      memory.find(`${LONG}${index}`)
      expect(memory.find(LONG)).toBe(kept)
    }
    expect(memory.find(`${LONG}!`)).not.toBe(gone)
  })

  it('holds nothing that a text says', () => {
    const memory = new SpanMemory(policy, { key: randomBytes(32) })
    const vault = new Vault({ style: 'bracket', finder: memory })
    expect(vault.redact(policy, `${LONG} anna.nowak@firma.pl`, 'caller')).toBe(`${LONG} [EMAIL_1]`)
    const held: unknown = Object.values(memory.find(`${LONG} anna.nowak@firma.pl`)[0] ?? {})
    expect(JSON.stringify(held)).not.toContain('anna')
  })
})
