/** Values that the vendor's side says of itself, in live sessions whose answers are masked: nothing is shown before its mask. */
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { VendorId } from '../../src/connectors/contract.ts'
import { talk, type Conversation } from '../simulators/talk.ts'
import { liveGateway } from './live-gateway.ts'

const PHONE = '+48 512 345 678'
const OWN = 'anna.nowak@example.pl'
const SPOKEN = `Hello, my number is ${PHONE}, and I would like to change my appointment of tomorrow to the week after, please.`
/** Parts of the number that a reader could put together. */
const PARTS = ['+48 5', '512', '345', '678']

const PATHS: Readonly<Partial<Record<VendorId, string>>> = {
  openai: '/v1/realtime?model=gpt-realtime',
  vertex: '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent',
}

async function open(vendor: VendorId, seed: number, response: 'apply' | 'flag') {
  const models = { openai: ['gpt-realtime', 'gpt-4o-transcribe'], vertex: { 'gemini-live': { checked: '2026-11-20', evidence: 'https://example.com/a-copy' } } } // prettier-ignore
  const live = await liveGateway(vendor, {
    seed,
    endpoint: { models: vendor === 'openai' ? models.openai : models.vertex },
    behaviour: { spoken: [SPOKEN] },
    tenants: { acme: { redaction: { response } } },
  })
  const socket = new WebSocket(`${live.base.replace('https', 'wss')}${PATHS[vendor] ?? ''}`, {
    headers: { authorization: `Bearer ${live.key}` },
  })
  return { ...live, session: talk(socket) }
}

function realtime(session: Conversation): void {
  session.send({
    type: 'session.update',
    session: { type: 'realtime', audio: { input: { transcription: { model: 'gpt-4o-transcribe' } } } },
  })
  session.send({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: `I am ${OWN}.` }] },
  })
  session.send({ type: 'input_audio_buffer.append', audio: Buffer.alloc(48_000, 91).toString('base64') })
}

function gemini(session: Conversation): void {
  const setup = {
    model: 'projects/test-project/locations/europe-west4/publishers/google/models/gemini-live',
    generationConfig: { responseModalities: ['AUDIO'] },
    inputAudioTranscription: {},
    outputAudioTranscription: {},
  }
  session.send({ setup })
  session.send({ clientContent: { turns: [{ role: 'user', parts: [{ text: `I am ${OWN}.` }] }] } })
  const data = Buffer.alloc(32_000, 91).toString('base64')
  session.send({ realtimeInput: { audio: { mimeType: 'audio/pcm;rate=16000', data } } })
}

/** Everything but sound. */
function written(session: Conversation): string {
  return session.events
    .filter(({ type }) => type === undefined || !type.endsWith('audio.delta'))
    .map((event) =>
      JSON.stringify(event, (key, value: unknown) => (key === 'inlineData' ? undefined : value)),
    )
    .join('\n')
}

/** The texts of each lane, run together as a screen would show them. */
function shown(session: Conversation): { readonly heard: string; readonly said: string } {
  let heard = ''
  let said = ''
  for (const event of session.events) {
    const content = event['serverContent'] as
      | { inputTranscription?: { text?: string }; outputTranscription?: { text?: string } }
      | undefined
    heard += content?.inputTranscription?.text ?? ''
    said += content?.outputTranscription?.text ?? ''
    if (event.type === 'conversation.item.input_audio_transcription.delta') heard += String(event['delta'])
    if (event.type === 'response.output_audio_transcript.delta') said += String(event['delta'])
  }
  return { heard, said }
}

const DIALECTS = [
  ['openai', realtime, (session: Conversation) => session.until('response.done')],
  [
    'vertex',
    gemini,
    (session: Conversation) => session.met((event) => JSON.stringify(event).includes('turnComplete')),
  ],
] as const

describe.each(DIALECTS)('a session of %s', (vendor, speak, over) => {
  it.each([1, 2, 3, 4])('masks what is heard and said from its first character on (%i)', async (seed) => {
    const { session, gateway } = await open(vendor, seed, 'apply')
    speak(session)
    await over(session)
    const everything = written(session)
    for (const part of PARTS) expect(everything).not.toContain(part)
    const { heard, said } = shown(session)
    expect(heard).toBe(SPOKEN.replace(PHONE, '[PHONE]'))
    expect(said).toContain('[PHONE]')
    expect(said).toContain(OWN)
    session.close()
    const [record] = await gateway.records(1)
    expect(record?.marks.some((mark) => mark.startsWith('answer:PHONE='))).toBe(true)
  })

  it('changes nothing where values are only counted', async () => {
    const { session, gateway } = await open(vendor, 5, 'flag')
    speak(session)
    await over(session)
    const { heard, said } = shown(session)
    expect(heard).toBe(SPOKEN)
    expect(said).toContain(PHONE)
    session.close()
    const [record] = await gateway.records(1)
    expect(record?.marks.some((mark) => mark.startsWith('answer:PHONE='))).toBe(true)
  })
})
