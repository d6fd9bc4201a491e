/** Claude on Vertex AI as Anthropic's SDK sends it: rawPredict and streamRawPredict, values out and back, model and tools checked. */
import { afterEach, describe, expect, test } from 'vitest'
import { simulateVertex } from '../../src/connectors/vendors/vertex/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'

const EMAIL = 'jan.kowalski@example.com'
const IBAN = 'PL61109010140000071219812874'
const MODELS = '/vertex/v1/projects/test-project/locations/europe-west4/publishers/anthropic/models'
const MODEL = 'claude-sonnet-4@20250514'

let gateway: TestGateway | undefined
let vendor: RunningSimulator | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
  gateway = vendor = undefined
})

async function start(seed: number, hostile: boolean): Promise<RunningSimulator> {
  vendor = await startSimulator(simulateVertex, {
    seed,
    behaviour: { hostile, keys: ['upstream-vertex-key'] },
  })
  gateway = await startTestGateway({ vendors: { vertex: vendor.origin }, sandbox: false })
  return vendor
}

async function ask(tail: string, more: object = {}, words = ''): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${gateway?.origin ?? ''}${MODELS}/${tail}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test-key-of-acme' },
    body: JSON.stringify({
      anthropic_version: 'vertex-2023-10-16',
      max_tokens: 4000,
      messages: [{ role: 'user', content: `Write to ${EMAIL} about ${IBAN}.${words}` }],
      ...more,
    }),
  })
  let text = ''
  try {
    for await (const chunk of answer.body ?? []) text += Buffer.from(chunk as Uint8Array).toString('latin1')
  } catch {
    text += '(broken)'
  }
  return { status: answer.status, text: Buffer.from(text, 'latin1').toString('utf8') }
}

const TOOL = {
  name: 'book',
  input_schema: { type: 'object', properties: { email: { type: 'string' }, note: { type: 'string' } } },
}

interface Event {
  readonly type: string
  readonly delta?: { readonly text?: string; readonly partial_json?: string }
}

/** Events of a stream, whatever fields and comments stand beside their data. */
function eventsOf(text: string): readonly Event[] {
  return text.split(/\r?\n\r?\n/).flatMap((block) => {
    const data = block
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5))
    return data.length === 0 ? [] : [JSON.parse(data.join('\n')) as Event]
  })
}

describe.each([1, 2, 3, 4])('seed %i', (seed) => {
  test('a message, whole', async () => {
    const simulator = await start(seed, seed > 1)
    const answer = await ask(`${MODEL}:rawPredict`)
    expect(answer.status).toBe(200)
    const message = JSON.parse(answer.text) as { content: { text: string }[] }
    expect(message.content[0]?.text).toContain(EMAIL)
    expect(message.content[0]?.text).toContain(IBAN)
    expect(simulator.seen[0]?.text).not.toContain(EMAIL)
    const [record] = (await gateway?.records(1)) ?? []
    expect(record).toMatchObject({
      operation: 'raw_predict',
      model: 'claude-sonnet-4:20250514',
      streamed: false,
      outcome: 'ok',
    })
    expect(record?.inputTokens).toBeGreaterThan(0)
  })

  test('a stream with a tool call', async () => {
    const simulator = await start(seed, seed > 1)
    const answer = await ask(`${MODEL}:streamRawPredict`, { stream: true, tools: [TOOL] })
    const source = eventsOf(answer.text)
      .map(({ delta }) => delta?.partial_json ?? '')
      .join('')
    // Two calls may come at once: one object after another.
    expect(source).toContain(EMAIL)
    expect(source).not.toMatch(/EMAIL_1/i)
    expect(simulator.seen[0]?.text).not.toContain(EMAIL)
  })

  test('a stream of words', async () => {
    await start(seed, seed > 1)
    const answer = await ask(`${MODEL}:streamRawPredict`, { stream: true })
    const said = eventsOf(answer.text)
      .map(({ delta }) => delta?.text ?? '')
      .join('')
    expect(said).toContain(EMAIL)
    expect(said).toContain(IBAN)
    const [record] = (await gateway?.records(1)) ?? []
    expect(record).toMatchObject({ operation: 'stream_raw_predict', streamed: true, outcome: 'ok' })
    expect([record?.inputTokens, record?.outputTokens].every((count) => (count ?? 0) > 0)).toBe(true)
  })
})

test('tokens are counted at a model of that name, and the body’s own model is the one that is checked', async () => {
  const simulator = await start(1, false)
  const body = { max_tokens: undefined, model: MODEL }
  const counted = await ask('count-tokens:rawPredict', body)
  expect(JSON.parse(counted.text)).toMatchObject({ input_tokens: expect.any(Number) as number })
  const other = await ask('count-tokens:rawPredict', { ...body, model: 'claude-opus-4' })
  expect([other.status, other.text]).toEqual([403, expect.stringContaining('model_not_allowed')])
  expect(simulator.counters.requests).toBe(1)
})

test.each([
  ['a model that is not listed', 'claude-opus-4:rawPredict', {}, 'model_not_allowed'],
  ['a second model in the body', `${MODEL}:rawPredict`, { model: 'claude-opus-4' }, 'feature_refused'],
  [
    'a search tool',
    `${MODEL}:rawPredict`,
    { tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
    'feature_refused',
  ],
  [
    'a server of tools',
    `${MODEL}:streamRawPredict`,
    { mcp_servers: [{ type: 'url', url: 'https://example.com' }] },
    'feature_refused',
  ],
  [
    'an image to be fetched',
    `${MODEL}:rawPredict`,
    {
      messages: [
        {
          role: 'user',
          content: [{ type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } }],
        },
      ],
    },
    'feature_refused',
  ],
])('%s is refused', async (_what, tail, more, code) => {
  const simulator = await start(1, false)
  const answer = await ask(tail, more)
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
    403,
    { error: { details: [{ reason: code }] } },
  ])
  expect(simulator.counters.requests).toBe(0)
})

test('a stream that breaks ends in Anthropic’s own error event', async () => {
  await start(1, false)
  const answer = await ask(`${MODEL}:streamRawPredict`, { stream: true }, ' simulate: reset-after=5')
  expect(answer.text).toMatch(/event: error\ndata: \{"type":"error","error":\{"type":"api_error"/)
  expect(answer.text).toContain('(broken)')
})
