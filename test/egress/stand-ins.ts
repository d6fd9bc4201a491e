/** Raw vendors, fake names and a collector of one exchange, shared by the egress tests. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { AnswerHeaders } from '../../src/connectors/contract.ts'
import type { Refusal } from '../../src/gateway/errors/refusal.ts'
import type { Dial } from '../../src/gateway/egress/guard.ts'
import { type EgressPool, openPool, type PoolOptions } from '../../src/gateway/egress/pool.ts'
import type { Resolve } from '../../src/gateway/egress/resolve.ts'
import {
  dispatch,
  type EgressCall,
  type EgressListener,
  type EgressRequest,
} from '../../src/gateway/egress/send.ts'
import { EndpointTarget, type TargetOptions } from '../../src/gateway/egress/target.ts'

export const LIMITS = { firstByte: 5000, idle: 5000, total: 10_000 }

/** A public address that no test ever reaches: `dialInstead` goes elsewhere and says that it went there. */
export const PUBLIC = '93.184.215.14'

const closers: (() => Promise<unknown>)[] = []

/** Closes what the tests of a file opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()))
}

export interface RawVendor {
  readonly port: number
  readonly origin: string
  readonly sockets: Socket[]
  /** Bytes received on all connections. */
  received(): string
}

/** A TCP server that does what `serve` says with each connection. `request` resolves with each head it sees. */
export async function rawVendor(serve: (socket: Socket, number: number) => void): Promise<RawVendor> {
  const sockets: Socket[] = []
  let received = ''
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => (received += chunk.toString('latin1')))
    sockets.push(socket)
    serve(socket, sockets.length)
  })
  const port = await listen(server)
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return { port, origin: `http://127.0.0.1:${port}`, sockets, received: () => received }
}

/** Answers every request head on a connection with these bytes, cut as given. */
export function answering(...parts: readonly (string | Buffer)[]): (socket: Socket) => void {
  return (socket) => {
    onRequest(socket, () => {
      for (const part of parts) socket.write(part)
    })
  }
}

/** Calls back for each request head that ends in the bytes received; bodies are not read apart. */
export function onRequest(socket: Socket, then: (head: string) => void): void {
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
      const head = text.slice(0, end)
      text = text.slice(end + 4)
      then(head)
    }
  })
}

export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export function pool(target: TargetOptions, options: Partial<PoolOptions> = {}): EgressPool {
  const opened = openPool(EndpointTarget.of(target), {
    connections: 8,
    connectMilliseconds: 2000,
    ...options,
  })
  closers.push(() => opened.destroy())
  return opened
}

export function sandboxPool(vendor: RawVendor, options: Partial<PoolOptions> = {}): EgressPool {
  return pool({ id: 'sandbox', host: '', sandbox: { origin: vendor.origin } }, options)
}

/** Names that always resolve to these addresses. */
export function resolveTo(...addresses: readonly string[]): Resolve {
  return () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
}

export interface Dialled {
  readonly dial: Dial
  /** Host option of each connection that was asked for. */
  readonly hosts: string[]
}

/** Connects to a local port whatever was asked for, and says that the asked address was reached (or another one). */
export function dialInstead(port: number, pretended?: string): Dialled {
  const hosts: string[] = []
  return {
    hosts,
    dial: (options) => {
      hosts.push(options.host ?? '')
      const socket = connect({ port, host: '127.0.0.1' })
      const remoteAddress =
        pretended ?? (options.host === undefined || /[a-z]/.test(options.host) ? PUBLIC : options.host)
      Object.defineProperties(socket, {
        remoteAddress: { get: () => remoteAddress },
        remotePort: { get: () => options.port },
      })
      return socket
    },
  }
}

export interface Result {
  readonly started: boolean
  readonly status: number | undefined
  readonly headers: AnswerHeaders | undefined
  readonly body: string
  readonly ended: boolean
  readonly failure: Refusal | undefined
}

export const GET = {
  method: 'GET',
  path: '/v1/models',
  headers: [],
  body: undefined,
  limits: LIMITS,
} as const satisfies EgressRequest

export function post(body: EgressRequest['body'], more: Partial<EgressRequest> = {}): EgressRequest {
  return { method: 'POST', path: '/v1/chat/completions', headers: [], body, limits: LIMITS, ...more }
}

/** Sends and waits for the end, well or not. Throws when a listener is called out of order. */
export function exchange(
  on: EgressPool,
  request: EgressRequest = { ...GET, headers: [] },
  during: Partial<EgressListener> & { call?: (call: EgressCall) => void } = {},
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const result = {
      started: false,
      status: undefined as number | undefined,
      headers: undefined as AnswerHeaders | undefined,
      body: '',
      ended: false,
      failure: undefined as Refusal | undefined,
    }
    let over = false
    const finish = (): void => {
      if (over) reject(new Error('ended twice'))
      over = true
      // A second end would come in the same turn.
      setImmediate(() => resolve(result))
    }
    const call = dispatch(on, request, {
      onStart: () => {
        result.started = true
        during.onStart?.()
      },
      onHead: (status, headers) => {
        if (result.status !== undefined) reject(new Error('two heads'))
        result.status = status
        result.headers = headers
        during.onHead?.(status, headers)
      },
      onData: (chunk) => {
        if (result.status === undefined || over) reject(new Error('data out of order'))
        result.body += chunk.toString('latin1')
        during.onData?.(chunk)
      },
      onEnd: () => {
        result.ended = true
        during.onEnd?.()
        finish()
      },
      onError: (failure) => {
        result.failure = failure
        during.onError?.(failure)
        finish()
      },
    })
    during.call?.(call)
  })
}
