/** The OpenAI simulator's embeddings, moderations, models and transcriptions, driven by the `openai` SDK. */
import { createHash } from 'node:crypto'
import { toFile } from 'openai'
import { describe, expect, it } from 'vitest'
import { collect, HOSTILE, openai, post, TIDY } from './running.ts'

describe('embeddings', () => {
  it('are equal for equal texts, unrelated for others, and the same as base64 and as numbers', async () => {
    const { client } = await openai(HOSTILE)
    const model = 'text-embedding-3-small'
    const packed = await client.embeddings.create({ model, input: ['[EMAIL_1]', '[EMAIL_2]', '[EMAIL_1]'] })
    const plain = await client.embeddings.create({ model, input: '[EMAIL_1]', encoding_format: 'float' })
    const [first, second, third] = packed.data.map((one) => [...one.embedding])
    expect(first).toHaveLength(1536)
    expect(first).toEqual(third)
    expect(first).not.toEqual(second)
    expect(plain.data[0]?.embedding[5]).toBeCloseTo(first?.[5] ?? 0, 6)
  })

  it('take token ids only when they are whole numbers', async () => {
    const { client, simulator } = await openai(TIDY)
    const model = 'text-embedding-3-small'
    expect((await client.embeddings.create({ model, input: [1, 2, 3] })).data).toHaveLength(1)
    expect((await client.embeddings.create({ model, input: [[1], [2]] })).data).toHaveLength(2)
    for (const input of [[1.5], [-1], [[1], 'a'], ['a', 1], [], '', [''], [null], { a: 1 }]) {
      const response = await post(simulator.origin, '/v1/embeddings', { model, input })
      expect([JSON.stringify(input), response.status]).toEqual([JSON.stringify(input), 400])
    }
  })

  it('have the size that is asked for, up to the model’s own', async () => {
    const { client } = await openai(TIDY)
    const create = (dimensions: number) =>
      client.embeddings.create({ model: 'text-embedding-3-small', input: 'a', dimensions })
    expect((await create(8)).data[0]?.embedding).toHaveLength(8)
    await expect(create(4000)).rejects.toThrow("Invalid value for 'dimensions'")
  })
})

describe('moderations', () => {
  it('flag only what asks to be flagged', async () => {
    const { client } = await openai(HOSTILE)
    const create = (input: string | string[]) => client.moderations.create({ input })
    expect((await create(['a', 'b'])).results.map((one) => one.flagged)).toEqual([false, false])
    const [result] = (await create('simulate: flagged')).results
    expect(result?.flagged).toBe(true)
    expect(result?.categories.violence).toBe(true)
  })
})

describe('models', () => {
  it('list fine-tuned models of other organisations, which no tenant may see', async () => {
    const { client } = await openai(HOSTILE)
    const listed = (await client.models.list()).data.map((model) => model.id)
    expect(listed).toContain('ft:gpt-4o-mini-2024-07-18:other-org:anna-kowalska:9aBcDeFg')
    expect(listed).toContain('gpt-4.1-mini')
  })

  it('show one, and say when there is none', async () => {
    const { client } = await openai(TIDY)
    expect((await client.models.retrieve('gpt-4o')).object).toBe('model')
    await expect(client.models.retrieve('gpt-17')).rejects.toThrow("404 The model 'gpt-17' does not exist")
  })

  it('have troubles from the behaviour, since a read has no text', async () => {
    const { client } = await openai({ ...TIDY, script: () => ({ status: 503 }) })
    await expect(client.models.list()).rejects.toThrow('503 The engine is currently overloaded')
  })
})

describe('transcriptions', () => {
  const audio = Buffer.from('RIFF\r\n--not a boundary\0audio')
  const digest = createHash('sha256').update(audio).digest('hex')
  const file = () => toFile(audio, 'call.wav', { type: 'audio/wav' })

  it('name the size and the digest of the file that arrived', async () => {
    const { client } = await openai(HOSTILE)
    const { text } = await client.audio.transcriptions.create({ file: await file(), model: 'whisper-1' })
    expect(text).toContain(`${audio.length} bytes, digest ${digest}.`)
  })

  it('quote the prompt', async () => {
    const { client } = await openai(TIDY)
    const body = { file: await file(), model: 'gpt-4o-transcribe', prompt: 'The caller is [EMAIL_1].' }
    expect((await client.audio.transcriptions.create(body)).text).toContain('I heard [EMAIL_1].')
  })

  it.each(['text', 'srt', 'vtt'] as const)('come as %s', async (response_format) => {
    const { client } = await openai(HOSTILE)
    const text = await client.audio.transcriptions.create({
      file: await file(),
      model: 'whisper-1',
      response_format,
    })
    expect(text).toContain(`digest ${digest}`)
  })

  it('come with words and segments', async () => {
    const { client } = await openai(TIDY)
    const verbose = await client.audio.transcriptions.create({
      file: await file(),
      model: 'whisper-1',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
    })
    expect(verbose.words?.map((word) => word.word).join(' ')).toBe(verbose.text)
    expect(verbose.segments?.[0]?.text).toBe(verbose.text)
  })

  it('stream deltas that join to the done event', async () => {
    const { client } = await openai(HOSTILE)
    const stream = await client.audio.transcriptions.create({
      file: await file(),
      model: 'gpt-4o-transcribe',
      prompt: '[EMAIL_1]',
      stream: true,
    })
    const events = await collect(stream)
    const deltas = events.map((event) => (event.type === 'transcript.text.delta' ? event.delta : '')).join('')
    expect(events.at(-1)).toMatchObject({ type: 'transcript.text.done', text: deltas })
    expect(deltas).toContain('[EMAIL_1]')
  })

  it('refuse formats that the model does not have, files beyond the limit, and names without a known ending', async () => {
    const { client } = await openai({ ...TIDY, uploadLimit: 10 })
    const model = 'gpt-4o-transcribe'
    const create = client.audio.transcriptions
    await expect(create.create({ file: await file(), model })).rejects.toThrow(
      '413 Maximum content size limit (10) exceeded',
    )
    const small = await toFile(Buffer.from('a'), 'call.wav')
    await expect(create.create({ file: small, model, response_format: 'srt' })).rejects.toThrow(
      'is not compatible with model',
    )
    const document = await toFile(Buffer.from('a'), 'letter.docx')
    await expect(create.create({ file: document, model })).rejects.toThrow('Unrecognized file format')
  })

  it.each([
    ['an unknown field', [['mood', 'x']], "Unknown parameter: 'mood'."],
    [
      'a field twice',
      [
        ['prompt', 'a'],
        ['prompt', 'b'],
      ],
      "the field 'prompt' comes twice",
    ],
    ['a model missing', [], "Missing required parameter: 'model'."],
    [
      'a stream that is no boolean',
      [
        ['model', 'whisper-1'],
        ['stream', 'yes'],
      ],
      "Invalid type for 'stream'",
    ],
  ])('refuse %s', async (_name, fields, message) => {
    const { simulator } = await openai(TIDY)
    const form = new FormData()
    form.set('file', new Blob([audio]), 'call.wav')
    for (const [name = '', value = ''] of fields) form.append(name, value)
    const response = await fetch(`${simulator.origin}/v1/audio/transcriptions`, {
      method: 'POST',
      headers: { authorization: 'Bearer a' },
      body: form,
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(message)
  })

  it.each([
    [
      'a body without its last boundary',
      '--b\r\nContent-Disposition: form-data; name="model"\r\n\r\nwhisper-1\r\n',
    ],
    ['a preamble', 'x\r\n--b\r\nContent-Disposition: form-data; name="model"\r\n\r\na\r\n--b--\r\n'],
    [
      'bytes after the last boundary',
      '--b\r\nContent-Disposition: form-data; name="model"\r\n\r\na\r\n--b--\r\nx',
    ],
    ['a part without a name', '--b\r\nContent-Disposition: form-data\r\n\r\na\r\n--b--\r\n'],
    [
      'a header twice',
      '--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Disposition: form-data; name="b"\r\n\r\na\r\n--b--',
    ],
  ])('refuse %s', async (_name, body) => {
    const { simulator } = await openai(TIDY)
    const response = await post(simulator.origin, '/v1/audio/transcriptions', body, {
      'content-type': 'multipart/form-data; boundary=b',
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('multipart body is malformed')
  })
})
