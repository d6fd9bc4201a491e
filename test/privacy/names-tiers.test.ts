/** Names that only a stronger tier knows, end to end: they leave in no kind of body, and a tier that fails lets nothing leave. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { metric } from '../harness/observe.ts'
import { postJson, rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { recordOf } from '../harness/record-of.ts'
import { writeTinyModel } from '../harness/tiny-model.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { chatChunk, chatDelta, chatFrames, cut, fields, items, readChat } from '../pipeline/stream-fixture.ts'

/** Words that no list and no tagger takes for names, and that the model of this test does. */
const NAME = 'kettle lamp'
const OTHER = 'teapot'
const folder = writeTinyModel({
  labels: ['O', 'B-PER', 'I-PER'],
  pieces: { kettle: 'B-PER', lamp: 'I-PER', [OTHER]: 'B-PER' },
})

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('ok')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, deepl: vendor.origin },
    settings: {
      name_detectors: {
        tiny: { kind: 'onnx', path: folder, time_limit: '10s' },
        hasty: { kind: 'onnx', path: folder, time_limit: '1ms' },
      },
    },
    tenants: {
      acme: { media: ['openai.chat.completions', 'openai.audio.transcriptions'], redaction: { names: 'onnx', names_detector: 'tiny' } },
      counter: { redaction: { names: 'onnx', names_detector: 'tiny', mode: 'report' } },
      masked: { redaction: { names: 'onnx', names_detector: 'tiny', response: 'apply' } },
      hasty: { redaction: { names: 'onnx', names_detector: 'hasty' } },
      lenient: { redaction: { names: 'onnx', names_detector: 'hasty', names_fallback: 'builtin' } },
      guarded: {
        redaction: {
          names: 'onnx',
          names_detector: 'hasty',
          names_fallback: 'builtin',
          names_minimum: { pl: 'onnx' },
        },
      },
      watcher: { redaction: { mode: 'report', names: 'onnx', names_detector: 'hasty', languages: ['en'], names_minimum: { pl: 'onnx' } } },
      english: { redaction: { names: 'rules', languages: ['en', 'de'], names_minimum: { pl: 'onnx' } } },
      routed: { redaction: { routes: { 'openai.chat.completions': { mode: 'apply', names: 'onnx', names_detector: 'tiny' } } } },
    },
  }) // prettier-ignore
  await vi.waitUntil(() => gateway.gateway.unready().length === 0, { timeout: 10_000 })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
  rmSync(folder, { recursive: true, force: true })
})

let seen = 0
beforeEach(() => {
  seen = vendor.seen.length
  vendor.script = (_call, response) => json(response, 200, chatAnswer('ok'))
})

function sent(): string {
  expect(vendor.seen.length).toBe(seen + 1)
  return vendor.seen.at(-1)?.body.toString('utf8') ?? ''
}

async function post(path: string, body: object, tenant = 'acme'): Promise<RawAnswer> {
  return await postJson(gateway.origin, path, gateway.keys[tenant] ?? '', body)
}

async function chat(content: string, more: object = {}, tenant = 'acme'): Promise<RawAnswer> {
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], ...more }
  return await post('/openai/v1/chat/completions', body, tenant)
}

function codeOf(answer: RawAnswer): string | undefined {
  return refusalOf(answer).code
}

function said(answer: RawAnswer): unknown {
  return fields(fields(items(fields(JSON.parse(answer.text))['choices'])[0])['message'])['content']
}

describe('a name that only the model knows', () => {
  it('leaves as a placeholder and comes back', async () => {
    vendor.script = (_call, response) => json(response, 200, chatAnswer('Hello [PERSON_1]!'))
    const answer = await chat(`it is ${NAME} again; ask ${NAME}`)
    expect(sent()).toContain('it is [PERSON_1] again; ask [PERSON_1]')
    expect(said(answer)).toBe(`Hello ${NAME}!`)
    expect(await recordOf(gateway, answer)).toMatchObject({ redactions: { PERSON: 2 }, restored: 1 })
    expect(await metric(gateway, 'limen_names_seconds_count', ['detector="tiny"'])).toBeGreaterThan(0)
    expect(await metric(gateway, 'limen_names_ready', ['detector="tiny"'])).toBe(1)
  })

  it('leaves in no part of a body', async () => {
    await chat('x', {
      messages: [
        { role: 'system', content: `you serve ${NAME}` },
        { role: 'user', content: [{ type: 'text', text: `from ${OTHER}` }] },
        { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: JSON.stringify({ who: NAME, more: [{ deep: OTHER }] }) } }] },
        { role: 'tool', tool_call_id: 'call_1', content: JSON.stringify({ [NAME]: 1 }) },
      ],
      metadata: { owner: OTHER },
    }) // prettier-ignore
    expect(sent()).not.toMatch(/kettle|lamp|teapot/)
  })

  it('leaves in no text file, whose type is text too', async () => {
    const data = Buffer.from(`wrote ${NAME} today`).toString('base64')
    const file = { type: 'file', file: { filename: 'a.txt', file_data: `data:text/plain;base64,${data}` } }
    await chat('x', { messages: [{ role: 'user', content: [file] }] }, 'acme')
    const [, base64 = ''] = /base64,([A-Za-z0-9+/=]+)/.exec(sent()) ?? []
    expect(Buffer.from(base64, 'base64').toString()).toBe('wrote [PERSON_1] today')
  })

  it('leaves in no long text', async () => {
    await chat(`${'so it goes on. '.repeat(3000)}${NAME}, a@b.pl, ${'so it goes on. '.repeat(3000)}`)
    expect(sent()).toContain('[PERSON_1], [EMAIL_1], so')
  })

  it('leaves in no upload', async () => {
    vendor.script = (_call, response) => json(response, 200, { text: 'ok' })
    const answer = await rawCall(gateway.origin, {
      target: '/openai/v1/audio/transcriptions',
      headers: { authorization: `Bearer ${gateway.keys['acme']}`, 'content-type': MULTIPART_TYPE },
      body: multipart([
        { name: 'model', data: 'gpt-4o-transcribe' },
        { name: 'prompt', data: `the call of ${NAME}` },
        { name: 'file', data: Buffer.from('RIFF'), filename: 'a.wav', contentType: 'audio/wav' },
      ]),
    })
    expect(answer.status).toBe(200)
    expect(sent()).toContain('the call of [PERSON_1]')
  })

  it('leaves in no translation', async () => {
    vendor.script = (_call, response) =>
      json(response, 200, {
        translations: [{ detected_source_language: 'EN', text: 'von <x id="1">RYX</x> & co' }],
      })
    const answer = await post('/deepl/v2/translate', { text: [`of ${NAME} & co`], target_lang: 'DE' })
    expect(sent()).toContain('of <x id=')
    expect(sent()).not.toMatch(/kettle/)
    expect(answer.text).toContain(NAME)
  })

  it('is found in POST /redact, one or several', async () => {
    const one = await post('/redact', { text: `of the ${NAME}`, lang: 'en' })
    expect(JSON.parse(one.text)).toEqual({
      text: 'of the [PERSON_1]',
      entities: [
        { entity: 'PERSON', start: 7, end: 7 + NAME.length, detector: 'onnx', score: expect.any(Number) },
      ],
    })
    const long = `${'x '.repeat(40_000)}${OTHER}`
    const several = await post('/redact', [{ text: OTHER }, { text: long }, { text: '12' }])
    expect(JSON.parse(several.text)).toMatchObject([
      { text: '[PERSON_1]' },
      { entities: [{ start: long.length - OTHER.length }] },
      { text: '12', entities: [] },
    ])
  })

  it('is counted where nothing is replaced, and looked for where a route says so', async () => {
    const answer = await chat(`it is ${NAME}`, {}, 'counter')
    expect(sent()).toContain(NAME)
    expect(await recordOf(gateway, answer)).toMatchObject({ redactions: { PERSON: 1 } })
    seen = vendor.seen.length
    await chat(`it is ${NAME}`, {}, 'routed')
    expect(sent()).toContain('[PERSON_1]')
  })
})

describe('an answer', () => {
  const content = `Ask ${OTHER} or [PERSON_1].`
  const masked = `Ask [PERSON] or ${NAME}.`

  it('that comes whole is masked', async () => {
    vendor.script = (_call, response) => json(response, 200, chatAnswer(content))
    const answer = await chat(`I am ${NAME}`, {}, 'masked')
    expect(said(answer)).toBe(masked)
    const record = await recordOf(gateway, answer)
    expect(record?.marks).toContain('answer:PERSON=1')
    expect(record).toMatchObject({ restored: 1 })
  })

  it('that is streamed is masked, however it is cut', async () => {
    const deltas = Array.from(content, (unit) => chatChunk([chatDelta(0, { content: unit })]))
    const frames = chatFrames([...deltas, chatChunk([chatDelta(0, {}, 'stop')])])
    vendor.script = async (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const piece of cut(frames, [7, 400, 1111])) {
        response.write(piece)
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    }
    const answer = await chat(`I am ${NAME}`, { stream: true }, 'masked')
    expect(readChat(answer.body).get(0)?.content).toBe(masked)
    expect(answer.text.endsWith('data: [DONE]\n\n')).toBe(true)
    expect(await recordOf(gateway, answer)).toMatchObject({
      restored: 1,
      marks: ['sandbox', 'answer:PERSON=1'],
    })
  })

  it('that is a long stream with many names goes on piece by piece, masked', async () => {
    const parts = Array.from({ length: 200 }, (_, index) => `in part ${index} there is ${OTHER} and so on, `)
    const first = Promise.withResolvers<undefined>()
    vendor.script = async (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const [index, part] of parts.entries()) {
        const frame = JSON.stringify(chatChunk([chatDelta(0, { content: part })]))
        response.write(`data: ${frame}\n\n`)
        // The second half is not written before the caller has something of the first.
        if (index === 100) await first.promise
      }
      response.end(chatFrames([chatChunk([chatDelta(0, {}, 'stop')])]))
    }
    const body = { model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content: 'say again' }] }
    const answer = await fetch(`${gateway.origin}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.keys['masked']}` },
      body: JSON.stringify(body),
    })
    const chunks: Buffer[] = []
    for await (const chunk of answer.body ?? []) {
      chunks.push(Buffer.from(chunk))
      if (Buffer.concat(chunks).includes('[PERSON]')) first.resolve(undefined)
    }
    const said = parts.join('').replaceAll(OTHER, '[PERSON]')
    expect(readChat(Buffer.concat(chunks)).get(0)?.content).toBe(said)
  })

  it('that is streamed and breaks off is no answer', async () => {
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(`data: ${JSON.stringify(chatChunk([chatDelta(0, { content: OTHER })]))}\n\n`)
    }
    const answer = await chat('hi', { stream: true }, 'masked')
    expect(answer.text).toContain('vendor_truncated')
    expect(answer.complete).toBe(false)
    expect(answer.text).not.toContain(OTHER)
  })

  it('that is plain text is masked', async () => {
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.end(
        `1\n00:00:01,000 --> 00:00:02,000\nasked for kettle\n\n2\n00:00:02,000 --> 00:00:03,000\nlamp\n`,
      )
    }
    const answer = await rawCall(gateway.origin, {
      target: '/openai/v1/audio/transcriptions',
      headers: { authorization: `Bearer ${gateway.keys['masked']}`, 'content-type': MULTIPART_TYPE },
      body: multipart([
        { name: 'model', data: 'gpt-4o-transcribe' },
        { name: 'response_format', data: 'srt' },
        { name: 'file', data: Buffer.from('RIFF'), filename: 'a.wav', contentType: 'audio/wav' },
      ]),
    })
    expect(answer.text).toContain('asked for [PERSON]')
    expect(answer.text).not.toMatch(/kettle|lamp/)
  })
})

/** More than the model reads in a millisecond. */
function long(word: string): string {
  return `${word} `.repeat(20_000)
}

describe('a tier that does not answer in time', () => {
  it('refuses the call, and nothing leaves', async () => {
    const answer = await chat(long('some'), {}, 'hasty')
    expect(answer.status).toBe(422)
    expect(codeOf(answer)).toBe('names_tier_failed')
    expect(vendor.seen.length).toBe(seen)
    const failed = await metric(gateway, 'limen_names_failures_total', ['reason="names_timeout"'])
    expect(failed).toBeGreaterThan(0)
    expect(codeOf(await post('/redact', { text: long('more') }, 'hasty'))).toBe('names_tier_failed')
  })

  it('goes on with the engine alone only where config says so', async () => {
    expect((await chat(`${long('and')} Anna`, {}, 'lenient')).status).toBe(200)
    expect(sent()).toContain('and and')
  })

  it('does not where the language of the text needs more, or nobody knows the language', async () => {
    expect(codeOf(await chat(`nie wiem, co się z tym stało ${long('ale')}`, {}, 'guarded'))).toBe(
      'names_tier_failed',
    )
    expect(codeOf(await chat(long('xqzz'), {}, 'guarded'))).toBe('names_tier_failed')
    expect(vendor.seen.length).toBe(seen)
    expect((await chat(`we do not know what it is ${long('and')}`, {}, 'guarded')).status).toBe(200)
  })
})

describe('where nothing is replaced', () => {
  it('neither a tier that fails nor a minimum refuses anything', async () => {
    expect((await chat(long('counted'), {}, 'watcher')).status).toBe(200)
    expect((await chat(`nie wiem, co się z tym stało ${long('ani')}`, {}, 'watcher')).status).toBe(200)
  })
})

describe('a text of a language whose minimum is not met', () => {
  it('is refused, and texts of others are not', async () => {
    const polish = await chat('Dzień dobry, nie wiem co się stało z moją przesyłką', {}, 'english')
    expect(codeOf(polish)).toBe('names_minimum_unmet')
    expect(polish.status).toBe(422)
    expect(polish.text).not.toContain('przesy')
    expect(vendor.seen.length).toBe(seen)
    expect((await chat('Good day, I do not know what happened to my parcel', {}, 'english')).status).toBe(200)
    expect((await chat('ok 12', {}, 'english')).status).toBe(200)
  })

  it('is refused where the caller says the language, too', async () => {
    const answer = await post('/redact', { text: 'ok', lang: 'pl' }, 'english')
    expect(answer.status).toBe(400)
    expect((await post('/redact', { text: 'ok', lang: 'en' }, 'english')).status).toBe(200)
  })
})
