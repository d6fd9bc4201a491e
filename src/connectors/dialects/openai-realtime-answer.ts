/** What the vendor says in a realtime session: texts in deltas, then whole in several places, and sound beside them. */
import type { Lane, Path } from '../contract.ts'
import type { VendorFrames } from '../live-shape.ts'
import { under } from './paths-under.ts'

/** Of an item: ids, enums, and sound. */
const ITEM: readonly Path[] = [
  'id',
  'object',
  'type',
  'status',
  'role',
  'call_id',
  'name',
  'content[].type',
  'content[].audio',
  'content[].image_url',
  'content[].detail',
]

const RESPONSE: readonly Path[] = [
  'id',
  'object',
  'status',
  'status_details.type',
  'status_details.reason',
  'status_details.error.type',
  'status_details.error.code',
  'conversation_id',
  'output_modalities[]',
  'modalities[]',
  'voice',
  'output_audio_format',
  'audio.output.format.type',
  'audio.output.voice',
  'usage.**',
  ...under('output[]', ITEM),
]

const HEARING: readonly Path[] = ['model', 'language', 'languages[]', 'delay']

const SESSION: readonly Path[] = [
  'id',
  'object',
  'type',
  'model',
  'output_modalities[]',
  'modalities[]',
  'voice',
  'input_audio_format',
  'output_audio_format',
  'audio.input.format.type',
  'audio.output.format.type',
  'audio.output.voice',
  'audio.input.noise_reduction.type',
  'audio.input.turn_detection.type',
  'audio.input.turn_detection.eagerness',
  'turn_detection.type',
  'turn_detection.eagerness',
  'input_audio_noise_reduction.type',
  ...under('audio.input.transcription', HEARING),
  ...under('input_audio_transcription', HEARING),
  'tools[].type',
  'tools[].name',
  'tool_choice',
  'tool_choice.type',
  'tool_choice.name',
  'reasoning.effort',
  'max_output_tokens',
  'max_response_output_tokens',
  'truncation',
  'truncation.type',
  'include[]',
]

const VERBATIM: readonly Path[] = [
  'type',
  'event_id',
  'item_id',
  'previous_item_id',
  'response_id',
  'call_id',
  'name',
  'obfuscation',
  'error.type',
  'error.code',
  'error.param',
  'conversation.id',
  'conversation.object',
  'part.type',
  'part.audio',
  'rate_limits[].name',
  'languages[].code',
  'speaker',
  'usage.**',
  'logprobs.**',
  ...under('item', ITEM),
  ...under('response', RESPONSE),
  ...under('session', SESSION),
]

const PART: readonly Path[] = ['response_id', 'item_id', 'output_index', 'content_index']
const CALL: readonly Path[] = ['response_id', 'item_id', 'output_index']
const HEARD: readonly Path[] = ['item_id', 'content_index']
const TRANSCRIPTION = 'conversation.item.input_audio_transcription'

const delta = (event: string, keys: readonly Path[], source: Lane['source'] = 'text'): Lane => ({
  type: `${event}.delta`,
  path: 'delta',
  keys,
  source,
})

const LANES: readonly Lane[] = [
  delta('response.output_text', PART),
  delta('response.output_audio_transcript', PART),
  delta('response.text', PART),
  delta('response.audio_transcript', PART),
  delta('response.function_call_arguments', CALL, 'json'),
  delta('response.mcp_call_arguments', CALL, 'json'),
  delta(TRANSCRIPTION, HEARD),
]

/** One speaker's words go on from segment to segment. */
const SEGMENTS: Lane = {
  type: `${TRANSCRIPTION}.segment`,
  path: 'text',
  keys: [...HEARD, 'speaker'],
  source: 'text',
}

export const REALTIME_VENDOR: VendorFrames = {
  binary: 'refused',
  stream: {
    wire: 'message',
    discriminator: 'type',
    verbatim: VERBATIM,
    opaque: [
      { type: 'response.output_audio.delta', path: 'delta' },
      { type: 'response.audio.delta', path: 'delta' },
    ],
    json: ['arguments', 'item.arguments', 'response.output[].arguments'],
    scattered: ['logprobs'],
    usage: { input: 'response.usage.input_tokens', output: 'response.usage.output_tokens' },
    lanes: [...LANES, SEGMENTS],
    ends: [
      ...LANES.map(({ type = '', keys }) => ({ type: type.replace(/delta$/, 'done'), keys })),
      { type: `${TRANSCRIPTION}.completed`, keys: HEARD },
      { type: `${TRANSCRIPTION}.failed`, keys: HEARD },
      { type: 'response.content_part.done', keys: PART },
      { type: 'response.output_item.done', keys: ['response_id', 'output_index'] },
      // What is heard meanwhile goes on.
      { type: 'response.done', lanes: /^response\./ },
    ],
    done: {},
  },
}
