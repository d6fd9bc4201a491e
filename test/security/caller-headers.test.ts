/** Headers to the vendor are built from nothing: what a caller sends beyond the list stays here, and what leaves is redacted. */
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, chat, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((seen, response) =>
    json(
      response,
      200,
      seen.url === '/v2/translate'
        ? { translations: [{ detected_source_language: 'EN', text: 'x' }] }
        : chatAnswer('hi'),
    ),
  )
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
    endpoints: { openai: { project: 'proj-of-config', organization: 'org-of-config' } },
    tenants: { acme: {}, beta: {} },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

const CALLS: Readonly<Record<string, CallOptions>> = {
  openai: chat('hello'),
  azure: {
    path: '/azure/openai/deployments/chat-dep/chat/completions?api-version=2024-10-21',
    body: { messages: [{ role: 'user', content: 'hello' }] },
  },
  deepl: { path: '/deepl/v2/translate', body: { text: ['hello'], target_lang: 'DE' } },
}

async function send(vendorId: string, headers: readonly string[], tenant = 'acme'): Promise<SeenCall> {
  const before = vendor.seen.length
  const options = CALLS[vendorId] ?? chat('hello')
  const answer = await call(gateway.origin, { ...options, headers, key: gateway.keys[tenant] })
  const seen = vendor.seen[before]
  if (seen === undefined) throw new Error(`the vendor saw nothing: ${answer.status} ${answer.text}`)
  return seen
}

const names = (seen: SeenCall): readonly string[] =>
  seen.rawHeaders
    .filter((_part, index) => index % 2 === 0)
    .map((name) => name.toLowerCase())
    .toSorted()

/** What leaves for a caller who sends nothing but a body. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  openai: [
    'accept-encoding',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'openai-organization',
    'openai-project',
  ],
  azure: ['accept-encoding', 'api-key', 'connection', 'content-length', 'content-type', 'host'],
  deepl: [
    'accept-encoding',
    'authorization',
    'connection',
    'content-length',
    'content-type',
    'host',
    'x-deepl-reporting-tag',
  ],
}

/** What a caller may add, by connector. */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  openai: ['accept', 'idempotency-key', 'openai-beta', 'x-client-request-id'],
  azure: ['accept', 'idempotency-key', 'openai-beta', 'x-client-request-id'],
  deepl: ['accept'],
}

/** Names that proxies, SDKs, platforms and gateways are known to send; a value of its own for each. */
const KNOWN = [
  'Accept Accept-Charset Accept-Language Cache-Control Cookie Date DNT Forwarded From If-None-Match Max-Forwards Origin',
  'Pragma Proxy-Authorization Range Referer TE User-Agent Via Warning X-Api-Key-Id X-Requested-With X-Forwarded-For',
  'X-Forwarded-Host X-Forwarded-Proto X-Real-IP X-Original-URL X-Rewrite-URL X-HTTP-Method-Override X-Request-Id',
  'X-Client-Request-Id X-Correlation-Id Traceparent Tracestate Baggage B3 X-B3-TraceId Sentry-Trace CF-Connecting-IP',
  'True-Client-IP Ocp-Apim-Subscription-Key X-Litellm-Api-Key X-Amz-Security-Token X-Amz-Date X-Functions-Key',
  'X-Ms-Client-Request-Id X-Ms-Region X-Deepl-Reporting-Tag OpenAI-Organization OpenAI-Project OpenAI-Beta',
  'X-Stainless-Lang X-Stainless-Retry-Count Anthropic-Version Idempotency-Key X-Portkey-Custom-Host X-Portkey-Api-Key',
  'Helicone-Auth X-Auth-Token X-Vault-Token X-Csrf-Token X-User-Id X-User-Email X-Limen-Tenant X-Upstream-Host X-Host',
  'Sec-Fetch-Site Sec-WebSocket-Key X-Goog-User-Project Authorization-Token Session-Id X-Session-Token',
].flatMap((line) => line.split(' '))

describe.each(Object.keys(CALLS))('%s', (id) => {
  test('sees our headers and no others of a bare call', async () => {
    expect(names(await send(id, []))).toEqual(OWN[id])
  })

  test("sees of sixty known names exactly the listed, and none of the others' values", async () => {
    const headers = KNOWN.flatMap((name, index) => [name, `canary-${index}-value`])
    const seen = await send(id, headers)
    expect(KNOWN.length).toBeGreaterThanOrEqual(60)
    expect(names(seen)).toEqual([...(OWN[id] ?? []), ...(LISTED[id] ?? [])].toSorted())
    const text = seen.rawHeaders.join('\n')
    const through = KNOWN.filter((_name, index) => text.includes(`canary-${index}-value`)).map((name) =>
      name.toLowerCase(),
    )
    // An idempotency key leaves as an HMAC, so its own value does not.
    expect(through.toSorted()).toEqual(LISTED[id]?.filter((name) => name !== 'idempotency-key'))
  })

  test('sees nothing of headers that nobody knows', async () => {
    const token = fc.stringMatching(/^[a-z][a-z0-9-]{2,30}$/)
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(token, { minLength: 1, maxLength: 20 }), async (unknown) => {
        const strange = unknown
          .filter((name) => ![...(OWN[id] ?? []), ...(LISTED[id] ?? [])].includes(name))
          .filter(
            (name) =>
              !['te', 'trailer', 'upgrade', 'expect', 'keep-alive', 'transfer-encoding'].includes(name),
          )
        const seen = await send(
          id,
          strange.flatMap((name, index) => [name, `strange-${index}`]),
        )
        expect(names(seen)).toEqual(OWN[id])
      }),
      { numRuns: 20 },
    )
  })

  test('sees our credential, whatever the caller sends under its name', async () => {
    const key = gateway.keys['acme'] ?? ''
    const seen = await send(id, ['Api-Key', key, 'X-Api-Key', key, 'X-Goog-Api-Key', key])
    expect(seen.rawHeaders.join('\n')).not.toContain(key)
    const shown = seen.headers.authorization ?? seen.headers['api-key']
    expect(shown).toBe(
      {
        openai: 'Bearer upstream-openai-key',
        azure: 'upstream-azure-key',
        deepl: 'DeepL-Auth-Key upstream-deepl-key',
      }[id],
    )
  })

  test("sees all of our headers though the caller's Connection names them", async () => {
    const own = OWN[id] ?? []
    const seen = await send(id, ['Connection', `${own.join(', ')}, x-region, traceparent, keep-alive`])
    expect(names(seen)).toEqual(own)
  })
})

test('a caller chooses neither project nor organisation', async () => {
  const seen = await send('openai', [
    'OpenAI-Project',
    'proj-of-caller',
    'OpenAI-Organization',
    'org-of-caller',
  ])
  expect([seen.headers['openai-project'], seen.headers['openai-organization']]).toEqual([
    'proj-of-config',
    'org-of-config',
  ])
})

describe('a header that is listed', () => {
  test('has what is personal taken out of its value', async () => {
    const seen = await send('openai', [
      'X-Client-Request-Id',
      'call for jan.kowalski@example.pl',
      'OpenAI-Beta',
      'DE89370400440532013000',
    ])
    expect(seen.rawHeaders.join('\n')).not.toMatch(/kowalski|DE8937/)
    const record = (await gateway.records()).findLast(({ kind }) => kind === 'attempt')
    expect(record?.redactions).toEqual({ EMAIL: 1, IBAN: 1 })
  })

  test('stays as it is when there is nothing personal in it', async () => {
    const id = 'req-0b1c9d5e-7a52-4d1e-9a55-5d2f6d1f8f10'
    const seen = await send('openai', ['X-Client-Request-Id', id])
    expect(seen.headers['x-client-request-id']).toBe(id)
  })

  test('cannot make two tenants share an idempotency key, and one tenant keeps its own', async () => {
    const keys: (string | undefined)[] = []
    for (const tenant of ['acme', 'acme', 'beta']) {
      const seen = await send('openai', ['Idempotency-Key', 'same-key'], tenant)
      keys.push(String(seen.headers['idempotency-key']))
    }
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[0])
    expect(keys.join()).not.toContain('same-key')
  })
})

const raw = (contentType: string, body: string): CallOptions => ({
  path: '/openai/v1/chat/completions',
  headers: ['content-type', contentType],
  body,
})

describe('the content type', () => {
  const BODY = JSON.stringify({ model: 'gpt-5.4-mini', messages: [] })

  test.each([
    ['application/json', 'application/json'],
    ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
    ['application/json; for=jan.kowalski@example.pl', 'application/json'],
    ['application/json;charset="UTF-8"; x="jan.kowalski@example.pl"', 'application/json'],
  ])('%s leaves without what nobody looked at', async (sent, left) => {
    const before = vendor.seen.length
    const answer = await call(gateway.origin, { ...raw(sent, BODY), key: gateway.keys['acme'] })
    expect(answer.status).toBe(200)
    expect(vendor.seen[before]?.headers['content-type']).toBe(left)
  })

  test('of a call without a body does not leave at all', async () => {
    const before = vendor.seen.length
    await call(gateway.origin, {
      path: '/openai/v1/models',
      headers: ['content-type', 'text/jan.kowalski@example.pl'],
      key: gateway.keys['acme'],
    })
    expect(vendor.seen[before]?.headers['content-type']).toBeUndefined()
  })

  test('of an upload keeps its boundary and nothing else', async () => {
    const before = vendor.seen.length
    const answer = await call(gateway.origin, {
      path: '/openai/v1/audio/transcriptions',
      method: 'POST',
      headers: ['content-type', 'multipart/form-data; for=jan.kowalski@example.pl; boundary="a b"'],
      body: '--a b\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n--a b--\r\n',
      key: gateway.keys['acme'],
    })
    expect(answer.status).toBe(200)
    expect(vendor.seen[before]?.headers['content-type']).toBe('multipart/form-data; boundary="a b"')
  })
})
