/** Tenants share a gateway and an account with the vendor, and nothing else: no key, endpoint, name, pseudonym or value. */
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashKey } from '../../src/gateway/config/key.ts'
import { call, chat, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { fittingAnswer } from './every-operation.ts'

/** Equal in their first 64 characters: whoever compares a part of a key takes one for the other. */
const SAME = 'limen_abcdefgh_'.padEnd(64, 'k')
const KEYS = { acme: `${SAME}AAAAA`, beta: `${SAME}BBBBB` }

let gateway: TestGateway
let vendor: ScriptedVendor
let options: TestOptions

beforeAll(async () => {
  vendor = await startVendor((seen, response) =>
    json(response, 200, seen.url.includes('chat') ? chatAnswer('hi') : fittingAnswer(seen.url)),
  )
  options = {
    vendors: { openai: vendor.origin },
    sandbox: false,
    endpoints: { openai: { models: ['model-of-both', 'model-of-acme'] } },
    more: {
      'openai-of-beta': {
        vendor: 'openai',
        origin: vendor.origin,
        settings: { models: ['model-of-both', 'model-of-beta'], key: 'upstream-key-of-beta' },
      },
      'deepl-of-beta': { vendor: 'deepl', origin: vendor.origin },
      'azure-of-beta': { vendor: 'azure', origin: vendor.origin, settings: { region: 'uksouth' } },
    },
    tenants: {
      acme: {
        endpoints: ['openai-test'],
        keys: [{ id: 'keyacme1', hash: hashKey(KEYS.acme), status: 'active' }],
      },
      beta: {
        endpoints: ['openai-of-beta', 'deepl-of-beta', 'azure-of-beta'],
        keys: [{ id: 'keybeta1', hash: hashKey(KEYS.beta), status: 'active' }],
      },
    },
  }
  gateway = await startTestGateway(options)
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function send(
  tenant: 'acme' | 'beta',
  what: CallOptions,
): Promise<{ answer: CallAnswer; sent: ScriptedVendor['seen'] }> {
  const before = vendor.seen.length
  const answer = await call(gateway.origin, { ...what, key: KEYS[tenant] })
  return { answer, sent: vendor.seen.slice(before) }
}

/** The body that a call left with. */
const bodyOf = (sent: ScriptedVendor['seen']): Record<string, unknown> =>
  JSON.parse(sent[0]?.body.toString('utf8') ?? '{}') as Record<string, unknown>

test('keys that are equal in their first 64 characters are two tenants', async () => {
  const [acme, beta] = [
    await send('acme', chat('hi', { model: 'model-of-both' })),
    await send('beta', chat('hi', { model: 'model-of-both' })),
  ]
  expect([acme.sent[0]?.headers.authorization, beta.sent[0]?.headers.authorization]).toEqual([
    'Bearer upstream-openai-key',
    'Bearer upstream-key-of-beta',
  ])
  const records = (await gateway.records(2)).slice(-2)
  expect(records.map(({ tenant, keyId, endpoint }) => [tenant, keyId, endpoint])).toEqual([
    ['acme', 'keyacme1', 'openai-test'],
    ['beta', 'keybeta1', 'openai-of-beta'],
  ])
})

describe('what belongs to another tenant is refused, and not named in the refusal', () => {
  test.each<[string, CallOptions, string]>([
    ['a model', chat('hi', { model: 'model-of-beta' }), 'model_not_allowed'],
    ['a model by name', { path: '/openai/v1/models/model-of-beta' }, 'model_not_allowed'],
    [
      'a vendor',
      { path: '/deepl/v2/translate', body: { text: ['hi'], target_lang: 'DE' } },
      'no_endpoint_in_zone',
    ],
    [
      'an endpoint outside every zone',
      { path: '/azure/openai/deployments/chat-dep/chat/completions', body: { messages: [] } },
      'no_endpoint_in_zone',
    ],
    ['an exception', { path: '/openai/v1/notes/x' }, 'operation_unknown'],
  ])('%s', async (_what, what, code) => {
    const { answer, sent } = await send('acme', what)
    expect([answer.headers['x-limen-code'], sent.length]).toEqual([code, 0])
    const said = answer.text.replace('"model-of-beta"', '')
    expect(said).not.toMatch(/beta|uksouth|upstream/)
  })

  test('and the refusals of one tenant speak of its own endpoints', async () => {
    const { answer } = await send('beta', {
      path: '/azure/openai/deployments/chat-dep/chat/completions',
      body: { messages: [] },
    })
    expect(answer.text).toContain('azure-of-beta')
    expect(answer.text).not.toMatch(/acme|openai-test/)
  })
})

test('a list shows each tenant the models of its own endpoints', async () => {
  const plain = vendor.script
  const ids = ['model-of-acme', 'model-of-beta', 'model-of-both']
  vendor.script = (_seen, response) =>
    json(response, 200, { object: 'list', data: ids.map((id) => ({ id })) })
  const lists = [
    await send('acme', { path: '/openai/v1/models' }),
    await send('beta', { path: '/openai/v1/models' }),
  ]
  vendor.script = plain
  expect(
    lists.map(({ answer }) =>
      (JSON.parse(answer.text) as { data: { id: string }[] }).data.map(({ id }) => id),
    ),
  ).toEqual([
    ['model-of-acme', 'model-of-both'],
    ['model-of-beta', 'model-of-both'],
  ])
})

describe('nothing of a call of one tenant is in a call of the other', () => {
  test('for any two calls: pseudonyms and idempotency keys differ, and equal calls are two calls', async () => {
    const text = fc.string({
      unit: fc.constantFrom(...'abcdefghij0123456789-_'.split('')),
      minLength: 1,
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(text, text, async (identifier, question) => {
        const more = {
          model: 'model-of-both',
          user: identifier,
          safety_identifier: identifier,
          prompt_cache_key: identifier,
        }
        const what = { ...chat(question, more), headers: ['idempotency-key', identifier] }
        const [first, again, other] = [
          await send('acme', what),
          await send('acme', what),
          await send('beta', what),
        ]
        expect([first.sent.length, again.sent.length, other.sent.length]).toEqual([1, 1, 1])
        expect(bodyOf(again.sent)).toEqual(bodyOf(first.sent))
        for (const name of ['user', 'safety_identifier', 'prompt_cache_key']) {
          const [own, theirs] = [bodyOf(first.sent)[name], bodyOf(other.sent)[name]]
          expect(own).toMatch(/^limen-[\w-]{22}$/)
          expect(theirs).toMatch(/^limen-[\w-]{22}$/)
          expect(theirs).not.toBe(own)
          expect(own).not.toContain(identifier.length > 3 ? identifier : '\0')
        }
        const keys = [first, again, other].map(({ sent }) => sent[0]?.headers['idempotency-key'])
        expect(keys[0]).toBe(keys[1])
        expect(keys[2]).not.toBe(keys[0])
      }),
      { numRuns: 40 },
    )
  })

  test('another secret makes other pseudonyms, so that two gateways cannot be linked either', async () => {
    const what = chat('hi', { model: 'model-of-both', user: 'user-1' })
    const before = bodyOf((await send('acme', what)).sent)['user']
    gateway.reload({ settings: { secret: 'another secret of the tests, just as long as the first' } })
    const after = bodyOf((await send('acme', what)).sent)['user']
    gateway.reload(options)
    expect(after).not.toBe(before)
  })
})
