/** The OpenAI responses shape, made stateless; OpenAI and Azure OpenAI share it. */
import type { AnswerShape, Lane, Path, RefusedMember, RequestShape } from '../contract.ts'
import { LONG_CACHES, longCacheAt, STORE_FALSE } from './openai-chat.ts'
import { DATA_CONTROLS, END_USER_IDS, MODEL_STATE, YOUR_DATA } from './openai-evidence.ts'
import { under } from './paths-under.ts'

/** Models that answer 400 when asked for encrypted reasoning, because they do not reason. */
const MODELS_WITHOUT_REASONING =
  /^(?:ft:)?(?:gpt-3|gpt-4|gpt-5[^/]*-chat|chatgpt-|text-|davinci|babbage|computer-use)/

const SEND_ALL_TURNS = 'send all turns in input, as the SDK returned them; nothing is stored at the vendor.'

const serverState = (path: string, because: string): RefusedMember => ({
  path,
  rule: 'vendor_state',
  because,
  remedy: SEND_ALL_TURNS,
  evidence: MODEL_STATE,
})

const vendorTools = (path: Path): RefusedMember => ({
  path,
  except: /^(?:function|custom|local_shell|apply_patch)$/,
  rule: 'vendor_tool',
  because:
    'A tool that the vendor runs, or a remote server that it calls, reaches beyond the residency agreement.',
  remedy: 'send function or custom tools and run them yourself; no config line allows vendor-run tools.',
  evidence: YOUR_DATA,
})

export const RESPONSES_REQUEST: RequestShape = {
  model: 'model',
  stream: 'stream',
  structured: { path: 'text.format.type', values: /^json_/ },
  turns: [
    { path: 'input' },
    { path: 'input[]', role: { member: 'role', operator: ['system', 'developer'] } },
  ],
  json: ['input[].arguments'],
  numbers: ['metadata.**', 'tools[].parameters.**'],
  verbatim: [
    'model',
    'input[].type',
    'input[].role',
    'input[].id',
    'input[].status',
    'input[].phase',
    'input[].call_id',
    'input[].name',
    'input[].namespace',
    'input[].encrypted_content',
    'input[].content[].type',
    'input[].output[].type',
    'input[].summary[].type',
    'tools[].type',
    'tools[].name',
    'tool_choice',
    'tool_choice.type',
    'tool_choice.name',
    'include[]',
    'reasoning.effort',
    'reasoning.summary',
    'text.format.type',
    'text.format.name',
    'text.verbosity',
    'service_tier',
    'truncation',
    'prompt_cache_retention',
  ],
  opaque: [
    { path: 'input[].content[].image_url', media: 'image' },
    { path: 'input[].content[].file_data', media: 'file' },
    { path: 'input[].content[].file_url', media: 'file' },
    { path: 'input[].output[].image_url', media: 'image' },
    { path: 'input[].output[].file_data', media: 'file' },
    { path: 'input[].output[].file_url', media: 'file' },
  ],
  pseudonyms: END_USER_IDS,
  refused: [
    ...LONG_CACHES,
    longCacheAt('input[].content[]'),
    longCacheAt('input[].output[]'),
    {
      path: 'background',
      rule: 'background',
      because: 'A background response is written to disk at the vendor.',
      remedy: 'leave background out and stream instead.',
      evidence: DATA_CONTROLS,
    },
    serverState('previous_response_id', 'It needs an answer that the vendor would have to keep.'),
    serverState('conversation', 'It needs a conversation that the vendor would have to keep.'),
    serverState(
      'prompt',
      'It needs a prompt that is stored at the vendor, which the gateway cannot inspect.',
    ),
    {
      ...serverState('input[].type', 'A bare reference needs an item that the vendor would have to keep.'),
      values: /^item_reference$/,
    },
    {
      ...serverState('input[].id', 'A bare reference needs an item that the vendor would have to keep.'),
      unlessSiblings: ['type', 'role'],
    },
    vendorTools('tools[].type'),
    // Items of the types `additional_tools` and `tool_search_output` offer tools in mid-conversation.
    vendorTools('input[].tools[].type'),
  ],
  note: { key: 'instructions', kind: 'text' },
  forced: [
    STORE_FALSE,
    {
      key: 'include',
      value: '"reasoning.encrypted_content"',
      how: 'append',
      notModels: MODELS_WITHOUT_REASONING,
      flag: 'include=reasoning.encrypted_content',
      evidence: MODEL_STATE,
    },
  ],
  dropped: ['input[].id'],
}

/** Members of an output item or a response that are never text. */
const itemNames = (base: string): readonly string[] => [
  `${base}.id`,
  `${base}.type`,
  `${base}.role`,
  `${base}.status`,
  `${base}.phase`,
  `${base}.call_id`,
  `${base}.name`,
  `${base}.encrypted_content`,
  `${base}.result`,
  `${base}.content[].type`,
  `${base}.content[].logprobs.**`,
]

const ENVELOPE = [
  'id',
  'object',
  'model',
  'status',
  'service_tier',
  'user',
  'safety_identifier',
  'prompt_cache_key',
]

const delta = (type: string, keys: readonly string[], source: Lane['source'] = 'text'): Lane => ({
  type: `response.${type}.delta`,
  path: 'delta',
  keys,
  source,
})

const LANES: readonly Lane[] = [
  delta('output_text', ['item_id', 'output_index', 'content_index'], 'answer'),
  delta('refusal', ['item_id', 'output_index', 'content_index']),
  delta('reasoning_text', ['item_id', 'output_index', 'content_index']),
  delta('reasoning_summary_text', ['item_id', 'output_index', 'summary_index']),
  delta('function_call_arguments', ['item_id', 'output_index'], 'json'),
  delta('custom_tool_call_input', ['item_id', 'output_index']),
  delta('mcp_call_arguments', ['item_id', 'output_index'], 'json'),
  delta('code_interpreter_call_code', ['item_id', 'output_index']),
  delta('shell_call_command', ['output_index', 'command_index']),
  ...['delta.stdout', 'delta.stderr'].map((path) => ({
    ...delta('shell_call_output_content', ['item_id', 'output_index', 'command_index']),
    path,
  })),
  delta('audio.transcript', []),
]

const TERMINAL = ['response.completed', 'response.incomplete', 'response.failed']

export const RESPONSES_ANSWER: AnswerShape = {
  verbatim: [...ENVELOPE, ...itemNames('output[]')],
  json: ['output[].arguments'],
  scattered: ['output[].content[].logprobs'],
  usage: { input: 'usage.input_tokens', output: 'usage.output_tokens' },
  model: 'model',
  stream: {
    wire: 'sse',
    discriminator: 'type',
    verbatim: [
      'type',
      'item_id',
      'call_id',
      'obfuscation',
      'logprobs.**',
      ...itemNames('item'),
      ...under('response', ENVELOPE),
      ...under('response', itemNames('output[]')),
    ],
    json: ['arguments', 'item.arguments', 'response.output[].arguments'],
    scattered: [
      'logprobs',
      'part.logprobs',
      'item.content[].logprobs',
      'response.output[].content[].logprobs',
    ],
    usage: { input: 'response.usage.input_tokens', output: 'response.usage.output_tokens' },
    lanes: LANES,
    ends: [
      ...LANES.map((lane) => ({ type: (lane.type ?? '').replace(/delta$/, 'done'), keys: lane.keys })),
      { type: 'response.content_part.done', keys: ['item_id'] },
      { type: 'response.output_item.done', keys: ['output_index'] },
      ...TERMINAL.map((type) => ({ type })),
    ],
    done: { data: '[DONE]', types: TERMINAL },
  },
}
