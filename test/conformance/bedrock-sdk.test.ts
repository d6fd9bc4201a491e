/** The official Bedrock client through the gateway, whole and streamed, against a stand-in that checks what arrives. */
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  type Message,
  type ToolConfiguration,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulateBedrock } from '../../src/connectors/vendors/bedrock/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'

const EMAIL = 'jan.kowalski@example.com'
const IBAN = 'PL61 1090 1014 0000 0712 1981 2874'
const SENTENCE = `Please write to ${EMAIL} about ${IBAN}.`
const CLAUDE = 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0'

let simulator: RunningSimulator
let gateway: TestGateway
let client: BedrockRuntimeClient

beforeAll(async () => {
  simulator = await startSimulator(simulateBedrock, {
    seed: 11,
    behaviour: { hostile: true, keys: ['upstream-bedrock-key'] },
  })
  gateway = await startTestGateway({ vendors: { bedrock: simulator.origin } })
  client = new BedrockRuntimeClient({
    region: 'eu-central-1',
    endpoint: `${gateway.origin}/bedrock`,
    token: { token: gateway.keys['acme'] ?? '' },
    authSchemePreference: ['httpBearerAuth'],
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
  })
})

afterAll(async () => {
  client.destroy()
  await gateway.stop()
  await simulator.close()
})

const asked: Message[] = [{ role: 'user', content: [{ text: SENTENCE }] }]

const tools: ToolConfiguration = {
  tools: [
    {
      toolSpec: {
        name: 'find_customer',
        inputSchema: {
          json: { type: 'object', properties: { email: { type: 'string' }, iban: { type: 'string' } } },
        },
      },
    },
  ],
}

function lastSeen(): { readonly text: string; readonly path: string } {
  const seen = simulator.seen.at(-1)
  if (seen === undefined) throw new Error('the vendor saw nothing')
  expect(seen.text).not.toContain(EMAIL)
  expect(seen.text).not.toContain(IBAN)
  return seen
}

describe('converse', () => {
  it('brings the values back, and the vendor sees none', async () => {
    const answer = await client.send(
      new ConverseCommand({ modelId: CLAUDE, messages: asked, system: [{ text: 'Be brief.' }] }),
    )
    const text = answer.output?.message?.content?.[0]?.text ?? ''
    expect(text).toContain(EMAIL)
    expect(text).toContain(IBAN)
    expect(text).not.toMatch(/\[(?:EMAIL|IBAN)_/)
    const { path } = lastSeen()
    expect(path).toBe('/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse')
  })

  it('streams the values back, whole and in tool inputs', async () => {
    for (let round = 0; round < 8; round += 1) {
      const answer = await client.send(
        new ConverseStreamCommand({
          modelId: CLAUDE,
          messages: asked,
          ...(round % 2 === 0 ? {} : { toolConfig: tools }),
        }),
      )
      let text = ''
      const inputs = new Map<number | undefined, string>()
      let stopped: string | undefined
      let tokens: number | undefined
      for await (const event of answer.stream ?? []) {
        text += event.contentBlockDelta?.delta?.text ?? ''
        const { contentBlockIndex: index, delta } = event.contentBlockDelta ?? {}
        if (delta?.toolUse?.input !== undefined)
          inputs.set(index, (inputs.get(index) ?? '') + delta.toolUse.input)
        stopped ??= event.messageStop?.stopReason
        tokens ??= event.metadata?.usage?.outputTokens
      }
      lastSeen()
      expect(tokens).toBeGreaterThan(0)
      if (round % 2 === 0) {
        expect(stopped).toBe('end_turn')
        expect(text).toContain(EMAIL)
        expect(text).toContain(IBAN)
      } else {
        expect(stopped).toBe('tool_use')
        const written = [...inputs.values()].map((input) => JSON.stringify(JSON.parse(input))).join('\n')
        expect(written).toContain(EMAIL)
      }
    }
    const records = await gateway.records()
    const streams = records.filter((record) => record.operation === 'converse_stream')
    expect(streams).toHaveLength(8)
    for (const record of streams) {
      expect(record).toMatchObject({
        outcome: 'ok',
        streamed: true,
        region: 'eu-central-1',
        basis: 'destination_set',
      })
    }
    // A name that is written with escapes hides the counts, which no decision needs.
    expect(streams.filter(({ outputTokens }) => (outputTokens ?? 0) > 0).length).toBeGreaterThan(2)
  })

  it('streams over HTTP/2, which is what the client speaks unless it is told otherwise', async () => {
    const plain = new BedrockRuntimeClient({
      region: 'eu-central-1',
      endpoint: `${gateway.origin}/bedrock`,
      token: { token: gateway.keys['acme'] ?? '' },
      authSchemePreference: ['httpBearerAuth'],
      maxAttempts: 1,
    })
    try {
      const answer = await plain.send(new ConverseStreamCommand({ modelId: CLAUDE, messages: asked }))
      let text = ''
      for await (const event of answer.stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
      expect(text).toContain(EMAIL)
      lastSeen()
    } finally {
      plain.destroy()
    }
  })

  it('counts tokens', async () => {
    const answer = await client.send(
      new CountTokensCommand({ modelId: CLAUDE, input: { converse: { messages: asked } } }),
    )
    expect(answer.inputTokens).toBeGreaterThan(0)
    lastSeen()
  })
})

interface Family {
  readonly modelId: string
  readonly body: object
}

const FAMILIES: Readonly<Record<string, Family>> = {
  claude: {
    modelId: CLAUDE,
    body: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 500,
      messages: [{ role: 'user', content: SENTENCE }],
    },
  },
  nova: {
    modelId: 'amazon.nova-lite-v1:0',
    body: { messages: [{ role: 'user', content: [{ text: SENTENCE }] }] },
  },
  llama: { modelId: 'eu.meta.llama3-2-1b-instruct-v1:0', body: { prompt: SENTENCE } },
  'mistral text': { modelId: 'mistral.mistral-7b-instruct-v0:2', body: { prompt: SENTENCE } },
  'mistral chat': {
    modelId: 'mistral.mistral-large-2402-v1:0',
    body: { messages: [{ role: 'user', content: SENTENCE }] },
  },
  titan: { modelId: 'amazon.titan-text-lite-v1', body: { inputText: SENTENCE } },
  'cohere command': { modelId: 'cohere.command-r-v1:0', body: { message: SENTENCE } },
}

describe('invoke', () => {
  it.each(Object.entries(FAMILIES))('%s, whole', async (_name, { modelId, body }) => {
    const answer = await client.send(
      new InvokeModelCommand({ modelId, body: JSON.stringify(body), contentType: 'application/json' }),
    )
    const text = JSON.stringify(JSON.parse(Buffer.from(answer.body).toString('utf8')))
    expect(text).toContain(EMAIL)
    expect(text).not.toMatch(/\[EMAIL_1\]/)
    lastSeen()
  })

  it.each(Object.entries(FAMILIES))('%s, streamed', async (_name, { modelId, body }) => {
    const answer = await client.send(
      new InvokeModelWithResponseStreamCommand({ modelId, body: JSON.stringify(body) }),
    )
    let text = ''
    for await (const event of answer.body ?? []) {
      const chunk: unknown = JSON.parse(Buffer.from(event.chunk?.bytes ?? []).toString('utf8'))
      text += textOf(chunk)
    }
    lastSeen()
    expect(text).toContain(EMAIL)
    expect(text).toContain(IBAN)
  })

  it.each([
    ['amazon.titan-embed-text-v2:0', { inputText: SENTENCE }],
    ['cohere.embed-multilingual-v3', { texts: [SENTENCE], input_type: 'search_document' }],
  ])('%s embeds what was redacted', async (modelId, body) => {
    const answer = await client.send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) }))
    const text = JSON.stringify(JSON.parse(Buffer.from(answer.body).toString('utf8')))
    expect(text).toMatch(/"embeddings?"/)
    expect(text).not.toMatch(/\[EMAIL_1\]/)
    lastSeen()
  })
})

/** The text of one chunk, in whichever shape its family has. */
function textOf(chunk: unknown): string {
  const paths = [
    ['delta', 'text'],
    ['contentBlockDelta', 'delta', 'text'],
    ['generation'],
    ['outputs', '0', 'text'],
    ['choices', '0', 'message', 'content'],
    ['outputText'],
    ['text'],
  ]
  for (const path of paths) {
    const value = path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
      chunk,
    )
    if (typeof value === 'string') return value
  }
  return ''
}
