/** Health and metrics are on a port of their own, say nothing of anybody, and the data path has none of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, chat } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const SECRETS = /upstream-|test-key-of|a secret of the tests|sha256:|Test Officer|acme|kowalski/

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((_seen, response) => json(response, 200, chatAnswer('hi')))
  gateway = await startTestGateway({ vendors: { openai: vendor.origin } })
  await call(gateway.origin, { ...chat('write to jan.kowalski@example.pl'), key: gateway.keys['acme'] })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

const PATHS = ['/livez', '/readyz', '/metrics']

describe('the operations port', () => {
  test.each(PATHS)('serves %s without a secret, a name or a value in it', async (path) => {
    const answer = await call(gateway.operations, { path })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(SECRETS)
    expect(JSON.stringify(answer.rawHeaders)).not.toMatch(SECRETS)
  })

  test.each([
    '/',
    '/config',
    '/keys',
    '/admin',
    '/debug/pprof',
    '/env',
    '/.env',
    '/metrics/../config',
    '/openai/v1/models',
    '/%2e%2e/etc/passwd',
    '/livez/x',
  ])('serves nothing at %s', async (path) => {
    const answer = await call(gateway.operations, { path, key: gateway.keys['acme'] })
    expect(answer.status).toBe(404)
    expect(answer.text).not.toMatch(SECRETS)
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('changes nothing by %s', async (method) => {
    for (const path of PATHS)
      expect((await call(gateway.operations, { path, method, body: '{}' })).status).toBe(404)
  })

  test('carries no call of a tenant', async () => {
    const before = vendor.seen.length
    expect((await call(gateway.operations, { ...chat('hello'), key: gateway.keys['acme'] })).status).toBe(404)
    expect(vendor.seen).toHaveLength(before)
  })
})

describe('the data port', () => {
  test.each(PATHS)('has no %s, with a key or without', async (path) => {
    for (const key of [undefined, gateway.keys['acme']]) {
      const answer = await call(gateway.origin, { path, key })
      expect([answer.status, answer.headers['x-limen-code']]).toEqual([404, 'route_unknown'])
    }
  })
})

test('while a call holds the shutdown up, readiness says why traffic should stay away, and livez stays', async () => {
  const silent = await startVendor(() => {})
  const own = await startTestGateway({ vendors: { openai: silent.origin } })
  expect((await call(own.operations, { path: '/readyz' })).status).toBe(200)
  const hanging = call(own.origin, { ...chat('hello'), key: own.keys['acme'] })
  while (silent.seen.length === 0) await new Promise((resolve) => setImmediate(resolve))
  const stopped = own.stop()
  const answer = await call(own.operations, { path: '/readyz' })
  expect([answer.status, answer.text]).toEqual([503, '{"status":"unready","reasons":["draining"]}'])
  expect((await call(own.operations, { path: '/livez' })).status).toBe(200)
  await hanging.catch(() => undefined)
  await stopped
  await silent.close()
})
