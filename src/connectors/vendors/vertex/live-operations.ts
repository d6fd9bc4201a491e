/** Live sessions of Gemini: the first message sets the session up and names the model, its project and its location. */
import type { Path, RefusedMember, RequestShape } from '../../contract.ts'
import { BARE, type LiveFault, type LiveTable, type LiveWords, type VendorFrames } from '../../live-shape.ts'
import { LIVE_API, REFERENCE, ZERO_RETENTION } from './evidence.ts'
import { REFUSED_FEATURES } from './features.ts'
import { GENERATE_REQUEST, partIds } from './gemini.ts'

/** Where the members of a body of generateContent stand in messages of a session; undefined for those that do not. */
function inSession(path: Path): readonly Path[] {
  if (path.startsWith('contents[]')) return [path.replace('contents[]', 'clientContent.turns[]')]
  // A list of tools stands in a message of its own there (and in case it ever does not, is read all the same).
  if (/^tools\b/.test(path)) return [`setup.${path}`, `contextUpdate.tools.${path}`, `contextUpdate.${path}`]
  if (/^systemInstruction\b/.test(path)) return [`setup.${path}`, `contextUpdate.${path}`]
  // The setup itself names the model; what is refused in a body is its second name there.
  return /^(?:setup|model|endpoint|sessionResumption|continuationToken)\b/.test(path) ? [] : [`setup.${path}`]
}

const moved = (paths: readonly Path[]): readonly Path[] => paths.flatMap(inSession)

function movedEach<Entry extends { readonly path: Path }>(entries: readonly Entry[]): readonly Entry[] {
  return entries.flatMap((entry) => inSession(entry.path).map((path) => ({ ...entry, path })))
}

const RESPONSES = 'toolResponse.functionResponses[]'

const UNKNOWN: readonly RefusedMember[] = [
  {
    path: 'setup.avatarConfig',
    rule: 'feature_unknown',
    because: 'It answers in pictures that move, which the gateway has no rule for.',
    remedy: 'leave it out.',
    evidence: LIVE_API,
  },
  {
    path: `${RESPONSES}.parts[].fileData`,
    rule: 'vendor_fetch',
    because: 'The vendor fetches the file from an address, and the gateway can neither place nor inspect it.',
    remedy: 'send the bytes as inlineData.',
    evidence: REFERENCE,
  },
  {
    path: 'setup.historyConfig.sessionHandle',
    rule: 'vendor_state',
    because: 'It goes on with a conversation that the vendor would have to keep.',
    remedy: 'send the conversation itself.',
    evidence: ZERO_RETENTION,
  },
]

const MESSAGE: RequestShape = {
  ...BARE,
  fields: 'protobuf',
  turns: [
    { path: 'clientContent.turns[]', role: { member: 'role', operator: ['system'] } },
    { path: 'realtimeInput' },
    { path: RESPONSES },
    { path: 'setup.inputAudioTranscription.customVocabulary[]' },
    { path: 'setup.inputAudioTranscription.adaptationPhrases[]' },
    { path: 'setup.inputAudioTranscription.sourceText' },
  ],
  verbatim: [
    'setup.model',
    ...moved(GENERATE_REQUEST.verbatim),
    `${RESPONSES}.id`,
    `${RESPONSES}.name`,
    `${RESPONSES}.scheduling`,
    `${RESPONSES}.parts[].inlineData.mimeType`,
    'realtimeInput.audio.mimeType',
    'realtimeInput.video.mimeType',
    'realtimeInput.mediaChunks[].mimeType',
    'setup.realtimeInputConfig.**',
    'setup.proactivity.**',
    'setup.contextWindowCompression.**',
    'setup.inputAudioTranscription.languageCodes[]',
    'setup.inputAudioTranscription.languageHints.**',
    'setup.inputAudioTranscription.mode',
    'setup.outputAudioTranscription.languageCodes[]',
    'setup.outputAudioTranscription.languageHints.**',
    'setup.outputAudioTranscription.mode',
    'setup.generationConfig.translationConfig.**',
  ],
  numbers: [...moved(GENERATE_REQUEST.numbers ?? []), `${RESPONSES}.response.**`],
  opaque: [
    ...movedEach(GENERATE_REQUEST.opaque),
    { path: 'realtimeInput.audio.data', media: 'audio' },
    { path: 'realtimeInput.video.data', media: 'image' },
    { path: 'realtimeInput.mediaChunks[].data', media: 'audio' },
    { path: `${RESPONSES}.parts[].inlineData.data`, media: 'file' },
    {
      path: 'setup.generationConfig.speechConfig.voiceConfig.replicatedVoiceConfig.consentAudio',
      media: 'audio',
    },
  ],
  refused: [...movedEach(REFUSED_FEATURES), ...UNKNOWN],
  // A session that can be resumed is kept for a day.
  dropped: ['setup.sessionResumption', ...moved(GENERATE_REQUEST.dropped)],
}

const CONTENT: Path = 'serverContent'
const PARTS: Path = 'serverContent.modelTurn.parts[]'
const HEARD: Path = 'serverContent.inputTranscription'
const SPOKEN: Path = 'serverContent.outputTranscription'
const INTERIM: Path = 'serverContent.interimInputTranscription'

/** Of a transcript: whose words, in which language, and when. */
const transcriptIds = (base: Path): readonly Path[] =>
  [
    'languageCode',
    'speakerLabel',
    'startOffset',
    'endOffset',
    'words[].startOffset',
    'words[].endOffset',
  ].map((member) => `${base}.${member}`)

/** What a lane's end has to be about: each transcript and the words themselves end for reasons of their own. */
const WORDS = /modelTurn/
const INPUT = /inputTranscription/
const OUTPUT = /outputTranscription/
const ANSWER = /modelTurn|outputTranscription/

const VENDOR: VendorFrames = {
  binary: 'json',
  stream: {
    wire: 'message',
    verbatim: [
      'usageMetadata.**',
      'setupComplete.sessionId',
      'setupComplete.voiceConsentSignature.signature',
      'goAway.timeLeft',
      'sessionResumptionUpdate.**',
      'toolCall.functionCalls[].id',
      'toolCall.functionCalls[].name',
      'toolCallCancellation.ids[]',
      'voiceActivityDetectionSignal.**',
      'voiceActivity.**',
      `${CONTENT}.turnCompleteReason`,
      `${CONTENT}.interactionStatus`,
      `${CONTENT}.modelTurn.role`,
      ...partIds(PARTS),
      `${PARTS}.inlineData.data`,
      ...transcriptIds(HEARD),
      ...transcriptIds(SPOKEN),
      ...transcriptIds(INTERIM),
    ],
    json: [],
    values: ['toolCall.functionCalls[].args.**', `${PARTS}.functionCall.args.**`],
    provisional: [
      `${INTERIM}.text`,
      `${INTERIM}.words[].word`,
      `${HEARD}.words[].word`,
      `${SPOKEN}.words[].word`,
    ],
    usage: { input: 'usageMetadata.promptTokenCount', output: 'usageMetadata.responseTokenCount' },
    lanes: [
      { path: `${PARTS}.text`, keys: [`${PARTS}.thought`], source: 'answer' },
      { path: `${HEARD}.text`, keys: [`${HEARD}.speakerLabel`], source: 'text' },
      { path: `${SPOKEN}.text`, keys: [], source: 'text' },
    ],
    ends: [
      ...['thoughtSignature', 'functionCall', 'inlineData', 'executableCode', 'codeExecutionResult'].map(
        (member) => ({ when: `${PARTS}.${member}`, lanes: WORDS }),
      ),
      { when: `${HEARD}.finished`, lanes: INPUT },
      { when: `${SPOKEN}.finished`, lanes: OUTPUT },
      { when: `${CONTENT}.generationComplete`, lanes: WORDS },
      { when: `${CONTENT}.interrupted`, lanes: ANSWER },
      { when: 'toolCall', lanes: ANSWER },
      { when: `${CONTENT}.turnComplete` },
    ],
    absent: '0',
    done: {},
  },
}

/** The dialect has no message for it: the session ends, and the reason stands in the close frame, as far as that has room. */
function says({ code, status, message, path }: LiveFault): LiveWords {
  const close =
    code === 'shutting_down' ? 1001 : status >= 500 ? 1011 : status === 401 || status === 403 ? 1008 : 1007
  return { frame: undefined, close, reason: `${code}${path === undefined ? '' : ` at ${path}`}: ${message}` }
}

export const VERTEX_LIVE: LiveTable = {
  operations: [
    {
      id: 'live',
      paths: ['v1', 'v1beta1'].map(
        (version) => `/ws/google.cloud.aiplatform.${version}.LlmBidiService/BidiGenerateContent`,
      ),
      query: BARE,
      closedQuery: 'Google reads parameters of the query as headers, projects and methods of the call.',
      opening: {
        shape: MESSAGE,
        model: {
          path: 'setup.model',
          name: /^projects\/(?<project>[A-Za-z0-9._:-]{1,128})\/locations\/(?<location>[a-z0-9-]{1,63})\/publishers\/google\/models\/(?<model>[A-Za-z0-9._@-]{1,128})$/,
        },
      },
      media: 'audio',
      client: { binary: 'json', text: 'json', kinds: [], others: { shape: MESSAGE } },
      vendor: VENDOR,
      says,
      goodbye: (milliseconds) =>
        JSON.stringify({ goAway: { timeLeft: `${Math.ceil(milliseconds / 1000)}s` } }),
    },
  ],
}
