/** The AWS event stream: lossless at every cut, agreed with AWS's own codec, and bounded under hostile bytes. */
import { EventStreamCodec } from '@smithy/eventstream-codec'
import * as fc from '../harness/fast-check.ts'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  AwsEventDecoder,
  encodeAwsFrame,
  encodeAwsHeaders,
  stringHeader,
} from '../../src/connectors/wire/aws-event-stream.ts'
import { AwsEventWire } from '../../src/connectors/wire/aws-event-wire.ts'
import { FrameFaultError } from '../../src/connectors/wire/stream-wire.ts'

const MIB = 1024 * 1024
const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => new Uint8Array(Buffer.from(text, 'utf8')),
)

const headerValue = fc.oneof(
  fc.string({ maxLength: 20 }).map((value) => ({ type: 'string' as const, value })),
  fc.boolean().map((value) => ({ type: 'boolean' as const, value })),
  fc.integer({ min: -100, max: 100 }).map((value) => ({ type: 'byte' as const, value })),
  fc.integer({ min: -30_000, max: 30_000 }).map((value) => ({ type: 'short' as const, value })),
  fc.integer().map((value) => ({ type: 'integer' as const, value })),
  fc.uint8Array({ maxLength: 30 }).map((value) => ({ type: 'binary' as const, value })),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((value) => ({ type: 'timestamp' as const, value })),
  fc.uuid().map((value) => ({ type: 'uuid' as const, value })),
) // prettier-ignore

const message = fc.record({
  headers: fc.dictionary(fc.stringMatching(/^[:a-z-]{1,20}$/), headerValue, { maxKeys: 6 }),
  body: fc.uint8Array({ maxLength: 300 }),
})

function event(type: string, payload: string): Buffer {
  return encodeAwsFrame(
    encodeAwsHeaders({
      ':event-type': type,
      ':content-type': 'application/json',
      ':message-type': 'event',
    }),
    Buffer.from(payload, 'utf8'),
  )
}

function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const sorted = [...new Set(cuts.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...sorted].map((start, index) => bytes.subarray(start, sorted[index] ?? bytes.length))
}

function badPrelude(total: number, headers: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(total, 0)
  bytes.writeUInt32BE(headers, 4)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8)
  return bytes
}

describe('the decoder', () => {
  it('hands out the frames that AWS wrote, wherever they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (messages, cuts) => {
          const written = messages.map((each) => Buffer.from(codec.encode(each)))
          const decoder = new AwsEventDecoder(MIB)
          const frames = pieces(Buffer.concat(written), cuts).flatMap((piece) => decoder.push(piece))
          expect(frames.map(({ bytes }) => bytes.toString('hex'))).toEqual(
            written.map((bytes) => bytes.toString('hex')),
          )
          expect(frames.map(({ payload }) => payload.toString('hex'))).toEqual(
            messages.map(({ body }) => Buffer.from(body).toString('hex')),
          )
          expect(decoder.idle).toBe(true)
        },
      ),
    )
  })

  it('hands out frames cut at each single byte', () => {
    const bytes = Buffer.concat([event('messageStart', '{"role":"assistant"}'), event('metadata', '{}')])
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const decoder = new AwsEventDecoder(MIB)
      const frames = [...decoder.push(bytes.subarray(0, cut)), ...decoder.push(bytes.subarray(cut))]
      expect(Buffer.concat(frames.map((frame) => frame.bytes)).equals(bytes)).toBe(true)
    }
  })

  it('finds any single bit that changed', () => {
    const bytes = event('contentBlockDelta', '{"delta":{"text":"Guten Tag"},"contentBlockIndex":0}')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const broken = Buffer.from(bytes)
        broken.writeUInt8((broken[at] ?? 0) ^ (1 << bit), at)
        expect(() => new AwsEventDecoder(MIB).push(broken)).toThrow(FrameFaultError)
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['4 GB in all', badPrelude(0xffffffff, 0)],
    ['a byte more than the bound', badPrelude(MIB + 1, 0)],
    ['more headers than bytes', badPrelude(100, 90)],
    ['a frame smaller than its own frame', badPrelude(15, 0)],
    ['headers beyond 128 KiB', badPrelude(MIB, 128 * 1024 + 1)],
  ])('refuses %s by its prelude alone', (_what, prelude) => {
    expect(() => new AwsEventDecoder(MIB).push(prelude)).toThrow(FrameFaultError)
  })

  it('holds no more than one frame of the bound, whatever comes', () => {
    const decoder = new AwsEventDecoder(MIB)
    const piece = Buffer.alloc(64 * 1024)
    decoder.push(badPrelude(MIB, 0))
    expect(() => {
      for (let sent = 0; sent < 100 * MIB; sent += piece.length) decoder.push(piece)
    }).toThrow(FrameFaultError)
  })

  it('refuses headers of a type that does not exist, and those that end early', () => {
    const unknown = encodeAwsFrame(Buffer.from([1, 0x61, 0xff]), Buffer.alloc(0))
    const short = encodeAwsFrame(Buffer.from([1, 0x61, 7, 0, 9, 0x62]), Buffer.alloc(0))
    const cut = encodeAwsFrame(Buffer.from([9, 0x61]), Buffer.alloc(0))
    for (const bytes of [unknown, short, cut])
      expect(() => new AwsEventDecoder(MIB).push(bytes)).toThrow(FrameFaultError)
  })
})

describe('the encoder', () => {
  it('writes what AWS reads', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.json(), (type, payload) => {
        const decoded = codec.decode(event(type, payload))
        expect(decoded.headers[':event-type']).toEqual({ type: 'string', value: type })
        expect(Buffer.from(decoded.body).toString('utf8')).toBe(payload)
      }),
    )
  })
})

describe('the wire', () => {
  it('writes a changed frame with all its headers and other data', () => {
    fc.assert(
      fc.property(message, fc.json(), ({ headers, body }, data) => {
        const wire = new AwsEventWire(MIB, undefined)
        const [frame] = wire.push(Buffer.from(codec.encode({ headers, body })))
        if (frame === undefined) throw new Error('no frame')
        const decoded = codec.decode(wire.rewrite(frame, data))
        expect(decoded.headers).toEqual(codec.decode(frame.bytes).headers)
        expect(Buffer.from(decoded.body).toString('utf8')).toBe(data)
      }),
    )
  })

  it('reads and writes the JSON in an envelope and leaves the padding', () => {
    const inner = JSON.stringify({ type: 'content_block_delta', text: 'Zażółć' })
    const bytes = event(
      'chunk',
      JSON.stringify({ bytes: Buffer.from(inner).toString('base64'), p: 'abcdef' }),
    )
    const wire = new AwsEventWire(MIB, 'bytes')
    const [frame] = wire.push(bytes)
    if (frame === undefined) throw new Error('no frame')
    expect(wire.read(frame)).toEqual({ event: 'chunk', data: inner })
    expect(wire.look(frame)).toContain('content_block_delta')
    const payload = JSON.parse(
      Buffer.from(codec.decode(wire.rewrite(frame, '{"a":"ó"}')).body).toString('utf8'),
    ) as {
      bytes: string
      p: string
    }
    expect(Buffer.from(payload.bytes, 'base64').toString('utf8')).toBe('{"a":"ó"}')
    expect(payload.p).toBe('abcdef')
  })

  it.each([
    ['no JSON', 'plain'],
    ['no base64', '{"bytes":"%%%"}'],
    ['a number', '{"bytes":7}'],
    ['base64 written with escapes', '{"bytes":"YQ\\u003d="}'],
  ])('refuses an envelope with %s', (_what, payload) => {
    const wire = new AwsEventWire(MIB, 'bytes')
    const [frame] = wire.push(event('chunk', payload))
    if (frame === undefined) throw new Error('no frame')
    expect(() => wire.look(frame)).toThrow(FrameFaultError)
  })

  it('refuses a payload that is no UTF-8', () => {
    const wire = new AwsEventWire(MIB, undefined)
    const [frame] = wire.push(
      encodeAwsFrame(encodeAwsHeaders({ ':event-type': 'x' }), Buffer.from([0x22, 0xc3, 0x22])),
    )
    if (frame === undefined) throw new Error('no frame')
    expect(() => wire.read(frame)).toThrow(FrameFaultError)
  })

  it('knows an exception, and ends a broken stream with one', () => {
    const wire = new AwsEventWire(MIB, undefined)
    const [frame] = wire.push(wire.errorFrame('modelStreamErrorException', '{"message":"broken"}'))
    if (frame === undefined) throw new Error('no frame')
    expect(frame.failed).toBe(true)
    expect(wire.read(frame)).toEqual({ event: 'modelStreamErrorException', data: '{"message":"broken"}' })
    expect(stringHeader(frame.headers, ':message-type')).toBe('exception')
  })

  it('is cut in the middle of a frame and nowhere else', () => {
    const wire = new AwsEventWire(MIB, undefined)
    const bytes = event('messageStop', '{}')
    wire.push(bytes.subarray(0, 20))
    expect(wire.cut).toBe(true)
    wire.push(bytes.subarray(20))
    expect(wire.cut).toBe(false)
  })
})
