/** The JSON scanner: reads what every strict parser reads and nothing else, and reports places by offset. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { JsonFaultError, type JsonFault } from '../../src/connectors/wire/json-fault.ts'
import { decodeJsonString, encodeJsonString } from '../../src/connectors/wire/json-string.ts'
import { scanJson } from '../../src/connectors/wire/json-text.ts'
import { captureAt, nodeAt, PathNode } from '../../src/connectors/wire/path-table.ts'
import { Splice } from '../../src/gateway/pipeline/body/splice.ts'

interface Place {
  readonly start: number
  readonly end: number
  readonly key: boolean
  readonly text: string
}

/** Every string and key of a text, by offset, with no table. */
function placesOf(text: string, refuseDuplicates = false): readonly Place[] {
  const places: Place[] = []
  const take =
    (key: boolean) =>
    (start: number, end: number, escaped: boolean): void => {
      const raw = text.slice(start, end)
      places.push({ start, end, key, text: escaped ? decodeJsonString(raw) : raw })
    }
  scanJson(
    text,
    new PathNode<never>(),
    { onString: take(false), onUnknownKey: take(true), onMember: () => {} },
    { refuseDuplicates },
  )
  return places
}

function faultOf(text: string, refuseDuplicates = true): JsonFault | undefined {
  try {
    placesOf(text, refuseDuplicates)
    return undefined
  } catch (error) {
    if (error instanceof JsonFaultError) return error.fault
    throw error
  }
}

/** Strings and keys of a value, in document order. Not read with `JSON.parse`, which garbles keys: see below. */
function stringsIn(value: unknown, into: string[] = []): string[] {
  if (typeof value === 'string') into.push(value)
  else if (Array.isArray(value)) for (const item of value) stringsIn(item, into)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      into.push(key)
      stringsIn(member, into)
    }
  }
  return into
}

const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', 'a.b[]', '\u2028', '"', '\\'),
)
/** Values without integer-like keys, whose order an object does not keep. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(key, tie('any')), { maxLength: 4, selector: ([name]) => name })
      .map((entries) => Object.fromEntries(entries.filter(([name]) => !/^\d+$/.test(name)))),
  ),
})).any

/** JSON source of a value with other spacing and other escapes than `JSON.stringify` writes. */
function writeOddly(json: string, odd: readonly number[]): string {
  let draw = 0
  const next = (): number => odd[draw++ % Math.max(1, odd.length)] ?? 0
  return json.replaceAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => {
    if (!token.startsWith('"')) return `${[' ', '\n', '\t\r', '', ''][next() % 5]}${token}`
    return token.replaceAll(/\\u[0-9a-f]{4}|\\.|[A-Za-z]/g, (unit) =>
      unit.length === 1 && next() % 3 === 0 ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit,
    )
  })
}

describe('the JSON scanner', () => {
  it('reports every string and key of a text, wherever it stands and however it is spelled', () => {
    fc.assert(
      fc.property(value, fc.array(fc.nat(100), { maxLength: 40 }), (any, odd) => {
        const text = writeOddly(JSON.stringify(any), odd)
        expect(placesOf(text).map((place) => place.text)).toEqual(stringsIn(any))
      }),
      { numRuns: 400 },
    )
  })

  it('gives offsets at which a string can be exchanged and nothing else moves', () => {
    fc.assert(
      fc.property(value, fc.array(fc.nat(100), { maxLength: 40 }), fc.nat(), (any, odd, which) => {
        const text = writeOddly(JSON.stringify(any), odd)
        const places = placesOf(text)
        const place = places[which % Math.max(1, places.length)]
        if (place === undefined) return
        const splice = new Splice()
        splice.replace(place.start, place.end, encodeJsonString('exchanged "\\\n'))
        const changed = splice.apply(text)
        expect(changed.slice(0, place.start)).toBe(text.slice(0, place.start))
        expect(changed.endsWith(text.slice(place.end))).toBe(true)
        expect(placesOf(changed).map((each) => each.text)).toEqual(
          places.map((each) => (each === place ? 'exchanged "\\\n' : each.text)),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('accepts exactly what the strict parser of the platform accepts', () => {
    const fragment = fc.constantFrom(
      ...'{}[],:"\\'.split(''),
      '"a"', '1', '-', '01', '1.', '.5', '1e', '1E+5', '-0', 'true', 'fals', 'null', 'NaN', '\u0000', '\n', '\u000b', '\u00a0', '\ufeff',
      '"\\u12"', '"\\x"', '"\\u0041"', '"\n"', "'a'", '//', '/**/', '"k":', '+1', 'Infinity', '"\\', '"\\ud800"', '\ud800',
    ) // prettier-ignore
    const text = fc.oneof(
      fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.tuple(value, fc.nat(), fragment, fc.constantFrom(0, 1, 3)).map(([any, at, part, gone]) => {
        const source = JSON.stringify(any)
        const place = at % (source.length + 1)
        return source.slice(0, place) + part + source.slice(place + gone)
      }),
    )
    fc.assert(
      fc.property(text, (source) => {
        let parses = true
        try {
          JSON.parse(source)
        } catch {
          parses = false
        }
        expect(faultOf(source, false)).toBe(parses ? undefined : 'malformed')
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['plain', '{"a":1,"b":2,"a":3}'],
    ['spelled with an escape', '{"a":1,"\\u0061":2}'],
    ['deep inside', '{"x":[{"y":{"k":1,"k":2}}]}'],
    ['__proto__', '{"__proto__":1,"__proto__":2}'],
    ['empty', '{"":1,"":2}'],
    ['the last of many', `{${Array.from({ length: 40 }, (_, index) => `"k${index}":0`).join()},"k3":0}`],
  ])('refuses a key that comes twice in one object: %s', (_name, text) => {
    expect(faultOf(text)).toBe('duplicate_key')
    expect(faultOf(text, false)).toBeUndefined()
  })

  it('takes the same key in different objects for no duplicate', () => {
    expect(faultOf('{"a":{"a":{"a":[{"a":1},{"a":2}]}},"A":1}')).toBeUndefined()
  })

  it.each([
    ['arrays', '[', ']', ''],
    ['objects', '{"k":', '}', '1'],
  ])('reads 64 levels of %s and refuses the 65th', (_name, open, close, inner) => {
    const nested = (depth: number): string => open.repeat(depth) + inner + close.repeat(depth)
    expect(faultOf(nested(64))).toBeUndefined()
    expect(faultOf(nested(65))).toBe('too_deep')
  })

  it('decodes a key of one escaped character, which the platform can take for a backslash', () => {
    // github.com/nodejs/node/issues/63785: V8 keeps the raw character once a backslash was a key at that place.
    expect(placesOf(String.raw`{"h":[],"\\":0}`).map((place) => place.text)).toEqual(['h', '\\'])
    expect(placesOf(String.raw`{"h":1,"\"":2}`).map((place) => place.text)).toEqual(['h', '"'])
    expect(faultOf(String.raw`{"h":1,"\n":2,"\"":3,"\t":4,"\\":5}`)).toBeUndefined()
  })

  it('leaves __proto__ and constructor as plain keys and the prototypes alone', () => {
    const text = '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}'
    const root = new PathNode<{ readonly seen: true }>()
    nodeAt(root, '__proto__.polluted').rule = { seen: true }
    captureAt(root, 'constructor')
    const found: string[] = []
    scanJson(
      text,
      root,
      {
        onString: (start, end, _escaped, node) => found.push(`${text.slice(start, end)} ${node?.rule?.seen}`),
        onUnknownKey: (start, end) => found.push(text.slice(start, end)),
        onMember: () => {},
      },
      { refuseDuplicates: true },
    )
    expect(found).toEqual(['yes true', 'constructor', 'prototype', 'polluted', 'yes undefined'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('gives numbers back as they were spelled', () => {
    const text = '{"a":1.0e5,"b":12345678901234567890,"c":-0,"d":1E-7,"e":0.10,"s":"x"}'
    const splice = new Splice()
    for (const place of placesOf(text)) if (place.text === 'x') splice.replace(place.start, place.end, 'y')
    expect(splice.apply(text)).toBe(text.replace('"x"', '"y"'))
  })

  it.each([
    ['a byte-order mark', '\ufeff{}'],
    ['nothing', ''],
    ['white space alone', ' \n'],
    ['two values', '{}{}'],
    ['a comment', '{}//'],
    ['a trailing comma', '{"a":1,}'],
    ['a raw control character', '{"a":"\u0001"}'],
  ])('refuses %s', (_name, text) => {
    expect(faultOf(text)).toBe('malformed')
  })

  it.each([
    ['a megabyte of opened arrays', '['.repeat(1_000_000), 'too_deep'],
    ['a megabyte of backslashes', `"${'\\'.repeat(1_000_000)}`, 'malformed'],
    ['a megabyte of quotes', '"'.repeat(1_000_001), 'malformed'],
    [
      'a hundred thousand keys',
      `{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":""`).join()}}`,
      undefined,
    ],
    [
      'a hundred thousand escaped strings',
      `[${Array.from({ length: 100_000 }, () => '"\\n"').join()}]`,
      undefined,
    ],
  ])('answers %s in time that grows with the size alone', (_name, text, fault) => {
    const before = performance.now()
    expect(faultOf(text)).toBe(fault)
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it('says nothing of the text in its error', () => {
    const secret = 'anna.nowak@example.pl'
    for (const text of [`{"${secret}`, `{"${secret}":1,"${secret}":2}`, `["${secret}" `]) {
      expect(() => placesOf(text, true)).toThrow(JsonFaultError)
      try {
        placesOf(text, true)
      } catch (error) {
        expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('anna')
      }
    }
  })
})
