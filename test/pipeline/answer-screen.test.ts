/** Personal data of the answer's own, looked for in pieces cut anywhere: nothing of it passes, and all else does. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FindPool } from '../../src/gateway/detection/find-pool.ts'
import { Refusal } from '../../src/gateway/errors/refusal.ts'
import { AnswerScreen } from '../../src/gateway/pipeline/answer/answer-screen.ts'
import { screenLane } from '../../src/gateway/pipeline/answer/screen-lane.ts'
import { screenPieces } from '../../src/gateway/pipeline/answer/screen-pieces.ts'
import { screenSource } from '../../src/gateway/pipeline/answer/screen-source.ts'
import { screenCaptions } from '../../src/gateway/pipeline/answer/screened-text.ts'
import { compilePolicy, Vault } from '../../src/redaction/index.ts'

const policy = compilePolicy({ phoneRegions: ['PL'], words: ['Blue Star'] })
const KEY = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(12)}-----END PRIVATE KEY-----`

/** Values, and what stands for each. */
const VALUES: readonly (readonly [value: string, mask: string])[] = [
  ['eva.own@example.org', '[EMAIL]'],
  ['+48 512 345 678', '[PHONE]'],
  ['DE89 3704 0044 0532 0130 00', '[IBAN]'],
  ['44051401359', '[PESEL]'],
  ['Blue Star', '[WORD]'],
  [KEY, '[SECRET]'],
]

function screenWith(mode: 'apply' | 'flag' = 'apply'): {
  readonly screen: AnswerScreen
  readonly vault: Vault
} {
  const vault = new Vault({ style: 'bracket' })
  vault.redact(policy, 'Mail anna.nowak@example.pl', 'caller')
  return { screen: new AnswerScreen(policy, mode, vault, 1 << 20), vault }
}

function cutAt(said: string, places: readonly number[]): readonly string[] {
  const sorted = [...new Set(places.map((place) => place % (said.length + 1)))].sort((a, b) => a - b)
  return [0, ...sorted].map((start, index) => said.slice(start, sorted[index] ?? said.length))
}

const HARMLESS = [
  'The parcel',
  'costs 12.50 EUR.',
  'Dziękuję!',
  '漢字 😀',
  '[EMAIL_1]',
  '[',
  '{"a": 1}',
  'x'.repeat(60),
  '\n\n',
  'On 3 May',
  '7 of 9',
]
const parts = fc.array(
  fc.oneof(
    fc.constantFrom(...HARMLESS).map((each) => [each, each] as const),
    fc.constantFrom(...VALUES),
  ),
  { maxLength: 24 },
) // prettier-ignore
const places = fc.array(fc.nat(6000), { maxLength: 40 })

describe('a text in pieces', () => {
  it('is masked as it is when it comes whole', () => {
    fc.assert(
      fc.property(parts, places, (said, cuts) => {
        const text = said.map(([each]) => each).join(' and ')
        const lane = screenLane(screenWith().screen, 'text')
        const out =
          cutAt(text, cuts)
            .map((piece) => lane.push(piece))
            .join('') + lane.flush()
        expect(out).toBe(said.map(([, each]) => each).join(' and '))
      }),
      { numRuns: 300 },
    )
  })

  it('as JSON source too, numbers and keys among it', () => {
    fc.assert(
      fc.property(parts, places, (said, cuts) => {
        const value = (index: 0 | 1): object => ({ note: said.map((each) => each[index]).join(' and '), list: said.map((each) => each[index]), inner: JSON.stringify({ b: said.map((each) => each[index]) }) })
        const lane = screenLane(screenWith().screen, 'json')
        const out = cutAt(JSON.stringify(value(0)), cuts).map((piece) => lane.push(piece)).join('') + lane.flush()
        expect(JSON.parse(out)).toEqual(value(1))
      }),
      { numRuns: 200 },
    ) // prettier-ignore
  })

  it('goes on while it is held', () => {
    const lane = screenLane(screenWith().screen, 'text')
    const said = 'One word after another. '.repeat(40)
    let out = ''
    let behind = 0
    for (const unit of said) {
      out += lane.push(unit)
      behind = Math.max(behind, said.indexOf(out) === 0 ? 0 : 1)
    }
    expect(behind).toBe(0)
    expect(said.length - out.length).toBeLessThan(200)
    expect(out + lane.flush()).toBe(said)
  })

  it('ends in half a string of JSON and is looked at all the same', () => {
    const { screen } = screenWith()
    expect(screenSource(screen, '{"a":"x\\u0020+48 512 345 678 and \\u00')).toBe('{"a":"x [PHONE] and ')
    expect(screenSource(screen, '{"phone": 48512345678, "n": 12345678901}')).toBe('{"phone": "[PHONE]", "n": 12345678901}')
    expect(screenSource(screen, 'Sorry: eva.own@example.org')).toBe('Sorry: [EMAIL]')
  }) // prettier-ignore

  it('is counted and left as it is with flag', () => {
    const { screen } = screenWith('flag')
    const lane = screenLane(screen, 'text')
    const said = `${'word '.repeat(60)}+48 512 345 678, again +48 512 345 678.`
    expect(Array.from(said, (unit) => lane.push(unit)).join('') + lane.flush()).toBe(said)
    expect(screen.counts).toEqual({ PHONE: 1 })
  })
})

describe('a long answer', () => {
  it('has its long texts looked at in other threads, and is masked as if they had not been', async () => {
    const said = `${'One word after another. '.repeat(3000)}+48 512 345 678`
    const { screen } = screenWith()
    const pool = new FindPool()
    await screen.lookAhead(pool, 5000, (each) => void each.text(said))
    await pool.close()
    expect(screen.counts).toEqual({})
    expect(screen.text(said)).toBe(said.replace('+48 512 345 678', '[PHONE]'))
    expect(screen.text('x eva.own@example.org')).toBe('x [EMAIL]')
    await expect(screen.lookAhead(pool, 5000, (each) => void each.text(said))).rejects.toThrow(Refusal)
  })
})

describe('a mask', () => {
  it('is never read as a token, and no token is masked', () => {
    const { screen, vault } = screenWith()
    const masked = screen.text('Mine is eva.own@example.org_1, yours [EMAIL_1], password=[EMAIL_1]')
    expect(masked).toContain('yours [EMAIL_1], password=[EMAIL_1]')
    expect(vault.restore(masked, 'text')).toContain('[EMAIL]')
    expect(vault.restore('{"a":"[EMAIL]_1","b":["EMAIL"]}', 'json')).toBe('{"a":"[EMAIL]_1","b":["EMAIL"]}')
    expect(vault.invented).toBe(0)
  })

  it('leaves stand-ins of this call', () => {
    const surrogate = compilePolicy({ modes: { PHONE: 'surrogate' } })
    const vault = new Vault({ style: 'bracket', surrogates: true })
    const sent = vault.redact(surrogate, 'Call +48 601 222 333 now', 'caller')
    const screen = new AnswerScreen(surrogate, 'apply', vault, 1 << 20)
    expect(screen.text(`${sent} or +48 512 345 678`)).toBe(`${sent} or [PHONE]`)
  })
})

describe('words with their times', () => {
  it('are masked one by one', () => {
    const words = ['My', 'number', 'is', '+48', '512', '345', '678.', 'Mail', 'eva.own@example.org!', 'Bye']
    const pieces = words.map((word, index) => ({ start: index, end: index, text: word }))
    const out = [...words]
    screenPieces(screenWith().screen, pieces, (piece, masked) => (out[piece.start] = masked))
    expect(out).toEqual(['My', 'number', 'is', '[PHONE]', '[PHONE]', '[PHONE]', '[PHONE].', 'Mail', '[EMAIL]!', 'Bye'])
  }) // prettier-ignore

  it('and subtitles keep their times, over several captions', () => {
    const srt = '1\n00:00:01,000 --> 00:00:02,500\nMy number is +48 512\n\n2\n00:00:02,500 --> 00:00:04,000\n345 678, thanks\n'
    expect(screenCaptions(screenWith().screen, srt)).toBe(
      '1\n00:00:01,000 --> 00:00:02,500\nMy number is [PHONE]\n\n2\n00:00:02,500 --> 00:00:04,000\n[PHONE], thanks\n',
    )
  }) // prettier-ignore
})
