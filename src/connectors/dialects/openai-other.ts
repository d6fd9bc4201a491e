/** The smaller OpenAI shapes that OpenAI and Azure OpenAI share: embeddings, moderations, transcriptions. */
import type { AnswerShape, MultipartShape, RequestShape } from '../contract.ts'
import { END_USER_IDS } from './openai-evidence.ts'

export const EMBEDDINGS_REQUEST: RequestShape = {
  model: 'model',
  turns: [{ path: 'input' }, { path: 'input[]' }],
  json: [],
  verbatim: ['model', 'encoding_format'],
  opaque: [],
  pseudonyms: END_USER_IDS,
  refused: [],
  forced: [],
  dropped: [],
  tokenIds: 'input',
}

/** Vectors: no text to restore. */
export const EMBEDDINGS_ANSWER: AnswerShape = {
  opaque: true,
  verbatim: [],
  json: [],
  usage: { input: 'usage.prompt_tokens', output: 'usage.completion_tokens' },
  model: 'model',
}

export const MODERATIONS_REQUEST: RequestShape = {
  model: 'model',
  turns: [{ path: 'input' }, { path: 'input[]' }],
  json: [],
  verbatim: ['model', 'input[].type'],
  opaque: [{ path: 'input[].image_url.url', media: 'image' }],
  pseudonyms: [],
  refused: [],
  forced: [],
  dropped: [],
}

/** Scores: no text to restore. */
export const MODERATIONS_ANSWER: AnswerShape = {
  opaque: true,
  verbatim: [],
  json: [],
  usage: undefined,
  model: 'model',
}

export const TRANSCRIPTIONS_FORM: MultipartShape = {
  files: { file: 'audio', 'known_speaker_references[]': 'audio' },
  model: 'model',
  verbatim: [
    'model',
    'response_format',
    'language',
    'temperature',
    'stream',
    'timestamp_granularities[]',
    'include[]',
    'chunking_strategy',
  ],
  refused: [],
}

export const TRANSCRIPTIONS_ANSWER: AnswerShape = {
  verbatim: ['task', 'language', 'logprobs.**'],
  json: [],
  spelled: ['words[].word', 'segments[].text'],
  scattered: ['logprobs'],
  usage: { input: 'usage.input_tokens', output: 'usage.output_tokens' },
  model: undefined,
  stream: {
    wire: 'sse',
    discriminator: 'type',
    verbatim: ['type', 'logprobs.**'],
    json: [],
    scattered: ['logprobs'],
    usage: { input: 'usage.input_tokens', output: 'usage.output_tokens' },
    lanes: [{ type: 'transcript.text.delta', path: 'delta', keys: ['segment_id'], source: 'text' }],
    ends: [{ type: 'transcript.text.segment' }, { type: 'transcript.text.done' }],
    done: { data: '[DONE]', types: ['transcript.text.done'] },
  },
}

/** A list of models, or one: names only. */
export const MODELS_ANSWER: AnswerShape = {
  opaque: true,
  verbatim: [],
  json: [],
  usage: undefined,
  model: undefined,
}
