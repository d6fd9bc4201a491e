/** Uploads and transcripts, which AssemblyAI keeps until they are deleted. */
import type {
  AnswerShape,
  Closure,
  HttpMethod,
  NamedObject,
  Operation,
  RequestShape,
} from '../../contract.ts'
import { OPT_OUT_PAGE, REGION_PAGE, TRANSCRIPT_PAGE } from './evidence.ts'

/** What an upload answers with, and what alone may be transcribed of AssemblyAI's own hosts. */
const UPLOADED = /^https:\/\/[a-z0-9.-]{1,100}\.assemblyai\.com\/upload\/[A-Za-z0-9._-]{1,128}$/

/** Values of closed lists and ids, and URLs that nobody puts a placeholder in. */
const TRANSCRIPT_VERBATIM: readonly string[] = [
  'id',
  'status',
  'acoustic_model',
  'language_model',
  'language_code',
  'language_codes[]',
  'speech_model',
  'speech_models[]',
  'speech_model_used',
  'audio_url',
  'webhook_url',
]

const TRANSCRIPT: NamedObject = { kind: 'transcript', in: 'path', at: 'transcript_id' }

const TRANSCRIPT_ANSWER: AnswerShape = {
  verbatim: TRANSCRIPT_VERBATIM,
  json: [],
  spelled: ['words[].text', 'utterances[].text', 'utterances[].words[].text'],
  usage: undefined,
  model: undefined,
}

const TEXTS_ANSWER: AnswerShape = {
  verbatim: ['id'],
  json: [],
  spelled: ['sentences', 'paragraphs'].flatMap((list) => [`${list}[].text`, `${list}[].words[].text`]),
  usage: undefined,
  model: undefined,
}

const CREATE: RequestShape = {
  turns: [
    { path: 'prompt' },
    { path: 'keyterms_prompt[]' },
    { path: 'word_boost[]' },
    { path: 'topics[]' },
    { path: 'custom_spelling[]' },
    { path: 'speech_understanding' },
  ],
  json: [],
  verbatim: [
    'speech_model',
    'speech_models[]',
    'language_code',
    'language_codes[]',
    'language_detection_options.*',
    'language_detection_options.expected_languages[]',
    'language_detection_options.localization[]',
    'keyterms_prompt_options.keyterms_match_strength',
    'boost_param',
    'domain',
    'remove_audio_tags',
    'summary_model',
    'summary_type',
    'redact_pii_policies[]',
    'redact_pii_sub',
    'redact_pii_audio_quality',
    'speech_understanding.request.*.effort',
    'speech_understanding.request.*.version',
    'speech_understanding.request.speaker_identification.speaker_type',
    'speech_understanding.request.translation.target_languages[]',
  ],
  opaque: [],
  pseudonyms: [],
  exact: [
    // A link to audio carries the signature that opens it.
    { path: 'audio_url', shape: UPLOADED, credentials: true },
    { path: 'webhook_url', credentials: true },
    { path: 'webhook_auth_header_name' },
    { path: 'webhook_auth_header_value', credentials: true },
  ],
  links: [
    { path: 'audio_url', hosts: 'audio_hosts', except: UPLOADED },
    { path: 'webhook_url', hosts: 'webhook_hosts' },
  ],
  refused: [
    {
      path: 'webhook_auth_header_value',
      unlessSiblings: ['webhook_url'],
      rule: 'webhook',
      because: 'It is the credential of a webhook, and there is none.',
      remedy: 'send webhook_url too, or leave webhook_auth_header_value out.',
      evidence: TRANSCRIPT_PAGE,
    },
  ],
  forced: [],
  // A recording for the vendor's own support: off unless asked for, and nobody may ask.
  dropped: ['_customer_support_audio_capture', 'customer_support_audio_capture'],
}

const closed = (id: string, method: HttpMethod, path: string, closure: Closure): Operation => ({
  id,
  method,
  paths: [path],
  query: [],
  body: 'none',
  closed: closure,
  answer: { verbatim: [], json: [], usage: undefined, model: undefined },
  tokens: 'bracket',
})

/** Also of paths that nobody listed: only the gateway's own, which no vendor is asked for, is minted. */
export const TOKEN: Closure = {
  rule: 'temporary_token',
  because: 'A temporary token lets its holder call AssemblyAI directly, past the gateway.',
  remedy: 'have the gateway mint one of its own: GET /assemblyai-streaming/v3/token.',
  evidence: REGION_PAGE,
}

const read = (id: string, path: string, more: Partial<Operation> = {}): Operation => ({
  id,
  method: 'GET',
  paths: [path],
  query: [],
  body: 'none',
  names: [TRANSCRIPT],
  answer: TEXTS_ANSWER,
  tokens: 'bracket',
  ...more,
})

export const TRANSCRIPT_OPERATIONS: readonly Operation[] = [
  {
    id: 'upload',
    method: 'POST',
    paths: ['/v2/upload'],
    query: [],
    body: 'binary',
    binary: 'audio',
    answer: { verbatim: ['upload_url'], json: [], usage: undefined, model: undefined },
    creates: [{ kind: 'upload', id: 'upload_url' }],
    tokens: 'bracket',
  },
  {
    id: 'transcripts.create',
    method: 'POST',
    paths: ['/v2/transcript'],
    query: [],
    body: 'json',
    request: CREATE,
    names: [{ kind: 'upload', in: 'body', at: 'audio_url', only: UPLOADED }],
    creates: [{ kind: 'transcript', id: 'id' }],
    answer: TRANSCRIPT_ANSWER,
    tokens: 'bracket',
  },
  closed('transcripts.list', 'GET', '/v2/transcript', {
    rule: 'account_list',
    because: 'It lists the transcripts of the whole account, page by page, and so those of other tenants.',
    remedy: 'keep the ids of your own transcripts and ask for each by its id.',
    evidence: TRANSCRIPT_PAGE,
  }),
  read('transcripts.get', '/v2/transcript/{transcript_id}', {
    answer: TRANSCRIPT_ANSWER,
    followUp: {
      setting: 'delete_after_fetch',
      when: { member: 'status', values: /^(?:completed|error)$/ },
      method: 'DELETE',
    },
  }),
  {
    id: 'transcripts.delete',
    method: 'DELETE',
    paths: ['/v2/transcript/{transcript_id}'],
    query: [],
    body: 'none',
    names: [{ ...TRANSCRIPT, to: 'end' }],
    answer: TRANSCRIPT_ANSWER,
    tokens: 'bracket',
  },
  read('transcripts.sentences', '/v2/transcript/{transcript_id}/sentences'),
  read('transcripts.paragraphs', '/v2/transcript/{transcript_id}/paragraphs'),
  read('transcripts.srt', '/v2/transcript/{transcript_id}/srt', { query: ['chars_per_caption'] }),
  read('transcripts.vtt', '/v2/transcript/{transcript_id}/vtt', { query: ['chars_per_caption'] }),
  read('transcripts.word_search', '/v2/transcript/{transcript_id}/word-search'),
  closed('transcripts.redacted_audio', 'GET', '/v2/transcript/{transcript_id}/redacted-audio', {
    rule: 'direct_link',
    because: 'It answers with a signed link to the recording in a storage outside the API, past the gateway.',
    remedy: 'use the redacted text.',
    evidence: TRANSCRIPT_PAGE,
  }),
  closed('tokens.streaming', 'GET', '/v3/token', TOKEN),
  closed('tokens.realtime', 'POST', '/v2/realtime/token', TOKEN),
  closed('lemur', 'POST', '/lemur/v3/generate/task', {
    rule: 'retired',
    because: 'AssemblyAI has shut this API down.',
    remedy: 'use the LLM gateway.',
    evidence: OPT_OUT_PAGE,
  }),
]
