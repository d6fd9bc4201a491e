/** Byte text: offsets are bytes, and what is changed by them is what the text says. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import {
  ByteText,
  byteText,
  decodeByteText,
  holdsControl,
  sourceOffset,
} from '../../src/connectors/wire/byte-text.ts'
import { JsonFaultError } from '../../src/connectors/wire/json-fault.ts'
import { decodeJsonString } from '../../src/connectors/wire/json-string.ts'
import { scanJson } from '../../src/connectors/wire/json-text.ts'
import { PathNode } from '../../src/connectors/wire/path-table.ts'

const wellFormed = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed())

/** The inside of a JSON string with some characters spelled as escapes. */
function source(text: string, odd: readonly number[]): string {
  let draw = 0
  return Array.from(text)
    .map((character) => {
      const plain = JSON.stringify(character).slice(1, -1)
      if ((odd[draw++ % Math.max(1, odd.length)] ?? 0) % 3 !== 0) return plain
      return [...Array(character.length).keys()]
        .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
        .join('')
    })
    .join('')
}

describe('byte text', () => {
  it('is the text again', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(decodeByteText(byteText(text))).toBe(text)
        const bytes = Buffer.from(text, 'utf8')
        expect(new ByteText(bytes).text).toBe(byteText(text))
        expect(new ByteText(bytes).decode(0, bytes.length)).toBe(text)
      }),
    )
  })

  it('finds the byte at which a part of a string stands, however the string is spelled', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, fc.array(fc.nat(100), { maxLength: 20 }), (head, tail, odd) => {
        const before = Buffer.from(source(head, odd), 'utf8')
        const bytes = Buffer.concat([before, Buffer.from(source(tail, odd), 'utf8')])
        expect(sourceOffset(bytes, 0, head.length)).toBe(before.length)
        expect(sourceOffset(bytes, before.length, tail.length)).toBe(bytes.length)
      }),
      { numRuns: 500 },
    )
  })

  it('knows no byte inside a character', () => {
    expect(sourceOffset(Buffer.from('a😀b'), 0, 2)).toBe(-1)
    expect(sourceOffset(Buffer.from('a😀b'), 0, 3)).toBe(5)
    expect(sourceOffset(Buffer.from('ab'), 0, 3)).toBe(-1)
  })

  it('sees a control character at any place, and no other', () => {
    for (let length = 0; length < 12; length += 1) {
      const bytes = Buffer.alloc(length + 3, 0x7f).subarray(3)
      for (const filler of [0x20, 0x7f, 0x80, 0x9f, 0xff]) {
        bytes.fill(filler)
        expect(holdsControl(bytes)).toBe(false)
        for (let at = 0; at < length; at += 1) {
          for (const control of [0, 1, 0x09, 0x0a, 0x1f]) {
            bytes[at] = control
            expect(holdsControl(bytes)).toBe(true)
          }
          bytes[at] = filler
        }
      }
    }
  })
})

/** Strings and keys of a text, or what is wrong with it. */
function scan(text: string, bytes: boolean): readonly string[] | string {
  const found: string[] = []
  const view = bytes ? byteText(text) : text
  const take = (start: number, end: number, escaped: boolean): void => {
    const raw = view.slice(start, end)
    const read = bytes ? decodeByteText(raw) : raw
    found.push(escaped ? decodeJsonString(read) : read)
  }
  const sink = { onString: take, onUnknownKey: take, onMember: () => {} }
  try {
    scanJson(view, new PathNode<never>(), sink, { refuseDuplicates: true, bytes })
    return found
  } catch (error) {
    if (error instanceof JsonFaultError) return error.fault
    throw error
  }
}

describe('the JSON scanner over byte text', () => {
  it('reads what it reads in text', () => {
    const key = fc.constantFrom(
      'é',
      '\\u00e9',
      'e',
      '\\u0065',
      'ł',
      'Å\u0082',
      '\\ud800',
      '\\ud801',
      '😀',
      '\\ud83d\\ude00',
    )
    const text = fc
      .array(fc.tuple(key, wellFormed), { maxLength: 4 })
      .map((entries) => `{${entries.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join()}}`)
    fc.assert(
      fc.property(text, (any) => {
        expect(scan(any, true)).toEqual(scan(any, false))
      }),
      { numRuns: 1000 },
    )
  })
})
