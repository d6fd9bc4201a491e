/** The decoder of streamed JSON arrays: lossless at every cut, whole elements only, bounded, and deaf to nothing malformed. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, test } from 'vitest'
import { JsonArrayDecoder, type ArrayFrame } from '../../src/connectors/wire/json-array.ts'
import { JsonArrayWire } from '../../src/connectors/wire/json-array-wire.ts'

const LIMIT = 1024 * 1024

function decoded(bytes: Buffer, cuts: readonly number[], limit = LIMIT): readonly ArrayFrame[] {
  const decoder = new JsonArrayDecoder(limit)
  const frames: ArrayFrame[] = []
  let from = 0
  for (const cut of [...cuts.toSorted((left, right) => left - right), bytes.length]) {
    frames.push(...decoder.push(Buffer.from(bytes.subarray(from, cut))))
    from = Math.max(from, cut)
  }
  return frames
}

const elementsOf = (frames: readonly ArrayFrame[]): unknown[] =>
  frames
    .filter(({ closes }) => closes !== true)
    .map(({ bytes, start }) => JSON.parse(bytes.toString('utf8', start)) as unknown)

const space = fc.constantFrom('', ' ', '\n', '\r\n  ', '\t')
const elements = fc.array(
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }),
  {
    maxLength: 6,
  },
)
const arrays = fc
  .tuple(elements, fc.array(space, { minLength: 16, maxLength: 16 }), fc.boolean())
  .map(([values, spaces, pretty]) => {
    let next = 0
    const gap = (): string => spaces[next++ % spaces.length] ?? ''
    const written = values.map((value) => gap() + JSON.stringify(value, null, pretty ? 2 : 0) + gap())
    return { values, text: `${gap()}[${values.length === 0 ? gap() : written.join(',')}]${gap()}` }
  })

describe('the decoder', () => {
  test('gives every element whole, and every byte once, however the input is cut', () => {
    fc.assert(
      fc.property(arrays, fc.array(fc.nat({ max: 400 }), { maxLength: 12 }), ({ values, text }, cuts) => {
        const bytes = Buffer.from(text)
        const frames = decoded(
          bytes,
          cuts.filter((cut) => cut < bytes.length),
        )
        expect(Buffer.concat(frames.map((frame) => frame.bytes)).equals(bytes)).toBe(true)
        expect(elementsOf(frames)).toEqual(JSON.parse(JSON.stringify(values)))
        expect(frames.some(({ closes }) => closes)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('gives an element as soon as its brace is there', () => {
    const decoder = new JsonArrayDecoder(LIMIT)
    expect(decoder.push(Buffer.from('[{"a":"}]'))).toEqual([])
    expect(decoder.push(Buffer.from('\\"{"}')).map(({ bytes }) => bytes.toString())).toEqual([
      '[{"a":"}]\\"{"}',
    ])
    expect(decoder.idle).toBe(true)
    expect(decoder.closed).toBe(false)
    expect(decoder.push(Buffer.from('\n,\n')).length).toBe(0)
    expect(decoder.idle).toBe(false)
    expect(decoder.push(Buffer.from('{}]')).map(({ bytes }) => bytes.toString())).toEqual(['\n,\n{}', ']'])
    expect(decoder.closed).toBe(true)
  })

  test.each([
    ['an object', '{"a":1}'],
    ['a number', '7'],
    ['an element that is no object', '[1]'],
    ['an array in the array', '[[{}]]'],
    ['two elements without a comma', '[{} {}]'],
    ['two commas', '[{},,{}]'],
    ['a comma before the end', '[{},]'],
    ['a comma before the first', '[,{}]'],
    ['something behind the end', '[{}] {}'],
    ['a second array', '[{}][{}]'],
    ['HTML', '<html>'],
    ['a byte-order mark', '\uFEFF[{}]'],
  ])('refuses %s at every cut', (_what, text) => {
    const bytes = Buffer.from(text)
    for (let cut = 0; cut <= bytes.length; cut += 1)
      expect(() => decoded(bytes, [cut]), `cut at ${cut}`).toThrow('frame malformed')
  })

  test('is bounded: an element beyond the limit, in one piece or in many, and space without end', () => {
    const long = Buffer.from(`[{"a":"${'x'.repeat(2000)}"}]`)
    expect(() => decoded(long, [], 1000)).toThrow('frame too large')
    expect(() =>
      decoded(
        long,
        Array.from({ length: 200 }, (_, index) => index * 10),
        1000,
      ),
    ).toThrow('frame too large')
    const decoder = new JsonArrayDecoder(1000)
    expect(() => {
      for (let round = 0; round < 100; round += 1) decoder.push(Buffer.from(' '.repeat(20)))
    }).toThrow('frame too large')
  })

  test('looks at each byte once: 4 MiB one byte at a time take no longer than linear', () => {
    const decoder = new JsonArrayDecoder(8 * LIMIT)
    const bytes = Buffer.from(`[{"a":"${'x\\"'.repeat(LIMIT)}"}]`)
    const started = performance.now()
    for (let at = 0; at < bytes.length; at += 64) decoder.push(bytes.subarray(at, at + 64))
    expect(decoder.closed).toBe(true)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('the wire', () => {
  test('a changed frame keeps what stands before it, and a further one has a comma', () => {
    const wire = new JsonArrayWire(LIMIT)
    const [first, second, end] = wire.push(Buffer.from('[{"a":1}\r\n,\r\n{"a":2}]'))
    if (first === undefined || second === undefined || end === undefined) throw new Error('no frames')
    expect(wire.rewrite(first, '{"b":1}').toString()).toBe('[{"b":1}')
    expect(wire.rewrite(second, '{"b":2}').toString()).toBe('\r\n,\r\n{"b":2}')
    expect(wire.another(first, '{"b":3}').toString()).toBe(',\n{"b":3}')
    expect(wire.read(end).data).toBeUndefined()
    expect(end.closes).toBe(true)
    expect(wire.cut).toBe(false)
  })

  test('an error is one more element, and the array does not close', () => {
    const untouched = new JsonArrayWire(LIMIT)
    expect(untouched.errorFrame(undefined, '{"error":{}}').toString()).toBe('[\n{"error":{}}\n')
    const begun = new JsonArrayWire(LIMIT)
    begun.push(Buffer.from('[{"a":1}'))
    expect(begun.errorFrame(undefined, '{"error":{}}').toString()).toBe(',\n{"error":{}}\n')
    expect(begun.cut).toBe(true)
  })

  test('bytes that are not UTF-8 are refused when they are read', () => {
    const wire = new JsonArrayWire(LIMIT)
    const [frame] = wire.push(Buffer.concat([Buffer.from('[{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]))
    if (frame === undefined) throw new Error('no frame')
    expect(() => wire.read(frame)).toThrow('frame malformed')
  })
})
