/** OpenAI's own client of responses over a WebSocket, through the gateway. */
import OpenAI from 'openai'
import { ResponsesWS } from 'openai/resources/responses/ws'
import type {
  ResponseFunctionToolCall,
  ResponsesClientEvent,
  ResponsesServerEvent,
} from 'openai/resources/responses/responses'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { VendorId } from '../../src/connectors/contract.ts'
import { heardBy, liveGateway, type LiveGatewayOptions } from './live-gateway.ts'

const EMAIL = 'anna.nowak@example.pl'
const PHONE = '+48 512 345 678'
const IBAN = 'DE89370400440532013000'
const OPERATOR = 'support@acme.example'

const TOOL = {
  type: 'function' as const,
  name: 'look_up',
  strict: true,
  description: `Ask ${OPERATOR} when unsure.`,
  parameters: { type: 'object', properties: { email: { type: 'string' }, note: { type: 'string' } } },
}

type Create = Omit<ResponsesClientEvent.ResponseCreate, 'type'>
type Completed = Extract<ResponsesServerEvent, { type: 'response.completed' }>
type Failed = Extract<ResponsesServerEvent, { type: 'error' }>

async function open(options: LiveGatewayOptions = {}, vendor: VendorId = 'openai', path = '/v1') {
  const live = await liveGateway(vendor, options)
  const client = new OpenAI({ apiKey: live.key, baseURL: `${live.base}${path}` })
  const socket = new ResponsesWS(client)
  socket.on('error', () => {})
  onTestFinished(() => socket.close())
  const events: ResponsesServerEvent[] = []
  socket.on('event', (event) => events.push(event))
  const closed = Promise.withResolvers<number>()
  socket.on('close', (code) => closed.resolve(code))
  /** Sends a turn and waits for its end. */
  const turn = (event: Create | { type: string }) =>
    new Promise<Completed | Failed>((resolve) => {
      const end = (last: ResponsesServerEvent): void => {
        if (last.type !== 'response.completed' && last.type !== 'error') return
        socket.off('event', end)
        resolve(last)
      }
      socket.on('event', end)
      socket.sendRaw(JSON.stringify({ type: 'response.create', ...event }))
    })
  const complete = async (event: Create): Promise<Completed['response']> => {
    const last = await turn(event)
    if (last.type === 'error') throw new Error(JSON.stringify(last))
    return last.response
  }
  return { ...live, socket, events, turn, complete, closed: closed.promise }
}

function textOf(events: readonly ResponsesServerEvent[]): string {
  return events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join('')
}

describe('responses over a WebSocket', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'redact a tool loop of one connection and restore it, at every cut (%i)',
    async (seed) => {
      const { complete, events, simulator } = await open({ seed })
      const common = {
        model: 'gpt-5.4',
        instructions: `You work for ${OPERATOR}.`,
        tools: [TOOL],
        store: true,
      }
      const first = await complete({ ...common, input: `I am ${EMAIL}, call ${PHONE}. simulate: exact` })
      const calls = first.output.filter(
        (item): item is ResponseFunctionToolCall => item.type === 'function_call',
      )
      expect(calls.length).toBeGreaterThan(0)
      for (const call of calls) expect((JSON.parse(call.arguments) as { email: string }).email).toBe(EMAIL)
      events.length = 0
      const second = await complete({
        ...common,
        previous_response_id: first.id,
        input: calls.map(({ call_id }) => ({
          type: 'function_call_output' as const,
          call_id,
          output: JSON.stringify({ iban: IBAN }),
        })),
      })
      for (const value of [EMAIL, PHONE, IBAN]) {
        expect(JSON.stringify(second.output)).toContain(value)
        expect(textOf(events)).toContain(value)
      }
      const heard = await heardBy(simulator)
      for (const value of [EMAIL, PHONE, '512 345 678', IBAN, OPERATOR, '"store":true'])
        expect(heard).not.toContain(value)
      expect(heard).toContain('"store":false')
      expect(heard).toContain('[EMAIL_S1]')
    },
  )

  it('escape what goes back into JSON of one turn, and not what goes into the words of the next', async () => {
    const { complete, turn } = await open({ behaviour: { hostile: false } })
    const quoted = '"anna \\"a\\" nowak"@example.pl'
    const schema = { type: 'object', properties: { email: { type: 'string' } } }
    const first = await complete({
      model: 'gpt-4o-mini',
      input: `I am ${EMAIL}, called ${quoted}.`,
      text: { format: { type: 'json_schema', name: 'a', schema } },
    })
    const [message] = first.output
    if (message?.type !== 'message' || message.content[0]?.type !== 'output_text') throw new Error('no text')
    expect(JSON.parse(message.content[0].text)).toMatchObject({ email: EMAIL })
    const next = await turn({ model: 'gpt-4o-mini', input: `Say ${EMAIL}`, previous_response_id: first.id })
    expect(JSON.stringify(next)).toContain(EMAIL)
  })

  it('refuse what is outside the agreement by an error event, and go on', async () => {
    const { complete, turn, simulator } = await open()
    const first = await complete({ model: 'gpt-5.4', input: 'Hello' })
    const refused: readonly [object, string | null][] = [
      [{ previous_response_id: 'resp_of_somebody_else' }, 'previous_response_id'],
      [{ conversation: 'conv_1' }, 'conversation'],
      [{ prompt: { id: 'pmpt_1' } }, 'prompt'],
      [{ background: true }, 'background'],
      [{ tools: [{ type: 'web_search' }] }, 'tools[0].type'],
      [{ tools: [{ type: 'mcp', server_label: 'x', server_url: 'https://x.example' }] }, 'tools[0].type'],
      [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'input[0].type'],
      [{ model: 'gpt-5.4-us' }, 'model'],
      [{ type: 'response.inject' }, null],
    ]
    for (const [members, param] of refused) {
      const last = await turn({ model: 'gpt-5.4', input: 'Hello', ...members })
      expect(last).toMatchObject({ type: 'error', error: { param } })
    }
    await complete({ model: 'gpt-5.4', input: 'Again', previous_response_id: first.id })
    const heard = await heardBy(simulator)
    for (const word of [
      'somebody_else',
      'conv_1',
      'pmpt_1',
      'background',
      'web_search',
      'mcp',
      '-us',
      'inject',
    ])
      expect(heard).not.toContain(word)
  })

  it.each<[string, object]>([
    ['names what nobody made yet', { model: 'gpt-5.4', input: 'Hello', previous_response_id: 'resp_1' }],
    ['is of no known kind', { type: 'response.inject', model: 'gpt-5.4', input: 'Hello' }],
    ['names a model that config does not list', { model: 'gpt-9', input: 'Hello' }],
    ['names no model', { input: 'Hello' }],
  ])('end with an error event when the first event %s', async (_name, event) => {
    const { turn, closed, simulator } = await open()
    expect(await turn(event as Create)).toMatchObject({ type: 'error' })
    expect(await closed).toBe(1008)
    expect(simulator.sessions.length).toBe(0)
  })

  it('ask for sealed reasoning of models that reason, whichever turn names one', async () => {
    const { complete, simulator } = await open({ behaviour: { hostile: false } })
    await complete({ model: 'gpt-4o-mini', input: 'Hello' })
    await complete({ model: 'gpt-5.4', input: 'Hello' })
    const { received } = await simulator.whenSession(1)
    const [plain, reasoning] = received.map((message) => (message.kind === 'text' ? message.text : ''))
    expect(plain).not.toContain('encrypted_content')
    expect(reasoning).toContain('"include":["reasoning.encrypted_content"]')
  })

  it('are one record for one connection', async () => {
    const { complete, socket, gateway, closed } = await open({ behaviour: { hostile: false } })
    await complete({ model: 'gpt-5.4', input: `I am ${EMAIL}.` })
    await complete({ model: 'gpt-5.4-mini', input: `Call ${PHONE}.` })
    socket.close()
    await closed
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({
      operation: 'responses.socket',
      model: 'gpt-5.4',
      outcome: 'ok',
      redactions: { EMAIL: 1 },
      lateRedactions: { PHONE: 1 },
    })
    expect(record?.inputTokens).toBeGreaterThan(0)
  })

  it.each([
    [['openai.responses.socket'], 'response.completed'],
    [[], 'error'],
  ])('take a picture in a later turn where consent (%j) names them', async (media, type) => {
    const { complete, turn } = await open({ tenants: { acme: { media } }, behaviour: { hostile: false } })
    await complete({ model: 'gpt-5.4', input: 'Hello' })
    const image_url = `data:image/png;base64,${Buffer.alloc(90, 7).toString('base64')}`
    const content = [{ type: 'input_image' as const, image_url, detail: 'auto' as const }]
    expect((await turn({ model: 'gpt-5.4', input: [{ role: 'user', content }] })).type).toBe(type)
  })

  it('are Azure’s on the v1 API', async () => {
    const { complete, simulator } = await open({}, 'azure', '/openai/v1')
    const response = await complete({ model: 'chat-dep', input: `I am ${EMAIL}.` })
    expect(JSON.stringify(response.output)).toContain(EMAIL)
    expect(await heardBy(simulator)).not.toContain(EMAIL)
  })
})
