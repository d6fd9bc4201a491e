/** What a caller may say in a realtime session, member by member: the API of today, and the one before it. */
// Members: the published specification and the types of the `openai` package (7.57.0).
import { z } from 'zod'

const jsonObject = z.record(z.string(), z.unknown())
const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'not base64')
const limit = z.union([z.int().min(1).max(4096), z.literal('inf')])
const metadata = z.record(z.string().max(64), z.string().max(512)).nullish()

/** A tool that the caller runs: those that the vendor runs are refused before the schema is asked. */
const tool = z.strictObject({
  type: z.literal('function'),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'string does not match pattern'),
  description: z.string().optional(),
  parameters: jsonObject.optional(),
})
const toolChoice = z.union([
  z.enum(['auto', 'none', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
])
const format = z.union([
  z.strictObject({ type: z.literal('audio/pcm'), rate: z.literal(24_000).optional() }),
  z.strictObject({ type: z.enum(['audio/pcmu', 'audio/pcma']) }),
])
const voice = z.union([z.string(), z.strictObject({ id: z.string() })])
const transcription = z
  .strictObject({
    model: z.string().optional(),
    language: z.string().optional(),
    languages: z.array(z.string()).optional(),
    keywords: z.array(z.string()).optional(),
    prompt: z.string().optional(),
    delay: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
  })
  .nullish()
const noiseReduction = z.strictObject({ type: z.enum(['near_field', 'far_field']) }).nullish()
const turnDetection = z
  .strictObject({
    type: z.enum(['server_vad', 'semantic_vad']),
    threshold: z.number().min(0).max(1).optional(),
    prefix_padding_ms: z.int().min(0).optional(),
    silence_duration_ms: z.int().min(0).optional(),
    idle_timeout_ms: z.int().min(5000).max(30_000).nullish(),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']).optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
  })
  .nullish()
const include = z.array(z.literal('item.input_audio_transcription.logprobs')).nullish()
const modalities = z.array(z.enum(['text', 'audio'])).min(1)
const truncation = z
  .union([
    z.enum(['auto', 'disabled']),
    z.strictObject({
      type: z.literal('retention_ratio'),
      retention_ratio: z.number(),
      token_limits: z.strictObject({ post_instructions: z.int().optional() }).optional(),
    }),
  ])
  .optional()
/** Anything but null would have the vendor keep a trace, or hold a prompt of its own. */
const never = z.null().optional()

const audioInput = z.strictObject({
  format: format.optional(),
  transcription,
  noise_reduction: noiseReduction,
  turn_detection: turnDetection,
})

const realtimeSession = z.strictObject({
  type: z.literal('realtime'),
  model: z.string().optional(),
  output_modalities: modalities.optional(),
  instructions: z.string().optional(),
  audio: z
    .strictObject({
      input: audioInput.optional(),
      output: z
        .strictObject({ format: format.optional(), voice: voice.optional(), speed: z.number().optional() })
        .optional(),
    })
    .optional(),
  include,
  tracing: never,
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: z.strictObject({ effort: z.string().optional() }).optional(),
  max_output_tokens: limit.optional(),
  truncation,
  prompt: never,
})

const transcriptionSession = z.strictObject({
  type: z.literal('transcription'),
  audio: z.strictObject({ input: audioInput.optional() }).optional(),
  include,
})

const betaSession = z.strictObject({
  modalities: modalities.optional(),
  model: z.string().optional(),
  instructions: z.string().optional(),
  voice: voice.optional(),
  input_audio_format: z.enum(['pcm16', 'g711_ulaw', 'g711_alaw']).optional(),
  output_audio_format: z.enum(['pcm16', 'g711_ulaw', 'g711_alaw']).optional(),
  input_audio_transcription: transcription,
  input_audio_noise_reduction: noiseReduction,
  turn_detection: turnDetection,
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  temperature: z.number().optional(),
  speed: z.number().optional(),
  max_response_output_tokens: limit.optional(),
  truncation,
  include,
  tracing: never,
  prompt: never,
})

const betaTranscriptionSession = z.strictObject({
  modalities: modalities.optional(),
  input_audio_format: z.enum(['pcm16', 'g711_ulaw', 'g711_alaw']).optional(),
  input_audio_transcription: transcription,
  input_audio_noise_reduction: noiseReduction,
  turn_detection: turnDetection,
  include,
})

const status = z.enum(['in_progress', 'completed', 'incomplete']).optional()
const common = { id: z.string().max(32).optional(), object: z.literal('realtime.item').optional(), status }
const part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('input_text'), text: z.string() }),
  z.strictObject({
    type: z.literal('input_audio'),
    audio: base64.optional(),
    transcript: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('input_image'),
    image_url: z.string(),
    detail: z.enum(['auto', 'low', 'high']).optional(),
  }),
  z.strictObject({ type: z.literal('output_text'), text: z.string() }),
  z.strictObject({
    type: z.literal('output_audio'),
    audio: base64.optional(),
    transcript: z.string().optional(),
  }),
  // The API before today's.
  z.strictObject({ type: z.literal('text'), text: z.string() }),
])
const item = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('message'),
    role: z.enum(['user', 'assistant', 'system']),
    content: z.array(part),
  }),
  z.strictObject({
    ...common,
    type: z.literal('function_call'),
    call_id: z.string().optional(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('function_call_output'),
    call_id: z.string(),
    output: z.string(),
  }),
])
const reference = z.strictObject({ type: z.literal('item_reference'), id: z.string() })

const response = z.strictObject({
  output_modalities: modalities.optional(),
  instructions: z.string().optional(),
  audio: z
    .strictObject({
      output: z.strictObject({ format: format.optional(), voice: voice.optional() }).optional(),
    })
    .optional(),
  tools: z.array(tool).optional(),
  tool_choice: toolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: z.strictObject({ effort: z.string().optional() }).optional(),
  max_output_tokens: limit.optional(),
  conversation: z.string().optional(),
  metadata,
  prompt: never,
  input: z.array(z.union([item, reference])).optional(),
  // The API before today's.
  modalities: modalities.optional(),
  voice: voice.optional(),
  output_audio_format: z.enum(['pcm16', 'g711_ulaw', 'g711_alaw']).optional(),
  temperature: z.number().optional(),
})

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), event_id: z.string().max(512).optional(), ...shape })

const shared = [
  event('conversation.item.create', { item, previous_item_id: z.string().nullish() }),
  event('conversation.item.retrieve', { item_id: z.string() }),
  event('conversation.item.delete', { item_id: z.string() }),
  event('conversation.item.truncate', {
    item_id: z.string(),
    content_index: z.int().min(0),
    audio_end_ms: z.int().min(0),
  }),
  event('input_audio_buffer.append', { audio: base64 }),
  event('input_audio_buffer.commit', {}),
  event('input_audio_buffer.clear', {}),
  event('response.create', { response: response.optional() }),
  event('response.cancel', { response_id: z.string().optional() }),
] as const

export const clientEvent = z.discriminatedUnion('type', [
  event('session.update', {
    session: z.discriminatedUnion('type', [realtimeSession, transcriptionSession]),
  }),
  ...shared,
])

export const betaClientEvent = z.discriminatedUnion('type', [
  event('session.update', { session: betaSession }),
  event('transcription_session.update', { session: betaTranscriptionSession }),
  ...shared,
])

export type ClientEvent = z.output<typeof clientEvent> | z.output<typeof betaClientEvent>
export type Item = z.output<typeof item>
export type ResponseParameters = z.output<typeof response>
