/** Gemini through the gateway with Google's own SDK: values leave as placeholders and come back, whole, streamed and in tool calls. */
import { ApiError, GoogleGenAI, type Content, type FunctionDeclaration } from '@google/genai'
import { afterEach, describe, expect, test } from 'vitest'
import { simulateVertex } from '../../src/connectors/vendors/vertex/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'

const EMAIL = 'jan.kowalski@example.com'
const IBAN = 'PL61109010140000071219812874'
const SENTENCE = `Please write to ${EMAIL} about ${IBAN}.`
const PLACE = { project: 'test-project', location: 'europe-west4' }
const MODEL = 'gemini-2.5-flash'

let gateway: TestGateway | undefined
let vendor: RunningSimulator | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
  gateway = vendor = undefined
})

interface Started {
  readonly gateway: TestGateway
  readonly vendor: RunningSimulator
  readonly client: GoogleGenAI
}

async function start(seed: number, hostile: boolean, options: Partial<TestOptions> = {}): Promise<Started> {
  vendor = await startSimulator(simulateVertex, {
    seed,
    behaviour: { hostile, keys: ['upstream-vertex-key'], place: PLACE },
  })
  gateway = await startTestGateway({ vendors: { vertex: vendor.origin }, sandbox: false, ...options })
  return { gateway, vendor, client: sdk(gateway) }
}

function sdk({ origin, keys }: TestGateway, more: object = PLACE, apiVersion = 'v1'): GoogleGenAI {
  return new GoogleGenAI({
    enterprise: true,
    apiKey: keys['acme'] ?? '',
    httpOptions: { baseUrl: `${origin}/vertex`, apiVersion },
    ...more,
  })
}

function leaked({ seen }: RunningSimulator): boolean {
  return seen.some(({ text, path, rawHeaders }) =>
    [EMAIL, IBAN, 'test-key-of-acme'].some((value) =>
      `${text} ${path} ${rawHeaders.join(' ')}`.includes(value),
    ),
  )
}

const BOOK: FunctionDeclaration = {
  name: 'book_callback',
  description: 'Books a call with a customer.',
  parametersJsonSchema: {
    type: 'object',
    properties: { email: { type: 'string' }, iban: { type: 'string' }, note: { type: 'string' } },
    required: ['email'],
  },
}

describe('with @google/genai', () => {
  test.each([
    ['v1', 1, false],
    ['v1beta1', 2, true],
    ['v1', 3, true],
  ])('generateContent on %s (seed %i, hostile %s)', async (version, seed, hostile) => {
    const running = await start(seed, hostile)
    const answer = await sdk(running.gateway, PLACE, version).models.generateContent({
      model: MODEL,
      contents: SENTENCE,
      config: { systemInstruction: 'Be brief.', temperature: 0.5 },
    })
    expect(answer.text).toContain(EMAIL)
    expect(answer.text).toContain(IBAN)
    expect(leaked(running.vendor)).toBe(false)
    const [record] = await running.gateway.records(1)
    expect(record).toMatchObject({
      vendor: 'vertex',
      operation: 'generate_content',
      model: MODEL,
      region: 'europe-west4',
      countries: ['NL'],
      outcome: 'ok',
      redactions: { EMAIL: 1, IBAN: 1 },
      streamed: false,
    })
    expect(record?.inputTokens).toBeGreaterThan(0)
    expect(record?.outputTokens).toBeGreaterThan(0)
  })

  test.each(Array.from({ length: 12 }, (_, seed) => [seed] as const))(
    'a hostile stream, several candidates and thoughts among them (seed %i)',
    async (seed) => {
      const running = await start(seed, true)
      const stream = await running.client.models.generateContentStream({
        model: MODEL,
        contents: SENTENCE,
        config: { candidateCount: 1 + (seed % 3), thinkingConfig: { includeThoughts: true } },
      })
      const texts = new Map<string, string>()
      for await (const chunk of stream) {
        for (const { index = 0, content } of chunk.candidates ?? []) {
          for (const { text = '', thought } of content?.parts ?? []) {
            const lane = `${index} ${thought === true}`
            texts.set(lane, (texts.get(lane) ?? '') + text)
          }
        }
      }
      expect(texts.size).toBe(2 * (1 + (seed % 3)))
      for (const text of texts.values()) {
        expect(text).toContain(EMAIL)
        expect(text).toContain(IBAN)
        expect(text).not.toMatch(/\[(?:EMAIL|IBAN)_1\]/)
      }
      expect(leaked(running.vendor)).toBe(false)
      const [record] = await running.gateway.records(1)
      expect(record).toMatchObject({ operation: 'stream_generate_content', outcome: 'ok', streamed: true })
      expect(record?.outputTokens).toBeGreaterThan(0)
    },
  )

  test.each([
    [4, false],
    [5, true],
    [6, true],
    [7, true],
  ])('a tool loop of two turns (seed %i, hostile %s)', async (seed, hostile) => {
    const running = await start(seed, hostile)
    const contents: Content[] = [{ role: 'user', parts: [{ text: `${SENTENCE} simulate: exact` }] }]
    const config = { tools: [{ functionDeclarations: [BOOK] }] }
    const first = await running.client.models.generateContent({ model: MODEL, contents, config })
    const [call] = first.functionCalls ?? []
    expect(call?.args).toMatchObject({ email: EMAIL })
    const said = first.candidates?.[0]?.content
    expect(said?.parts?.some(({ thoughtSignature }) => (thoughtSignature ?? '').length > 100)).toBe(true)
    if (said === undefined) throw new Error('the model said nothing')
    contents.push(said, {
      role: 'user',
      parts: [{ functionResponse: { name: 'book_callback', response: { booked: EMAIL, note: 'tomorrow' } } }],
    })
    const second = await running.client.models.generateContent({ model: MODEL, contents, config })
    expect(second.text).toContain(EMAIL)
    expect(leaked(running.vendor)).toBe(false)
  })

  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'tool arguments whose placeholders the model spoiled, whole and streamed (seed %i)',
    async (seed) => {
      const running = await start(seed, seed % 2 === 1)
      const asked = {
        model: MODEL,
        contents: `${SENTENCE} simulate: spoil`,
        config: { tools: [{ functionDeclarations: [BOOK] }] },
      }
      const whole = await running.client.models.generateContent(asked)
      expect(whole.functionCalls?.[0]?.args).toMatchObject({ email: EMAIL })
      const calls = []
      for await (const chunk of await running.client.models.generateContentStream(asked))
        calls.push(...(chunk.functionCalls ?? []))
      expect(calls[0]?.args).toMatchObject({ email: EMAIL })
    },
  )

  test('an answer that is JSON', async () => {
    const running = await start(8, true)
    const answer = await running.client.models.generateContent({
      model: MODEL,
      contents: SENTENCE,
      config: {
        responseMimeType: 'application/json',
        responseJsonSchema: {
          type: 'object',
          properties: { email: { type: 'string' }, note: { type: 'string' } },
        },
      },
    })
    expect(JSON.parse(answer.text ?? '')).toMatchObject({ email: expect.stringContaining(EMAIL) })
  })

  test('countTokens, embeddings over predict and over embedContent', async () => {
    const running = await start(9, false)
    const counted = await running.client.models.countTokens({ model: MODEL, contents: SENTENCE })
    expect(counted.totalTokens).toBeGreaterThan(0)
    const predicted = await running.client.models.embedContent({
      model: 'text-embedding-005',
      contents: [SENTENCE, 'hello'],
      config: { taskType: 'RETRIEVAL_DOCUMENT', outputDimensionality: 16 },
    })
    expect(predicted.embeddings?.map(({ values }) => values?.length)).toEqual([16, 16])
    const embedded = await running.client.models.embedContent({
      model: 'gemini-embedding-2',
      contents: SENTENCE,
    })
    expect(embedded.embeddings?.[0]?.values?.length).toBe(768)
    expect(leaked(running.vendor)).toBe(false)
    expect(running.vendor.seen.map(({ path }) => path.split(':').at(-1))).toEqual([
      'countTokens',
      'predict',
      'embedContent',
    ])
  })
})

async function refused(running: Started, client: GoogleGenAI, request: object = {}): Promise<ApiError> {
  try {
    await client.models.generateContent({ model: MODEL, contents: SENTENCE, ...request })
  } catch (error) {
    expect(running.vendor.counters.requests).toBe(0)
    if (error instanceof ApiError) return error
    throw error
  }
  throw new Error('answered')
}

describe('refusals are the SDK’s own errors', () => {
  test.each([
    ['a wrong key', { apiKey: 'nobody' }, 401, 'UNAUTHENTICATED', 'key_unknown'],
    ['another project', { project: 'other-project' }, 403, 'PERMISSION_DENIED', 'place_not_allowed'],
    ['another location', { location: 'us-central1' }, 403, 'PERMISSION_DENIED', 'place_not_allowed'],
    ['the global location', { location: 'global' }, 403, 'PERMISSION_DENIED', 'place_not_allowed'],
    [
      'a key and nothing else',
      { project: undefined, location: undefined },
      403,
      'PERMISSION_DENIED',
      'place_not_allowed',
    ],
  ])('%s', async (_what, more, status, name, code) => {
    const running = await start(1, false)
    const error = await refused(running, sdk(running.gateway, { ...PLACE, ...more }))
    expect(error.status).toBe(status)
    expect(JSON.parse(error.message)).toMatchObject({
      error: { code: status, status: name, details: [{ reason: code, domain: 'limen' }] },
    })
  })

  test.each([
    ['search', { tools: [{ googleSearch: {} }] }, /Google Search/],
    ['maps', { tools: [{ googleMaps: {} }] }, /Maps/],
    ['url context', { tools: [{ urlContext: {} }] }, /addresses/],
    ['code execution', { tools: [{ codeExecution: {} }] }, /vendor runs/],
    [
      'a cache',
      { cachedContent: 'projects/test-project/locations/europe-west4/cachedContents/1' },
      /cannot inspect/,
    ],
    ['a bucket for the output', { generationOutputConfig: { outputUriPrefix: 'gs://bucket/' } }, /bucket/],
    [
      'Model Armor',
      { modelArmorConfig: { promptTemplateName: 'projects/p/locations/us/templates/t' } },
      /Model Armor/,
    ],
    [
      'a choice of models',
      { modelSelectionConfig: { featureSelectionPreference: 'BALANCED' } },
      /choose a model/,
    ],
  ])('%s', async (_what, config, reason) => {
    const running = await start(1, false)
    const error = await refused(running, running.client, { config })
    expect(error.status).toBe(403)
    expect(error.message).toMatch(reason)
  })
})
