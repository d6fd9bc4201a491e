/** Callers that send slowly, or too much: refused in time, hung up on, while everybody else is served. */
import { APIError } from 'openai'
import { afterEach, describe, expect, test, type TestContext } from 'vitest'
import { openaiClient, raisedBy } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller, requestBytes, type RawCaller } from '../harness/raw-caller.ts'
import { httpChunk, startRawVendor, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'

const MEGABYTE = 1024 * 1024

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly vendor: RawVendor
  readonly gateway: TestGateway
}

/** With the context of a test that runs beside others, closed at the end of that test. */
async function stage(settings: Record<string, unknown>, context?: TestContext): Promise<Stage> {
  const later = (close: () => Promise<void>): void => {
    if (context === undefined) closers.push(close)
    else context.onTestFinished(close)
  }
  const vendor = await startRawVendor(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
  later(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin }, settings })
  later(async () => await gateway.stop())
  return { vendor, gateway }
}

const SMALL = '{"model":"gpt-5.4-mini","messages":[]}'

/** Milliseconds of one ordinary call. */
async function ordinaryCall({ gateway }: Stage): Promise<number> {
  const started = performance.now()
  const caller = await rawCaller(gateway.origin)
  caller.write(requestBytes(SMALL))
  await caller.until('{"good":true}')
  caller.destroy()
  return performance.now() - started
}

/** Sends a byte now and then until the gateway hangs up; the answer, and the milliseconds it took. */
async function drip(
  caller: RawCaller,
  start: string | Buffer,
): Promise<{ readonly text: string; readonly took: number }> {
  const started = performance.now()
  caller.write(start)
  const timer = setInterval(() => caller.write('x'), 100)
  try {
    const text = await caller.end(10_000)
    return { text, took: performance.now() - started }
  } finally {
    clearInterval(timer)
  }
}

const SLOW_HEADERS = { timeouts: { request_headers: '1s', request_body: '30s' } }

// Nearly all of it is waiting, so these tests wait together.
describe.concurrent('slow headers', () => {
  test('408 in the limit and one look, and the socket is closed although the caller keeps its own side open', async (context) => {
    const here = await stage(SLOW_HEADERS, context)
    const caller = await rawCaller(here.gateway.origin, true)
    const { text, took } = await drip(
      caller,
      'POST /openai/v1/chat/completions HTTP/1.1\r\nhost: x\r\nx-slow: ',
    )
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(text).toContain('"code":"request_malformed"')
    expect(text.toLowerCase()).toContain('connection: close')
    expect(took).toBeGreaterThan(900)
    expect(took).toBeLessThan(3000)
    // A write to a socket that the gateway has given up is answered with a reset.
    await eventually(() => {
      caller.write('x')
      expect(caller.socket.destroyed).toBe(true)
    }, 4000)
  })

  test('a connection that never says anything is closed too', async (context) => {
    const here = await stage(SLOW_HEADERS, context)
    const caller = await rawCaller(here.gateway.origin, true)
    await caller.end(5000)
  })
})

describe('many with slow headers', () => {
  test('two hundred of them hold up nobody', async () => {
    const here = await stage(SLOW_HEADERS)
    const quiet = await ordinaryCall(here)
    const slow = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const caller = await rawCaller(here.gateway.origin)
        caller.write('GET /openai/v1/models HTTP/1.1\r\nhost: x\r\nx-slow: ')
        return caller
      }),
    )
    const timer = setInterval(() => {
      for (const caller of slow) if (!caller.ended) caller.write('x')
    }, 100)
    const times: number[] = []
    const deadline = performance.now() + 8000
    while (slow.some((caller) => !caller.ended) && performance.now() < deadline)
      times.push(await ordinaryCall(here))
    clearInterval(timer)
    expect(times.length).toBeGreaterThan(10)
    times.sort((one, other) => one - other)
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(quiet + 100)
    for (const caller of slow) expect(caller.text).toMatch(/^HTTP\/1\.1 408 /)
    expect(here.vendor.bytes).toBeGreaterThan(0)
  })
})

describe.concurrent('a slow body', () => {
  const settings = { timeouts: { request_headers: '1s', request_body: '1500ms' } }

  test('JSON: 408, the budget is released, the vendor saw nothing', async (context) => {
    const here = await stage(settings, context)
    const caller = await rawCaller(here.gateway.origin, true)
    const { text, took } = await drip(caller, requestBytes('{"model":"', { length: 1_000_000 }))
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(took).toBeGreaterThan(1400)
    expect(took).toBeLessThan(4000)
    await eventually(async () => {
      expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0)
      expect(await metric(here.gateway, 'limen_in_flight_calls')).toBe(0)
    })
    expect(here.vendor.sockets).toHaveLength(0)
  })

  test('an upload: the vendor request is broken off and recorded', async (context) => {
    const here = await stage(settings, context)
    const caller = await rawCaller(here.gateway.origin, true)
    await drip(
      caller,
      requestBytes(
        '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n' +
          '--b\r\ncontent-disposition: form-data; name="file"; filename="audio.wav"\r\n\r\n',
        {
          path: '/openai/v1/audio/transcriptions',
          headers: ['content-type: multipart/form-data; boundary=b'],
          length: 1_000_000,
        },
      ),
    )
    await eventually(async () => {
      expect(await metric(here.gateway, 'limen_in_flight_calls')).toBe(0)
      expect((await here.gateway.records()).map((record) => record.outcome)).toEqual(['client_disconnect'])
    })
    expect(here.vendor.calls).toHaveLength(0)
  })

  test('a body that is slow but in time is served', async (context) => {
    const here = await stage(SLOW_HEADERS, context)
    const caller = await rawCaller(here.gateway.origin)
    const bytes = requestBytes(SMALL)
    const head = bytes.indexOf('\r\n\r\n') + 4
    caller.write(bytes.subarray(0, head))
    for (let at = head; at < bytes.length; at += 1) {
      caller.write(bytes.subarray(at, at + 1))
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    expect(await caller.until('{"good":true}')).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('an inspected body beyond its limit', () => {
  const settings = { limits: { inspected_body: '1MB' } }

  test('declared: 413 before any of it is read, and the caller can read why', async () => {
    const here = await stage(settings)
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes('', { length: 100 * MEGABYTE }))
    const text = await caller.until('"code":"body_too_large"')
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
    expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n')
    await caller.end()
  })

  test('declared, and sent all the same: the answer arrives in spite of what is still on its way', async () => {
    const here = await stage(settings)
    for (let round = 0; round < 20; round += 1) {
      const caller = await rawCaller(here.gateway.origin)
      caller.write(requestBytes(Buffer.alloc(3 * MEGABYTE, 'a')))
      expect(await caller.end()).toMatch(/^HTTP\/1\.1 413 [^]*"code":"body_too_large"/)
    }
    expect(here.vendor.sockets).toHaveLength(0)
  })

  test('100 MB of JSON from the SDK: it raises 413 with our code, and neither resets nor tries again', async () => {
    const here = await stage({})
    const content = 'x'.repeat(100 * MEGABYTE)
    const error = await raisedBy(
      openaiClient(here.gateway.origin).chat.completions.create({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'user', content }],
      }),
    )
    expect(error).toBeInstanceOf(APIError)
    expect(error).toMatchObject({ status: 413, code: 'body_too_large' })
    expect(here.vendor.sockets).toHaveLength(0)
    await eventually(async () =>
      expect(await here.gateway.records()).toMatchObject([{ kind: 'refusal', code: 'body_too_large' }]),
    )
  })

  test('chunked: 413 as soon as the limit is passed, in bounded memory', async () => {
    const here = await stage(settings)
    const caller = await rawCaller(here.gateway.origin)
    const before = process.memoryUsage.rss()
    caller.write(requestBytes('', { headers: ['transfer-encoding: chunked'] }))
    const part = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'a'), Buffer.from('\r\n')])
    const closed = new Promise<void>((resolve) => caller.socket.once('close', resolve))
    for (let sent = 0; sent < 100 * MEGABYTE && !caller.ended; sent += part.length) {
      if (!caller.socket.write(part))
        await Promise.race([closed, new Promise<void>((resolve) => caller.socket.once('drain', resolve))])
    }
    expect(await caller.end()).toMatch(/^HTTP\/1\.1 413 [^]*"code":"body_too_large"/)
    expect(process.memoryUsage.rss() - before).toBeLessThan(84 * MEGABYTE)
    expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0)
    expect(here.vendor.sockets).toHaveLength(0)
  })

  test('Expect: 100-continue: 413 without the body ever being asked for', async () => {
    const here = await stage(settings)
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes('', { headers: ['expect: 100-continue'], length: 100 * MEGABYTE }))
    const text = await caller.end()
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
    expect(text).not.toContain('100 Continue')
  })

  test('Expect: 100-continue within the limit: asked for, then served', async () => {
    const here = await stage(settings)
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes('', { headers: ['expect: 100-continue'], length: SMALL.length }))
    await caller.until('HTTP/1.1 100 Continue\r\n\r\n')
    caller.write(SMALL)
    await caller.until('{"good":true}')
  })

  test('an expectation that is not known is refused', async () => {
    const here = await stage(settings)
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes(SMALL, { headers: ['expect: miracles'] }))
    expect(await caller.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 417 /)
    expect(here.vendor.sockets).toHaveLength(0)
  })

  test('at the limit it is served, one byte beyond it is not', async () => {
    const here = await stage(settings)
    for (const [extra, status] of [
      [0, 200],
      [1, 413],
    ] as const) {
      const body = `${SMALL.slice(0, -1)}${' '.repeat(MEGABYTE - SMALL.length + extra)}}`
      const caller = await rawCaller(here.gateway.origin)
      caller.write(requestBytes(body, { headers: ['connection: close'] }))
      expect((await caller.end()).slice(9, 12)).toBe(String(status))
    }
  })

  test('pieces of one byte cost memory in proportion to their number', async () => {
    const here = await stage({ limits: { inspected_body: '4MB' } })
    const caller = await rawCaller(here.gateway.origin)
    const piece = Buffer.from('1\r\n \r\n'.repeat(8192))
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
    const before = process.memoryUsage.rss()
    caller.write(requestBytes('1\r\n{\r\n', { headers: ['transfer-encoding: chunked'] }))
    for (let sent = 0; sent < 2 * MEGABYTE; sent += 8192) {
      if (!caller.socket.write(piece))
        await new Promise<void>((resolve) => caller.socket.once('drain', resolve))
    }
    const rest = SMALL.slice(1)
    caller.write(`${rest.length.toString(16)}\r\n${rest}\r\n0\r\n\r\n`)
    await caller.until('{"good":true}', 10_000)
    clearInterval(timer)
    expect(most - before).toBeLessThan(100 * MEGABYTE)
  })
})

describe('a streamed body beyond its limit', () => {
  const settings = { limits: { streamed_body: '1MB' } }
  const FORM =
    '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n' +
    '--b\r\ncontent-disposition: form-data; name="file"; filename="audio.wav"\r\n\r\n'
  const to = { path: '/openai/v1/audio/transcriptions' }
  const type = 'content-type: multipart/form-data; boundary=b'

  test('declared: 413 before an attempt is recorded and before the body is asked for', async () => {
    const here = await stage(settings)
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes('', { ...to, headers: [type, 'expect: 100-continue'], length: 100 * MEGABYTE }))
    const text = await caller.end()
    expect(text).toMatch(/^HTTP\/1\.1 413 [^]*"code":"body_too_large"/)
    expect(text).not.toContain('100 Continue')
    expect(here.vendor.sockets).toHaveLength(0)
    await eventually(async () =>
      expect(await here.gateway.records()).toMatchObject([{ kind: 'refusal', code: 'body_too_large' }]),
    )
  })

  test('chunked: the vendor request is broken off and the caller can read why', async () => {
    const here = await stage(settings)
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes('', { ...to, headers: [type, 'transfer-encoding: chunked'] }))
    caller.write(httpChunk(Buffer.from(FORM)))
    for (let sent = 0; sent < 3 && !caller.ended; sent += 1)
      caller.write(httpChunk(Buffer.alloc(MEGABYTE, 'a')))
    expect(await caller.end()).toMatch(/^HTTP\/1\.1 413 [^]*"code":"body_too_large"/)
    expect(here.vendor.calls).toHaveLength(0)
    expect(here.vendor.bytes).toBeLessThan(1.2 * MEGABYTE)
    const [record] = await here.gateway.records()
    expect(record).toMatchObject({ kind: 'attempt', outcome: 'refused', code: 'body_too_large' })
    expect(record?.bytesOut).toBeLessThan(1.2 * MEGABYTE)
  })

  test('a violation in mid-upload: the caller can read why, whatever it is still sending', async () => {
    const here = await stage({})
    for (let round = 0; round < 3; round += 1) {
      const caller = await rawCaller(here.gateway.origin)
      caller.write(
        requestBytes(
          Buffer.concat([
            Buffer.from(
              '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\nnobody-listed-this\r\n--b\r\nbroken header\r\n\r\n',
            ),
            Buffer.alloc(3 * MEGABYTE, 'a'),
          ]),
          { ...to, headers: [type], length: 5 * MEGABYTE },
        ),
      )
      expect(await caller.end()).toMatch(/^HTTP\/1\.1 403 [^]*"code":"refused_midstream"/)
    }
    expect(here.vendor.calls).toHaveLength(0)
    const outcomes = new Set((await here.gateway.records()).map((record) => record.outcome))
    expect(outcomes).toEqual(new Set(['refused_midstream']))
  })
})

describe('the budget for inspected bytes', () => {
  test('full: 503 with a time to wait, readiness unchanged, and served again as soon as there is room', async () => {
    const here = await stage({ limits: { inspected_body: '1MB', inspected_in_flight: '2MB' } })
    const big = requestBytes(`{"model":"gpt-5.4-mini","messages":[],"user":"${'x'.repeat(900_000)}"}`)
    const held = await Promise.all(
      [1, 2].map(async () => {
        const caller = await rawCaller(here.gateway.origin)
        caller.write(big.subarray(0, big.length - 10))
        return caller
      }),
    )
    await eventually(async () =>
      expect(await metric(here.gateway, 'limen_inspected_bytes')).toBeGreaterThan(1_800_000),
    )
    const refused = await rawCaller(here.gateway.origin)
    refused.write(big)
    const text = await refused.end()
    expect(text).toMatch(/^HTTP\/1\.1 503 [^]*"code":"overloaded"/)
    expect(text.toLowerCase()).toContain('\r\nretry-after: 1\r\n')
    expect(text.toLowerCase()).toContain('\r\nx-should-retry: true\r\n')
    // Small calls still fit.
    await ordinaryCall(here)
    for (const caller of held) caller.write(big.subarray(big.length - 10))
    for (const caller of held) await caller.until('{"good":true}')
    for (const caller of held) caller.destroy()
    await eventually(async () => expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0))
    const served = await rawCaller(here.gateway.origin)
    served.write(big)
    await served.until('{"good":true}')
    served.destroy()
    await eventually(async () =>
      expect((await here.gateway.records()).map((record) => record.outcome).sort()).toEqual([
        'ok',
        'ok',
        'ok',
        'ok',
        'overloaded',
      ]),
    )
  })

  test('answers that are read whole count too', async () => {
    const here = await stage({ limits: { inspected_in_flight: '2MB' } })
    const restored =
      '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"Write to jan@example.com"}]}'
    here.vendor.serve = ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\n\r\n')
      socket.write(Buffer.alloc(1_500_000, ' '))
    }
    const first = await rawCaller(here.gateway.origin)
    first.write(requestBytes(restored))
    await eventually(async () =>
      expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(1_500_000 + restored.length),
    )
    const second = await rawCaller(here.gateway.origin)
    second.write(requestBytes(restored))
    expect(await second.until('"code":"overloaded"')).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 1\r\n/i)
    first.destroy()
    second.destroy()
    await eventually(async () => expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0))
    expect((await here.gateway.records()).map((record) => record.outcome).sort()).toEqual([
      'client_disconnect',
      'overloaded',
    ])
  })

  test('chunked bodies count as they come', async () => {
    const here = await stage({ limits: { inspected_body: '1MB', inspected_in_flight: '1MB' } })
    const chunked = { headers: ['transfer-encoding: chunked'] }
    const part = `80000\r\n${' '.repeat(0x80000)}\r\n`
    const first = await rawCaller(here.gateway.origin)
    first.write(requestBytes(part, chunked))
    await eventually(async () => expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0x80000))
    const second = await rawCaller(here.gateway.origin)
    second.write(requestBytes(`${part}80001\r\n${' '.repeat(0x80001)}\r\n`, chunked))
    expect(await second.end()).toMatch(/^HTTP\/1\.1 503 [^]*"code":"overloaded"/)
    expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0x80000)
    first.destroy()
    await eventually(async () => expect(await metric(here.gateway, 'limen_inspected_bytes')).toBe(0))
  })
})

test('more connections than the limit: the surplus is dropped, the rest is served', async () => {
  const here = await stage({ limits: { connections: 5 } })
  const callers = await Promise.all(
    Array.from({ length: 5 }, async () => await rawCaller(here.gateway.origin)),
  )
  const surplus = await rawCaller(here.gateway.origin)
  await surplus.end()
  for (const caller of callers) {
    caller.write(requestBytes(SMALL))
    await caller.until('{"good":true}')
  }
  for (const caller of callers) caller.destroy()
})
