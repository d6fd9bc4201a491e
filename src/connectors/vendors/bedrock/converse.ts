/** The Converse shape: one body for every model, whole and streamed. */
import type { AnswerShape, Path, RefusedMember, RequestShape, StreamShape } from '../../contract.ts'
import { CONVERSE_PAGE, GUARDRAILS_PAGE } from './evidence.ts'

const BLOCK = 'messages[].content[]'
const RESULT = `${BLOCK}.toolResult.content[]`

/** Where media stand, and the kind that consent has to name. */
const MEDIA = [
  [`${BLOCK}.image`, 'image'],
  [`${BLOCK}.document`, 'file'],
  [`${BLOCK}.video`, 'file'],
  [`${BLOCK}.audio`, 'audio'],
  [`${BLOCK}.guardContent.image`, 'image'],
  [`${RESULT}.image`, 'image'],
  [`${RESULT}.document`, 'file'],
  [`${RESULT}.video`, 'file'],
  ['system[].guardContent.image', 'image'],
] as const

const refusal = (path: Path, rule: string, because: string, remedy: string): RefusedMember => ({
  path,
  rule,
  because,
  remedy,
  evidence: rule === 'guardrail' ? GUARDRAILS_PAGE : CONVERSE_PAGE,
})

export const CONVERSE_REQUEST: RequestShape = {
  turns: [
    { path: 'messages[]', role: { member: 'role', operator: ['system'] } },
    { path: 'promptVariables.*' },
  ],
  json: ['outputConfig.textFormat.structure.jsonSchema.schema'],
  numbers: [`${BLOCK}.toolUse.input.**`, `${RESULT}.json.**`, 'additionalModelRequestFields.**'],
  verbatim: [
    'messages[].role',
    ...MEDIA.map(([place]) => `${place}.format`),
    `${BLOCK}.toolUse.toolUseId`,
    `${BLOCK}.toolUse.name`,
    `${BLOCK}.toolUse.type`,
    `${BLOCK}.toolResult.toolUseId`,
    `${BLOCK}.toolResult.status`,
    `${BLOCK}.toolResult.type`,
    `${BLOCK}.reasoningContent.reasoningText.signature`,
    `${BLOCK}.reasoningContent.redactedContent`,
    `${BLOCK}.cachePoint.type`,
    `${BLOCK}.cachePoint.ttl`,
    `${BLOCK}.guardContent.text.qualifiers[]`,
    'system[].cachePoint.type',
    'system[].cachePoint.ttl',
    'system[].guardContent.text.qualifiers[]',
    'toolConfig.tools[].toolSpec.name',
    'toolConfig.tools[].cachePoint.type',
    'toolConfig.tools[].cachePoint.ttl',
    'toolConfig.toolChoice.tool.name',
    'performanceConfig.latency',
    'serviceTier.type',
    'outputConfig.effort',
    'outputConfig.textFormat.type',
    'outputConfig.textFormat.structure.jsonSchema.name',
  ],
  opaque: MEDIA.map(([place, media]) => ({ path: `${place}.source.bytes`, media })),
  pseudonyms: [],
  refused: [
    ...MEDIA.map(([place]) =>
      refusal(
        `${place}.source.s3Location`,
        'vendor_fetch',
        'The vendor would read it from a bucket whose region nobody checks, and the gateway cannot inspect it.',
        'send the bytes or the text itself; no config line allows S3 locations.',
      ),
    ),
    refusal(
      'toolConfig.tools[].systemTool',
      'vendor_tool',
      'A tool that the vendor runs reaches beyond the residency agreement.',
      'send tools of your own and run them yourself; no config line allows vendor-run tools.',
    ),
    ...['toolAddition', 'toolRemoval'].map((block) =>
      refusal(
        `${BLOCK}.${block}.tool.serverName`,
        'vendor_tool',
        'It names a server that the vendor would call.',
        'name tools of your own; no config line allows vendor-run tools.',
      ),
    ),
    refusal(
      'guardrailConfig',
      'guardrail',
      'A guardrail may be evaluated in other regions, and its id does not say so.',
      'leave guardrailConfig out; no config line allows it.',
    ),
  ],
  forced: [],
  note: { key: 'system', kind: 'items', item: '{"text":"$NOTE"}' },
  dropped: [],
  structured: { path: 'outputConfig.textFormat.type', values: /^json_/ },
}

/** Content blocks of an answer: ids, signatures and media. */
const contentIds = (block: Path): readonly Path[] => [
  `${block}.toolUse.toolUseId`,
  `${block}.toolUse.name`,
  `${block}.toolUse.type`,
  `${block}.toolResult.toolUseId`,
  `${block}.reasoningContent.reasoningText.signature`,
  `${block}.reasoningContent.redactedContent`,
  `${block}.image.format`,
  `${block}.image.source.bytes`,
]

const USAGE = { input: 'usage.inputTokens', output: 'usage.outputTokens' }

const CONVERSE_STREAM: StreamShape = {
  wire: 'event_stream',
  verbatim: [
    'p',
    'role',
    'stopReason',
    'start.toolUse.toolUseId',
    'start.toolUse.name',
    'start.toolUse.type',
    'start.toolResult.toolUseId',
    'delta.reasoningContent.signature',
    'delta.reasoningContent.redactedContent',
    'delta.image.source.bytes',
  ],
  json: [],
  usage: USAGE,
  lanes: [
    { path: 'delta.text', keys: ['contentBlockIndex'], source: 'answer' },
    { path: 'delta.toolUse.input', keys: ['contentBlockIndex'], source: 'json' },
    { path: 'delta.reasoningContent.text', keys: ['contentBlockIndex'], source: 'text' },
  ],
  ends: [{ type: 'contentBlockStop', keys: ['contentBlockIndex'] }, { type: 'messageStop' }],
  done: { types: ['messageStop'] },
}

/** Without its stream: the operation that streams is another one. */
export const CONVERSE_ANSWER: AnswerShape = {
  verbatim: ['output.message.role', ...contentIds('output.message.content[]'), 'stopReason'],
  json: [],
  usage: USAGE,
  model: undefined,
}

export const CONVERSE_STREAMED: AnswerShape = { ...CONVERSE_ANSWER, stream: CONVERSE_STREAM }

/** The same body, wrapped: tokens are counted without a call to the model. */
export function wrapped(shape: RequestShape, member: Path): RequestShape {
  const at = (path: Path): Path => `${member}.${path}`
  return {
    turns: shape.turns.map((turn) => ({ ...turn, path: at(turn.path) })),
    json: shape.json.map(at),
    numbers: (shape.numbers ?? []).map(at),
    verbatim: shape.verbatim.map(at),
    opaque: shape.opaque.map((each) => ({ ...each, path: at(each.path) })),
    pseudonyms: shape.pseudonyms.map(at),
    refused: shape.refused.map((each) => ({ ...each, path: at(each.path) })),
    forced: [],
    dropped: shape.dropped.map(at),
  }
}
