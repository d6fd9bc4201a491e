/** The Azure OpenAI operations that the gateway can inspect, on deployment paths and on the v1 API. */
import type { Operation, RefusedMember, RequestShape } from '../../contract.ts'
import { CHAT_ANSWER, CHAT_REQUEST } from '../../dialects/openai-chat.ts'
import {
  EMBEDDINGS_ANSWER,
  EMBEDDINGS_REQUEST,
  MODELS_ANSWER,
  TRANSCRIPTIONS_ANSWER,
  TRANSCRIPTIONS_FORM,
} from '../../dialects/openai-other.ts'
import { RESPONSES_ANSWER, RESPONSES_REQUEST } from '../../dialects/openai-responses.ts'

/** On Your Data reads other resources, and its answers are not covered by the deployment's region. */
const DATA_SOURCES: RefusedMember = {
  path: 'data_sources',
  rule: 'data_sources',
  because: 'On Your Data connects the deployment to resources that the gateway cannot place.',
  remedy: 'retrieve the documents yourself and send them as messages; no config line allows it.',
  evidence: {
    url: 'https://learn.microsoft.com/azure/ai-foundry/responsible-ai/openai/data-privacy',
    checked: '2026-11-22',
  },
}

const withoutDataSources = (shape: RequestShape): RequestShape => ({
  ...shape,
  refused: [...shape.refused, DATA_SOURCES],
})

const query = ['api-version']
const onDeployment = (tail: string): string => `/openai/deployments/{model}/${tail}`

export const AZURE_OPERATIONS: readonly Operation[] = [
  {
    id: 'chat.completions',
    method: 'POST',
    paths: [onDeployment('chat/completions'), '/openai/v1/chat/completions'],
    query,
    body: 'json',
    request: withoutDataSources(CHAT_REQUEST),
    answer: CHAT_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'responses',
    method: 'POST',
    paths: ['/openai/responses', '/openai/v1/responses'],
    query,
    body: 'json',
    request: RESPONSES_REQUEST,
    answer: RESPONSES_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'embeddings',
    method: 'POST',
    paths: [onDeployment('embeddings'), '/openai/v1/embeddings'],
    query,
    body: 'json',
    request: EMBEDDINGS_REQUEST,
    answer: EMBEDDINGS_ANSWER,
    tokens: 'keyed',
  },
  {
    id: 'models.list',
    method: 'GET',
    paths: ['/openai/models', '/openai/v1/models'],
    query,
    body: 'none',
    answer: { ...MODELS_ANSWER, filter: { items: 'data', id: 'id' } },
    tokens: 'bracket',
  },
  {
    id: 'audio.transcriptions',
    method: 'POST',
    paths: [onDeployment('audio/transcriptions'), '/openai/v1/audio/transcriptions'],
    query,
    body: 'multipart',
    multipart: TRANSCRIPTIONS_FORM,
    answer: TRANSCRIPTIONS_ANSWER,
    tokens: 'bracket',
  },
]
