/** The end of a gateway: unready first, calls under way finish within grace, what is left hears of it, every record is closed. */
import { readFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { readRecords } from '../../src/gateway/ledger/read-records.ts'
import { startProcess } from '../harness/child.ts'
import { DIALECT_STREAMS, eventsOf, openaiClient, raisedBy } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric, readiness } from '../harness/observe.ts'
import { rawCaller, requestBytes, type RawCaller } from '../harness/raw-caller.ts'
import {
  httpChunk,
  LAST_CHUNK,
  startRawVendor,
  STREAM_HEAD,
  wholeAnswer,
  type RawCall,
  type RawVendor,
} from '../harness/raw-vendor.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly vendor: RawVendor
  readonly gateway: TestGateway
}

async function stage(
  serve: (call: RawCall) => void,
  shutdown: Readonly<Record<string, string>>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Stage> {
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    settings: { shutdown, ...more },
  })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

const [CHAT] = DIALECT_STREAMS
if (CHAT === undefined) throw new Error('no stream')
const { event, end } = CHAT
const SMALL = '{"model":"gpt-5.4-mini","messages":[]}'
const STREAMED = '{"model":"gpt-5.4-mini","messages":[],"stream":true}'

/** Starts a stream; the caller has its first event when this resolves. */
async function openStream({ gateway }: Stage): Promise<RawCaller> {
  const caller = await rawCaller(gateway.origin)
  caller.write(requestBytes(STREAMED))
  await caller.until('first')
  return caller
}

function good({ socket }: RawCall): void {
  socket.write(wholeAnswer(200, '{"good":true}'))
}

function firstEvent({ socket }: RawCall): void {
  socket.write(STREAM_HEAD)
  socket.write(httpChunk(event('first ')))
}

function finish(socket: Socket): void {
  socket.write(httpChunk(event('last ')))
  socket.write(httpChunk(end))
  socket.write(LAST_CHUNK)
}

/** Milliseconds of a stop. */
async function timed(stopping: Promise<void>): Promise<number> {
  const started = performance.now()
  await stopping
  return performance.now() - started
}

describe('readiness goes first', () => {
  test('while draining, new calls are still served, and told to take their next one elsewhere', async () => {
    const here = await stage(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')), {
      drain: '800ms',
      grace: '5s',
    })
    expect((await readiness(here.gateway)).status).toBe(200)
    const stopped = here.gateway.gateway.stop()
    expect(await readiness(here.gateway)).toEqual({ status: 503, reasons: ['draining'] })
    expect((await fetch(`${here.gateway.operations}/livez`)).status).toBe(200)
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes(SMALL))
    const text = await caller.end()
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
    expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n')
    await stopped
  })

  test('after that the port is closed to new connections, while streams go on', async () => {
    const here = await stage(firstEvent, { grace: '10s' })
    const caller = await openStream(here)
    const stopped = here.gateway.gateway.stop()
    await eventually(async () => {
      await expect(rawCaller(here.gateway.origin)).rejects.toThrow('ECONNREFUSED')
    })
    expect((await readiness(here.gateway)).status).toBe(503)
    finish((await here.vendor.call(1)).socket)
    await caller.until('[DONE]')
    await stopped
  })
})

describe('calls under way', () => {
  test('fifty streams that end within grace are not cut, and the stop waits for the last and no longer', async () => {
    const here = await stage(firstEvent, { grace: '20s' })
    const callers = await Promise.all(Array.from({ length: 50 }, async () => await openStream(here)))
    const stopping = timed(here.gateway.gateway.stop())
    for (const { socket } of here.vendor.calls) {
      await wait(20)
      finish(socket)
    }
    const took = await stopping
    for (const caller of callers) {
      const { events, terminated } = eventsOf(caller.text)
      expect(events.join('')).toBe(`${event('first ')}${event('last ')}${end}`)
      expect(terminated).toBe(true)
    }
    expect(took).toBeGreaterThan(900)
    expect(took).toBeLessThan(5000)
    expect(new Set([...readRecords(here.gateway.ledgerFile)].map((record) => record.outcome))).toEqual(
      new Set(['ok']),
    )
    expect(here.gateway.logLines.at(-1)).toContain('"cut":0')
  })

  test('an SDK with kept connections does not hold the stop up', async () => {
    const here = await stage(firstEvent, { grace: '20s' })
    let text = ''
    const reading = CHAT.read(openaiClient(here.gateway.origin), (part) => (text += part))
    await eventually(() => expect(text).toBe('first '))
    const stopping = timed(here.gateway.gateway.stop())
    finish((await here.vendor.call(1)).socket)
    await reading
    expect(text).toBe('first last ')
    expect(await stopping).toBeLessThan(3000)
  })

  test('a large answer that a slow caller is still taking is not cut', async () => {
    const body = JSON.stringify({ id: 'x'.repeat(30 * 1024 * 1024) })
    const here = await stage(({ socket }) => void socket.write(wholeAnswer(200, body)), { grace: '20s' })
    const agent = new Agent({ keepAlive: true })
    closers.push(async () => agent.destroy())
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const request = httpRequest(`${here.gateway.origin}/openai/v1/chat/completions`, {
      method: 'POST',
      agent,
      headers: { authorization: 'Bearer test-key-of-acme', 'content-type': 'application/json' },
    })
    let size = 0
    request.on('error', reject)
    request.on('response', (response) => {
      response.on('error', reject)
      // Reads nothing until the stop has begun.
      void here.gateway.gateway.stop()
      setTimeout(() => {
        response.on('data', (chunk: Buffer) => (size += chunk.length))
        response.on('end', () => resolve(size))
        response.on('aborted', () => reject(new Error(`cut after ${size} bytes`)))
      }, 500)
    })
    request.end(
      '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"Write to jan.kowalski@example.com"}]}',
    )
    expect(await promise).toBe(body.length)
  })

  test('beyond grace a stream ends in the error event, and its record says shutdown', async () => {
    const here = await stage(firstEvent, { grace: '400ms' })
    const caller = await openStream(here)
    let heard = ''
    const raised = raisedBy(CHAT.read(openaiClient(here.gateway.origin), (part) => (heard += part)))
    await eventually(() => expect(heard).toBe('first '))
    const took = await timed(here.gateway.gateway.stop())
    expect(took).toBeGreaterThan(390)
    expect(took).toBeLessThan(2500)
    const { events, terminated } = eventsOf(await caller.end())
    expect(events.at(-1)).toContain('"code":"shutting_down"')
    expect(events.join('')).not.toContain('[DONE]')
    expect(terminated).toBe(false)
    expect(await raised).toMatchObject({ code: 'shutting_down' })
    expect([...readRecords(here.gateway.ledgerFile)].map((record) => [record.outcome, record.code])).toEqual([
      ['shutdown', 'shutting_down'],
      ['shutdown', 'shutting_down'],
    ])
    for (const socket of here.vendor.sockets) expect(socket.destroyed || socket.readableEnded).toBe(true)
  })

  test('beyond grace a call that waits for its answer hears 503 in its dialect', async () => {
    const here = await stage(() => {}, { grace: '300ms' })
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes(SMALL))
    await here.vendor.call(1)
    await here.gateway.gateway.stop()
    expect(await caller.end()).toMatch(/^HTTP\/1\.1 503 [^]*"code":"shutting_down"/)
    expect([...readRecords(here.gateway.ledgerFile)].map((record) => record.outcome)).toEqual(['shutdown'])
  })

  test('a body that is still being uploaded does not hold the stop up beyond grace', async () => {
    const here = await stage(() => {}, { grace: '300ms' })
    const caller = await rawCaller(here.gateway.origin)
    caller.write(requestBytes('{', { length: 1000 }))
    await eventually(async () => expect(await metric(here.gateway, 'limen_in_flight_calls')).toBe(1))
    expect(await timed(here.gateway.gateway.stop())).toBeLessThan(2500)
    await caller.end()
    expect(here.vendor.sockets).toHaveLength(0)
  })
})

describe('connections without a call', () => {
  const settings = { grace: '20s' }
  test('one that never said anything does not hold the stop up', async () => {
    const here = await stage(good, settings)
    await rawCaller(here.gateway.origin, true)
    const probe = await rawCaller(here.gateway.operations, true)
    closers.push(async () => probe.destroy())
    expect(await timed(here.gateway.gateway.stop())).toBeLessThan(2500)
  })

  test('one that is kept after a call does not', async () => {
    const here = await stage(good, settings)
    const caller = await rawCaller(here.gateway.origin, true)
    caller.write(requestBytes(SMALL))
    await caller.until('{"good":true}')
    expect(await timed(here.gateway.gateway.stop())).toBeLessThan(2500)
    expect(caller.ended).toBe(true)
  })

  test('one in the middle of its headers does not', async () => {
    const here = await stage(good, settings)
    const caller = await rawCaller(here.gateway.origin, true)
    caller.write('POST /openai/v1/chat/completions HTTP/1.1\r\nhost: x\r\n')
    await wait(50)
    expect(await timed(here.gateway.gateway.stop())).toBeLessThan(4000)
    caller.destroy()
  })
})

async function launch(vendor: RawVendor): ReturnType<typeof startProcess> {
  const process = await startProcess([
    '--sandbox',
    '--upstream',
    `openai=${vendor.origin}`,
    '--key',
    'acme:test-key-of-acme',
  ])
  closers.push(async () => await process.destroy())
  return process
}

async function vendorOf(serve: (call: RawCall) => void): Promise<RawVendor> {
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  return vendor
}

describe('signals to a process of its own', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s: the stream ends well, then exit code 0', async (signal) => {
    const vendor = await vendorOf(firstEvent)
    const gateway = await launch(vendor)
    const idle = await rawCaller(gateway.origin)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes(STREAMED))
    await caller.until('first')
    gateway.signal(signal)
    await gateway.said(/"event":"draining"/)
    finish((await vendor.call(1)).socket)
    await caller.until('[DONE]')
    expect(await gateway.exited).toBe(0)
    expect(gateway.stderr).toContain('"cut":0')
    idle.destroy()
  })

  test('a second SIGTERM ends it now', async () => {
    const vendor = await vendorOf(firstEvent)
    const gateway = await launch(vendor)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes(STREAMED))
    await caller.until('first')
    gateway.signal('SIGTERM')
    await gateway.said(/"event":"draining"/)
    const started = performance.now()
    gateway.signal('SIGTERM')
    expect(await gateway.exited).not.toBe(0)
    expect(performance.now() - started).toBeLessThan(1000)
    await caller.end()
  })

  test('an idle gateway is gone within a second', async () => {
    const gateway = await launch(await vendorOf(() => {}))
    const started = performance.now()
    gateway.signal('SIGTERM')
    expect(await gateway.exited).toBe(0)
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

test('the log of a stop has two lines: how many calls there were, and how many were cut', async () => {
  const here = await stage(() => {}, { grace: '200ms' })
  const caller = await rawCaller(here.gateway.origin)
  caller.write(requestBytes(SMALL))
  await here.vendor.call(1)
  await here.gateway.gateway.stop()
  const events = here.gateway.logLines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(events.map((each) => each['event'])).toEqual(['draining', 'stopped'])
  expect(events[0]).toMatchObject({ inFlight: 1 })
  expect(events[1]).toMatchObject({ cut: 1 })
  expect(readFileSync(here.gateway.ledgerFile).length).toBeGreaterThan(0)
})
