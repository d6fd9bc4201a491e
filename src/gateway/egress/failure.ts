/** Every way in which egress can fail: a closed table of reasons, each with the code that the caller sees. */
import { Refusal } from '../errors/refusal.ts'
import type { Code } from '../errors/codes.ts'

interface FailureEntry {
  readonly code: Code
  readonly because: string
  readonly remedy?: string
}

const PRIVATE_NETWORK = 'private_network: [CIDR] on the endpoint, with the network that holds the address'

/** The reason is the closed name for logs and metrics (`rule` of the refusal); the code is what the caller sees. */
export const FAILURES = {
  // the guard, before any connection
  host_refused: {
    code: 'egress_refused',
    because: 'A host has to be a full domain name: no address in any notation, no local name.',
  },
  host_mismatch: {
    code: 'egress_refused',
    because: 'The connection asked for is not the endpoint that the pool belongs to.',
  },
  path_refused: {
    code: 'egress_refused',
    because: 'The path has to start with one slash and hold no backslash, fragment, dot segment or control.',
  },
  address_invalid: {
    code: 'egress_refused',
    because: 'The resolver answered with something that is no address.',
  },
  address_metadata: {
    code: 'egress_refused',
    because: 'The name resolves to a metadata service of a cloud platform.',
  },
  address_loopback: { code: 'egress_refused', because: 'The name resolves to a loopback address.' },
  address_link_local: { code: 'egress_refused', because: 'The name resolves to a link-local address.' },
  address_private: {
    code: 'egress_refused',
    because: "The name resolves to a private address outside the endpoint's private network.",
    remedy: PRIVATE_NETWORK,
  },
  address_special: {
    code: 'egress_refused',
    because:
      'The name resolves to an address that is neither public nor private: reserved, multicast or shared.',
  },
  address_not_loopback: {
    code: 'egress_refused',
    because: 'A sandbox endpoint may only be on a loopback address.',
  },
  address_changed: {
    code: 'egress_refused',
    because: 'The connection reached another address than the one that was checked.',
  },
  // name resolution
  dns_not_found: { code: 'vendor_dns_failed', because: 'The name does not exist.' },
  dns_unavailable: { code: 'vendor_dns_failed', because: 'The resolver could not answer.' },
  dns_timeout: { code: 'vendor_dns_failed', because: 'The resolver did not answer in time.' },
  // connection
  connect_refused: { code: 'vendor_unreachable', because: 'The connection was refused.' },
  connect_failed: { code: 'vendor_unreachable', because: 'The network did not carry the connection.' },
  connect_timeout: { code: 'vendor_timeout_connect', because: 'The limit is timeouts.connect.' },
  handshake_timeout: {
    code: 'vendor_timeout_connect',
    because: "The limit is timeouts.live_connect, or what the vendor's own SDK waits where that is shorter.",
  },
  connect_aborted: { code: 'vendor_unreachable', because: 'The call ended before the connection was made.' },
  proxy_unreachable: { code: 'vendor_unreachable', because: 'The CONNECT proxy could not be reached.' },
  proxy_refused: { code: 'vendor_unreachable', because: 'The CONNECT proxy refused to open the tunnel.' },
  proxy_malformed: { code: 'vendor_unreachable', because: 'The CONNECT proxy did not speak HTTP.' },
  // TLS
  tls_expired: { code: 'vendor_tls_failed', because: 'The certificate has expired or is not valid yet.' },
  tls_wrong_host: { code: 'vendor_tls_failed', because: 'The certificate is for another host.' },
  tls_unknown_ca: {
    code: 'vendor_tls_failed',
    because: 'The certificate comes from an authority that is not trusted.',
    remedy: 'ca: FILE on the endpoint, if the endpoint has a private authority',
  },
  tls_protocol: { code: 'vendor_tls_failed', because: 'No common TLS version; 1.2 is the oldest accepted.' },
  tls_closed: { code: 'vendor_tls_failed', because: 'The connection was closed during the handshake.' },
  tls_failed: { code: 'vendor_tls_failed', because: 'The handshake failed.' },
  // the credential
  token_unavailable: {
    code: 'vendor_credential_failed',
    because: 'The identity provider gave no token.',
  },
  token_timeout: {
    code: 'vendor_credential_failed',
    because: 'The identity provider did not answer in time.',
  },
  // the exchange
  first_byte_timeout: { code: 'vendor_timeout_first_byte', because: 'The limit is timeouts.first_byte.' },
  idle_timeout: { code: 'vendor_timeout_idle', because: 'The limit is timeouts.idle.' },
  total_timeout: { code: 'vendor_timeout_total', because: 'The limit is timeouts.total.' },
  reset: { code: 'vendor_reset', because: 'The connection broke.' },
  truncated: { code: 'vendor_truncated', because: 'The connection was closed before the announced end.' },
  head_too_large: { code: 'vendor_malformed', because: 'The head of the answer is larger than the limit.' },
  not_http: { code: 'vendor_malformed', because: 'The answer does not follow HTTP/1.1.' },
  upgrade_malformed: {
    code: 'vendor_malformed',
    because: 'The vendor did not answer the WebSocket handshake as RFC 6455 says.',
  },
  upgrade_unasked: { code: 'vendor_malformed', because: 'The vendor changed the protocol unasked.' },
  body_unasked: { code: 'vendor_malformed', because: 'A 204 answer announced a body.' },
  pool_closed: { code: 'shutting_down', because: 'The endpoint was taken out of the configuration.' },
  // ours
  request_broken: { code: 'internal', because: 'The request body ended otherwise than announced.' },
  request_invalid: { code: 'internal', because: 'The request to the vendor could not be written.' },
  listener_failed: { code: 'internal', because: 'The answer could not be handed on.' },
} as const satisfies Record<string, FailureEntry>

export type FailureReason = keyof typeof FAILURES

/** A refusal that egress raises. Holds a reason of the table and nothing of the call: no host, address, header or body. */
export class EgressError extends Refusal {
  readonly reason: FailureReason

  constructor(reason: FailureReason) {
    const entry: FailureEntry = FAILURES[reason]
    super(entry.code, {
      rule: reason,
      because: entry.because,
      ...(entry.remedy === undefined ? {} : { remedy: entry.remedy }),
    })
    this.name = 'EgressError'
    this.reason = reason
  }
}
