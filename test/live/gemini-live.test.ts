/** Google's own SDK through the gateway: live sessions of Gemini on Vertex AI. */
import { GoogleGenAI, type LiveConnectConfig, type LiveServerMessage, Modality, Type } from '@google/genai'
import { describe, expect, it, onTestFinished } from 'vitest'
import { heardBy, liveGateway, type LiveGateway, type LiveGatewayOptions } from './live-gateway.ts'

const EMAIL = 'anna.nowak@example.pl'
const PHONE = '+48 512 345 678'
const IBAN = 'DE89370400440532013000'
const OPERATOR = 'support@acme.example'
const MODEL = 'gemini-live-2.5-flash'

const TOOL = {
  functionDeclarations: [
    {
      name: 'look_up',
      description: `Ask ${OPERATOR} when unsure.`,
      parameters: {
        type: Type.OBJECT,
        properties: { email: { type: Type.STRING }, note: { type: Type.STRING } },
      },
    },
  ],
}

const ENDPOINT = {
  models: { [MODEL]: { checked: '2026-11-20', evidence: 'https://example.com/a-copy-of-the-table' } },
}

function clientOf(
  live: LiveGateway,
  place: { readonly project?: string; readonly location?: string } = {},
): GoogleGenAI {
  const { project = 'test-project', location = 'europe-west4' } = place
  return new GoogleGenAI({
    enterprise: true,
    project,
    location,
    apiKey: live.key,
    httpOptions: { baseUrl: live.base },
  })
}

async function connect(client: GoogleGenAI, config: LiveConnectConfig, model = MODEL) {
  const messages: LiveServerMessage[] = []
  const waiting: (() => void)[] = []
  const wake = (): void => {
    for (const each of waiting.splice(0)) each()
  }
  const closed = Promise.withResolvers<{ code: number; reason: string }>()
  const session = await client.live.connect({
    model,
    config,
    callbacks: {
      onmessage: (message) => {
        messages.push(message)
        wake()
      },
      onclose: ({ code, reason }) => closed.resolve({ code, reason }),
    },
  })
  onTestFinished(() => session.close())
  /** The next message that was not taken yet. */
  const next = async (): Promise<LiveServerMessage> => {
    for (;;) {
      const first = messages.shift()
      if (first !== undefined) return first
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }
  /** Texts of one turn, and the calls that it ends with. */
  const turn = async () => {
    const said = { text: '', heard: '', spoken: '', sound: 0 }
    for (;;) {
      const { serverContent, toolCall } = await next()
      for (const part of serverContent?.modelTurn?.parts ?? []) {
        said.text += part.text ?? ''
        if (part.inlineData !== undefined) said.sound += 1
      }
      said.heard += serverContent?.inputTranscription?.text ?? ''
      said.spoken += serverContent?.outputTranscription?.text ?? ''
      if (toolCall !== undefined) return { ...said, calls: toolCall.functionCalls ?? [] }
      if (serverContent?.turnComplete === true) return { ...said, calls: [] }
    }
  }
  return { session, messages, turn, closed: closed.promise }
}

async function open(options: LiveGatewayOptions, config: LiveConnectConfig) {
  const live = await liveGateway('vertex', { endpoint: ENDPOINT, ...options })
  return { ...live, ...(await connect(clientOf(live), config)) }
}

describe('a live session of Gemini', () => {
  it.each([1, 2, 3, 4, 5, 6])('redacts a tool turn and restores it, at every cut (%i)', async (seed) => {
    const { session, turn, simulator } = await open(
      { seed },
      {
        responseModalities: [seed % 2 === 0 ? Modality.TEXT : Modality.AUDIO],
        outputAudioTranscription: {},
        systemInstruction: `You work for ${OPERATOR}.`,
        tools: [TOOL],
        sessionResumption: { handle: 'handle-of-yesterday', transparent: true },
      },
    )
    session.sendClientContent({ turns: `I am ${EMAIL}, call ${PHONE}. simulate: exact` })
    const { calls } = await turn()
    expect(calls.length).toBeGreaterThan(0)
    for (const { args } of calls) expect(args?.['email']).toBe(EMAIL)
    session.sendToolResponse({
      functionResponses: calls.map(({ id = '', name = '' }) => ({ id, name, response: { iban: IBAN } })),
    })
    const said = await turn()
    for (const value of [EMAIL, PHONE, IBAN]) expect(said.text + said.spoken).toContain(value)
    expect(said.sound > 0).toBe(seed % 2 === 1)
    session.sendRealtimeInput({ text: `Write to ${EMAIL} instead.` })
    await turn()
    const heard = await heardBy(simulator)
    for (const value of [EMAIL, PHONE, '512 345 678', IBAN, OPERATOR, 'esumption', 'yesterday'])
      expect(heard).not.toContain(value)
    expect(heard).toContain('[EMAIL_1]')
    expect(heard).toContain('[EMAIL_S1]')
  })

  it('passes sound unread, restores what is heard in it, and is one record', async () => {
    const { session, turn, simulator, gateway, closed } = await open(
      { behaviour: { spoken: ['Please write to [EMAIL_1] and to [EMAIL_7].'] } },
      { responseModalities: [Modality.AUDIO], inputAudioTranscription: {}, outputAudioTranscription: {} },
    )
    session.sendClientContent({ turns: `I am ${EMAIL}.`, turnComplete: false })
    const data = Buffer.alloc(3200, 91).toString('base64')
    for (let sent = 0; sent < 10; sent += 1)
      session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=16000' } })
    const { heard, spoken, sound } = await turn()
    expect(heard).toBe(`Please write to ${EMAIL} and to [EMAIL_7].`)
    expect(spoken).toContain(EMAIL)
    expect(sound).toBeGreaterThan(0)
    session.close()
    await closed
    expect((await heardBy(simulator)).split(data).length).toBe(11)
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({
      operation: 'live',
      model: MODEL,
      region: 'europe-west4',
      outcome: 'ok',
      uninspected: ['audio'],
      lateRedactions: { EMAIL: 1 },
    })
    expect(record?.marks).toEqual(expect.arrayContaining(['live', expect.stringMatching(/^audio_out=10\//)]))
    expect(record?.outputTokens).toBeGreaterThan(0)
    expect((await simulator.whenSession(1)).headers['x-goog-api-key']).toBe('upstream-vertex-key')
  })

  it.each<[string, LiveConnectConfig, { project?: string; location?: string }, string, number]>([
    ['another project', {}, { project: 'other-project' }, MODEL, 1008],
    ['another location', {}, { location: 'us-central1' }, MODEL, 1008],
    ['no location', {}, { location: 'global' }, MODEL, 1008],
    ['a model that config does not list', {}, {}, 'gemini-9', 1008],
    ['a search of Google’s', { tools: [{ googleSearch: {} }] }, {}, MODEL, 1008],
    ['code that Google runs', { tools: [{ codeExecution: {} }] }, {}, MODEL, 1008],
    ['an avatar', { avatarConfig: { avatarName: 'Ann' } }, {}, MODEL, 1008],
  ])('is not opened for %s', async (_name, config, place, model, code) => {
    const live = await liveGateway('vertex', { endpoint: ENDPOINT })
    await expect(connect(clientOf(live, place), config, model)).rejects.toThrow(`code ${code}`)
    expect(live.simulator.sessions.length).toBe(0)
  })

  it('ends with the reason when a later message asks for what is outside the agreement', async () => {
    const { session, turn, closed, simulator } = await open({}, { responseModalities: [Modality.TEXT] })
    session.sendClientContent({ turns: 'Hello' })
    await turn()
    session.sendContextUpdate({ tools: { tools: [{ googleSearch: {} }] } })
    const { code, reason } = await closed
    expect(code).toBe(1008)
    expect(reason).toContain('contextUpdate.tools.tools[0].googleSearch')
    expect(await heardBy(simulator)).not.toContain('googleSearch')
  })
})
