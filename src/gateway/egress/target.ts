/** Where a pool may connect: one endpoint, its origin, its allowed addresses, its proxy and its authorities. */
import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import {
  type AddressCheck,
  parseNetwork,
  proxyAddresses,
  sandboxAddresses,
  vendorAddresses,
} from './address.ts'
import { EgressError } from './failure.ts'

/** What config knows of an endpoint's network. */
export interface TargetOptions {
  /** Id of the endpoint in config. */
  readonly id: string
  /** The vendor's host name; port 443 and TLS are implied. Not read when `sandbox` is given. */
  readonly host: string
  /** 443 when absent. Vendors are on no other. */
  readonly port?: number
  /** A service of the operator's own: names that only a private network knows (`.local`) are hosts too. */
  readonly internal?: boolean
  /** CIDRs in which the host may resolve to private addresses. */
  readonly privateNetwork?: readonly string[]
  /** `http://host:port` of one CONNECT proxy; user and password are sent as Basic. */
  readonly proxy?: string | undefined
  /** PEM text. When given, it replaces the public roots for this endpoint. */
  readonly ca?: string | undefined
  /** A developer's stand-in: `http://127.0.0.1:4010`, with an optional path prefix. Loopback only, no TLS. */
  readonly sandbox?: { readonly origin: string } | undefined
}

export interface Proxy {
  readonly host: string
  readonly port: number
  readonly authorization: string | undefined
  readonly check: AddressCheck
}

/**
 * The proof that a host may be dialled: only `of` makes one, and a pool takes nothing else. Throws `EgressError` for a
 * host or origin that is not allowed, and `TypeError` for a CIDR, proxy or PEM that cannot be read.
 */
export class EndpointTarget {
  readonly id: string
  readonly secure: boolean
  readonly host: string
  readonly port: number
  /** What undici is given: scheme, host and port. The Host header and the SNI come from here and nowhere else. */
  readonly origin: string
  /** Put before every path; empty but for a sandbox. */
  readonly pathPrefix: string
  readonly check: AddressCheck
  readonly proxy: Proxy | undefined
  readonly authorities: readonly string[] | undefined

  private constructor(options: TargetOptions) {
    this.id = options.id
    if (options.sandbox !== undefined) {
      const url = sandboxUrl(options.sandbox.origin)
      this.secure = false
      this.host = url.hostname.replace(/^\[|\]$/g, '')
      this.port = Number(url.port || 80)
      this.origin = url.origin
      this.pathPrefix = url.pathname.replace(/\/+$/, '')
      this.check = sandboxAddresses
      this.proxy = undefined
      this.authorities = undefined
      return
    }
    const known = options.internal === true ? isInternalHost(options.host) : isVendorHost(options.host)
    if (!known) throw new EgressError('host_refused')
    this.secure = true
    this.host = options.host
    this.port = options.port ?? 443
    this.origin = this.port === 443 ? `https://${options.host}` : `https://${options.host}:${this.port}`
    this.pathPrefix = ''
    this.check = vendorAddresses((options.privateNetwork ?? []).map(parsePrivateNetwork))
    this.proxy = options.proxy === undefined ? undefined : parseProxy(options.proxy)
    this.authorities = options.ca === undefined ? undefined : readAuthorities(options.ca)
  }

  static of(options: TargetOptions): EndpointTarget {
    return new EndpointTarget(options)
  }
}

/**
 * A full domain name in lower case. The last label has to start with a letter: that rules out addresses in every
 * notation that a resolver reads (`127.1`, `0x7f.1`, `2130706433`), none of which it would look up.
 */
export function isVendorHost(host: string): boolean {
  return (
    host.length <= 253 &&
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(host) &&
    !/(?:^|\.)(?:localhost|local|localdomain)$/.test(host)
  )
}

/** The same, or a name inside a cluster, which ends in `.local`. */
export function isInternalHost(host: string): boolean {
  return isVendorHost(host.replace(/\.(?:local|localdomain)$/, '.internal'))
}

function sandboxUrl(origin: string): URL {
  const url = URL.parse(origin)
  if (url === null || url.protocol !== 'http:' || url.username !== '' || url.password !== '') {
    throw new EgressError('host_refused')
  }
  if (url.search !== '' || url.hash !== '') throw new EgressError('host_refused')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) === 0 ? host !== 'localhost' : sandboxAddresses(host) !== undefined) {
    throw new EgressError('address_not_loopback')
  }
  return url
}

function parsePrivateNetwork(cidr: string): ReturnType<typeof parseNetwork> {
  try {
    return parseNetwork(cidr)
  } catch {
    throw new TypeError('private_network holds something that is no CIDR, such as 10.20.0.0/16')
  }
}

function parseProxy(text: string): Proxy {
  const url = URL.parse(text)
  if (
    url === null ||
    url.protocol !== 'http:' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new TypeError('proxy has to be http://host:port')
  }
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 80),
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
    check: proxyAddresses,
  }
}

/** Certificates of a PEM text, each parsed once here, so that a broken file is found at load and not at the first call. */
function readAuthorities(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) throw new TypeError('ca holds no PEM certificate')
  try {
    return blocks.map((block) => new X509Certificate(block).toString())
  } catch {
    throw new TypeError('ca holds a PEM block that is no certificate')
  }
}
