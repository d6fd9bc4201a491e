/** The operator's key with a vendor is nobody's business: an error that quotes it ends at the gateway, with its status. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { call, chat, type CallOptions } from '../harness/call.ts'
import { ENDPOINTS, startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { startVendor, type ScriptedVendor, type VendorScript } from '../harness/vendor.ts'

const KEY = 'sk-proj-Upstream/Key+0123456789abcdef'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor(() => {})
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
    endpoints: {
      openai: { ...ENDPOINTS.openai, key: KEY },
      azure: { ...ENDPOINTS.azure, key: KEY },
      deepl: { ...ENDPOINTS.deepl, key: KEY },
    },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

const CALLS: Readonly<Record<string, CallOptions>> = {
  openai: chat('hello'),
  'openai with something to restore': chat('write to jan.kowalski@example.pl'),
  azure: {
    path: '/azure/openai/deployments/chat-dep/chat/completions',
    body: { messages: [{ role: 'user', content: 'hello' }] },
  },
  deepl: { path: '/deepl/v2/translate', body: { text: ['hello'], target_lang: 'DE' } },
}

const answering =
  (status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): VendorScript =>
  (_seen, response) => {
    response.writeHead(status, { 'content-type': type, ...headers })
    response.end(body)
  }

const QUOTING = {
  plain: JSON.stringify({
    error: { message: `Incorrect API key provided: ${KEY}.`, code: 'invalid_api_key' },
  }),
  escaped: `{"error":{"message":"Incorrect API key provided: ${KEY.replaceAll('/', String.raw`\/`)}."}}`,
}

describe.each(Object.entries(CALLS))('%s', (_name, options) => {
  test.each([
    ['as JSON', 'application/json', QUOTING.plain, {}],
    ['with escapes', 'application/json', QUOTING.escaped, {}],
    ['compressed', 'application/json', gzipSync(QUOTING.plain), { 'content-encoding': 'gzip' }],
    ['as a problem document', 'application/problem+json', QUOTING.plain, {}],
    ['as text', 'text/plain', `bad key ${KEY}`, {}],
    ['as a page', 'text/html', `<h1>${KEY}</h1>`, {}],
    ['as bytes', 'application/octet-stream', KEY, {}],
  ])('%s', async (_how, type, body, headers) => {
    vendor.script = answering(401, type, body, headers)
    const answer = await call(gateway.origin, { ...options, key: gateway.keys['acme'] })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([401, 'vendor_malformed'])
    expect(JSON.stringify([answer.rawHeaders, answer.text])).not.toContain(KEY)
    expect(answer.text.replaceAll(String.raw`\/`, '/')).not.toContain(KEY)
    expect(gateway.logLines.join('')).not.toContain(KEY)
  })
})

test('an error event in a stream that quotes it ends the stream broken', async () => {
  vendor.script = answering(
    200,
    'text/event-stream',
    `data: {"choices":[]}\n\ndata: ${QUOTING.plain}\n\ndata: [DONE]\n\n`,
  )
  const answer = await call(gateway.origin, { ...chat('hello', { stream: true }), key: gateway.keys['acme'] })
  expect(answer.broken).toBe(true)
  expect(answer.text).not.toContain(KEY)
  expect(answer.text).toContain('vendor_malformed')
  expect(answer.text).not.toContain('[DONE]')
})

test('an error that does not quote it comes through byte for byte', async () => {
  const body = '{ "error" : {"message": "Rate limit reached", "code":"rate_limit_exceeded", "n": 1.0} }\n'
  vendor.script = answering(429, 'application/json', body, { 'retry-after': '3' })
  const answer = await call(gateway.origin, { ...chat('hello'), key: gateway.keys['acme'] })
  expect([answer.status, answer.text, answer.headers['retry-after']]).toEqual([429, body, '3'])
})
