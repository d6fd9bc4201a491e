/** The sync and dictation services: a recording goes out while it is made, and its transcript is the answer. Nothing is kept. */
import type { AnswerShape, Operation, RequestShape } from '../../contract.ts'

const DROPPED = ['_customer_support_audio_capture', 'customer_support_audio_capture']

const SYNC_CONFIG: RequestShape = {
  turns: [
    { path: 'prompt' },
    { path: 'keyterms_prompt[]' },
    { path: 'conversation_context' },
    { path: 'conversation_context[]' },
  ],
  json: [],
  verbatim: ['language_codes[]'],
  opaque: [],
  pseudonyms: [],
  refused: [],
  forced: [],
  dropped: DROPPED,
}

const DICTATION_CONFIG: RequestShape = {
  ...SYNC_CONFIG,
  turns: [{ path: 'stt_prompt' }, { path: 'keyterms_prompt[]' }, { path: 'llm_instruction' }],
}

const ANSWER: AnswerShape = { verbatim: ['session_id'], json: [], usage: undefined, model: undefined }

const live = (service: 'sync' | 'dictation', config: RequestShape, paths: readonly string[]): Operation => ({
  id: `${service}.transcribe`,
  service,
  method: 'POST',
  paths,
  query: [],
  body: 'multipart',
  multipart: {
    files: { audio: 'audio' },
    json: { config },
    verbatim: [],
    model: undefined,
    refused: [],
  },
  answer: ANSWER,
  tokens: 'bracket',
})

const warm = (service: 'sync' | 'dictation'): Operation => ({
  id: `${service}.warm`,
  service,
  method: 'GET',
  paths: ['/v1/warm'],
  query: [],
  body: 'none',
  answer: { opaque: true, verbatim: [], json: [], usage: undefined, model: undefined },
  tokens: 'bracket',
})

export const LIVE_OPERATIONS: readonly Operation[] = [
  live('sync', SYNC_CONFIG, ['/v1/transcribe/live', '/v1/transcribe/stream', '/v1/transcribe']),
  warm('sync'),
  live('dictation', DICTATION_CONFIG, ['/v1/transcribe/live', '/v1/transcribe/stream']),
  warm('dictation'),
]
