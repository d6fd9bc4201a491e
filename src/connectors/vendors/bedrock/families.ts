/** What an invoke body holds, by the family of the model: each has the shape of its publisher's own API. */
import type { AnswerShape, Lane, LaneEnd, Path, RequestShape, StreamShape } from '../../contract.ts'
import { ANTHROPIC_ANSWER, ANTHROPIC_REQUEST } from '../../dialects/anthropic-messages.ts'
import { CONVERSE_ANSWER, CONVERSE_REQUEST } from './converse.ts'

/** One family: which models have it, and how their bodies and streams are walked. */
export interface Family {
  readonly id: string
  /** Model ids, profiles and ARNs that name a model of the family; undefined for those that name none. */
  readonly models?: RegExp
  readonly request: RequestShape
  readonly answer: AnswerShape
  readonly stream: StreamShape
}

/** In an id, after a profile's prefix, or at the end of an ARN. */
const models = (names: string): RegExp => new RegExp(`(?:^|[./])(?:${names})`)

const request = (shape: Partial<RequestShape> & Pick<RequestShape, 'turns'>): RequestShape => ({
  json: [],
  verbatim: [],
  opaque: [],
  pseudonyms: [],
  refused: [],
  forced: [],
  dropped: [],
  ...shape,
})

const answer = (verbatim: readonly Path[], json: readonly Path[] = []): AnswerShape => ({
  verbatim,
  json,
  usage: undefined,
  model: undefined,
})

/** The last chunk of every stream has it, whatever the family. */
const METRICS = 'amazon-bedrock-invocationMetrics'

/** Each event carries a chunk of the model's own JSON as base64, beside padding. */
const stream = (shape: Partial<StreamShape> & { readonly lanes: readonly Lane[] }): StreamShape => ({
  wire: 'event_stream',
  envelope: 'bytes',
  verbatim: [],
  json: [],
  usage: { input: `${METRICS}.inputTokenCount`, output: `${METRICS}.outputTokenCount` },
  ends: [],
  done: { member: METRICS },
  ...shape,
})

const NOVA: Family = {
  id: 'nova',
  models: models(String.raw`amazon\.nova-`),
  request: { ...CONVERSE_REQUEST, verbatim: [...CONVERSE_REQUEST.verbatim, 'schemaVersion'] },
  answer: CONVERSE_ANSWER,
  stream: stream({
    verbatim: [
      'messageStart.role',
      'messageStop.stopReason',
      'contentBlockStart.start.toolUse.toolUseId',
      'contentBlockStart.start.toolUse.name',
      'contentBlockDelta.delta.reasoningContent.signature',
    ],
    usage: { input: 'metadata.usage.inputTokens', output: 'metadata.usage.outputTokens' },
    lanes: [
      {
        path: 'contentBlockDelta.delta.text',
        keys: ['contentBlockDelta.contentBlockIndex'],
        source: 'answer',
      },
      {
        path: 'contentBlockDelta.delta.toolUse.input',
        keys: ['contentBlockDelta.contentBlockIndex'],
        source: 'json',
      },
      {
        path: 'contentBlockDelta.delta.reasoningContent.text',
        keys: ['contentBlockDelta.contentBlockIndex'],
        source: 'text',
      },
    ],
    ends: [{ when: 'contentBlockStop' }, { when: 'messageStop' }],
    done: { member: 'messageStop' },
  }),
}

const ANTHROPIC: Family = {
  id: 'anthropic',
  models: models(String.raw`anthropic\.`),
  request: ANTHROPIC_REQUEST,
  answer: ANTHROPIC_ANSWER,
  stream: { ...ANTHROPIC_ANSWER.stream, wire: 'event_stream', envelope: 'bytes' },
}

const LLAMA: Family = {
  id: 'llama',
  models: models(String.raw`meta\.llama`),
  request: request({ turns: [{ path: 'prompt' }], opaque: [{ path: 'images[]', media: 'image' }] }),
  answer: answer(['stop_reason']),
  stream: stream({
    verbatim: ['stop_reason'],
    lanes: [{ path: 'generation', keys: [], source: 'answer' }],
    ends: [{ when: 'stop_reason' }],
  }),
}

const CHAT_IDS = [
  'choices[].message.role',
  'choices[].message.tool_calls[].id',
  'choices[].message.tool_calls[].type',
  'choices[].message.tool_calls[].function.name',
  'choices[].stop_reason',
  'choices[].finish_reason',
]

const MISTRAL: Family = {
  id: 'mistral',
  models: models(String.raw`mistral\.`),
  request: request({
    turns: [{ path: 'messages[]', role: { member: 'role', operator: ['system'] } }, { path: 'prompt' }],
    json: ['messages[].tool_calls[].function.arguments'],
    verbatim: [
      'messages[].role',
      'messages[].tool_call_id',
      'messages[].tool_calls[].id',
      'messages[].tool_calls[].type',
      'messages[].tool_calls[].function.name',
      'messages[].content[].type',
      'tools[].type',
      'tools[].function.name',
      'tool_choice',
    ],
    opaque: [{ path: 'messages[].content[].image_url.url', media: 'image' }],
  }),
  answer: answer(
    [...CHAT_IDS, 'outputs[].stop_reason'],
    ['choices[].message.tool_calls[].function.arguments'],
  ),
  stream: stream({
    verbatim: [...CHAT_IDS, 'outputs[].stop_reason'],
    lanes: [
      { path: 'outputs[].text', keys: [], source: 'answer' },
      { path: 'choices[].message.content', keys: ['choices[].index'], source: 'answer' },
      { path: 'choices[].delta.content', keys: ['choices[].index'], source: 'answer' },
      {
        path: 'choices[].message.tool_calls[].function.arguments',
        keys: ['choices[].index', 'choices[].message.tool_calls[].index'],
        source: 'json',
      },
    ],
    ends: [
      { when: 'outputs[].stop_reason' },
      { when: 'choices[].stop_reason', keys: ['choices[].index'] },
      { when: 'choices[].finish_reason', keys: ['choices[].index'] },
    ],
  }),
}

const TITAN: Family = {
  id: 'titan',
  models: models(String.raw`amazon\.titan-`),
  request: request({
    turns: [{ path: 'inputText' }],
    verbatim: ['embeddingTypes[]'],
    opaque: [{ path: 'inputImage', media: 'image' }],
  }),
  answer: answer(['results[].completionReason']),
  stream: stream({
    verbatim: ['completionReason'],
    lanes: [{ path: 'outputText', keys: ['index'], source: 'answer' }],
    ends: [{ when: 'completionReason', keys: ['index'] }],
  }),
}

const COHERE: Family = {
  id: 'cohere',
  models: models(String.raw`cohere\.`),
  request: request({
    turns: [
      { path: 'texts[]' },
      { path: 'inputs[]' },
      { path: 'prompt' },
      { path: 'message' },
      { path: 'chat_history[]' },
      { path: 'documents[]' },
      { path: 'query' },
    ],
    verbatim: [
      'input_type',
      'embedding_types[]',
      'truncate',
      'return_likelihoods',
      'prompt_truncation',
      'inputs[].content[].type',
      'chat_history[].role',
      'tools[].name',
    ],
    opaque: [
      { path: 'images[]', media: 'image' },
      { path: 'inputs[].content[].image_url', media: 'image' },
      { path: 'inputs[].content[].image_url.url', media: 'image' },
    ],
  }),
  answer: answer(['id', 'response_type', 'finish_reason', 'generation_id', 'generations[].finish_reason']),
  stream: stream({
    verbatim: ['event_type', 'finish_reason', 'generation_id', 'response.finish_reason'],
    lanes: [{ path: 'text', keys: [], source: 'answer' }],
    ends: [{ when: 'finish_reason' }, { when: 'response' }],
  }),
}

const NAMED = [ANTHROPIC, NOVA, LLAMA, MISTRAL, TITAN, COHERE] as const

const lanesOf = ({ stream: { lanes } }: Family): readonly Lane[] => lanes
const endsOf = ({ stream: { ends } }: Family): readonly LaneEnd[] => ends

/** Models of other publishers, and ARNs that hide the model: nothing is verbatim, and every known text of a stream is a lane. */
const OTHER: Family = {
  id: 'other',
  request: request({
    turns: [
      { path: 'messages[]', role: { member: 'role', operator: ['system', 'developer'] } },
      { path: 'prompt' },
      { path: 'input' },
      { path: 'inputText' },
      { path: 'texts[]' },
    ],
    refused: [...ANTHROPIC_REQUEST.refused, ...CONVERSE_REQUEST.refused],
  }),
  answer: answer([]),
  stream: stream({
    discriminator: 'type',
    lanes: NAMED.flatMap(lanesOf),
    ends: NAMED.flatMap(endsOf),
  }),
}

/** The first whose pattern matches has the call; the last has none and takes the rest. */
export const FAMILIES: readonly Family[] = [...NAMED, OTHER]
