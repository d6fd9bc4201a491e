/** An HTTP/2 caller made of one socket: writes frames as they are, sane or not, and keeps the frames that come back. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'

/** RFC 9113, section 6. */
export const TYPE = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  ping: 6,
  goaway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const

export const FLAG = { endStream: 1, ack: 1, endHeaders: 4 } as const

export interface Frame {
  readonly type: number
  readonly flags: number
  readonly stream: number
  readonly payload: Buffer
}

export interface Http2Frames {
  readonly socket: Socket
  readonly frames: readonly Frame[]
  /** True once the gateway closed its side or the connection broke. */
  readonly ended: boolean
  write(bytes: string | Buffer): void
  /** Resolves with the first frame that fits; rejects when the connection ends or `milliseconds` pass before. */
  until(what: string, fits: (frame: Frame) => boolean, milliseconds?: number): Promise<Frame>
  /** Resolves when the gateway has hung up; rejects after `milliseconds`. */
  end(milliseconds?: number): Promise<void>
  destroy(): void
}

export function frame(type: number, flags: number, stream: number, payload: Buffer | string = ''): Buffer {
  const bytes = Buffer.from(payload)
  const head = Buffer.alloc(9)
  head.writeUIntBE(bytes.length, 0, 3)
  head[3] = type
  head[4] = flags
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, bytes])
}

/** Names and values in pairs as literals that are neither indexed nor compressed (RFC 7541, section 6.2.2). */
export function headerBlock(pairs: readonly string[]): Buffer {
  const parts: Buffer[] = []
  for (let index = 0; index < pairs.length; index += 2)
    parts.push(Buffer.from([0]), literal(pairs[index] ?? ''), literal(pairs[index + 1] ?? ''))
  return Buffer.concat(parts)
}

function literal(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1')
  if (bytes.length < 127) return Buffer.concat([Buffer.from([bytes.length]), bytes])
  const length = [127]
  let rest = bytes.length - 127
  for (; rest >= 128; rest >>= 7) length.push((rest & 127) | 128)
  length.push(rest)
  return Buffer.concat([Buffer.from(length), bytes])
}

/** The head of a chat: the pseudo headers, a key, and what the test adds. */
export function head(more: readonly string[] = [], pseudo: Readonly<Record<string, string>> = {}): Buffer {
  const first = {
    ':method': 'POST',
    ':scheme': 'http',
    ':path': '/openai/v1/chat/completions',
    ':authority': 'gateway.test',
    ...pseudo,
  }
  return headerBlock([
    ...Object.entries(first).flat(),
    'authorization',
    'Bearer test-key-of-acme',
    'content-type',
    'application/json',
    ...more,
  ])
}

/** A whole request: one HEADERS frame, and one DATA frame unless the body is empty. */
export function requestFrames(stream: number, body: string, more: readonly string[] = []): Buffer {
  if (body === '') return frame(TYPE.headers, FLAG.endHeaders | FLAG.endStream, stream, head(more))
  return Buffer.concat([
    frame(TYPE.headers, FLAG.endHeaders, stream, head(more)),
    frame(TYPE.data, FLAG.endStream, stream, body),
  ])
}

export function windowUpdate(stream: number, increment: number): Buffer {
  const payload = Buffer.alloc(4)
  payload.writeUInt32BE(increment)
  return frame(TYPE.windowUpdate, 0, stream, payload)
}

export function reset(stream: number, code = 8): Buffer {
  const payload = Buffer.alloc(4)
  payload.writeUInt32BE(code)
  return frame(TYPE.reset, 0, stream, payload)
}

/** `settings` are pairs of identifier and value. */
export function settings(pairs: readonly (readonly [number, number])[] = []): Buffer {
  const payload = Buffer.alloc(pairs.length * 6)
  for (const [index, [id, value]] of pairs.entries()) {
    payload.writeUInt16BE(id, index * 6)
    payload.writeUInt32BE(value, index * 6 + 2)
  }
  return frame(TYPE.settings, 0, 0, payload)
}

/** Connects over `socket`, or in clear. Nothing is written: not even the preface. */
export async function http2Frames(origin: string, through?: Socket): Promise<Http2Frames> {
  const { hostname, port } = new URL(origin)
  const socket = through ?? connect({ host: hostname, port: Number(port), noDelay: true })
  if (through === undefined) await once(socket, 'connect')
  const frames: Frame[] = []
  const state = { ended: false, rest: Buffer.alloc(0) }
  const changed = new EventTarget()
  const tell = (): void => void changed.dispatchEvent(new Event('changed'))
  const over = (): void => {
    state.ended = true
    tell()
  }
  socket.on('error', over)
  socket.on('end', over)
  socket.on('close', over)
  socket.on('data', (chunk: Buffer) => {
    state.rest = takeFrames(Buffer.concat([state.rest, chunk]), frames)
    tell()
  })
  const when = async (what: string, happened: () => boolean, milliseconds: number): Promise<void> => {
    const signal = AbortSignal.timeout(milliseconds)
    while (!happened()) {
      if (state.ended && what !== 'the end') throw new Error(`hung up before ${what}: ${seen(frames)}`)
      try {
        await once(changed, 'changed', { signal })
      } catch {
        throw new Error(`${what} did not come within ${milliseconds} ms: ${seen(frames)}`)
      }
    }
  }
  return {
    socket,
    frames,
    get ended() {
      return state.ended
    },
    write: (bytes) => void socket.write(bytes),
    until: async (what, fits, milliseconds = 5000) => {
      let found: Frame | undefined
      await when(what, () => (found = frames.find(fits)) !== undefined, milliseconds)
      if (found === undefined) throw new Error(`no ${what}`)
      return found
    },
    end: async (milliseconds = 5000) => await when('the end', () => state.ended, milliseconds),
    destroy: () => void socket.destroy(),
  }
}

/** Moves whole frames over and returns what is left. */
function takeFrames(bytes: Buffer, frames: Frame[]): Buffer<ArrayBuffer> {
  let at = 0
  while (bytes.length - at >= 9) {
    const length = bytes.readUIntBE(at, 3)
    if (bytes.length - at < 9 + length) break
    frames.push({
      type: bytes[at + 3] ?? 0,
      flags: bytes[at + 4] ?? 0,
      stream: bytes.readUInt32BE(at + 5),
      payload: Buffer.from(bytes.subarray(at + 9, at + 9 + length)),
    })
    at += 9 + length
  }
  return Buffer.from(bytes.subarray(at))
}

/** Types, flags and streams of the last frames, for the message of a test that fails. */
function seen(frames: readonly Frame[]): string {
  return frames
    .slice(-12)
    .map(({ type, flags, stream, payload }) => `${type}/${flags}@${stream}(${payload.length})`)
    .join(' ')
}
