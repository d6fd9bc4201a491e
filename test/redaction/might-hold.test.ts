/** The cheap look at raw bytes never lets a token pass. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { Vault } from '../../src/redaction/index.ts'
import { EVERYTHING } from './found.ts'

function filled(): Vault {
  const vault = new Vault({ style: 'bracket' })
  vault.redact(EVERYTHING, 'a@x.pl, +48 600 700 800, 36574261809', 'caller')
  return vault
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function frame(delta: string): string {
  return latin1(
    `data: {"id":"c","choices":[{"index":0,"delta":{"content":${JSON.stringify(delta)}},"logprobs":null}]}\n\n`,
  )
}

const PIECES = [
  '[EMAIL_1]', 'EMAIL_1', '[EM', 'AIL_1]', '[', '［', '【', '［EMAIL_1］', '[［', 'E', 'PH', 'ONE_1', 'DE_TAX', 'D', '\\', String.raw`\[EMAIL\_1\]`, '\n', '"', ' ', 'é', '«EMAIL_1', 'x', 'THE', '_', '1', '\u200b', '[ EMAIL', '[\u00a0EMAIL_1]', '😀',
] // prettier-ignore

describe('the look at raw bytes', () => {
  it.each([
    ' matter',
    'Hello',
    ' THE END',
    ' [x]',
    'na',
    ' déjà',
    '日本語',
    '[1]',
    'The',
    ' A',
    '"quoted"',
    'a\nb',
  ])('lets the frame of %j pass', (delta) => {
    expect(filled().mightHold(frame(delta))).toBe(false)
  })

  it.each(['[', ' [', '[E', '[email_1]', '［', '【PHONE', 'EMAIL_1', 'E', ' PH', '\\', '[\\', '[ '])(
    'stops at the frame of %j',
    (delta) => {
      expect(filled().mightHold(frame(delta))).toBe(true)
    },
  )

  it.each([
    String.raw`\u005bEMAIL_1]`,
    String.raw`\uff3bEMAIL_1`,
    String.raw`\u0045MAIL_1`,
    '[EMAIL_1',
    '[',
    'EMA',
    '\\',
    String.raw`\u00`,
    '\u00ef',
    '\u00ef\u00bc',
    '\u00e3\u0080',
  ])('stops at a chunk that ends in %j', (end) => {
    expect(filled().mightHold(`{"delta":"abc ${end}`)).toBe(true)
  })

  it('sees a name behind an escape that ends in capitals', () => {
    expect(filled().mightHold(String.raw`{"t":"\u00ABEMAIL_1 writes"}`)).toBe(true)
  })

  it('never lets pass what restoration would change or hold back', () => {
    const source = fc.constantFrom('text' as const, 'json' as const)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }),
        source,
        fc.boolean(),
        (pieces, kind, nested) => {
          const vault = filled()
          const lane = vault.lane(kind)
          // A lane of JSON source is JSON inside a JSON string.
          const delta = nested ? JSON.stringify(pieces.join('')).slice(1, -1) : pieces.join('')
          const changed = lane.push(delta) !== delta || lane.holding
          if (changed) expect(vault.mightHold(frame(delta))).toBe(true)
        },
      ),
      { numRuns: 10_000 },
    )
  })

  it('never lets pass a chunk, cut at any byte, whose text restoration would change or hold back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }), fc.nat(400), (pieces, at) => {
        const vault = filled()
        const bytes = Buffer.from(pieces.join(''), 'utf8')
        const chunk = bytes.subarray(0, at % (bytes.length + 1))
        const readable = new TextDecoder().decode(chunk, { stream: true })
        for (const kind of ['text', 'json'] as const) {
          const lane = vault.lane(kind)
          const changed = lane.push(readable) !== readable || lane.holding
          if (changed) expect(vault.mightHold(chunk.toString('latin1'))).toBe(true)
        }
      }),
      { numRuns: 5000 },
    )
  })
})
