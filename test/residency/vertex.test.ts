/** Vertex AI: the path's project and location are the endpoint's, models are listed one by one, and nothing goes round the list. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { vertex } from '../../src/connectors/vendors/vertex/connector.ts'
import { call } from '../harness/call.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { EEA_30, inside } from './places.ts'

const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }
const HELLO = { contents: [{ role: 'user', parts: [{ text: 'hello' }] }] }

type Answer = Awaited<ReturnType<typeof call>>

let vendor: ScriptedVendor
let gateway: TestGateway | undefined

beforeEach(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, { candidates: [] }))
})

afterEach(async () => {
  await gateway?.stop()
  await vendor.close()
  gateway = undefined
})

async function start(options: Partial<TestOptions> = {}): Promise<TestGateway> {
  gateway = await startTestGateway({
    vendors: { vertex: vendor.origin },
    sandbox: false,
    settings: { zone: 'eea' },
    ...options,
  })
  return gateway
}

async function ask(path: string, body: object | string = HELLO): Promise<Answer> {
  return await call(gateway?.origin ?? '', {
    path: `/vertex${path}`,
    body,
    key: 'test-key-of-acme',
    headers: typeof body === 'string' ? ['content-type', 'application/json'] : [],
  })
}

const at = (location: string, model = 'gemini-2.5-flash', project = 'test-project'): string =>
  `/v1/projects/${project}/locations/${location}/publishers/google/models/${model}:generateContent`

function codeOf(answer: Answer): unknown {
  return [answer.status, answer.headers['x-limen-code']]
}

const host = (region: string): string | undefined =>
  vertex.host({
    region,
    resource: undefined,
    domain: undefined,
    key: undefined,
    skus: new Map(),
    attested: new Set(),
  })

describe('hosts', () => {
  test('of the EU multi-region, of locations and of the global endpoint', () => {
    expect(host('eu')).toBe('aiplatform.eu.rep.googleapis.com')
    expect(host('us')).toBe('aiplatform.us.rep.googleapis.com')
    expect(host('europe-west4')).toBe('europe-west4-aiplatform.googleapis.com')
    expect(host('global')).toBe('aiplatform.googleapis.com')
    expect(host('europe-west99')).toBeUndefined()
  })

  test('every European location is in the catalogue, and London and Zürich are not in the EEA', () => {
    const inEea = vertex.regions.filter(({ countries }) => inside(countries, EEA_30)).map(({ id }) => id)
    expect(inEea.toSorted()).toEqual(
      ['eu', 'europe-central2', 'europe-north1', 'europe-north2', 'europe-southwest1', 'europe-west1', 'europe-west10', 'europe-west12', 'europe-west3', 'europe-west4', 'europe-west8', 'europe-west9'], // prettier-ignore
    )
  })
})

describe('model and location', () => {
  const listed = { checked: '2026-11-20', evidence: 'a copy of the table' }
  const two = {
    more: {
      'vertex-paris': {
        vendor: 'vertex' as const,
        origin: '',
        settings: { region: 'europe-west9', models: { 'gemini-2.5-pro': listed } },
      },
      'vertex-eu': {
        vendor: 'vertex' as const,
        origin: '',
        settings: { region: 'eu', models: { 'gemini-3-flash': listed } },
      },
      'vertex-london': {
        vendor: 'vertex' as const,
        origin: '',
        settings: { region: 'europe-west2', models: { 'gemini-2.5-flash': listed } },
      },
    },
  }

  test('each location takes the models that are listed for it, and no other', async () => {
    const more = Object.fromEntries(
      Object.entries(two.more).map(([id, each]) => [id, { ...each, origin: vendor.origin }]),
    )
    await start({ more })
    const models = ['gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-3-flash', 'gemini-9']
    const locations = [
      'europe-west4',
      'europe-west9',
      'eu',
      'europe-west2',
      'europe-west1',
      'us-central1',
      'global',
    ]
    const taken: string[] = []
    for (const location of locations) {
      for (const model of models) {
        const before = vendor.seen.length
        const answer = await ask(at(location, model))
        if (answer.status === 200) taken.push(`${location} ${model}`)
        else expect(answer.status).toBe(403)
        expect(vendor.seen.length - before).toBe(answer.status === 200 ? 1 : 0)
      }
    }
    expect(taken).toEqual([
      'europe-west4 gemini-2.5-flash',
      'europe-west4 gemini-2.5-pro',
      'europe-west9 gemini-2.5-pro',
      'eu gemini-3-flash',
    ])
    const records = await gateway?.records(taken.length)
    expect(
      records?.filter(({ kind }) => kind === 'attempt').map(({ region, basis }) => [region, basis]),
    ).toEqual([
      ['europe-west4', 'attested'],
      ['europe-west4', 'attested'],
      ['europe-west9', 'attested'],
      ['eu', 'destination_set'],
    ])
  })

  test('without the attestation of the table the endpoint is closed, evaluation or not', async () => {
    const { 'ml-processing': _gone, ...others } = Object.fromEntries(
      vertex.attestations.map(({ id }) => [id, attestation]),
    )
    await start({ endpoints: { vertex: { attestations: others } } })
    expect(codeOf(await ask(at('europe-west4')))).toEqual([403, 'attestation_missing'])
    expect(vendor.connections).toBe(0)
  })

  test('the global location is refused in every zone, and by the check', async () => {
    await start({
      endpoints: { vertex: { region: 'global' } },
      settings: { zone: ['NL', 'US', 'SG', 'JP'] },
    })
    const answer = await ask(at('global'))
    expect(codeOf(answer)).toEqual([403, 'no_endpoint_in_zone'])
    expect(answer.text).toContain('may process anywhere')
    expect(vendor.connections).toBe(0)
  })
})

const UNLISTED = { tenants: { acme: { unlisted: { mode: 'redact', attestation } } } }

describe('paths that go round', () => {
  const KEY_ONLY = [
    '/v1beta1/publishers/google/models/gemini-2.5-flash:generateContent',
    '/v1/publishers/google/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    '/v1/endpoints/1234567890:generateContent',
    '/v1/models/gemini-2.5-flash:generateContent',
    '/v1alpha1/projects/test-project/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent',
    '/upload/v1/projects/test-project/locations/europe-west4/files',
    '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent',
  ]

  test.each(KEY_ONLY.flatMap((path) => [[path, {}] as const, [path, UNLISTED] as const]))(
    'no project and location: %s',
    async (path, options) => {
      await start(options)
      const answer = await ask(path)
      expect(codeOf(answer)).toEqual([403, 'place_not_allowed'])
      expect(answer.text).toContain('Without a project and a location in the path')
      expect(vendor.connections).toBe(0)
    },
  )

  test.each([
    ['another project', at('europe-west4', 'gemini-2.5-flash', 'other-project')],
    ['another location', at('us-central1')],
    [
      'another project of an unlisted path',
      '/v1/projects/other-project/locations/europe-west4/cachedContents',
    ],
    ['another location of an unlisted path', '/v1/projects/test-project/locations/global/cachedContents'],
    ['capitals', at('EUROPE-WEST4')],
  ])('%s', async (_what, path) => {
    await start(UNLISTED)
    expect(codeOf(await ask(path))).toEqual([403, 'place_not_allowed'])
    expect(vendor.connections).toBe(0)
  })

  test.each([
    ['an escaped verb', at('europe-west4').replace(':', '%3A'), 'operation_unknown'],
    ['a slash at the end', `${at('europe-west4')}/`, 'operation_unknown'],
    ['an escaped slash', at('europe-west4').replace('/models/', '%2Fmodels/'), 'request_malformed'],
    ['an escape that is escaped', at('europe-west4').replace(':', '%253A'), 'request_malformed'],
    ['a matrix parameter', at('europe-west4').replace('/publishers', ';x=1/publishers'), 'request_malformed'],
    [
      'a model of no list behind another verb',
      at('europe-west4', 'gemini-9').replace('generateContent', 'foo'),
      'model_not_allowed',
    ],
  ])('%s is no way to a listed operation', async (_what, path, code) => {
    await start(UNLISTED)
    expect(codeOf(await ask(path))).toEqual([expect.any(Number), code])
    expect(vendor.connections).toBe(0)
  })

  test.each([
    ['$httpHeaders', 'x-goog-user-project:other'],
    ['%24httpHeaders', 'x'],
    ['userProject', 'other'],
    ['%24userProject', 'other'],
    ['quotaUser', 'somebody'],
    ['%24alt', 'json'],
    ['upload_protocol', 'raw'],
    ['callback', 'f'],
  ])('the query parameter %s is refused', async (name, value) => {
    await start(UNLISTED)
    for (const path of [
      at('europe-west4'),
      '/v1/projects/test-project/locations/europe-west4/cachedContents',
    ])
      expect(codeOf(await ask(`${path}?${name}=${value}`))).toEqual([403, 'feature_refused'])
    expect(codeOf(await ask(`${at('europe-west4')}?access_token=abc`))).toEqual([400, 'request_malformed'])
    expect(vendor.connections).toBe(0)
  })

  test('headers that choose who pays, or another method, stay here', async () => {
    await start()
    const answer = await call(gateway?.origin ?? '', {
      path: `/vertex${at('europe-west4')}`,
      body: HELLO,
      key: 'test-key-of-acme',
      headers: [
        'x-goog-user-project',
        'other',
        'x-http-method-override',
        'GET',
        'x-goog-api-client',
        'gl-node/1',
      ],
    })
    expect(answer.status).toBe(200)
    expect(Object.keys(vendor.seen[0]?.headers ?? {}).filter((name) => /goog|override/.test(name))).toEqual([
      'x-goog-api-key',
    ])
    expect(vendor.seen[0]?.headers['x-goog-api-key']).toBe('upstream-vertex-key')
  })
})

describe('features in every spelling of protobuf’s JSON', () => {
  test.each([
    ['snake_case', { tools: [{ google_search: {} }] }],
    ['one tool where a list is meant', { tools: { googleSearch: {} } }],
    ['both', { tools: { google_search_retrieval: { dynamic_retrieval_config: {} } } }],
    ['an escape in the name', '{"contents":[],"tools":[{"goo\\u0067leSearch":{}}]}'],
    ['a tool that nobody knows yet', { tools: [{ quantumSearch: {} }] }],
    ['a tool beside functions', { tools: [{ functionDeclarations: [{ name: 'f' }], urlContext: {} }] }],
    ['code execution', { tools: [{ code_execution: {} }] }],
    [
      'retrieval',
      { tools: [{ retrieval: { vertex_ai_search: { datastore: 'projects/p/locations/global/x' } } }] },
    ],
    ['where the user is', { tool_config: { retrieval_config: { lat_lng: { latitude: 52.2 } } } }],
    ['a cache', { cached_content: 'projects/test-project/locations/europe-west4/cachedContents/1' }],
    ['a file to be fetched', { contents: [{ parts: [{ file_data: { file_uri: 'gs://b/f' } }] }] }],
    ['a file in one part', { contents: { parts: { fileData: { fileUri: 'https://example.com/f' } } } }],
    [
      'a file in the instructions',
      { system_instruction: { parts: { file_data: { file_uri: 'gs://b/f' } } } },
    ],
    ['a choice of models', { generation_config: { routing_config: { auto_mode: {} } } }],
    [
      'a model in the body',
      { model: 'projects/test-project/locations/global/publishers/google/models/gemini-9' },
    ],
    ['a session', { sessionResumption: { handle: 'x' } }],
  ])('%s', async (_what, more) => {
    await start()
    const body = typeof more === 'string' ? more : { ...HELLO, ...more }
    expect(codeOf(await ask(at('europe-west4'), body))).toEqual([403, 'feature_refused'])
    expect(vendor.connections).toBe(0)
  })

  test('functions of the caller’s own pass', async () => {
    await start()
    for (const tools of [
      [{ function_declarations: [{ name: 'f' }] }],
      { functionDeclarations: { name: 'f' } },
    ])
      expect((await ask(at('europe-west4'), { ...HELLO, tools })).status).toBe(200)
  })

  test.each([
    ['an image', { instances: [{ prompt: 'a cat' }] }],
    ['a store for what is made', { instances: [{ content: 'x' }], parameters: { storageUri: 'gs://b' } }],
    ['one instance', { instances: { image: { gcsUri: 'gs://b/f' } } }],
  ])('predict is for text embeddings alone: %s', async (_what, body) => {
    await start()
    const path = at('europe-west4', 'text-embedding-005').replace('generateContent', 'predict')
    expect(codeOf(await ask(path, body))).toEqual([403, 'feature_refused'])
    expect((await ask(path, { instances: [{ content: 'x', task_type: 'RETRIEVAL_QUERY' }] })).status).toBe(
      200,
    )
  })
})
