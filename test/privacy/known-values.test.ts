/** What a caller knows is taken out of every dialect's body, path, query and headers, and the telling itself never leaves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, chat, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const KNOWN = [
  { entity: 'PERSON', value: 'Zdzisława Wrzeszcz-Brzęczyk' },
  { entity: 'PHONE', value: '+48 600 700 811' },
  { entity: 'WORD', value: 'KR-204417' },
] as const

/** Spellings that no detector without the known values would take for anything. */
const SAID = 'tu zdzisława brzęczyk, Wrzeszcz, 600700811, kr 204417, pani Wrzeszczowej'
const LEAKED = /zdzis|brz.?.?.?.?czyk|wrzeszcz|600700811|600 700 811|204417|limen-known|.limen.:/i

const SAID_IN_HEADER = 'tu Zdzislawa Brzeczyk, 600700811, kr 204417'

const encoded = (known: unknown): string => Buffer.from(JSON.stringify(known)).toString('base64url')
const HEADER = ['limen-known', encoded(KNOWN)]

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((_seen, response) => json(response, 200, {}))
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: { openai: origin, azure: origin, deepl: origin, vertex: origin, bedrock: origin, assemblyai: origin },
  })
}) // prettier-ignore

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function send(options: CallOptions): Promise<CallAnswer> {
  return await call(gateway.origin, { ...options, key: gateway.keys['acme'] })
}

/** What the vendor got of the last call, head and body, percent-decoded where it can be. */
function received(): string {
  const seen = vendor.seen.at(-1)
  if (seen === undefined) throw new Error('The vendor saw no call.')
  const body = seen.body.toString('utf8')
  return [decodeURI(seen.url), ...seen.rawHeaders, body, body.replaceAll(/\+|%20/g, ' ')].join('\n')
}

const part = (name: string, text: string): string =>
  `--XX\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`

const turn = { role: 'user', content: SAID }
const BODIES: Readonly<Record<string, { readonly path: string; readonly body: object }>> = {
  'chat completions': chat(SAID, { metadata: { [SAID]: SAID }, user: SAID }),
  'chat completions with a system prompt and tools': chat(SAID, {
    messages: [
      { role: 'system', content: SAID },
      { role: 'user', name: 'Brzeczyk_Zdzislawa', content: [{ type: 'text', text: SAID }] },
      { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: JSON.stringify({ phone: SAID, ref: 600700811 }) } }] },
      { role: 'tool', tool_call_id: 'call_1', content: JSON.stringify({ a: SAID, b: 600700811 }) },
    ],
    tools: [{ type: 'function', function: { name: 'look', description: SAID, parameters: { enum: [SAID] } } }],
  }),
  responses: { path: '/openai/v1/responses', body: { model: 'gpt-5.4', input: SAID, instructions: SAID } },
  embeddings: { path: '/openai/v1/embeddings', body: { model: 'text-embedding-3-small', input: [SAID] } },
  azure: {
    path: `/azure/openai/deployments/chat-dep/chat/completions?api-version=2024-10-21&note=${encodeURIComponent(SAID)}`,
    body: { messages: [turn] },
  },
  deepl: { path: '/deepl/v2/translate', body: { text: [SAID], context: SAID, target_lang: 'DE' } },
  gemini: {
    path: '/vertex/v1/projects/test-project/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent',
    body: { contents: [{ role: 'user', parts: [{ text: SAID }] }], systemInstruction: { parts: [{ text: SAID }] } },
  },
  claude: {
    path: '/vertex/v1/projects/test-project/locations/europe-west4/publishers/anthropic/models/claude-sonnet-4@20250514:rawPredict',
    body: { anthropic_version: 'vertex-2023-10-16', max_tokens: 9, system: SAID, messages: [turn] },
  },
  bedrock: {
    path: '/bedrock/model/amazon.nova-lite-v1%3A0/converse',
    body: { messages: [{ role: 'user', content: [{ text: SAID }] }], system: [{ text: SAID }] },
  },
  assemblyai: {
    path: '/assemblyai-llm-gateway/v1/chat/completions',
    body: { model: 'claude-sonnet-4-6', messages: [turn], max_tokens: 9 },
  },
} // prettier-ignore

describe('known values', () => {
  it.each(Object.entries(BODIES))('told in the header stay out of %s', async (_name, { path, body }) => {
    const seenBefore = vendor.seen.length
    await send({ path, body, headers: [...HEADER, 'x-client-request-id', SAID_IN_HEADER] })
    expect(vendor.seen.length).toBe(seenBefore + 1)
    expect(received()).not.toMatch(LEAKED)
  })

  it.each(Object.entries(BODIES))('told in the body stay out of %s', async (_name, { path, body }) => {
    const seenBefore = vendor.seen.length
    await send({ path, body: { limen: { known: KNOWN }, ...body } })
    expect(vendor.seen.length).toBe(seenBefore + 1)
    expect(received()).not.toMatch(LEAKED)
  })

  it('that nobody told are not looked for: the test sees what it says', async () => {
    await send(chat(SAID))
    expect(received()).toMatch(/zdzisława brzęczyk/)
  })

  it('stay out of forms and uploads, where the header tells them', async () => {
    await send({
      path: '/deepl/v2/translate',
      headers: [...HEADER, 'content-type', 'application/x-www-form-urlencoded'],
      body: new URLSearchParams({ text: SAID, target_lang: 'DE' }).toString(),
    })
    expect(received()).not.toMatch(LEAKED)
    await send({
      path: '/openai/v1/audio/transcriptions',
      headers: [...HEADER, 'content-type', 'multipart/form-data; boundary=XX'],
      body: `${part('model', 'gpt-4o-transcribe')}${part('prompt', SAID)}--XX\r\ncontent-disposition: form-data; name="file"; filename="a.wav"\r\n\r\nRIFF\r\n--XX--\r\n`,
    })
    expect(received()).toContain('name="prompt"')
    expect(received()).not.toMatch(LEAKED)
  })

  it('of header and body count together, and the body is otherwise what it was', async () => {
    const content = 'Ola Kot, 12345'
    const body = `{ "model": "gpt-5.4-mini" , "messages": [{"role":"user","content":"${content}"}],"limen": {"known":[{"entity":"WORD","value":"12345"}]} , "n": 1.0 }`
    const headers = ['Limen-Known', encoded([{ entity: 'PERSON', value: 'Ola Kot' }])]
    await send({ path: '/openai/v1/chat/completions', body, headers: [...headers, 'content-type', 'application/json'] })
    expect(vendor.seen.at(-1)?.body.toString()).toMatch(
      /^\{(?:"store":false,)? "model": "gpt-5\.4-mini" , "messages": \[\{"role":"user","content":"\[PERSON_1\], \[WORD_1\]"\}\],"n": 1\.0 \}$/,
    )
  }) // prettier-ignore
})

describe('what cannot be read or looked for is refused, and nothing of it is said', () => {
  const refused: readonly (readonly [name: string, headers: readonly string[], more: object])[] = [
    ['no base64', ['limen-known', '{"a":1}'], {}],
    ['base64 of no JSON', ['limen-known', Buffer.from('canary').toString('base64url')], {}],
    ['base64 of no UTF-8', ['limen-known', Buffer.from([0xff, 0xfe]).toString('base64url')], {}],
    ['an unknown entity', ['limen-known', encoded([{ entity: 'CANARY', value: 'canary' }])], {}],
    ['another member', [], { limen: { know: [{ entity: 'PERSON', value: 'canary' }] } }],
    ['no object', [], { limen: 'canary' }],
    ['one letter', [], { limen: { known: [{ entity: 'PERSON', value: 'c' }] } }],
    ['an initial', [], { limen: { known: [{ entity: 'PERSON', value: 'c. c.' }] } }],
    ['a short number', [], { limen: { known: [{ entity: 'WORD', value: '117' }] } }],
    ['a long value', [], { limen: { known: [{ entity: 'WORD', value: 'canary'.repeat(40) }] } }],
    ['too many', [], { limen: { known: Array.from({ length: 1001 }, (_, at) => ({ entity: 'WORD', value: `canary${at}` })) } }],
  ] // prettier-ignore

  it.each(refused)('%s', async (_name, headers, more) => {
    const seenBefore = vendor.seen.length
    const answer = await send({ ...chat('hello', more), headers })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('known_values_malformed')
    expect(answer.text).not.toMatch(/canary/i)
    expect(vendor.seen.length).toBe(seenBefore)
  })

  it('a member of a form', async () => {
    const answer = await send({
      path: '/deepl/v2/translate',
      headers: ['content-type', 'application/x-www-form-urlencoded'],
      body: 'text=a&target_lang=DE&limen=x',
    })
    expect(answer.text).toContain('known_values_malformed')
  })

  it('no value is in a log or a record', async () => {
    await send({ ...chat(SAID), headers: HEADER })
    const records = JSON.stringify(await gateway.records(1))
    expect(records).toContain('PERSON')
    expect(gateway.logLines.join('') + records).not.toMatch(/zdzis|wrzeszcz|204417|600700811/i)
  })
})
