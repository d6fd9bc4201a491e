/** The OpenAI shapes for pictures and speech, which OpenAI and Azure OpenAI share. */
import type { AnswerShape, MultipartShape, RequestShape } from '../contract.ts'
import { TRANSCRIPTIONS_ANSWER } from './openai-other.ts'
import { END_USER_IDS, MODEL_STATE, PICTURES } from './openai-evidence.ts'

const PICTURE_OPTIONS = [
  'model',
  'background',
  'complexity',
  'output_format',
  'quality',
  'response_format',
  'size',
]

/** A link leads past the gateway to a store of the vendor's, in a place that is not documented. */
const LINKED = {
  because: 'The answer would be a link to a store of the vendor, outside the gateway and its region.',
  remedy: 'ask for response_format b64_json.',
} as const

export const IMAGES_REQUEST: RequestShape = {
  model: 'model',
  stream: 'stream',
  turns: [{ path: 'prompt' }],
  json: [],
  verbatim: [...PICTURE_OPTIONS, 'moderation', 'style', 'svg.model', 'svg.reasoning.effort'],
  opaque: [],
  pseudonyms: END_USER_IDS,
  refused: [{ path: 'response_format', values: /^url$/, rule: 'vendor_link', ...LINKED, evidence: PICTURES }],
  // The newer models answer with the picture itself and know no such member.
  forced: [
    {
      key: 'response_format',
      value: '"b64_json"',
      how: 'set',
      models: /^dall-e/,
      flag: 'response_format=b64_json',
      evidence: PICTURES,
    },
  ],
  dropped: [],
}

export const IMAGE_EDITS_FORM: MultipartShape = {
  files: { image: 'image', 'image[]': 'image', mask: 'image', markup: 'image' },
  model: 'model',
  verbatim: [
    ...PICTURE_OPTIONS,
    'frame_count',
    'frame_duration_ms',
    'input_fidelity',
    'n',
    'output_compression',
    'partial_images',
    'stream',
    'svg[model]',
    'svg[reasoning][effort]',
  ],
  pseudonyms: END_USER_IDS,
  refused: [
    { part: 'response_format', values: /^url$/, rule: 'vendor_link', ...LINKED },
    // It answers with links unless it is told otherwise, and a part that is missing cannot be seen in time.
    {
      part: 'model',
      values: /^dall-e/,
      rule: 'vendor_link',
      because: LINKED.because,
      remedy: 'use a model that answers with the picture itself.',
    },
  ],
}

const PICTURE_USAGE = { input: 'usage.input_tokens', output: 'usage.output_tokens' }
const PICTURE_NAMES = ['background', 'output_format', 'quality', 'size', 'safety_identifier']

export const IMAGES_ANSWER: AnswerShape = {
  media: 'image',
  verbatim: [...PICTURE_NAMES, 'data[].b64_json', 'svg_usage.model'],
  json: [],
  usage: PICTURE_USAGE,
  model: undefined,
  stream: {
    wire: 'sse',
    discriminator: 'type',
    verbatim: ['type', 'b64_json', ...PICTURE_NAMES],
    json: [],
    usage: PICTURE_USAGE,
    lanes: [],
    ends: [],
    done: { data: '[DONE]', types: ['image_generation.completed', 'image_edit.completed'] },
  },
}

export const SPEECH_REQUEST: RequestShape = {
  model: 'model',
  turns: [{ path: 'input' }],
  json: [],
  verbatim: ['model', 'voice', 'response_format', 'stream_format'],
  opaque: [],
  pseudonyms: [],
  refused: [
    {
      path: 'voice.id',
      rule: 'vendor_state',
      because: 'It names a voice that the vendor keeps, which is a recording of somebody.',
      remedy: 'name one of the voices that the vendor offers to all.',
      evidence: MODEL_STATE,
    },
  ],
  forced: [],
  dropped: [],
}

export const SPEECH_ANSWER: AnswerShape = {
  opaque: true,
  media: 'audio',
  verbatim: [],
  json: [],
  usage: undefined,
  model: undefined,
  stream: {
    wire: 'sse',
    discriminator: 'type',
    verbatim: ['type', 'audio'],
    json: [],
    usage: { input: 'usage.input_tokens', output: 'usage.output_tokens' },
    lanes: [],
    ends: [],
    done: { data: '[DONE]', types: ['speech.audio.done'] },
  },
}

export const TRANSLATIONS_FORM: MultipartShape = {
  files: { file: 'audio' },
  model: 'model',
  verbatim: ['model', 'response_format', 'temperature'],
  refused: [],
}

export const TRANSLATIONS_ANSWER: AnswerShape = {
  verbatim: TRANSCRIPTIONS_ANSWER.verbatim,
  json: [],
  usage: undefined,
  model: undefined,
}
