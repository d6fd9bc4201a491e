/** The multipart decoder: the same parts at any cut, every byte kept, and nothing that two readers take differently. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { MultipartDecoder, MultipartFaultError, readPartHeader } from '../../src/connectors/wire/multipart.ts'

interface DecodedPart {
  readonly header: string
  data: Buffer
}

interface Decoded {
  readonly parts: readonly DecodedPart[]
  readonly bytes: Buffer
  readonly complete: boolean
}

function decode(boundary: string, chunks: readonly Buffer[]): Decoded {
  const decoder = new MultipartDecoder(boundary)
  const parts: DecodedPart[] = []
  const bytes: Buffer[] = []
  for (const event of chunks.flatMap((chunk) => [...decoder.push(chunk)])) {
    if (event.kind === 'part') {
      bytes.push(event.delimiter, event.bytes)
      parts.push({ header: event.header, data: Buffer.alloc(0) })
    } else if (event.kind !== 'end_of_part') {
      bytes.push(event.bytes)
      const part = parts.at(-1)
      if (event.kind === 'data' && part !== undefined) part.data = Buffer.concat([part.data, event.bytes])
    }
  }
  return { parts, bytes: Buffer.concat(bytes), complete: decoder.complete }
}

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (one, other) => one - other,
  )
  return [0, ...sorted].map((start, index) => bytes.subarray(start, sorted[index] ?? bytes.length))
}

const HEADER = 'Content-Disposition: form-data; name="f"'
const encode = (boundary: string, contents: readonly Buffer[]): Buffer =>
  Buffer.concat([
    ...contents.flatMap((content) => [
      Buffer.from(`--${boundary}\r\n${HEADER}\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])

/** Contents full of what a boundary is made of. */
const content = fc
  .array(
    fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '-',
      '--',
      '--bo',
      '\r\n--bo',
      '\r\n--b',
      'boundary',
      '\u0000',
      'ż',
      'x',
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => Buffer.from(parts.join('')))

describe('the multipart decoder', () => {
  it('gives the same parts and every byte at any cut', () => {
    fc.assert(
      fc.property(
        fc.array(content, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat()),
        (contents, places) => {
          const bytes = encode('boundary', contents)
          fc.pre(!contents.some((each) => each.includes('\r\n--boundary')))
          for (const chunks of [
            [bytes],
            cut(bytes, places),
            Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)),
          ]) {
            const decoded = decode('boundary', chunks)
            expect(decoded.parts.map((part) => part.data)).toEqual(contents)
            expect(decoded.bytes).toEqual(bytes)
            expect(decoded.complete).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('reads a content that holds its own boundary as a violation and never as two readings', () => {
    const bytes = encode('b', [Buffer.from('x\r\n--bc\r\n')])
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(() => decode('b', [bytes.subarray(0, at), bytes.subarray(at)])).toThrow(MultipartFaultError)
    }
  })

  it.each([
    ['a preamble', 'hello\r\n--b\r\n'],
    ['a line break before the first delimiter', '\r\n--b\r\n'],
    ['space behind the delimiter', `--b \r\n${HEADER}\r\n\r\nx\r\n--b--\r\n`],
    ['a bare line feed behind the delimiter', `--b\n${HEADER}\r\n\r\nx\r\n--b--\r\n`],
    ['text behind the close', `--b\r\n${HEADER}\r\n\r\nx\r\n--b--\r\nmore`],
    [
      'a part behind the close',
      `--b\r\n${HEADER}\r\n\r\nx\r\n--b--\r\n--b\r\n${HEADER}\r\n\r\ny\r\n--b--\r\n`,
    ],
    ['another boundary', `--c\r\n${HEADER}\r\n\r\nx\r\n--c--\r\n`],
    ['a half close', `--b\r\n${HEADER}\r\n\r\nx\r\n--b-x`],
    ['headers of nine kilobytes', `--b\r\nContent-Type: ${'a'.repeat(9000)}\r\n\r\n`],
    ['headers without end', `--b\r\n${'A: b\r\n'.repeat(2000)}`],
    ['a thousand and one parts', `--b${`\r\n${HEADER}\r\n\r\n\r\n--b`.repeat(1001)}--`],
  ])('refuses %s', (_name, text) => {
    expect(() => decode('b', [Buffer.from(text)])).toThrow(MultipartFaultError)
  })

  it('is not complete until the close delimiter is there, wherever the body was cut short', () => {
    const bytes = encode('b', [Buffer.from('one'), Buffer.from('two')])
    const close = bytes.lastIndexOf('--b--') + 5
    for (let length = 0; length < close; length += 1) {
      expect(decode('b', [bytes.subarray(0, length)]).complete).toBe(false)
    }
    expect(decode('b', [bytes.subarray(0, close)]).complete).toBe(true)
  })

  it('holds no more of a large content than could be the start of a delimiter', () => {
    const decoder = new MultipartDecoder('boundary')
    decoder.push(Buffer.from(`--boundary\r\n${HEADER}\r\n\r\n`))
    const chunk = Buffer.alloc(64 * 1024, '\r')
    let out = 0
    for (let count = 0; count < 200; count += 1) {
      for (const event of decoder.push(chunk)) if (event.kind === 'data') out += event.bytes.length
    }
    expect(200 * chunk.length - out).toBeLessThan(16)
  })
})

describe('the header of a part', () => {
  it.each([
    'audio/mpeg',
    'audio/webm;codecs=opus',
    'audio/ogg; codecs="opus"; rate=16000',
    'text/plain; charset=UTF-8',
  ])('takes the content type %s', (type) => {
    expect(readPartHeader(`${HEADER}\r\nContent-Type: ${type}`).name).toBe('f')
  })

  it.each([
    ['form-data; name="file"; filename="a.mp3"', 'file', 'a.mp3'],
    ['form-data; name=file', 'file', undefined],
    ['FORM-DATA; NAME="file"; FILENAME="a b.mp3"', 'file', 'a b.mp3'],
    ['form-data; filename="; name=x"; name="file"', 'file', '; name=x'],
    ['form-data; name="a%22b"', 'a"b', undefined],
    ['form-data; name="file"; filename*=UTF-8\'\'a.mp3', 'file', "UTF-8''a.mp3"],
  ])('reads %s', (value, name, filename) => {
    expect(readPartHeader(`Content-Disposition: ${value}`)).toMatchObject({ name, filename })
  })

  it.each([
    ['no disposition', 'Content-Type: text/plain'],
    ['no name', 'Content-Disposition: form-data'],
    ['another disposition', 'Content-Disposition: attachment; name="file"'],
    ['a disposition that only starts like it', 'Content-Disposition: form-dataX; name="file"'],
    ['two names', 'Content-Disposition: form-data; name="a"; name="b"'],
    ['a name and an encoded name', `Content-Disposition: form-data; name="a"; name*=UTF-8''b`],
    ['an open quotation', 'Content-Disposition: form-data; name="a'],
    ['text behind the parameters', 'Content-Disposition: form-data; name="a" b'],
    ['an escape in a name', String.raw`Content-Disposition: form-data; name="mod\el"`],
    ['an unknown parameter', 'Content-Disposition: form-data; name="a"; size=3'],
    ['the same header twice', `${HEADER}\r\nContent-Disposition: form-data; name="b"`],
    ['a folded header', `${HEADER};\r\n filename="a"`],
    ['an unknown header', `${HEADER}\r\nX-Custom: anna@example.pl`],
    ['a transfer encoding that hides the content', `${HEADER}\r\nContent-Transfer-Encoding: base64`],
    ['a bare line feed', `${HEADER}\nContent-Type: text/plain`],
    ['a bare carriage return', `${HEADER}\rContent-Type: text/plain`],
    ['a zero byte', `Content-Disposition: form-data; name="a\u0000"`],
    ['a header without a name', `${HEADER}\r\n: x`],
    ['another charset', `${HEADER}\r\nContent-Type: text/plain; charset=utf-16`],
    ['a parameter that says something', `${HEADER}\r\nContent-Type: text/plain; owner="anna@example.pl"`],
    ['a content type that is none', `${HEADER}\r\nContent-Type: anna@example.pl`],
    ['a length that is none', `${HEADER}\r\nContent-Length: anna@example.pl`],
  ])('refuses %s', (_name, header) => {
    expect(() => readPartHeader(header)).toThrow(MultipartFaultError)
  })
})
