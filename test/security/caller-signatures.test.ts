/** Callers who sign: AWS's own client and signer are let in, and whatever was changed, replayed or forged is not. */
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { Hash } from '@smithy/hash-node'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { SignatureV4 } from '@smithy/signature-v4'
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulateBedrock } from '../../src/connectors/vendors/bedrock/simulator.ts'
import { signingSecrets } from '../../src/gateway/config/signing-secret.ts'
import { readSignedHead } from '../../src/gateway/pipeline/signature/signed-head.ts'
import { isSignedBy } from '../../src/gateway/pipeline/signature/verify-signature.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { call } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'

const MASTER = 'a secret of the tests, long enough for the schema'
const KEY = { id: 'abcd1234', hash: `sha256:${'1'.repeat(64)}`, status: 'active' }
const REVOKED = { id: 'gone1234', hash: `sha256:${'2'.repeat(64)}`, status: 'revoked' }
const secretOf = signingSecrets(MASTER)
const MODEL = 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0'
const PATH = `/bedrock/model/${encodeURIComponent(MODEL)}/converse`
const EMAIL = 'jan.kowalski@example.com'
const BODY = JSON.stringify({ messages: [{ role: 'user', content: [{ text: `Write to ${EMAIL}.` }] }] })

let simulator: RunningSimulator
let gateway: TestGateway

beforeAll(async () => {
  simulator = await startSimulator(simulateBedrock, {
    seed: 5,
    behaviour: { hostile: false, keys: ['upstream-bedrock-key'] },
  })
  gateway = await startTestGateway({
    vendors: { bedrock: simulator.origin },
    tenants: { acme: { keys: [KEY, REVOKED] } },
    sandbox: false,
  })
})

afterAll(async () => {
  await gateway.stop()
  await simulator.close()
})

interface Signing {
  readonly id?: string
  readonly secret?: string
  readonly region?: string
  readonly service?: string
  readonly at?: Date
  readonly body?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly declares?: boolean
}

/** Headers of a request that AWS's own signer signed. */
async function signed(signing: Signing = {}): Promise<Record<string, string>> {
  const { id = KEY.id, body = BODY, path = PATH } = signing
  const url = new URL(gateway.origin)
  const signer = new SignatureV4({
    credentials: { accessKeyId: id, secretAccessKey: signing.secret ?? secretOf(id) },
    region: signing.region ?? 'eu-central-1',
    service: signing.service ?? 'bedrock',
    sha256: Hash.bind(undefined, 'sha256'),
    applyChecksum: signing.declares ?? true,
  })
  const request = await signer.sign(
    {
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path,
      query: {},
      headers: { host: url.host, 'content-type': 'application/json', ...signing.headers },
      body,
    },
    { signingDate: signing.at ?? new Date() },
  )
  const { host: _host, 'content-type': _type, ...headers } = request.headers
  return headers
}

interface Answered {
  readonly status: number
  readonly type: string
  readonly code: string
  readonly message: string
}

async function send(headers: Record<string, string>, body = BODY, path = PATH): Promise<Answered> {
  const answer = await call(gateway.origin, {
    path,
    body,
    headers: ['content-type', 'application/json', ...Object.entries(headers).flat()],
  })
  const parsed = JSON.parse(answer.text) as { readonly message?: string }
  const text = (name: string): string => String(answer.headers[name])
  return {
    status: answer.status,
    type: text('x-amzn-errortype'),
    code: text('x-limen-code'),
    message: parsed.message ?? '',
  }
}

describe("AWS's own client with an access key pair", () => {
  it.each(['HTTP/1.1', 'HTTP/2'])('over %s, whole and streamed', async (protocol) => {
    const client = new BedrockRuntimeClient({
      region: 'eu-central-1',
      endpoint: `${gateway.origin}/bedrock`,
      credentials: { accessKeyId: KEY.id, secretAccessKey: secretOf(KEY.id) },
      maxAttempts: 1,
      ...(protocol === 'HTTP/1.1' ? { requestHandler: new NodeHttpHandler() } : {}),
    })
    const messages = [{ role: 'user' as const, content: [{ text: `Write to ${EMAIL}.` }] }]
    try {
      const answer = await client.send(new ConverseCommand({ modelId: MODEL, messages }))
      expect(answer.output?.message?.content?.[0]?.text).toContain(EMAIL)
      const streamed = await client.send(new ConverseStreamCommand({ modelId: MODEL, messages }))
      let text = ''
      for await (const event of streamed.stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
      expect(text).toContain(EMAIL)
    } finally {
      client.destroy()
    }
    const seen = simulator.seen.at(-1)
    // What the caller signed with stays here: the vendor sees the gateway's own credential.
    expect(seen?.headers['authorization']).toBe('Bearer upstream-bedrock-key')
    expect(Object.keys(seen?.headers ?? {}).filter((name) => name.startsWith('x-amz-'))).toEqual([])
    expect(seen?.text).not.toContain(EMAIL)
    const record = (await gateway.records(1)).at(-1)
    expect(record).toMatchObject({ tenant: 'acme', keyId: KEY.id, outcome: 'ok' })
  })

  it('with a secret that is not its own gets its own error class with our sentence, once', async () => {
    const before = simulator.seen.length
    const client = new BedrockRuntimeClient({
      region: 'eu-central-1',
      endpoint: `${gateway.origin}/bedrock`,
      credentials: { accessKeyId: KEY.id, secretAccessKey: 'not the secret' },
      requestHandler: new NodeHttpHandler(),
    })
    const refused = client.send(
      new ConverseCommand({ modelId: MODEL, messages: [{ role: 'user', content: [{ text: 'hi' }] }] }),
    )
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('The signature of the request cannot be accepted.'),
      $metadata: { attempts: 1, httpStatusCode: 403 },
    })
    client.destroy()
    expect(simulator.seen).toHaveLength(before)
  })
})

describe('a signature', () => {
  it('is taken as signed, with and without the header that declares the hash', async () => {
    expect((await send(await signed())).status).toBe(200)
    // boto3 puts the hash into the signature and sends no header.
    expect((await send(await signed({ declares: false }))).status).toBe(200)
  })

  it.each<[string, Signing, { readonly body?: string; readonly path?: string; readonly code?: string }]>([
    ['with another secret', { secret: 'guess' }, {}],
    ['with the secret of another id', { secret: secretOf('other123') }, {}],
    ['of an unknown id', { id: 'nobody12' }, { code: 'key_unknown' }],
    ['of an unknown id, without the hash', { id: 'nobody12', declares: false }, { code: 'key_unknown' }],
    ['of a revoked key', { id: REVOKED.id }, { code: 'key_revoked' }],
    ['for another region', { region: 'us-east-1' }, {}],
    ['for another service', { service: 's3' }, {}],
    ['six minutes old', { at: new Date(Date.now() - 6 * 60_000) }, { code: 'signature_stale' }],
    ['from six minutes ahead', { at: new Date(Date.now() + 6 * 60_000) }, { code: 'signature_stale' }],
    ['over another body', {}, { body: BODY.replace('Write', 'Wrote') }],
    ['over another body, without the hash', { declares: false }, { body: BODY.replace('Write', 'Wrote') }],
    ['over another path', {}, { path: PATH.replace('converse', 'converse-stream') }],
    ['over the same path, unescaped', {}, { path: decodeURIComponent(PATH) }],
    ['over no body (UNSIGNED-PAYLOAD)', { headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }, {}],
    ['over chunks', { headers: { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' } }, {}],
  ])('%s is refused', async (_what, signing, sent) => {
    const before = simulator.seen.length
    const answer = await send(await signed(signing), sent.body, sent.path)
    expect(answer).toMatchObject({
      status: 403,
      type: 'AccessDeniedException',
      code: sent.code ?? 'signature_invalid',
    })
    expect(simulator.seen).toHaveLength(before)
  })

  it('is refused when a header of its own was changed, added or left unsigned', async () => {
    const at = new Date(Math.floor(Date.now() / 1000) * 1000 - 2000)
    const headers = await signed({ at })
    const later = await signed({ at: new Date(at.getTime() + 1000) })
    const changes: Record<string, string>[] = [
      { 'x-amz-date': later['x-amz-date'] ?? '' },
      { 'x-amz-target': 'Other.Operation' },
      { authorization: headers['authorization']?.replace('host;', '') ?? '' },
    ]
    for (const change of changes)
      expect((await send({ ...headers, ...change })).code).toBe('signature_invalid')
    expect((await send(headers)).status).toBe(200)
  })

  it('beside another key is refused', async () => {
    expect((await send({ ...(await signed()), 'x-api-key': 'test-key-of-acme' })).code).toBe('keys_conflict')
  })

  it.each([
    'AWS4-ECDSA-P256-SHA256 Credential=abcd1234/20261122/bedrock/aws4_request, SignedHeaders=host, Signature=00',
    'AWS4-HMAC-SHA256 Credential=abcd1234',
    'AWS4-HMAC-SHA256 ',
  ])('that is none is refused: %s', async (authorization) => {
    expect(await send({ authorization })).toMatchObject({ status: 403, code: 'signature_invalid' })
  })

  it('in the query is refused by name', async () => {
    const answer = await send({}, BODY, `${PATH}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00`)
    expect(answer).toMatchObject({ status: 403, code: 'signature_invalid' })
    expect(answer.message).toContain('presigned')
  })

  it('is taken nowhere but where the vendor is AWS', async () => {
    const path = '/openai/v1/chat/completions'
    const answer = await send(await signed({ path }), BODY, path)
    expect([answer.status, answer.code]).toEqual([403, 'signature_invalid'])
  })

  it('leaves nothing of itself in a log line or a message', async () => {
    const headers = await signed({ secret: 'guess' })
    const { message } = await send(headers)
    const signature = /Signature=([0-9a-f]+)/.exec(headers['authorization'] ?? '')?.[1] ?? 'none'
    for (const text of [message, ...gateway.logLines]) expect(text).not.toContain(signature)
  })
})

describe("the verifier against AWS's signer", () => {
  const segment = fc
    .stringMatching(/^[A-Za-z0-9._~!$'()*+,=:@%-]{1,12}$/)
    .filter((text) => !/^\.{1,2}$/.test(text))
  const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)

  it('agrees on every request, and on no request that was changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        fc.dictionary(fc.stringMatching(/^[a-zA-Z][a-zA-Z-]{0,8}$/), fc.string({ maxLength: 8 }), {
          maxKeys: 4,
        }),
        fc.dictionary(fc.stringMatching(/^x-amz-[a-z]{1,8}$/), value, { maxKeys: 3 }),
        fc.string({ maxLength: 40 }),
        async (segments, query, headers, body) => {
          const path = `/${segments.join('/')}`
          const signer = new SignatureV4({
            credentials: { accessKeyId: 'id12', secretAccessKey: 'secret' },
            region: 'eu-west-1',
            service: 'bedrock',
            sha256: Hash.bind(undefined, 'sha256'),
          })
          const at = new Date('2026-11-22T10:00:00Z')
          const sent = await signer.sign(
            {
              method: 'POST',
              protocol: 'http:',
              hostname: 'gateway',
              path,
              query,
              headers: { host: 'gateway', ...headers },
              body,
            },
            { signingDate: at },
          )
          const pairs = Object.entries(query).map(
            ([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`,
          )
          const request = {
            method: 'POST',
            url: pairs.length === 0 ? path : `${path}?${pairs.toReversed().join('&')}`,
            headers: {},
            rawHeaders: Object.entries(sent.headers).flat(),
          }
          const head = readSignedHead(request, sent.headers['authorization'] ?? '', at.getTime())
          const hash = head.bodyHash ?? ''
          expect(isSignedBy('secret', head, request, hash)).toBe(true)
          expect(isSignedBy('secres', head, request, hash)).toBe(false)
          expect(isSignedBy('secret', head, { ...request, url: `${request.url}x` }, hash)).toBe(false)
          expect(isSignedBy('secret', head, { ...request, method: 'GET' }, hash)).toBe(false)
        },
      ),
    )
  })
})
