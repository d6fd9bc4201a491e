/** Streaming v3: sound goes out frame by frame, and turns of the transcript come back while somebody speaks. */
import type { RefusedMember, RequestShape } from '../../contract.ts'
import { BARE, type LiveFault, type LiveOperation, type LiveWords } from '../../live-shape.ts'
import type { StreamShape } from '../../stream-shape.ts'
import { GATEWAY_PAGE, REGION_PAGE, STREAMING_PAGE } from './evidence.ts'

/** A recording for the vendor's own support: off unless asked for, and nobody may ask. */
const CAPTURE = ['_customer_support_audio_capture', 'customer_support_audio_capture']

const WEBHOOK: Omit<RefusedMember, 'path'> = {
  rule: 'webhook',
  because: 'AssemblyAI would send the transcript to another host, past the gateway.',
  remedy: 'take the transcript from the session.',
  evidence: STREAMING_PAGE,
}

const REFUSED: readonly RefusedMember[] = [
  { path: 'webhook_url', ...WEBHOOK },
  { path: 'webhook_auth_header_name', ...WEBHOOK },
  { path: 'webhook_auth_header_value', ...WEBHOOK },
  {
    path: 'llm_gateway',
    rule: 'other_models',
    because: 'It gives the transcript to a language model whose place is not documented for sessions.',
    remedy: "send the transcript to a model of your own choice, through that model's operation.",
    evidence: GATEWAY_PAGE,
  },
  {
    path: 'token',
    rule: 'temporary_token',
    because: 'It is a credential of AssemblyAI, or of somebody who was given one.',
    remedy: 'send the gateway key in the Authorization header, or a token that the gateway minted.',
    evidence: REGION_PAGE,
  },
]

/** What configures a session, at its beginning and later. */
const TURNS: RequestShape['turns'] = [
  { path: 'prompt' },
  { path: 'agent_context' },
  { path: 'keyterms_prompt' },
  { path: 'keyterms_prompt[]' },
]

const QUERY: RequestShape = {
  ...BARE,
  turns: TURNS,
  json: ['keyterms_prompt', 'language_codes', 'redact_pii_policies'],
  verbatim: [
    'sample_rate',
    'encoding',
    'speech_model',
    'language_code',
    'language_detection',
    'domain',
    'mode',
    'voice_focus',
    'voice_focus_threshold',
    'format_turns',
    'filter_profanity',
    'end_of_turn_confidence_threshold',
    'min_end_of_turn_silence_when_confident',
    'min_turn_silence',
    'max_turn_silence',
    'vad_threshold',
    'session_heartbeat',
    'acknowledge_silence',
    'inactivity_timeout',
    'speaker_labels',
    'max_speakers',
    'speaker_labels_revision_interval_ms',
    'continuous_partials',
    'include_partial_turns',
    'interruption_delay',
    'turn_left_pad_ms',
    'redact_pii',
    'redact_pii_sub',
  ],
  refused: REFUSED,
  dropped: CAPTURE,
}

/** Config may have asked for it, or the caller at the beginning: nobody turns it off on the way. */
const REDACTION: readonly RefusedMember[] = ['redact_pii', 'redact_pii_policies', 'redact_pii_sub'].map(
  (path) => ({
    path,
    values: /^[^]*$/,
    rule: 'redact_pii',
    because: "The vendor's own redaction is what it was when the session began.",
    remedy: `leave ${path} out, or begin another session.`,
    evidence: STREAMING_PAGE,
  }),
)

const UPDATE: RequestShape = {
  ...BARE,
  turns: TURNS,
  verbatim: ['type', 'language_codes[]'],
  refused: [...REFUSED, ...REDACTION],
  dropped: CAPTURE,
}

const PLAIN: RequestShape = { ...BARE, verbatim: ['type'] }

const STREAM: StreamShape = {
  wire: 'message',
  discriminator: 'type',
  verbatim: [
    'type',
    'id',
    'language_code',
    'speaker_label',
    'words[].speaker',
    'revisions[].speaker_label',
    'revisions[].words[].speaker',
  ],
  json: [],
  usage: undefined,
  lanes: [],
  ends: [],
  done: {},
}

/** Source of the codes: `StreamingErrorType` of AssemblyAI's SDK. */
function closeOf({ status }: LiveFault): number {
  if (status === 401) return 4001
  if (status === 403) return 1008
  return status < 500 && status !== 408 ? 3006 : 3005
}

function says(fault: LiveFault): LiveWords {
  const close = closeOf(fault)
  return {
    frame: JSON.stringify({ type: 'Error', error_code: close, error: fault.message }),
    // The vendor ends a session that sent what it cannot take.
    close,
  }
}

export const STREAMING_OPERATIONS: readonly LiveOperation[] = [
  {
    id: 'streaming.transcribe',
    service: 'streaming',
    paths: ['/v3/ws'],
    query: QUERY,
    closedQuery: 'A parameter that the table does not list could choose a host or keep a recording.',
    // The SDK gives a session one second to begin, and then tries again.
    handshakeMilliseconds: 900,
    media: 'audio',
    client: {
      binary: 'audio',
      text: 'json',
      discriminator: 'type',
      kinds: [
        { type: 'UpdateConfiguration', shape: UPDATE },
        { type: 'ForceEndpoint', shape: PLAIN },
        { type: 'KeepAlive', shape: PLAIN },
        { type: 'Terminate', shape: PLAIN },
      ],
      others: { shape: { ...PLAIN, refused: [...REFUSED, ...REDACTION], dropped: CAPTURE } },
    },
    vendor: {
      binary: 'refused',
      stream: STREAM,
      growing: [
        {
          type: 'Turn',
          complete: 'end_of_turn',
          text: 'transcript',
          order: 'turn_order',
          speaker: 'speaker_label',
          respelled: { setting: 'format_turns', member: 'turn_is_formatted' },
          words: ['words[].text'],
        },
      ],
    },
    says,
    goodbye: (milliseconds) =>
      JSON.stringify({
        type: 'Warning',
        warning_code: 3008,
        warning: `The gateway shuts down: the session ends in ${Math.ceil(milliseconds / 1000)} seconds.`,
      }),
  },
]
