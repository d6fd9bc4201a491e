/** Text files in base64 and data URLs, long numbers without quotes and tool schemas: none of them hides a value. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, type RawAnswer } from '../harness/raw-call.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { fields, items } from '../pipeline/stream-fixture.ts'

const EMAIL = 'canary.nowak@example.pl'
const PESEL = '44051401359'
const TEXT = `name;mail\nAnna;${EMAIL}\nŻółć [EMAIL_1]\n`
const LEFT = `name;mail\nAnna;[EMAIL_2]\nŻółć [EMAIL_1]\n`
const GEMINI =
  '/vertex/v1/projects/test-project/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent'
const CLAUDE =
  '/vertex/v1/projects/test-project/locations/europe-west4/publishers/anthropic/models/claude-sonnet-4@20250514:rawPredict'
const CONVERSE = '/bedrock/model/amazon.nova-lite-v1%3A0/converse' // prettier-ignore

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('It says [EMAIL_2].')))
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: { openai: origin, azure: origin, vertex: origin, bedrock: origin },
    tenants: {
      acme: { media: ['openai.chat.completions', 'openai.responses', 'azure.chat.completions', 'azure.responses', 'vertex.generate_content', 'vertex.raw_predict', 'bedrock.converse'] },
    },
  })
}) // prettier-ignore

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function sent(
  target: string,
  body: object,
): Promise<{ readonly left: string; readonly answer: RawAnswer }> {
  const from = vendor.seen.length
  const answer = await postJson(gateway.origin, target, gateway.keys['acme'] ?? '', body)
  expect({ status: answer.status, seen: vendor.seen.length - from }).toEqual({ status: 200, seen: 1 })
  return { left: vendor.seen.at(-1)?.body.toString('utf8') ?? '', answer }
}

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64')

function chatWith(data: string): object {
  return {
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: [{ type: 'file', file: { file_data: data } }] }],
  }
}

const PLACES: readonly (readonly [name: string, target: string, body: (data: string) => object, url: boolean])[] = [
  ['chat', '/openai/v1/chat/completions', chatWith, true],
  ['responses', '/openai/v1/responses', (data) => ({ model: 'gpt-5.4', input: [{ role: 'user', content: [{ type: 'input_file', filename: 'a.csv', file_data: data }] }] }), true],
  ['azure chat', '/azure/openai/deployments/chat-dep/chat/completions?api-version=2025-04-01-preview', chatWith, true],
  ['gemini', GEMINI, (data) => ({ contents: [{ role: 'user', parts: [{ inlineData: { mimeType: 'text/csv', data } }] }] }), false],
  ['gemini in snake case', GEMINI, (data) => ({ contents: { role: 'user', parts: { inline_data: { mime_type: 'text/csv', data } } } }), false],
  ['claude', CLAUDE, (data) => ({ anthropic_version: 'vertex-2023-10-16', max_tokens: 9, messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'base64', media_type: 'text/plain', data } }] }] }), false],
  ['converse', CONVERSE, (data) => ({ messages: [{ role: 'user', content: [{ document: { format: 'csv', name: 'a', source: { bytes: data } } }] }] }), false],
  ['a place that no table has', '/openai/v1/chat/completions', (data) => ({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: [{ next: { data } }] }] }), true],
] // prettier-ignore

describe.each(PLACES)('a text file in %s', (_name, target, body, url) => {
  const written = (data: string): string => (url ? `data:text/csv;base64,${data}` : data)

  it('is read, redacted and written again', async () => {
    const { left } = await sent(target, body(written(base64(TEXT))))
    expect(left).toContain(written(base64(LEFT)))
    expect(left).not.toContain(base64(TEXT))
  })

  it('without values, and what is no text, leave byte for byte', async () => {
    const clean = [
      Buffer.from('name;city\nŻółć;Łódź\n'),
      Buffer.concat([Buffer.from([0x89]), Buffer.from(`PNG ${EMAIL}`)]),
    ]
    for (const data of clean) {
      const { left } = await sent(target, body(written(base64(data))))
      expect(left).toContain(JSON.stringify(written(base64(data))))
    }
  })
})

describe('a text file', () => {
  it('has its values back in the answer, and its tokens are told from ours', async () => {
    const { answer } = await sent(
      '/openai/v1/chat/completions',
      chatWith(`data:text/csv;base64,${base64(TEXT)}`),
    )
    expect(answer.text).toContain(`It says ${EMAIL}.`)
  })

  it('of JSON has its escapes read', async () => {
    const source = JSON.stringify({ a: EMAIL }).replace('@', String.raw`\u0040`)
    const { left } = await sent(
      '/openai/v1/chat/completions',
      chatWith(`data:application/json;base64,${base64(source)}`),
    )
    expect(left).toContain(base64('{"a":"[EMAIL_1]"}'))
  })

  it('may be long, in lines, in the URL alphabet or in percent signs', async () => {
    const long = `${'A line of no matter. '.repeat(4000)}${EMAIL}\n`
    const lines = base64(TEXT.repeat(9)).replaceAll(/.{76}/g, '$&\n')
    const urls = Buffer.from(`${EMAIL} ÿþýü?>~~`).toString('base64url')
    for (const data of [`data:text/plain;base64,${base64(long)}`, `data:text/plain;base64,${lines}`, `data:text/plain;base64,${urls}`, `data:text/plain;charset=utf-8,${encodeURIComponent(TEXT)}`]) {
      const { left } = await sent('/openai/v1/chat/completions', chatWith(data))
      const [message] = items(fields(JSON.parse(left))['messages'])
      const said = String(fields(fields(items(fields(message)['content'])[0])['file'])['file_data'])
      const at = said.indexOf(',') + 1
      const text = said.slice(0, at).includes('base64') ? Buffer.from(said.slice(at), 'base64').toString('utf8') : decodeURIComponent(said.slice(at))
      expect(text).not.toContain('canary')
      expect(text).toContain('[EMAIL_')
    }
  }) // prettier-ignore
})

describe('a long number without quotes', () => {
  it.each([
    ['metadata', { metadata: { customer: Number(PESEL) } }, '"customer":"[PESEL_S1]"'],
    ['metadata, with a cue', { metadata: { a: { phone: 48512345678 } } }, '"phone":"[PHONE_S1]"'],
    ['a default of a tool', { tools: [{ type: 'function', function: { name: 'f', parameters: { properties: { a: { default: Number(PESEL) } } } } }] }, '"default":"[PESEL_S1]"'],
    ['a member that no table has, with a cue', { messages: [{ role: 'user', content: 'Hi', next: { pesel: Number(PESEL) } }] }, '"pesel":"[PESEL_1]"'],
    ['a tool’s output that is JSON', { messages: [{ role: 'tool', tool_call_id: 'c', content: `{"pesel":${PESEL}}` }] }, String.raw`{\"pesel\":\"[PESEL_1]\"}`],
  ])('in %s leaves as a placeholder', async (_name, more, want) => {
    const { left } = await sent('/openai/v1/chat/completions', { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }], ...more })
    expect(left).toContain(want)
    expect(left).not.toContain(PESEL)
  }) // prettier-ignore

  it('that is a parameter of the vendor’s stays a number', async () => {
    const more = { seed: 44051401359, top_logprobs: 512345678, stream_options: { next: 512345678 } }
    const { left } = await sent('/openai/v1/chat/completions', {
      model: 'gpt-4o-mini',
      messages: [],
      ...more,
    })
    expect(JSON.parse(left)).toMatchObject(more)
    const config = { seed: 512345678, maxOutputTokens: 1234567 }
    const gemini = await sent(GEMINI, { contents: [], generationConfig: config })
    expect(fields(JSON.parse(gemini.left))['generationConfig']).toEqual(config)
  })
})

describe('a tool’s schema', () => {
  const schema = { type: 'object', description: `Of ${EMAIL}`, properties: { a: { type: 'string', enum: [EMAIL, 'b'], examples: [EMAIL], default: EMAIL, description: `PESEL ${PESEL}` } } }
  it.each([
    ['chat', '/openai/v1/chat/completions', { model: 'gpt-4o-mini', messages: [], tools: [{ type: 'function', function: { name: 'f', description: EMAIL, parameters: schema } }] }],
    ['responses', '/openai/v1/responses', { model: 'gpt-5.4', input: 'Hi', tools: [{ type: 'function', name: 'f', description: EMAIL, parameters: schema }] }],
    ['gemini', GEMINI, { contents: [], tools: [{ functionDeclarations: [{ name: 'f', description: EMAIL, parametersJsonSchema: schema }] }] }],
    ['claude', CLAUDE, { anthropic_version: 'vertex-2023-10-16', max_tokens: 9, messages: [], tools: [{ name: 'f', description: EMAIL, input_schema: schema }] }],
    ['converse', CONVERSE, { messages: [], toolConfig: { tools: [{ toolSpec: { name: 'f', description: EMAIL, inputSchema: { json: schema } } }] } }],
  ])('is redacted as the operator’s own: %s', async (_name, target, body) => {
    const { left, answer } = await sent(target, body)
    expect(left).not.toMatch(/canary|44051401359/)
    expect(left.match(/\[EMAIL_S1\]/g)).toHaveLength(5)
    expect(left).toContain('[PESEL_S1]')
    expect(answer.text).not.toContain('canary')
  })
}) // prettier-ignore
