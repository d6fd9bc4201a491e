/** Refusals as the SDKs see them: each raises its own class with our message, and none asks again. */
import { AuthorizationError, DeepLError, TooManyRequestsError, Translator } from 'deepl-node'
import * as openaiPackage from 'openai'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor, type VendorScript } from '../harness/vendor.ts'

const { APIError, AuthenticationError, AzureOpenAI, BadRequestError, InternalServerError, NotFoundError, OpenAI, PermissionDeniedError, RateLimitError, UnprocessableEntityError } = openaiPackage // prettier-ignore

const OK: VendorScript = (_call, response) => json(response, 200, chatAnswer('hello'))

let vendor: ScriptedVendor
let gateway: TestGateway
/** Requests that the SDK made. */
let asked = 0

const counting: typeof fetch = async (input, init) => {
  // Before its first upload the SDK asks for a data URL, to learn what `fetch` can do.
  const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
  if (url.startsWith('http')) asked += 1
  return await fetch(input, init)
}

beforeAll(async () => {
  vendor = await startVendor(OK)
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
    tenants: {
      acme: { media: [] },
      strict: { zone: 'eea' },
      bare: { endpoints: ['deepl-test'] },
    },
    endpoints: { deepl: { attestations: {} } },
    settings: { limits: { inspected_body: '64KB', answer: '64KB' }, timeouts: { first_byte: '300ms' } },
    sandbox: false,
  })
})

beforeEach(() => {
  vendor.script = OK
  asked = 0
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

function openai(tenant = 'acme', key = gateway.keys[tenant] ?? ''): InstanceType<typeof OpenAI> {
  return new OpenAI({ apiKey: key, baseURL: `${gateway.origin}/openai/v1`, maxRetries: 3, fetch: counting })
}

function azure(deployment: string, tenant = 'acme'): InstanceType<typeof AzureOpenAI> {
  return new AzureOpenAI({ apiKey: gateway.keys[tenant] ?? '', endpoint: `${gateway.origin}/azure`, apiVersion: '2025-04-01-preview', deployment, maxRetries: 3, fetch: counting })
} // prettier-ignore

/** What a promise was rejected with. */
async function failure(call: Promise<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    return error
  }
  throw new Error('the call went through')
}

const HELLO = [{ role: 'user' as const, content: 'hello' }]
const MODEL = 'gpt-4o-mini'

interface Case {
  readonly name: string
  readonly call: () => Promise<unknown>
  readonly type: new (...args: never[]) => Error
  readonly status: number
  readonly code: string
  readonly param?: string | null
  readonly message: RegExp
}

const OPENAI_CASES: readonly Case[] = [
  { name: 'a feature that leaves the zone', call: async () => await openai().chat.completions.create({ model: MODEL, messages: HELLO, web_search_options: {} }), type: PermissionDeniedError, status: 403, code: 'feature_refused', param: 'web_search_options', message: /residency zone\. To allow it: leave web_search_options out/ },
  { name: 'a response that needs state', call: async () => await openai().responses.create({ model: MODEL, input: 'x', previous_response_id: 'resp_1' }), type: PermissionDeniedError, status: 403, code: 'feature_refused', param: 'previous_response_id', message: /send all turns in input/ },
  { name: 'the same, streamed', call: async () => await openai().responses.create({ model: MODEL, input: 'x', background: true, stream: true }), type: PermissionDeniedError, status: 403, code: 'feature_refused', param: 'background', message: /stream instead/ },
  { name: 'a model that is not listed', call: async () => await openai().chat.completions.create({ model: 'gpt-99', messages: HELLO }), type: PermissionDeniedError, status: 403, code: 'model_not_allowed', param: 'model', message: /add it under endpoints\.openai-test\.models/ },
  { name: 'an image without consent', call: async () => await openai().chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }] }), type: PermissionDeniedError, status: 403, code: 'media_not_allowed', param: 'messages[0].content[0].image_url.url', message: /add openai\.chat\.completions to tenants\.acme\.media/ },
  { name: 'an upload without consent', call: async () => await openai().audio.transcriptions.create({ model: 'gpt-4o-transcribe', file: new File(['ID3'], 'audio.mp3') }), type: PermissionDeniedError, status: 403, code: 'media_not_allowed', message: /tenants\.acme\.media/ },
  { name: 'a tenant whose zone excludes Switzerland', call: async () => await openai('strict').chat.completions.create({ model: MODEL, messages: HELLO }), type: PermissionDeniedError, status: 403, code: 'no_endpoint_in_zone', message: /CH.*zone: eea\+ch/ },
  { name: 'a tenant without such an endpoint', call: async () => await openai('bare').chat.completions.create({ model: MODEL, messages: HELLO }), type: PermissionDeniedError, status: 403, code: 'no_endpoint_in_zone', message: /tenants\.bare\.endpoints/ },
  { name: 'an unknown key', call: async () => await openai('acme', 'lmn_unknown').chat.completions.create({ model: MODEL, messages: HELLO }), type: AuthenticationError, status: 401, code: 'key_unknown', message: /key is not known/ },
  { name: 'an operation that nobody inspects', call: async () => await openai().post('/attachments', { body: {} }), type: NotFoundError, status: 404, code: 'operation_unknown', message: /unlisted: \{mode: redact/ },
  { name: 'a service that keeps documents', call: async () => await openai().vectorStores.create({}), type: PermissionDeniedError, status: 403, code: 'operation_not_allowed', message: /files\.create/ },
  { name: 'a credential that leads past the gateway', call: async () => await openai().post('/realtime/calls', { body: {} }), type: PermissionDeniedError, status: 403, code: 'operation_not_allowed', message: /without the gateway/ },
  { name: 'a file that nobody made', call: async () => await openai().files.retrieve('file-nobody'), type: NotFoundError, status: 404, code: 'object_unknown', param: 'file_id', message: /no such object/ },
  { name: 'a model to retrieve that is not listed', call: async () => await openai().models.retrieve('gpt-99'), type: PermissionDeniedError, status: 403, code: 'model_not_allowed', message: /endpoints\.openai-test\.models/ },
  { name: 'token ids of an unknown vocabulary', call: async () => await openai().embeddings.create({ model: MODEL, input: [1, 2] }), type: UnprocessableEntityError, status: 422, code: 'token_ids_unreadable', param: 'input', message: /send strings instead/ },
  { name: 'a body without a model', call: async () => await openai().post('/chat/completions', { body: { messages: [] } }), type: BadRequestError, status: 400, code: 'model_missing', param: 'model', message: /names no model/ },
  { name: 'a body that is too large', call: async () => await openai().chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: 'x'.repeat(70_000) }] }), type: APIError, status: 413, code: 'body_too_large', message: /larger than the limit/ },
] // prettier-ignore

describe('the OpenAI SDK', () => {
  it.each(OPENAI_CASES)(
    'raises its own class for $name, once',
    async ({ call, type, status, code, param, message }) => {
      const seen = vendor.seen.length
      const error = await failure(call())
      expect(error).toBeInstanceOf(type)
      expect(error).toMatchObject({ status, code, ...(param === undefined ? {} : { param }) })
      expect(error instanceof Error ? error.message : '').toMatch(message)
      expect({ asked, left: vendor.seen.length - seen }).toEqual({ asked: 1, left: 0 })
    },
  )

  it.each<readonly [string, VendorScript, string, number]>([
    ['answers HTML', (_call, response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'), 'vendor_malformed', 502],
    ['redirects', (_call, response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(), 'vendor_redirect', 502],
    ['breaks the connection', (_call, response) => void response.destroy(), 'vendor_reset', 502],
    ['sends too much', (_call, response) => json(response, 200, { x: '[EMAIL_1]'.repeat(20_000) }), 'answer_too_large', 502],
    ['says nothing', () => {}, 'vendor_timeout_first_byte', 504],
  ])('does not ask again when the vendor %s', async (_name, script, code, status) => {
    vendor.script = script
    const seen = vendor.seen.length
    const error = await failure(openai().chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: 'to anna@example.pl' }] }))
    expect(error).toBeInstanceOf(InternalServerError)
    expect(error).toMatchObject({ status, code })
    expect({ asked, left: vendor.seen.length - seen }).toEqual({ asked: 1, left: 1 })
  }) // prettier-ignore

  it('asks again as often as the vendor’s own answer says', async () => {
    const seen = vendor.seen.length
    vendor.script = (_call, response) => json(response, 429, { error: { message: 'slow down' } }, { 'retry-after-ms': '1' })
    expect(await failure(openai().chat.completions.create({ model: MODEL, messages: HELLO }))).toBeInstanceOf(RateLimitError)
    expect({ asked, left: vendor.seen.length - seen }).toEqual({ asked: 4, left: 4 })
    vendor.script = (_call, response) => json(response, 429, { error: { message: 'no' } }, { 'x-should-retry': 'false' })
    expect(await failure(openai().chat.completions.create({ model: MODEL, messages: HELLO }))).toBeInstanceOf(RateLimitError)
    expect(asked).toBe(5)
  }) // prettier-ignore

  it.each([
    ['chat', async () => await openai().chat.completions.create({ model: MODEL, messages: HELLO, stream: true }), 'data: {"choices":[{"index":0,"delta":{"content":"hi"}}]}\n\n'],
    ['responses', async () => await openai().responses.create({ model: MODEL, input: 'x', stream: true }), 'event: response.created\ndata: {"type":"response.created","response":{}}\n\n'],
  ])('raises for a %s stream that breaks off, after what had come', async (_name, call, frames) => {
    for (const tail of ['', 'data: {"choices":[{"index":0,"delta":{"con', ': half a comment']) {
      vendor.script = (_call, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.end(frames + tail)
      }
      const got: unknown[] = []
      const error = await failure((async () => { for await (const event of (await call()) as AsyncIterable<unknown>) got.push(event) })())
      expect(got).toHaveLength(1)
      expect(error).toBeInstanceOf(APIError)
      expect(error instanceof Error ? error.message : '').toContain('ended the answer before it was complete')
    }
    expect(asked).toBe(3)
  }) // prettier-ignore
})

describe('the Azure SDK', () => {
  it.each([
    ['a deployment that is not listed', async () => await azure('other').chat.completions.create({ model: 'other', messages: HELLO }), 'model_not_allowed', /endpoints\.azure-test\.deployments/],
    ['a tool that the vendor runs', async () => await azure('chat-dep').responses.create({ model: 'chat-dep', input: 'x', tools: [{ type: 'web_search' }] }), 'feature_refused', /run them yourself/],
    ['a header that names another deployment', async () => await azure('chat-dep').chat.completions.create({ model: 'chat-dep', messages: HELLO }, { headers: { 'x-ms-spillover-deployment': 'x' } }), 'header_refused', /leave the header out/],
  ])('raises PermissionDeniedError for %s, once', async (_name, call, code, message) => {
    const seen = vendor.seen.length
    const error = await failure(call())
    expect(error).toBeInstanceOf(PermissionDeniedError)
    expect(error).toMatchObject({ status: 403, code })
    expect(error instanceof Error ? error.message : '').toMatch(message)
    expect({ asked, left: vendor.seen.length - seen }).toEqual({ asked: 1, left: 0 })
  }) // prettier-ignore
})

function translator(tenant = 'acme', key = gateway.keys[tenant] ?? ''): Translator {
  return new Translator(key, { serverUrl: `${gateway.origin}/deepl`, maxRetries: 3 })
}

describe('the DeepL SDK', () => {
  it('raises AuthorizationError with our message for a refusal, once', async () => {
    const seen = vendor.seen.length
    const error = await failure(translator().translateText('Hello', 'en', 'de'))
    expect(error).toBeInstanceOf(AuthorizationError)
    expect(error instanceof Error ? error.message : '').toMatch(
      /attest data-residency|attestations\.data-residency/,
    )
    const memory = await failure(translator().translateText('Hello', 'en', 'de', { translationMemory: 'm' }))
    expect(memory).toBeInstanceOf(AuthorizationError)
    expect(memory instanceof Error ? memory.message : '').toContain(
      'leave translation_memory_id out., detail: translation_memory_id',
    )
    expect(vendor.seen.length).toBe(seen)
    await expect
      .poll(async () => (await gateway.records()).filter((record) => record.vendor === 'deepl'))
      .toHaveLength(2)
  })

  it('raises an error with our message for a key that is not known', async () => {
    const error = await failure(translator('acme', 'unknown').translateText('Hello', 'en', 'de'))
    expect(error).toBeInstanceOf(DeepLError)
    expect(error).not.toBeInstanceOf(TooManyRequestsError)
    expect(error instanceof Error ? error.message : '').toContain('The gateway key is not known.')
  })
})
