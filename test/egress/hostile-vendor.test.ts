/** Vendors are untrusted: whatever they answer, the call fails with a name, the connection is gone, the process lives. */
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest'
import { answering, closeAll, exchange, GET, onRequest, post, rawVendor, sandboxPool } from './stand-ins.ts'

afterEach(closeAll)

const escaped: unknown[] = []
const note = (error: unknown): void => void escaped.push(error)
beforeAll(() => {
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterAll(() => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
})
afterEach(() => expect(escaped).toEqual([]))

test('undici is at least the version whose connection handling was read', () => {
  const { version } = JSON.parse(readFileSync('node_modules/undici/package.json', 'utf8')) as {
    version: string
  }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  expect(major * 1000 + minor).toBeGreaterThanOrEqual(8012)
})

/** Exchanges twice: the second call has to get a fresh connection and its own answer. */
async function hostile(bad: (socket: Socket) => void): ReturnType<typeof exchange> {
  const vendor = await rawVendor((socket, number) => {
    if (number === 1) bad(socket)
    else answering('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood')(socket)
  })
  const pool = sandboxPool(vendor)
  const first = await exchange(pool)
  const second = await exchange(pool)
  expect(second).toMatchObject({ status: 200, body: 'good', ended: true })
  expect(vendor.sockets).toHaveLength(2)
  const [socket] = vendor.sockets
  if (socket !== undefined && !socket.closed) await once(socket, 'close')
  return first
}

describe('an answer that is not HTTP/1.1', () => {
  test.each([
    ['HTTP/0.9', '<html>hello</html>\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a bare line feed in a header', 'HTTP/1.1 200 OK\r\nx: a\nset-cookie: b\r\n\r\n'],
    ['a bare carriage return in a header', 'HTTP/1.1 200 OK\r\nx: a\rb: c\r\n\r\n'],
    ['NUL in a header', 'HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 0\r\n\r\n'],
    ['a space before the colon', 'HTTP/1.1 200 OK\r\ncontent-length : 0\r\n\r\n'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\ncontent-length: 0\r\n\r\n'],
    ['a status below 100', 'HTTP/1.1 050 OK\r\ncontent-length: 0\r\n\r\n'],
    ['a status of letters', 'HTTP/1.1 abc OK\r\ncontent-length: 0\r\n\r\n'],
    ['both framings', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two different lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello'],
    ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
    ['a length beyond numbers', 'HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\n'],
    ['a chunk size that is none', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
    [
      'a chunk longer than announced',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n',
    ],
    [
      '100 Continue that nobody asked for',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
    ],
  ])('%s is vendor_malformed', async (_what, answer) => {
    const { failure, ended } = await hostile(answering(answer))
    expect(failure).toMatchObject({ code: 'vendor_malformed', status: 502 })
    expect(ended).toBe(false)
  })

  test('a head beyond the limit', async () => {
    const { failure } = await hostile(answering(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`))
    expect(failure).toMatchObject({ reason: 'head_too_large', code: 'vendor_malformed' })
  })

  test('ten thousand headers', async () => {
    const { failure } = await hostile(
      answering(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(10_000)}x: ${'y'.repeat(40_000)}\r\n\r\n`),
    )
    expect(failure).toMatchObject({ code: 'vendor_malformed' })
  })

  test('a protocol change that nobody asked for', async () => {
    const { failure } = await hostile(
      answering('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    )
    expect(failure).toMatchObject({ reason: 'upgrade_unasked', code: 'vendor_malformed' })
  })

  test.each(['content-length: 5', 'transfer-encoding: chunked'])('a 204 with %s', async (framing) => {
    const { failure } = await hostile(answering(`HTTP/1.1 204 No Content\r\n${framing}\r\n\r\nhello`))
    expect(failure).toMatchObject({ reason: 'body_unasked', code: 'vendor_malformed' })
  })
})

describe('an answer that breaks off', () => {
  const whole = 'HTTP/1.1 200 OK\r\n'

  test.each([
    ['before the head', '', 'vendor_reset'],
    ['in the head', 'HTTP/1.1 200 OK\r\nx-req', 'vendor_reset'],
    ['in a body of known length', `${whole}content-length: 10\r\n\r\nhello`, 'vendor_truncated'],
    [
      'in a body of known length that closes',
      `${whole}connection: close\r\ncontent-length: 10\r\n\r\nhello`,
      'vendor_truncated',
    ],
    ['between chunks', `${whole}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`, 'vendor_truncated'],
    ['in a chunk', `${whole}transfer-encoding: chunked\r\n\r\n5\r\nhel`, 'vendor_truncated'],
    [
      'before the last line end',
      `${whole}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n`,
      'vendor_truncated',
    ],
    [
      'between chunks that close',
      `${whole}connection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`,
      'vendor_truncated',
    ],
  ])('%s', async (_where, answer, code) => {
    const { failure, ended } = await hostile((socket) => onRequest(socket, () => socket.end(answer)))
    expect(failure?.code).toBe(code)
    expect(ended).toBe(false)
  })

  test.each([
    ['in a body of known length', `${whole}content-length: 10\r\n\r\nhello`],
    ['between chunks', `${whole}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`],
    ['in a body that only the close would end', `${whole}connection: close\r\n\r\nhello`],
  ])('by a reset %s', async (_where, answer) => {
    const vendor = await rawVendor((socket) => onRequest(socket, () => socket.write(answer)))
    const result = await exchange(sandboxPool(vendor), undefined, {
      onData: () => vendor.sockets[0]?.resetAndDestroy(),
    })
    expect(result).toMatchObject({ body: 'hello', ended: false })
    expect(result.failure).toMatchObject({ reason: 'reset', code: 'vendor_reset' })
  })

  test('a body that the close ends is whole', async () => {
    const result = await hostile((socket) => onRequest(socket, () => socket.end(`${whole}\r\nhello`)))
    expect(result).toMatchObject({ body: 'hello', ended: true })
  })
})

describe('bytes after the end of an answer', () => {
  const first = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfirst'
  const poison = 'HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison'

  test.each([
    ['a second answer', [first + poison]],
    ['a second answer in a packet of its own', [first, poison]],
    ['more bytes than announced', [`${first}-and-more`]],
    ['garbage', [first, '\0\0\0\0']],
    ['a body on a 304', ['HTTP/1.1 304 Not Modified\r\ncontent-length: 6\r\n\r\npoison']],
  ])('%s reach no other call', async (_what, parts) => {
    const result = await hostile(answering(...parts))
    expect(result.ended).toBe(true)
    expect(result.body).not.toContain('poison')
  })

  test('an answer on an idle connection reaches no call', async () => {
    const vendor = await rawVendor((socket, number) =>
      answering(number === 1 ? first : 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood')(socket),
    )
    const pool = sandboxPool(vendor)
    expect((await exchange(pool)).body).toBe('first')
    const [idle] = vendor.sockets
    idle?.write(poison)
    if (idle !== undefined) await once(idle, 'close')
    expect((await exchange(pool)).body).toBe('good')
  })

  test('an answer that arrives in the very turn in which the idle connection is taken reaches no call', async () => {
    const vendor = await rawVendor((socket, number) =>
      answering(number === 1 ? first : 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood')(socket),
    )
    const pool = sandboxPool(vendor)
    await exchange(pool)
    await turn()
    vendor.sockets[0]?.write(poison)
    // The poison is in the kernel's buffer and not yet in ours.
    expect((await exchange(pool)).body).toBe('good')
  })
})

describe('harmless oddities pass', () => {
  test('103 heads are swallowed', async () => {
    const vendor = await rawVendor(
      answering(
        'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'.repeat(3),
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
      ),
    )
    expect(await exchange(sandboxPool(vendor))).toMatchObject({ status: 200, body: 'ok', ended: true })
  })

  test('trailers and chunk extensions are swallowed', async () => {
    const vendor = await rawVendor(
      answering(
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;a=b\r\nok\r\n0\r\nx-trailer: y\r\n\r\n',
      ),
    )
    expect(await exchange(sandboxPool(vendor))).toMatchObject({ body: 'ok', ended: true })
  })

  test.each(['__proto__', 'constructor', 'toString'])('a header named %s is a header', async (name) => {
    const vendor = await rawVendor(answering(`HTTP/1.1 200 OK\r\n${name}: x\r\ncontent-length: 0\r\n\r\n`))
    const { headers } = await exchange(sandboxPool(vendor))
    expect(Object.hasOwn(headers ?? {}, name.toLowerCase())).toBe(true)
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  test('every byte in a packet of its own', async () => {
    const text = 'HTTP/1.1 200 OK\r\nx-a: b\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'
    const vendor = await rawVendor((socket) => {
      onRequest(socket, () => {
        const bytes = text.split('')
        const next = (): void => {
          const byte = bytes.shift()
          if (byte !== undefined) socket.write(byte, () => setImmediate(next))
        }
        next()
      })
    })
    expect(await exchange(sandboxPool(vendor))).toMatchObject({ body: 'hello', ended: true })
  })
})

/** An upload without an end. */
async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield Buffer.alloc(1024)
    await turn()
  }
}

test('a vendor that answers before the upload is over ends the call, and the connection with it', async () => {
  const vendor = await rawVendor((socket) => {
    socket.once('data', () => socket.write('HTTP/1.1 413 Too Large\r\ncontent-length: 3\r\n\r\nbig'))
  })
  const pool = sandboxPool(vendor)
  const result = await exchange(pool, post(endless()))
  expect(result).toMatchObject({ status: 413, body: 'big', ended: true })
  const [socket] = vendor.sockets
  if (socket !== undefined && !socket.closed) await once(socket, 'close')
})

/** Mulberry32: small, seeded, good enough to cut and to flip. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test('mutated answers, cut at random, end every call once and kill nothing', async () => {
  const seed = Number(process.env['EGRESS_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`seed ${seed}`)
  const next = random(seed)
  const corpus = [
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{"a":"hello"}',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nx: y\r\n\r\n',
    'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\nconnection: close\r\n\r\ndata: x\n\n',
    'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
  ].map((text) => Buffer.from(text, 'latin1'))
  const vendor = await rawVendor((socket) => {
    onRequest(socket, () => {
      const bytes = Buffer.from(corpus[Math.floor(next() * corpus.length)] ?? '')
      for (let flips = Math.floor(next() * 4); flips > 0; flips--) {
        bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256)
      }
      const cut = Math.floor(next() * bytes.length)
      socket.write(bytes.subarray(0, cut))
      const ending = next()
      setImmediate(() => {
        if (ending < 0.2) return socket.destroy()
        if (ending < 0.4) return socket.resetAndDestroy()
        if (ending < 0.7) return socket.end(bytes.subarray(cut))
        socket.write(bytes.subarray(cut))
        return undefined
      })
    })
  })
  const pool = sandboxPool(vendor, { connections: 16 })
  const limits = { firstByte: 100, idle: 100, total: 200 }
  const outcomes = new Map<string, number>()
  const worker = async (): Promise<void> => {
    for (let round = 0; round < 60; round++) {
      const pausing = next() < 0.3
      const aborting = next() < 0.1
      const { failure, ended } = await Promise.race([
        exchange(
          pool,
          { ...GET, headers: [], limits },
          {
            call: (call) => {
              if (pausing) {
                call.pause()
                setImmediate(() => call.resume())
              }
              if (aborting) setImmediate(() => setImmediate(() => call.abort()))
            },
          },
        ),
        // An aborted call says nothing more.
        aborting
          ? new Promise<{ failure: undefined; ended: boolean }>((resolve) =>
              setTimeout(() => resolve({ failure: undefined, ended: false }), 20),
            )
          : new Promise<never>(() => undefined),
      ])
      const outcome = ended ? 'ok' : (failure?.code ?? 'aborted')
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(960)
  expect(outcomes.get('internal')).toBeUndefined()
  expect(outcomes.get('ok')).toBeGreaterThan(0)
  expect(outcomes.get('vendor_malformed')).toBeGreaterThan(0)
})
