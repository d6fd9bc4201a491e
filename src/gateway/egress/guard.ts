/** The guard: the one way in which a socket to a vendor is opened, checked at every step before a byte leaves. */
import { isIP, type Socket, type TcpNetConnectOpts, connect as netConnect } from 'node:net'
import { type SecureContext, connect as tlsConnect, createSecureContext } from 'node:tls'
import { type AddressCheck, canonicalAddress } from './address.ts'
import { EgressError, type FailureReason } from './failure.ts'
import { dnsFailure, type Resolve, type ResolvedAddress } from './resolve.ts'
import type { EndpointTarget } from './target.ts'
import { openTunnel } from './tunnel.ts'

/** `net.connect`, or a stand-in of a test. */
export type Dial = (options: TcpNetConnectOpts) => Socket

export interface GuardOptions {
  readonly resolve: Resolve
  /** Milliseconds for all of it: name, TCP, proxy, TLS. */
  readonly connectMilliseconds: number
  readonly dial?: Dial | undefined
}

/** What undici asks of a connector. */
export interface Asked {
  readonly protocol: string
  readonly hostname: string
  readonly port: string
  readonly servername?: string | null | undefined
}

export type Connected = (error: EgressError | null, socket: Socket | null) => void

/** Opens one socket for the target and calls `done` once. Returns what gives the attempt up. */
export type Guard = (asked: Asked, done: Connected) => () => void

const KEEP_ALIVE_PROBE_MILLISECONDS = 60_000

/**
 * Makes the guard of one endpoint. In order: the origin asked for is the endpoint's; its name is resolved here; every
 * address of the answer is allowed; the socket's remote address is one of them; the tunnel, if any, is open; TLS 1.2 or
 * later is up and the certificate is the host's. Only then does undici get the socket, so no header, key or body can leave
 * before. One bad address refuses the whole answer: a resolver that mixes public and private addresses is either broken
 * or under attack, and nothing tells which of its addresses are honest.
 */
export function createGuard(target: EndpointTarget, options: GuardOptions): Guard {
  const context = target.secure ? secureContext(target) : undefined
  const via = target.proxy ?? target

  return (asked, done) => {
    let socket: Socket | undefined
    let phase: 'name' | 'connection' = 'name'
    let settled = false

    const settle = (error: EgressError | null, ready: Socket | null): void => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      if (error !== null) socket?.destroy()
      done(error, ready)
    }
    const fail = (reason: FailureReason): void => settle(new EgressError(reason), null)
    const broken = (): void => fail('proxy_unreachable')
    const timer = setTimeout(
      () => fail(phase === 'name' ? 'dns_timeout' : 'connect_timeout'),
      options.connectMilliseconds,
    )

    const secured = (plain: Socket): void => {
      if (settled) return
      if (context === undefined) return settle(null, plain)
      socket = secure(plain, target.host, context, (reason) => {
        if (reason === undefined) settle(null, socket ?? null)
        else fail(reason)
      })
    }
    const reached = (plain: Socket): void => {
      if (settled) return
      const { proxy } = target
      if (proxy === undefined) return secured(plain)
      plain.on('error', broken)
      openTunnel(plain, proxy, target.host, target.port, (error) => {
        plain.off('error', broken)
        if (error === undefined) secured(plain)
        else settle(error, null)
      })
    }

    if (!isTarget(asked, target)) {
      // undici expects the callback after the connector has returned.
      queueMicrotask(() => fail('host_mismatch'))
    } else {
      checkedAddresses(via.host, via.check, options.resolve)
        .then((addresses) => {
          if (settled) return
          phase = 'connection'
          socket = open(via, addresses, options.dial ?? netConnect, (plain, reason) => {
            if (reason === undefined) reached(plain)
            else if (target.proxy !== undefined && reason.startsWith('connect_')) broken()
            else fail(reason)
          })
        })
        .catch((error: unknown) => settle(dnsFailure(error), null))
    }
    return () => fail('connect_aborted')
  }
}

function isTarget(asked: Asked, target: EndpointTarget): boolean {
  const port = asked.port === '' ? (target.secure ? 443 : 80) : Number(asked.port)
  return (
    asked.protocol === (target.secure ? 'https:' : 'http:') &&
    asked.hostname === target.host &&
    port === target.port &&
    (asked.servername === null || asked.servername === undefined || asked.servername === target.host)
  )
}

/** Rejects with the first reason against any address of the answer. */
async function checkedAddresses(
  host: string,
  check: AddressCheck,
  resolve: Resolve,
): Promise<readonly ResolvedAddress[]> {
  // Only a sandbox or a proxy can be a literal here: vendor hosts were refused when the target was made.
  const family = isIP(host)
  const addresses: readonly ResolvedAddress[] =
    family === 0 ? await resolve(host) : [{ address: host, family: family === 6 ? 6 : 4 }]
  if (addresses.length === 0) throw new EgressError('dns_not_found')
  for (const { address } of addresses) {
    const reason = check(address)
    if (reason !== undefined) throw new EgressError(reason)
  }
  return addresses
}

/**
 * Connects to one of the checked addresses, the families raced as RFC 8305 says. Node is given the name and a lookup that
 * can only answer with what was checked; where it went is compared before anything is written.
 */
function open(
  via: { readonly host: string; readonly port: number },
  addresses: readonly ResolvedAddress[],
  dial: Dial,
  done: (socket: Socket, reason: FailureReason | undefined) => void,
): Socket {
  const first = addresses[0]
  const socket = dial({
    host: addresses.length === 1 && first !== undefined ? first.address : via.host,
    port: via.port,
    lookup: (_host, _options, answer) => answer(null, [...addresses]),
    autoSelectFamily: addresses.length > 1,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_PROBE_MILLISECONDS,
  })
  const allowed = new Set(addresses.map(({ address }) => canonicalAddress(address)))
  const failed = (error: Error): void => {
    const code = 'code' in error ? error.code : undefined
    done(socket, code === 'ECONNREFUSED' ? 'connect_refused' : 'connect_failed')
  }
  socket.once('error', failed)
  socket.once('connect', () => {
    socket.off('error', failed)
    const { remoteAddress, remotePort } = socket
    if (
      remoteAddress === undefined ||
      !allowed.has(canonicalAddress(remoteAddress)) ||
      remotePort !== via.port
    ) {
      return done(socket, 'address_changed')
    }
    done(socket, undefined)
  })
  return socket
}

/** TLS over a connected socket. `done` gets no reason when the certificate is valid for the host. */
function secure(
  plain: Socket,
  host: string,
  context: SecureContext,
  done: (reason: FailureReason | undefined) => void,
): Socket {
  const socket = tlsConnect({
    socket: plain,
    servername: host,
    secureContext: context,
    ALPNProtocols: ['http/1.1'],
    // Said aloud: NODE_TLS_REJECT_UNAUTHORIZED would otherwise turn the check off for the process.
    rejectUnauthorized: true,
  })
  const failed = (error: Error): void => done(tlsFailure(error))
  // An error event that nobody listens to ends the process; Node hands the plain socket's on, but not by contract.
  plain.on('error', failed)
  socket.on('error', failed)
  socket.once('secureConnect', () => done(socket.authorized ? undefined : 'tls_failed'))
  return socket
}

/**
 * The versions and roots of an endpoint. Sessions are not resumed: Node does not look at the certificate of a resumed
 * session again, and each connection has to prove the host by itself.
 */
function secureContext(target: EndpointTarget): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ...(target.authorities === undefined ? {} : { ca: [...target.authorities] }),
  })
}

const TLS_FAILURES: Readonly<Record<string, FailureReason>> = {
  CERT_HAS_EXPIRED: 'tls_expired',
  CERT_NOT_YET_VALID: 'tls_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_wrong_host',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_unknown_ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_unknown_ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_unknown_ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_unknown_ca',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_unknown_ca',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls_protocol',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls_protocol',
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls_protocol',
  ECONNRESET: 'tls_closed',
  EPIPE: 'tls_closed',
}

function tlsFailure(error: Error): FailureReason {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return TLS_FAILURES[code] ?? 'tls_failed'
}
