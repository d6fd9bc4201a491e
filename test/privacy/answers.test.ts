/** An answer's own personal data, end to end: masked for good, or counted, in every shape of answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestGateway } from '../harness/gateway.ts'
import { startTestGateway } from '../harness/gateway.ts'
import { multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { metric } from '../harness/observe.ts'
import { postJson, rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { recordOf } from '../harness/record-of.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import {
  chatChunk,
  chatDelta,
  chatFrames,
  cut,
  fields,
  items,
  readChat,
  readEvents,
  typedFrames,
} from '../pipeline/stream-fixture.ts'

const MAIL = 'eva.own@example.org'
const PHONE = '+48 512 345 678'
const OURS = 'anna.nowak@example.pl'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, {}))
  const unlisted = { mode: 'redact', attestation: { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' } }
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, assemblyai: vendor.origin, vertex: vendor.origin, deepl: vendor.origin },
    tenants: {
      acme: { redaction: { response: 'apply' }, unlisted },
      counter: { redaction: { response: 'flag' } },
      plain: {},
      routed: { redaction: { routes: { 'openai.chat.completions': { mode: 'apply', response: 'apply' } } } },
    },
  })
}) // prettier-ignore

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function chat(content: string, more: object = {}, tenant = 'acme'): Promise<RawAnswer> {
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], ...more }
  return await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys[tenant] ?? '', body)
}

function said(answer: RawAnswer): unknown {
  return fields(fields(items(fields(JSON.parse(answer.text))['choices'])[0])['message'])['content']
}

function streaming(frames: Buffer, places: readonly number[] = []): void {
  vendor.script = async (_call, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const piece of cut(frames, places)) {
      response.write(piece)
      await new Promise((resolve) => setImmediate(resolve))
    }
    response.end()
  }
}

/** A piece of a tool call's arguments. */
function argumentsDelta(index: number, unit: string): object {
  return chatChunk([
    chatDelta(0, {
      tool_calls: [
        {
          index: 0,
          ...(index === 0 ? { id: 'call_1', type: 'function' } : {}),
          function: { ...(index === 0 ? { name: 'f' } : {}), arguments: unit },
        },
      ],
    }),
  ])
}

/** Frames with the event's name, whatever else they hold. */
function eventFrames(events: readonly Readonly<Record<string, unknown>>[]): Buffer {
  return typedFrames(events.map((event) => ({ ...event, type: String(event['type']) })))
}

const ANSWER = `Write to [EMAIL_1] or ${MAIL}, call ${PHONE}; again ${MAIL}.`
const MASKED = `Write to ${OURS} or [EMAIL], call [PHONE]; again [EMAIL].`

describe('a whole answer', () => {
  it('comes with masks for its own values and the caller’s values back in', async () => {
    vendor.script = (_call, response) => json(response, 200, chatAnswer(ANSWER))
    const answer = await chat(`I am ${OURS}`)
    expect(said(answer)).toBe(MASKED)
    const record = await recordOf(gateway, answer)
    expect(record?.marks).toEqual(expect.arrayContaining(['answer:EMAIL=1', 'answer:PHONE=1']))
    expect(record).toMatchObject({ restored: 1, invented: 0 })
    expect(await metric(gateway, 'limen_answer_findings_total', ['entity="PHONE"'])).toBeGreaterThan(0)
  })

  it('is looked at where nothing was taken out of the request, and where it is an error', async () => {
    vendor.script = (_call, response) => json(response, 400, { error: { message: `No ${PHONE}`, type: 'x', code: 'y' } })
    const answer = await chat('Hello')
    expect(answer.text).toContain('No [PHONE]')
    expect(answer.text).not.toContain('512')
  }) // prettier-ignore

  it('is only counted with flag, and not looked at without either', async () => {
    vendor.script = (_call, response) => json(response, 200, chatAnswer(ANSWER))
    const counted = await chat('Hello', {}, 'counter')
    expect(said(counted)).toBe(ANSWER)
    expect((await recordOf(gateway, counted))?.marks).toEqual(
      expect.arrayContaining(['answer:EMAIL=1', 'answer:PHONE=1']),
    )
    const plain = await chat('Hello', {}, 'plain')
    expect(said(plain)).toBe(ANSWER)
    expect((await recordOf(gateway, plain))?.marks.join()).not.toContain('answer:')
    expect(said(await chat('Hello', {}, 'routed'))).toContain('[PHONE]')
  })

  it('passes byte for byte when it holds nothing', async () => {
    const source = JSON.stringify(chatAnswer('Nothing but [EMAIL_7] here: 12.50 EUR, 3 May.'), undefined, 1)
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(source)
    }
    expect((await chat('Hello')).text).toBe(source)
  })

  it('has its tool arguments looked at, their numbers and their keys too', async () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: `{"phone":48512345678,"${MAIL}":"x\\n${PHONE}"}` } }
    vendor.script = (_call, response) => json(response, 200, { ...chatAnswer('ok'), choices: [{ index: 0, finish_reason: 'tool_calls', message: { role: 'assistant', content: null, tool_calls: [call] } }] })
    const answer = await chat('Hello')
    expect(answer.text).toContain(String.raw`{\"phone\":\"[PHONE]\",\"[EMAIL]\":\"x\\n[PHONE]\"}`)
  }) // prettier-ignore

  it('has a value that one string gives away masked in all others', async () => {
    const [choice] = items(fields(chatAnswer('My passport number is EB1234567.'))['choices'])
    vendor.script = (_call, response) => json(response, 200, { ...chatAnswer('x'), choices: [choice], entities: [{ text: 'EB1234567' }, 'EB12345678'] })
    const answer = await chat('Hello')
    expect(said(answer)).toBe('My passport number is [PASSPORT].')
    expect(fields(JSON.parse(answer.text))['entities']).toEqual([{ text: '[PASSPORT]' }, 'EB12345678'])
    expect((await recordOf(gateway, answer))?.marks).toContain('answer:PASSPORT=1')
  }) // prettier-ignore

  it('that spells its text token by token is refused', async () => {
    const { choices, ...rest } = fields(chatAnswer('+48 512'))
    const [choice] = items(choices)
    vendor.script = (_call, response) =>
      json(response, 200, { ...rest, choices: [{ ...fields(choice), logprobs: { content: [{ token: '+48' }, { token: ' 512' }] } }] })
    expect(refusalOf(await chat('Hello'))).toMatchObject({ status: 502, code: 'answer_uninspectable' })
    expect((await chat('Hello', {}, 'counter')).status).toBe(200)
  }) // prettier-ignore

  it('that is text or subtitles keeps its times', async () => {
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(`1\n00:00:01,000 --> 00:00:02,000\nCall +48 512\n\n2\n00:00:02,000 --> 00:00:03,000\n345 678 now\n`)
    }
    const answer = await rawCall(gateway.origin, {
      target: '/openai/v1/audio/transcriptions',
      headers: { authorization: `Bearer ${gateway.keys['acme']}`, 'content-type': MULTIPART_TYPE },
      body: multipart([
        { name: 'model', data: 'gpt-4o-transcribe' },
        { name: 'response_format', data: 'srt' },
        { name: 'file', data: Buffer.from('RIFF'), filename: 'a.wav', contentType: 'audio/wav' },
      ]),
    })
    expect(answer.text).toBe('1\n00:00:01,000 --> 00:00:02,000\nCall [PHONE]\n\n2\n00:00:02,000 --> 00:00:03,000\n[PHONE] now\n')
  }) // prettier-ignore
})

describe('a stream', () => {
  const deltas = Array.from(ANSWER, (unit) => chatChunk([chatDelta(0, { content: unit })]))
  const frames = chatFrames([...deltas, chatChunk([chatDelta(0, {}, 'stop')])])

  it.each([0, 1, 2, 3])('is masked at any cut, and nothing comes behind its end (%i)', async (seed) => {
    streaming(
      frames,
      Array.from({ length: seed * 40 }, (_, index) => (index * 7919 + seed) % frames.length),
    )
    const answer = await chat(`I am ${OURS}`, { stream: true })
    const choice = readChat(answer.body).get(0)
    expect(choice).toMatchObject({ content: MASKED, finished: true, late: '' })
    expect(answer.text).not.toMatch(/eva|512/)
    expect((await recordOf(gateway, answer))?.marks).toContain('answer:PHONE=1')
  })

  it('has the whole texts that it repeats masked too', async () => {
    const place = { item_id: 'msg_1', output_index: 0, content_index: 0 }
    const part = { type: 'output_text', text: ANSWER, annotations: [] }
    const item = { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [part] }
    streaming(
      eventFrames([
        ...Array.from(ANSWER, (unit) => ({ type: 'response.output_text.delta', ...place, delta: unit, logprobs: [] })),
        { type: 'response.output_text.done', ...place, text: ANSWER },
        { type: 'response.content_part.done', ...place, part },
        { type: 'response.output_item.done', output_index: 0, item },
        { type: 'response.completed', response: { id: 'resp_1', object: 'response', status: 'completed', output: [item] } },
      ]),
      [1, 100, 101, 900],
    )
    const body = { model: 'gpt-5.4', input: `I am ${OURS}`, stream: true }
    const answer = await postJson(gateway.origin, '/openai/v1/responses', gateway.keys['acme'] ?? '', body)
    expect(answer.text).not.toMatch(/eva|512/)
    const events = readEvents(answer.body).map(({ data }) => fields(JSON.parse(data)))
    const heard = events.filter(({ type }) => type === 'response.output_text.delta').map(({ delta }) => delta)
    expect(heard.join('')).toBe(MASKED)
    expect(events.find(({ type }) => type === 'response.output_text.done')?.['text']).toBe(MASKED)
    expect(JSON.stringify(events.at(-1))).toContain(MASKED)
    expect((await recordOf(gateway, answer))?.marks).toContain('answer:EMAIL=1')
  }) // prettier-ignore

  it('has tool arguments masked as JSON', async () => {
    const source = `{"to":"${MAIL}","phone":48512345678,"ours":"[EMAIL_1]"}`
    streaming(chatFrames([...Array.from(source, (unit, index) => argumentsDelta(index, unit)), chatChunk([chatDelta(0, {}, 'tool_calls')])]))
    const answer = await chat(`I am ${OURS}`, { stream: true })
    expect(JSON.parse(readChat(answer.body).get(0)?.inputs.get(0) ?? '')).toEqual({ to: '[EMAIL]', phone: '[PHONE]', ours: OURS })
  }) // prettier-ignore

  it('of an operation that nobody knows is refused', async () => {
    streaming(Buffer.from('data: {"x":"+48 512"}\n\ndata: {"x":" 345 678"}\n\n'))
    const answer = await postJson(gateway.origin, '/openai/v1/novelties', gateway.keys['acme'] ?? '', {
      stream: true,
    })
    expect(refusalOf(answer)).toMatchObject({ status: 502, code: 'answer_uninspectable' })
  })
})

describe('a transcript', () => {
  it('keeps its times and the number of its words', async () => {
    const spoken = ['Call', '+48', '512', '345', '678.', 'Or', `${MAIL},`, 'please.']
    const words = spoken.map((word, index) => ({ text: word, start: index * 100, end: index * 100 + 90, confidence: 0.98765432, speaker: 'A' }))
    const transcript = { id: 'tr-1', status: 'completed', text: spoken.join(' '), words, utterances: [{ speaker: 'A', start: 0, end: 790, text: spoken.join(' '), words }] }
    vendor.script = (_call, response) => json(response, 200, transcript)
    const key = gateway.keys['acme'] ?? ''
    const target = '/assemblyai/v2/transcript'
    await postJson(gateway.origin, target, key, { audio_url: 'https://audio.example.com/a.wav' }, { authorization: key })
    const answer = await rawCall(gateway.origin, { method: 'GET', target: `${target}/tr-1`, headers: { authorization: key } })
    expect(answer.status).toBe(200)
    const masked = ['Call', '[PHONE]', '[PHONE]', '[PHONE]', '[PHONE].', 'Or', '[EMAIL],', 'please.']
    const wordsOf = words.map((word, index) => ({ ...word, text: masked[index] }))
    const whole = 'Call [PHONE]. Or [EMAIL], please.'
    expect(JSON.parse(answer.text)).toEqual({ ...transcript, text: whole, words: wordsOf, utterances: [{ ...transcript.utterances[0], text: whole, words: wordsOf }] })
    expect((await recordOf(gateway, answer))?.marks).toEqual(expect.arrayContaining(['answer:PHONE=1', 'answer:EMAIL=1']))
  })
}) // prettier-ignore

describe('arguments that come as an object', () => {
  it('have their strings and long numbers masked, whole and in a stream of JSON values', async () => {
    const part = { functionCall: { name: 'call', args: { phone: 48512345678, n: 12345678901, to: MAIL } } }
    const scene = { candidates: [{ index: 0, content: { role: 'model', parts: [part] }, finishReason: 'STOP' }] }
    const path = '/vertex/v1/projects/test-project/locations/europe-west4/publishers/google/models/gemini-2.5-flash'
    const body = { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] }
    const want = { name: 'call', args: { phone: '[PHONE]', n: 12345678901, to: '[EMAIL]' } }
    vendor.script = (_call, response) => json(response, 200, scene)
    const whole = await postJson(gateway.origin, `${path}:generateContent`, gateway.keys['acme'] ?? '', body)
    vendor.script = (_call, response) => json(response, 200, [scene])
    const stream = await postJson(gateway.origin, `${path}:streamGenerateContent`, gateway.keys['acme'] ?? '', body)
    for (const answer of [JSON.parse(whole.text), items(JSON.parse(stream.text))[0]]) {
      const [found] = items(fields(fields(items(fields(answer)['candidates'])[0])['content'])['parts'])
      expect(fields(found)['functionCall']).toEqual(want)
    }
  })
}) // prettier-ignore

describe('a translation', () => {
  it('has its own values masked and its elements restored', async () => {
    vendor.script = (call, response) => {
      const sent = items(fields(JSON.parse(call.body.toString('utf8')))['text'])
      json(response, 200, { translations: sent.map((each) => ({ detected_source_language: 'EN', text: `${String(each)} ${PHONE}` })) })
    }
    const body = { text: [`I am ${OURS}`], target_lang: 'DE' }
    const answer = await postJson(gateway.origin, '/deepl/v2/translate', gateway.keys['acme'] ?? '', body)
    expect(fields(items(fields(JSON.parse(answer.text))['translations'])[0])['text']).toBe(`I am ${OURS} [PHONE]`)
  })
}) // prettier-ignore
