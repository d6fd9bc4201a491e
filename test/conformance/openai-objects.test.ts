/** The OpenAI SDKs over the gateway and the hostile simulators: pictures, speech, files, batches and training. */
import { createHash } from 'node:crypto'
import OpenAI, { AzureOpenAI, NotFoundError, toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulateAzure } from '../../src/connectors/vendors/azure/simulator.ts'
import { simulateOpenAI } from '../../src/connectors/vendors/openai/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'

const EMAIL = 'jan.kowalski@example.pl'
/** What the vendor's own upload stands behind: the key of the endpoint. */
const UPSTREAM = 'upstream-openai-key'

let openaiVendor: RunningSimulator
let azureVendor: RunningSimulator
let gateway: TestGateway

beforeAll(async () => {
  openaiVendor = await startSimulator(simulateOpenAI, { seed: 11, behaviour: { hostile: true } })
  azureVendor = await startSimulator(simulateAzure, { seed: 12, behaviour: { hostile: true } })
  gateway = await startTestGateway({
    vendors: { openai: openaiVendor.origin, azure: azureVendor.origin },
    tenants: { acme: {}, beta: {} },
  })
})

afterAll(async () => {
  await gateway.stop()
  await openaiVendor.close()
  await azureVendor.close()
})

function openai(tenant = 'acme'): OpenAI {
  return new OpenAI({ apiKey: gateway.keys[tenant], baseURL: `${gateway.origin}/openai/v1`, maxRetries: 0 })
}

function azure(tenant = 'acme'): AzureOpenAI {
  return new AzureOpenAI({
    apiKey: gateway.keys[tenant],
    endpoint: `${gateway.origin}/azure`,
    apiVersion: '2025-04-01-preview',
    maxRetries: 0,
  })
}

const VENDORS = [
  ['OpenAI', openai, 'gpt-4.1-mini'],
  ['Azure OpenAI', azure, 'gpt-4.1-mini-2025-04-14'],
] as const

const png = async () => await toFile(Buffer.from('PNG'), `${EMAIL}.png`, { type: 'image/png' })
const lastText = (vendor: RunningSimulator): string => vendor.seen.at(-1)?.text ?? ''

describe.each([
  ['OpenAI', openai, () => openaiVendor],
  ['Azure OpenAI', azure, () => azureVendor],
] as const)('pictures of %s', (_name, client, vendor) => {
  it('are drawn from a prompt without the person in it, and come back untouched', async () => {
    const answer = await client().images.generate({ model: 'gpt-image-2', prompt: `a card for ${EMAIL}`, user: 'anna-42' })
    expect(Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64').toString()).toBe('PNG of a card for [EMAIL_1] from nothing')
    expect(lastText(vendor())).not.toMatch(/kowalski|anna-42/)
  })

  it('never come as links, which lead past the gateway', async () => {
    const answer = await client().images.generate({ model: 'dall-e-3', prompt: `a card for ${EMAIL}` })
    expect(answer.data?.[0]?.url).toBeUndefined()
    expect(answer.data?.[0]?.revised_prompt).toBe(`A picture of a card for ${EMAIL}`)
    await expect(client().images.generate({ model: 'dall-e-3', prompt: 'x', response_format: 'url' })).rejects.toMatchObject({ status: 403, code: 'feature_refused' })
    const image = await png()
    await expect(client().images.edit({ model: 'dall-e-2', image, prompt: 'x' })).rejects.toMatchObject({ status: 403, code: 'refused_midstream' })
    await expect(client().images.edit({ image, model: 'gpt-image-2', prompt: 'x', response_format: 'url' })).rejects.toMatchObject({ status: 403, code: 'refused_midstream' })
  })

  it('stream, and the end is seen', async () => {
    const stream = await client().images.generate({ model: 'gpt-image-2', prompt: 'a card', stream: true, partial_images: 2 })
    const types: string[] = []
    for await (const event of stream) types.push(event.type)
    expect(types).toEqual(['image_generation.partial_image', 'image_generation.partial_image', 'image_generation.completed'])
  })

  it('are edited by consent, under a name that says nothing', async () => {
    const image = [await png(), await png()]
    const answer = await client().images.edit({ model: 'gpt-image-2', image, prompt: `without ${EMAIL}`, user: 'anna-42' })
    expect(Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64').toString()).toBe('PNG of without [EMAIL_1] from 3+3')
    expect(lastText(vendor())).not.toMatch(/kowalski|anna-42/)
  })
}) // prettier-ignore

describe('what nobody can look at in an answer', () => {
  it('needs consent too', async () => {
    gateway.reload({ tenants: { acme: { media: [] }, beta: {} } })
    const speech = openai().audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'x' })
    await expect(speech).rejects.toMatchObject({ status: 403, code: 'media_not_allowed' })
    const picture = openai().images.generate({ model: 'gpt-image-2', prompt: 'x' })
    await expect(picture).rejects.toThrow('add openai.images.generations to tenants.acme.media')
    gateway.reload()
  })
})

describe.each(VENDORS)('speech and texts of %s', (_name, client) => {
  it('are spoken without what is personal', async () => {
    const answer = await client().audio.speech.create({ model: 'gpt-4o-mini-tts', voice: 'alloy', input: `write to ${EMAIL}`, instructions: 'slowly' })
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe('ID3 alloy says write to [EMAIL_1]')
    await expect(client().audio.speech.create({ model: 'tts-1', voice: { id: 'voice_1' }, input: 'x' })).rejects.toMatchObject({ code: 'feature_refused' })
  })

  it('are spoken in events', async () => {
    const answer = await client().audio.speech.create({ model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'hello', stream_format: 'sse' })
    expect(await answer.text()).toContain('speech.audio.done')
  })

  it('are translated with the prompt put back', async () => {
    const file = await toFile(Buffer.from('RIFF'), 'call.wav', { type: 'audio/wav' })
    const answer = await client().audio.translations.create({ model: 'whisper-1', file, prompt: `a call of ${EMAIL}` })
    expect(answer.text).toContain(EMAIL)
  })

  it('are completed, whole and streamed', async () => {
    const prompt = `Dear ${EMAIL},`
    const model = 'gpt-3.5-turbo-instruct'
    const whole = await client().completions.create({ model, prompt })
    expect(whole.choices[0]?.text).toContain(EMAIL)
    let text = ''
    for await (const chunk of await client().completions.create({ model, prompt, stream: true })) text += chunk.choices[0]?.text ?? ''
    expect(text).toContain(EMAIL)
  })
}) // prettier-ignore

describe.each(VENDORS)('what %s keeps', (name, client, model) => {
  const vendor = (): RunningSimulator => (name === 'OpenAI' ? openaiVendor : azureVendor)

  it('is a file of its own tenant: made, listed, read, deleted', async () => {
    const bytes = Buffer.from('%PDF of somebody')
    const file = await client().files.create({
      file: await toFile(bytes, `${EMAIL}.pdf`),
      purpose: 'user_data',
      expires_after: { anchor: 'created_at', seconds: 3600 },
    })
    expect(lastText(vendor())).not.toContain('kowalski')
    const mine = []
    for await (const each of client().files.list()) mine.push(each.id)
    expect(mine).toEqual([file.id])
    const theirs = []
    for await (const each of client('beta').files.list()) theirs.push(each.id)
    expect(theirs).toEqual([])
    expect((await client().files.retrieve(file.id)).filename).toBe('file.pdf')
    const content = Buffer.from(await (await client().files.content(file.id)).arrayBuffer())
    expect(createHash('sha256').update(content).digest()).toEqual(createHash('sha256').update(bytes).digest())
    const before = vendor().counters.requests
    for (const call of [
      async () => await client('beta').files.retrieve(file.id),
      async () => await client('beta').files.content(file.id),
      async () => await client('beta').files.delete(file.id),
      async () => await client('beta').files.retrieve('file-nobody'),
    ])
      await expect(call()).rejects.toBeInstanceOf(NotFoundError)
    expect(vendor().counters.requests).toBe(before)
    expect((await client().files.delete(file.id)).deleted).toBe(true)
    await expect(client().files.retrieve(file.id)).rejects.toBeInstanceOf(NotFoundError)
  })

  it('is no file of batch requests, before or after its purpose is known', async () => {
    const file = await toFile(Buffer.from('{"custom_id":"a"}\n'), 'batch.jsonl')
    await expect(client().files.create({ file, purpose: 'batch' })).rejects.toMatchObject({
      status: 403,
      code: 'refused_midstream',
    })
    await expect(client().files.create({ purpose: 'batch', file })).rejects.toThrow('one by one')
    expect((await client().files.list()).data).toEqual([])
  })

  it('is a model of the tenant that trained it', async () => {
    const training = await client().files.create({ file: await toFile(Buffer.from('{}\n'), 'train.jsonl'), purpose: 'fine-tune' })
    const job = await client().fineTuning.jobs.create({ model, training_file: training.id, suffix: 'mine' })
    const done = await client().fineTuning.jobs.retrieve(job.id)
    expect(done.status).toBe('succeeded')
    const tuned = done.fine_tuned_model ?? ''
    expect((await client().fineTuning.jobs.listEvents(job.id)).data).toHaveLength(1)
    expect((await client().fineTuning.jobs.list()).data.map(({ id }) => id)).toEqual([job.id])
    expect((await client('beta').fineTuning.jobs.list()).data).toEqual([])
    await client().fineTuning.jobs.checkpoints.list(job.id)
    expect(await (await client().files.content(done.result_files[0] ?? '')).text()).toContain('train_loss')
    await expect(client('beta').fineTuning.jobs.retrieve(job.id)).rejects.toBeInstanceOf(NotFoundError)
    await expect(client('beta').fineTuning.jobs.create({ model, training_file: training.id })).rejects.toBeInstanceOf(NotFoundError)
    await expect(client().fineTuning.jobs.create({ model, training_file: training.id, integrations: [{ type: 'wandb', wandb: { project: 'x' } }] })).rejects.toMatchObject({ code: 'feature_refused' })
    if (name !== 'OpenAI') return
    const chat = { model: tuned, messages: [{ role: 'user' as const, content: `hi ${EMAIL}` }] }
    expect((await client().chat.completions.create(chat)).choices[0]?.message.content).toContain(EMAIL)
    await expect(client('beta').chat.completions.create(chat)).rejects.toMatchObject({ status: 403, code: 'model_not_allowed' })
    const models = (await client().models.list()).data.map(({ id }) => id)
    expect(models.some((id) => id.startsWith('ft:gpt-4o-mini-2024-07-18:other-org'))).toBe(false)
    await expect(client('beta').models.delete(tuned)).rejects.toMatchObject({ status: 403 })
    expect((await client().models.delete(tuned)).deleted).toBe(true)
    await client().fineTuning.jobs.cancel(job.id)
  }) // prettier-ignore
})

describe('a batch of a file that config shares', () => {
  it('is its tenant’s, and so is what it writes', async () => {
    // The operator's own upload, past the gateway.
    const own = new OpenAI({ apiKey: UPSTREAM, baseURL: `${openaiVendor.origin}/v1`, maxRetries: 0 })
    const input = await own.files.create({ file: await toFile(Buffer.from('{}\n'), 'batch.jsonl'), purpose: 'batch' })
    const body = { input_file_id: input.id, endpoint: '/v1/chat/completions', completion_window: '24h' } as const
    await expect(openai().batches.create(body)).rejects.toBeInstanceOf(NotFoundError)
    const shared = [{ kind: 'file', id: input.id, endpoint: 'openai-test' }]
    gateway.reload({ tenants: { acme: { shared }, beta: {} } })
    const batch = await openai().batches.create({ ...body, metadata: { for: EMAIL } })
    expect(lastText(openaiVendor)).not.toContain('kowalski')
    const done = await openai().batches.retrieve(batch.id)
    expect(done.status).toBe('completed')
    expect(await (await openai().files.content(done.output_file_id ?? '')).text()).toContain('custom_id')
    await expect(openai('beta').files.content(done.output_file_id ?? '')).rejects.toBeInstanceOf(NotFoundError)
    await expect(openai('beta').batches.retrieve(batch.id)).rejects.toBeInstanceOf(NotFoundError)
    await expect(openai('beta').batches.cancel(batch.id)).rejects.toBeInstanceOf(NotFoundError)
    expect((await openai().batches.list()).data.map(({ id }) => id)).toEqual([batch.id])
    expect((await openai().batches.cancel(batch.id)).status).toBe('cancelling')
    gateway.reload()
  }) // prettier-ignore
})

describe('what would lead past the gateway, or to others', () => {
  it.each([
    ['a call of a browser', async () => await openai().post('/realtime/calls', { body: {} })],
    ['the costs of the account', async () => await openai().get('/organization/costs')],
    ['its usage', async () => await openai().get('/usage')],
    ['stored conversations', async () => await openai().conversations.create({})],
    ['a stored response', async () => await openai().responses.retrieve('resp_1')],
    ['an upload in parts', async () => await openai().uploads.create({ bytes: 1, filename: 'a', mime_type: 'a/b', purpose: 'user_data' })],
    ['a variation', async () => await openai().post('/images/variations', { body: {} })],
  ])('is refused with a reason: %s', async (_what, call) => {
    const before = openaiVendor.counters.requests
    await expect(call()).rejects.toMatchObject({ status: 403, code: 'operation_not_allowed' })
    expect(openaiVendor.counters.requests).toBe(before)
  })
}) // prettier-ignore
