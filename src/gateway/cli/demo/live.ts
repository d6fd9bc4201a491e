/** The demo's live sessions over WebSocket: a transcription with AssemblyAI's own SDK, a realtime turn with OpenAI's. */
import { AssemblyAI, type TurnEvent } from 'assemblyai'
import OpenAI from 'openai'
import { OpenAIRealtimeWS } from 'openai/realtime/ws'
import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { CUSTOMER, DEMO_KEYS, NOTE, SUPPORT } from './texts.ts'

const SAMPLE_RATE = 16_000
/** A frame is 100 milliseconds of 16-bit samples. */
const FRAME_SAMPLES = SAMPLE_RATE / 10
const FRAMES = 12
/** Concert pitch. */
const HERTZ = 440

/** A tone and no voice: what the stand-in hears in it is a script. */
function* tone(): Generator<ArrayBuffer> {
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const samples = new Int16Array(FRAME_SAMPLES)
    for (const index of samples.keys()) {
      const seconds = (frame * FRAME_SAMPLES + index) / SAMPLE_RATE
      samples[index] = Math.round(8000 * Math.sin(2 * Math.PI * HERTZ * seconds))
    }
    yield samples.buffer
  }
}

/** @param base `https://localhost:41234`: SDKs open sessions over TLS alone. Resolves to the transcript. */
export async function transcribeLive(base: string): Promise<string> {
  const client = new AssemblyAI({ apiKey: DEMO_KEYS.wide })
  const session = client.streaming.transcriber({
    websocketBaseUrl: `${base.replace('https', 'wss')}/assemblyai-streaming/v3/ws`,
    sampleRate: SAMPLE_RATE,
    formatTurns: true,
    prompt: NOTE,
    keytermsPrompt: ['anna.nowak@example.pl'],
  })
  const turn = new Promise<TurnEvent>((resolve, reject) => {
    session.on('turn', (each) => {
      if (each.end_of_turn && each.turn_is_formatted) resolve(each)
    })
    session.on('error', reject)
  })
  await session.connect()
  for (const frame of tone()) session.sendAudio(frame)
  const { transcript } = await turn
  await session.close()
  return transcript
}

/** A turn that calls a tool, and one that answers with what the tool said. */
export async function realtimeTool(base: string): Promise<string> {
  const client = new OpenAI({ apiKey: DEMO_KEYS.wide, baseURL: `${base}/openai/v1` })
  const session = new OpenAIRealtimeWS({ model: 'gpt-realtime' }, client)
  const failed = new Promise<never>((_resolve, reject) => session.on('error', reject))
  const next = async <Type extends RealtimeServerEvent['type']>(
    type: Exclude<Type, 'error'>,
  ): Promise<Extract<RealtimeServerEvent, { type: Type }>> => {
    const event = new Promise<RealtimeServerEvent>((resolve) => {
      const take = (each: RealtimeServerEvent): void => {
        if (each.type !== type) return
        session.off('event', take)
        resolve(each)
      }
      session.on('event', take)
    })
    // The listener lets no other type through.
    return (await Promise.race([event, failed])) as Extract<RealtimeServerEvent, { type: Type }>
  }
  await next('session.created')
  session.send({
    type: 'session.update',
    session: { type: 'realtime', instructions: SUPPORT, output_modalities: ['text'], tools: [CALLBACK_TOOL] },
  })
  session.send({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: CUSTOMER }] },
  })
  session.send({ type: 'response.create' })
  const call = await next('response.function_call_arguments.done')
  await next('response.done')
  session.send({
    type: 'conversation.item.create',
    item: { type: 'function_call_output', call_id: call.call_id, output: 'Booked for ten.' },
  })
  session.send({ type: 'response.create' })
  const { text } = await next('response.output_text.done')
  await next('response.done')
  const closed = new Promise<void>((resolve) => session.socket.once('close', () => resolve()))
  session.close()
  await closed
  return `book_callback(${call.arguments}) ${text}`
}

const CALLBACK_TOOL = {
  type: 'function' as const,
  name: 'book_callback',
  description: 'Books a call back to the customer.',
  parameters: {
    type: 'object',
    properties: { phone: { type: 'string' }, email: { type: 'string' } },
    required: ['phone', 'email'],
  },
}
