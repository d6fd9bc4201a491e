/** A vendor made of sockets alone: a test writes whatever bytes it likes, when it likes, and sees when they are cut off. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface RawCall {
  readonly socket: Socket
  /** 1 for the first request of the vendor's life. */
  readonly ordinal: number
  /** Request line and headers. */
  readonly head: string
  /** The body as it stood on the wire: chunked framing is not taken off. */
  readonly body: Buffer
}

export interface RawVendor {
  readonly origin: string
  readonly sockets: readonly Socket[]
  readonly calls: readonly RawCall[]
  /** Bytes received over all connections. */
  readonly bytes: number
  /** Replaces what is done with later requests. */
  serve: (call: RawCall) => void
  /** Resolves with the request of that ordinal once it is whole. */
  call(ordinal: number): Promise<RawCall>
  /** Resolves with the socket of that ordinal (1 for the first) once it is accepted. */
  socket(ordinal: number): Promise<Socket>
  close(): Promise<void>
}

/** `serve` is called for every whole request; `accepted` for every connection, before anything is read from it. */
export async function startRawVendor(
  serve: (call: RawCall) => void,
  accepted: (socket: Socket) => void = () => {},
): Promise<RawVendor> {
  const sockets: Socket[] = []
  const calls: RawCall[] = []
  const changed = new EventTarget()
  const state = { bytes: 0, serve }
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('end', () => socket.end())
    accepted(socket)
    let held: Buffer = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      state.bytes += chunk.length
      held = Buffer.concat([held, chunk])
      for (let message = take(held); message !== undefined; message = take(held)) {
        held = message.rest
        const call = { socket, ordinal: calls.length + 1, head: message.head, body: message.body }
        calls.push(call)
        changed.dispatchEvent(new Event('changed'))
        state.serve(call)
      }
    })
    changed.dispatchEvent(new Event('changed'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const nth = async <Type>(list: readonly Type[], ordinal: number): Promise<Type> => {
    for (;;) {
      const found = list[ordinal - 1]
      if (found !== undefined) return found
      await once(changed, 'changed')
    }
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    calls,
    get bytes() {
      return state.bytes
    },
    get serve() {
      return state.serve
    },
    set serve(next: (call: RawCall) => void) {
      state.serve = next
    },
    call: async (ordinal) => await nth(calls, ordinal),
    socket: async (ordinal) => await nth(sockets, ordinal),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Message {
  readonly head: string
  readonly body: Buffer
  readonly rest: Buffer
}

/** The first whole request of these bytes. Bodies have a length, or end in the last chunk. */
function take(bytes: Buffer): Message | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = bytes.subarray(0, end).toString('latin1')
  const start = end + 4
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1]
  let stop = start + Number(length ?? 0)
  if (/^transfer-encoding: *chunked$/im.test(head)) {
    const last = bytes.indexOf('0\r\n\r\n', start)
    if (last < 0) return undefined
    stop = last + 5
  }
  if (bytes.length < stop) return undefined
  return { head, body: bytes.subarray(start, stop), rest: bytes.subarray(stop) }
}

/** Resolves when the socket is closed, however it came to that; rejects after `milliseconds`. */
export async function whenClosed(socket: Socket, milliseconds = 5000): Promise<void> {
  if (socket.closed) return
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the socket is still open after ${milliseconds} ms`)),
      milliseconds,
    )
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** An answer of known length. */
export function wholeAnswer(status: number, body: string | Buffer, headers: readonly string[] = []): Buffer {
  const bytes = Buffer.from(body)
  const lines = headers.some((line) => /^content-type:/i.test(line))
    ? headers
    : ['content-type: application/json', ...headers]
  const head = [`HTTP/1.1 ${status} Status`, ...lines, `content-length: ${bytes.length}`, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes])
}

export const STREAM_HEAD =
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n'

export const LAST_CHUNK = '0\r\n\r\n'

/** Bytes as one chunk of a chunked body. */
export function httpChunk(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}
