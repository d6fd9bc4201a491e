/** A caller's connection: requests written whole, answers read with as little work as a measuring client can do. */
import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'

export interface WireAnswer {
  readonly status: number
  /** The body without its chunked framing. */
  readonly body: Buffer
  /** Monotonic ms at which bytes of the body came, one entry a read. */
  readonly arrivals: readonly number[]
}

/** Sockets read one at a time, so that all of them can read into the same memory. */
const SHARED = Buffer.allocUnsafe(256 * 1024)
const HEAD_END = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n')

/** One connection that is kept alive; one request at a time. */
export class Wire {
  readonly socket: Socket
  #reading: Reading | undefined
  #fault: Error | undefined

  private constructor(port: number, ready: (error: Error | undefined) => void) {
    this.socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: SHARED, callback: (count) => this.#read(count) },
    })
    this.socket.once('connect', () => ready(undefined))
    this.socket.on('error', (error) => {
      ready(error)
      this.#fail(error)
    })
    this.socket.on('close', () => this.#fail(new Error('the connection was closed')))
  }

  static async open(port: number): Promise<Wire> {
    return await new Promise((resolve, reject) => {
      const wire: Wire = new Wire(port, (error) => (error === undefined ? resolve(wire) : reject(error)))
    })
  }

  /** Writes nothing itself: the caller writes a request to `socket`. Rejects when the connection breaks. */
  async answer(onData?: () => void): Promise<WireAnswer> {
    if (this.#fault !== undefined) throw this.#fault
    return await new Promise((resolve, reject) => {
      this.#reading = new Reading(resolve, reject, onData)
    })
  }

  close(): void {
    this.#reading = undefined
    this.socket.destroy()
  }

  #read(count: number): boolean {
    const reading = this.#reading
    if (reading === undefined) this.#fail(new Error('bytes came that nobody asked for'))
    // The memory is everybody's: what is kept is copied.
    else if (reading.push(Buffer.from(SHARED.subarray(0, count)))) {
      this.#reading = undefined
      reading.finish()
    }
    return true
  }

  #fail(error: Error): void {
    this.#fault ??= error
    this.#reading?.reject(error)
    this.#reading = undefined
  }
}

/** One answer on its way in. */
class Reading {
  readonly reject: (error: Error) => void
  readonly #resolve: (answer: WireAnswer) => void
  readonly #onData: (() => void) | undefined
  readonly #parts: Buffer[] = []
  readonly #arrivals: number[] = []
  #size = 0
  /** Where the body begins; 0 until the head is whole. */
  #bodyStart = 0
  #status = 0
  /** Bytes of the body; undefined when it is chunked. */
  #length: number | undefined

  constructor(
    resolve: (answer: WireAnswer) => void,
    reject: (error: Error) => void,
    onData: (() => void) | undefined,
  ) {
    this.#resolve = resolve
    this.reject = reject
    this.#onData = onData
  }

  /** True when the answer is whole. */
  push(bytes: Buffer): boolean {
    this.#parts.push(bytes)
    this.#size += bytes.length
    if (this.#bodyStart === 0 && !this.#readHead()) return false
    if (this.#size > this.#bodyStart) {
      this.#arrivals.push(performance.now())
      this.#onData?.()
    }
    return this.#length === undefined
      ? this.#endsChunked(bytes)
      : this.#size - this.#bodyStart >= this.#length
  }

  finish(): void {
    const raw = joined(this.#parts).subarray(this.#bodyStart)
    const body = this.#length === undefined ? unchunked(raw) : raw
    this.#resolve({ status: this.#status, body, arrivals: this.#arrivals })
  }

  #readHead(): boolean {
    const bytes = joined(this.#parts)
    const end = bytes.indexOf(HEAD_END)
    if (end < 0) return false
    const head = bytes.toString('latin1', 0, end)
    this.#bodyStart = end + HEAD_END.length
    this.#status = Number(head.slice(9, 12))
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    this.#length = length === undefined ? undefined : Number(length)
    return true
  }

  /** No text of an event stream or of our JSON holds these bytes, so they end the body wherever they stand last. */
  #endsChunked(bytes: Buffer): boolean {
    const tail = bytes.length < LAST_CHUNK.length ? joined(this.#parts) : bytes
    return tail.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
}

/** RFC 9112 section 7.1, without trailers. */
function unchunked(raw: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = raw.indexOf('\r\n', at)
    const size = Number.parseInt(raw.toString('latin1', at, lineEnd), 16)
    if (!(size > 0)) return joined(parts)
    parts.push(raw.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 4 + size
  }
}
