/** The look at bytes before decoding: what it lets pass holds nothing, whatever a detector reads. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { find, lookAt, mayHoldSomething, mayHoldToken, mayHoldUnanchored } from '../../src/redaction/index.ts'
import { literalKeys } from '../../src/redaction/reserve.ts'
import { EVERYTHING } from './found.ts'

const PIECES = [
  'a@x.pl', 'jan', '@', '４４０５１４０１３５９', '44051401359', '٤٤٠٥١٤٠١٣٥٩', '\u00a0', '\u00ad', '–', '„ą”', 'PESEL ', 'hasło', ': ', '=', '_', 'tajne1!X',
  '\\u0040', '\\u0034', '\\n', '\\\\', 'u0040', ' ', 'x', '．', 'ｘ＠ｙ．ｐｌ', '日本語', '😀', '.pl', '\\"', 'password', '\u200b', 'ghp', 'BIC ', 'ＢＩＣ ', 'B\\u0049C ', 'swift DEUTDEFF', 'DEUTDEFF', 'AKIA', 'ABCDEFGHIJKLMNOP',
] // prettier-ignore
const TOKENS = [
  '[', ']', 'EMAIL', '_', '1', 'S', 'S1', '［', '】', '【', ' ', '-', '\\\\', '\\u005b', '\\u005f', 'PESEL', 'x', '\u00a0', 'é', '"', '12', 'Ｅ', '\\n', 'u005b',
] // prettier-ignore

const sourceOf = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''))

function decoded(source: string): string | undefined {
  try {
    return JSON.parse(`"${source}"`) as string
  } catch {
    return undefined
  }
}

describe('the look at the bytes of a JSON string', () => {
  it('lets nothing pass in which something is found', () => {
    fc.assert(
      fc.property(sourceOf(PIECES), (source) => {
        const text = decoded(source)
        if (text === undefined || find(EVERYTHING, text, { cue: 'PESEL' }).length === 0) return
        const bytes = Buffer.from(`"${source}"`, 'utf8')
        const looked = mayHoldSomething(lookAt(bytes, 1, bytes.length - 1))
        expect(looked || mayHoldUnanchored(bytes.toString('latin1'))).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })

  it.each([
    'You help customers.',
    'Zażółć gęślą jaźń!',
    'a\\nb\\t\\"c\\"',
    'und über, “so”? (ja) 50%',
    '日本語',
    '',
  ])('passes %j', (source) => {
    const bytes = Buffer.from(source, 'utf8')
    expect(mayHoldSomething(lookAt(bytes, 0, bytes.length))).toBe(/[“”]/.test(source))
  })

  it('looks at the string and not at what stands around it', () => {
    expect(mayHoldSomething(lookAt(Buffer.from('1abc@'), 1, 4))).toBe(false)
  })
})

describe('the look for tokens in the bytes of a body', () => {
  it('lets no text pass that holds a token', () => {
    fc.assert(
      fc.property(sourceOf(TOKENS), (source) => {
        if (literalKeys(source).length === 0) return
        expect(mayHoldToken(Buffer.from(source, 'utf8').toString('latin1'))).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })

  it.each(['{"messages":[{"a":[1,2],"max_tokens":5}]}', 'see [link] and [a b]', '[\\n', 'a_b'])(
    'passes %j',
    (text) => {
      expect(mayHoldToken(text)).toBe(false)
    },
  )
})
