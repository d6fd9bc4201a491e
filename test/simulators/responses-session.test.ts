/** The OpenAI simulator's responses over a WebSocket, driven by the SDK's own client. */
import OpenAI from 'openai'
import { ResponsesWS } from 'openai/resources/responses/ws'
import type { ResponsesClientEvent, ResponsesServerEvent } from 'openai/resources/responses/responses'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Behaviour } from '../../src/connectors/simulator/contract.ts'
import { simulateOpenAI } from '../../src/connectors/vendors/openai/simulator.ts'
import { simulateOpenAILive } from '../../src/connectors/vendors/openai/simulator/live.ts'
import { HOSTILE, running, TIDY } from './running.ts'

type Create = Omit<ResponsesClientEvent.ResponseCreate, 'type'>
type Done = Extract<ResponsesServerEvent, { type?: 'response.completed' }>

async function open(behaviour: Behaviour) {
  const simulator = await running(simulateOpenAI, behaviour, { live: simulateOpenAILive })
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${simulator.origin}/v1` })
  const socket = new ResponsesWS(client)
  socket.on('error', () => {})
  onTestFinished(() => socket.close())
  const events: ResponsesServerEvent[] = []
  socket.on('event', (event) => events.push(event))
  const turn = (event: Create) =>
    new Promise<Done | Extract<ResponsesServerEvent, { type: 'error' }>>((resolve) => {
      const end = (last: ResponsesServerEvent) => {
        if (last.type !== 'response.completed' && last.type !== 'error') return
        socket.off('event', end)
        resolve(last)
      }
      socket.on('event', end)
      socket.send({ ...event, type: 'response.create' })
    })
  return { turn, events }
}

const BASE = { model: 'o4-mini', store: false }
const TOOL = {
  type: 'function' as const,
  name: 'look_up',
  strict: true,
  parameters: { type: 'object', properties: { email: { type: 'string' } } },
}

describe('responses over a WebSocket', () => {
  it.each<[string, Behaviour]>([
    ['tidy', TIDY],
    ['hostile', HOSTILE],
  ])('go on from a response of the same connection, %s', async (_name, behaviour) => {
    const { turn, events } = await open(behaviour)
    const first = await turn({
      ...BASE,
      tools: [TOOL],
      parallel_tool_calls: false,
      input: 'Find [EMAIL_1]',
      stream_id: 'a',
    })
    if (first.type === 'error') throw new Error(JSON.stringify(first))
    expect(events.every((event) => 'stream_id' in event && event.stream_id === 'a')).toBe(true)
    const call = first.response.output.find((item) => item.type === 'function_call')
    const second = await turn({
      ...BASE,
      previous_response_id: first.response.id,
      input: [{ type: 'function_call_output', call_id: call?.call_id ?? '', output: 'It is [PHONE_1]' }],
    })
    if (second.type === 'error') throw new Error(JSON.stringify(second))
    expect(JSON.stringify(second.response.output)).toContain('It is [PHONE_1]')
  })

  it('refuses what the connection does not know, what is stored, and goes on', async () => {
    const { turn } = await open(TIDY)
    expect(await turn({ ...BASE, previous_response_id: 'resp_1', input: 'Hello' })).toMatchObject({
      type: 'error',
      error: { code: 'previous_response_not_found' },
    })
    expect(await turn({ model: 'o4-mini', input: 'Hello' })).toMatchObject({
      type: 'error',
      error: { code: 'store_missing' },
    })
    expect(await turn({ ...BASE, input: 'Hello' })).toMatchObject({ type: 'response.completed' })
  })
})
