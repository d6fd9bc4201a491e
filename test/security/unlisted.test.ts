/** `unlisted: redact` lets an operation pass that nobody described, and nothing that somebody did in another spelling. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'

const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }
const CANARY = 'jan.kowalski@example.pl'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, { echo: seen.body.toString('utf8') }))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
    sandbox: false,
    tenants: {
      plain: {},
      redacting: { unlisted: { mode: 'redact', attestation } },
      open: { unlisted: { mode: 'redact', attestation }, opaque: { mode: 'allow', attestation } },
    },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function ask(
  tenant: string,
  options: CallOptions,
): Promise<{ answer: CallAnswer; seen: readonly SeenCall[] }> {
  const before = vendor.seen.length
  const answer = await call(gateway.origin, { ...options, key: gateway.keys[tenant] })
  return { answer, seen: vendor.seen.slice(before) }
}

const outcome = ({ answer, seen }: Awaited<ReturnType<typeof ask>>): unknown[] => [
  answer.status,
  answer.headers['x-limen-code'],
  seen.length,
]

test('by default an unlisted operation is refused with the line that would let it pass', async () => {
  const result = await ask('plain', { path: '/openai/v1/images/upscalings', body: { prompt: CANARY } })
  expect(outcome(result)).toEqual([404, 'operation_unknown', 0])
  expect(result.answer.text).toContain('set unlisted: {mode: redact, attestation: ...} for tenant plain')
})

test('with the policy it passes with every string taken out, and the record is marked', async () => {
  const body = { model: 'gpt-5.4', prompt: `write to ${CANARY}`, deep: [{ [CANARY]: [CANARY] }] }
  const result = await ask('redacting', {
    path: `/openai/v1/users/${CANARY}/notes?q=${CANARY}&${CANARY}=1`,
    body,
  })
  expect(outcome(result)).toEqual([200, undefined, 1])
  const left = `${result.seen[0]?.url} ${result.seen[0]?.body.toString('utf8')}`
  expect(decodeURIComponent(left)).not.toContain('kowalski')
  const record = (await gateway.records(1)).find(({ kind }) => kind === 'attempt')
  expect(record).toMatchObject({ operation: 'unlisted', marks: ['unlisted'], uninspected: [] })
})

describe('a listed operation in another spelling is not an unlisted one', () => {
  const chat = { model: 'gpt-5.4', messages: [{ role: 'user', content: 'hello' }], store: true }

  test.each([
    ['/openai/v1/chat/completions/', 'operation_unknown'],
    ['/openai/v1/Chat/Completions', 'operation_unknown'],
    ['/openai/V1/chat/completions', 'operation_unknown'],
    ['/openai/v1/%63hat/completions', 'operation_unknown'],
    ['/openai/v1/chat/completion%73', 'operation_unknown'],
    ['/openai/v1/chat%2Fcompletions', 'request_malformed'],
    ['/openai/v1/chat%2fcompletions', 'request_malformed'],
    ['/openai/v1/chat%5Ccompletions', 'request_malformed'],
    ['/openai/v1/chat/%2563ompletions', 'request_malformed'],
    ['/openai/v1/chat;x=1/completions', 'request_malformed'],
    ['/openai/v1/chat/completions%00', 'request_malformed'],
    ['/openai/v1/x/..%2Fchat/completions', 'request_malformed'],
    ['/azure/OpenAI/deployments/chat-dep/chat/completions', 'operation_unknown'],
    ['/azure/openai/Deployments/chat-dep/chat/completions', 'operation_unknown'],
    ['/azure/openai/deployments/chat-dep/chat/completions/', 'operation_unknown'],
    ['/azure/openai/responses/', 'operation_unknown'],
    ['/deepl/V2/translate', 'operation_unknown'],
    ['/deepl/v2/translate/', 'operation_unknown'],
  ])('%s', async (path, code) => {
    const result = await ask('redacting', { path, body: chat })
    expect(outcome(result)).toEqual([code === 'request_malformed' ? 400 : 404, code, 0])
  })
})

describe('a model or deployment is on the list, wherever it is named', () => {
  test.each<[string, CallOptions]>([
    ['in the path', { path: '/azure/openai/deployments/far-dep/images/upscalings', body: { prompt: 'x' } }],
    [
      'in the path, in other letters',
      { path: '/azure/openai/DEPLOYMENTS/far-dep/images/upscalings', body: { prompt: 'x' } },
    ],
    [
      'in the path, escaped',
      { path: '/azure/openai/deployments/%66ar-dep/images/upscalings', body: { prompt: 'x' } },
    ],
    ['in the path of a model', { path: '/openai/v1/models/ft:somebody-else', method: 'DELETE' }],
    ['in the body', { path: '/azure/openai/v1/images/upscalings', body: { model: 'far-dep', prompt: 'x' } }],
  ])('%s', async (_where, options) => {
    expect(outcome(await ask('redacting', options))).toEqual([403, 'model_not_allowed', 0])
  })

  test('twice in the path is refused', async () => {
    const path = '/azure/openai/deployments/chat-dep/deployments/far-dep/images/upscalings'
    expect(outcome(await ask('redacting', { path, body: { prompt: 'x' } }))).toEqual([
      400,
      'request_malformed',
      0,
    ])
  })

  test.each([[['far-dep']], [5], [{ name: 'far-dep' }], [true]])('%j is no name', async (model) => {
    const result = await ask('redacting', {
      path: '/azure/openai/v1/images/upscalings',
      body: { model, prompt: 'x' },
    })
    expect(outcome(result)).toEqual([400, 'model_missing', 0])
  })

  test.each([
    '/azure/openai/realtime?deployment=far-dep',
    '/azure/openai/realtime?Deployment=far-dep',
    '/openai/v1/images/upscalings?model=far',
    '/openai/v1/chat/completions?model=far',
    '/azure/openai/responses?api-version=preview&deployment=far-dep',
  ])('not in the query: %s', async (path) => {
    const body = { model: path.startsWith('/azure') ? 'chat-dep' : 'gpt-5.4', input: 'x', messages: [] }
    expect(outcome(await ask('redacting', { path, body }))).toEqual([403, 'feature_refused', 0])
  })

  test('one of the list passes', async () => {
    const path = '/azure/openai/deployments/chat-dep/images/upscalings'
    expect(outcome(await ask('redacting', { path, body: { prompt: 'x' } }))).toEqual([200, undefined, 1])
  })
})

test.each(['key', 'api-key', 'API-Key', 'auth_key', 'access_token', 'subscription-key'])(
  'a credential in the query goes nowhere: %s',
  async (name) => {
    const path = `/openai/v1/models?${name}=${gateway.keys['redacting']}`
    expect(outcome(await ask('redacting', { path }))).toEqual([400, 'request_malformed', 0])
  },
)

test.each(['HEAD', 'OPTIONS', 'PROPFIND', 'MKCOL'])(
  'a method that no vendor API has is refused before an attempt: %s',
  async (method) => {
    const before = (await gateway.records()).filter(({ kind }) => kind === 'attempt').length
    const { answer, seen } = await ask('redacting', { path: '/openai/v1/anything', method })
    expect([answer.status, seen.length]).toEqual([404, 0])
    expect((await gateway.records()).filter(({ kind }) => kind === 'attempt')).toHaveLength(before)
  },
)

/** A form with a text and this part. */
const upload = (filePart: string): CallOptions => ({
  path: '/openai/v1/attachments',
  method: 'POST',
  headers: ['content-type', 'multipart/form-data; boundary=XX'],
  body: `--XX\r\ncontent-disposition: form-data; name="note"\r\n\r\nwrite to ${CANARY}\r\n${filePart}--XX--\r\n`,
})

describe('files of an unlisted upload', () => {
  const FILE = '--XX\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\nBYTES\r\n'

  test('pass with `opaque: allow`, and the record says what was not inspected', async () => {
    const result = await ask('open', upload(FILE))
    expect(outcome(result)).toEqual([200, undefined, 1])
    const left = result.seen[0]?.body.toString('utf8') ?? ''
    expect(left).toContain('BYTES')
    expect(left).not.toContain('kowalski')
    const record = (await gateway.records()).findLast(({ kind }) => kind === 'attempt')
    expect(record?.uninspected).toContain('file')
    expect(record?.marks).toEqual(['unlisted'])
  })

  test('do not pass without it', async () => {
    const result = await ask('redacting', upload(FILE))
    expect([result.answer.status, result.seen.length]).toEqual([403, 0])
    expect(result.answer.text).toContain('opaque: {mode: allow')
  })

  test('an upload without a file needs no such consent: its texts are redacted', async () => {
    const result = await ask('redacting', upload(''))
    expect(outcome(result)).toEqual([200, undefined, 1])
    expect(result.seen[0]?.body.toString('utf8')).not.toContain('kowalski')
    const record = (await gateway.records()).findLast(({ kind }) => kind === 'attempt')
    expect(record?.uninspected).toEqual([])
  })
})

describe('an object of another tenant, wherever an unlisted address names it', () => {
  const ID = '0a1b2c3d-aaaa-4bbb-8ccc-0a1b2c3d4e5f'

  beforeAll(async () => {
    const endpoint = gateway.runtime.endpoints.get('openai-test')
    if (endpoint === undefined) throw new Error('no such endpoint')
    const pin = { vendor: 'openai', endpoint: endpoint.id, upstream: endpoint.upstream.id, operation: 'files.create', createdAt: 1, expiresAt: undefined } // prettier-ignore
    expect(
      await gateway.gateway.ledger.pins.keep([
        { ...pin, tenant: 'plain', kind: 'file', id: ID },
        { ...pin, tenant: 'plain', kind: 'fine-tuning-job', id: 'ftjob-Foreign1' },
        { ...pin, tenant: 'redacting', kind: 'file', id: 'file-Own1' },
      ]),
    ).toBe(true)
  })

  test.each([
    `/openai/v1/notes/${ID}`,
    `/openai/v1/notes/${ID}/content`,
    `/openai/v1/notes/${ID}:cancel`,
    `/openai/v1/notes/${ID.toUpperCase()}`,
    `/openai/v1/notes/%30${ID.slice(1)}`,
    `/openai/v1/notes/${ID}%20`,
    `/openai/v1/notes/file-Own1/of/${ID}`,
    '/openai/v1/notes/ftjob-Foreign1',
    `/openai/v1/notes?of=${ID}`,
    `/openai/v1/notes?of=%30${ID.slice(1)}`,
  ])('%s', async (path) => {
    for (const options of [{ path }, { path, body: { prompt: 'x' } }, { path, method: 'DELETE' }]) {
      const result = await ask('redacting', options)
      expect(outcome(result)).toEqual([404, 'object_unknown', 0])
      expect(result.answer.text).not.toContain(ID)
    }
  })

  test('one’s own passes, and so does a word that is nobody’s', async () => {
    for (const path of ['/openai/v1/notes/file-Own1', '/openai/v1/notes/file-nobody', '/openai/v1/notes?of=file-Own1'])
      expect(outcome(await ask('redacting', { path, body: { prompt: 'x' } }))).toEqual([200, undefined, 1])
  }) // prettier-ignore

  test('one’s own goes where it is kept, or nowhere', async () => {
    const pin = { vendor: 'openai', kind: 'file', id: 'file-Gone1', tenant: 'redacting', endpoint: 'openai-gone', upstream: 'x', operation: 'files.create', createdAt: 1, expiresAt: undefined } // prettier-ignore
    expect(await gateway.gateway.ledger.pins.keep([pin])).toBe(true)
    const { answer, seen } = await ask('redacting', { path: '/openai/v1/notes/file-Gone1' })
    expect(seen).toEqual([])
    expect(answer.status).toBeGreaterThanOrEqual(403)
    expect(answer.text).toContain('openai-gone')
  })

  test('an address of hundreds of words is refused before any is looked up', async () => {
    const path = `/openai/v1/notes/${Array.from({ length: 100 }, (_, at) => `w${at}`).join('/')}`
    expect(outcome(await ask('redacting', { path }))).toEqual([400, 'request_malformed', 0])
  })
})
