/** Clients that people use, over HTTP/2 as they speak it: AWS's SDK as it defaults, undici, curl. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime'
import { H2CClient, request as undiciRequest } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulateBedrock } from '../../src/connectors/vendors/bedrock/simulator.ts'
import { simulateOpenAI } from '../../src/connectors/vendors/openai/simulator.ts'
import { signingSecrets } from '../../src/gateway/config/signing-secret.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'

const EMAIL = 'jan.kowalski@example.com'
const MODEL = 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0'
const KEY = { id: 'abcd1234', hash: `sha256:${'1'.repeat(64)}`, status: 'active' }
const SECRET = signingSecrets('a secret of the tests, long enough for the schema')(KEY.id)

let bedrock: RunningSimulator
let openai: RunningSimulator
let gateway: TestGateway

beforeAll(async () => {
  const behaviour = { hostile: false }
  bedrock = await startSimulator(simulateBedrock, {
    seed: 3,
    behaviour: { ...behaviour, keys: ['upstream-bedrock-key'] },
  })
  openai = await startSimulator(simulateOpenAI, { seed: 3, behaviour })
  gateway = await startTestGateway({
    vendors: { bedrock: bedrock.origin, openai: openai.origin },
    tenants: { acme: { keys: [KEY] } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await bedrock.close()
  await openai.close()
})

const asked = {
  modelId: MODEL,
  messages: [{ role: 'user' as const, content: [{ text: `Write to ${EMAIL}.` }] }],
}

/** No handler is given: the SDK takes its own, which speaks HTTP/2 with prior knowledge in clear. */
const clients: readonly (readonly [string, () => BedrockRuntimeClient])[] = [
  [
    'with a bearer token',
    () =>
      new BedrockRuntimeClient({
        region: 'eu-central-1',
        endpoint: `${gateway.origin}/bedrock`,
        token: { token: gateway.keys['acme'] ?? '' },
        authSchemePreference: ['httpBearerAuth'],
        maxAttempts: 1,
      }),
  ],
  [
    'signing',
    () =>
      new BedrockRuntimeClient({
        region: 'eu-central-1',
        endpoint: `${gateway.origin}/bedrock`,
        credentials: { accessKeyId: KEY.id, secretAccessKey: SECRET },
        authSchemePreference: ['sigv4'],
        maxAttempts: 1,
      }),
  ],
]

async function textOf(stream: AsyncIterable<ConverseStreamOutput> | undefined): Promise<string> {
  let text = ''
  for await (const event of stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
  return text
}

describe.each(clients)("AWS's SDK %s", (_name, open) => {
  it('speaks HTTP/2, and is answered with its own values', async () => {
    const client = open()
    expect(client.config.requestHandler.constructor.name).toBe('NodeHttp2Handler')
    const answer = await client.send(new ConverseCommand(asked))
    expect(JSON.stringify(answer.output)).toContain(EMAIL)
    expect(bedrock.seen.at(-1)?.text).not.toContain(EMAIL)
    client.destroy()
  })

  it('reads a stream to its end', async () => {
    const client = open()
    const answer = await client.send(new ConverseStreamCommand(asked))
    expect(await textOf(answer.stream)).toContain(EMAIL)
    client.destroy()
  })

  it('many at one time', async () => {
    const client = open()
    const texts = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const email = `jan.${index}.kowalski@example.com`
        const messages = [{ role: 'user' as const, content: [{ text: `Write to ${email}.` }] }]
        const answer = await client.send(new ConverseStreamCommand({ modelId: MODEL, messages }))
        return (await textOf(answer.stream)).includes(email)
      }),
    )
    expect(texts).toEqual(texts.map(() => true))
    client.destroy()
  })

  it('that is aborted leaves nothing behind', async () => {
    const client = open()
    const abort = new AbortController()
    const answer = await client.send(new ConverseStreamCommand(asked), { abortSignal: abort.signal })
    for await (const event of answer.stream ?? []) {
      if (event.contentBlockDelta !== undefined) break
    }
    abort.abort()
    client.destroy()
    await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0))
  })

  it('raises its own error for a refusal', async () => {
    const client = open()
    await expect(
      client.send(new ConverseCommand({ ...asked, modelId: 'us.amazon.nova-lite-v1:0' })),
    ).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    })
    client.destroy()
  })
})

const CHAT = JSON.stringify({
  model: 'gpt-5.4-mini',
  messages: [{ role: 'user', content: `Write to ${EMAIL}.` }],
})

describe('undici', () => {
  it('with HTTP/2 in clear', async () => {
    const dispatcher = new H2CClient(gateway.origin)
    const answer = await undiciRequest(`${gateway.origin}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.keys['acme']}`, 'content-type': 'application/json' },
      body: CHAT,
      dispatcher,
    })
    expect(answer.statusCode).toBe(200)
    expect(await answer.body.text()).toContain(EMAIL)
    await dispatcher.close()
  })
})

const CURL = '/usr/bin/curl'

describe.runIf(existsSync(CURL))('curl', () => {
  it.each([
    ['--http2-prior-knowledge', '200 2'],
    // It offers an upgrade, which a server may ignore.
    ['--http2', '200 1.1'],
    ['--http1.1', '200 1.1'],
  ])('%s', async (option, answered) => {
    const written = ['-s', option, '-w', '\n%{http_code} %{http_version}', '-d', CHAT]
    const headers = [
      '-H',
      `authorization: Bearer ${gateway.keys['acme']}`,
      '-H',
      'content-type: application/json',
    ]
    const url = `${gateway.origin}/openai/v1/chat/completions`
    const { stdout } = await promisify(execFile)(CURL, [...written, ...headers, url])
    expect(stdout).toContain(EMAIL)
    expect(stdout.split('\n').at(-1)).toBe(answered)
  })
})
