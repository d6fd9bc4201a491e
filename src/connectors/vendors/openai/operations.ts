/** The OpenAI operations that the gateway can inspect. */
import type { Operation } from '../../contract.ts'
import { CHAT_ANSWER, CHAT_REQUEST } from '../../dialects/openai-chat.ts'
import {
  EMBEDDINGS_ANSWER,
  EMBEDDINGS_REQUEST,
  MODELS_ANSWER,
  MODERATIONS_ANSWER,
  MODERATIONS_REQUEST,
  TRANSCRIPTIONS_ANSWER,
  TRANSCRIPTIONS_FORM,
} from '../../dialects/openai-other.ts'
import { RESPONSES_ANSWER, RESPONSES_REQUEST } from '../../dialects/openai-responses.ts'

export const OPENAI_OPERATIONS: readonly Operation[] = [
  {
    id: 'chat.completions',
    method: 'POST',
    paths: ['/v1/chat/completions'],
    query: [],
    body: 'json',
    request: CHAT_REQUEST,
    answer: CHAT_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'responses',
    method: 'POST',
    paths: ['/v1/responses'],
    query: [],
    body: 'json',
    request: RESPONSES_REQUEST,
    answer: RESPONSES_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'embeddings',
    method: 'POST',
    paths: ['/v1/embeddings'],
    query: [],
    body: 'json',
    request: EMBEDDINGS_REQUEST,
    answer: EMBEDDINGS_ANSWER,
    tokens: 'keyed',
  },
  {
    id: 'moderations',
    method: 'POST',
    paths: ['/v1/moderations'],
    query: [],
    body: 'json',
    request: { ...MODERATIONS_REQUEST, modelDefault: 'omni-moderation-latest' },
    answer: MODERATIONS_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'models.list',
    method: 'GET',
    paths: ['/v1/models'],
    query: ['limit', 'after', 'order'],
    body: 'none',
    answer: { ...MODELS_ANSWER, filter: { items: 'data', id: 'id' } },
    tokens: 'bracket',
  },
  {
    id: 'models.retrieve',
    method: 'GET',
    paths: ['/v1/models/{model}'],
    query: [],
    body: 'none',
    answer: MODELS_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'audio.transcriptions',
    method: 'POST',
    paths: ['/v1/audio/transcriptions'],
    query: [],
    body: 'multipart',
    multipart: TRANSCRIPTIONS_FORM,
    answer: TRANSCRIPTIONS_ANSWER,
    tokens: 'bracket',
  },
]
