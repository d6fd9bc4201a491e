/** Slow ends: what the caller does not read the vendor does not send, what the vendor does not read the caller does not send. */
import { createHash, randomBytes, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { DIALECT_STREAMS } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import {
  httpChunk,
  LAST_CHUNK,
  startRawVendor,
  STREAM_HEAD,
  whenClosed,
  type RawCall,
  type RawVendor,
} from '../harness/raw-vendor.ts'

const MEGABYTE = 1024 * 1024

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function gatewayOn(origin: string, settings: Record<string, unknown>): Promise<TestGateway> {
  const gateway = await startTestGateway({ vendors: { openai: origin }, settings })
  closers.push(async () => await gateway.stop())
  return gateway
}

async function vendorOf(serve: (call: RawCall) => void): Promise<RawVendor> {
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  return vendor
}

/** Waits until a number stands still, and returns it. */
async function settled(read: () => number): Promise<number> {
  let last = -1
  for (let same = 0; same < 8;) {
    await wait(25)
    const now = read()
    same = now === last ? same + 1 : 0
    last = now
  }
  return last
}

/** Writes events with back-pressure until `total` bytes are out or the socket is gone. */
function pour(socket: Socket, total: number, last: string): void {
  const event = httpChunk(`data: {"choices":[{"index":0,"delta":{"content":"${'w'.repeat(60_000)}"}}]}\n\n`)
  let sent = 0
  const fill = (): void => {
    while (sent < total) {
      if (socket.destroyed) return
      sent += event.length
      if (!socket.write(event)) return void socket.once('drain', fill)
    }
    socket.write(httpChunk(last))
    socket.write(LAST_CHUNK)
  }
  socket.write(STREAM_HEAD)
  fill()
}

const STREAMED = '{"model":"gpt-5.4-mini","stream":true,"messages":[{"role":"user","content":"hello"}]}'
const RESTORED =
  '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"Write to jan.kowalski@example.com"}]}'
const END = DIALECT_STREAMS[0]?.end ?? ''

describe('a caller who does not read', () => {
  test('stops the vendor, holds no memory, and is cut off after slow_reader', async () => {
    const vendor = await vendorOf(({ socket }) => pour(socket, 400 * MEGABYTE, END))
    const gateway = await gatewayOn(vendor.origin, { timeouts: { slow_reader: '1500ms' } })
    const caller = await rawCaller(gateway.origin)
    caller.socket.pause()
    const before = process.memoryUsage.rss()
    caller.write(requestBytes(STREAMED))
    const { socket } = await vendor.call(1)
    const closed = whenClosed(socket, 8000)
    // bytesWritten counts what the vendor handed to its socket: the kernel's buffers of two connections, and our own.
    const stalled = await settled(() => socket.bytesWritten)
    expect(stalled).toBeGreaterThan(0)
    expect(stalled).toBeLessThan(32 * MEGABYTE)
    expect(process.memoryUsage.rss() - before).toBeLessThan(48 * MEGABYTE)
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(1)
    await closed
    const [record] = await gateway.records()
    expect(record).toMatchObject({
      outcome: 'client_disconnect',
      vendorStatus: 200,
      marks: ['sandbox', 'slow_reader'],
    })
    expect(record?.durationMs).toBeGreaterThan(1400)
    expect(record?.durationMs).toBeLessThan(4000)
    expect(socket.bytesWritten).toBeLessThanOrEqual(stalled)
    caller.socket.resume()
    await caller.end()
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
  })

  test('a whole answer: cut off too, although all of it has left our hands', async () => {
    const body = JSON.stringify({ id: 'x'.repeat(30 * MEGABYTE) })
    const vendor = await vendorOf(({ socket }) => {
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
      )
      socket.write(body)
    })
    const gateway = await gatewayOn(vendor.origin, { timeouts: { slow_reader: '700ms' } })
    const caller = await rawCaller(gateway.origin)
    caller.socket.pause()
    caller.write(requestBytes(RESTORED))
    await vendor.call(1)
    await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(1))
    await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0), 6000)
    const [record] = await gateway.records()
    expect(record).toMatchObject({ outcome: 'client_disconnect', marks: ['sandbox', 'slow_reader'] })
    caller.socket.resume()
    expect((await caller.end()).length).toBeLessThan(body.length)
  })

  test('and whose vendor fails meanwhile: the connection is closed, though the error event cannot be read', async () => {
    const vendor = await vendorOf(({ socket }) => pour(socket, 400 * MEGABYTE, END))
    const gateway = await gatewayOn(vendor.origin, {
      timeouts: { total: '700ms', slow_reader: '60s' },
      shutdown: { grace: '15s' },
    })
    const caller = await rawCaller(gateway.origin)
    caller.socket.pause()
    caller.write(requestBytes(STREAMED))
    await whenClosed((await vendor.call(1)).socket)
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['vendor_timeout_total'])
    // Our own side is gone, whatever the caller does: nothing is left to wait for at a shutdown.
    const started = performance.now()
    await gateway.gateway.stop()
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('a caller who reads slowly', () => {
  test('but does read: is never cut off, and gets every byte', async () => {
    const vendor = await vendorOf(({ socket }) => pour(socket, 60 * MEGABYTE, END))
    const gateway = await gatewayOn(vendor.origin, { timeouts: { slow_reader: '400ms' } })
    const caller = await rawCaller(gateway.origin)
    let size = 0
    let last = ''
    caller.socket.removeAllListeners('data')
    caller.socket.on('data', (chunk: Buffer) => {
      size += chunk.length
      last = (last + chunk.toString('latin1')).slice(-200)
    })
    caller.write(requestBytes(STREAMED))
    // Pauses shorter than the limit, that together are much longer.
    const started = performance.now()
    while (!last.endsWith(LAST_CHUNK) && performance.now() - started < 15_000) {
      caller.socket.pause()
      await wait(150)
      caller.socket.resume()
      await wait(10)
      if (caller.ended) break
    }
    expect(last).toContain('[DONE]')
    expect(size).toBeGreaterThan(60 * MEGABYTE)
    expect(performance.now() - started).toBeGreaterThan(800)
    expect((await gateway.records()).map((record) => [record.outcome, record.marks])).toEqual([
      ['ok', ['sandbox']],
    ])
    caller.destroy()
  })
})

interface HashingVendor {
  readonly origin: string
  /** One per upload, in the order in which they ended. */
  readonly digests: string[]
  readonly received: number
  /** Reads nothing more until resolved. */
  hold: Promise<void>
  close(): Promise<void>
}

/** Reads uploads as a stream and keeps their digests alone. */
async function hashingVendor(): Promise<HashingVendor> {
  const digests: string[] = []
  const state = { received: 0, hold: Promise.resolve() }
  const server = createServer((request, response) => {
    const hash: Hash = createHash('sha256')
    void (async () => {
      try {
        for await (const chunk of request as AsyncIterable<Buffer>) {
          hash.update(chunk)
          state.received += chunk.length
          await state.hold
        }
      } catch {
        return
      }
      digests.push(hash.digest('hex'))
      response.setHeader('content-type', 'application/json')
      response.end('{"text":"done"}')
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    digests,
    get received() {
      return state.received
    },
    get hold() {
      return state.hold
    },
    set hold(promise: Promise<void>) {
      state.hold = promise
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const HEAD = Buffer.from(
  '--boundary\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n' +
    '--boundary\r\ncontent-disposition: form-data; name="file"; filename="audio.wav"\r\ncontent-type: audio/wav\r\n\r\n',
)
const TAIL = Buffer.from('\r\n--boundary--\r\n')
const BLOCK = randomBytes(MEGABYTE)

interface Upload {
  readonly status: Promise<number>
  /** Bytes that the gateway took. */
  readonly written: () => number
  readonly digest: string
}

/** `megabytes` of noise in one file part, declared or chunked. */
function upload(gateway: TestGateway, megabytes: number, declared: boolean): Upload {
  const size = HEAD.length + megabytes * MEGABYTE + TAIL.length
  const request = httpRequest(`${gateway.origin}/openai/v1/audio/transcriptions`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer test-key-of-acme',
      'content-type': 'multipart/form-data; boundary=boundary',
      ...(declared ? { 'content-length': size } : { 'transfer-encoding': 'chunked' }),
    },
    agent: false,
  })
  const hash = createHash('sha256').update(HEAD)
  for (let index = 0; index < megabytes; index += 1) hash.update(BLOCK)
  hash.update(TAIL)
  const status = new Promise<number>((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.on('error', reject)
    })
  })
  void (async () => {
    request.write(HEAD)
    for (let index = 0; index < megabytes; index += 1) {
      if (!request.write(BLOCK)) await once(request, 'drain').catch(() => {})
    }
    request.end(TAIL)
  })()
  return { status, written: () => request.socket?.bytesWritten ?? 0, digest: hash.digest('hex') }
}

describe('a large upload', () => {
  test('waits for a vendor that does not read, and arrives byte for byte when it does', async () => {
    const vendor = await hashingVendor()
    closers.push(async () => await vendor.close())
    const { promise, resolve } = Promise.withResolvers<void>()
    vendor.hold = promise
    const gateway = await gatewayOn(vendor.origin, {})
    const before = process.memoryUsage.rss()
    const sending = upload(gateway, 100, true)
    const stalled = await settled(sending.written)
    expect(stalled).toBeGreaterThan(0)
    expect(stalled).toBeLessThan(32 * MEGABYTE)
    expect(process.memoryUsage.rss() - before).toBeLessThan(48 * MEGABYTE)
    resolve()
    expect(await sending.status).toBe(200)
    expect(vendor.digests).toEqual([sending.digest])
    const [record] = await gateway.records()
    expect(record).toMatchObject({ outcome: 'ok', uninspected: ['audio'] })
    expect(record?.bytesOut).toBe(HEAD.length + 100 * MEGABYTE + TAIL.length)
  })

  test('of 50 MB, eight at a time: memory stays flat, every byte arrives', async () => {
    const vendor = await hashingVendor()
    closers.push(async () => await vendor.close())
    const gateway = await gatewayOn(vendor.origin, {})
    await upload(gateway, 5, true).status
    let most = 0
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10)
    const before = process.memoryUsage.rss()
    const uploads = Array.from({ length: 8 }, (_, index) => upload(gateway, 50, index % 2 === 0))
    expect(await Promise.all(uploads.map(async ({ status }) => await status))).toEqual(Array(8).fill(200))
    clearInterval(timer)
    // Caller, gateway and vendor live in this one process: 400 MB passed through all three.
    expect(most - before).toBeLessThan(96 * MEGABYTE)
    expect(vendor.digests.slice(1)).toEqual(uploads.map(({ digest }) => digest))
    expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
  })
})
