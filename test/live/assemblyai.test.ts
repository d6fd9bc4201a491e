/** AssemblyAI's own SDK through the gateway over TLS: a session that begins, hears, and is one record when it ends. */
import {
  AssemblyAI,
  type StreamingTranscriber,
  type StreamingTranscriberParams,
  type TurnEvent,
} from 'assemblyai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  simulateAssemblyAI,
  simulateAssemblyAILive,
} from '../../src/connectors/vendors/assemblyai/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { startTlsFiles, type TlsFiles } from '../harness/tls-files.ts'
import { trusting } from './trust.ts'

const EMAIL = 'anna.nowak@example.pl'
const PESEL = '44051401359'
/** 100 ms of 16 kHz PCM, which is one word. */
const FRAME = Buffer.alloc(3200, 7)

let simulator: RunningSimulator
let gateway: TestGateway
let files: TlsFiles

beforeAll(async () => {
  files = startTlsFiles()
  trusting(files.authority.cert)
  simulator = await startSimulator(simulateAssemblyAI, {
    live: simulateAssemblyAILive,
    seed: 7,
    behaviour: {
      hostile: true,
      keys: ['upstream-assemblyai-key'],
      spoken: ['Good morning, I am calling about my contract.'],
    },
  })
  gateway = await startTestGateway({
    vendors: { assemblyai: simulator.origin },
    sandbox: false,
    settings: { listen: { host: '127.0.0.1', port: 0, tls: files.setting } },
    tenants: { acme: {}, silent: { media: [] } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await simulator.close()
  files.remove()
})

function transcriber(more: Partial<StreamingTranscriberParams> = {}, tenant = 'acme'): StreamingTranscriber {
  const client = new AssemblyAI({ apiKey: gateway.keys[tenant] ?? '' })
  return client.streaming.transcriber({
    sampleRate: 16_000,
    websocketBaseUrl: `wss://localhost:${gateway.gateway.tlsPort}/assemblyai-streaming/v3/ws`,
    ...more,
  })
}

describe('a session', () => {
  it('is transcribed, with what was redacted back in, and is one record', async () => {
    const session = transcriber({
      prompt: `The caller writes from ${EMAIL}.`,
      keytermsPrompt: [EMAIL, 'tariff'],
      speechModel: 'universal-streaming-multilingual',
      formatTurns: true,
    })
    const turns: TurnEvent[] = []
    const done = Promise.withResolvers<TurnEvent>()
    session.on('turn', (turn) => {
      turns.push(turn)
      if (turn.end_of_turn && turn.turn_is_formatted) done.resolve(turn)
    })
    const begin = await session.connect()
    expect(begin.id).toMatch(/^[0-9a-f-]{36}$/)
    for (let frame = 0; frame < 12; frame++) session.sendAudio(FRAME.buffer)
    const turn = await done.promise
    expect(turn.transcript).toBe(`Good morning, I am calling about my contract. ${EMAIL} tariff`)
    expect(turn.words.at(-2)?.text).toBe(EMAIL)
    expect(turns.filter(({ end_of_turn }) => !end_of_turn).length).toBeGreaterThan(3)
    await session.close()
    const [seen] = simulator.sessions
    expect(seen?.headers['authorization']).toBe('upstream-assemblyai-key')
    const query = new URLSearchParams(seen?.path.split('?')[1])
    expect(query.get('prompt')).toBe('The caller writes from [EMAIL_1].')
    expect(query.get('keyterms_prompt')).toBe('["[EMAIL_1]","tariff"]')
    expect(query.get('sample_rate')).toBe('16000')
    expect(seen?.received.filter(({ kind }) => kind === 'binary').length).toBe(12)
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({
      operation: 'streaming.transcribe',
      endpoint: 'assemblyai-test',
      host: '127.0.0.1',
      region: 'eu',
      basis: 'dialled',
      streamed: true,
      outcome: 'ok',
      redactions: { EMAIL: 2 },
      uninspected: ['audio'],
      vendorStatus: 101,
    })
    expect(record?.marks).toEqual(
      expect.arrayContaining(['live', 'closed_by=vendor', 'close=1000', 'audio_out=12/38400']),
    )
  })

  it('is refused before it begins, with the reason, as an answer of HTTP', async () => {
    await expect(transcriber({ apiKey: 'no-such-key', maxConnectionRetries: 0 }).connect()).rejects.toThrow(
      'Unexpected server response: 401',
    )
    await expect(transcriber({ maxConnectionRetries: 0 }, 'silent').connect()).rejects.toThrow(
      'Unexpected server response: 403',
    )
    await expect(
      transcriber({ maxConnectionRetries: 0, webhookUrl: 'https://hooks.example.com/x' }).connect(),
    ).rejects.toThrow('Unexpected server response: 403')
    const records = await gateway.records(3)
    expect(records.slice(-2).map(({ code, rule }) => [code, rule])).toEqual([
      ['media_not_allowed', 'media'],
      ['feature_refused', 'webhook'],
    ])
  })

  it('has its configuration redacted when it changes', async () => {
    const session = transcriber()
    await session.connect()
    session.updateConfiguration({ prompt: `Now ${PESEL} speaks`, keyterms_prompt: [EMAIL] })
    session.sendAudio(FRAME.buffer)
    await session.close()
    const seen = simulator.sessions.at(-1)?.received.find(({ kind }) => kind === 'text')
    expect(seen).toEqual({
      kind: 'text',
      text: '{"type":"UpdateConfiguration","prompt":"Now [PESEL_1] speaks","keyterms_prompt":["[EMAIL_1]"]}',
    })
    const record = (await gateway.records(4)).at(-1)
    expect(record?.lateRedactions).toEqual({ PESEL: 1, EMAIL: 1 })
  })
})
