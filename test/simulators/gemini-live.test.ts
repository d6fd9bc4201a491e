/** The Vertex AI simulator's live sessions, driven by the SDK's own client. */
import { GoogleGenAI, type LiveConnectConfig, type LiveServerMessage, Modality, Type } from '@google/genai'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Behaviour } from '../../src/connectors/simulator/contract.ts'
import { simulateVertex } from '../../src/connectors/vendors/vertex/simulator.ts'
import { simulateVertexLive } from '../../src/connectors/vendors/vertex/simulator/live.ts'
import { HOSTILE, running, TIDY } from './running.ts'

const TOOL = {
  functionDeclarations: [
    { name: 'look_up', parameters: { type: Type.OBJECT, properties: { email: { type: Type.STRING } } } },
  ],
}

async function open(behaviour: Behaviour, config: LiveConnectConfig, model = 'gemini-live-2.5-flash') {
  const simulator = await running(simulateVertex, behaviour, { live: simulateVertexLive })
  const client = new GoogleGenAI({
    enterprise: true,
    project: 'p',
    location: 'europe-west4',
    apiKey: 'key',
    httpOptions: { baseUrl: simulator.origin },
  })
  const messages: LiveServerMessage[] = []
  const waiting: (() => void)[] = []
  const session = await client.live.connect({
    model,
    config,
    callbacks: {
      onmessage: (message) => {
        messages.push(message)
        for (const wake of waiting.splice(0)) wake()
      },
    },
  })
  onTestFinished(() => session.close())
  const until = async (wanted: (message: LiveServerMessage) => boolean): Promise<LiveServerMessage> => {
    for (;;) {
      const at = messages.findIndex(wanted)
      if (at >= 0) return messages.splice(0, at + 1).at(-1) ?? (new Error('none') as never)
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }
  return { simulator, session, messages, until }
}

describe('a live session of Gemini', () => {
  it.each<[string, Behaviour]>([
    ['tidy', TIDY],
    ['hostile', HOSTILE],
  ])('calls a tool, reads its output and answers in words, %s', async (_name, behaviour) => {
    const { session, messages, until } = await open(behaviour, {
      responseModalities: [Modality.TEXT],
      tools: [TOOL],
    })
    session.sendClientContent({ turns: 'Find [EMAIL_1] simulate: exact' })
    const asked = await until(({ toolCall }) => toolCall !== undefined)
    const call = asked.toolCall?.functionCalls?.[0]
    expect(call).toMatchObject({ name: 'look_up' })
    session.sendToolResponse({
      functionResponses: (asked.toolCall?.functionCalls ?? []).map(({ id = '', name = '' }) => ({
        id,
        name,
        response: { output: 'It is [PHONE_1]' },
      })),
    })
    let said = ''
    for (;;) {
      const next = await until(() => true)
      said += next.serverContent?.modelTurn?.parts?.map(({ text = '' }) => text).join('') ?? ''
      if (next.serverContent?.turnComplete === true) break
    }
    expect(said).toContain('[PHONE_1]')
    expect(messages).toEqual([])
  })

  it('hears a turn, tells what was said, and answers in sound', async () => {
    const { session, until } = await open(
      { hostile: false, spoken: ['My number is 48512345678.'] },
      { responseModalities: [Modality.AUDIO], inputAudioTranscription: {}, outputAudioTranscription: {} },
    )
    const data = Buffer.alloc(3200).toString('base64')
    for (let sent = 0; sent < 10; sent += 1)
      session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=16000' } })
    let heard = ''
    let said = ''
    for (;;) {
      const { serverContent } = await until(({ serverContent: content }) => content !== undefined)
      heard += serverContent?.inputTranscription?.text ?? ''
      said += serverContent?.outputTranscription?.text ?? ''
      if (serverContent?.turnComplete === true) break
    }
    expect(heard).toBe('My number is 48512345678.')
    expect(said).toContain('48512345678')
  })

  it('refuses a session that the vendor would keep, and a model that is none', async () => {
    await expect(open(TIDY, { sessionResumption: {} })).rejects.toThrow(/code 1007/)
    await expect(open(TIDY, {}, 'missing')).rejects.toThrow(/code 1008/)
  })
})
