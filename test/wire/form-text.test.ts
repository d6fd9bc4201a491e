/** The form reader: agrees with the platform's own on what it accepts, keeps every byte, and refuses what is ambiguous. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { encodeFormText, FormFaultError, scanForm } from '../../src/connectors/wire/form-text.ts'

const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
  maxLength: 6,
})

describe('the form reader', () => {
  it('reads names and values as the platform does', () => {
    fc.assert(
      fc.property(pairs, (written) => {
        const text = new URLSearchParams(written).toString()
        expect(scanForm(text).map(({ name, value }) => [name, value])).toEqual([...new URLSearchParams(text)])
      }),
    )
  })

  it('covers a text completely: the offsets and the separators give it back', () => {
    const source = fc
      .array(fc.constantFrom('a', '=', '&', '+', '%20', '%3D', '%26', '%C4%85', 'ż', '', '.'), {
        maxLength: 14,
      })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(source, (text) => {
        let rest = text
        for (const pair of scanForm(text).toReversed()) {
          expect(pair.nameStart).toBeLessThanOrEqual(pair.nameEnd)
          expect(pair.nameEnd).toBeLessThanOrEqual(pair.valueStart)
          rest = rest.slice(0, pair.nameStart) + rest.slice(pair.valueEnd)
        }
        expect(rest).toMatch(/^&*$/)
      }),
    )
  })

  it('writes what every reader reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = encodeFormText(text)
        expect(written).toMatch(/^[A-Za-z0-9\-_.!~*'()%+]*$/)
        expect(new URLSearchParams(`v=${written}`).get('v')).toBe(text.toWellFormed())
      }),
    )
  })

  it.each(['%', '%4', 'a=%zz', 'a=%C4', '%FF=1', 'a=%ED%A0%80'])(
    'refuses %s, which readers decode differently',
    (text) => {
      expect(() => scanForm(text)).toThrow(FormFaultError)
    },
  )

  it('keeps pairs without a value, empty names and repeated fields apart', () => {
    expect(scanForm('a&=b&&a=&a=1').map(({ name, value }) => [name, value])).toEqual([
      ['a', ''],
      ['', 'b'],
      ['a', ''],
      ['a', '1'],
    ])
  })
})
