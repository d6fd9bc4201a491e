/** The Anthropic Messages shape as clouds serve it: on Bedrock's invoke and on Vertex AI's rawPredict. */
import type { AnswerShape, Evidence, Path, RefusedMember, RequestShape, StreamShape } from '../contract.ts'

const MESSAGES_API: Evidence = {
  url: 'https://docs.claude.com/en/api/messages',
  checked: '2026-11-22',
}

/** Blocks stand in a turn, and once more in the result of a tool. */
const BLOCKS = ['messages[].content[]', 'messages[].content[].content[]'] as const

const inBlocks = (...members: readonly string[]): readonly Path[] =>
  BLOCKS.flatMap((block) => members.map((member) => `${block}.${member}`))

/** Tools that the caller runs: its own, and those of which Anthropic only wrote the schema. */
const CALLERS_TOOLS = /^(?:custom|bash_\d+|text_editor_\d+|computer_\d+|memory_\d+)$/

const REFUSED: readonly RefusedMember[] = [
  {
    path: 'tools[].type',
    except: CALLERS_TOOLS,
    rule: 'vendor_tool',
    because: 'A tool that the vendor runs reaches beyond the residency agreement.',
    remedy: 'send tools of your own and run them yourself; no config line allows vendor-run tools.',
    evidence: MESSAGES_API,
  },
  ...['mcp_servers', 'container'].map((path): RefusedMember => ({
    path,
    rule: 'vendor_tool',
    because: 'The vendor would call another server, or keep files, on behalf of the call.',
    remedy: `leave ${path} out; no config line allows it.`,
    evidence: MESSAGES_API,
  })),
  {
    path: 'inference_geo',
    rule: 'placement',
    because: 'It chooses where the call is processed beside the endpoint that was checked.',
    remedy: 'leave inference_geo out.',
    evidence: MESSAGES_API,
  },
  ...BLOCKS.map((block): RefusedMember => ({
    path: `${block}.source.type`,
    except: /^(?:base64|text|content)$/,
    rule: 'vendor_fetch',
    because: 'The vendor would fetch it itself, and the gateway cannot inspect what it finds.',
    remedy: 'send the content itself; no config line allows links and stored files.',
    evidence: MESSAGES_API,
  })),
]

export const ANTHROPIC_REQUEST: RequestShape = {
  turns: [{ path: 'messages[]', role: { member: 'role', operator: ['system'] } }],
  json: [],
  numbers: inBlocks('input.**'),
  verbatim: [
    'anthropic_version',
    'anthropic_beta[]',
    'model',
    'service_tier',
    'messages[].role',
    ...inBlocks(
      'type',
      'id',
      'name',
      'tool_use_id',
      'signature',
      'data',
      'source.type',
      'source.media_type',
      'cache_control.type',
      'cache_control.ttl',
    ),
    'system[].type',
    'system[].cache_control.type',
    'system[].cache_control.ttl',
    'tools[].type',
    'tools[].name',
    'tools[].cache_control.type',
    'tools[].cache_control.ttl',
    'tool_choice.type',
    'tool_choice.name',
    'thinking.type',
    'output_config.effort',
    'output_config.format.type',
    'output_format.type',
  ],
  opaque: BLOCKS.map((block) => ({ path: `${block}.source.data`, media: 'image' as const })),
  pseudonyms: ['metadata.user_id'],
  refused: REFUSED,
  forced: [],
  note: { key: 'system', kind: 'text', item: '{"type":"text","text":"$NOTE"}' },
  dropped: [],
  structured: { path: 'output_config.format.type', values: /^json_/ },
}

const USAGE = { input: 'usage.input_tokens', output: 'usage.output_tokens' }

const BLOCK_IDS = ['type', 'id', 'name', 'tool_use_id', 'signature', 'data']
const MESSAGE_IDS = ['id', 'type', 'role', 'model', 'stop_reason']

/** Events as server-sent events; Bedrock puts the same JSON into frames of its own. */
const ANTHROPIC_STREAM: StreamShape = {
  wire: 'sse',
  discriminator: 'type',
  verbatim: [
    'type',
    ...MESSAGE_IDS.map((member) => `message.${member}`),
    ...BLOCK_IDS.map((member) => `content_block.${member}`),
    'delta.type',
    'delta.signature',
    'delta.stop_reason',
  ],
  json: [],
  usage: USAGE,
  lanes: [
    { type: 'content_block_delta', path: 'delta.text', keys: ['index'], source: 'answer' },
    { type: 'content_block_delta', path: 'delta.thinking', keys: ['index'], source: 'text' },
    { type: 'content_block_delta', path: 'delta.partial_json', keys: ['index'], source: 'json' },
  ],
  ends: [
    { type: 'content_block_stop', keys: ['index'] },
    { type: 'message_delta' },
    { type: 'message_stop' },
  ],
  done: { types: ['message_stop'] },
}

export const ANTHROPIC_ANSWER: AnswerShape & { readonly stream: StreamShape } = {
  verbatim: [...MESSAGE_IDS, ...BLOCK_IDS.map((member) => `content[].${member}`)],
  json: [],
  values: ['content[].input.**'],
  usage: USAGE,
  model: 'model',
  stream: ANTHROPIC_STREAM,
}
