/** The OpenAI simulator's chat completions, driven by the `openai` SDK. */
import { BadRequestError, NotFoundError } from 'openai'
import { describe, expect, it } from 'vitest'
import { collect, HOSTILE, openai, post, TIDY } from './running.ts'

const MODEL = 'gpt-4.1-mini'
const LOOKUP = {
  type: 'function',
  function: {
    name: 'look_up',
    parameters: {
      type: 'object',
      properties: { email: { type: 'string' }, count: { type: 'integer' }, note: { type: 'string' } },
    },
  },
} as const

function asks(content: string) {
  return { model: MODEL, store: false, messages: [{ role: 'user' as const, content }] }
}

describe('chat completions', () => {
  it('quotes every value that it saw', async () => {
    const { client } = await openai(TIDY)
    const answer = await client.chat.completions.create(asks('I am [EMAIL_1], call +48 601 234 567.'))
    expect(answer.choices[0]?.message.content).toBe(
      'You wrote: "I am [EMAIL_1], call +48 601 234 567.". I will contact [EMAIL_1] and +48 601 234 567.',
    )
    expect(answer.choices[0]?.finish_reason).toBe('stop')
    expect(answer.model).toBe('gpt-4.1-mini-2025-04-14')
  })

  it('names what stands in the instructions apart from what the caller wrote', async () => {
    const { client } = await openai(TIDY)
    const answer = await client.chat.completions.create({
      ...asks('Hello'),
      messages: [
        { role: 'developer', content: 'Escalate to [EMAIL_7].' },
        { role: 'user', content: 'Hello' },
      ],
    })
    expect(answer.choices[0]?.message.content).toContain('My instructions mention [EMAIL_7].')
    expect(answer.choices[0]?.message.content).toContain('I will contact you.')
  })

  it('streams the same words, with usage last and [DONE]', async () => {
    const { client } = await openai(TIDY)
    const stream = await client.chat.completions.create({
      ...asks('I am [EMAIL_1].'),
      stream: true,
      stream_options: { include_usage: true },
    })
    const chunks = await collect(stream)
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')
    expect(text).toBe('You wrote: "I am [EMAIL_1].". I will contact [EMAIL_1].')
    expect(chunks.at(-1)?.choices).toEqual([])
    expect(chunks.at(-1)?.usage?.total_tokens).toBeGreaterThan(0)
    expect(chunks.at(0)?.usage).toBeNull()
  })

  it('cuts every placeholder over several deltas when hostile', async () => {
    const { client } = await openai(HOSTILE)
    const stream = await client.chat.completions.create({
      ...asks('I am [CONTACT_EMAIL_ADDRESS_1].'),
      stream: true,
    })
    const deltas = (await collect(stream)).map((chunk) => chunk.choices[0]?.delta.content ?? '')
    expect(deltas.join('')).toContain('[CONTACT_EMAIL_ADDRESS_1]')
    expect(deltas.some((delta) => delta.includes('[CONTACT_EMAIL_ADDRESS_1]'))).toBe(false)
  })

  it('runs a tool loop with the SDK’s own runner', async () => {
    const { client } = await openai(TIDY)
    const heard: unknown[] = []
    const runner = client.chat.completions.runTools({
      ...asks('Find anna@example.com'),
      tools: [
        {
          type: 'function',
          function: {
            name: 'look_up',
            description: 'Finds a customer',
            parameters: { type: 'object', properties: { email: { type: 'string' } } },
            function: (input: string) => {
              heard.push(JSON.parse(input))
              return 'Customer 42, IBAN DE89370400440532013000'
            },
          },
        },
      ],
    })
    const final = await runner.finalContent()
    expect(heard).toEqual([{ email: 'anna@example.com' }])
    expect(final).toContain('The tool answered: "Customer 42, IBAN DE89370400440532013000".')
  })

  it('streams tool arguments in pieces that join to JSON', async () => {
    const { client } = await openai(HOSTILE)
    for (let round = 0; round < 10; round++) {
      const stream = client.chat.completions.stream({
        ...asks('Find [EMAIL_1] simulate: parallel-tools'),
        tools: [LOOKUP],
      })
      const { choices } = await stream.finalChatCompletion()
      const calls = choices[0]?.message.tool_calls ?? []
      expect(calls).toHaveLength(2)
      for (const call of calls) {
        const input: unknown = 'function' in call ? JSON.parse(call.function.arguments) : undefined
        expect(input).toMatchObject({ count: 7 })
      }
    }
  })

  it('spoils placeholders in tool arguments when hostile, in every way that it knows', async () => {
    const { client } = await openai(HOSTILE)
    const seen = new Set<string>()
    for (let round = 0; round < 60; round++) {
      const answer = await client.chat.completions.create({ ...asks('Find [EMAIL_1]'), tools: [LOOKUP] })
      const call = answer.choices[0]?.message.tool_calls?.[0]
      if (call?.type !== 'function') throw new Error('no call')
      seen.add(String((JSON.parse(call.function.arguments) as { email: unknown }).email))
    }
    expect([...seen].sort()).toEqual([
      'EMAIL_1',
      'EMAIL_1]',
      '[EMAIL_1',
      '[EMAIL_1]',
      '[Email_1]',
      '[email_1]',
    ])
  })

  it('leaves placeholders in tool arguments alone on request', async () => {
    const { client } = await openai(HOSTILE)
    for (let round = 0; round < 10; round++) {
      const answer = await client.chat.completions.create({
        ...asks('Find [EMAIL_1] simulate: exact'),
        tools: [LOOKUP],
      })
      const call = answer.choices[0]?.message.tool_calls?.[0]
      if (call?.type !== 'function') throw new Error('no call')
      expect(JSON.parse(call.function.arguments)).toMatchObject({ email: '[EMAIL_1]' })
    }
  })

  it('spoils every placeholder in tool arguments on request, tidy or not', async () => {
    const { client } = await openai(TIDY)
    for (let round = 0; round < 10; round++) {
      const answer = await client.chat.completions.create({
        ...asks('Find [EMAIL_1] simulate: spoil'),
        tools: [LOOKUP],
      })
      const call = answer.choices[0]?.message.tool_calls?.[0]
      if (call?.type !== 'function') throw new Error('no call')
      expect(call.function.arguments).not.toContain('[EMAIL_1]')
    }
  })

  it('answers n choices, mixed in a hostile stream', async () => {
    const { client } = await openai(HOSTILE)
    const stream = client.chat.completions.stream({ ...asks('I am [EMAIL_1]'), n: 3 })
    const { choices } = await stream.finalChatCompletion()
    expect(choices.map((choice) => choice.index)).toEqual([0, 1, 2])
    for (const choice of choices) expect(choice.message.content).toContain('You wrote: "I am [EMAIL_1]".')
  })

  it('fits structured output to its schema', async () => {
    const { client } = await openai(HOSTILE)
    const answer = await client.chat.completions.create({
      ...asks('I am [EMAIL_1]'),
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'contact',
          schema: {
            type: 'object',
            properties: {
              email: { type: 'string' },
              kind: { enum: ['a', 'b'] },
              tags: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
    })
    expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toEqual({
      email: '[EMAIL_1]',
      kind: 'a',
      tags: ['[EMAIL_1]'],
    })
  })

  it('calls a custom tool with plain text', async () => {
    const { client } = await openai(TIDY)
    const answer = await client.chat.completions.create({
      ...asks('Run it for [EMAIL_1]'),
      tools: [{ type: 'custom', custom: { name: 'shell' } }],
    })
    const call = answer.choices[0]?.message.tool_calls?.[0]
    expect(call).toMatchObject({
      type: 'custom',
      custom: { name: 'shell', input: expect.stringContaining('[EMAIL_1]') },
    })
  })
})

describe('chat completions refuse', () => {
  it.each([
    [
      'a body without store',
      { store: undefined },
      'simulator: store must be false, and this body does not say so',
    ],
    ['store: true', { store: true }, 'simulator: store must be false'],
    ['an unknown member', { temprature: 1 }, "Unknown parameter: 'temprature'."],
    [
      'an unknown member of a message',
      { messages: [{ role: 'user', content: 'a', mood: 'b' }] },
      "Unknown parameter: 'messages[0].mood'.",
    ],
    [
      'an unknown part',
      { messages: [{ role: 'user', content: [{ type: 'txt', text: 'a' }] }] },
      'Invalid value for \'messages[0].content[0].type\': "txt".',
    ],
    [
      'a wrong type',
      { messages: [{ role: 'user', content: 5 }] },
      "Invalid value for 'messages[0].content': 5.",
    ],
    ['no messages', { messages: [] }, "Invalid 'messages'"],
    ['a missing model', { model: undefined }, "Missing required parameter: 'model'."],
    ['logprobs, which are not simulated', { logprobs: true }, "simulator: 'logprobs' is not simulated"],
    [
      'stream options without a stream',
      { stream_options: { include_usage: true } },
      "The 'stream_options' parameter is only allowed",
    ],
    [
      'an answer of a tool that was not called',
      { messages: [{ role: 'tool', content: 'a', tool_call_id: 'b' }] },
      "messages with role 'tool' must be a response",
    ],
    [
      'a call that was not answered',
      {
        messages: [
          {
            role: 'assistant',
            tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }],
          },
        ],
      },
      'did not have response messages: c1',
    ],
    [
      'reasoning effort on a model that does not reason',
      { reasoning_effort: 'low' },
      'Unrecognized request argument supplied: reasoning_effort',
    ],
  ])('%s', async (_name, change, message) => {
    const { simulator } = await openai(TIDY)
    const response = await post(simulator.origin, '/v1/chat/completions', { ...asks('Hello'), ...change })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { type: 'invalid_request_error', message: expect.stringContaining(message) },
    })
  })

  it('max_tokens on a reasoning model', async () => {
    const { client } = await openai(TIDY)
    await expect(
      client.chat.completions.create({ ...asks('a'), model: 'o4-mini', max_tokens: 5 }),
    ).rejects.toThrow("Use 'max_completion_tokens' instead.")
  })

  it('a model of no family, and a model of another family', async () => {
    const { client } = await openai(TIDY)
    await expect(
      client.chat.completions.create({ ...asks('a'), model: 'unheard-of' }),
    ).rejects.toBeInstanceOf(NotFoundError)
    await expect(client.chat.completions.create({ ...asks('a'), model: 'whisper-1' })).rejects.toBeInstanceOf(
      BadRequestError,
    )
  })

  it('a member that comes twice, because two parsers may read two values', async () => {
    const { simulator } = await openai(TIDY)
    const body = JSON.stringify(asks('Hello')).replace('"store":false', '"store":true,"st\\u006fre":false')
    const response = await post(simulator.origin, '/v1/chat/completions', body)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain("the member 'store' comes twice")
  })

  it.each([
    ['a byte-order mark', Buffer.from('\ufeff{}')],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ['cut JSON', Buffer.from('{"model":')],
  ])('%s', async (_name, body) => {
    const { simulator } = await openai(TIDY)
    const response = await fetch(`${simulator.origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a' },
      body,
    })
    expect(response.status).toBe(400)
  })

  it('another content type', async () => {
    const { simulator } = await openai(TIDY)
    const response = await post(simulator.origin, '/v1/chat/completions', asks('a'), {
      'content-type': 'text/plain',
    })
    expect(await response.text()).toContain("Unsupported content type: 'text/plain'")
  })

  it('with the caller’s own words when hostile', async () => {
    const { client } = await openai(HOSTILE)
    await expect(
      client.chat.completions.create({ ...asks('secret [EMAIL_1] simulate: status=500') }),
    ).rejects.toThrow('secret [EMAIL_1]')
  })

  it('with the whole body, when hostile and unable to read it', async () => {
    const { simulator } = await openai(HOSTILE)
    const response = await post(simulator.origin, '/v1/chat/completions', {
      ...asks('I am [EMAIL_1]'),
      mood: 1,
    })
    const { error } = (await response.json()) as { error: { message: string } }
    expect(error.message).toContain("Unknown parameter: 'mood'.")
    expect(error.message).toContain('"content":"I am [EMAIL_1]"')
  })

  it('a command that it does not know', async () => {
    const { client } = await openai(TIDY)
    await expect(client.chat.completions.create(asks('simulate: stall-aftr=3'))).rejects.toThrow(
      "simulator: unknown command 'stall-aftr=3'",
    )
  })
})

describe('the host', () => {
  it('wants a key, and one that it knows', async () => {
    const { simulator, client } = await openai({ ...TIDY, keys: ['sk-right'] })
    await expect(client.chat.completions.create(asks('a'))).rejects.toThrow(
      '401 Incorrect API key provided: sk-***test',
    )
    const response = await fetch(`${simulator.origin}/v1/models`)
    expect(response.status).toBe(401)
    expect(await response.text()).toContain("You didn't provide an API key.")
  })

  it('puts the vendor’s headers on every answer, those that must not reach a caller among them', async () => {
    const { simulator } = await openai(TIDY)
    const { headers } = await post(simulator.origin, '/v1/chat/completions', asks('a'))
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/)
    expect(headers.get('openai-organization')).toBe('simulated-org-9f3k2')
    expect(headers.getSetCookie()).toHaveLength(2)
    expect(headers.get('cf-ray')).toMatch(/-(ARN|FRA|WAW)$/)
    expect(headers.get('x-ratelimit-remaining-tokens')).toMatch(/^\d+$/)
  })

  it('does not mind a query, as the vendor does not', async () => {
    const { simulator } = await openai(TIDY)
    expect((await post(simulator.origin, '/v1/chat/completions?x=1', asks('a'))).status).toBe(200)
    expect(simulator.seen[0]?.path).toBe('/v1/chat/completions?x=1')
  })

  it('knows no other path', async () => {
    const { simulator } = await openai(TIDY)
    expect((await post(simulator.origin, '/v1/attachments', {})).status).toBe(404)
    expect((await post(simulator.origin, '//v1/chat/completions', asks('a'))).status).toBe(404)
  })
})
