/** Restoring a string where it stands gives what decoding, restoring and encoding it would give. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { byteText, decodeByteText } from '../../src/connectors/wire/byte-text.ts'
import { encodeJsonString } from '../../src/connectors/wire/json-string.ts'
import { Vault } from '../../src/redaction/index.ts'
import { ByteSplice } from '../../src/gateway/pipeline/body/splice.ts'
import { EVERYTHING } from './found.ts'

function filled(many = 0): Vault {
  const vault = new Vault({ style: 'bracket' })
  vault.redact(EVERYTHING, 'a"\\b@x.pl żółw@x.pl, +48 600 700 800, 36574261809', 'caller')
  for (let index = 0; index < many; index += 1) vault.redact(EVERYTHING, `user${index}@x.pl`, 'caller')
  return vault
}

const PIECES = [
  '[EMAIL_1]', '[EMAIL_2]', '[EMAIL_12]', '[email_1]', '[ EMAIL 1 ]', String.raw`\[EMAIL\_1\]`, '[PHONE_1]', '[DE_TAX_ID_1]', '[EMAIL_9]', '[PESEL_1]',
  '[', ']', '[[', '\\', '\\\\', '\n', '"', 'EMAIL_1', '1', '_', ' ', 'é', 'ą', '［EMAIL_1］', '【EMAIL_1】', '[\u00a0EMAIL_1]', '[EMAIL\u200b_1]', '[ＥMAIL_1]', '😀',
] // prettier-ignore

const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }).map((parts) => parts.join(''))

/** The inside of a JSON string, some of it in Unicode escapes. */
function spelled(text: string, unicode: boolean): string {
  const source = JSON.stringify(text).slice(1, -1)
  return unicode ? source.replaceAll('[E', String.raw`\u005bE`) : source
}

const unwanted = (): void => expect.unreachable()

describe('restoring in place', () => {
  it.each([0, 40])('does what restoring the decoded text does, with %d more tokens', (many) => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, unicode) => {
        const source = byteText(spelled(text, unicode))
        const whole = `["${source}"]`
        const vault = filled(many)
        const splice = new ByteSplice()
        const put = (start: number, end: number, value: string): void =>
          splice.replace(start, end, encodeJsonString(value))
        const done = vault.restoreInPlace(whole, 2, whole.length - 2, source.includes('\\'), put)
        const other = filled(many)
        const restored = other.restore(text, 'text')
        if (!done) {
          expect([splice.empty, vault.restored, vault.invented]).toEqual([true, 0, 0])
          return
        }
        // What the caller sees of wide brackets alone is for the one who asks to notice.
        if (/[［【]/.test(text)) return
        expect((JSON.parse(decodeByteText(splice.apply(whole))) as string[])[0]).toBe(restored)
        expect([vault.restored, vault.invented]).toEqual([other.restored, other.invented])
      }),
      { numRuns: 5000 },
    )
  })

  it('changes nothing but the tokens', () => {
    const vault = filled()
    const source = byteText(String.raw`zażółć \/ \n [EMAIL_2] \t \" \\[PHONE\\_1\\] é`)
    const splice = new ByteSplice()
    expect(
      vault.restoreInPlace(source, 0, source.length, true, (start, end, value) =>
        splice.replace(start, end, value),
      ),
    ).toBe(true)
    expect(decodeByteText(splice.apply(source))).toBe(
      String.raw`zażółć \/ \n żółw@x.pl \t \" +48 600 700 800 é`,
    )
  })

  it('reads no further than the string goes', () => {
    expect(filled().restoreInPlace('"[EMAIL_1]"', 1, 9, false, unwanted)).toBe(true)
    expect(filled().restoreInPlace('"[EMAIL_1"]', 1, 9, false, unwanted)).toBe(true)
  })
})
