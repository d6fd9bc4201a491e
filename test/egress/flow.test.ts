/** Back-pressure both ways, aborts that close the vendor's socket at once, bodies sent as they are. */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../src/gateway/errors/refusal.ts'
import { dispatch, type EgressCall } from '../../src/gateway/egress/send.ts'
import {
  answering,
  closeAll,
  dialInstead,
  exchange,
  GET,
  LIMITS,
  onRequest,
  pool,
  post,
  PUBLIC,
  rawVendor,
  resolveTo,
  sandboxPool,
} from './stand-ins.ts'

afterEach(closeAll)

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

/** Waits until a number stands still for a while. */
async function settled(read: () => number): Promise<number> {
  let last = -1
  for (let same = 0; same < 5;) {
    await wait(20)
    const now = read()
    same = now === last ? same + 1 : 0
    last = now
  }
  return last
}

describe('back-pressure', () => {
  const TOTAL = 128 * 1024 * 1024

  test('a paused answer stops the vendor, and comes whole when resumed', async () => {
    const chunk = Buffer.alloc(65_536, 'a')
    const vendor = await rawVendor((socket) =>
      onRequest(socket, () => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${TOTAL}\r\n\r\n`)
        let sent = 0
        const fill = (): void => {
          while (sent < TOTAL) {
            sent += chunk.length
            if (!socket.write(chunk)) return void socket.once('drain', fill)
          }
        }
        fill()
      }),
    )
    let received = 0
    let call: EgressCall | undefined
    const done = new Promise<void>((resolve, reject) => {
      call = dispatch(
        sandboxPool(vendor),
        { ...GET, headers: [] },
        {
          onHead: () => call?.pause(),
          onData: (data) => {
            received += data.length
          },
          onEnd: resolve,
          onError: reject,
        },
      )
    })
    while (vendor.sockets[0] === undefined) await wait(1)
    const stalledAt = await settled(() => vendor.sockets[0]?.bytesWritten ?? 0)
    // What the kernel's buffers on loopback hold; far from the whole.
    expect(stalledAt).toBeGreaterThan(0)
    expect(stalledAt).toBeLessThan(TOTAL / 2)
    expect(received).toBeLessThan(1024 * 1024)
    call?.resume()
    await done
    expect(received).toBe(TOTAL)
    expect(call?.bytesReceived).toBe(TOTAL)
  })

  test('a pause in every chunk loses nothing', async () => {
    const body = randomBytes(3_000_000).toString('base64')
    const vendor = await rawVendor(
      answering(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`, body),
    )
    let call: EgressCall | undefined
    const result = await exchange(sandboxPool(vendor), undefined, {
      call: (handle) => (call = handle),
      onData: () => {
        call?.pause()
        setImmediate(() => call?.resume())
      },
    })
    expect(result.ended).toBe(true)
    expect(result.body === body).toBe(true)
  })

  test('a vendor that does not read stops the upload', async () => {
    const vendor = await rawVendor((socket) => socket.pause())
    let produced = 0
    const body = new Readable({
      read() {
        produced += 65_536
        this.push(produced > TOTAL ? null : Buffer.alloc(65_536))
      },
    })
    const call = dispatch(
      sandboxPool(vendor),
      { method: 'POST', path: '/v1/audio/transcriptions', headers: [], body, limits: LIMITS },
      { onHead: () => undefined, onData: () => undefined, onEnd: () => undefined, onError: () => undefined },
    )
    const stalledAt = await settled(() => produced)
    expect(stalledAt).toBeGreaterThan(0)
    expect(stalledAt).toBeLessThan(TOTAL / 2)
    call.abort()
    expect(body.destroyed).toBe(true)
  })
})

/** Milliseconds from the act until the vendor's socket is closed. */
async function closedWithin(socket: Socket, act: () => void): Promise<number> {
  const closed = socket.closed ? Promise.resolve() : once(socket, 'close')
  const started = performance.now()
  act()
  await closed
  return performance.now() - started
}

describe('an aborted call', () => {
  const silent = {
    onHead: (): void => undefined,
    onData: (): void => undefined,
    onEnd: (): void => {
      throw new Error('ended')
    },
    onError: (): void => {
      throw new Error('failed')
    },
  }

  test('closes the vendor’s socket within 100 ms while the head is awaited, and says nothing more', async () => {
    const vendor = await rawVendor(() => undefined)
    const call = dispatch(sandboxPool(vendor), post(Buffer.from('{}')), silent)
    while (vendor.received() === '') await wait(1)
    const [socket] = vendor.sockets
    if (socket === undefined) throw new Error('no connection')
    expect(await closedWithin(socket, () => call.abort())).toBeLessThan(100)
    await wait(20)
  })

  test('closes it in mid-stream', async () => {
    const vendor = await rawVendor(
      answering('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'),
    )
    let seen: (() => void) | undefined
    const data = new Promise<void>((resolve) => (seen = resolve))
    const call = dispatch(sandboxPool(vendor), post(Buffer.from('{}')), { ...silent, onData: () => seen?.() })
    await data
    const [socket] = vendor.sockets
    if (socket === undefined) throw new Error('no connection')
    expect(await closedWithin(socket, () => call.abort())).toBeLessThan(100)
  })

  test('closes it from within onHead and onData', async () => {
    for (const where of ['onHead', 'onData'] as const) {
      const vendor = await rawVendor(
        answering('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 5\r\n\r\nhello'),
      )
      const opened = sandboxPool(vendor)
      let call: EgressCall | undefined
      const stopped = new Promise<void>((resolve) => {
        call = dispatch(opened, post(Buffer.from('{}')), {
          ...silent,
          [where]: () => {
            call?.abort()
            resolve()
          },
        })
      })
      await stopped
      const [socket] = vendor.sockets
      if (socket !== undefined && !socket.closed) await once(socket, 'close')
    }
  })

  test('gives up the connection that was being made for it', async () => {
    const vendor = await rawVendor(() => undefined)
    const { dial } = dialInstead(vendor.port)
    const opened = pool({ id: 'one', host: 'eu.api.vendor.example' }, { resolve: resolveTo(PUBLIC), dial })
    const call = dispatch(opened, post(Buffer.from('{}')), silent)
    // The TLS handshake has begun and is never answered.
    while (vendor.received() === '') await wait(1)
    const [socket] = vendor.sockets
    if (socket === undefined) throw new Error('no connection')
    expect(await closedWithin(socket, () => call.abort())).toBeLessThan(100)
  })

  test('leaves the queue: its request is never written', async () => {
    const vendor = await rawVendor((socket) => {
      let count = 0
      onRequest(socket, () => {
        if (count++ > 0) socket.write(OK)
      })
    })
    const opened = sandboxPool(vendor, { connections: 1 })
    const first = exchange(opened, {
      ...GET,
      path: '/first',
      headers: [],
      limits: { ...LIMITS, firstByte: 200 },
    })
    const body = Readable.from([Buffer.from('second')])
    for (const each of [body, Buffer.from('second')]) {
      dispatch(opened, { ...post(each), path: '/second' }, silent).abort()
    }
    expect(body.destroyed).toBe(true)
    expect((await first).failure?.code).toBe('vendor_timeout_first_byte')
    // A third call gets the next connection; its first request is not answered by this vendor.
    await exchange(opened, { ...GET, path: '/third', headers: [], limits: { ...LIMITS, firstByte: 100 } })
    expect(vendor.received()).toContain('GET /third')
    expect(vendor.received()).not.toContain('/second')
  })

  test('is not aborted twice, nor after its end', async () => {
    const vendor = await rawVendor(answering(OK))
    const opened = sandboxPool(vendor)
    let handle: EgressCall | undefined
    await exchange(opened, undefined, { call: (call) => (handle = call) })
    handle?.abort()
    handle?.pause()
    handle?.resume()
    // undici frees a connection a turn after its call.
    while (opened.numbers().running > 0) await wait(1)
    await wait(5)
    expect((await exchange(opened)).body).toBe('ok')
    expect(vendor.sockets).toHaveLength(1)
  })
})

describe('request bodies', () => {
  test('a buffer goes out with its length, byte for byte', async () => {
    const vendor = await rawVendor(answering(OK))
    const body = Buffer.from('{"text":"zażółć"}')
    let call: EgressCall | undefined
    await exchange(sandboxPool(vendor), post(body, { headers: ['content-type', 'application/json'] }), {
      call: (handle) => (call = handle),
    })
    expect(vendor.received()).toBe(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: ${vendor.origin.slice(7)}\r\nconnection: keep-alive\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.toString('latin1')}`,
    )
    expect(call?.bytesSent).toBe(body.length)
  })

  test('a stream of known length is not chunked, and arrives whole', async () => {
    const bytes = randomBytes(1_000_000)
    const hash = createHash('sha256')
    let received = 0
    const vendor = await rawVendor((socket) => {
      let headEnd = -1
      socket.on('data', (chunk: Buffer) => {
        let part = chunk
        if (headEnd === -1) {
          headEnd = chunk.indexOf('\r\n\r\n')
          part = chunk.subarray(headEnd + 4)
        }
        hash.update(part)
        received += part.length
        if (received === bytes.length) socket.write(OK)
      })
    })
    await exchange(
      sandboxPool(vendor),
      post(Readable.from(slices(bytes)), { headers: ['content-length', '1000000'] }),
    )
    expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(vendor.received().slice(0, 300)).not.toContain('transfer-encoding')
  })

  test('a stream of unknown length is chunked', async () => {
    const vendor = await rawVendor((socket) =>
      socket.on('data', (chunk) => {
        if (chunk.includes('0\r\n\r\n')) socket.write(OK)
      }),
    )
    const { ended } = await exchange(
      sandboxPool(vendor),
      post(Readable.from([Buffer.from('one'), Buffer.from('two')])),
    )
    expect(ended).toBe(true)
    expect(vendor.received()).toContain('transfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n')
  })

  test.each([
    ['shorter', '10'],
    ['longer', '3'],
  ])('a stream %s than announced breaks the call, and no byte too many leaves', async (_how, length) => {
    const vendor = await rawVendor(() => undefined)
    const { failure } = await exchange(
      sandboxPool(vendor),
      post(Readable.from([Buffer.from('hello')]), { headers: ['content-length', length] }),
    )
    expect(failure).toMatchObject({ reason: 'request_broken', code: 'internal' })
    expect(vendor.received()).not.toMatch(/hello.|\r\n\r\nhell/s)
  })

  test('a body destroyed with a refusal keeps its code, and the vendor never sees the end', async () => {
    const vendor = await rawVendor(() => undefined)
    const body = new Readable({ read: () => undefined })
    const waiting = exchange(sandboxPool(vendor), post(body))
    body.push('--boundary\r\nfirst part')
    while (!vendor.received().includes('first part')) await wait(1)
    body.destroy(new Refusal('refused_midstream'))
    expect((await waiting).failure?.code).toBe('refused_midstream')
    const [socket] = vendor.sockets
    if (socket !== undefined && !socket.closed) await once(socket, 'close')
    expect(vendor.received()).not.toContain('0\r\n\r\n')
  })

  test('a body that fails while its call waits for a connection fails that call alone', async () => {
    const vendor = await rawVendor((socket) => {
      onRequest(socket, () => setTimeout(() => socket.write(OK), 50))
    })
    const opened = sandboxPool(vendor, { connections: 1 })
    const first = exchange(opened)
    const body = new Readable({ read: () => undefined })
    const second = exchange(opened, post(body))
    body.destroy(new Error('the caller is gone'))
    expect((await second).failure).toMatchObject({ reason: 'request_broken' })
    expect((await first).body).toBe('ok')
  })

  test('a header that would break the head is refused, unsent', async () => {
    const vendor = await rawVendor(answering(OK))
    const opened = sandboxPool(vendor)
    for (const headers of [
      ['x-a', 'b\r\nhost: evil.example'],
      ['x-a\r\nb', 'c'],
      ['transfer-encoding', 'chunked'],
      ['expect', '100-continue'],
    ]) {
      const { failure } = await exchange(opened, { ...GET, headers })
      expect(failure).toMatchObject({ reason: 'request_invalid', code: 'internal' })
    }
    expect(vendor.received()).toBe('')
  })
})

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 40_000) yield bytes.subarray(at, at + 40_000)
}

test('a listener that throws ends its call and its connection, not the process', async () => {
  for (const where of ['onStart', 'onHead', 'onData', 'onEnd'] as const) {
    const vendor = await rawVendor(answering(OK))
    const { failure } = await exchange(sandboxPool(vendor), undefined, {
      [where]: () => {
        throw new Error('defect')
      },
    })
    expect(failure).toMatchObject({ reason: 'listener_failed', code: 'internal' })
  }
})

test.each(['onHead', 'onData', 'onEnd'])(
  'a refusal thrown by %s ends the call with its own code',
  async (where) => {
    const vendor = await rawVendor(answering(OK))
    const { failure } = await exchange(sandboxPool(vendor), undefined, {
      [where]: () => {
        throw new Refusal('answer_too_large')
      },
    })
    expect(failure?.code).toBe('answer_too_large')
  },
)
