/** Vendors of realtime sessions that break off, and messages that no vendor should send: an error in the dialect, never a good end. */
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { VendorId } from '../../src/connectors/contract.ts'
import { talk, type Conversation } from '../simulators/talk.ts'
import { liveGateway } from './live-gateway.ts'

const EMAIL = 'anna.nowak@example.pl'

interface Dialect {
  readonly vendor: VendorId
  readonly path: string
  readonly models: unknown
  readonly ask: (session: Conversation, text: string) => void
  /** It tells of failures by an event. */
  readonly event: boolean
}

const DIALECTS: readonly Dialect[] = [
  {
    vendor: 'openai',
    path: '/v1/realtime?model=gpt-realtime',
    models: ['gpt-realtime'],
    event: true,
    ask: (session, text) => {
      session.send({
        type: 'conversation.item.create',
        item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
      })
      session.send({ type: 'response.create', response: { output_modalities: ['text'] } })
    },
  },
  {
    vendor: 'openai',
    path: '/v1/responses',
    models: ['gpt-5.4'],
    event: true,
    ask: (session, text) => session.send({ type: 'response.create', model: 'gpt-5.4', input: text }),
  },
  {
    vendor: 'vertex',
    path: '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent',
    models: { 'gemini-live': { checked: '2026-11-20', evidence: 'https://example.com/a-copy' } },
    event: false,
    ask: (session, text) => {
      const model = 'projects/test-project/locations/europe-west4/publishers/google/models/gemini-live'
      session.send({ setup: { model, generationConfig: { responseModalities: ['TEXT'] } } })
      session.send({ clientContent: { turns: [{ role: 'user', parts: [{ text }] }], turnComplete: true } })
    },
  },
]

/** Command of the simulator -> close code and code of the record. */
const TROUBLES: readonly (readonly [command: string, close: number, code: string | undefined])[] = [
  ['reset-after=3', 1011, 'vendor_reset'],
  ['truncate-after=3', 1011, 'vendor_reset'],
  ['drop', 1011, 'vendor_reset'],
  ['end-after=3 close=1011', 1011, undefined],
  ['end-after=3 close=4008', 4008, undefined],
  ['end-after=3 close=1000', 1000, undefined],
  ['broken-text', 1011, 'vendor_malformed'],
  ['huge-event=5', 1011, 'answer_too_large'],
]

describe.each(DIALECTS.map((dialect): [string, Dialect] => [dialect.path, dialect]))(
  '%s',
  (_path, dialect) => {
    const open = async (settings: Readonly<Record<string, unknown>> = {}) => {
      const live = await liveGateway(dialect.vendor, {
        endpoint: { models: dialect.models },
        behaviour: { hostile: false },
        settings,
      })
      const socket = new WebSocket(live.base.replace('https', 'wss') + dialect.path, {
        headers: { authorization: `Bearer ${live.key}` },
      })
      return { ...live, session: talk(socket) }
    }

    it.each(TROUBLES)('%s', async (command, close, code) => {
      const { session, gateway } = await open()
      dialect.ask(session, `I am ${EMAIL}. simulate: ${command}`)
      expect((await session.closed).code).toBe(close)
      const errors = session.events.filter(({ type, error }) => type === 'error' || error !== undefined)
      expect(errors.length).toBe(code !== undefined && dialect.event ? 1 : 0)
      const [record] = await gateway.records(1)
      expect(record?.code ?? undefined).toBe(code)
      expect(record?.outcome === 'ok').toBe(close === 1000)
    })

    it('an error of the vendor’s own, with the caller’s values in it, is no end', async () => {
      const { session } = await open()
      dialect.ask(session, `I am ${EMAIL}. simulate: error-event-after=2`)
      await session.met(({ type, error }) => type === 'error' || error !== undefined)
    })

    it.runIf(dialect.event)('bytes where texts belong end it', async () => {
      const { session, gateway } = await open()
      dialect.ask(session, 'Hello. simulate: binary-message')
      expect((await session.closed).code).toBe(1011)
      const [record] = await gateway.records(1)
      expect(record?.code).toBe('vendor_malformed')
    })

    it('silence ends at the limit', async () => {
      const { session, gateway } = await open({ timeouts: { live_idle: '1s' } })
      dialect.ask(session, `Hello. simulate: stall-after=2`)
      expect((await session.closed).code).toBe(dialect.event ? 1008 : 1007)
      const [record] = await gateway.records(1)
      expect(record?.code).toBe('session_idle')
    })
  },
)
