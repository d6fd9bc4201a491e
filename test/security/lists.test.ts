/** Lists of the operator's account show a tenant its own models and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let gateway: TestGateway
let vendor: ScriptedVendor

const item = (id: string): object => ({ id, object: 'model', created: 1, owned_by: 'system' })

beforeAll(async () => {
  vendor = await startVendor((_seen, response) =>
    json(response, 200, {
      object: 'list',
      data: [
        item('gpt-5.4'),
        item('ft:gpt-5.4:another-tenant::abc'),
        item('chat-dep'),
        { object: 'model' },
        'text',
        null,
      ],
      first_id: 'gpt-5.4',
      last_id: 'ft:gpt-5.4:another-tenant::abc',
      next: { id: 'ft:gpt-5.4:another-tenant::abc' },
      nextLink: 'https://vendor.example/models?after=ft:gpt-5.4:another-tenant::abc',
      has_more: false,
      total: 3,
    }),
  )
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin },
    endpoints: { openai: { models: ['gpt-5.4', 'gpt-4o-mini'] } },
    sandbox: false,
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

test.each([
  ['/openai/v1/models', ['gpt-5.4']],
  ['/azure/openai/v1/models', ['chat-dep']],
  ['/azure/openai/models?api-version=2024-10-21', ['chat-dep']],
])('%s', async (path, ids) => {
  const answer = await call(gateway.origin, { path, key: gateway.keys['acme'] })
  expect(answer.status).toBe(200)
  expect(answer.text).not.toContain('another-tenant')
  expect(JSON.parse(answer.text)).toEqual({ object: 'list', data: ids.map(item), has_more: false, total: 3 })
})

test('a model that is not on the list cannot be looked up by name either', async () => {
  const seen = vendor.seen.length
  const path = '/openai/v1/models/ft:gpt-5.4:another-tenant::abc'
  const answer = await call(gateway.origin, { path, key: gateway.keys['acme'] })
  expect([answer.status, answer.headers['x-limen-code'], vendor.seen.length - seen]).toEqual([
    403,
    'model_not_allowed',
    0,
  ])
})

test('a list that cannot be read is not passed on', async () => {
  vendor.script = (_seen, response) => json(response, 200, [item('ft:gpt-5.4:another-tenant::abc')])
  const answer = await call(gateway.origin, { path: '/openai/v1/models', key: gateway.keys['acme'] })
  expect([answer.status, answer.headers['x-limen-code']]).toEqual([502, 'vendor_malformed'])
  expect(answer.text).not.toContain('another-tenant')
})
