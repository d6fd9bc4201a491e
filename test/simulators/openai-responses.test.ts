/** The OpenAI simulator's responses, driven by the `openai` SDK without any state at the vendor. */
import type OpenAI from 'openai'
import type {
  Response,
  ResponseFunctionToolCall,
  ResponseInputItem,
  ResponseOutputItem,
} from 'openai/resources/responses/responses'
import { describe, expect, it } from 'vitest'
import type { Behaviour } from '../../src/connectors/simulator/contract.ts'
import { collect, HOSTILE, openai, post, TIDY } from './running.ts'

const TOOL = {
  type: 'function' as const,
  name: 'look_up',
  strict: true,
  parameters: { type: 'object', properties: { email: { type: 'string' } } },
}
const STATELESS = { store: false, include: ['reasoning.encrypted_content' as const] }

/**
 * What a caller sends back: the items as they came, but for the ids that only a stored item has, and for what the SDK
 * itself added while it parsed a stream.
 */
function replayed(output: readonly ResponseOutputItem[]): ResponseInputItem[] {
  return output.map((item) => {
    const {
      id: _id,
      parsed_arguments: _parsed,
      ...rest
    } = item as ResponseFunctionToolCall & { parsed_arguments?: unknown }
    return rest
  })
}

async function ask(client: OpenAI, input: ResponseInputItem[], streamed: boolean): Promise<Response> {
  const body = { model: 'o4-mini', input, tools: [TOOL], ...STATELESS }
  return streamed ? client.responses.stream(body).finalResponse() : client.responses.create(body)
}

/** Rounds of tool calls until the model answers in words. */
async function toolLoop(client: OpenAI, streamed: boolean, question: string) {
  const input: ResponseInputItem[] = [{ role: 'user', content: question }]
  let rounds = 0
  for (;;) {
    const response = await ask(client, input, streamed)
    input.push(...replayed(response.output))
    const calls = response.output.filter((item) => item.type === 'function_call')
    if (calls.length === 0) return { rounds, response, input }
    rounds += 1
    for (const call of calls) {
      JSON.parse(call.arguments)
      input.push({ type: 'function_call_output', call_id: call.call_id, output: `Found in round ${rounds}` })
    }
  }
}

describe('responses', () => {
  it.each<[string, Behaviour, boolean]>([
    ['whole', TIDY, false],
    ['streamed', TIDY, true],
    ['whole and hostile', HOSTILE, false],
    ['streamed and hostile', HOSTILE, true],
  ])('a stateless tool loop of three turns on a reasoning model, %s', async (_name, behaviour, streamed) => {
    const { client } = await openai(behaviour)
    const { rounds, response } = await toolLoop(client, streamed, 'Find [EMAIL_1] simulate: tool-turns=2')
    expect(rounds).toBe(2)
    expect(response.output_text).toContain('The tool answered: "Found in round 2".')
    expect(response.output[0]?.type).toBe('reasoning')
  })

  it('refuses a tool loop that lost the encrypted reasoning', async () => {
    const { client } = await openai(TIDY)
    const { input } = await toolLoop(client, false, 'Find [EMAIL_1]')
    const without = input.filter((item) => item.type !== 'reasoning')
    await expect(ask(client, without, false)).rejects.toThrow(
      "was provided without its required 'reasoning' item",
    )
  })

  it('refuses encrypted reasoning that was touched in one character', async () => {
    const { client } = await openai(HOSTILE)
    const { input } = await toolLoop(client, false, 'Find [EMAIL_1]')
    const touched = input.map((item) =>
      item.type === 'reasoning' && typeof item.encrypted_content === 'string'
        ? { ...item, encrypted_content: item.encrypted_content.replace('4111111111111111', '[CARD_1]') }
        : item,
    )
    await expect(ask(client, touched, false)).rejects.toThrow('could not be verified')
  })

  it('sends no encrypted reasoning unless it is asked for', async () => {
    const { client } = await openai(TIDY)
    const response = await client.responses.create({ model: 'o4-mini', input: 'Hello', store: false })
    expect(response.output[0]).not.toHaveProperty('encrypted_content')
  })

  it('streams typed events in order, numbered, with each text once in deltas and again in its done events', async () => {
    const { client } = await openai(TIDY)
    const stream = await client.responses.create({
      model: 'gpt-4.1-mini',
      input: 'I am [EMAIL_1].',
      instructions: 'Escalate to [EMAIL_7].',
      store: false,
      stream: true,
    })
    const events = await collect(stream)
    const kinds = events.map((event) => event.type).filter((type) => type !== 'response.output_text.delta')
    expect(kinds).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ])
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_event, index) => index))
    const deltas = events.flatMap((event) =>
      event.type === 'response.output_text.delta' ? [event.delta] : [],
    )
    const done = events.find((event) => event.type === 'response.output_text.done')
    expect(deltas.join('')).toBe(done?.text)
    expect(done?.text).toContain('[EMAIL_1]')
    const completed = events.at(-1)
    if (completed?.type !== 'response.completed') throw new Error('not completed')
    expect(completed.response.instructions).toBe('Escalate to [EMAIL_7].')
    expect(completed.response.usage?.total_tokens).toBeGreaterThan(0)
  })

  it('streams a reasoning summary that quotes the caller', async () => {
    const { client } = await openai(HOSTILE)
    const response = await client.responses
      .stream({ model: 'gpt-5-mini', input: 'I am [EMAIL_1]', reasoning: { summary: 'auto' }, ...STATELESS })
      .finalResponse()
    const [reasoning] = response.output
    expect(reasoning?.type === 'reasoning' ? reasoning.summary[0]?.text : '').toContain('[EMAIL_1]')
  })

  it('mixes the events of parallel calls in a hostile stream, and the SDK still tells them apart', async () => {
    const { client } = await openai(HOSTILE)
    let mixed = 0
    for (let round = 0; round < 10; round++) {
      const stream = client.responses.stream({
        model: 'gpt-4.1-mini',
        input: 'Find [EMAIL_1] simulate: parallel-tools',
        tools: [TOOL],
        store: false,
      })
      const order: number[] = []
      stream.on('response.function_call_arguments.delta', (event) => order.push(event.output_index))
      const { output } = await stream.finalResponse()
      const calls = output.filter((item) => item.type === 'function_call')
      expect(calls).toHaveLength(2)
      for (const call of calls) expect(JSON.parse(call.arguments)).toHaveProperty('email')
      if (order.some((index, at) => index < (order[at - 1] ?? 0))) mixed += 1
    }
    expect(mixed).toBeGreaterThan(0)
  })

  it('ends incomplete at the token limit', async () => {
    const { client } = await openai(TIDY)
    const response = await client.responses
      .stream({ model: 'gpt-4.1-mini', input: 'word '.repeat(100), max_output_tokens: 16, store: false })
      .finalResponse()
    expect(response.status).toBe('incomplete')
    expect(response.incomplete_details?.reason).toBe('max_output_tokens')
  })

  it.each([
    ['store is missing', { store: undefined }, 'simulator: store must be false'],
    ['store is true', { store: true }, 'simulator: store must be false'],
    ['an earlier response', { previous_response_id: 'resp_1' }, "'previous_response_id' needs state"],
    ['a conversation', { conversation: 'conv_1' }, "'conversation' needs state"],
    ['a stored prompt', { prompt: { id: 'pmpt_1' } }, "'prompt' needs state"],
    ['background', { background: true }, 'simulator: background'],
    [
      'a bare reference',
      { input: [{ type: 'item_reference', id: 'rs_1' }] },
      "Item with id 'rs_1' not found.",
    ],
    [
      'an item with an id',
      { input: [{ type: 'message', id: 'msg_1', role: 'assistant', content: 'a' }] },
      "Item with id 'msg_1' not found.",
    ],
    ['a hosted tool', { tools: [{ type: 'web_search' }] }, "simulator: 'web_search' is not simulated"],
    ['an unknown item', { input: [{ type: 'telepathy' }] }, 'input[0].type'],
    [
      'an unknown member of a tool',
      { tools: [{ ...TOOL, secret: 1 }] },
      "Unknown parameter: 'tools[0].secret'.",
    ],
    [
      'an output without its call',
      { input: [{ type: 'function_call_output', call_id: 'c1', output: 'a' }] },
      'No tool call found for function call output with call_id c1.',
    ],
    [
      'a call without its output',
      { input: [{ type: 'function_call', call_id: 'c1', name: 'f', arguments: '{}' }] },
      'No tool output found for function call c1.',
    ],
    [
      'reasoning that nothing follows',
      { model: 'o4-mini', input: [{ type: 'reasoning', summary: [] }] },
      'without encrypted_content',
    ],
    [
      'encrypted reasoning of a model that does not reason',
      { include: ['reasoning.encrypted_content'] },
      'Encrypted content is not supported with this model.',
    ],
  ])('refuse when there is %s', async (_name, change, message) => {
    const { simulator } = await openai(TIDY)
    const body = { model: 'gpt-4.1-mini', input: 'Hello', store: false, ...change }
    const response = await post(simulator.origin, '/v1/responses', body)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(message)
  })
})
