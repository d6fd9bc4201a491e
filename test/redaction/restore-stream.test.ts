/** Any cut of a streamed text restores like the whole. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { Vault } from '../../src/redaction/index.ts'
import { policyOf } from './found.ts'

function filled(): Vault {
  const policy = policyOf({ words: ['Say "hi"\\'] })
  const vault = new Vault({ style: 'bracket' })
  for (let index = 1; index <= 12; index++) vault.redact(policy, `user${index}@x.pl`, 'caller')
  vault.redact(policy, '+48 600 700 800, 36574261809, Say "hi"\\', 'caller')
  return vault
}

const PIECES = [
  '[EMAIL_1]', '[EMAIL_12]', '[Email 3]', String.raw`[EMAIL\_1]`, String.raw`\[EMAIL\_1\]`, '［EMAIL_1］', '【phone_1】', 'EMAIL_1', 'PHONE_1',
  '[EMAIL_1', 'EMAIL_1]', '[EMAIL_99]', '[IBAN_1]', '[', '[[', ']', '\\', '\\\\', String.raw`\u005bEMAIL\u005f2\u005d`, String.raw`\u00`, String.raw`\n`,
  String.raw`\"`, '"', ',', ' ', 'E', 'EM', 'D', 'DE_TAX', '[DE_TAX_ID_1]', '[WORD_1]', '_', '1', 'x', 'é', '😀', '\ud83d', '\u200b', ':', '{', '}', '\n',
] // prettier-ignore
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''))

function cut(whole: string, cuts: readonly number[]): readonly string[] {
  const offsets = [...new Set(cuts.map((at) => (whole.length === 0 ? 0 : at % (whole.length + 1))))].sort(
    (a, b) => a - b,
  )
  return [0, ...offsets].map((from, index) => whole.slice(from, offsets[index] ?? whole.length))
}

describe.each(['text', 'json'] as const)('a lane of %s', (source) => {
  it('gives the same output however its text is cut', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 8 }), (whole, cuts) => {
        const vault = filled()
        const expected = vault.restore(whole, source)
        const lane = vault.lane(source)
        const output =
          cut(whole, cuts)
            .map((piece) => lane.push(piece))
            .join('') + lane.flush()
        expect(output).toBe(expected)
      }),
      { numRuns: 5000 },
    )
  })

  it('gives the same output unit by unit, and counts the same', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const once = filled()
        const expected = once.restore(whole, source)
        const vault = filled()
        const lane = vault.lane(source)
        let output = ''
        for (let at = 0; at < whole.length; at++) output += lane.push(whole.charAt(at))
        expect(output + lane.flush()).toBe(expected)
        expect([vault.restored, vault.invented]).toEqual([once.restored, once.invented])
      }),
      { numRuns: 5000 },
    )
  })

  it('holds back no more than the longest issued token and its escapes', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const lane = filled().lane(source)
        let given = ''
        for (let at = 0; at < whole.length; at++) {
          given += lane.push(whole.charAt(at))
          const held = lane.flush()
          lane.push(held)
          // `[DE_TAX_ID_1]` with every character written as a JSON escape, and separators between.
          expect(held.length).toBeLessThanOrEqual(13 * 6 * 2)
        }
        expect(given.length).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('holding back', () => {
  it.each([
    ['plain text', ''],
    ['a list [x', ''],
    ['an IBAN [IBAN_', ''],
    ['a citation [1', ''],
    ['up to [', '['],
    ['up to [EMAI', '[EMAI'],
    ['up to [e', '[e'],
    ['up to [EMAIL_1', '[EMAIL_1'],
    ['up to [EMAIL_2', '[EMAIL_2'],
    ['up to [EMAIL_9', '[EMAIL_9'],
    ['up to [EMAIL_99', ''],
    [String.raw`up to \ `.trim(), '\\'],
    [String.raw`up to \[EM`, String.raw`\[EM`],
  ])('keeps of %j only what can still become an issued token', (fragment, held) => {
    const lane = filled().lane('text')
    expect(lane.push(fragment)).toBe(fragment.slice(0, fragment.length - held.length))
    expect(lane.holding).toBe(held !== '')
    expect(lane.flush()).toBe(held)
    expect(lane.holding).toBe(false)
  })

  it.each([
    ['{"a":"E', 'E'],
    ['{"a":"XE', ''],
    ['{"a":"Q', ''],
    ['{"a":"EMAIL_1', 'EMAIL_1'],
    ['{"a":"EMAIL_1"', ''],
    [String.raw`{"a":"\u00`, String.raw`\u00`],
    [String.raw`{"a":"\\`, String.raw`\\`],
  ])('in JSON source keeps of %j only what is open', (fragment, held) => {
    const lane = filled().lane('json')
    lane.push(fragment)
    expect(lane.flush()).toBe(held === 'EMAIL_1' ? 'user1@x.pl' : held)
  })

  it('hands on the same reference when nothing was held or changed', () => {
    const lane = filled().lane('text')
    for (const fragment of ['Hello', ' world', ' [x]', '!']) expect(lane.push(fragment)).toBe(fragment)
  })
})
