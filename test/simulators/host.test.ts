/** The host of the simulators: what it remembers, counts, bounds and lets go. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openai, post, TIDY } from './running.ts'

const CHAT = '/v1/chat/completions'

function asks(content: string, stream = false) {
  return { model: 'gpt-4.1-mini', store: false, stream, messages: [{ role: 'user', content }] }
}

describe('what the host remembers', () => {
  it('is the request as it stood on the wire', async () => {
    const { simulator } = await openai(TIDY)
    const body =
      '{ "model":"gpt-4.1-mini",\n"store":false,"messages":[{"role":"user","content":"\\u0061ąß"}]}'
    await post(simulator.origin, CHAT, body, { 'X-Client-Request-Id': 'abc' })
    const [seen] = simulator.seen
    expect(seen).toMatchObject({
      ordinal: 1,
      method: 'POST',
      path: CHAT,
      text: body,
      status: 200,
      end: 'answered',
    })
    expect(seen?.rawHeaders).toContain('X-Client-Request-Id')
    expect(seen?.headers['x-client-request-id']).toBe('abc')
    expect(seen?.bodySize).toBe(Buffer.byteLength(body))
  })

  it('is bounded in number and in bytes', async () => {
    const { simulator } = await openai(TIDY, { keep: 2, keepBytes: 10 })
    for (const word of ['one', 'two', 'three']) await post(simulator.origin, CHAT, asks(word))
    expect(simulator.seen.map((one) => one.ordinal)).toEqual([2, 3])
    expect(simulator.seen[1]?.body).toHaveLength(10)
    expect(simulator.seen[1]?.bodySize).toBe(JSON.stringify(asks('three')).length)
    expect(simulator.counters.requests).toBe(3)
  })

  it('does not hold a body beyond the limit', async () => {
    const { simulator } = await openai(TIDY, { bodyLimit: 1000 })
    const response = await post(simulator.origin, CHAT, asks('a'.repeat(2000)))
    expect(response.status).toBe(413)
    expect(simulator.seen).toHaveLength(0)
    expect(simulator.counters.bodyBytesIn).toBeGreaterThan(2000)
  })
})

async function hostileTexts(seed: number): Promise<string[]> {
  const { simulator } = await openai({ hostile: true }, { seed })
  const both = [await post(simulator.origin, CHAT, asks('a')), await post(simulator.origin, CHAT, asks('a'))]
  return Promise.all(both.map((response) => response.text()))
}

describe('the host', () => {
  it('answers the same requests with the same seed in the same bytes, and others with another', async () => {
    const [first, second] = await hostileTexts(1)
    expect(await hostileTexts(1)).toEqual([first, second])
    expect(first).not.toBe(second)
    expect(await hostileTexts(2)).not.toEqual([first, second])
  })

  it('tells an upload that broke off from a request', async () => {
    const { simulator } = await openai(TIDY)
    const socket = connect(Number(new URL(simulator.origin).port), '127.0.0.1')
    socket.write(`POST ${CHAT} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{"model":`)
    await expect.poll(() => simulator.counters.bodyBytesIn).toBe(9)
    socket.destroy()
    await expect.poll(() => simulator.counters.aborted).toBe(1)
    expect(simulator.seen).toHaveLength(0)
  })

  it('stops writing when nobody reads', async () => {
    const { simulator } = await openai(TIDY)
    const socket = connect(Number(new URL(simulator.origin).port), '127.0.0.1')
    const body = JSON.stringify(asks('simulate: huge-event=200', true))
    socket.write(
      `POST ${CHAT} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    await once(socket, 'readable')
    let before = -1
    // Written bytes stop growing once the buffers of both kernels are full.
    await expect
      .poll(
        () => {
          const now = simulator.counters.bodyBytesOut
          const still = now === before && now > 0
          before = now
          return still
        },
        { interval: 100, timeout: 5000 },
      )
      .toBe(true)
    expect(before).toBeLessThan(32 * 1024 ** 2)
    socket.destroy()
    await expect.poll(() => simulator.seen[0]?.end).toBe('caller_gone')
  })

  it('notices a caller that leaves within 100 milliseconds', async () => {
    const { simulator } = await openai({ ...TIDY, pace: 20 })
    const leaving = new AbortController()
    const response = await fetch(`${simulator.origin}${CHAT}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer a' },
      body: JSON.stringify(asks('a '.repeat(500), true)),
      signal: leaving.signal,
    })
    await response.body?.getReader().read()
    const left = performance.now()
    leaving.abort()
    const seen = await simulator.whenSeen(1)
    expect((await seen.over) - left).toBeLessThan(100)
    expect(seen.end).toBe('caller_gone')
  })

  it('closes with streams still open', async () => {
    const { simulator } = await openai(TIDY)
    const response = await post(simulator.origin, CHAT, asks('simulate: stall-after=1', true))
    await simulator.close()
    await expect(response.text()).rejects.toThrow('terminated')
    await expect(fetch(simulator.origin)).rejects.toThrow('fetch failed')
  })

  it('listens on loopback alone', async () => {
    const { simulator } = await openai(TIDY)
    expect(simulator.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })
})
