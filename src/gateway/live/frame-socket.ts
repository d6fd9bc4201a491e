/** One end of a session: whole frames in and out over `ws`, with back-pressure, a bounded goodbye and one end. */
import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'

/** Bytes that may wait for the other side before more are asked for. */
const HIGH_WATER = 256 * 1024
const PING_MS = 30_000

/** Why a frame could not be read: the close code (RFC 6455, section 7.4) that its sender gets. */
export interface FrameFault {
  readonly close: number
}

export interface ReceivedFrame {
  readonly data: Buffer
  readonly binary: boolean
}

export interface FrameListener {
  /** The buffer is the listener's to keep. Text is valid UTF-8. */
  onFrame(data: Buffer, binary: boolean): void
  /**
   * Once, when nothing more comes and nothing more can be sent. 1005: closed without a code; 1006: the connection broke. With
   * a fault, its peer sent what is no frame, or too large a one.
   */
  onClosed(code: number, reason: string, fault: FrameFault | undefined): void
}

/** Codes of our own readers, by those of `ws`. */
const FAULTS: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1009,
  WS_ERR_INVALID_UTF8: 1007,
}

const BROKEN = 1006

/** What every socket of a session is made with, on either side. */
export function frameOptions(frameBytes: number): {
  readonly perMessageDeflate: false
  readonly maxPayload: number
  readonly maxFragments: number
  readonly closeTimeout: number
} {
  return {
    // A compressed frame would have to be inflated to be looked at, and a small one can become a large one.
    perMessageDeflate: false,
    maxPayload: frameBytes,
    maxFragments: 1024,
    closeTimeout: CLOSE_MS,
  }
}

/** How long a peer may take to answer a close frame. */
const CLOSE_MS = 2000

export class FrameSocket {
  readonly #socket: WebSocket
  readonly #wire: Socket
  #fault: FrameFault | undefined
  #listener: FrameListener | undefined
  #closed: readonly [number, string] | undefined
  #alive = true
  #paused = false
  /** Frames that came before somebody listened. */
  readonly #kept: ReceivedFrame[] = []
  #waiting: (() => void) | undefined
  readonly #pings: NodeJS.Timeout

  /**
   * @param wire what the frames are written to
   * @param pingMs a peer that has shown no sign of life for two of these is gone
   */
  constructor(socket: WebSocket, wire: Socket, pingMs = PING_MS) {
    this.#socket = socket
    this.#wire = wire
    socket.on('error', (error) => this.#failed(error))
    socket.on('close', (code, reason) => this.#ended(code, reason.toString('utf8')))
    socket.on('pong', () => (this.#alive = true))
    socket.on('message', (data, binary) => this.#take(asBuffer(data), binary))
    this.#pings = setInterval(() => this.#ping(), pingMs)
    this.#pings.unref()
    // Nothing is read until somebody listens.
    this.pause()
  }

  /** Begins to read. */
  listen(listener: FrameListener): void {
    this.#listener = listener
    for (const { data, binary } of this.#kept.splice(0)) listener.onFrame(data, binary)
    if (this.#closed !== undefined) {
      const [code, reason] = this.#closed
      queueMicrotask(() => listener.onClosed(code, reason, this.#fault))
      return
    }
    this.resume()
  }

  /** The first frame, before anybody listens; undefined when the socket closes without one, or the time is over. */
  async first(milliseconds: number): Promise<ReceivedFrame | undefined> {
    const frame = new Promise<void>((resolve) => {
      this.#waiting = resolve
      setTimeout(resolve, milliseconds).unref()
    })
    this.resume()
    await frame
    this.#waiting = undefined
    this.pause()
    return this.#kept.shift()
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN
  }

  /** False when the peer takes frames more slowly than they come: wait with `whenTaken`. */
  send(data: Buffer | string, binary: boolean): boolean {
    if (!this.open) return true
    this.#socket.send(data, { binary, compress: false })
    return this.#wire.writableLength <= HIGH_WATER
  }

  /** After a `send` that was false: calls one of the two once, unless the socket closes. */
  whenTaken(
    stallMs: number,
    { taken, stalled }: { readonly taken: () => void; readonly stalled: () => void },
  ): void {
    const settle = (then: () => void): void => {
      clearTimeout(timer)
      this.#wire.off('drain', onTaken)
      this.#wire.off('close', onClose)
      then()
    }
    const onTaken = (): void => settle(taken)
    const onClose = (): void => settle(() => {})
    const timer = setTimeout(() => settle(stalled), stallMs)
    this.#wire.once('drain', onTaken)
    this.#wire.once('close', onClose)
  }

  /** Frames that the reader already has still come. */
  pause(): void {
    if (this.#paused) return
    this.#paused = true
    this.#socket.pause()
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#socket.resume()
  }

  /** Says goodbye behind all that was sent. A peer that does not answer is cut off. */
  close(code: number | undefined, reason = ''): void {
    // What is not read is not answered either.
    this.resume()
    if (code === undefined) this.#socket.close()
    else this.#socket.close(code, reason)
  }

  destroy(): void {
    this.#socket.terminate()
  }

  #take(data: Buffer, binary: boolean): void {
    this.#alive = true
    if (this.#listener !== undefined) {
      this.#listener.onFrame(data, binary)
      return
    }
    this.#kept.push({ data, binary })
    this.#waiting?.()
  }

  #ping(): void {
    if (!this.open) return
    // A peer whose frames we do not read cannot be heard.
    if (this.#paused) this.#alive = true
    if (!this.#alive) {
      this.#socket.terminate()
      return
    }
    this.#alive = false
    this.#socket.ping()
  }

  #failed(error: Error): void {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    const close = FAULTS[code] ?? (code.startsWith('WS_ERR_') ? 1002 : undefined)
    if (close === undefined || this.#fault !== undefined) return
    this.#fault = { close }
    // Its reader closes the connection; nothing else can come of it.
    this.#ended(BROKEN, '')
  }

  #ended(code: number, reason: string): void {
    if (this.#closed !== undefined) return
    clearInterval(this.#pings)
    this.#closed = [code, reason]
    this.#waiting?.()
    this.#listener?.onClosed(code, reason, this.#fault)
  }
}

function asBuffer(data: Buffer | ArrayBuffer | readonly Buffer[]): Buffer {
  if (Buffer.isBuffer(data)) return data
  return data instanceof ArrayBuffer ? Buffer.from(data) : Buffer.concat(data)
}
