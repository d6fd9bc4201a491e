/** Bedrock calls that break: the official client raises its own class with our sentence, and takes no half answer for a whole one. */
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulateBedrock } from '../../src/connectors/vendors/bedrock/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'

const MODEL = 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0'

let simulator: RunningSimulator
let gateway: TestGateway
let client: BedrockRuntimeClient

beforeAll(async () => {
  simulator = await startSimulator(simulateBedrock, { seed: 3, behaviour: { hostile: false } })
  gateway = await startTestGateway({ vendors: { bedrock: simulator.origin } })
  client = new BedrockRuntimeClient({
    region: 'eu-central-1',
    endpoint: `${gateway.origin}/bedrock`,
    token: { token: gateway.keys['acme'] ?? '' },
    authSchemePreference: ['httpBearerAuth'],
    requestHandler: new NodeHttpHandler(),
  })
})

afterAll(async () => {
  client.destroy()
  await gateway.stop()
  await simulator.close()
})

function said(command: string): { readonly role: 'user'; readonly content: { readonly text: string }[] }[] {
  return [{ role: 'user', content: [{ text: `Write to jan.kowalski@example.com. simulate: ${command}` }] }]
}

async function whole(command: string): Promise<unknown> {
  return await client
    .send(new ConverseCommand({ modelId: MODEL, messages: said(command) }))
    .catch((error: unknown) => error)
}

interface Streamed {
  readonly text: string
  readonly error: unknown
}

async function streamed(command: string): Promise<Streamed> {
  let text = ''
  try {
    const answer = await client.send(new ConverseStreamCommand({ modelId: MODEL, messages: said(command) }))
    for await (const event of answer.stream ?? []) text += event.contentBlockDelta?.delta?.text ?? ''
    return { text, error: undefined }
  } catch (error) {
    return { text, error }
  }
}

describe('a vendor’s own error', () => {
  it.each([
    [400, 'ValidationException'],
    [403, 'AccessDeniedException'],
    [404, 'ResourceNotFoundException'],
    [408, 'ModelTimeoutException'],
    [424, 'ModelErrorException'],
  ])('%i is raised as %s', async (status, name) => {
    expect(await whole(`status=${status}`)).toMatchObject({
      name,
      $metadata: { httpStatusCode: status, attempts: 1 },
    })
  })
})

describe('a refusal of ours', () => {
  it.each<[string, object]>([
    ['a guardrail', { guardrailConfig: { guardrailIdentifier: 'abc', guardrailVersion: '1' } }],
    ['a tool of the vendor', { toolConfig: { tools: [{ systemTool: { name: 'nova_grounding' } }] } }],
    [
      'a bucket',
      {
        messages: [
          {
            role: 'user',
            content: [{ video: { format: 'mp4', source: { s3Location: { uri: 's3://bucket/key' } } } }],
          },
        ],
      },
    ],
  ])('of %s is raised once, with the place and the reason', async (_what, more) => {
    const before = simulator.seen.length
    const error: unknown = await client
      .send(
        new ConverseCommand({
          modelId: MODEL,
          messages: [{ role: 'user', content: [{ text: 'hi' }] }],
          ...more,
        }),
      )
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(/ At (?:guardrailConfig|toolConfig|messages).* no config line allows/),
      $metadata: { httpStatusCode: 403, attempts: 1 },
    })
    expect(simulator.seen).toHaveLength(before)
  })
})

describe('a stream', () => {
  it.each([
    ['reset-after=6', 'modelStreamErrorException'],
    ['truncate-after=6', 'modelStreamErrorException'],
    ['end-after=6', 'modelStreamErrorException'],
    ['malformed-sse', 'modelStreamErrorException'],
    ['huge-event=12', 'modelStreamErrorException'],
    ['error-event-after=6', 'internalServerException'],
  ])('that breaks (%s) ends in an exception of the service', async (command, name) => {
    const { error } = await streamed(command)
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).name.toLowerCase()).toBe(name.toLowerCase())
  })

  it('that breaks off is recorded as broken, and says so in our words', async () => {
    const { error } = await streamed('end-after=6')
    expect((error as Error).message).toContain('ended')
    const record = (await gateway.records(1)).at(-1)
    expect(record).toMatchObject({
      operation: 'converse_stream',
      outcome: 'vendor_truncated',
      code: 'vendor_truncated',
    })
  })
})
