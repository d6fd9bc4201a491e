/** Vertex AI: a canary at every place of every body, in every spelling, never reaches Google; at every place of an answer it comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { rawCall, refusalOf } from '../harness/raw-call.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const EMAIL = 'canary.nowak@example.pl'
const PESEL = '44051401359'
const IBAN = 'PL61109010140000071219812874'
const CANARIES = [
  EMAIL,
  PESEL,
  IBAN,
  `call_${PESEL}`,
  `My number is ${PESEL} and I live in a small house in the north of the country since then`,
] as const
const FORBIDDEN = ['canary', PESEL, IBAN]
const MODELS = '/vertex/v1/projects/test-project/locations/europe-west4/publishers'

const PART = ['text', 'thought', 'thoughtSignature', 'inlineData.data', 'inlineData.mimeType', 'inlineData.displayName', 'functionCall.name', 'functionCall.id', 'functionCall.args.*', 'functionCall.args.a.b[]', 'functionResponse.name', 'functionResponse.id', 'functionResponse.response.*', 'functionResponse.response.output.a[].b', 'functionResponse.scheduling', 'functionResponse.parts[].inlineData.data', 'functionResponse.parts[].inlineData.mimeType', 'executableCode.language', 'executableCode.code', 'codeExecutionResult.outcome', 'codeExecutionResult.output', 'audioTranscription.text', 'videoMetadata.startOffset', 'mediaResolution.level', 'speechMetadata.next', 'next', 'next.*'] // prettier-ignore
const DECLARATION = ['name', 'description', 'behavior', 'parameters.type', 'parameters.description', 'parameters.properties.*', 'parameters.properties.a.description', 'parameters.properties.a.enum[]', 'parameters.required[]', 'parametersJsonSchema.properties.a.description', 'response.description', 'responseJsonSchema.a'] // prettier-ignore
const CONFIG = ['responseMimeType', 'responseModalities[]', 'stopSequences[]', 'responseSchema.description', 'responseSchema.properties.*', 'responseJsonSchema.description', 'mediaResolution', 'thinkingConfig.thinkingLevel', 'speechConfig.languageCode', 'speechConfig.voiceConfig.prebuiltVoiceConfig.voiceName', 'speechConfig.voiceConfig.replicatedVoiceConfig.voiceSampleAudio', 'imageConfig.aspectRatio', 'audioTranscriptionConfig.customVocabulary[]', 'audioTranscriptionConfig.sourceText', 'translationConfig.targetLanguageCode', 'next', 'next.*'] // prettier-ignore

const GENERATE = [
  ...PART.flatMap((each) => [`contents[].parts[].${each}`, `systemInstruction.parts[].${each}`]),
  'contents[].role',
  'contents[].next',
  'systemInstruction.role',
  ...DECLARATION.map((each) => `tools[].functionDeclarations[].${each}`),
  'tools[].computerUse.environment',
  'tools[].computerUse.excludedPredefinedFunctions[]',
  'tools[].next',
  'toolConfig.functionCallingConfig.mode',
  'toolConfig.functionCallingConfig.allowedFunctionNames[]',
  'toolConfig.next',
  'safetySettings[].category',
  'safetySettings[].threshold',
  ...CONFIG.map((each) => `generationConfig.${each}`),
  'labels.*',
  'labels.team',
  'serviceTier',
  'continuationToken',
  'cachedContent',
  'modelArmorConfig.promptTemplateName',
  'outputConfig.outputUriPrefix',
  'model',
  'next',
  'next.a[].b',
  '*',
]
const EMBED = ['content.parts[].text', 'content.role', 'content.parts[].inlineData.data', 'content.parts[].fileData.fileUri', 'title', 'taskType', 'embedContentConfig.title', 'embedContentConfig.taskType', 'next', '*'] // prettier-ignore
const PREDICT = ['instances[].content', 'instances[].title', 'instances[].task_type', 'instances[].taskType', 'instances[].mimeType', 'instances[].next', 'parameters.next', 'parameters.outputDimensionality', 'labels.*', 'next', '*'] // prettier-ignore
const CLAUDE = ['messages[].content', 'messages[].content[].text', 'messages[].content[].type', 'messages[].content[].id', 'messages[].content[].input.*', 'messages[].content[].content', 'messages[].content[].source.data', 'messages[].role', 'system', 'system[].text', 'tools[].name', 'tools[].description', 'tools[].input_schema.properties.*', 'metadata.user_id', 'metadata.next', 'stop_sequences[]', 'anthropic_version', 'anthropic_beta[]', 'next', '*'] // prettier-ignore

const OPERATIONS = [
  { tail: 'google/models/gemini-2.5-flash:generateContent', places: GENERATE, protobuf: true },
  { tail: 'google/models/gemini-2.5-flash:streamGenerateContent?alt=sse', places: GENERATE, protobuf: true },
  { tail: 'google/models/gemini-2.5-flash:countTokens', places: GENERATE, protobuf: true },
  { tail: 'google/models/gemini-embedding-2:embedContent', places: EMBED, protobuf: true },
  { tail: 'google/models/text-embedding-005:predict', places: PREDICT, protobuf: true },
  { tail: 'anthropic/models/claude-sonnet-4@20250514:rawPredict', places: CLAUDE, protobuf: false },
  { tail: 'anthropic/models/claude-sonnet-4@20250514:streamRawPredict', places: CLAUDE, protobuf: false },
]
const REFUSALS = new Set(['feature_refused', 'unredactable', 'json_malformed'])

let vendor: ScriptedVendor
let gateway: TestGateway
let answer: (response: Parameters<Parameters<typeof startVendor>[0]>[1]) => void

beforeAll(async () => {
  vendor = await startVendor((_call, response) => answer(response))
  gateway = await startTestGateway({
    vendors: { vertex: vendor.origin },
    sandbox: false,
    tenants: {
      acme: {
        media: ['generate_content', 'stream_generate_content', 'count_tokens', 'embed_content', 'raw_predict', 'stream_raw_predict'].map((each) => `vertex.${each}`),
      },
    },
  }) // prettier-ignore
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** camelCase as documented, snake_case, and one item where a list is meant. */
function spellings(place: string): readonly string[] {
  const snake = place.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return [...new Set([place, snake, place.replaceAll('[]', ''), snake.replaceAll('[]', '')])]
}

/** An object with `value` at the place; at `*` the key carries it too. */
function holding(place: string, value: string): unknown {
  const [first = '', ...rest] = place.split('.')
  const name = first.replaceAll('[]', '')
  const inner: unknown = rest.length === 0 ? value : holding(rest.join('.'), value)
  return { [name === '*' ? value : name]: first.endsWith('[]') ? [inner] : inner }
}

async function send(tail: string, body: unknown): ReturnType<typeof rawCall> {
  return await rawCall(gateway.origin, {
    target: `${MODELS}/${tail}`,
    headers: { 'x-goog-api-key': gateway.keys['acme'] ?? '', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function each<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: 24 }, worker))
}

describe.each(OPERATIONS)('a canary in $tail', ({ tail, places, protobuf }) => {
  it('is never in what the vendor receives', { timeout: 180_000 }, async () => {
    answer = (response) => json(response, 200, {})
    const from = vendor.seen.length
    const wrong: string[] = []
    const cases = places
      .flatMap((place) => (protobuf ? spellings(place) : [place]))
      .flatMap((place) => CANARIES.map((canary) => ({ place, canary })))
    await each(cases, async ({ place, canary }) => {
      const received = await send(tail, holding(place, canary))
      if (received.status === 200) return
      const { code } = refusalOf(received)
      const repeats = FORBIDDEN.some((word) => received.text.includes(word))
      if (repeats || !REFUSALS.has(code ?? ''))
        wrong.push(`${place}: ${received.status} ${code ?? received.text}`)
    })
    const leaked = vendor.seen.slice(from).flatMap(({ url, rawHeaders, body }) => {
      const text = `${url} ${rawHeaders.join(' ')} ${body.toString('utf8')}`
      return FORBIDDEN.some((word) => text.includes(word)) ? [body.toString('utf8').slice(0, 200)] : []
    })
    expect([...new Set(wrong)]).toEqual([])
    expect(leaked).toEqual([])
    // Most bodies went through: the sweep is no sweep of refusals.
    expect(vendor.seen.length - from).toBeGreaterThan(cases.length * 0.6)
  })
})

const ANSWER = ['candidates[].content.parts[].text', 'candidates[].content.parts[].functionCall.args.to', 'candidates[].content.parts[].functionCall.args.a.b[]', 'candidates[].content.parts[].functionCall.args.*', 'candidates[].content.parts[].executableCode.code', 'candidates[].content.parts[].codeExecutionResult.output', 'candidates[].content.parts[].audioTranscription.text', 'candidates[].content.parts[].next', 'candidates[].finishMessage', 'candidates[].citationMetadata.citations[].title', 'candidates[].citationMetadata.citations[].uri', 'candidates[].groundingMetadata.webSearchQueries[]', 'candidates[].groundingMetadata.groundingChunks[].web.title', 'candidates[].groundingMetadata.groundingSupports[].segment.text', 'candidates[].next', 'promptFeedback.blockReasonMessage', 'modelStatus.message', 'next', 'next.a[].b', 'error.message', 'error.details[].detail'] // prettier-ignore
const KEPT = ['candidates[].content.parts[].thoughtSignature', 'candidates[].content.parts[].functionCall.name', 'candidates[].content.parts[].functionCall.id', 'candidates[].content.parts[].inlineData.data', 'candidates[].finishReason', 'candidates[].continuationToken', 'modelVersion', 'responseId', 'usageMetadata.trafficType'] // prettier-ignore

const FRAMINGS = [
  {
    tail: 'google/models/gemini-2.5-flash:generateContent',
    type: 'application/json',
    frame: (text: string) => text,
  },
  {
    tail: 'google/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    type: 'text/event-stream',
    frame: (text: string) => `data: ${text}\r\n\r\n`,
  },
  {
    tail: 'google/models/gemini-2.5-flash:streamGenerateContent',
    type: 'application/json; charset=UTF-8',
    frame: (text: string) => `[${text}\r\n]`,
  },
]

describe.each(FRAMINGS)('a placeholder in the answer of $tail as $type', ({ tail, type, frame }) => {
  const asked = { contents: [{ role: 'user', parts: [{ text: `Write to ${EMAIL}.` }] }] }

  it.each(ANSWER)('comes back as the value: %s', async (place) => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': type })
      response.end(frame(JSON.stringify(holding(place, 'to [EMAIL_1] now'))))
    }
    expect((await send(tail, asked)).text).toBe(frame(JSON.stringify(holding(place, `to ${EMAIL} now`))))
  })

  it.each(KEPT)('is left alone in an id, an enum or a seal: %s', async (place) => {
    const text = frame(JSON.stringify(holding(place, 'x[EMAIL_1]')))
    answer = (response) => {
      response.writeHead(200, { 'content-type': type })
      response.end(text)
    }
    expect((await send(tail, asked)).text).toBe(text)
  })
})
