/** The Azure simulator, driven by `AzureOpenAI` on deployment paths and by the plain client on the v1 API. */
import OpenAI, { AzureOpenAI, toFile } from 'openai'
import { describe, expect, it } from 'vitest'
import { azure, collect, HOSTILE, post, running, TIDY } from './running.ts'
import { simulateAzure } from '../../src/connectors/vendors/azure/simulator.ts'

const CHAT = '/openai/deployments/chat-eu/chat/completions?api-version=2025-04-01-preview'
const BODY = { store: false, messages: [{ role: 'user' as const, content: 'I am [EMAIL_1]' }] }

function asks(content: string) {
  return { ...BODY, messages: [{ role: 'user' as const, content }] }
}

describe('deployment paths', () => {
  it('answer with the content filter’s members, whole', async () => {
    const { client } = await azure(TIDY)
    const answer = await client.chat.completions.create({ ...BODY, model: 'chat-eu' })
    expect(answer.choices[0]?.message.content).toContain('I will contact [EMAIL_1].')
    expect(answer).toMatchObject({
      prompt_filter_results: [
        { prompt_index: 0, content_filter_results: { jailbreak: { filtered: false } } },
      ],
      choices: [{ content_filter_results: { hate: { filtered: false, severity: 'safe' } } }],
    })
  })

  it('stream a first chunk that has no choices', async () => {
    const { client } = await azure(HOSTILE)
    const chunks = await collect(
      await client.chat.completions.create({ ...BODY, model: 'chat-eu', stream: true }),
    )
    expect(chunks[0]).toMatchObject({ choices: [], model: '', prompt_filter_results: [{ prompt_index: 0 }] })
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')
    expect(text).toContain('You wrote: "I am [EMAIL_1]".')
  })

  it('serve embeddings and transcriptions', async () => {
    const deployments = { vectors: 'text-embedding-3-large', speech: 'whisper-1' }
    const { client } = await azure({ ...TIDY, deployments })
    const { data } = await client.embeddings.create({ model: 'vectors', input: 'a' })
    expect(data[0]?.embedding).toHaveLength(3072)
    const file = await toFile(Buffer.from('abc'), 'call.mp3')
    const { text } = await client.audio.transcriptions.create({ model: 'speech', file })
    expect(text).toContain('transcript of 3 bytes')
  })

  it('say which deployment there is not', async () => {
    const { client } = await azure({ ...TIDY, deployments: { only: 'gpt-4o' } })
    await expect(client.chat.completions.create({ ...BODY, model: 'other' })).rejects.toMatchObject({
      status: 404,
      code: 'DeploymentNotFound',
    })
  })

  it('want an api-version, a known operation and the right method', async () => {
    const simulator = await running(simulateAzure, TIDY)
    const paths = [
      '/openai/deployments/chat-eu/chat/completions',
      '/openai/deployments/chat-eu/chat/completions?api-version=latest',
      '/openai/deployments/chat-eu/images/upscalings?api-version=2024-10-21',
      '/openai/v1/moderations',
      '/chat/completions',
    ]
    for (const path of paths) {
      const response = await post(simulator.origin, path, BODY)
      expect([path, response.status]).toEqual([path, 404])
    }
  })
})

describe('the v1 API', () => {
  it('takes the plain client, with the deployment as its model', async () => {
    const simulator = await running(simulateAzure, TIDY)
    const client = new OpenAI({
      apiKey: 'azure-test',
      baseURL: `${simulator.origin}/openai/v1/`,
      maxRetries: 0,
    })
    const { data, response } = await client.chat.completions
      .create({ ...BODY, model: 'chat-eu' })
      .withResponse()
    expect(data.model).toBe('gpt-4.1-mini-2025-04-14')
    expect(response.headers.get('x-ms-deployment-name')).toBe('chat-eu')
  })

  it('serves responses and a list of models', async () => {
    const simulator = await running(simulateAzure, HOSTILE)
    const client = new OpenAI({
      apiKey: 'azure-test',
      baseURL: `${simulator.origin}/openai/v1/`,
      maxRetries: 0,
    })
    const response = await client.responses.create({
      model: 'chat-eu',
      input: 'I am [EMAIL_1]',
      store: false,
    })
    expect(response.output_text).toContain('[EMAIL_1]')
    expect((await client.models.list()).data.length).toBeGreaterThan(3)
  })

  it('serves responses on the dated path too', async () => {
    const { client } = await azure(TIDY)
    const response = await client.responses.create({
      model: 'chat-eu',
      input: 'I am [EMAIL_1]',
      store: false,
    })
    expect(response.output_text).toContain('[EMAIL_1]')
  })
})

describe('store', () => {
  it('has to be false on the v1 API and on preview versions', async () => {
    const simulator = await running(simulateAzure, TIDY)
    for (const path of [CHAT, '/openai/v1/chat/completions']) {
      const response = await post(simulator.origin, path, { ...BODY, model: 'chat-eu', store: undefined })
      expect(await response.text()).toContain('simulator: store must be false')
    }
  })

  it('may be false or absent on stable versions, and never true', async () => {
    const simulator = await running(simulateAzure, TIDY)
    const stable = CHAT.replace('2025-04-01-preview', '2024-10-21')
    const status = async (store: boolean | undefined) =>
      (await post(simulator.origin, stable, { ...BODY, store })).status
    expect([await status(false), await status(undefined), await status(true)]).toEqual([200, 200, 400])
  })

  it('is an unknown parameter of stable versions when the published schema is taken at its word', async () => {
    const { client } = await azure({ ...TIDY, strictApiVersion: true })
    await expect(client.chat.completions.create({ ...BODY, model: 'a-chat' })).rejects.toThrow(
      "Unknown parameter: 'store'.",
    )
    const { store: _store, ...without } = BODY
    expect((await client.chat.completions.create({ ...without, model: 'a-chat' })).object).toBe(
      'chat.completion',
    )
  })
})

describe('the host', () => {
  it('takes a key in either header, and refuses without', async () => {
    const simulator = await running(simulateAzure, { ...TIDY, keys: ['right'] })
    const status = async (headers: Record<string, string>) =>
      (await post(simulator.origin, CHAT, BODY, headers)).status
    expect(await status({ 'api-key': 'right' })).toBe(200)
    expect(await status({ authorization: 'Bearer right' })).toBe(200)
    expect(await status({ 'api-key': 'wrong' })).toBe(401)
    expect(await status({ authorization: 'right' })).toBe(401)
  })

  it('takes an Entra token', async () => {
    const simulator = await running(simulateAzure, { ...TIDY, keys: ['entra-token'] })
    const client = new AzureOpenAI({
      azureADTokenProvider: () => Promise.resolve('entra-token'),
      endpoint: simulator.origin,
      apiVersion: '2024-10-21',
    })
    expect((await client.chat.completions.create({ ...BODY, model: 'chat-eu' })).object).toBe(
      'chat.completion',
    )
  })

  it('names the region, and another one or none that anybody knows when asked to', async () => {
    const simulator = await running(simulateAzure, TIDY)
    const headersOf = async (content: string) => (await post(simulator.origin, CHAT, asks(content))).headers
    expect((await headersOf('a')).get('x-ms-region')).toBe('Sweden Central')
    expect((await headersOf('simulate: region-drift')).get('x-ms-region')).toBe('East US')
    expect((await headersOf('simulate: region-unknown')).get('x-ms-region')).toBe('Atlantis Central')
    expect((await headersOf('simulate: deployment-drift')).get('x-ms-deployment-name')).toBe('chat-eu-global')
    expect((await headersOf('simulate: spillover')).get('x-ms-spillover-from-deployment')).toBe('chat-eu')
    expect((await headersOf('a')).get('x-ms-spillover-from-deployment')).toBeNull()
  })

  it('filters a prompt, quoting it when hostile', async () => {
    const { client } = await azure(HOSTILE)
    const call = client.chat.completions.create({
      ...asks('I am [EMAIL_1] simulate: content-filter'),
      model: 'chat-eu',
    })
    await expect(call).rejects.toMatchObject({
      status: 400,
      code: 'content_filter',
      message: expect.stringContaining('[EMAIL_1]'),
      error: { innererror: { code: 'ResponsibleAIPolicyViolation' } },
    })
  })
})
