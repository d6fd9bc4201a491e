/** Personal data of the answer's own in the binary streams of AWS: masked at every cut. */
import { EventStreamCodec } from '@smithy/eventstream-codec'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { encodeAwsFrame, encodeAwsHeaders } from '../../src/connectors/wire/aws-event-stream.ts'
import { AwsEventWire } from '../../src/connectors/wire/aws-event-wire.ts'
import { AnswerScreen } from '../../src/gateway/pipeline/answer/answer-screen.ts'
import { compilePolicy } from '../../src/redaction/index.ts'
import { cut, EMAIL, fields, restore, streamOf, text, vaultWithTokens } from './stream-fixture.ts'

const SAID =
  'Write to [EMAIL_1] or eva.own@example.org, call +48 512 345 678, or pay DE89 3704 0044 0532 0130 00.'
const HEARD = `Write to ${EMAIL} or [EMAIL], call [PHONE], or pay [IBAN].`
const SOURCE = '{"phone":48512345678,"mail":"eva.own@example.org","ours":"[EMAIL_1]"}' // prettier-ignore

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (source) => new Uint8Array(Buffer.from(source, 'utf8')),
)

function frame(name: string, payload: object): Buffer {
  const headers = encodeAwsHeaders({ ':event-type': name, ':content-type': 'application/json', ':message-type': 'event' }) // prettier-ignore
  return encodeAwsFrame(headers, Buffer.from(JSON.stringify(payload)))
}

function chunk(inner: object): Buffer {
  return frame('chunk', { bytes: Buffer.from(JSON.stringify(inner)).toString('base64') })
}

function payloads(bytes: Buffer): readonly Readonly<Record<string, unknown>>[] {
  const found: Readonly<Record<string, unknown>>[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const { body } = codec.decode(new Uint8Array(bytes.subarray(at, at + bytes.readUInt32BE(at))))
    found.push(fields(JSON.parse(Buffer.from(body).toString('utf8'))))
  }
  return found
}

function screened(operation: string, chunks: readonly Buffer[]): Buffer {
  const vault = vaultWithTokens()
  const screen = new AnswerScreen(compilePolicy({}), 'apply', vault, 1 << 20)
  const stream = streamOf('bedrock', operation)
  const wire = new AwsEventWire(8 * 1024 * 1024, stream.shape.envelope)
  const { bytes, complete } = restore(stream, vault, chunks, false, wire, screen)
  expect(complete).toBe(true)
  return bytes
}

const places = fc.array(fc.nat(20_000), { maxLength: 60 })

describe('a converse stream', () => {
  const delta = (block: number, inner: object): Buffer =>
    frame('contentBlockDelta', { contentBlockIndex: block, delta: inner })
  const bytes = Buffer.concat([
    frame('messageStart', { role: 'assistant' }),
    ...Array.from(SAID, (unit) => delta(0, { text: unit })),
    frame('contentBlockStop', { contentBlockIndex: 0 }),
    ...Array.from(SOURCE, (unit) => delta(1, { toolUse: { input: unit } })),
    frame('contentBlockStop', { contentBlockIndex: 1 }),
    frame('messageStop', { stopReason: 'tool_use' }),
    frame('metadata', { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 } }),
  ])

  it('is masked at any cut, tool input too', () => {
    fc.assert(
      fc.property(places, (cuts) => {
        const found = payloads(screened('converse_stream', cut(bytes, cuts)))
        const inBlock = (index: number): readonly unknown[] =>
          found.filter((each) => each['contentBlockIndex'] === index && 'delta' in each).map((each) => each['delta'])
        expect(inBlock(0).map((each) => text(fields(each)['text'])).join('')).toBe(HEARD)
        const input = inBlock(1).map((each) => text(fields(fields(each)['toolUse'])['input'])).join('')
        expect(JSON.parse(input)).toEqual({ phone: '[PHONE]', mail: '[EMAIL]', ours: EMAIL })
      }),
      { numRuns: 25 },
    ) // prettier-ignore
  })
})

describe('a stream of Claude in chunks of base64', () => {
  const bytes = Buffer.concat([
    ...Array.from(SAID, (unit) => chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: unit } })),
    chunk({ type: 'content_block_stop', index: 0 }),
    chunk({ type: 'message_stop' }),
  ]) // prettier-ignore

  it('is masked at any cut', () => {
    fc.assert(
      fc.property(places, (cuts) => {
        const heard = payloads(screened('invoke_stream.anthropic', cut(bytes, cuts)))
          .map((each) => fields(JSON.parse(Buffer.from(text(each['bytes']), 'base64').toString('utf8'))))
          .filter(({ type }) => type === 'content_block_delta')
          .map((each) => text(fields(each['delta'])['text']))
        expect(heard.join('')).toBe(HEARD)
      }),
      { numRuns: 25 },
    )
  })
})
