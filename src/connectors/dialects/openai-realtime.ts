/** What callers say in a realtime session of OpenAI's API: today's events and those before; OpenAI and Azure share it. */
import type { Closure, Media, Path, RefusedMember, RequestShape } from '../contract.ts'
import { BARE, type ClientFrame, type ClientFrames } from '../live-shape.ts'
import { DATA_CONTROLS, MODEL_STATE, REALTIME, YOUR_DATA } from './openai-evidence.ts'
import { under } from './paths-under.ts'

const OWN_TOOLS = 'send function tools and run them yourself; no config line allows vendor-run tools.'

const vendorTool = (path: Path, why: Pick<RefusedMember, 'values' | 'except'>): RefusedMember => ({
  path,
  ...why,
  rule: 'vendor_tool',
  because:
    'A tool that the vendor runs, or a remote server that it calls, reaches beyond the residency agreement.',
  remedy: OWN_TOOLS,
  evidence: YOUR_DATA,
})

const storedPrompt = (path: Path): RefusedMember => ({
  path,
  rule: 'vendor_state',
  because: 'It needs a prompt that is stored at the vendor, which the gateway cannot inspect.',
  remedy: 'send the instructions themselves.',
  evidence: MODEL_STATE,
})

/** Of an item of the conversation. */
const itemIds = (item: Path): readonly Path[] =>
  under(item, [
    'id',
    'object',
    'type',
    'status',
    'role',
    'call_id',
    'name',
    'content[].type',
    'content[].detail',
  ])

const itemMedia = (item: Path): RequestShape['opaque'] => [
  { path: `${item}.content[].audio`, media: 'audio' },
  { path: `${item}.content[].image_url`, media: 'image' },
]

const itemTools = (item: Path): RefusedMember => vendorTool(`${item}.type`, { values: /^mcp_/ })

/** Settings that a session and a single response share. */
const SETTINGS: readonly Path[] = [
  'output_modalities[]',
  'modalities[]',
  'voice',
  'voice.id',
  'output_audio_format',
  'audio.output.format.type',
  'audio.output.voice',
  'audio.output.voice.id',
  'tools[].type',
  'tools[].name',
  'tool_choice',
  'tool_choice.type',
  'tool_choice.name',
  'reasoning.effort',
  'max_output_tokens',
]

const HEARING: readonly Path[] = [
  'format.type',
  'transcription.model',
  'transcription.language',
  'transcription.languages[]',
  'transcription.delay',
  'noise_reduction.type',
  'turn_detection.type',
  'turn_detection.eagerness',
]

/** Where a session names the model that writes down what it hears. */
const HEARS: readonly Path[] = [
  'session.audio.input.transcription.model',
  'session.input_audio_transcription.model',
]

const SESSION: RequestShape = {
  ...BARE,
  verbatim: [
    'type',
    'event_id',
    ...under('session', [
      ...SETTINGS,
      'type',
      'model',
      'max_response_output_tokens',
      'truncation',
      'truncation.type',
      'include[]',
      'input_audio_format',
      'input_audio_noise_reduction.type',
      'turn_detection.type',
      'turn_detection.eagerness',
      'input_audio_transcription.model',
      'input_audio_transcription.language',
      'input_audio_transcription.languages[]',
      'input_audio_transcription.delay',
    ]),
    ...under('session.audio.input', HEARING),
  ],
  // What helps to hear a caller is about the caller.
  turns: [
    'session.audio.input.transcription.prompt',
    'session.audio.input.transcription.keywords[]',
    'session.input_audio_transcription.prompt',
    'session.input_audio_transcription.keywords[]',
  ].map((path) => ({ path })),
  numbers: ['session.tools[].parameters.**'],
  refused: [vendorTool('session.tools[].type', { except: /^function$/ }), storedPrompt('session.prompt')],
  // A session has no trace unless it asks for one.
  dropped: ['session.tracing'],
}

const ITEM: RequestShape = {
  ...BARE,
  verbatim: ['type', 'event_id', 'previous_item_id', ...itemIds('item')],
  turns: [{ path: 'item', role: { member: 'role', operator: ['system'] } }],
  json: ['item.arguments'],
  opaque: itemMedia('item'),
  refused: [itemTools('item')],
}

const RESPONSE: RequestShape = {
  ...BARE,
  verbatim: [
    'type',
    'event_id',
    ...under('response', [...SETTINGS, 'conversation']),
    ...itemIds('response.input[]'),
  ],
  turns: [{ path: 'response.input[]', role: { member: 'role', operator: ['system'] } }],
  json: ['response.input[].arguments'],
  numbers: ['response.tools[].parameters.**', 'response.metadata.**'],
  opaque: itemMedia('response.input[]'),
  refused: [
    vendorTool('response.tools[].type', { except: /^function$/ }),
    itemTools('response.input[]'),
    storedPrompt('response.prompt'),
  ],
}

/** Ids and nothing else. */
const IDS: RequestShape = {
  ...BARE,
  verbatim: ['type', 'event_id', 'item_id', 'previous_item_id', 'response_id'],
}

const SOUND: { readonly path: Path; readonly media: Media } = { path: 'audio', media: 'audio' }

const UNKNOWN: Closure = {
  rule: 'event_unknown',
  because: 'The event is not one that the gateway knows how to inspect.',
  remedy: 'send the events that the documentation of live sessions lists.',
  evidence: REALTIME,
}

const ids = (type: string): ClientFrame => ({ type, shape: IDS })

const KINDS: readonly ClientFrame[] = [
  { type: 'session.update', shape: SESSION, models: ['session.model', ...HEARS] },
  { type: 'transcription_session.update', shape: SESSION, models: HEARS },
  { type: 'conversation.item.create', shape: ITEM },
  ids('conversation.item.retrieve'),
  ids('conversation.item.delete'),
  ids('conversation.item.truncate'),
  { type: 'input_audio_buffer.append', shape: { ...IDS, opaque: [SOUND] } },
  ids('input_audio_buffer.commit'),
  ids('input_audio_buffer.clear'),
  ids('output_audio_buffer.clear'),
  { type: 'response.create', shape: RESPONSE },
  ids('response.cancel'),
]

export const REALTIME_CLIENT: ClientFrames = {
  binary: 'refused',
  text: 'json',
  discriminator: 'type',
  kinds: KINDS,
  others: { shape: IDS, closed: UNKNOWN },
}

/** The query of the handshake; `model` is the parameter that names the model or deployment. */
export const realtimeQuery = (model: 'model' | 'deployment', others: readonly string[]): RequestShape => ({
  ...BARE,
  model,
  modelUnless: 'intent',
  verbatim: [model, 'intent', ...others],
  refused: [
    {
      path: 'call_id',
      rule: 'vendor_state',
      because: 'It joins a call whose sound goes past the gateway.',
      remedy: 'open a session of your own.',
      evidence: DATA_CONTROLS,
    },
    {
      path: 'intent',
      except: /^transcription$/,
      rule: 'intent_unknown',
      because: 'It asks for a kind of session that the gateway does not know.',
      remedy: 'leave it out, or send transcription.',
      evidence: REALTIME,
    },
  ],
})
