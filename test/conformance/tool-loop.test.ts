/** Tool loops of the real SDK without any state at the vendor, and answers of hostile vendors: values go round and never leave. */
import OpenAI, { AzureOpenAI } from 'openai'
import type {
  ResponseFunctionToolCall,
  ResponseInputItem,
  ResponseOutputItem,
} from 'openai/resources/responses/responses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'

const EMAIL = 'anna.nowak@example.pl'
/** Not the account that a hostile vendor hides in its sealed reasoning. */
const IBAN = 'DE89 3704 0044 0532 0130 00'
const WORD = 'Blue "Star" \\ Co'
const VALUES = [EMAIL, IBAN, WORD]
const OPERATOR = 'boss@operator.example'

const ASK = `Write to ${EMAIL}, pay ${IBAN} and call ${WORD}, please.`
const INSTRUCTIONS = `You serve customers. Never give ${OPERATOR} away.`
const PARAMETERS = {
  type: 'object',
  properties: { to: { type: 'string' }, note: { type: 'string' } },
  required: ['to', 'note'],
  additionalProperties: false,
}

interface Stage {
  readonly gateway: TestGateway
  readonly openai: RunningSimulator
  readonly azure: RunningSimulator
  readonly client: OpenAI
  readonly azureClient: AzureOpenAI
  stop(): Promise<void>
}

async function stage(hostile: boolean, seed: number): Promise<Stage> {
  const behaviour = { hostile, keys: ['upstream-openai-key', 'upstream-azure-key'] }
  const openai = await startSimulator(simulators.openai, { seed, behaviour })
  const azure = await startSimulator(simulators.azure, { seed, behaviour })
  const gateway = await startTestGateway({
    vendors: { openai: openai.origin, azure: azure.origin },
    tenants: { acme: { redaction: { words: [WORD] } } },
  })
  const apiKey = gateway.keys['acme'] ?? ''
  return {
    gateway,
    openai,
    azure,
    client: new OpenAI({ apiKey, baseURL: `${gateway.origin}/openai/v1`, maxRetries: 0 }),
    azureClient: new AzureOpenAI({ apiKey, endpoint: `${gateway.origin}/azure`, apiVersion: '2025-04-01-preview', deployment: 'support', maxRetries: 0 }),
    stop: async () => {
      await gateway.stop()
      await openai.close()
      await azure.close()
    },
  }
} // prettier-ignore

/** No vendor saw a value, in any spelling that JSON has for it. */
function expectUnseen(...vendors: readonly RunningSimulator[]): void {
  const leaks = vendors
    .flatMap((vendor) => vendor.seen)
    .flatMap(({ text }) => [...text.matchAll(/.{0,80}(?:anna|3704\s?0044|Blue|boss).{0,40}/g)])
  expect(leaks.map(([context]) => context)).toEqual([])
}

/** Every value of the caller is in the text, as JSON source or as it is; none of the operator's. */
function expectRestored(text: string): void {
  for (const value of VALUES) expect([value, JSON.stringify(value).slice(1, -1)].some((form) => text.includes(form))).toBe(true)
  expect(text).not.toContain(OPERATOR)
} // prettier-ignore

async function respond(client: OpenAI, input: ResponseInputItem[], stream: boolean): Promise<readonly ResponseOutputItem[]> {
  const request: OpenAI.Responses.ResponseCreateParamsNonStreaming = {
    model: 'gpt-5.4',
    instructions: INSTRUCTIONS,
    input,
    tools: [{ type: 'function', name: 'contact', description: 'Contacts somebody.', parameters: PARAMETERS, strict: true }],
  }
  if (!stream) return (await client.responses.create(request)).output
  const events = await client.responses.create({ ...request, stream: true })
  const deltas = new Map<string, string>()
  for await (const event of events) {
    if (event.type === 'response.function_call_arguments.delta') deltas.set(event.item_id, (deltas.get(event.item_id) ?? '') + event.delta)
    if (event.type === 'response.function_call_arguments.done') expect(deltas.get(event.item_id)).toBe(event.arguments)
    if (event.type === 'response.completed') return event.response.output
  }
  throw new Error('the stream did not complete')
} // prettier-ignore

/** The members that the API takes back: a hostile vendor adds others, which it then refuses. */
const KNOWN = [
  'id',
  'type',
  'role',
  'status',
  'call_id',
  'name',
  'arguments',
  'encrypted_content',
  'summary',
  'content',
  'text',
  'annotations',
  'logprobs',
]

function known(item: ResponseOutputItem): ResponseInputItem {
  let source = JSON.stringify(item, ['', ...KNOWN])
  // A hostile vendor writes a value twice without a space; what is glued together is not found again on the next turn.
  for (const value of VALUES) {
    for (const form of spellings(value)) source = source.replaceAll(form + form, `${form} ${form}`)
  }
  return JSON.parse(source) as ResponseInputItem
}

/** In JSON, and in JSON inside JSON. */
function spellings(value: string): readonly string[] {
  const once = JSON.stringify(value).slice(1, -1)
  return [...new Set([value, once, JSON.stringify(once).slice(1, -1)])]
}

/** Runs the loop as an application does: what came back goes in again. */
async function loop(client: OpenAI, stream: boolean): Promise<{ readonly rounds: number; readonly inputs: readonly string[]; readonly said: string }> {
  const input: ResponseInputItem[] = [{ role: 'user', content: `${ASK} simulate: tool-turns=3` }]
  const inputs: string[] = []
  for (let rounds = 0; rounds < 6; rounds += 1) {
    const output = await respond(client, input, stream)
    const calls = output.filter((item) => item.type === 'function_call')
    if (calls.length === 0) {
      const said = output.flatMap((item) => (item.type === 'message' ? item.content : [])).map((part) => (part.type === 'output_text' ? part.text : ''))
      return { rounds, inputs, said: said.join('') }
    }
    input.push(...output.map((item) => known(item)))
    for (const call of calls) {
      inputs.push(call.arguments)
      const { arguments: source } = known(call) as ResponseFunctionToolCall
      input.push({ type: 'function_call_output', call_id: call.call_id, output: JSON.stringify({ done: JSON.parse(source) as unknown }) })
    }
  }
  throw new Error('the loop did not end')
} // prettier-ignore

describe('a loop of three tool turns on a reasoning model, nothing stored', () => {
  let tidy: Stage
  beforeAll(async () => {
    tidy = await stage(false, 1)
  })
  afterAll(async () => await tidy.stop())

  it.each([
    ['whole', false],
    ['streamed', true],
  ])('works %s', async (_name, stream) => {
    const { rounds, inputs, said } = await loop(tidy.client, stream)
    expect(rounds).toBe(3)
    for (const source of inputs) expectRestored(Object.values(JSON.parse(source) as object).join(' '))
    expectRestored(said)
    expectUnseen(tidy.openai)
    const last = JSON.parse(tidy.openai.seen.at(-1)?.text ?? '') as Record<string, unknown>
    expect(last).toMatchObject({ store: false, include: ['reasoning.encrypted_content'] })
    const items = (last['input'] as { type?: string; id?: string; encrypted_content?: string }[]).filter((item) => item.type === 'reasoning')
    expect(items).toHaveLength(3)
    for (const item of items) expect(item).toMatchObject({ encrypted_content: expect.stringMatching(/^gAAAAAB/) as string })
    expect(JSON.stringify(last)).not.toMatch(/"id":"(?:rs|fc|msg)_/)
  }) // prettier-ignore

  it('works with the stream helpers of the SDK', async () => {
    const response = await tidy.client.responses.stream({ model: 'gpt-5.4', instructions: INSTRUCTIONS, input: ASK }).finalResponse()
    expectRestored(response.output_text)
    const completion = await tidy.client.chat.completions
      .stream({ model: 'gpt-5.4-mini', messages: [{ role: 'user', content: ASK }], tools: [{ type: 'function', function: { name: 'contact', parameters: PARAMETERS } }] })
      .finalChatCompletion()
    const call = completion.choices[0]?.message.tool_calls?.[0]
    expectRestored(call?.type === 'function' ? Object.values(JSON.parse(call.function.arguments) as object).join(' ') : '')
  }) // prettier-ignore
})

describe.each([11, 12, 13, 14, 15, 16, 17, 18])('a hostile vendor, run %i', (seed) => {
  let hostile: Stage
  beforeAll(async () => {
    hostile = await stage(true, seed)
  })
  afterAll(async () => await hostile.stop())

  it.each([
    ['whole', false],
    ['streamed', true],
  ])('a tool loop works %s', async (_name, stream) => {
    const { rounds, inputs, said } = await loop(hostile.client, stream)
    expect(rounds).toBe(3)
    for (const source of inputs) expectRestored(Object.values(JSON.parse(source) as object).join(' '))
    expectRestored(said)
    expectUnseen(hostile.openai)
  })

  it('two choices of a chat stream come back each whole', async () => {
    const stream = await hostile.client.chat.completions.create({
      model: 'gpt-5.4-mini',
      messages: [{ role: 'developer', content: INSTRUCTIONS }, { role: 'user', content: ASK }],
      n: 2,
      stream: true,
    })
    const texts = new Map<number, string>()
    const ended = new Map<number, string | null>()
    for await (const chunk of stream) {
      for (const { index, delta, finish_reason: finish } of chunk.choices) {
        if (ended.has(index)) expect(delta.content ?? '').toBe('')
        texts.set(index, (texts.get(index) ?? '') + (delta.content ?? ''))
        if (finish !== null) ended.set(index, finish)
      }
    }
    expect(new Set(ended.keys())).toEqual(new Set([0, 1]))
    for (const text of texts.values()) expectRestored(text)
    expectUnseen(hostile.openai)
  }) // prettier-ignore

  it('an Azure deployment answers whole and streamed', async () => {
    const request = { model: 'support', messages: [{ role: 'system' as const, content: INSTRUCTIONS }, { role: 'user' as const, content: ASK }] }
    const whole = await hostile.azureClient.chat.completions.create(request)
    expectRestored(whole.choices[0]?.message.content ?? '')
    let text = ''
    for await (const chunk of await hostile.azureClient.chat.completions.create({ ...request, stream: true })) text += chunk.choices[0]?.delta.content ?? ''
    expectRestored(text)
    expectUnseen(hostile.azure)
  }) // prettier-ignore

  it('a transcript comes back whole and streamed', async () => {
    const file = new File(['ID3'], 'Anna Nowak.mp3', { type: 'audio/mpeg' })
    const prompt = `The speaker is ${EMAIL} of ${WORD}, account ${IBAN}.`
    const model = 'gpt-4o-transcribe'
    const whole = await hostile.client.audio.transcriptions.create({ model, file, prompt })
    expect(whole.text).toContain(EMAIL)
    let text = ''
    for await (const event of await hostile.client.audio.transcriptions.create({ model, file, prompt, stream: true })) {
      if (event.type === 'transcript.text.delta') text += event.delta
      if (event.type === 'transcript.text.done') expect(event.text).toBe(text)
    }
    expect(text).toContain(EMAIL)
    expectUnseen(hostile.openai)
    expect(hostile.openai.seen.at(-1)?.text).not.toContain('Anna')
  }) // prettier-ignore

  it('leaves records that agree with what happened', async () => {
    const records = await hostile.gateway.records()
    expect(records.length).toBeGreaterThanOrEqual(10)
    for (const record of records) {
      expect(record).toMatchObject({ kind: 'attempt', outcome: 'ok', redaction: 'apply' })
      expect({ ...record.redactions, ...record.lateRedactions }).toMatchObject({ EMAIL: expect.any(Number) as number, IBAN: expect.any(Number) as number, WORD: expect.any(Number) as number })
      expect(record.restored).toBeGreaterThan(0)
    }
  }) // prettier-ignore
})
