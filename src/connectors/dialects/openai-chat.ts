/** The OpenAI chat completions shape, which OpenAI and Azure OpenAI share. */
import type { AnswerShape, ForcedMember, Path, RefusedMember, RequestShape } from '../contract.ts'
import { DATA_CONTROLS, END_USER_IDS, MODEL_STATE, YOUR_DATA } from './openai-evidence.ts'

/** Never stored: stored completions are kept for 30 days and can be used in the vendor's own evaluations. */
export const STORE_FALSE: ForcedMember = {
  key: 'store',
  value: 'false',
  how: 'set',
  flag: 'store=false',
  evidence: DATA_CONTROLS,
}

/** A cache kept for hours is retention; the in-memory default is not. */
export const LONG_CACHES: readonly RefusedMember[] = [
  {
    path: 'prompt_cache_retention',
    values: /^24h$/,
    rule: 'cache_retention',
    because: 'A prompt cache of 24 hours keeps the prompt on disk.',
    remedy: 'leave prompt_cache_retention out.',
    evidence: DATA_CONTROLS,
  },
  {
    path: 'prompt_cache_options.ttl',
    values: /^(?!30m$)/,
    rule: 'cache_retention',
    because: 'A prompt cache of hours keeps the prompt on disk.',
    remedy: 'leave prompt_cache_options.ttl out, or send "30m".',
    evidence: DATA_CONTROLS,
  },
]

/** A breakpoint can ask for a cache of hours beside the request's own options. */
export const longCacheAt = (parts: Path): RefusedMember => ({
  path: `${parts}.prompt_cache_breakpoint.ttl`,
  values: /^(?!30m$)/,
  rule: 'cache_retention',
  because: 'A prompt cache of hours keeps the prompt on disk.',
  remedy: 'leave prompt_cache_breakpoint.ttl out, or send "30m".',
  evidence: DATA_CONTROLS,
})

const TOOLS_THAT_LEAVE: RefusedMember = {
  path: 'tools[].type',
  except: /^(?:function|custom)$/,
  rule: 'vendor_tool',
  because: 'A tool that the vendor runs reaches beyond the residency agreement.',
  remedy: 'send function or custom tools and run them yourself; no config line allows vendor-run tools.',
  evidence: YOUR_DATA,
}

export const CHAT_REQUEST: RequestShape = {
  model: 'model',
  stream: 'stream',
  structured: { path: 'response_format.type', values: /^json_/ },
  turns: [
    { path: 'messages[]', role: { member: 'role', operator: ['system', 'developer'] } },
    { path: 'prediction' },
  ],
  json: ['messages[].tool_calls[].function.arguments', 'messages[].function_call.arguments'],
  numbers: ['metadata.**', 'tools[].function.parameters.**', 'functions[].parameters.**'],
  verbatim: [
    'model',
    'messages[].role',
    'messages[].tool_call_id',
    'messages[].tool_calls[].id',
    'messages[].tool_calls[].type',
    'messages[].tool_calls[].function.name',
    'messages[].tool_calls[].custom.name',
    'messages[].content[].type',
    'messages[].content[].image_url.detail',
    'messages[].content[].input_audio.format',
    'tools[].type',
    'tools[].function.name',
    'tools[].custom.name',
    'tool_choice',
    'tool_choice.type',
    'tool_choice.function.name',
    'response_format.type',
    'response_format.json_schema.name',
    'prompt_cache_retention',
    'reasoning_effort',
    'service_tier',
    'modalities[]',
    'audio.voice',
    'audio.format',
    'verbosity',
  ],
  opaque: [
    { path: 'messages[].content[].image_url.url', media: 'image' },
    { path: 'messages[].content[].input_audio.data', media: 'audio' },
    { path: 'messages[].content[].file.file_data', media: 'file' },
  ],
  pseudonyms: END_USER_IDS,
  refused: [
    ...LONG_CACHES,
    longCacheAt('messages[].content[]'),
    longCacheAt('prediction.content[]'),
    TOOLS_THAT_LEAVE,
    {
      path: 'web_search_options',
      rule: 'web_search',
      because: 'Web search sends parts of the conversation outside the residency zone.',
      remedy: 'leave web_search_options out; no config line allows it.',
      evidence: YOUR_DATA,
    },
    {
      path: 'messages[].audio',
      rule: 'vendor_state',
      because: 'It refers to audio that the vendor would have to keep.',
      remedy: 'send the transcript as content.',
      evidence: MODEL_STATE,
    },
  ],
  forced: [STORE_FALSE],
  note: {
    key: 'messages',
    kind: 'items',
    item: '{"role":"system","content":"$NOTE"}',
    position: 'first',
  },
  dropped: [],
}

const TOOL_CALL_NAMES = (base: string): readonly string[] => [
  `${base}.role`,
  `${base}.tool_calls[].id`,
  `${base}.tool_calls[].type`,
  `${base}.tool_calls[].function.name`,
  `${base}.tool_calls[].custom.name`,
  `${base}.audio.data`,
  `${base}.audio.id`,
]

const ENVELOPE = [
  'id',
  'object',
  'model',
  'service_tier',
  'system_fingerprint',
  'obfuscation',
  'choices[].finish_reason',
  'choices[].logprobs.**',
  'prompt_filter_results.**',
  'choices[].content_filter_results.**',
]

const USAGE = { input: 'usage.prompt_tokens', output: 'usage.completion_tokens' }

export const CHAT_ANSWER: AnswerShape = {
  verbatim: [...ENVELOPE, ...TOOL_CALL_NAMES('choices[].message')],
  json: ['choices[].message.tool_calls[].function.arguments', 'choices[].message.function_call.arguments'],
  scattered: ['choices[].logprobs'],
  usage: USAGE,
  model: 'model',
  stream: {
    wire: 'sse',
    verbatim: [...ENVELOPE, ...TOOL_CALL_NAMES('choices[].delta')],
    json: [],
    scattered: ['choices[].logprobs'],
    usage: USAGE,
    lanes: [
      { path: 'choices[].delta.content', keys: ['choices[].index'], source: 'answer' },
      { path: 'choices[].delta.refusal', keys: ['choices[].index'], source: 'text' },
      { path: 'choices[].delta.reasoning_content', keys: ['choices[].index'], source: 'text' },
      { path: 'choices[].delta.audio.transcript', keys: ['choices[].index'], source: 'text' },
      { path: 'choices[].delta.function_call.arguments', keys: ['choices[].index'], source: 'json' },
      {
        path: 'choices[].delta.tool_calls[].function.arguments',
        keys: ['choices[].index', 'choices[].delta.tool_calls[].index'],
        source: 'json',
      },
      {
        path: 'choices[].delta.tool_calls[].custom.input',
        keys: ['choices[].index', 'choices[].delta.tool_calls[].index'],
        source: 'text',
      },
    ],
    ends: [{ when: 'choices[].finish_reason', keys: ['choices[].index'] }],
    done: { data: '[DONE]' },
  },
}
