/** One function reads every place in which a key can come: the same key twice is one, two keys are none. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashKey, newKey } from '../../src/gateway/config/key.ts'
import { call, chat, type CallAnswer } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const A = newKey((count) => new Uint8Array(count).fill(1))
const B = newKey((count) => new Uint8Array(count).fill(2))
const REVOKED = newKey((count) => new Uint8Array(count).fill(3))

let gateway: TestGateway
let vendor: ScriptedVendor

const tenants = (status: 'active' | 'revoked'): Record<string, Record<string, unknown>> => ({
  acme: {
    keys: [
      { id: A.id, hash: A.hash, status },
      { id: 'revoked0', hash: REVOKED.hash, status: 'revoked' },
    ],
  },
  beta: { keys: [{ id: `${B.id.slice(0, 7)}x`, hash: B.hash, status: 'active' }] },
})

beforeAll(async () => {
  vendor = await startVendor((_seen, response) => json(response, 200, chatAnswer('hi')))
  gateway = await startTestGateway({ vendors: { openai: vendor.origin }, tenants: tenants('active') })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function send(...headers: string[]): Promise<CallAnswer> {
  return await call(gateway.origin, { ...chat('hello'), headers })
}

const outcome = ({ status, headers }: CallAnswer): unknown[] => [status, headers['x-limen-code']]

/** Each way in which an SDK or a person writes a key. */
const CARRIERS: Readonly<Record<string, (key: string) => string[]>> = {
  'Authorization: Bearer': (key) => ['Authorization', `Bearer ${key}`],
  'bearer in lower case': (key) => ['authorization', `bearer ${key}`],
  'Authorization: DeepL-Auth-Key': (key) => ['Authorization', `DeepL-Auth-Key ${key}`],
  'a bare Authorization': (key) => ['Authorization', key],
  'api-key': (key) => ['api-key', key],
  'x-api-key': (key) => ['X-Api-Key', key],
  'x-goog-api-key': (key) => ['x-goog-api-key', key],
}
const NAMES = Object.keys(CARRIERS)
const carry = (name: string, key: string): string[] => CARRIERS[name]?.(key) ?? []

describe.each(NAMES)('%s', (name) => {
  test('carries a good key', async () => {
    expect((await send(...carry(name, A.text))).status).toBe(200)
  })

  test.each([
    ['a wrong key', A.text.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), 'key_unknown'],
    ['the hash of a good key', A.hash, 'key_unknown'],
    ['the hex of its hash', hashKey(A.text).slice(7), 'key_unknown'],
    ['a good key and more', `${A.text}x`, 'key_unknown'],
    ['the start of a good key', A.text.slice(0, 64), 'key_unknown'],
    ['a good key in other letters', A.text.toUpperCase(), 'key_unknown'],
    ['two good keys as one', `${A.text}, ${B.text}`, 'key_unknown'],
    ['a revoked key', REVOKED.text, 'key_revoked'],
  ])('carries %s in vain', async (_what, key, code) => {
    const before = vendor.seen.length
    const answer = await send(...carry(name, key))
    expect(outcome(answer)).toEqual([401, code])
    expect(answer.headers['x-should-retry']).toBe('false')
    expect(answer.text).not.toContain(key)
    expect(vendor.seen).toHaveLength(before)
  })

  test.each(NAMES.filter((other) => other !== name))('and %s with the same key are one', async (other) => {
    // Two lines of one name are not two carriers that an SDK would send, but they are read all the same.
    expect((await send(...carry(name, A.text), ...carry(other, A.text))).status).toBe(200)
  })

  test.each(NAMES)('and %s with another good key are refused', async (other) => {
    const before = vendor.seen.length
    for (const headers of [
      [...carry(name, A.text), ...carry(other, B.text)],
      [...carry(other, B.text), ...carry(name, A.text)],
    ]) {
      const answer = await send(...headers)
      expect(outcome(answer)).toEqual([400, 'keys_conflict'])
      expect(answer.text).not.toMatch(/limen_/)
    }
    expect(vendor.seen).toHaveLength(before)
  })

  test('and a wrong key elsewhere are refused too: no carrier is worth more than another', async () => {
    for (const other of NAMES.filter((each) => each !== name))
      expect(outcome(await send(...carry(name, A.text), ...carry(other, 'wrong')))).toEqual([
        400,
        'keys_conflict',
      ])
  })
})

test('no key at all is told where to put one', async () => {
  for (const headers of [[], ['authorization', ''], ['api-key', ''], ['x-api-key', '  ']]) {
    const answer = await send(...headers)
    expect(outcome(answer)).toEqual([401, 'key_missing'])
    expect(answer.text).toContain('Authorization: Bearer')
  }
})

test.each([
  ['Authorization', `Basic ${Buffer.from(`user:${A.text}`).toString('base64')}`],
  ['Authorization', 'Bearer'],
  ['Authorization', `Bearer\t\t${A.text}\u00a0x`],
  ['Proxy-Authorization', `Bearer ${A.text}`],
  ['Cookie', `key=${A.text}`],
  ['X-Key', A.text],
])('%s: %s is no key', async (name, value) => {
  expect((await send(name, value)).status).toBe(401)
})

test('a key in the path or the query is none', async () => {
  for (const path of [
    `/openai/v1/models?api-key=${A.text}`,
    `/openai/${A.text}/v1/models`,
    `/openai/v1/models?key=${A.text}`,
  ])
    expect((await call(gateway.origin, { path })).status).toBe(401)
})

test('a refusal before the key is known leaves no row and no name, only a number', async () => {
  const before = await gateway.records()
  await send('api-key', 'nobody-knows-this-key')
  await send('api-key', A.text, 'x-api-key', B.text)
  expect(await gateway.records()).toHaveLength(before.length)
  const metrics = await fetch(`${gateway.operations}/metrics`).then((page) => page.text())
  expect(metrics).toMatch(
    /limen_refusals_total\{vendor="openai",operation="none",code="keys_conflict",rule=""\} \d+/,
  )
  expect(metrics).not.toContain('nobody-knows')
})

test('a key is revoked by a reload, at once and for good', async () => {
  expect((await send('api-key', A.text)).status).toBe(200)
  gateway.reload({ tenants: tenants('revoked') })
  for (const name of NAMES) expect(outcome(await send(...carry(name, A.text)))).toEqual([401, 'key_revoked'])
  expect((await send('api-key', B.text)).status).toBe(200)
  gateway.reload()
  expect((await send('api-key', A.text)).status).toBe(200)
})
