/** The event decoder: the same frames at any cut, every byte kept, linear work, and a bound on one event. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import {
  endsFrame,
  FrameTooLargeError,
  readSse,
  rewriteSse,
  SseDecoder,
  type SseFrame,
} from '../../src/connectors/wire/sse.ts'

const MIB = 1024 * 1024

/** WHATWG HTML 9.2.6, written down once more without looking at the decoder: fields of each dispatched block. */
function oracle(text: string): readonly { readonly event: string | undefined; readonly data: string }[] {
  const events: { event: string | undefined; data: string }[] = []
  let event: string | undefined
  let data: string[] = []
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  lines.pop()
  for (const line of lines) {
    if (line === '') {
      if (data.length > 0) events.push({ event, data: data.join('\n') })
      event = undefined
      data = []
      continue
    }
    const [, name = '', value = ''] = /^([^:]*)(?::\x20?([^]*))?$/.exec(line) ?? []
    if (name === 'data') data.push(value)
    if (name === 'event') event = value
  }
  return events
}

function decode(
  chunks: readonly Buffer[],
  limit = 8 * MIB,
): { readonly frames: SseFrame[]; readonly rest: Buffer } {
  const decoder = new SseDecoder(limit)
  const frames = chunks.flatMap((chunk) => [...decoder.push(chunk)])
  return { frames, rest: decoder.rest }
}

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (one, other) => one - other,
  )
  return [0, ...sorted].map((start, index) => bytes.subarray(start, sorted[index] ?? bytes.length))
}

const eol = fc.constantFrom('\n', '\r\n', '\r')
const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => `data: ${text.replaceAll(/[\r\n]/g, '')}`),
  fc.constantFrom('data:', 'data', 'data:  two', ': comment', ':', 'event: ping', 'event:x', 'id: 1', 'retry: 5', 'datax: 1', ' data: 1', 'data\ufeff: 1', 'data:a:b', '::', 'ünknown: ż'),
) // prettier-ignore
const stream = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.tuple(fc.oneof(line, fc.constant('')), eol), { maxLength: 14 }),
    fc.string({ maxLength: 5 }),
  )
  .map(
    ([mark, lines, tail]) => (mark ? '\ufeff' : '') + lines.map(([text, end]) => text + end).join('') + tail,
  )

describe('the event decoder', () => {
  it('gives every byte back, in order', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (text, places) => {
        const bytes = Buffer.from(text)
        const { frames, rest } = decode(cut(bytes, places))
        expect(Buffer.concat([...frames.map((frame) => frame.bytes), rest])).toEqual(bytes)
      }),
      { numRuns: 500 },
    )
  })

  it('finds the same frames wherever the bytes are cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (text, places) => {
        const bytes = Buffer.from(text)
        const whole = decode([bytes]).frames.map((frame) => frame.bytes.toString())
        expect(decode(cut(bytes, places)).frames.map((frame) => frame.bytes.toString())).toEqual(whole)
        const single = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
        expect(decode(single).frames.map((frame) => frame.bytes.toString())).toEqual(whole)
      }),
      { numRuns: 500 },
    )
  })

  it('reads the events that the specification dispatches', () => {
    fc.assert(
      fc.property(stream, (text) => {
        // A CR at the very end may be half of a CRLF, so one more byte decides.
        const { frames } = decode([Buffer.from(`${text}\n\n:`)])
        const events = frames.map((frame) => readSse(frame)).filter((fields) => fields.data !== undefined)
        expect(events).toEqual(oracle(`${text}\n\n`))
      }),
      { numRuns: 1000 },
    )
  })

  it('holds a frame back until its blank line is complete', () => {
    const decoder = new SseDecoder(MIB)
    expect(decoder.push(Buffer.from('data: 1\n'))).toEqual([])
    expect(decoder.idle).toBe(false)
    expect(decoder.push(Buffer.from('\n')).map((frame) => frame.bytes.toString())).toEqual(['data: 1\n\n'])
    expect(decoder.idle).toBe(true)
  })

  it('takes the line feed of a CRLF into the frame that its CR ended', () => {
    const { frames } = decode([Buffer.from('data: 1\r\n\r'), Buffer.from('\ndata: 2\r\n\r\n')])
    expect(frames.map((frame) => frame.bytes.toString())).toEqual(['data: 1\r\n\r\n', 'data: 2\r\n\r\n'])
  })

  it('calls a chunk finished only when a frame surely ends with it', () => {
    fc.assert(
      fc.property(stream, (text) => {
        const bytes = Buffer.from(text)
        if (endsFrame(bytes)) expect(decode([bytes]).rest.length).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  it('gives up on an event of a hundred megabytes after eight, in linear time', () => {
    const decoder = new SseDecoder(8 * MIB)
    const chunk = Buffer.alloc(1400, 'a')
    const before = performance.now()
    let taken = 0
    expect(() => {
      decoder.push(Buffer.from('data: '))
      for (; taken < 100 * MIB; taken += chunk.length) decoder.push(chunk)
    }).toThrow(FrameTooLargeError)
    expect(taken).toBeLessThanOrEqual(8 * MIB)
    expect(performance.now() - before).toBeLessThan(1500)
  })

  it('does linear work for an event that arrives byte by byte', () => {
    const bytes = Buffer.from(`data: ${'a'.repeat(400_000)}\n\n`)
    const before = performance.now()
    const decoder = new SseDecoder(8 * MIB)
    let frames = 0
    for (let at = 0; at < bytes.length; at += 1) frames += decoder.push(bytes.subarray(at, at + 1)).length
    expect(frames).toBe(1)
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it('bounds one event and not the stream', () => {
    const decoder = new SseDecoder(1000)
    const event = Buffer.from(`data: ${'a'.repeat(900)}\n\n`)
    for (let count = 0; count < 100; count += 1) expect(decoder.push(event)).toHaveLength(1)
  })
})

describe('a frame that is written again', () => {
  it('carries the new data and keeps every other line and line end', () => {
    const text = ': note\r\nevent: x\r\nid: 7\r\ndata: old\r\ndata: older\r\nretry: 1\r\n\r\n'
    expect(rewriteSse({ bytes: Buffer.from(text) }, 'new').toString()).toBe(
      ': note\r\nevent: x\r\nid: 7\r\ndata: new\r\nretry: 1\r\n\r\n',
    )
  })

  it('reads back as exactly the data that was written', () => {
    const data = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\r', ''))
    fc.assert(
      fc.property(
        data,
        eol,
        fc.constantFrom('data: x', 'data:x', 'data'),
        fc.boolean(),
        (text, end, form, mark) => {
          const frame = { bytes: Buffer.from(`${mark ? '\ufeff' : ''}${form}${end}event: e${end}${end}`) }
          const again = { bytes: rewriteSse(frame, text) }
          expect(readSse(again)).toEqual({ event: 'e', data: text })
        },
      ),
      { numRuns: 300 },
    )
  })
})
