/** What AWS's own client sends leaves for Bedrock in the shapes of AWS's service model, for every operation of the table. */
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  type ConverseCommandInput,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../../harness/vendor.ts'
import { ROUTES } from '../../security/every-operation.ts'
import { readSpecification } from '../spec-places.ts'
import { shapeProblems } from './aws-shapes.ts'

const model = readSpecification('bedrock-runtime.service-2.json')
const SAID = 'Write to canary.nowak@example.pl or call +48 512 345 678, PESEL 44051401359.'

const CONVERSATION: Omit<ConverseCommandInput, 'modelId'> = {
  system: [{ text: SAID }, { cachePoint: { type: 'default' } }],
  messages: [
    { role: 'user', content: [{ text: SAID }] },
    {
      role: 'assistant',
      content: [{ toolUse: { toolUseId: 'tooluse_1', name: 'find_client', input: { who: SAID, pesel: 44051401359 } } }],
    },
    {
      role: 'user',
      content: [{ toolResult: { toolUseId: 'tooluse_1', content: [{ text: SAID }, { json: { who: SAID } }], status: 'success' } }],
    },
  ],
  toolConfig: {
    tools: [{ toolSpec: { name: 'find_client', description: SAID, inputSchema: { json: { type: 'object', description: SAID } } } }],
    toolChoice: { auto: {} },
  },
} // prettier-ignore

const SETTINGS: Partial<ConverseCommandInput> = {
  inferenceConfig: { maxTokens: 100, temperature: 0.2, topP: 0.5, stopSequences: ['STOP'] },
  additionalModelRequestFields: { note: SAID },
  requestMetadata: { case: 'a-1' },
  performanceConfig: { latency: 'standard' },
}

/** Model -> a body of its family, for the operations that take any. */
const BODIES: Readonly<Record<string, object>> = {
  'eu.anthropic.claude-sonnet-4-5-20250929-v1:0': { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages: [{ role: 'user', content: SAID }] },
  'amazon.nova-lite-v1:0': { messages: [{ role: 'user', content: [{ text: SAID }] }] },
  'meta.llama3-8b-v1:0': { prompt: SAID },
  'mistral.mistral-large-v1:0': { prompt: SAID },
  'amazon.titan-embed-text-v2:0': { inputText: SAID },
  'cohere.embed-multilingual-v3': { texts: [SAID], input_type: 'search_query' },
  'qwen.qwen3-32b-v1:0': { messages: [{ role: 'user', content: SAID }] },
} // prettier-ignore

type Send = (client: BedrockRuntimeClient) => Promise<unknown>

const modelId = 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0'

const invocations = Object.entries(BODIES).flatMap(([id, body]) => {
  const input = { modelId: id, contentType: 'application/json', body: JSON.stringify(body) }
  return [
    [`invoke of ${id}`, 'invoke', undefined, (client) => client.send(new InvokeModelCommand(input))],
    [`invoke, streamed, of ${id}`, 'invoke-with-response-stream', undefined, (client) => client.send(new InvokeModelWithResponseStreamCommand(input))],
  ] as const satisfies readonly Case[]
}) // prettier-ignore

/** Name, last segment of the path, shape of the body where it has one, and the call. */
type Case = readonly [name: string, tail: string, shape: string | undefined, send: Send]

const CASES: readonly Case[] = [
  ['converse', 'converse', 'ConverseRequest', (client) => client.send(new ConverseCommand({ modelId, ...CONVERSATION, ...SETTINGS }))],
  ['converse, streamed', 'converse-stream', 'ConverseStreamRequest', (client) => client.send(new ConverseStreamCommand({ modelId, ...CONVERSATION, ...SETTINGS }))],
  ['a count of a conversation', 'count-tokens', 'CountTokensRequest', (client) => client.send(new CountTokensCommand({ modelId, input: { converse: CONVERSATION } }))],
  ...invocations,
] // prettier-ignore

let vendor: ScriptedVendor
let gateway: TestGateway
let client: BedrockRuntimeClient

beforeAll(async () => {
  vendor = await startVendor((_seen, response) => json(response, 200, {}))
  gateway = await startTestGateway({ vendors: { bedrock: vendor.origin } })
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
  await vendor.close()
})

it('every path of the table has a call here', () => {
  const tails = ROUTES.filter(({ connector }) => connector.vendor === 'bedrock').map(({ path }) =>
    path.slice(path.lastIndexOf('/') + 1),
  )
  expect(new Set(CASES.map(([, tail]) => tail))).toEqual(new Set(tails))
})

it('says why it checks nothing where the model is not beside the repository', ({ skip }) => {
  if (model === undefined) skip('../shared/specs/bedrock-runtime.service-2.json is not here')
  expect(shapeProblems(model ?? {}, 'ConverseRequest', {})).toEqual([])
})

describe.skipIf(model === undefined)('a request that leaves has the shape', () => {
  it.each(CASES)('%s', async (_name, tail, shape, send) => {
    const before = vendor.seen.length
    // The stand-in answers everything alike, which the client need not understand.
    await send(client).catch(() => undefined)
    expect(vendor.seen.length).toBe(before + 1)
    const seen = vendor.seen.at(-1)
    const source = seen?.body.toString('utf8') ?? ''
    expect(seen?.url).toMatch(new RegExp(`^/model/[^/]+/${tail}$`))
    expect(source).not.toContain('canary')
    const left = JSON.parse(source) as Readonly<Record<string, unknown>>
    if (shape === undefined) {
      // Its body is a blob to AWS: it is JSON, and said to be.
      expect(seen?.headers['content-type']).toBe('application/json')
      return
    }
    expect(shapeProblems(model ?? {}, shape, left)).toEqual([])
    // The check has teeth.
    expect(shapeProblems(model ?? {}, shape, { ...left, ofNoShape: 1 })).not.toEqual([])
    const [first = ''] = Object.keys(left)
    expect(shapeProblems(model ?? {}, shape, { ...left, [first]: 1 })).not.toEqual([])
  })
})
