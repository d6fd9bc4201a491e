/** The OpenAI simulator's realtime sessions, driven by the events that the SDK sends and reads. */
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Behaviour } from '../../src/connectors/simulator/contract.ts'
import { simulateAzure } from '../../src/connectors/vendors/azure/simulator.ts'
import { simulateAzureLive } from '../../src/connectors/vendors/azure/simulator/live.ts'
import { simulateOpenAI } from '../../src/connectors/vendors/openai/simulator.ts'
import { simulateOpenAILive } from '../../src/connectors/vendors/openai/simulator/live.ts'
import { HOSTILE, running, TIDY } from './running.ts'
import { talk } from './talk.ts'

const REALTIME = '/v1/realtime?model=gpt-realtime'

async function open(behaviour: Behaviour, path = REALTIME, headers: Record<string, string> = {}) {
  const simulator = await running(simulateOpenAI, behaviour, { live: simulateOpenAILive })
  const origin = simulator.origin.replace('http', 'ws')
  return {
    simulator,
    session: talk(new WebSocket(origin + path, { headers: { authorization: 'Bearer sk', ...headers } })),
  }
}

const said = (text: string): object => ({
  type: 'conversation.item.create',
  item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
})
const TOOL = {
  type: 'function',
  name: 'look_up',
  parameters: { type: 'object', properties: { email: { type: 'string' } } },
}

describe('a realtime session', () => {
  it.each<[string, Behaviour]>([
    ['tidy', TIDY],
    ['hostile', HOSTILE],
  ])('calls a tool, reads its output and answers in text and in sound, %s', async (_name, behaviour) => {
    const { session } = await open(behaviour)
    await session.until('session.created')
    session.send({ type: 'session.update', session: { type: 'realtime', tools: [TOOL], tracing: null } })
    const updated = await session.until('session.updated')
    expect(updated).toMatchObject({ session: { type: 'realtime', tools: [TOOL], tracing: null } })
    session.send(said('Find [EMAIL_1] simulate: exact'))
    session.send({ type: 'response.create', response: { output_modalities: ['text'] } })
    const first = await session.until('response.done')
    const call = outputOf(first).find(({ type }) => type === 'function_call')
    expect(call).toMatchObject({ name: 'look_up' })
    session.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: call?.['call_id'], output: 'found [PHONE_1]' },
    })
    session.send({ type: 'response.create' })
    const second = await session.until('response.done')
    const message = outputOf(second).find(({ type }) => type === 'message')
    const whole = JSON.stringify(message)
    expect(whole).toContain('found [PHONE_1]')
    const deltas = session.events
      .filter(({ type }) => type === 'response.output_audio_transcript.delta')
      .map((event) => String(event['delta']))
      .join('')
    expect(whole).toContain(JSON.stringify(deltas).slice(1, -1))
    expect(session.events.some(({ type }) => type === 'response.output_audio.delta')).toBe(true)
  })

  it('hears scripted words, and answers when the turn is over', async () => {
    const { session } = await open({ hostile: false, spoken: ['My number is 48512345678.'] })
    session.send({
      type: 'session.update',
      session: { type: 'realtime', audio: { input: { transcription: { model: 'whisper-1' } } } },
    })
    const audio = Buffer.alloc(4800).toString('base64')
    for (let sent = 0; sent < 10; sent += 1) session.send({ type: 'input_audio_buffer.append', audio })
    const heard = await session.until('conversation.item.input_audio_transcription.completed')
    expect(heard).toMatchObject({ transcript: 'My number is 48512345678.' })
    await session.until('response.done')
  })

  it('speaks the API before today’s when asked to', async () => {
    const { session } = await open(TIDY, REALTIME, { 'openai-beta': 'realtime=v1' })
    session.send(said('Hello'))
    session.send({ type: 'response.create', response: { modalities: ['text'] } })
    await session.until('response.text.done')
    await session.until('response.done')
    expect(session.events.map(({ type }) => type)).toContain('conversation.item.created')
  })

  it('refuses a trace, a stored prompt and a tool of the vendor’s, and goes on', async () => {
    const { session } = await open(TIDY)
    for (const part of [{ tracing: 'auto' }, { prompt: { id: 'pmpt_1' } }, { tools: [{ type: 'mcp' }] }]) {
      session.send({ type: 'session.update', session: { type: 'realtime', ...part } })
      await session.until('error')
    }
    session.send({ type: 'session.update', session: { type: 'realtime', instructions: 'Be brief.' } })
    expect(await session.until('session.updated')).toMatchObject({ session: { instructions: 'Be brief.' } })
  })

  it('stops when it is cancelled', async () => {
    const { session } = await open({ hostile: false, pace: 2 })
    session.send(said('Hello simulate: long=40'))
    session.send({ type: 'response.create' })
    await session.until('response.output_audio_transcript.delta')
    session.send({ type: 'response.cancel' })
    expect(await session.until('response.done')).toMatchObject({ response: { status: 'cancelled' } })
  })

  it('transcribes without a model', async () => {
    const { session } = await open(
      { hostile: true, spoken: ['Zażółć.'] },
      '/v1/realtime?intent=transcription',
    )
    session.send({
      type: 'session.update',
      session: {
        type: 'transcription',
        audio: { input: { turn_detection: null, transcription: { model: 'gpt-4o-transcribe' } } },
      },
    })
    session.send({ type: 'input_audio_buffer.append', audio: 'AAAA' })
    session.send({ type: 'input_audio_buffer.commit' })
    expect(await session.until('conversation.item.input_audio_transcription.completed')).toMatchObject({
      transcript: 'Zażółć.',
    })
    session.send({ type: 'response.create' })
    await session.until('error')
  })

  it.each([
    ['reset-after=3', 1006],
    ['truncate-after=3', 1006],
    ['end-after=3 close=1011', 1011],
  ])('breaks off on %s', async (command, code) => {
    const { session } = await open(TIDY)
    session.send(said(`Hello simulate: ${command}`))
    session.send({ type: 'response.create' })
    expect((await session.closed).code).toBe(code)
  })

  it.each([
    ['/openai/realtime?api-version=2025-04-01-preview&deployment=voice', 'response.text.done'],
    ['/openai/v1/realtime?model=voice', 'response.output_text.done'],
  ])('is Azure’s at %s', async (path, type) => {
    const behaviour = { hostile: false, deployments: { voice: 'gpt-realtime' } }
    const vendor = await running(simulateAzure, behaviour, { live: simulateAzureLive })
    const socket = new WebSocket(vendor.origin.replace('http', 'ws') + path, { headers: { 'api-key': 'k' } })
    const session = talk(socket)
    session.send(said('Hello'))
    const members = path.includes('v1') ? { output_modalities: ['text'] } : { modalities: ['text'] }
    session.send({ type: 'response.create', response: members })
    await session.until(type)
    const lost = new WebSocket(vendor.origin.replace('http', 'ws') + path.replace('voice', 'none'), {
      headers: { 'api-key': 'k' },
    })
    expect((await talk(lost).closed).status).toBe(404)
  })

  it('refuses an unknown key, and a model that is none', async () => {
    const { session } = await open({ hostile: false, keys: ['other'] })
    expect((await session.closed).status).toBe(401)
    const { session: lost } = await open(TIDY, '/v1/realtime?model=gpt-nothing')
    await lost.until('error')
    expect((await lost.closed).code).toBe(4000)
  })
})

function outputOf(event: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return (event['response'] as { output: Readonly<Record<string, unknown>>[] }).output
}
