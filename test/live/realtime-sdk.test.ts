/** OpenAI's own realtime client through the gateway: nothing of the caller's reaches the vendor, and everything comes back. */
import OpenAI, { AzureOpenAI } from 'openai'
import { OpenAIRealtimeWS as BetaRealtimeWS } from 'openai/beta/realtime/ws'
import { OpenAIRealtimeWS } from 'openai/realtime/ws'
import { describe, expect, it } from 'vitest'
import { WebSocket as NodeSocket } from 'ws'
import { talk, type Conversation } from '../simulators/talk.ts'
import { heardBy, liveGateway, type LiveGateway, type LiveGatewayOptions } from './live-gateway.ts'

const EMAIL = 'anna.nowak@example.pl'
const PHONE = '+48 512 345 678'
const IBAN = 'DE89370400440532013000'
const OPERATOR = 'support@acme.example'

const MODELS = { models: ['gpt-realtime', 'gpt-4o-transcribe'] }
const DEPLOYMENTS = {
  deployments: {
    voice: { model: 'gpt-realtime', sku: 'Standard' },
    ears: { model: 'gpt-4o-transcribe', sku: 'Standard' },
  },
}

async function openai(
  options: LiveGatewayOptions = {},
  model = 'gpt-realtime',
): Promise<LiveGateway & { readonly session: Conversation }> {
  const live = await liveGateway('openai', { endpoint: MODELS, ...options })
  const client = new OpenAI({ apiKey: live.key, baseURL: `${live.base}/v1` })
  const socket = new OpenAIRealtimeWS({ model }, client)
  socket.on('error', () => {})
  return { ...live, session: talk(socket.socket) }
}

const said = (text: string): object => ({
  type: 'conversation.item.create',
  item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
})
const TOOL = {
  type: 'function',
  name: 'look_up',
  description: `Ask ${OPERATOR} when unsure.`,
  parameters: { type: 'object', properties: { email: { type: 'string' }, note: { type: 'string' } } },
}

type Members = Readonly<Record<string, unknown>>

function outputOf(event: Members): readonly Members[] {
  return (event['response'] as { output: Members[] }).output
}

function ofType({ events }: Conversation, wanted: string): readonly Members[] {
  return events.filter(({ type }) => type === wanted)
}

/** Texts of all deltas of a type. */
function deltas({ events }: Conversation, type: string): string {
  return events
    .filter((event) => event.type === type)
    .map((event) => String(event['delta']))
    .join('')
}

describe('a realtime session', () => {
  it.each([1, 2, 3, 4, 5, 6])('redacts a tool turn and restores it, at every cut (%i)', async (seed) => {
    const { session, simulator } = await openai({ seed })
    await session.until('session.created')
    session.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        instructions: `You work for ${OPERATOR}.`,
        tools: [TOOL],
        tracing: { workflow_name: 'calls', group_id: PHONE },
        output_modalities: ['audio'],
      },
    })
    await session.until('session.updated')
    session.send(said(`I am ${EMAIL}, call ${PHONE}.`))
    session.send({ type: 'response.create' })
    const first = await session.until('response.done')
    const calls = outputOf(first).filter(({ type }) => type === 'function_call')
    for (const { arguments: source } of calls) {
      const given = JSON.parse(String(source)) as { email: string }
      expect(given.email).toBe(EMAIL)
    }
    expect(calls.length).toBeGreaterThan(0)
    expect(ofType(session, 'response.function_call_arguments.done').map((done) => done['arguments'])).toEqual(
      expect.arrayContaining(calls.map((call) => call['arguments'])),
    )
    for (const { call_id } of calls)
      session.send({
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id, output: JSON.stringify({ iban: IBAN }) },
      })
    session.send({ type: 'response.create' })
    const second = await session.until('response.done')
    const spoken = deltas(session, 'response.output_audio_transcript.delta')
    for (const value of [EMAIL, PHONE, IBAN]) {
      expect(JSON.stringify(outputOf(second))).toContain(value)
      expect(spoken).toContain(value)
    }
    expect(ofType(session, 'response.output_audio.delta').length).toBeGreaterThan(0)
    const heard = await heardBy(simulator)
    for (const value of [EMAIL, PHONE, '512 345 678', IBAN, OPERATOR, 'workflow', 'tracing'])
      expect(heard).not.toContain(value)
    expect(heard).toContain('[EMAIL_1]')
    expect(heard).toContain('[EMAIL_S1]')
  })

  it('is one record, with its place, its counts and its length', async () => {
    const { session, gateway, simulator } = await openai({ behaviour: { hostile: false } })
    session.send(said(`I am ${EMAIL}.`))
    session.send({ type: 'response.create' })
    await session.until('response.done')
    session.close()
    await session.closed
    expect((await simulator.whenSession(1)).headers).toMatchObject({
      authorization: 'Bearer upstream-openai-key',
    })
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({
      operation: 'realtime',
      model: 'gpt-realtime',
      region: 'eu',
      outcome: 'ok',
      uninspected: ['audio'],
      lateRedactions: { EMAIL: 1 },
      vendorStatus: 101,
    })
    expect(record?.inputTokens).toBeGreaterThan(0)
    expect(record?.outputTokens).toBeGreaterThan(0)
  })

  it('refuses what is outside the agreement by an error event, and goes on', async () => {
    const { session, simulator } = await openai()
    const refused: readonly [object, string][] = [
      [{ type: 'session.update', session: { type: 'realtime', prompt: { id: 'pmpt_1' } } }, 'session.prompt'],
      [
        {
          type: 'session.update',
          session: {
            type: 'realtime',
            tools: [{ type: 'mcp', server_label: 'x', server_url: 'https://x.example' }],
          },
        },
        'session.tools[0].type',
      ],
      [{ type: 'session.update', session: { type: 'realtime', model: 'gpt-realtime-us' } }, 'session.model'],
      [
        {
          type: 'session.update',
          session: { type: 'realtime', audio: { input: { transcription: { model: 'whisper-1' } } } },
        },
        'session.audio.input.transcription.model',
      ],
      [
        { type: 'response.create', response: { tools: [{ type: 'mcp', server_label: 'x' }] } },
        'response.tools[0].type',
      ],
      [{ type: 'response.create', response: { prompt: { id: 'pmpt_1' } } }, 'response.prompt'],
      [
        { type: 'conversation.item.create', item: { type: 'mcp_approval_response', approve: true } },
        'item.type',
      ],
    ]
    for (const [event, path] of refused) {
      session.send(event)
      expect(await session.until('error')).toMatchObject({ error: { param: path } })
    }
    for (const event of [{ type: 'session.teleport' }, { type: 5 }, {}, '{"type":', '[]', '"x"']) {
      session.send(event)
      await session.until('error')
    }
    session.send(said('Hello'))
    session.send({ type: 'response.create' })
    await session.until('response.done')
    const heard = await heardBy(simulator)
    for (const word of ['pmpt_1', 'mcp', 'gpt-realtime-us', 'whisper-1', 'teleport'])
      expect(heard).not.toContain(word)
  })

  it('takes pictures only where sound is consented to, and the record says so', async () => {
    const { session, simulator, gateway } = await openai({ behaviour: { hostile: false } })
    const image_url = `data:image/png;base64,${Buffer.alloc(90, 7).toString('base64')}`
    session.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content: [{ type: 'input_image', image_url }] },
    })
    await session.until('conversation.item.done')
    session.close()
    await session.closed
    expect(await heardBy(simulator)).toContain(image_url)
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({
      uninspected: ['audio'],
      marks: expect.arrayContaining(['uninspected=image']) as unknown,
    })
  })

  it('passes sound unread and counts it, and restores what is heard in it', async () => {
    const { session, simulator, gateway } = await openai({
      behaviour: { spoken: [`Please write to [EMAIL_1] and to [EMAIL_7].`] },
    })
    session.send(said(`I am ${EMAIL}.`))
    session.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        audio: { input: { transcription: { model: 'gpt-4o-transcribe', prompt: `Spells ${EMAIL}.` } } },
      },
    })
    const audio = Buffer.alloc(4800, 91).toString('base64')
    for (let sent = 0; sent < 10; sent += 1) session.send({ type: 'input_audio_buffer.append', audio })
    const whole = await session.until('conversation.item.input_audio_transcription.completed')
    expect(whole['transcript']).toBe(`Please write to ${EMAIL} and to [EMAIL_7].`)
    expect(deltas(session, 'conversation.item.input_audio_transcription.delta')).toBe(whole['transcript'])
    await session.until('response.done')
    session.close()
    const heard = await heardBy(simulator)
    expect(heard.split(audio).length).toBe(11)
    expect(heard).not.toContain(EMAIL)
    const [record] = await gateway.records(1)
    expect(record?.marks.some((mark) => mark.startsWith('audio_out=10/'))).toBe(true)
  })

  it('speaks the API before today’s with the SDK that still does', async () => {
    const live = await liveGateway('openai', { endpoint: MODELS })
    const client = new OpenAI({ apiKey: live.key, baseURL: `${live.base}/v1` })
    const socket = new BetaRealtimeWS({ model: 'gpt-realtime' }, client)
    socket.on('error', () => {})
    const session = talk(socket.socket)
    session.send({
      type: 'session.update',
      session: { instructions: `For ${OPERATOR}.`, modalities: ['text'], tracing: 'auto' },
    })
    session.send(said(`I am ${EMAIL}.`))
    session.send({ type: 'response.create' })
    const done = await session.until('response.text.done')
    expect(done['text']).toContain(EMAIL)
    expect(deltas(session, 'response.text.delta')).toBe(done['text'])
    const heard = await heardBy(live.simulator)
    for (const value of [EMAIL, OPERATOR, 'tracing']) expect(heard).not.toContain(value)
    expect((await live.simulator.whenSession(1)).headers['openai-beta']).toBe('realtime=v1')
  })

  it('transcribes alone', async () => {
    const live = await liveGateway('openai', {
      endpoint: MODELS,
      behaviour: { spoken: ['Hello from Kraków.'] },
    })
    const client = new OpenAI({ apiKey: live.key, baseURL: `${live.base}/v1` })
    const socket = new OpenAIRealtimeWS({ intent: 'transcription' }, client)
    socket.on('error', () => {})
    const session = talk(socket.socket)
    await session.until('session.created')
    const input = (model: string): object => ({
      turn_detection: null,
      transcription: { model, prompt: EMAIL },
    })
    const update = (model: string): object => ({
      type: 'session.update',
      session: { type: 'transcription', audio: { input: input(model) } },
    })
    session.send(update('whisper-1'))
    await session.until('error')
    session.send(update('gpt-4o-transcribe'))
    expect(JSON.stringify(await session.until('session.updated'))).toContain(EMAIL)
    session.send({ type: 'input_audio_buffer.append', audio: 'AAAA' })
    session.send({ type: 'input_audio_buffer.commit' })
    const heard = await session.until('conversation.item.input_audio_transcription.completed')
    expect(heard['transcript']).toBe('Hello from Kraków.')
    expect(await heardBy(live.simulator)).not.toContain(EMAIL)
  })

  it.each([
    ['a model that config does not list', 'model=gpt-realtime-mini', 403],
    ['no model', '', 400],
    ['another host', 'model=gpt-realtime&host=us.api.openai.com', 403],
    ['somebody’s call', 'model=gpt-realtime&call_id=rtc_1', 403],
    ['a kind of session that nobody knows', 'intent=espionage', 403],
    ['a parameter twice', 'model=gpt-realtime&model=gpt-4o-transcribe', 400],
  ])('is not opened for %s', async (_name, query, status) => {
    const { base, key, simulator } = await liveGateway('openai', { endpoint: MODELS })
    const socket = new NodeSocket(`${base.replace('https', 'wss')}/v1/realtime?${query}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect((await talk(socket).closed).status).toBe(status)
    expect(simulator.sessions.length).toBe(0)
  })
})

describe('a realtime session on Azure', () => {
  it('is opened by the helper of the SDK, with a deployment', async () => {
    const live = await liveGateway('azure', {
      endpoint: DEPLOYMENTS,
      behaviour: { deployments: { voice: 'gpt-realtime' } },
    })
    const client = new AzureOpenAI({
      apiKey: live.key,
      endpoint: live.base,
      apiVersion: '2025-04-01-preview',
      deployment: 'voice',
    })
    const socket = await OpenAIRealtimeWS.azure(client)
    socket.on('error', () => {})
    const session = talk(socket.socket)
    session.send(said(`I am ${EMAIL}.`))
    session.send({ type: 'response.create', response: { output_modalities: ['text'] } })
    expect((await session.until('response.output_text.done'))['text']).toContain(EMAIL)
    expect(await heardBy(live.simulator)).not.toContain(EMAIL)
    const seen = await live.simulator.whenSession(1)
    expect(seen.path).toBe('/openai/v1/realtime?model=voice')
    expect(seen.headers['api-key']).toBe('upstream-azure-key')
  })

  it('is opened at the preview’s path, and nowhere with a deployment that config does not list', async () => {
    const live = await liveGateway('azure', {
      endpoint: DEPLOYMENTS,
      behaviour: { deployments: { voice: 'gpt-realtime' } },
    })
    const client = new AzureOpenAI({
      apiKey: live.key,
      endpoint: live.base,
      apiVersion: '2025-04-01-preview',
    })
    const socket = await BetaRealtimeWS.azure(client, { deploymentName: 'voice' })
    socket.on('error', () => {})
    const session = talk(socket.socket)
    session.send(said(`I am ${EMAIL}.`))
    session.send({ type: 'response.create', response: { modalities: ['text'] } })
    expect((await session.until('response.text.done'))['text']).toContain(EMAIL)
    expect((await live.simulator.whenSession(1)).path).toBe(
      '/openai/realtime?api-version=2025-04-01-preview&deployment=voice',
    )
    const other = await BetaRealtimeWS.azure(client, { deploymentName: 'global' })
    other.on('error', () => {})
    expect((await talk(other.socket).closed).status).toBe(403)
  })
})
