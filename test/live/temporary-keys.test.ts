/** Keys that browsers get: minted by the gateway in the vendor's own shape, good for one session, once, and not for long. */
import { AssemblyAI } from 'assemblyai'
import OpenAI from 'openai'
import { OpenAIRealtimeWS } from 'openai/realtime/ws'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { talk, type Conversation } from '../simulators/talk.ts'
import { liveGateway, type LiveGateway, type LiveGatewayOptions } from './live-gateway.ts'

const MODELS = { models: ['gpt-realtime', 'gpt-realtime-mini', 'gpt-5.4-mini'] }

async function openai(options: LiveGatewayOptions = {}) {
  const live = await liveGateway('openai', { endpoint: MODELS, behaviour: { hostile: false }, ...options })
  const client = new OpenAI({ apiKey: live.key, baseURL: `${live.base}/v1`, maxRetries: 0 })
  return { ...live, client }
}

function join({ base }: LiveGateway, key: string, model = 'gpt-realtime'): Conversation {
  const client = new OpenAI({ apiKey: key, baseURL: `${base}/v1` })
  const socket = new OpenAIRealtimeWS({ model }, client)
  socket.on('error', () => {})
  return talk(socket.socket)
}

describe('a client secret', () => {
  it('is minted through the SDK, opens one session, and no second', async () => {
    const live = await openai()
    const { value, expires_at, session } = await live.client.realtime.clientSecrets.create({
      expires_after: { anchor: 'created_at', seconds: 60 },
      session: { type: 'realtime', model: 'gpt-realtime' },
    })
    expect(value).toMatch(/^ek_/)
    expect(expires_at - Date.now() / 1000).toBeGreaterThan(50)
    expect(expires_at - Date.now() / 1000).toBeLessThanOrEqual(60)
    expect(session).toMatchObject({ type: 'realtime', model: 'gpt-realtime' })
    // Nobody was asked for it.
    expect(live.simulator.counters.requests).toBe(0)
    const first = join(live, value)
    await first.until('session.created')
    expect((await join(live, value).closed).status).toBe(401)
    first.close()
    await first.closed
    expect((await join(live, value).closed).status).toBe(401)
    const [record] = await live.gateway.records(1)
    expect(record).toMatchObject({
      tenant: 'acme',
      outcome: 'ok',
      marks: expect.arrayContaining(['temporary_key']) as unknown,
    })
    expect((await live.simulator.whenSession(1)).headers['authorization']).toBe('Bearer upstream-openai-key')
  })

  it('is taken where a browser puts it, among the subprotocols', async () => {
    const live = await openai()
    const { value } = await live.client.realtime.clientSecrets.create({})
    const socket = new WebSocket(`${live.base.replace('https', 'wss')}/v1/realtime?model=gpt-realtime`, [
      'realtime',
      `openai-insecure-api-key.${value}`,
    ])
    await talk(socket).until('session.created')
    expect(socket.protocol).toBe('realtime')
    const { headers, path } = await live.simulator.whenSession(1)
    expect(JSON.stringify(headers) + path).not.toContain(value)
  })

  it('is minted and used on Azure too', async () => {
    const live = await liveGateway('azure', {
      endpoint: { deployments: { voice: { model: 'gpt-realtime', sku: 'Standard' } } },
      behaviour: { hostile: false, deployments: { voice: 'gpt-realtime' } },
    })
    const baseURL = `${live.base}/openai/v1`
    const client = new OpenAI({ apiKey: live.key, baseURL, maxRetries: 0 })
    const { value } = await client.realtime.clientSecrets.create({
      session: { type: 'realtime', model: 'voice' },
    })
    expect(live.simulator.counters.requests).toBe(0)
    const browser = (): Conversation => {
      const socket = new OpenAIRealtimeWS({ model: 'voice' }, new OpenAI({ apiKey: value, baseURL }))
      socket.on('error', () => {})
      return talk(socket.socket)
    }
    await browser().until('session.created')
    expect((await browser().closed).status).toBe(401)
    const { headers, path } = await live.simulator.whenSession(1)
    expect(headers['api-key']).toBe('upstream-azure-key')
    expect(JSON.stringify(headers) + path).not.toContain(value)
  })

  it('is for the model that it was minted for', async () => {
    const live = await openai()
    const { value } = await live.client.realtime.clientSecrets.create({
      session: { type: 'realtime', model: 'gpt-realtime-mini' },
    })
    expect((await join(live, value).closed).status).toBe(403)
    expect(live.simulator.sessions.length).toBe(0)
  })

  it('is none for anything but a session of its vendor, and none after its time', async () => {
    const live = await openai()
    const mint = async () => (await live.client.realtime.clientSecrets.create({})).value
    const asKey = (apiKey: string): OpenAI =>
      new OpenAI({ apiKey, baseURL: `${live.base}/v1`, maxRetries: 0 })
    await expect(asKey(await mint()).models.list()).rejects.toThrow('401')
    await expect(asKey(await mint()).realtime.clientSecrets.create({})).rejects.toThrow('401')
    const socket = new WebSocket(`${live.base.replace('https', 'wss')}/v1/responses`, {
      headers: { authorization: `Bearer ${await mint()}` },
    })
    const other = talk(socket)
    other.send({ type: 'response.create', model: 'gpt-5.4-mini', input: 'Hello' })
    expect(await other.until('error')).toMatchObject({ error: { code: 'operation_not_allowed' } })
    expect((await join(live, `ek_limen_${'A'.repeat(43)}`).closed).status).toBe(401)
  })

  it('holds no settings: what a session is to be is said in it', async () => {
    const { client } = await openai()
    await expect(
      client.realtime.clientSecrets.create({ session: { type: 'realtime', instructions: 'Be brief.' } }),
    ).rejects.toThrow('session.instructions')
    await expect(
      client.realtime.clientSecrets.create({ expires_after: { anchor: 'created_at', seconds: 86_400 } }),
    ).rejects.toThrow('expires_after.seconds')
  })

  it('is not minted without a key', async () => {
    const { base } = await openai()
    const client = new OpenAI({ apiKey: 'no-such-key', baseURL: `${base}/v1`, maxRetries: 0 })
    await expect(client.realtime.clientSecrets.create({})).rejects.toThrow('401')
  })

  it('does not outlive the gateway', async () => {
    const first = await openai()
    const { value } = await first.client.realtime.clientSecrets.create({})
    const second = await openai()
    expect((await join(second, value).closed).status).toBe(401)
  })
})

describe('a temporary token of AssemblyAI', () => {
  it('is minted and used through the SDK, once, and does not go on', async () => {
    const live = await liveGateway('assemblyai', { behaviour: { hostile: false } })
    const origin = live.base.replace('/assemblyai', '/assemblyai-streaming')
    const backend = new AssemblyAI({ apiKey: live.key, streamingBaseUrl: origin })
    const token = await backend.streaming.createTemporaryToken({ expires_in_seconds: 60 })
    const browser = () =>
      new AssemblyAI({ apiKey: 'none' }).streaming.transcriber({
        token,
        sampleRate: 16_000,
        websocketBaseUrl: `${origin.replace('https', 'wss')}/v3/ws`,
        maxConnectionRetries: 0,
      })
    const session = browser()
    const { id } = await session.connect()
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    await session.close()
    await expect(browser().connect()).rejects.toThrow('401')
    const seen = await live.simulator.whenSession(1)
    expect(seen.headers['authorization']).toBe('upstream-assemblyai-key')
    expect(seen.path).not.toContain(token)
    expect(seen.path).not.toContain('token')
  })
})
