/** What leaves for OpenAI and Azure fits OpenAI's own document, for every JSON operation that it and the tables both have. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../harness/call.ts'
import { startTestGateway, type TestGateway } from '../../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../../harness/vendor.ts'
import { fittingAnswer, pinNamed, ROUTES, type Route } from '../../security/every-operation.ts'
import { readSpecification } from '../spec-places.ts'
import { problemsOf } from './json-schema.ts'

type Json = Readonly<Record<string, unknown>>

const document = readSpecification('openai.openapi.json')
const SAID = 'Write to canary.nowak@example.pl or call +48 512 345 678, PESEL 44051401359.'
const TOOL = { name: 'find_client', description: SAID, parameters: { type: 'object', properties: { who: { type: 'string', description: SAID } } } } // prettier-ignore
const CALLED = { id: 'call_1', type: 'function', function: { name: 'find_client', arguments: JSON.stringify({ who: SAID }) } } // prettier-ignore
const END_USER = { user: 'client-42', safety_identifier: 'client-43', prompt_cache_key: 'client-44' }

/** Path of the document -> bodies as callers send them. */
const BODIES: Readonly<Record<string, readonly Json[]>> = {
  '/chat/completions': [
    { messages: [{ role: 'system', content: SAID }, { role: 'user', content: [{ type: 'text', text: SAID }] }] },
    { messages: [{ role: 'user', content: SAID, name: 'anna' }, { role: 'assistant', content: null, tool_calls: [CALLED] }, { role: 'tool', tool_call_id: 'call_1', content: SAID }], tools: [{ type: 'function', function: TOOL }], tool_choice: 'auto' },
    { messages: [{ role: 'user', content: SAID }], stream: true, stream_options: { include_usage: true }, temperature: 0.2, stop: [SAID.slice(0, 12)], store: true, metadata: { case: SAID.slice(0, 40) }, ...END_USER },
    { messages: [{ role: 'user', content: SAID }], response_format: { type: 'json_schema', json_schema: { name: 'client', schema: { type: 'object', properties: {} }, strict: true } }, logprobs: true, top_logprobs: 2, reasoning_effort: 'low' },
  ],
  '/responses': [
    { input: SAID, instructions: SAID, ...END_USER },
    { input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: SAID }] }, { type: 'function_call', call_id: 'call_1', name: 'find_client', arguments: JSON.stringify({ who: SAID }) }, { type: 'function_call_output', call_id: 'call_1', output: SAID }], tools: [{ type: 'function', strict: true, ...TOOL }], store: true, stream: true },
    { input: [{ role: 'user', content: SAID }], reasoning: { effort: 'low', summary: 'auto' }, text: { format: { type: 'text' }, verbosity: 'low' }, include: ['message.output_text.logprobs'], metadata: { case: 'a' } },
  ],
  '/embeddings': [{ input: SAID }, { input: [SAID, 'plain'], encoding_format: 'base64', dimensions: 256, user: 'client-42' }],
  '/moderations': [{ input: SAID }, { input: [SAID, 'plain'] }, { input: [{ type: 'text', text: SAID }] }],
  '/images/generations': [{ prompt: SAID, n: 1, size: '1024x1024', quality: 'high', output_format: 'png', user: 'client-42' }],
  '/audio/speech': [{ input: SAID, voice: 'alloy', instructions: SAID, response_format: 'mp3', speed: 1.1 }],
  '/completions': [{ prompt: SAID, max_tokens: 5, stop: ['\n'], user: 'client-42' }, { prompt: [SAID, 'plain'], stream: true, suffix: SAID }],
  '/batches': [{ input_file_id: 'chat-dep', endpoint: '/v1/responses', completion_window: '24h' }],
  '/fine_tuning/jobs': [{ training_file: 'chat-dep', suffix: 'claims', seed: 1, method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 2 } } } }],
} // prettier-ignore

/** Models whose bodies the document describes. */
const MODELS: Readonly<Record<string, string>> = {
  '/embeddings': 'text-embedding-3-small',
  '/moderations': 'omni-moderation-latest',
  '/images/generations': 'gpt-image-1',
  '/audio/speech': 'gpt-4o-mini-tts',
  '/completions': 'gpt-3.5-turbo-instruct',
  '/fine_tuning/jobs': 'gpt-4o-mini',
}

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  gateway = await startTestGateway({ vendors: { openai: vendor.origin, azure: vendor.origin } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** The document's path for a route of either vendor. */
function published({ path }: Route): string {
  return path
    .replace(/^\/(?:openai|azure)/, '')
    .replace(/^\/openai\/deployments\/[^/]+|^\/openai(?:\/v1)?|^\/v1/, '')
}

function schemaOf(path: string): Json | undefined {
  let found: unknown = document
  for (const step of ['paths', path, 'post', 'requestBody', 'content', 'application/json', 'schema'])
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined
  return found as Json | undefined
}

const JSON_ROUTES = ROUTES.filter(
  ({ connector, operation }) =>
    connector.dialect === 'openai' && connector.vendor !== 'assemblyai' && operation.method === 'POST' && operation.body === 'json',
) // prettier-ignore

const CASES = JSON_ROUTES.flatMap((route) =>
  (BODIES[published(route)] ?? []).map((body, at) => [`${route.name} ${at}`, route, body] as const),
)

it('every JSON operation has bodies here', () => {
  expect(
    JSON_ROUTES.filter((route) => BODIES[published(route)] === undefined).map(({ name }) => name),
  ).toEqual([])
  expect(JSON_ROUTES.length).toBeGreaterThan(15)
})

it('says why it checks nothing where the document is not beside the repository', ({ skip }) => {
  if (document === undefined) skip('../shared/specs/openai.openapi.json is not here')
  expect(schemaOf('/chat/completions')).toBeDefined()
})

describe.skipIf(document === undefined)('a request that leaves fits the document', () => {
  it.each(CASES)('%s', async (_name, route, body) => {
    const path = published(route)
    const schema = schemaOf(path)
    expect(schema).toBeDefined()
    const inPath = route.path.includes('/deployments/')
    const model = inPath || path === '/batches' ? {} : { model: MODELS[path] ?? 'gpt-5.4' }
    const sent = { ...model, ...body }
    // The document's own judgement of what the caller wrote: the bodies here are good ones.
    const whole = (value: object): object => (inPath ? { model: 'gpt-5.4', ...value } : value)
    expect(problemsOf(document ?? {}, schema, whole(sent))).toEqual([])
    await pinNamed(gateway)
    const before = vendor.seen.length
    const answer = await call(gateway.origin, { path: route.path, key: gateway.keys['acme'], body: sent })
    expect([answer.headers['x-limen-code'], vendor.seen.length - before]).toEqual([undefined, 1])
    const source = vendor.seen.at(-1)?.body.toString('utf8') ?? ''
    expect(source).not.toContain('canary')
    const left = JSON.parse(source) as Json
    // Azure has a member of its own for where it trains.
    const { trainingType: _own, ...common } = left
    const toCheck = whole(route.connector.vendor === 'azure' ? common : left)
    expect(problemsOf(document ?? {}, schema, toCheck)).toEqual([])
    // The check has teeth.
    expect(problemsOf(document ?? {}, schema, { ...toCheck, of_no_schema: 1 })).not.toEqual([])
    const [first = ''] = Object.keys(body)
    expect(problemsOf(document ?? {}, schema, { ...toCheck, [first]: { of_no_type: 1 } })).not.toEqual([])
  })
})
