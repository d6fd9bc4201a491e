/** Which addresses egress may connect to: public unicast, an endpoint's private network, and nothing else. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { FailureReason } from './failure.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6
export type Network = readonly [address: Address, prefix: number]

/** Why an address would be refused, or undefined when it is allowed. */
export type AddressCheck = (address: string) => FailureReason | undefined

/**
 * Cloud metadata and platform services that lie outside the link-local range: Azure's wire server, AWS over IPv6,
 * Google over IPv6, Alibaba, Oracle. They hand out credentials to whoever can reach them.
 */
const METADATA: readonly Network[] = [
  '169.254.169.254/32',
  '169.254.170.2/32',
  '168.63.129.16/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
  'fd00:ec2::/32',
  'fd20:ce::254/128',
].map(parseNetwork)

const NAT64 = parseNetwork('64:ff9b::/96')
const UNIQUE_LOCAL = parseNetwork('fc00::/7')

/** A CIDR as config writes it. Throws when it is none. */
export function parseNetwork(cidr: string): Network {
  return ipaddr.parseCIDR(cidr)
}

function within(address: Address, [network, prefix]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, prefix)
}

/**
 * Reads an address strictly (four decimal octets or RFC 4291 text, no zone) and unwraps IPv4 inside IPv6: mapped
 * (`::ffff:127.0.0.1`) and NAT64 (RFC 6052), whose packets end at the IPv4 address that is written in them.
 */
function parseAddress(text: string): Address | undefined {
  if (isIP(text) === 0 || text.includes('%')) return undefined
  const address = ipaddr.process(text)
  if (address.kind() === 'ipv6' && within(address, NAT64))
    return new ipaddr.IPv4(address.toByteArray().slice(12))
  return address
}

/** The refusal that no setting can lift, or what is left to decide. */
function classify(address: Address): FailureReason | 'public' | 'private' | 'loopback' {
  if (METADATA.some((network) => within(address, network))) return 'address_metadata'
  const range = address.range()
  if (range === 'unicast') return 'public'
  if (range === 'private') return 'private'
  if (address.kind() === 'ipv6' && within(address, UNIQUE_LOCAL)) return 'private'
  if (range === 'loopback') return 'loopback'
  return range === 'linkLocal' ? 'address_link_local' : 'address_special'
}

/**
 * The check of a vendor endpoint. Public unicast addresses pass; private ones (RFC 1918, RFC 4193) pass inside
 * `privateNetwork`. Metadata, loopback, link-local, multicast, unspecified, carrier-grade NAT and reserved addresses
 * never pass, whatever `privateNetwork` covers.
 */
export function vendorAddresses(privateNetwork: readonly Network[]): AddressCheck {
  return (text) => {
    const address = parseAddress(text)
    if (address === undefined) return 'address_invalid'
    const kind = classify(address)
    if (kind === 'public') return undefined
    if (kind === 'loopback') return 'address_loopback'
    if (kind !== 'private') return kind
    return privateNetwork.some((network) => within(address, network)) ? undefined : 'address_private'
  }
}

/** The check of a sandbox endpoint: loopback and nothing else. */
export function sandboxAddresses(text: string): FailureReason | undefined {
  const address = parseAddress(text)
  if (address === undefined) return 'address_invalid'
  return classify(address) === 'loopback' ? undefined : 'address_not_loopback'
}

/** The check of a CONNECT proxy, whose address the operator chose: private and loopback (a sidecar) pass as well. */
export function proxyAddresses(text: string): FailureReason | undefined {
  const address = parseAddress(text)
  if (address === undefined) return 'address_invalid'
  const kind = classify(address)
  return kind === 'public' || kind === 'private' || kind === 'loopback' ? undefined : kind
}

/** One spelling for addresses, so that what was checked and what was reached can be compared. */
export function canonicalAddress(text: string): string {
  return isIP(text) === 0 ? text : ipaddr.process(text).toNormalizedString()
}
