/** AssemblyAI's own SDK through the gateway: upload, transcripts, live recordings and the LLM gateway, with nothing personal on the way out. */
import { Readable } from 'node:stream'
import { AssemblyAI, DictationError, LlmGatewayError, SyncTranscriptError } from 'assemblyai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { multipart, MULTIPART_TYPE, type WrittenPart } from '../harness/multipart.ts'
import { rawCall, type RawAnswer } from '../harness/raw-call.ts'

const EMAIL = 'anna.nowak@example.pl'
const PESEL = '44051401359'
const AUDIO = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(40_000, 7)])
const MEDIA = ['assemblyai.upload', 'assemblyai.sync.transcribe', 'assemblyai.dictation.transcribe']

let simulator: RunningSimulator
let gateway: TestGateway

beforeAll(async () => {
  simulator = await startSimulator(simulators.assemblyai, {
    seed: 5,
    behaviour: { hostile: true, keys: ['upstream-assemblyai-key'] },
  })
  gateway = await startTestGateway({
    vendors: { assemblyai: simulator.origin },
    sandbox: false,
    tenants: { acme: { media: MEDIA }, silent: { media: [] } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await simulator.close()
})

function clientOf(tenant: string, { origin, keys }: TestGateway = gateway): AssemblyAI {
  return new AssemblyAI({
    apiKey: keys[tenant] ?? '',
    baseUrl: `${origin}/assemblyai`,
    syncBaseUrl: `${origin}/assemblyai-sync`,
    dictationBaseUrl: `${origin}/assemblyai-dictation`,
    llmGatewayBaseUrl: `${origin}/assemblyai-llm-gateway`,
  })
}

/** Everything that the vendor saw since a moment, as text. */
function seenSince(count: number): string {
  return simulator.seen
    .slice(count)
    .map(({ path, headers, text }) => `${path} ${JSON.stringify(headers)} ${text}`)
    .join('\n')
}

describe('uploads and transcripts', () => {
  it('are uploaded, transcribed, polled, read in every form and deleted', async () => {
    const client = clientOf('acme')
    const seen = simulator.seen.length
    const transcript = await client.transcripts.transcribe(
      { audio: AUDIO, speech_model: 'universal', prompt: `The caller is ${EMAIL}.`, keyterms_prompt: [EMAIL, 'tariff'] },
      { pollingInterval: 5 },
    )
    expect(transcript.status).toBe('completed')
    expect(transcript.text).toContain('tariff')
    const [uploaded, created] = simulator.seen.slice(seen)
    expect(uploaded?.path).toBe('/v2/upload')
    expect(uploaded?.bodySize).toBe(AUDIO.length)
    expect(Buffer.from(uploaded?.body ?? []).equals(AUDIO)).toBe(true)
    expect(uploaded?.headers['authorization']).toBe('upstream-assemblyai-key')
    expect(created?.text).toContain('[EMAIL_1]')
    expect((await client.transcripts.sentences(transcript.id)).sentences.length).toBeGreaterThan(1)
    expect((await client.transcripts.paragraphs(transcript.id)).paragraphs.length).toBeGreaterThan(1)
    expect(await client.transcripts.subtitles(transcript.id, 'srt', 40)).toContain('-->')
    expect(await client.transcripts.subtitles(transcript.id, 'vtt')).toMatch(/^WEBVTT/)
    expect((await client.transcripts.wordSearch(transcript.id, ['office', 'tariff'])).total_count).toBe(2)
    const deleted = await client.transcripts.delete(transcript.id)
    expect(deleted.text).toBeNull()
    expect(seenSince(seen)).not.toContain('anna')
  }) // prettier-ignore

  it('are echoed with the values back when they are made', async () => {
    const client = clientOf('acme')
    const submitted = await client.transcripts.submit({
      audio: AUDIO,
      prompt: `The caller is ${EMAIL}.`,
      custom_spelling: [{ from: ['anna'], to: EMAIL }],
    })
    expect(JSON.stringify(submitted)).toContain(`The caller is ${EMAIL}.`)
    expect(JSON.stringify(submitted)).not.toContain('[EMAIL_1]')
  })

  it('stream through unread: the vendor gets the first bytes before the last were sent', async () => {
    const first = Promise.withResolvers<void>()
    async function* slow(): AsyncGenerator<Buffer> {
      yield AUDIO.subarray(0, 20_000)
      await first.promise
      yield AUDIO.subarray(20_000)
    }
    const before = simulator.counters.bodyBytesIn
    const url = clientOf('acme').files.upload(Readable.toWeb(Readable.from(slow())) as ReadableStream)
    while (simulator.counters.bodyBytesIn < before + 20_000) await new Promise((resolve) => setImmediate(resolve))
    first.resolve()
    expect(await url).toMatch(/^https:\/\/cdn\.eu\.assemblyai\.com\/upload\//)
  }) // prettier-ignore

  it('need a line of consent', async () => {
    await expect(clientOf('silent').files.upload(AUDIO)).rejects.toThrow(
      /assemblyai\.upload to tenants\.silent\.media/,
    )
  })

  it('are searched for words that are redacted', async () => {
    const client = clientOf('acme')
    const { id } = await client.transcripts.transcribe({ audio: AUDIO }, { pollingInterval: 5 })
    const seen = simulator.seen.length
    await client.transcripts.wordSearch(id, [EMAIL, PESEL])
    expect(decodeURIComponent(seenSince(seen))).not.toMatch(/anna|44051401359/)
  })

  it('are not listed: the list is that of the account', async () => {
    await expect(clientOf('acme').transcripts.list()).rejects.toThrow(
      /lists the transcripts of the whole account/,
    )
  })
})

describe('live recordings', () => {
  it('sync: the config is walked as JSON, the audio passes, terms come back', async () => {
    const seen = simulator.seen.length
    const answer = await clientOf('acme').sync.transcribe(AUDIO, {
      prompt: `A call with ${EMAIL}`,
      keyterms_prompt: [EMAIL, 'tariff'],
      conversation_context: [`My number is ${PESEL}`],
      language_codes: ['en'],
    })
    expect(answer.text).toContain(EMAIL)
    expect(answer.words.some(({ text }) => text === EMAIL)).toBe(true)
    const left = seenSince(seen)
    expect(left).not.toMatch(/anna|44051401359/)
    expect(left).toContain('"x-aai-model":"universal-3-5-pro"')
    expect(left).toContain('"language_codes":["en"]')
  })

  it('dictation: what the language model makes of it comes back whole', async () => {
    const seen = simulator.seen.length
    const answer = await clientOf('acme').dictation.transcribeLive(AUDIO, {
      stt_prompt: `About ${EMAIL}`,
      llm_instruction: `Address it to ${EMAIL}`,
      sample_rate: 16_000,
      channels: 1,
    })
    expect(answer.final_text).toContain(`Address it to ${EMAIL}`)
    expect(seenSince(seen)).not.toContain('anna')
  })

  it('are warmed up on hosts of their own', async () => {
    expect(await clientOf('acme').sync.warm()).toBe(true)
    expect(await clientOf('acme').dictation.warm()).toBe(true)
    const [sync, dictation] = simulator.seen.slice(-2)
    expect([sync?.path, dictation?.path]).toEqual(['/sync/v1/warm', '/dictation/v1/warm'])
  })

  it('raise the SDK’s own errors, with our code', async () => {
    const refused = await clientOf('silent').sync.transcribe(AUDIO).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(SyncTranscriptError)
    expect(refused).toMatchObject({ status: 403, errorCode: 'media_not_allowed' })
    const other = await clientOf('silent').dictation.transcribeLive(AUDIO).catch((error: unknown) => error)
    expect(other).toBeInstanceOf(DictationError)
    expect(other).toMatchObject({ status: 403, errorCode: 'media_not_allowed' })
  }) // prettier-ignore
})

describe('the LLM gateway', () => {
  const messages = [{ role: 'user' as const, content: `Write to ${EMAIL}, my number is ${PESEL}.` }]

  it('answers whole, with the values back', async () => {
    const seen = simulator.seen.length
    const answer = await clientOf('acme').llmGateway.chatCompletions({ model: 'claude-sonnet-4-6', messages })
    expect(answer.choices[0]?.message.content).toContain(EMAIL)
    expect(answer.choices[0]?.message.content).toContain(PESEL)
    expect(seenSince(seen)).not.toMatch(/anna|44051401359/)
  })

  it('streams to OpenAI’s SDK', async () => {
    const client = new OpenAI({ apiKey: gateway.keys['acme'], baseURL: `${gateway.origin}/assemblyai-llm-gateway/v1`, maxRetries: 0 })
    const stream = await client.chat.completions.create({ model: 'claude-sonnet-4-6', messages, stream: true })
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    expect(text).toContain(EMAIL)
  }) // prettier-ignore

  it('takes no model that config does not list, and lists no other', async () => {
    const client = clientOf('acme')
    const refused = await client.llmGateway
      .chatCompletions({ model: 'claude-haiku-4-5', messages })
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(LlmGatewayError)
    expect(refused).toMatchObject({ status: 403 })
    expect((refused as Error).message).toContain('endpoints.assemblyai-test.models')
    expect((await client.llmGateway.listModels()).data.map(({ id }) => id)).toEqual(['claude-sonnet-4-6'])
  })

  it.each([
    ['fallbacks', [{ model: 'gpt-5' }]],
    ['fallback_config', { depth: 2 }],
    ['global_routing', true],
    ['transcript_id', 'abc'],
  ])('goes nowhere else by %s', async (member, value) => {
    const seen = simulator.seen.length
    const call = clientOf('acme').llmGateway.chatCompletions({
      model: 'claude-sonnet-4-6',
      messages,
      [member]: value,
    })
    await expect(call).rejects.toMatchObject({ status: 403 })
    expect(simulator.seen.length).toBe(seen)
  })
})

describe('what goes wrong at AssemblyAI', () => {
  let failing: RunningSimulator
  let own: TestGateway

  beforeAll(async () => {
    failing = await startSimulator(simulators.assemblyai, {
      seed: 6,
      behaviour: { hostile: true, script: () => ({ status: 429, 'retry-after': 7 }) },
    })
    own = await startTestGateway({ vendors: { assemblyai: failing.origin } })
  })

  afterAll(async () => {
    await own.stop()
    await failing.close()
  })

  it('is raised by the SDK as its own errors, with the wait that the vendor asked for', async () => {
    const client = clientOf('acme', own)
    await expect(client.files.upload(AUDIO)).rejects.toThrow(/Too many requests/)
    const sync = await client.sync.transcribe(AUDIO).catch((error: unknown) => error)
    expect(sync).toBeInstanceOf(SyncTranscriptError)
    expect(sync).toMatchObject({ status: 429, retryAfter: 7 })
    const dictation = await client.dictation.transcribeLive(AUDIO).catch((error: unknown) => error)
    expect(dictation).toMatchObject({ status: 429, retryAfter: 7 })
    const chat = await client.llmGateway
      .chatCompletions({ model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: EMAIL }] })
      .catch((error: unknown) => error)
    expect(chat).toBeInstanceOf(LlmGatewayError)
    expect(chat).toMatchObject({ status: 429 })
    // What an error repeats is restored like any answer.
    expect((chat as Error).message).toContain(EMAIL)
  })
})

async function send(config: WrittenPart): Promise<RawAnswer> {
  return await rawCall(gateway.origin, {
    target: '/assemblyai-sync/v1/transcribe/live',
    headers: {
      authorization: gateway.keys['acme'] ?? '',
      'content-type': MULTIPART_TYPE,
      'x-aai-model': 'universal-3-5-pro',
    },
    body: multipart([config, { name: 'audio', filename: 'a.wav', contentType: 'audio/wav', data: AUDIO }]),
  })
}

describe('the config part of a recording', () => {
  it.each<[string, WrittenPart]>([
    ['that is no JSON', { name: 'config', data: `prompt=${EMAIL}` }],
    ['with a member twice', { name: 'config', data: `{"prompt":"a","prompt":"${EMAIL}"}` }],
    ['that is a list', { name: 'config', data: `["${EMAIL}"]` }],
    ['that calls itself a file', { name: 'config', filename: 'config.json', data: `{"prompt":"${EMAIL}"}` }],
  ])('%s never reaches the vendor whole', async (_what, config) => {
    const seen = simulator.seen.length
    const answer = await send(config)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(simulator.seen.length).toBe(seen)
  })

  it.each<[string, (canary: string) => object]>([
    ['prompt', (canary) => ({ prompt: canary })],
    ['terms', (canary) => ({ keyterms_prompt: ['a', canary] })],
    ['context', (canary) => ({ conversation_context: [canary] })],
    ['languages', (canary) => ({ language_codes: [canary] })],
    ['next month', (canary) => ({ next: { month: [canary] } })],
    ['a key', (canary) => ({ [canary]: 1 })],
  ])('has no canary left in %s', async (_what, place) => {
    for (const canary of [EMAIL, PESEL, 'PL61109010140000071219812874']) {
      const seen = simulator.seen.length
      await send({ name: 'config', contentType: 'application/json', data: JSON.stringify(place(canary)) })
      expect(simulator.seen.length).toBe(seen + 1)
      expect(seenSince(seen)).not.toContain(canary)
    }
  })
})
