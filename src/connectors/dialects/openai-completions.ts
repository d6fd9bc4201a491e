/** The legacy OpenAI completions shape: one prompt, no turns. */
import type { AnswerShape, RequestShape } from '../contract.ts'
import { END_USER_IDS } from './openai-evidence.ts'

export const COMPLETIONS_REQUEST: RequestShape = {
  model: 'model',
  stream: 'stream',
  turns: [{ path: 'prompt' }, { path: 'prompt[]' }, { path: 'suffix' }],
  json: [],
  verbatim: ['model'],
  opaque: [],
  pseudonyms: END_USER_IDS,
  refused: [],
  forced: [],
  dropped: [],
  tokenIds: 'prompt',
}

const ENVELOPE = [
  'id',
  'object',
  'model',
  'system_fingerprint',
  'choices[].finish_reason',
  'choices[].logprobs.**',
  'prompt_filter_results.**',
  'choices[].content_filter_results.**',
]
const USAGE = { input: 'usage.prompt_tokens', output: 'usage.completion_tokens' }

export const COMPLETIONS_ANSWER: AnswerShape = {
  verbatim: ENVELOPE,
  json: [],
  scattered: ['choices[].logprobs'],
  usage: USAGE,
  model: 'model',
  stream: {
    wire: 'sse',
    verbatim: ENVELOPE,
    json: [],
    scattered: ['choices[].logprobs'],
    usage: USAGE,
    lanes: [{ path: 'choices[].text', keys: ['choices[].index'], source: 'text' }],
    ends: [{ when: 'choices[].finish_reason', keys: ['choices[].index'] }],
    done: { data: '[DONE]' },
  },
}
