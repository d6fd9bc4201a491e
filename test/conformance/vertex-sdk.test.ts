/** Google's older SDK, which speaks https only: unmodified through the gateway behind a TLS terminator of the test. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:https'
import { request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { VertexAI, type GenerativeModel } from '@google-cloud/vertexai'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { simulateVertex } from '../../src/connectors/vendors/vertex/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { makeAuthority, makeLeaf } from '../egress/certificates.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'

const EMAIL = 'jan.kowalski@example.com'
const IBAN = 'PL61109010140000071219812874'
const SENTENCE = `Please write to ${EMAIL} about ${IBAN}.`

let terminator: Server
let port = 0
let gateway: TestGateway | undefined
let vendor: RunningSimulator | undefined
const before = getCACertificates('default')

beforeAll(async () => {
  const authority = makeAuthority('Test authority')
  const leaf = makeLeaf(authority, { host: 'localhost' })
  setDefaultCACertificates([...before, authority.cert])
  terminator = createServer({ cert: leaf.cert, key: leaf.key }, (request, response) => {
    const inner = forward(
      `${gateway?.origin ?? ''}${request.url ?? ''}`,
      { method: request.method ?? 'GET', headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        answer.on('error', () => response.destroy())
      },
    )
    inner.on('error', () => response.destroy())
    request.pipe(inner)
  })
  terminator.listen(0, '127.0.0.1')
  await once(terminator, 'listening')
  port = (terminator.address() as AddressInfo).port
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
  gateway = vendor = undefined
})

afterAll(() => {
  terminator.close()
  setDefaultCACertificates(before)
  vi.restoreAllMocks()
})

/** What google-auth-library hands the SDK: here the gateway's key, as a token would be. */
function authClient(token: string): object {
  return { getAccessToken: () => Promise.resolve({ token }), credentials: { access_token: token } }
}

async function start(seed: number, hostile: boolean, more: object = {}): Promise<GenerativeModel> {
  vendor = await startSimulator(simulateVertex, {
    seed,
    behaviour: { hostile, keys: ['upstream-vertex-key'] },
  })
  gateway = await startTestGateway({ vendors: { vertex: vendor.origin }, sandbox: false })
  const client = new VertexAI({
    project: 'test-project',
    location: 'europe-west4',
    apiEndpoint: `localhost:${port}/vertex`,
    googleAuthOptions: { authClient: authClient(gateway.keys['acme'] ?? '') as never },
    ...more,
  })
  return client.getGenerativeModel({ model: 'gemini-2.5-flash' })
}

function textOf(parts: readonly { readonly text?: string }[] | undefined): string {
  return (parts ?? []).map(({ text = '' }) => text).join('')
}

describe.each([
  [1, false],
  [2, true],
  [3, true],
  [4, true],
])('with @google-cloud/vertexai (seed %i, hostile %s)', (seed, hostile) => {
  test('generateContent and countTokens', async () => {
    const model = await start(seed, hostile)
    const { response } = await model.generateContent(SENTENCE)
    const text = textOf(response.candidates?.[0]?.content.parts)
    expect(text).toContain(EMAIL)
    expect(text).toContain(IBAN)
    expect(
      (await model.countTokens({ contents: [{ role: 'user', parts: [{ text: SENTENCE }] }] })).totalTokens,
    ).toBeGreaterThan(0)
    expect(vendor?.seen.map(({ path }) => path.split('/')[1])).toEqual(['v1', 'v1'])
    expect(vendor?.seen.some(({ text: seen }) => seen.includes(EMAIL))).toBe(false)
    expect(JSON.stringify(vendor?.seen.map(({ rawHeaders }) => rawHeaders))).not.toContain('test-key-of')
  })

  test('generateContentStream', async () => {
    const model = await start(seed, hostile)
    const { stream, response } = await model.generateContentStream(SENTENCE)
    let text = ''
    for await (const chunk of stream) text += textOf(chunk.candidates?.[0]?.content.parts)
    expect(text).toContain(EMAIL)
    expect(text).toContain(IBAN)
    expect(textOf((await response).candidates?.[0]?.content.parts)).toBe(text)
  })
})

test('a refusal is its ClientError, with our reason', async () => {
  const model = await start(1, false, { location: 'us-central1' })
  await expect(model.generateContent(SENTENCE)).rejects.toMatchObject({
    name: 'ClientError',
    message: expect.stringContaining('europe-west4') as string,
  })
  expect(vendor?.counters.requests).toBe(0)
})

test('a stream that breaks is an error, and no short answer', async () => {
  const model = await start(1, false)
  const { stream, response } = await model.generateContentStream(`${SENTENCE} simulate: reset-after=2`)
  response.catch(() => undefined)
  await expect(
    (async () => {
      for await (const chunk of stream) if (chunk.candidates === undefined) continue
    })(),
  ).rejects.toThrow()
})
