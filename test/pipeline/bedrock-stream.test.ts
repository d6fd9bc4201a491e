/** Bedrock's streams: untouched frames pass byte for byte, changed ones are read by AWS's own codec, at every cut. */
import { EventStreamCodec } from '@smithy/eventstream-codec'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { encodeAwsFrame, encodeAwsHeaders } from '../../src/connectors/wire/aws-event-stream.ts'
import { AwsEventWire } from '../../src/connectors/wire/aws-event-wire.ts'
import { AnswerFaultError } from '../../src/gateway/pipeline/answer/answer-body.ts'
import {
  characters,
  cut,
  EMAIL,
  fields,
  OPERATOR,
  restore,
  streamOf,
  text,
  vaultWithTokens,
  WORD,
  type Outcome,
} from './stream-fixture.ts'

const CONVERSE = streamOf('bedrock', 'converse_stream')
const CLAUDE = streamOf('bedrock', 'invoke_stream.anthropic')
const NOVA = streamOf('bedrock', 'invoke_stream.nova')
const OTHER = streamOf('bedrock', 'invoke_stream.other')

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (source) => new Uint8Array(Buffer.from(source, 'utf8')),
)

function frame(name: string, payload: object | string, kind: 'event' | 'exception' = 'event'): Buffer {
  const headers = encodeAwsHeaders({
    [`:${kind}-type`]: name,
    ':content-type': 'application/json',
    ':message-type': kind,
    ':odd': 'kept',
  })
  return encodeAwsFrame(headers, Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)))
}

function chunk(inner: object): Buffer {
  return frame('chunk', { bytes: Buffer.from(JSON.stringify(inner)).toString('base64'), p: 'abcdefgh' })
}

/** A chunk with one member, whose name has a letter written as an escape. */
function escaped(name: string): Buffer {
  const source = `{"${name.replace('o', String.raw`\u006f`)}":{}}`
  return frame('chunk', { bytes: Buffer.from(source).toString('base64') })
}

interface ReadFrame {
  readonly name: string
  readonly kind: string
  readonly json: Readonly<Record<string, unknown>>
  readonly odd: unknown
}

/** Frames as AWS's own codec reads them: it verifies lengths and checksums. */
function readFrames(bytes: Buffer): readonly ReadFrame[] {
  const found: ReadFrame[] = []
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const { headers, body } = codec.decode(bytes.subarray(at, at + length))
    const kind = text(headers[':message-type']?.value)
    found.push({
      kind,
      name: text(headers[`:${kind}-type`]?.value),
      json: fields(JSON.parse(Buffer.from(body).toString('utf8'))),
      odd: headers[':odd']?.value,
    })
    at += length
  }
  return found
}

function innerOf({ json }: ReadFrame): Readonly<Record<string, unknown>> {
  return fields(JSON.parse(Buffer.from(text(json['bytes']), 'base64').toString('utf8')))
}

function run(stream: typeof CONVERSE, chunks: readonly Buffer[], structured = false): Outcome {
  return restore(
    stream,
    vaultWithTokens(),
    chunks,
    structured,
    new AwsEventWire(8 * 1024 * 1024, stream.shape.envelope),
  )
}

const delta = (index: number, change: object): Buffer =>
  frame('contentBlockDelta', { contentBlockIndex: index, delta: change, p: 'xyz' })
const stop = (index: number): Buffer => frame('contentBlockStop', { contentBlockIndex: index, p: 'x' })
const END = [
  frame('messageStop', { stopReason: 'end_turn', p: 'a' }),
  frame('metadata', {
    usage: { inputTokens: 11, outputTokens: 7, totalTokens: 18 },
    metrics: { latencyMs: 5 },
    p: 'b',
  }),
]

/** Two texts, a tool's input and a thought, piece by piece between each other. */
function conversation(pieces: readonly number[]): Buffer {
  const texts = ['Write to [EMAIL_1] now.', 'Or to [EMAIL_S1] of [WORD_1]!']
  const input = JSON.stringify({ to: '[EMAIL_1]', who: '[WORD_1]' })
  const queues = [...texts, input].map((each) => characters(each).slice())
  const frames = [frame('messageStart', { role: 'assistant', p: 'abc' })]
  let turn = 0
  while (queues.some((queue) => queue.length > 0)) {
    const index = turn % 3
    const piece = queues[index]?.splice(0, (pieces[turn % pieces.length] ?? 1) + 1).join('') ?? ''
    turn += 1
    if (piece !== '') frames.push(delta(index, index === 2 ? { toolUse: { input: piece } } : { text: piece }))
  }
  return Buffer.concat([...frames, stop(0), stop(1), stop(2), ...END])
}

interface Told {
  readonly texts: Map<unknown, string>
  readonly inputs: Map<unknown, string>
  readonly late: string
}

function tell(bytes: Buffer): Told {
  const told = { texts: new Map<unknown, string>(), inputs: new Map<unknown, string>(), late: '' }
  const stopped = new Set<unknown>()
  for (const { name, json } of readFrames(bytes)) {
    const index = json['contentBlockIndex']
    if (name === 'contentBlockStop') stopped.add(index)
    if (name !== 'contentBlockDelta') continue
    const change = fields(json['delta'])
    const said = text(change['text'])
    const input = text(fields(change['toolUse'])['input'])
    if (stopped.has(index)) told.late += said + input
    told.texts.set(index, (told.texts.get(index) ?? '') + said)
    told.inputs.set(index, (told.inputs.get(index) ?? '') + input)
  }
  return told
}

function expectWhole({ bytes, complete, facts }: Outcome): void {
  const told = tell(bytes)
  expect(told.texts.get(0)).toBe(`Write to ${EMAIL} now.`)
  // What the operator wrote stays a placeholder.
  expect(told.texts.get(1)).toBe(`Or to [EMAIL_S1] of ${WORD}!`)
  expect(JSON.parse(told.inputs.get(2) ?? '')).toEqual({ to: EMAIL, who: WORD })
  expect(told.late).toBe('')
  expect(bytes.toString('utf8')).not.toContain(OPERATOR)
  expect({ complete, facts }).toEqual({ complete: true, facts: { inputTokens: 11, outputTokens: 7 } })
}

describe('a Converse stream', () => {
  it('gives each block its own values back, wherever texts and bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(7), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (pieces, cuts) => {
          expectWhole(run(CONVERSE, cut(conversation(pieces), cuts)))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('gives them back at every single place at which the bytes can be cut in two', () => {
    const whole = conversation([3])
    for (let at = 0; at <= whole.length; at += 1)
      expectWhole(run(CONVERSE, [whole.subarray(0, at), whole.subarray(at)]))
  })

  it('passes frames that need no change byte for byte, and keeps every header of those that do', () => {
    const plain = Buffer.concat([
      frame('messageStart', { role: 'assistant' }),
      delta(0, { text: 'Hello [you], żółć' }),
      stop(0),
      ...END,
    ])
    expect(run(CONVERSE, cut(plain, [5, 77, 200])).bytes.equals(plain)).toBe(true)
    const changed = readFrames(run(CONVERSE, [delta(0, { text: 'To [EMAIL_1].' })]).bytes)
    expect(changed).toEqual([
      {
        kind: 'event',
        name: 'contentBlockDelta',
        odd: 'kept',
        json: { contentBlockIndex: 0, delta: { text: `To ${EMAIL}.` }, p: 'xyz' },
      },
    ])
  })

  it('is not complete when it ends in the middle of a frame, or before the message stopped', () => {
    const whole = conversation([2])
    expect(run(CONVERSE, [whole.subarray(0, whole.length - 3)]).complete).toBe(false)
    expect(run(CONVERSE, [delta(0, { text: 'half' })]).complete).toBe(false)
    expect(run(CONVERSE, []).complete).toBe(false)
  })

  it('passes an exception on and takes it for the end, unless it quotes the credential', () => {
    const failed = frame('throttlingException', { message: 'Too many requests of [EMAIL_1]' }, 'exception')
    const outcome = run(CONVERSE, [delta(0, { text: 'To [EMA' }), failed])
    expect(outcome).toMatchObject({ complete: true, facts: { failed: true } })
    expect(readFrames(outcome.bytes).at(-1)).toMatchObject({
      kind: 'exception',
      name: 'throttlingException',
      json: { message: `Too many requests of ${EMAIL}` },
    })
    expect(() =>
      run(CONVERSE, [frame('validationException', { message: 'upstream-key is wrong' }, 'exception')]),
    ).toThrow(AnswerFaultError)
  })

  it.each([
    ['a wrong checksum', (bytes: Buffer) => void bytes.writeUInt8((bytes[20] ?? 0) ^ 1, 20)],
    ['a length of 4 GB', (bytes: Buffer) => void bytes.writeUInt32BE(0xffff_ffff, 0)],
  ])('with %s is malformed', (_what, spoil) => {
    const bytes = delta(0, { text: 'Hello' })
    spoil(bytes)
    expect(() => run(CONVERSE, [bytes])).toThrow(AnswerFaultError)
  })

  it('with UTF-8 that is cut within its frame is malformed', () => {
    const broken = encodeAwsFrame(
      encodeAwsHeaders({ ':event-type': 'contentBlockDelta', ':message-type': 'event' }),
      Buffer.concat([
        Buffer.from('{"contentBlockIndex":0,"delta":{"text":"[EMAIL_1] '),
        Buffer.from([0xc5]),
        Buffer.from('"}}'),
      ]),
    )
    expect(() => run(CONVERSE, [broken])).toThrow(AnswerFaultError)
  })

  it('with an event of 100 MB is malformed at its first bytes', () => {
    const head = Buffer.from(encodeAwsFrame(Buffer.alloc(0), Buffer.alloc(100 * 1024 * 1024)).subarray(0, 16))
    expect(() => run(CONVERSE, [head])).toThrow(AnswerFaultError)
  })
})

describe('a stream of the models’ own events', () => {
  it('gives the values back to Claude’s text and tool input, and leaves the padding', () => {
    const pieces = characters('To [EMAIL_1]!')
    const input = characters(JSON.stringify({ who: '[WORD_1]' }))
    const bytes = Buffer.concat([
      chunk({
        type: 'message_start',
        message: { id: 'm', role: 'assistant', content: [], usage: { input_tokens: 3, output_tokens: 1 } },
      }),
      ...pieces.map((said) =>
        chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: said } }),
      ),
      chunk({ type: 'content_block_stop', index: 0 }),
      ...input.map((part) =>
        chunk({
          type: 'content_block_delta',
          index: 1,
          delta: { type: 'input_json_delta', partial_json: part },
        }),
      ),
      chunk({ type: 'content_block_stop', index: 1 }),
      chunk({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 9 } }),
      chunk({ type: 'message_stop' }),
    ])
    const outcome = run(CLAUDE, cut(bytes, [9, 100, 1000]))
    const frames = readFrames(outcome.bytes)
    const deltas = frames.map((each) => fields(innerOf(each)['delta']))
    expect(deltas.map((each) => text(each['text'])).join('')).toBe(`To ${EMAIL}!`)
    expect(JSON.parse(deltas.map((each) => text(each['partial_json'])).join(''))).toEqual({ who: WORD })
    expect(frames.every(({ json }) => json['p'] === 'abcdefgh')).toBe(true)
    expect(outcome).toMatchObject({ complete: true, facts: { inputTokens: 3, outputTokens: 9 } })
  })

  it('gives them back to Nova and to models that nobody lists', () => {
    const nova = Buffer.concat([
      ...characters('To [EMAIL_1]!').map((said) =>
        chunk({ contentBlockDelta: { contentBlockIndex: 0, delta: { text: said } } }),
      ),
      chunk({ contentBlockStop: { contentBlockIndex: 0 } }),
      chunk({ messageStop: { stopReason: 'end_turn' } }),
    ])
    const other = Buffer.concat([
      ...characters('To [EMAIL_1]!').map((content) => chunk({ choices: [{ index: 0, delta: { content } }] })),
      chunk({
        choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
        'amazon-bedrock-invocationMetrics': { inputTokenCount: 4, outputTokenCount: 2 },
      }),
    ])
    const novaRun = run(NOVA, [nova])
    expect(
      readFrames(novaRun.bytes)
        .map((each) => text(fields(fields(innerOf(each)['contentBlockDelta'])['delta'])['text']))
        .join(''),
    ).toBe(`To ${EMAIL}!`)
    expect(novaRun.complete).toBe(true)
    const otherRun = run(OTHER, [other])
    const said = readFrames(otherRun.bytes).map((each) => {
      const [choice] = innerOf(each)['choices'] as readonly unknown[]
      return text(fields(fields(choice)['delta'])['content'])
    })
    expect(said.join('')).toBe(`To ${EMAIL}!`)
    expect(otherRun).toMatchObject({ complete: true, facts: { inputTokens: 4, outputTokens: 2 } })
  })

  it('knows its end by a name that is written with escapes', () => {
    expect(run(OTHER, [escaped('amazon-bedrock-invocationMetrics')]).complete).toBe(true)
    expect(run(NOVA, [escaped('messageStop')]).complete).toBe(true)
    expect(run(NOVA, [escaped('other')]).complete).toBe(false)
  })

  it('passes chunks that need no change byte for byte', () => {
    const plain = Buffer.concat([chunk({ type: 'ping' }), chunk({ type: 'message_stop' })])
    expect(run(CLAUDE, [plain]).bytes.equals(plain)).toBe(true)
  })
})
