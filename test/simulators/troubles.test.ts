/** Troubles as they arrive on a real socket. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { APIError, type OpenAI } from 'openai'
import { request as undiciRequest } from 'undici'
import { describe, expect, it } from 'vitest'
import { RAW_MESSAGES } from '../../src/connectors/simulator/trouble.ts'
import type { RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { collect, HOSTILE, openai, post, TIDY } from './running.ts'

function asks(content: string, stream = false) {
  return { model: 'gpt-4.1-mini', store: false, stream, messages: [{ role: 'user' as const, content }] }
}

function ask(simulator: RunningSimulator, content: string, stream = false) {
  return post(simulator.origin, '/v1/chat/completions', asks(content, stream))
}

async function streamed(client: OpenAI, content: string) {
  return client.chat.completions.create({ ...asks(content), stream: true })
}

describe('instead of an answer', () => {
  it('a status with its retry headers, in the vendor’s shape', async () => {
    const { client } = await openai(HOSTILE)
    const call = client.chat.completions.create(
      asks('simulate: status=429 retry-after=7 retry-after-ms=7000'),
    )
    await expect(call).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
    const headers = await call.catch((error: unknown) =>
      error instanceof APIError ? error.headers : undefined,
    )
    expect([headers?.get('retry-after'), headers?.get('retry-after-ms')]).toEqual(['7', '7000'])
  })

  it('a page of HTML that quotes the caller', async () => {
    const { simulator } = await openai(TIDY)
    const response = await ask(simulator, 'I am [EMAIL_1] simulate: html')
    expect(response.status).toBe(502)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('I am [EMAIL_1]')
  })

  it.each([
    ['metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['other-host', 'https://vendor.invalid/v1/chat/completions'],
    ['same-host', '/v1/chat/completions'],
  ])('a redirect to %s', async (target, location) => {
    const { simulator } = await openai(TIDY)
    const { statusCode, headers, body } = await undiciRequest(`${simulator.origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a' },
      body: JSON.stringify(asks(`simulate: redirect=${target}`)),
    })
    await body.dump()
    expect([statusCode, headers['location']]).toEqual([307, location])
  })

  it('silence until the caller leaves', async () => {
    const { simulator } = await openai(TIDY)
    const leaving = new AbortController()
    const call = fetch(`${simulator.origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a' },
      body: JSON.stringify(asks('simulate: silent')),
      signal: leaving.signal,
    })
    const seen = await simulator.whenSeen(1)
    expect(seen.end).toBe('still_open')
    leaving.abort()
    await expect(call).rejects.toThrow('aborted')
    await seen.over
    expect(seen.end).toBe('caller_gone')
  })

  it('a reset', async () => {
    const { simulator } = await openai(TIDY)
    await expect(ask(simulator, 'simulate: drop')).rejects.toThrow('fetch failed')
    expect(simulator.seen[0]?.end).toBe('broken_by_script')
  })

  it('a body that is cut off, or none', async () => {
    const { simulator } = await openai(TIDY)
    const cut = await (await ask(simulator, 'simulate: not-json')).text()
    expect(() => JSON.parse(cut) as unknown).toThrow(SyntaxError)
    expect(await (await ask(simulator, 'simulate: empty')).text()).toBe('')
  })

  it('a delay before the first byte', async () => {
    const { simulator } = await openai(TIDY)
    const started = performance.now()
    expect((await ask(simulator, 'simulate: delay=60')).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThan(55)
  })
})

describe('raw messages', () => {
  it.each(Object.keys(RAW_MESSAGES))('%s is written to the socket as it stands', async (name) => {
    const { simulator } = await openai(TIDY)
    const socket = connect(Number(new URL(simulator.origin).port), '127.0.0.1')
    const body = JSON.stringify(asks(`simulate: raw=${name}`))
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const expected = Buffer.concat(
      [...(RAW_MESSAGES[name]?.() ?? [])].flatMap((event) => (event.kind === 'bytes' ? [event.bytes] : [])),
    )
    let received = Buffer.alloc(0)
    while (received.length < expected.length) {
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      received = Buffer.concat([received, chunk])
    }
    expect(received.equals(expected)).toBe(true)
    socket.destroy()
  })
})

describe('in a stream', () => {
  it('silence after so many events', async () => {
    const { simulator } = await openai(TIDY)
    const response = await ask(simulator, 'simulate: stall-after=2', true)
    const reader = response.body?.getReader()
    let text = ''
    while (text.split('\n\n').length < 3) text += new TextDecoder().decode((await reader?.read())?.value)
    const silence = Symbol('silence')
    const next = await Promise.race([
      reader?.read(),
      new Promise((resolve) => setTimeout(resolve, 80, silence)),
    ])
    expect(next).toBe(silence)
    expect(simulator.seen[0]?.end).toBe('still_open')
  })

  it.each(['reset-after', 'truncate-after'])('a broken connection: %s', async (command) => {
    const { simulator } = await openai(TIDY)
    const response = await ask(simulator, `simulate: ${command}=2`, true)
    await expect(response.text()).rejects.toThrow('terminated')
    expect(simulator.seen[0]?.end).toBe('broken_by_script')
  })

  it('an end in good order without [DONE]', async () => {
    const { simulator } = await openai(TIDY)
    const text = await (await ask(simulator, 'simulate: end-after=3', true)).text()
    expect(text.match(/^data: /gm)).toHaveLength(3)
    expect(text).not.toContain('[DONE]')
  })

  it('the vendor’s own error event, which the SDK raises with the caller’s words in it', async () => {
    const { client } = await openai(HOSTILE)
    const stream = await streamed(client, 'I am [EMAIL_1] simulate: error-event-after=3')
    await expect(collect(stream)).rejects.toThrow('I am [EMAIL_1]')
  })

  it('the error event of responses', async () => {
    const { client } = await openai(TIDY)
    const body = {
      model: 'gpt-4.1-mini',
      input: 'simulate: error-event-after=3',
      store: false,
      stream: true as const,
    }
    await expect(collect(await client.responses.create(body))).rejects.toThrow('The server had an error')
  })

  it('an event whose JSON is cut off', async () => {
    const { client } = await openai(TIDY)
    await expect(collect(await streamed(client, 'simulate: malformed-sse'))).rejects.toThrow(
      'malformed server-sent event',
    )
  })

  it('one event of many mebibytes', async () => {
    const { simulator } = await openai(HOSTILE)
    const text = await (await ask(simulator, 'simulate: huge-event=3', true)).text()
    expect(Math.max(...text.split(/\r?\n/).map((line) => line.length))).toBeGreaterThan(3 * 1024 ** 2)
  })

  it('a pause between events', async () => {
    const { client } = await openai({ ...TIDY, pace: 2 })
    const started = performance.now()
    const chunks = await collect(await streamed(client, 'one two three four five'))
    expect(performance.now() - started).toBeGreaterThan(chunks.length * 1.5)
  })
})

describe('compression that nobody asked for', () => {
  it.each([false, true])('of a whole answer or a stream (%s)', async (stream) => {
    const { simulator } = await openai(HOSTILE)
    const { headers, body } = await undiciRequest(`${simulator.origin}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer a',
        'accept-encoding': 'identity',
      },
      body: JSON.stringify(asks('I am [EMAIL_1] simulate: gzip', stream)),
    })
    expect(headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(Buffer.from(await body.arrayBuffer())).toString()).toContain(
      stream ? '[DONE]' : 'EMAIL_1',
    )
  })

  it('that inflates a thousandfold', async () => {
    const { simulator } = await openai(TIDY)
    const { body } = await undiciRequest(`${simulator.origin}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a' },
      body: JSON.stringify(asks('simulate: gzip-bomb=20')),
    })
    const packed = Buffer.from(await body.arrayBuffer())
    expect(packed.length).toBeLessThan(64 * 1024)
    expect(gunzipSync(packed)).toHaveLength(20 * 1024 ** 2)
  })
})
