/** Typed streams: responses and transcripts come back at any cut, each text in its own lane, complete before its `done`. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { cut, EMAIL, fields, items, readEvents, restore, singleBytes, streamOf, text, typedFrames, vaultWithTokens, WORD } from './stream-fixture.ts' // prettier-ignore

const RESPONSES = streamOf('openai', 'responses')
const TRANSCRIPTS = streamOf('openai', 'audio.transcriptions')

type Event = { readonly type: string } & Readonly<Record<string, unknown>>

function pieces(said: string, places: readonly number[]): readonly string[] {
  const sorted = [...new Set(places.map((place) => place % (said.length + 1)))].sort(
    (one, other) => one - other,
  )
  return [0, ...sorted].map((start, index) => said.slice(start, sorted[index] ?? said.length))
}

/** Events of one message, as the vendor sends them: deltas, then the same text three times more. */
function message(output_index: number, said: string, places: readonly number[]): readonly Event[] {
  const item_id = `msg_${output_index}`
  const at = { item_id, output_index, content_index: 0 }
  const part = { type: 'output_text', text: said, annotations: [] }
  const item = { id: item_id, type: 'message', role: 'assistant', status: 'completed', content: [part] }
  return [
    { type: 'response.output_item.added', output_index, item: { ...item, content: [] } },
    { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
    ...pieces(said, places).map((delta): Event => ({
      type: 'response.output_text.delta',
      ...at,
      delta,
      logprobs: [],
    })),
    { type: 'response.output_text.done', ...at, text: said },
    { type: 'response.content_part.done', ...at, part },
    { type: 'response.output_item.done', output_index, item },
  ]
}

function call(output_index: number, source: string, places: readonly number[]): readonly Event[] {
  const item_id = `fc_${output_index}`
  const at = { item_id, output_index }
  const item = {
    id: item_id,
    type: 'function_call',
    call_id: `call_${output_index}`,
    name: 'f',
    arguments: source,
  }
  return [
    { type: 'response.output_item.added', output_index, item: { ...item, arguments: '' } },
    ...pieces(source, places).map((delta): Event => ({
      type: 'response.function_call_arguments.delta',
      ...at,
      delta,
    })),
    { type: 'response.function_call_arguments.done', ...at, arguments: source },
    { type: 'response.output_item.done', output_index, item },
  ]
}

/** Takes from the queues in the order of `turns` until all are empty. */
function mixed(queues: readonly (readonly Event[])[], turns: readonly number[]): readonly Event[] {
  const left = queues.map((queue) => [...queue])
  const events: Event[] = []
  for (let turn = 0; left.some((queue) => queue.length > 0); turn += 1) {
    const open = left.filter((queue) => queue.length > 0)
    const event = open[(turns[turn % Math.max(1, turns.length)] ?? 0) % open.length]?.shift()
    if (event !== undefined) events.push(event)
  }
  return events
}

/** What a client has put together of each item when its `done` event comes, and what that event itself says. */
function atDone(bytes: Buffer): ReadonlyMap<string, { readonly gathered: string; readonly said: string }> {
  const gathered = new Map<string, string>()
  const found = new Map<string, { gathered: string; said: string }>()
  for (const { name, data } of readEvents(bytes)) {
    const event = fields(JSON.parse(data))
    expect(event['type']).toBe(name)
    const id = text(event['item_id'])
    if (name?.endsWith('.delta') === true) gathered.set(id, (gathered.get(id) ?? '') + text(event['delta']))
    if (name === 'response.output_text.done' || name === 'response.function_call_arguments.done') {
      found.set(id, { gathered: gathered.get(id) ?? '', said: text(event['text'] ?? event['arguments']) })
      gathered.set(id, 'nothing may follow')
    }
  }
  return found
}

const saying = fc
  .array(fc.constantFrom('[EMAIL_1]', '[WORD_1]', '[EMAIL_S1]', '[EMAIL_77]', '[', 'EMA', '[EMA', ']', ' ', 'ż', '"', '\\ ', '\n', 'Hi '), { maxLength: 10 })
  .map((parts) => parts.join('')) // prettier-ignore
const source = fc
  .array(fc.constantFrom('[WORD_1]', 'x [EMAIL_1] y', '[EMAIL_S1]', 'plain', '[email_1]'), { maxLength: 5 })
  .map((values) =>
    JSON.stringify(Object.fromEntries(values.map((value, index) => [`${value}${index}`, [value, 1.5]]))),
  )
const places = fc.array(fc.nat(), { maxLength: 12 })

describe('a responses stream', () => {
  it('gives every text back in its own item, complete when its done event comes, at any cut', () => {
    fc.assert(
      fc.property(fc.tuple(saying, places), fc.tuple(source, places), fc.tuple(source, places), fc.array(fc.nat(9)), fc.array(fc.nat()), (one, two, three, turns, cuts) => {
        const bytes = typedFrames([...mixed([message(0, ...one), call(1, ...two), call(2, ...three)], turns), { type: 'response.completed' }])
        for (const input of [[bytes], cut(bytes, cuts), singleBytes(bytes)]) {
          const { bytes: output, complete } = restore(RESPONSES, vaultWithTokens(), input)
          const done = atDone(output)
          const expected = vaultWithTokens()
          expect(complete).toBe(true)
          for (const [id, [said], kind] of [['msg_0', one, 'text'], ['fc_1', two, 'json'], ['fc_2', three, 'json']] as const) {
            const whole = expected.restore(said, kind)
            expect(done.get(id)).toEqual({ gathered: whole, said: whole })
            if (kind === 'json') expect(() => JSON.parse(whole) as unknown).not.toThrow()
          }
        }
      }),
      { numRuns: 120 },
    )
  }) // prettier-ignore

  it('gives every text back at every single place at which the bytes can be cut in two', () => {
    const bytes = typedFrames([
      ...message(0, 'To [EMAIL_1] ż [EMA', [3, 4, 5, 9, 12]),
      { type: 'response.completed' },
    ])
    for (let at = 0; at <= bytes.length; at += 1) {
      const output = restore(RESPONSES, vaultWithTokens(), [bytes.subarray(0, at), bytes.subarray(at)]).bytes
      expect(atDone(output).get('msg_0')).toEqual({
        gathered: `To ${EMAIL} ż [EMA`,
        said: `To ${EMAIL} ż [EMA`,
      })
    }
  })

  it('gives the full texts back that later events repeat, and no value of the operator', () => {
    const response = {
      id: 'resp_1',
      instructions: 'Answer as [EMAIL_S1].',
      metadata: { '[WORD_1]': '[EMAIL_1]' },
      output: [
        { id: 'msg_0', type: 'message', content: [{ type: 'output_text', text: 'to [EMAIL_1]' }] },
        { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{"a":"[WORD_1]"}' },
      ],
    }
    const bytes = typedFrames([
      { type: 'response.created', response } as Event,
      { type: 'response.output_item.done', output_index: 1, item: response.output[1] } as Event,
      { type: 'response.completed', response } as Event,
    ])
    for (const { data } of readEvents(restore(RESPONSES, vaultWithTokens(), singleBytes(bytes)).bytes)) {
      const event = fields(JSON.parse(data))
      const repeated = fields(event['response'])
      if (event['response'] === undefined) {
        expect(JSON.parse(text(fields(event['item'])['arguments']))).toEqual({ a: WORD })
        continue
      }
      expect(repeated['instructions']).toBe('Answer as [EMAIL_S1].')
      expect(repeated['metadata']).toEqual({ [WORD]: EMAIL })
      const [said, called] = items(repeated['output'])
      expect(fields(items(fields(said)['content'])[0])['text']).toBe(`to ${EMAIL}`)
      expect(JSON.parse(text(fields(called)['arguments']))).toEqual({ a: WORD })
    }
  })

  it('leaves ids, names and sealed reasoning as they are', () => {
    const item = { id: '[EMAIL_1]', type: 'reasoning', call_id: '[EMAIL_1]', name: '[EMAIL_1]', encrypted_content: 'gAAA[EMAIL_1]', summary: [] }
    const bytes = typedFrames([
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { id: '[EMAIL_1]', user: '[EMAIL_1]', output: [item] } },
    ] as Event[])
    expect(restore(RESPONSES, vaultWithTokens(), [bytes]).bytes.toString()).toBe(bytes.toString())
  }) // prettier-ignore

  it('is read by the type in its data where a frame has no event name', () => {
    const events = [...message(0, 'To [EMAIL_1]', [3, 6, 9]), { type: 'response.completed' }]
    const bytes = Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''))
    const { bytes: output, complete } = restore(RESPONSES, vaultWithTokens(), singleBytes(bytes))
    const deltas = readEvents(output).map(({ data }) => fields(JSON.parse(data))).filter((event) => event['type'] === 'response.output_text.delta')
    expect(deltas.map((event) => text(event['delta'])).join('')).toBe(`To ${EMAIL}`)
    expect(complete).toBe(true)
  }) // prettier-ignore

  it.each(['response.completed', 'response.incomplete', 'response.failed'])(
    'is complete with %s, and lets out what a lane still held',
    (type) => {
      const events = message(0, 'ends in [EMA', [9, 10]).filter((event) => !event.type.endsWith('.done'))
      const { bytes, complete } = restore(RESPONSES, vaultWithTokens(), [typedFrames([...events, { type }])])
      const read = readEvents(bytes).map(({ data }) => fields(JSON.parse(data)))
      expect(read.map((event) => text(event['delta'])).join('')).toBe('ends in [EMA')
      expect(read.at(-1)?.['type']).toBe(type)
      expect(complete).toBe(true)
    },
  )

  it('is not complete without an end of its own', () => {
    expect(restore(RESPONSES, vaultWithTokens(), [typedFrames(message(0, 'x', []))]).complete).toBe(false)
  })

  it('passes events that nobody knows yet, and keep-alives, byte for byte', () => {
    const bytes = Buffer.from(
      ': ping [EMAIL_1]\n\nevent: keepalive\ndata: {"type":"keepalive","sequence_number":1.0}\n\n' +
        'event: response.next_month\r\ndata: {"type":"response.next_month", "n": 1.0e5,"q":"\\u0068 [1]"}\r\n\r\n' +
        'event: response.completed\ndata: {"type":"response.completed"}\n\n',
    )
    for (const chunks of [[bytes], singleBytes(bytes)]) {
      expect(restore(RESPONSES, vaultWithTokens(), chunks).bytes.toString()).toBe(bytes.toString())
    }
  })

  it('gives values back in the strings of an event that nobody knows yet', () => {
    const bytes = Buffer.from('event: response.next_month\ndata: {"type":"response.next_month","quote":"[EMAIL_1]","n":1.0e5}\n\n')
    expect(restore(RESPONSES, vaultWithTokens(), [bytes]).bytes.toString()).toBe(bytes.toString().replace('[EMAIL_1]', EMAIL))
  }) // prettier-ignore
})

describe('a transcript stream', () => {
  it('gives the text back at any cut, complete when it is done', () => {
    const said = 'I heard [EMAIL_1] and "[WORD_1]" [EMA'
    fc.assert(
      fc.property(places, fc.array(fc.nat()), (split, cuts) => {
        const events: Event[] = [
          ...pieces(said, split).map((delta): Event => ({ type: 'transcript.text.delta', delta })),
          { type: 'transcript.text.done', text: said, usage: { input_tokens: 3, output_tokens: 5 } },
        ]
        const bytes = Buffer.from(`${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`)
        const { bytes: output, facts, complete } = restore(TRANSCRIPTS, vaultWithTokens(), cut(bytes, cuts))
        const read = readEvents(output).filter(({ data }) => data !== '[DONE]').map(({ data }) => fields(JSON.parse(data)))
        const whole = `I heard ${EMAIL} and "${WORD}" [EMA`
        expect(read.slice(0, -1).map((event) => text(event['delta'])).join('')).toBe(whole)
        expect(read.at(-1)?.['text']).toBe(whole)
        expect({ facts, complete }).toEqual({ facts: { inputTokens: 3, outputTokens: 5 }, complete: true })
      }),
      { numRuns: 80 },
    )
  }) // prettier-ignore
})
