/** Token ids are text in another spelling: decoded and redacted where the vocabulary is known, refused by name where it is not. */
import { Tiktoken } from 'js-tiktoken/lite'
import ranks from 'js-tiktoken/ranks/cl100k_base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { recordOf } from '../harness/record-of.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const EMAIL = 'anna.nowak@example.pl'
const OPENAI = '/openai/v1/embeddings'
const AZURE = '/azure/openai/deployments/embed-dep/embeddings?api-version=2024-10-21'
const AZURE_V1 = '/azure/openai/v1/embeddings'

const tokenizer = new Tiktoken(ranks)
const ids = (text: string): readonly number[] => tokenizer.encode(text)

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, { data: [] }))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin },
    endpoints: { openai: { models: ['text-embedding-3-small', 'text-embedding-next'] } },
    tenants: { acme: {}, reporter: { redaction: { mode: 'report' } } },
    sandbox: false,
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function embed(target: string, body: object, tenant = 'acme'): Promise<RawAnswer> {
  return await postJson(gateway.origin, target, gateway.keys[tenant] ?? '', body)
}

function leftInput(): unknown {
  const body: unknown = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '')
  return Reflect.get(body as object, 'input')
}

describe.each([
  [OPENAI, { model: 'text-embedding-3-small' }],
  [AZURE, {}],
  [AZURE_V1, { model: 'embed-dep' }],
])('token ids at %s', (target, base) => {
  it.each([
    ['one list', ids(`Write to ${EMAIL}, please.`), ['Write to [EMAIL_H], please.']],
    ['several lists', [ids('Hello'), ids(`to ${EMAIL}`), ids(`from ${EMAIL}`)], ['Hello', 'to [EMAIL_H]', 'from [EMAIL_H]']],
  ])('that spell a value leave as redacted text: %s', async (_name, input, expected) => {
    const answer = await embed(target, { ...base, input })
    expect(answer.status).toBe(200)
    const left = JSON.stringify(leftInput()).replaceAll(/\[EMAIL_H[A-Z2-7]{12}\]/g, '[EMAIL_H]')
    expect(JSON.parse(left)).toEqual(expected)
    expect((await recordOf(gateway, answer))?.redactions['EMAIL']).toBeGreaterThan(0)
  }) // prettier-ignore

  it.each([
    ['one list', ids('Hello, world 漢字 😀')],
    ['several lists', [ids('Hello'), ids('world')]],
  ])('that spell nothing of anybody leave as they are: %s', async (_name, input) => {
    expect((await embed(target, { ...base, input })).status).toBe(200)
    expect(leftInput()).toEqual(input)
  })

  it.each([
    ['beyond the vocabulary', [1, 100_277], 'token_ids_unreadable'],
    ['beyond any vocabulary', [2 ** 40], 'token_ids_unreadable'],
    ['below zero', [-1], 'unredactable'],
    ['that are fractions', [1.5], 'unredactable'],
    ['beside text', [1, `to ${EMAIL}`], 'unredactable'],
    ['nested too deep', [[[1]]], 'unredactable'],
    ['beside null', [1, null], 'unredactable'],
    ['behind text', ['Hello', ...ids(`to ${EMAIL}`)], 'unredactable'],
    ['behind null', [null, ...ids(`to ${EMAIL}`)], 'unredactable'],
    ['in an object', { ids: ids(`to ${EMAIL}`) }, 'unredactable'],
  ])('%s are refused by name', async (_name, input, code) => {
    const seen = vendor.seen.length
    const answer = await embed(target, { ...base, input })
    expect(refusalOf(answer)).toMatchObject({ status: 422, code, path: 'input' })
    expect(vendor.seen.length).toBe(seen)
    expect((await recordOf(gateway, answer))?.code).toBe(code)
  })
})

describe('token ids', () => {
  it('of a model whose vocabulary is not known are refused, with what to send instead', async () => {
    const refusal = refusalOf(await embed(OPENAI, { model: 'text-embedding-next', input: ids('Hello') }))
    expect(refusal).toMatchObject({ status: 422, code: 'token_ids_unreadable', path: 'input' })
    expect(refusal.message).toContain('send strings instead of token ids')
  })

  it('are left alone when the tenant only counts, and are counted', async () => {
    const input = ids(`to ${EMAIL}`)
    const answer = await embed(OPENAI, { model: 'text-embedding-3-small', input }, 'reporter')
    expect(leftInput()).toEqual(input)
    expect((await recordOf(gateway, answer))?.redactions).toEqual({ EMAIL: 1 })
  })

  it('that spell a part of a character only stay as they are', async () => {
    const input = ids('😀').slice(0, 1)
    expect((await embed(OPENAI, { model: 'text-embedding-3-small', input })).status).toBe(200)
    expect(leftInput()).toEqual(input)
  })

  it('in an empty list are the vendor’s to refuse', async () => {
    expect((await embed(OPENAI, { model: 'text-embedding-3-small', input: [] })).status).toBe(200)
    expect(leftInput()).toEqual([])
  })
})
