/** A caller of sessions with every frame in the test's hand. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { TestGateway } from '../harness/gateway.ts'

export const STREAMING = '/assemblyai-streaming/v3/ws?sample_rate=16000'
const LIMIT_MS = 8000

export interface LiveCaller {
  readonly socket: WebSocket
  /** What the frames are written to. */
  readonly wire: Socket
  /** Texts that came so far. */
  readonly texts: readonly string[]
  /** The next text that was not taken yet. */
  next(): Promise<string>
  /** Resolves when the session is closed. */
  readonly over: Promise<{ readonly code: number; readonly reason: string }>
}

export interface CallerOptions {
  readonly tenant?: string
  readonly target?: string
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly deflate?: boolean
}

function dial(gateway: TestGateway, options: CallerOptions): WebSocket {
  const { tenant = 'acme', target = STREAMING, protocols = [], headers = {}, deflate = false } = options
  return new WebSocket(gateway.origin.replace('http', 'ws') + target, [...protocols], {
    headers: { authorization: gateway.keys[tenant] ?? '', ...headers },
    perMessageDeflate: deflate,
  })
}

/** Resolves when the connection is switched over. */
export async function callLive(gateway: TestGateway, options: CallerOptions = {}): Promise<LiveCaller> {
  const socket = dial(gateway, options)
  const texts: string[] = []
  const over = Promise.withResolvers<{ code: number; reason: string }>()
  let taken = 0
  socket.on('message', (data: Buffer) => {
    texts.push(data.toString('utf8'))
    socket.emit('text')
  })
  socket.on('close', (code, reason) => over.resolve({ code, reason: reason.toString('utf8') }))
  await once(socket, 'open', { signal: AbortSignal.timeout(LIMIT_MS) })
  socket.on('error', () => {})
  return {
    socket,
    wire: Reflect.get(socket, '_socket') as Socket,
    texts,
    next: async () => {
      const signal = AbortSignal.timeout(LIMIT_MS)
      while (texts.length <= taken) await once(socket, 'text', { signal })
      taken += 1
      return texts[taken - 1] ?? ''
    },
    over: over.promise,
  }
}

export interface RefusedCall {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly text: string
}

/** Resolves with the answer of HTTP that refuses the session. */
export async function refusedLive(gateway: TestGateway, options: CallerOptions = {}): Promise<RefusedCall> {
  const socket = dial(gateway, options)
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('not refused in time')), LIMIT_MS)
    socket.on('open', () => reject(new Error('the session was opened')))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      response.on('end', () => {
        clearTimeout(timer)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
  })
}
