/** The Vertex AI operations that the gateway can inspect, on `v1` and `v1beta1`. */
import type { Operation, Path } from '../../contract.ts'
import { ANTHROPIC_ANSWER } from '../../dialects/anthropic-messages.ts'
import { CLAUDE_COUNT_REQUEST, CLAUDE_REQUEST } from './claude.ts'
import {
  COUNT_ANSWER,
  COUNT_REQUEST,
  EMBED_ANSWER,
  EMBED_REQUEST,
  GENERATE_ANSWER,
  GENERATE_REQUEST,
  STREAM_ANSWER,
} from './gemini.ts'
import { PREDICT_ANSWER, PREDICT_REQUEST } from './predict.ts'

const onModel = (publisher: string, tail: string): readonly Path[] =>
  ['v1', 'v1beta1'].map(
    (version) => `/${version}/projects/{project}/locations/{location}/publishers/${publisher}/models/${tail}`,
  )

/** `sse` asks for server-sent events; without it a stream is one JSON array. */
const query = ['alt']

export const VERTEX_OPERATIONS: readonly Operation[] = [
  {
    id: 'generate_content',
    method: 'POST',
    paths: onModel('google', '{model}:generateContent'),
    query,
    body: 'json',
    request: GENERATE_REQUEST,
    answer: GENERATE_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'stream_generate_content',
    method: 'POST',
    paths: onModel('google', '{model}:streamGenerateContent'),
    query,
    body: 'json',
    request: GENERATE_REQUEST,
    answer: STREAM_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'count_tokens',
    method: 'POST',
    paths: onModel('google', '{model}:countTokens'),
    query,
    body: 'json',
    request: COUNT_REQUEST,
    answer: COUNT_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'embed_content',
    method: 'POST',
    paths: onModel('google', '{model}:embedContent'),
    query,
    body: 'json',
    request: EMBED_REQUEST,
    answer: EMBED_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'predict',
    method: 'POST',
    paths: onModel('google', '{model}:predict'),
    query,
    body: 'json',
    request: PREDICT_REQUEST,
    answer: PREDICT_ANSWER,
    tokens: 'bracket',
  },
  // Before the others: it is a model's name by its place alone.
  {
    id: 'raw_predict.count_tokens',
    method: 'POST',
    paths: onModel('anthropic', 'count-tokens:rawPredict'),
    query: [],
    body: 'json',
    request: CLAUDE_COUNT_REQUEST,
    answer: COUNT_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'raw_predict',
    method: 'POST',
    paths: onModel('anthropic', '{model}:rawPredict'),
    query: [],
    body: 'json',
    request: CLAUDE_REQUEST,
    answer: ANTHROPIC_ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'stream_raw_predict',
    method: 'POST',
    paths: onModel('anthropic', '{model}:streamRawPredict'),
    query: [],
    body: 'json',
    request: CLAUDE_REQUEST,
    answer: ANTHROPIC_ANSWER,
    tokens: 'bracket',
  },
]
