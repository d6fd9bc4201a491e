/** A WebSocket to a vendor, over a socket that the guard opened: the handshake within its limit, then frames. */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { AnswerHeaders } from '../../connectors/contract.ts'
import type { Refusal } from '../errors/refusal.ts'
import { FrameSocket, frameOptions } from '../live/frame-socket.ts'
import { EgressError } from './failure.ts'
import type { EgressPool } from './pool.ts'
import { assertRequestPath } from './request-path.ts'

export interface LiveRequest {
  /** Path and query on the endpoint's origin. */
  readonly path: string
  /** Flat: name, value. Host, connection and those of the handshake are written here. */
  readonly headers: readonly string[]
  readonly protocols: readonly string[]
  /** Milliseconds for name, TCP, proxy, TLS and handshake together. */
  readonly handshakeMilliseconds: number
  /** A larger frame of the vendor ends the session. */
  readonly frameBytes: number
}

/** Exactly one of the three is called, never within `dialLive`; none after the call was given up. */
export interface LiveListener {
  onOpen(socket: FrameSocket, headers: AnswerHeaders, protocol: string | undefined): void
  /** The vendor answered with something else than 101. */
  onRefused(status: number, headers: AnswerHeaders): void
  onError(failure: Refusal): void
}

/** Calls the vendor. Throws `path_refused`. What it returns gives the call up, as long as it is not answered. */
export function dialLive(pool: EgressPool, request: LiveRequest, listener: LiveListener): () => void {
  assertRequestPath(request.path)
  const { target, guard } = pool
  const origin = target.origin.replace(/^http/, 'ws')
  let settled = false
  let wire: Socket | undefined
  let giveUpDialling: (() => void) | undefined
  const settle = (then: () => void): void => {
    if (settled) return
    settled = true
    clearTimeout(timer)
    then()
  }
  const fail = (failure: Refusal): void =>
    settle(() => {
      release()
      queueMicrotask(() => listener.onError(failure))
    })
  const socket = new WebSocket(`${origin}${target.pathPrefix}${request.path}`, [...request.protocols], {
    ...frameOptions(request.frameBytes),
    headers: headersOf(request.headers),
    followRedirects: false,
    // Node calls back for the socket when nothing is returned; its types know that, those of `ws` do not.
    createConnection: ((_options: unknown, done: (error: Error | null, socket?: Socket) => void) => {
      giveUpDialling = guard(
        {
          protocol: target.secure ? 'https:' : 'http:',
          hostname: target.host,
          port: String(target.port),
        },
        (error, opened) => {
          giveUpDialling = undefined
          if (opened === null) {
            done(error ?? new EgressError('connect_failed'))
            return
          }
          wire = opened
          done(null, opened)
        },
      )
    }) as never,
  })
  const release = (): void => {
    giveUpDialling?.()
    wire?.destroy()
    // One that was not connected yet says so by an error, which `failed` takes.
    socket.terminate()
  }
  let answered: IncomingMessage | undefined
  const failed = (error: Error): void =>
    fail(error instanceof EgressError ? error : new EgressError(reasonOf(error)))
  socket.on('error', failed)
  socket.on('upgrade', (response) => (answered = response))
  socket.on('unexpected-response', (_request, response) => {
    settle(() => {
      release()
      listener.onRefused(response.statusCode ?? 0, response.headers)
    })
  })
  socket.on('open', () => {
    settle(() => {
      socket.off('error', failed)
      const { protocol } = socket
      const own = wire
      if (own === undefined) return
      listener.onOpen(
        new FrameSocket(socket, own),
        answered?.headers ?? {},
        protocol === '' ? undefined : protocol,
      )
    })
  })
  const timer = setTimeout(() => fail(new EgressError('handshake_timeout')), request.handshakeMilliseconds)
  return () => settle(release)
}

function headersOf(flat: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const name = flat[index] ?? ''
    const value = flat[index + 1] ?? ''
    const known = headers[name]
    headers[name] = known === undefined ? value : `${known}, ${value}`
  }
  return headers
}

/** What `ws` and Node say when the other end does not answer the handshake as it should. */
function reasonOf(error: Error): 'reset' | 'upgrade_malformed' | 'not_http' {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT') return 'reset'
  return code.startsWith('HPE_') ? 'not_http' : 'upgrade_malformed'
}
