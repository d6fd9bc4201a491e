/** The two ports of the data path: in clear and over TLS, each for HTTP/1.1 and HTTP/2. */
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import { Server as NetServer, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Certificate } from '../config/certificate.ts'
import type { Runtime } from '../config/runtime.ts'
import { Refusal } from '../errors/refusal.ts'
import { isHttp2, isTls, readFirstBytes } from './first-bytes.ts'
import { Http1Connections, tooSlow } from './http1-connections.ts'
import type { Http2Sessions } from './http2-sessions.ts'

export interface Protocols {
  readonly runtime: () => Runtime
  readonly http1: Http1Connections
  readonly http2: Http2Sessions
}

export class Listeners {
  private readonly protocols: Protocols
  private readonly servers: Server[] = []
  private secure: TlsServer | undefined = undefined
  /** Connections whose protocol is not known yet, by the caller's address and port. */
  private readonly undecided = new Map<string, Socket>()
  private open = 0

  constructor(protocols: Protocols) {
    this.protocols = protocols
  }

  /**
   * The HTTP/1.1 server does the listening, since Node counts the time of headers only there; what it would do with a
   * connection waits until the first bytes are known. Resolves to the port; rejects with the listener's error.
   */
  async openClear(listen: Address): Promise<number> {
    const { runtime, http1, http2 } = this.protocols
    const server = createServer(Http1Connections.settings(runtime()))
    const serveHttp1 = takeListener(server, 'connection')
    server.on('connection', (socket: Socket) => {
      if (!this.admit(socket)) return
      readFirstBytes(socket, {
        decide: isHttp2,
        milliseconds: runtime().timeouts.request_headers,
        decided: (isHttp2) => {
          this.decided(socket)
          if (isHttp2) {
            http2.adopt(socket)
            return
          }
          http1.add(socket)
          serveHttp1.call(server, socket)
          socket.resume()
        },
        undecided: () => http1.refuse(socket, tooSlow()),
      })
    })
    return await this.listen(server, listen)
  }

  /** As above, with `alpnProtocol` in the place of the first bytes; those only tell who forgot about TLS. */
  async openSecure(listen: Address, certificate: Certificate): Promise<number> {
    const { runtime, http1, http2 } = this.protocols
    const server = createTlsServer({
      ...Http1Connections.settings(runtime()),
      ...contextOf(certificate),
      ALPNProtocols: ['h2', 'http/1.1'],
      handshakeTimeout: runtime().timeouts.request_headers,
      requestCert: certificate.clientAuthorities !== undefined,
      rejectUnauthorized: true,
    })
    const shakeHands = takeListener(server, 'connection')
    const serveHttp1 = takeListener(server, 'secureConnection')
    // Node would answer in HTTP what is no TLS.
    server.removeAllListeners('tlsClientError')
    server.on('tlsClientError', (_error, socket) => socket.destroy())
    server.on('connection', (socket: Socket) => {
      if (!this.admit(socket)) return
      readFirstBytes(socket, {
        decide: isTls,
        milliseconds: runtime().timeouts.request_headers,
        decided: (tls) => {
          if (tls) shakeHands.call(server, socket)
          else http1.refuse(socket, new Refusal('request_malformed', { because: CLEAR_ON_TLS }))
        },
        undecided: () => socket.destroy(),
      })
    })
    server.on('secureConnection', (socket: TLSSocket) => {
      this.decided(socket)
      if (socket.alpnProtocol === 'h2') {
        http2.adopt(socket)
        return
      }
      http1.add(socket)
      serveHttp1.call(server, socket)
    })
    this.secure = server
    return await this.listen(server, listen)
  }

  /** New connections get this certificate; those that are open keep theirs. */
  renew(certificate: Certificate): void {
    this.secure?.setSecureContext(contextOf(certificate))
  }

  private async listen(server: Server, { host, port }: Address): Promise<number> {
    this.protocols.http1.attend(server)
    this.servers.push(server)
    this.limit(this.protocols.runtime())
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  /** Limits of time and number follow this configuration from now on. */
  limit(runtime: Runtime): void {
    for (const server of this.servers) {
      Http1Connections.limit(server, runtime)
      server.maxConnections = runtime.limits.connections
    }
  }

  /** Counts a connection of either port; false when it is one too many. */
  private admit(socket: Socket): boolean {
    if (this.open >= this.protocols.runtime().limits.connections) {
      socket.destroy()
      return false
    }
    this.open += 1
    const name = nameOf(socket)
    this.undecided.set(name, socket)
    socket.once('close', () => {
      this.open -= 1
      if (this.undecided.get(name) === socket) this.undecided.delete(name)
    })
    return true
  }

  private decided(socket: Socket): void {
    this.undecided.delete(nameOf(socket))
  }

  /** Takes no new connections. */
  close(): void {
    // Not the close of node:http: what it calls idle includes answers that their callers are still taking.
    for (const server of this.servers) NetServer.prototype.close.call(server)
    for (const socket of this.undecided.values()) socket.destroy()
  }

  destroy(): void {
    for (const server of this.servers) {
      server.closeAllConnections()
      server.close()
    }
  }
}

export interface Address {
  readonly host: string
  readonly port: number
}

const CLEAR_ON_TLS = 'This port speaks TLS: write https:// in the base URL.'

function contextOf({ chain, privateKey, clientAuthorities }: Certificate): {
  readonly cert: string
  readonly key: string
  readonly minVersion: 'TLSv1.2'
  readonly ca?: string
} {
  const context = { cert: chain, key: privateKey, minVersion: 'TLSv1.2' } as const
  return clientAuthorities === undefined ? context : { ...context, ca: clientAuthorities }
}

/** The caller's end of a connection: TLS puts a socket of its own over the one that was accepted. */
function nameOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort} ${socket.localPort}`
}

type Listener = (this: Server, socket: Socket) => void

/** What a server of Node's does on an event, to be done later. */
function takeListener(server: Server, event: 'connection' | 'secureConnection'): Listener {
  const [listener, ...others] = server.rawListeners(event)
  if (listener === undefined || others.length > 0) throw new TypeError(`no one listener for ${event}`)
  server.removeAllListeners(event)
  return listener as Listener
}
