/** No training and no retention: the flags are in the bytes that left, and what has no flag is refused with its place and remedy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { recordOf } from '../harness/record-of.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { postJson, rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

const CHAT = '/openai/v1/chat/completions'
const RESPONSES = '/openai/v1/responses'
const AZURE_CHAT = '/azure/openai/deployments/chat-dep/chat/completions?api-version=2025-04-01-preview'
const AZURE_RESPONSES = '/azure/openai/v1/responses'

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, { translations: [{ text: 'Hallo' }] }))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
    endpoints: {
      openai: { models: ['gpt-5.4', 'gpt-5-chat-latest', 'gpt-4o-mini', 'o4-mini', 'ft:gpt-4o-mini:acme::1', 'text-embedding-3-small'] },
      azure: {
        deployments: {
          'chat-dep': { model: 'gpt-4.1-mini', sku: 'Standard' },
          'gpt-4-lookalike': { model: 'gpt-5.4', sku: 'Standard' },
          'embed-dep': { model: 'text-embedding-3-large', sku: 'Standard' },
        },
      },
    },
    tenants: { acme: { media: ['openai.chat.completions', 'openai.responses'] }, globex: {} },
    sandbox: false,
  }) // prettier-ignore
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function post(target: string, body: object, tenant = 'acme'): Promise<RawAnswer> {
  return await postJson(gateway.origin, target, gateway.keys[tenant] ?? '', body)
}

/** The body that left, parsed; and the flags that the record says were in it. */
async function leaves(target: string, body: object, tenant?: string): Promise<Record<string, unknown>> {
  const answer = await post(target, body, tenant)
  expect(answer.text).toBe('{"translations":[{"text":"Hallo"}]}')
  return JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '') as Record<string, unknown>
}

async function flagsOfRecord(): Promise<readonly string[]> {
  return (await gateway.records()).at(-1)?.noTraining ?? []
}

describe('store is false in what leaves', () => {
  it.each([
    [CHAT, { model: 'gpt-4o-mini', messages: [] }],
    [CHAT, { model: 'gpt-4o-mini', messages: [], store: true, metadata: { a: 'b' } }],
    [CHAT, { model: 'gpt-4o-mini', messages: [], store: null, stream: true }],
    [AZURE_CHAT, { messages: [], store: true }],
    [RESPONSES, { model: 'gpt-4o-mini', input: 'x' }],
    [RESPONSES, { model: 'gpt-5.4', input: 'x', store: true }],
    [AZURE_RESPONSES, { model: 'chat-dep', input: 'x', store: 'yes' }],
  ])('%s %j', async (target, body) => {
    const left = await leaves(target, body)
    expect(left['store']).toBe(false)
    expect(await flagsOfRecord()).toContain('store=false')
  })
})

describe('encrypted reasoning is asked for', () => {
  it.each([
    [RESPONSES, 'gpt-5.4'],
    [RESPONSES, 'o4-mini'],
    [AZURE_RESPONSES, 'gpt-4-lookalike'],
  ])('%s %s, which reasons', async (target, model) => {
    const left = await leaves(target, { model, input: 'x' })
    expect(left['include']).toEqual(['reasoning.encrypted_content'])
    expect(await flagsOfRecord()).toContain('include=reasoning.encrypted_content')
  })

  it.each([
    [RESPONSES, 'gpt-4o-mini'],
    [RESPONSES, 'ft:gpt-4o-mini:acme::1'],
    [RESPONSES, 'gpt-5-chat-latest'],
    [AZURE_RESPONSES, 'chat-dep'],
  ])('and not of %s %s, which does not and would answer 400', async (target, model) => {
    const left = await leaves(target, { model, input: 'x' })
    expect(left['include']).toBeUndefined()
    expect(await flagsOfRecord()).not.toContain('include=reasoning.encrypted_content')
  })
})

describe('item ids do not leave', () => {
  it('from any kind of item, while calls and their outputs stay paired', async () => {
    const input = [
      { type: 'message', id: 'msg_1', role: 'user', content: 'x' },
      { type: 'reasoning', id: 'rs_1', encrypted_content: 'gAAAAA', summary: [] },
      { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f', arguments: '{}' },
      { type: 'function_call_output', id: 'fco_1', call_id: 'call_1', output: 'y' },
      { role: 'assistant', id: 'msg_2', content: [{ type: 'output_text', text: 'z', annotations: [] }] },
    ]
    const left = await leaves(RESPONSES, { model: 'gpt-5.4', input })
    expect(left['input']).toEqual(input.map(({ id: _id, ...item }) => item))
  })
})

const TOOL = { type: 'function', name: 'f', parameters: {} }

describe('what needs the vendor to keep or to leave is refused with its place and a remedy', () => {
  it.each([
    [RESPONSES, { previous_response_id: 'resp_1' }, 'previous_response_id', 'vendor_state'],
    [RESPONSES, { conversation: 'conv_1' }, 'conversation', 'vendor_state'],
    [RESPONSES, { conversation: { id: 'conv_1' } }, 'conversation', 'vendor_state'],
    [RESPONSES, { prompt: { id: 'pmpt_1' } }, 'prompt', 'vendor_state'],
    [RESPONSES, { background: true }, 'background', 'background'],
    [RESPONSES, { input: [{ type: 'item_reference', id: 'rs_1' }] }, 'input[0].type', 'vendor_state'],
    [RESPONSES, { input: [{ role: 'user', content: 'x' }, { id: 'rs_1' }] }, 'input[1].id', 'vendor_state'],
    [RESPONSES, { input: [{ id: 'rs_1', type: null }] }, 'input[0].id', 'vendor_state'],
    [RESPONSES, { tools: [TOOL, { type: 'web_search' }] }, 'tools[1].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: 'web_search_preview_2025_03_11' }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: 'mcp', server_url: 'https://x.invalid' }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: 'file_search' }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: 'code_interpreter' }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: 'image_generation' }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: 'namespace', tools: [TOOL] }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: 'a_tool_of_next_month' }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { tools: [{ type: ['web_search'] }] }, 'tools[0].type', 'vendor_tool'],
    [RESPONSES, { input: [{ type: 'additional_tools', role: 'developer', tools: [{ type: 'web_search' }] }] }, 'input[0].tools[0].type', 'vendor_tool'],
    [RESPONSES, { input: [{ type: 'tool_search_output', call_id: 'c', tools: [TOOL, { type: 'mcp' }] }] }, 'input[0].tools[1].type', 'vendor_tool'],
    [RESPONSES, { prompt_cache_retention: '24h' }, 'prompt_cache_retention', 'cache_retention'],
    [RESPONSES, { prompt_cache_options: { ttl: '12h' } }, 'prompt_cache_options.ttl', 'cache_retention'],
    [RESPONSES, { input: [{ role: 'user', content: [{ type: 'input_text', text: 'x', prompt_cache_breakpoint: { mode: 'explicit', ttl: '12h' } }] }] }, 'input[0].content[0].prompt_cache_breakpoint.ttl', 'cache_retention'],
    [CHAT, { prompt_cache_retention: '24h' }, 'prompt_cache_retention', 'cache_retention'],
    [CHAT, { web_search_options: {} }, 'web_search_options', 'web_search'],
    [CHAT, { tools: [{ type: 'web_search' }] }, 'tools[0].type', 'vendor_tool'],
    [CHAT, { messages: [{ role: 'assistant', audio: { id: 'audio_1' } }] }, 'messages[0].audio', 'vendor_state'],
    [CHAT, { messages: [{ role: 'user', content: [{ type: 'text', text: 'x', prompt_cache_breakpoint: { ttl: '12h' } }] }] }, 'messages[0].content[0].prompt_cache_breakpoint.ttl', 'cache_retention'],
    [AZURE_CHAT, { data_sources: [{ type: 'azure_search' }] }, 'data_sources', 'data_sources'],
    ['/deepl/v2/translate', { text: ['x'], translation_memory_id: 'm' }, 'translation_memory_id', 'vendor_state'],
    ['/deepl/v2/translate', { text: ['x'], enable_beta_languages: true }, 'enable_beta_languages', 'beta'],
    ['/deepl/v2/translate', { text: ['x'], auth_key: 'k' }, 'auth_key', 'credential_in_body'],
  ])('%s %j', async (target, body, path, rule) => {
    const seen = vendor.seen.length
    const model = target === AZURE_RESPONSES ? 'chat-dep' : 'gpt-5.4'
    const answer = await post(target, target.startsWith('/deepl') ? body : { model, ...body })
    const refusal = refusalOf(answer)
    expect(refusal).toMatchObject({ status: 403, code: 'feature_refused', path })
    expect(refusal.message).toContain('To allow it:')
    expect(answer.headers['x-should-retry']).toBe('false')
    expect(vendor.seen.length).toBe(seen)
    expect(await recordOf(gateway, answer)).toMatchObject({ kind: 'refusal', code: 'feature_refused', rule })
  }) // prettier-ignore

  it.each([
    [CHAT, String.raw`{"model":"gpt-5.4","tools":[{"ty\u0070e":"web\u005fsearch"}]}`],
    [RESPONSES, String.raw`{"model":"gpt-5.4","back\u0067round":true}`],
    [RESPONSES, String.raw`{"model":"gpt-5.4","background":1}`],
    [RESPONSES, String.raw`{"model":"gpt-5.4","previous_response_id":{"x":1}}`],
  ])('however its name is spelled: %s %s', async (target, source) => {
    const answer = await postJson(gateway.origin, target, gateway.keys['acme'] ?? '', source)
    expect(refusalOf(answer).code).toBe('feature_refused')
  })

  it.each([
    [RESPONSES, { background: false, previous_response_id: null, conversation: null, prompt: null, tools: [] }],
    [RESPONSES, { tools: [TOOL, { type: 'custom', name: 'c' }, { type: 'local_shell' }, { type: 'apply_patch' }], prompt_cache_retention: 'in_memory' }],
    [RESPONSES, { input: [{ type: 'additional_tools', role: 'developer', tools: [TOOL] }], prompt_cache_options: { ttl: '30m' } }],
    [CHAT, { web_search_options: null, tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['/deepl/v2/translate', { text: ['x'], glossary_id: null, enable_beta_languages: false }],
  ])('but not what asks for nothing: %s %j', async (target, body) => {
    expect((await post(target, target.startsWith('/deepl') ? body : { model: 'gpt-5.4', ...body })).status).toBe(200)
  }) // prettier-ignore
})

describe('a file that the vendor keeps', () => {
  it.each([
    [RESPONSES, { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'file_1' }] }] }, 'input[].content[].file_id'],
    [RESPONSES, { input: [{ type: 'function_call_output', call_id: 'c', output: [{ type: 'input_image', file_id: 'file_1' }] }] }, 'input[].output[].file_id'],
    [CHAT, { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'file_1' } }] }] }, 'messages[].content[].file.file_id'],
    [CHAT, { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: ['file_1'] } }] }] }, 'messages[0].content[0].file.file_id'],
  ])('is nobody’s until it was made here: %s %j', async (target, body, path) => {
    const seen = vendor.seen.length
    const answer = await post(target, { model: 'gpt-5.4', ...body })
    expect(refusalOf(answer)).toMatchObject({ status: 404, code: 'object_unknown', path })
    expect(vendor.seen.length).toBe(seen)
    expect(await recordOf(gateway, answer)).toMatchObject({ kind: 'refusal', code: 'object_unknown' })
  }) // prettier-ignore
})

describe('identifiers of end users', () => {
  const IDS = { user: 'anna-42', safety_identifier: 'anna-43', prompt_cache_key: 'anna-44' }
  const CALLS = [
    [CHAT, { model: 'gpt-4o-mini', messages: [], ...IDS }],
    [RESPONSES, { model: 'gpt-4o-mini', input: 'x', ...IDS }],
  ] as const

  it.each(CALLS)('leave %s as pseudonyms: one for one, stable within a tenant, unlinkable between two', async (target, body) => {
    const [first, second, other] = [await leaves(target, body), await leaves(target, body), await leaves(target, body, 'globex')]
    const pseudonyms = new Set<unknown>()
    for (const member of Object.keys(IDS)) {
      expect(first[member]).toMatch(/^limen-[A-Za-z0-9_-]{22}$/)
      expect(second[member]).toBe(first[member])
      expect(other[member]).not.toBe(first[member])
      pseudonyms.add(first[member]).add(other[member])
    }
    expect(pseudonyms.size).toBe(6)
    expect(vendor.seen.at(-1)?.body.toString()).not.toContain('anna')
  }) // prettier-ignore

  it.each([44051401359, { id: 'anna' }, ['anna'], true])('that are no text are refused: %j', async (user) => {
    const seen = vendor.seen.length
    const answer = await post(CHAT, { model: 'gpt-4o-mini', messages: [], user })
    expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'unredactable', path: 'user' })
    expect(vendor.seen.length).toBe(seen)
    expect((await leaves(CHAT, { model: 'gpt-4o-mini', messages: [], user: null }))['user']).toBe(null)
  })

  it('are the same pseudonym on every operation of a tenant', async () => {
    const chat = await leaves(CHAT, { model: 'gpt-4o-mini', messages: [], user: 'anna-42' })
    const embeddings = await leaves('/openai/v1/embeddings', { model: 'text-embedding-3-small', input: 'x', user: 'anna-42' })
    expect(embeddings['user']).toBe(chat['user'])
  }) // prettier-ignore
})

describe('headers', () => {
  it('carry the tenant as the reporting tag, whatever tag the caller sends', async () => {
    for (const tag of [undefined, 'anna@example.pl', 'globex']) {
      await rawCall(gateway.origin, {
        target: '/deepl/v2/translate',
        headers: {
          authorization: `DeepL-Auth-Key ${gateway.keys['acme']}`,
          'content-type': 'application/json',
          ...(tag === undefined ? {} : { 'X-DeepL-Reporting-Tag': tag }),
        },
        body: '{"text":["x"],"target_lang":"DE"}',
      })
      const seen = vendor.seen.at(-1)
      const tags = seen?.rawHeaders.filter((_value, index, all) => all[index - 1]?.toLowerCase() === 'x-deepl-reporting-tag')
      expect(tags).toEqual(['acme'])
      expect(await flagsOfRecord()).toEqual(['x-deepl-reporting-tag=tenant'])
    }
  }) // prettier-ignore

  it.each(['x-ms-spillover-deployment', 'x-ms-oai-image-generation-deployment'])(
    'that name another deployment are refused: %s',
    async (name) => {
      const seen = vendor.seen.length
      const answer = await postJson(gateway.origin, AZURE_CHAT, gateway.keys['acme'] ?? '', { messages: [] }, { [name]: 'other' })
      expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'header_refused', path: name })
      expect(vendor.seen.length).toBe(seen)
    },
  ) // prettier-ignore
})
