/** The shape of Gemini's contents: what a request and its answer hold, whole and streamed. */
import type { AnswerShape, Path, RequestShape } from '../../contract.ts'
import { NAMED_TWICE, REFUSED_FEATURES } from './features.ts'

export const partIds = (parts: Path): readonly Path[] => [
  `${parts}.thoughtSignature`,
  `${parts}.inlineData.mimeType`,
  `${parts}.functionCall.name`,
  `${parts}.functionCall.id`,
  `${parts}.functionResponse.name`,
  `${parts}.functionResponse.id`,
  `${parts}.functionResponse.scheduling`,
  `${parts}.functionResponse.parts[].inlineData.mimeType`,
  `${parts}.executableCode.language`,
  `${parts}.codeExecutionResult.outcome`,
  `${parts}.mediaResolution.level`,
]

const REQUEST_IDS: readonly Path[] = [
  'contents[].role',
  'systemInstruction.role',
  ...partIds('contents[].parts[]'),
  'tools[].functionDeclarations[].name',
  'tools[].functionDeclarations[].behavior',
  'tools[].computerUse.environment',
  'toolConfig.functionCallingConfig.mode',
  'toolConfig.functionCallingConfig.allowedFunctionNames[]',
  'safetySettings[].category',
  'safetySettings[].threshold',
  'safetySettings[].method',
  'generationConfig.responseMimeType',
  'generationConfig.responseModalities[]',
  'generationConfig.mediaResolution',
  'generationConfig.thinkingConfig.thinkingLevel',
  'generationConfig.speechConfig.languageCode',
  'generationConfig.speechConfig.voiceConfig.prebuiltVoiceConfig.voiceName',
  'generationConfig.imageConfig.aspectRatio',
  'generationConfig.imageConfig.imageSize',
  'serviceTier',
  'continuationToken',
]

/** Images, audio and documents alike: the type beside the bytes is the caller's word. */
const MEDIA: RequestShape['opaque'] = [
  { path: 'contents[].parts[].inlineData.data', media: 'file' },
  { path: 'contents[].parts[].functionResponse.parts[].inlineData.data', media: 'file' },
  { path: 'systemInstruction.parts[].inlineData.data', media: 'file' },
  {
    path: 'generationConfig.speechConfig.voiceConfig.replicatedVoiceConfig.voiceSampleAudio',
    media: 'audio',
  },
]

export const GENERATE_REQUEST: RequestShape = {
  turns: [{ path: 'contents[]', role: { member: 'role', operator: ['system'] } }],
  fields: 'protobuf',
  structured: { path: 'generationConfig.responseMimeType', values: /^application\/json\b/ },
  verbatim: REQUEST_IDS,
  json: [],
  numbers: ['contents[].parts[].functionCall.args.**', 'contents[].parts[].functionResponse.response.**'],
  opaque: MEDIA,
  pseudonyms: [],
  refused: REFUSED_FEATURES,
  forced: [],
  note: {
    key: 'systemInstruction',
    alias: 'system_instruction',
    kind: 'items',
    item: '{"text":"$NOTE"}',
    within: 'parts',
  },
  // Arguments come whole: in pieces, each would be half a value under a path of its own.
  dropped: ['toolConfig.functionCallingConfig.streamFunctionCallArguments'],
}

export const COUNT_REQUEST: RequestShape = {
  ...GENERATE_REQUEST,
  turns: [...GENERATE_REQUEST.turns, { path: 'instances[]' }],
}

/** Numbers alone. */
export const COUNT_ANSWER: AnswerShape = {
  opaque: true,
  verbatim: [],
  json: [],
  usage: undefined,
  model: undefined,
}

const ANSWER_IDS: readonly Path[] = [
  'responseId',
  'modelVersion',
  'createTime',
  'usageMetadata.**',
  'promptFeedback.blockReason',
  'promptFeedback.safetyRatings[].**',
  'candidates[].finishReason',
  'candidates[].continuationToken',
  'candidates[].safetyRatings[].**',
  'candidates[].logprobsResult.**',
  'candidates[].content.role',
  'candidates[].content.parts[].inlineData.data',
  ...partIds('candidates[].content.parts[]'),
]

const ARGUMENTS: readonly Path[] = ['candidates[].content.parts[].functionCall.args.**']
const USAGE = { input: 'usageMetadata.promptTokenCount', output: 'usageMetadata.candidatesTokenCount' }
const CANDIDATE = 'candidates[].index'
const SCATTERED: readonly Path[] = ['candidates[].logprobsResult']

const part = (member: string): Path => `candidates[].content.parts[].${member}`

export const GENERATE_ANSWER: AnswerShape = {
  verbatim: ANSWER_IDS,
  json: [],
  scattered: SCATTERED,
  values: ARGUMENTS,
  usage: USAGE,
  model: 'modelVersion',
}

export const STREAM_ANSWER: AnswerShape = {
  ...GENERATE_ANSWER,
  stream: {
    wire: 'json_array',
    verbatim: ANSWER_IDS,
    json: [],
    scattered: SCATTERED,
    values: ARGUMENTS,
    usage: USAGE,
    lanes: [{ path: part('text'), keys: [CANDIDATE, part('thought')], source: 'answer' }],
    // A part of another kind, or a signature, closes the text before it: a copy of its frame would repeat them.
    ends: [
      'candidates[].finishReason',
      part('thoughtSignature'),
      part('functionCall'),
      part('inlineData'),
      part('executableCode'),
      part('codeExecutionResult'),
    ].map((when) => ({ when, keys: [CANDIDATE] })),
    absent: '0',
    done: {},
  },
}

/** One content to be turned into a vector. */
export const EMBED_REQUEST: RequestShape = {
  fields: 'protobuf',
  turns: [{ path: 'content', role: { member: 'role', operator: ['system'] } }],
  verbatim: [
    'content.role',
    'content.parts[].inlineData.mimeType',
    'taskType',
    'embedContentConfig.taskType',
  ],
  json: [],
  opaque: [{ path: 'content.parts[].inlineData.data', media: 'file' }],
  pseudonyms: [],
  refused: [
    ...NAMED_TWICE,
    ...REFUSED_FEATURES.filter(({ path }) => path.startsWith('contents[].parts[].file')).map((refused) => ({
      ...refused,
      path: refused.path.replace('contents[]', 'content'),
    })),
  ],
  forced: [],
  dropped: [],
}

/** A vector. */
export const EMBED_ANSWER: AnswerShape = {
  opaque: true,
  verbatim: [],
  json: [],
  usage: { input: 'usageMetadata.promptTokenCount', output: 'usageMetadata.candidatesTokenCount' },
  model: undefined,
}
