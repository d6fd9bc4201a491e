/** Each limit fires within a tenth of its value, under its own name, and ends the vendor's connection. */
import { once } from 'node:events'
import { afterEach, describe, expect, test } from 'vitest'
import { Deadline, type Limits } from '../../src/gateway/egress/deadline.ts'
import type { FailureReason } from '../../src/gateway/egress/failure.ts'
import {
  closeAll,
  exchange,
  GET,
  onRequest,
  post,
  rawVendor,
  type RawVendor,
  sandboxPool,
} from './stand-ins.ts'

afterEach(closeAll)

const FAR = 60_000

async function timed(
  vendor: RawVendor,
  limits: Limits,
  request = { ...GET, headers: [] as string[] } as Parameters<typeof exchange>[1],
): Promise<{ readonly took: number; readonly code: string | undefined; readonly body: string }> {
  const pool = sandboxPool(vendor)
  const started = performance.now()
  const { failure, body } = await exchange(pool, { ...(request ?? GET), headers: [], limits })
  const took = performance.now() - started
  const [socket] = vendor.sockets
  if (socket !== undefined && !socket.closed) await once(socket, 'close')
  return { took, code: failure?.code, body }
}

/** A machine under load fires late by more than a tenth: such a test is run again. */
const TIMED = { retry: 3 }

function within(took: number, limit: number): void {
  expect(took).toBeGreaterThanOrEqual(limit * 0.99)
  expect(took).toBeLessThanOrEqual(limit * 1.1)
}

/** Ten parts, 60 ms apart. */
async function* slow(): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < 10; part++) {
    yield Buffer.from('z')
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
}

test('a vendor that accepts and never answers: first byte', TIMED, async () => {
  const vendor = await rawVendor(() => undefined)
  const { took, code } = await timed(vendor, { firstByte: 500, idle: FAR, total: FAR })
  expect(code).toBe('vendor_timeout_first_byte')
  within(took, 500)
})

test('a vendor that stops in mid-answer: idle', TIMED, async () => {
  const vendor = await rawVendor((socket) =>
    onRequest(socket, () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello')),
  )
  const { took, code, body } = await timed(vendor, { firstByte: FAR, idle: 500, total: FAR })
  expect([code, body]).toEqual(['vendor_timeout_idle', 'hello'])
  within(took, 500)
})

test('a vendor that drips for ever: total', TIMED, async () => {
  const vendor = await rawVendor((socket) =>
    onRequest(socket, () => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const drip = setInterval(() => socket.write('1\r\nx\r\n'), 40)
      socket.on('close', () => clearInterval(drip))
    }),
  )
  const { took, code } = await timed(vendor, { firstByte: FAR, idle: 400, total: 800 })
  expect(code).toBe('vendor_timeout_total')
  within(took, 800)
})

test('103 heads do not put the first byte off', TIMED, async () => {
  const vendor = await rawVendor((socket) =>
    onRequest(socket, () => {
      const hint = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n'), 50)
      socket.on('close', () => clearInterval(hint))
    }),
  )
  const { took, code } = await timed(vendor, { firstByte: 500, idle: FAR, total: FAR })
  expect(code).toBe('vendor_timeout_first_byte')
  within(took, 500)
})

test('an endless chunk extension is silence', TIMED, async () => {
  const vendor = await rawVendor((socket) =>
    onRequest(socket, () => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;a=')
      const more = setInterval(() => socket.write('b'.repeat(1000)), 20)
      socket.on('close', () => clearInterval(more))
    }),
  )
  const { took, code } = await timed(vendor, { firstByte: FAR, idle: 500, total: FAR })
  expect(code).toBe('vendor_timeout_idle')
  within(took, 500)
})

test('the first byte is awaited from the end of the upload, not from its start', async () => {
  const vendor = await rawVendor((socket) => {
    let received = 0
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1').split('z').length - 1
      if (received === 10) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
    })
  })
  const { failure, body } = await exchange(
    sandboxPool(vendor),
    post(slow(), { limits: { firstByte: 250, idle: FAR, total: FAR } }),
  )
  expect([failure, body]).toEqual([undefined, 'ok'])
})

test('a limit above undici’s own five minutes holds, and its timers do not interfere', async () => {
  const vendor = await rawVendor((socket) =>
    onRequest(socket, () =>
      setTimeout(() => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'), 100),
    ),
  )
  const pool = sandboxPool(vendor)
  const result = await exchange(pool, {
    ...GET,
    headers: [],
    limits: { firstByte: 600_000, idle: 600_000, total: 1_800_000 },
  })
  expect(result.ended).toBe(true)
})

describe('the deadline, on a clock of its own', () => {
  /** Runs ticks by hand; the real timer is a day away. */
  function deadline(limits: Limits): {
    readonly subject: Deadline
    readonly passed: FailureReason[]
    readonly at: (milliseconds: number) => void
  } {
    let time = 0
    const passed: FailureReason[] = []
    const subject = new Deadline(
      limits,
      (reason) => passed.push(reason),
      () => time,
    )
    afterEachClear.push(() => subject.clear())
    return {
      subject,
      passed,
      at: (milliseconds) => {
        time = milliseconds
        subject.tick()
      },
    }
  }
  const afterEachClear: (() => void)[] = []
  afterEach(() => {
    for (const clear of afterEachClear.splice(0)) clear()
  })
  const DAY = 86_400_000

  test('a chunk puts the idle limit off, not the total', () => {
    const { subject, passed, at } = deadline({ firstByte: DAY, idle: 2 * DAY, total: 3 * DAY })
    subject.answer()
    at(DAY)
    subject.touch()
    at(2 * DAY + 1)
    expect(passed).toEqual([])
    at(3 * DAY)
    expect(passed).toEqual(['total_timeout'])
  })

  test('an answer held back by its reader is not the vendor’s silence', () => {
    const { subject, passed, at } = deadline({ firstByte: DAY, idle: DAY, total: 10 * DAY })
    subject.answer()
    subject.hold(true)
    at(3 * DAY)
    at(5 * DAY)
    subject.hold(false)
    at(5 * DAY + 1)
    expect(passed).toEqual([])
    at(6 * DAY + 1)
    expect(passed).toEqual(['idle_timeout'])
  })

  test('before the head the limit is the first byte', () => {
    const { passed, at } = deadline({ firstByte: DAY, idle: 2 * DAY, total: 3 * DAY })
    at(DAY - 1)
    expect(passed).toEqual([])
    at(DAY)
    expect(passed).toEqual(['first_byte_timeout'])
  })
})
