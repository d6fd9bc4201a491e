/** An upgrade to WebSocket: refused as an HTTP request, or switched over and then a session of frames. */
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { FrameSocket, frameOptions } from '../live/frame-socket.ts'
import type { ByteBudget } from './byte-budget.ts'
import { CallerGoneError, type Exchange, type LiveCaller, type Opening, type Taking } from './contract.ts'
import { http1Flaw } from './http1-message.ts'

/** RFC 6455, section 4.1: 16 bytes in base64. */
const KEY = /^[+/0-9A-Za-z]{22}==$/
/** A subprotocol is a token (RFC 9110, section 5.6.2). */
const PROTOCOL = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,512}$/
/** What a caller may send before it is answered. */
const EARLY_BYTES = 64 * 1024
/** What a refused caller may take to read why, and to hang up. */
const LINGER_MS = 1000
/** Bytes of an unfinished frame that are not worth counting. */
const UNFINISHED_BYTES = 64 * 1024
const NOTHING = Buffer.alloc(0)

export class LiveExchange implements Exchange, LiveCaller {
  readonly request: IncomingMessage
  readonly live: LiveCaller = this
  readonly declaredLength = undefined
  readonly hasBody = false
  readonly connection: Socket
  headWritten = false
  gone = false
  socket: FrameSocket | undefined = undefined
  readonly #budget: ByteBudget
  #held = 0
  /** Bytes of a frame that is not whole yet, and how many of them count against the budget. */
  #unfinished = 0
  #counted = 0
  #crowdedListener: (() => void) | undefined
  #early: Buffer[]
  #earlyBytes = 0
  #opened = false
  #goneListener: (() => void) | undefined
  #cutListener: (() => void) | undefined
  #overListener: (() => void) | undefined
  #drainListener: ((milliseconds: number) => void) | undefined
  readonly #onEarly = (chunk: Buffer): void => this.#keep(chunk)
  readonly #onEnd = (): void => void this.connection.destroy()

  /** @param head bytes behind the request that were read with it */
  constructor(request: IncomingMessage, connection: Socket, head: Buffer, budget: ByteBudget) {
    this.request = request
    this.#budget = budget
    this.connection = connection
    this.#early = head.length === 0 ? [] : [head]
    connection.on('error', () => connection.destroy())
    connection.on('close', () => {
      this.gone = true
      this.releaseBody()
      if (!this.headWritten || this.#opened) this.#goneListener?.()
      this.#overListener?.()
    })
    // A caller who leaves is only noticed by somebody who reads.
    connection.on('data', this.#onEarly)
    connection.on('end', this.#onEnd)
  }

  get protocols(): readonly string[] {
    const header = this.request.headers['sec-websocket-protocol']
    return header === undefined ? [] : header.split(',').map((name) => name.trim())
  }

  flaw(): string | undefined {
    const { headers, method, httpVersion } = this.request
    const flaw = http1Flaw(this.request)
    if (flaw !== undefined) return flaw
    if (method !== 'GET' || httpVersion !== '1.1') return 'A WebSocket is opened by GET over HTTP/1.1.'
    if (headers.upgrade?.toLowerCase() !== 'websocket') return 'The only upgrade that is served is websocket.'
    if (headers['sec-websocket-version'] !== '13') return 'The version of the WebSocket protocol is 13.'
    if (!KEY.test(headers['sec-websocket-key'] ?? '')) return 'Sec-WebSocket-Key is 16 bytes in base64.'
    const { protocols } = this
    if (!protocols.every((name) => PROTOCOL.test(name)) || new Set(protocols).size < protocols.length)
      return 'Sec-WebSocket-Protocol is a list of different names.'
    return undefined
  }

  open({ protocol, frameBytes, headers }: Opening): FrameSocket {
    if (this.gone) throw new CallerGoneError()
    this.#stopReading()
    this.headWritten = true
    this.#opened = true
    let opened: FrameSocket | undefined
    // Made for one handshake: what is answered depends on the vendor's own answer. It only writes the head.
    const server = new WebSocketServer({
      ...frameOptions(frameBytes),
      noServer: true,
      clientTracking: false,
      handleProtocols: () => protocol ?? false,
    })
    server.on('headers', (lines) => {
      for (const [name, value] of headers) lines.push(`${name}: ${value}`)
    })
    server.handleUpgrade(this.request, this.connection, Buffer.concat(this.#early), (socket) => {
      opened = new FrameSocket(socket, this.connection)
      for (const event of ['message', 'ping', 'pong'] as const) socket.on(event, () => this.#arrived())
      this.connection.on('data', (chunk: Buffer) => this.#unread(chunk.length))
    })
    this.#early = []
    if (opened === undefined) throw new CallerGoneError()
    this.socket = opened
    return opened
  }

  onOver(listener: () => void): void {
    this.#overListener = listener
  }

  onGone(listener: (() => void) | undefined): void {
    this.#goneListener = listener
  }

  onCut(listener: (() => void) | undefined): void {
    this.#cutListener = listener
  }

  onCrowded(listener: (() => void) | undefined): void {
    this.#crowdedListener = listener
  }

  onDrain(listener: ((milliseconds: number) => void) | undefined): void {
    this.#drainListener = listener
  }

  cut(): void {
    if (this.#cutListener === undefined) this.destroy()
    else this.#cutListener()
  }

  /** The gateway shuts down and waits so long for what is under way. */
  drain(milliseconds: number): void {
    this.#drainListener?.(milliseconds)
  }

  readBody(): Promise<Buffer> {
    return Promise.resolve(NOTHING)
  }

  hold(bytes: number): boolean {
    if (!this.#budget.reserve(bytes)) return false
    this.#held += bytes
    return true
  }

  release(bytes: number): void {
    const held = Math.min(bytes, this.#held)
    this.#held -= held
    this.#budget.release(held)
  }

  releaseBody(): void {
    this.release(this.#held)
  }

  continueIfAsked(): void {}

  async *bodyParts(): AsyncIterable<Buffer> {}

  writeHead(status: number, headers: string[]): void {
    this.headWritten = true
    let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}\r\n`
    for (let index = 0; index < headers.length; index += 2)
      head += `${headers[index]}: ${headers[index + 1]}\r\n`
    this.connection.write(Buffer.from(`${head}connection: close\r\n\r\n`, 'latin1'))
  }

  flushHead(): void {}

  write(chunk: Buffer): boolean {
    return this.connection.write(chunk)
  }

  end(chunk: Buffer = NOTHING): boolean {
    this.connection.end(chunk)
    const timer = setTimeout(() => this.connection.destroy(), LINGER_MS)
    this.connection.once('close', () => clearTimeout(timer))
    return true
  }

  whenTaken(_stallMs: number, { taken }: Taking): void {
    taken()
  }

  /** Only while there is no WebSocket yet. */
  refuse(status: number, headers: string[], body: Buffer): void {
    if (this.gone || this.headWritten) {
      this.destroy()
      return
    }
    this.#early = []
    this.writeHead(status, headers)
    this.end(body)
  }

  destroy(): void {
    this.connection.destroy()
  }

  /** What was read since the last frame ended is one that its reader still puts together. */
  #unread(bytes: number): void {
    this.#unfinished += bytes
    const more = this.#unfinished - this.#counted
    if (more < UNFINISHED_BYTES) return
    if (this.hold(more)) this.#counted = this.#unfinished
    else this.#crowdedListener?.()
  }

  #arrived(): void {
    if (this.#counted > 0) this.release(this.#counted)
    this.#counted = 0
    this.#unfinished = 0
  }

  #keep(chunk: Buffer): void {
    if (this.headWritten) return
    this.#early.push(chunk)
    this.#earlyBytes += chunk.length
    if (this.#earlyBytes > EARLY_BYTES) this.connection.pause()
  }

  #stopReading(): void {
    this.connection.off('data', this.#onEarly)
    this.connection.off('end', this.#onEnd)
  }
}
