/** Rules for what a config says about the network: private CIDRs, proxies, headers that may be forwarded, loopback. */
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { headerPatternProblem } from '../egress/header-list.ts'
import { isNeverSent } from '../egress/header-names.ts'
import { remarkError, type ConfigPath, type Remark } from './diagnostic.ts'
import type { Readable } from './readable.ts'

type Cidr = [ipaddr.IPv4 | ipaddr.IPv6, number]

/** RFC 1918, RFC 6598 and RFC 4193: the only ranges in which a private endpoint can be. */
const PRIVATE: readonly Cidr[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
].map((text) => ipaddr.parseCIDR(text))

/** Metadata services inside those ranges (AWS over IPv6, Alibaba): handing out credentials is all they do. */
const METADATA = ['fd00:ec2::254', '100.100.100.200'].map((text) => ipaddr.parse(text))

/**
 * Well-known headers that carry credentials, steer a connection or name a host. Egress refuses them and more by itself;
 * here they show an operator what a pattern would reach for.
 */
const NEVER_FORWARDED = [
  'authorization proxy-authorization api-key x-api-key x-goog-api-key cookie',
  'ocp-apim-subscription-key deepl-auth-key x-amz-security-token',
  'host connection keep-alive proxy-connection te trailer transfer-encoding upgrade',
  'content-length content-encoding content-type accept-encoding expect',
  'forwarded x-forwarded-for x-forwarded-host x-real-ip via',
  'openai-organization openai-project x-ms-spillover-deployment x-deepl-reporting-tag',
].flatMap((names) => names.split(' '))

export function networkRemarks({ endpoints, tenants }: Readable): Remark[] {
  const remarks: Remark[] = []
  for (const [name, endpoint] of endpoints) {
    if (endpoint === undefined) continue
    for (const [index, cidr] of endpoint.private_network.entries()) {
      remarks.push(...cidrRemarks(cidr, ['endpoints', name, 'private_network', index]))
    }
    if (endpoint.proxy !== undefined)
      remarks.push(...proxyRemarks(endpoint.proxy, ['endpoints', name, 'proxy']))
  }
  for (const [name, tenant] of tenants) {
    for (const [index, header] of (tenant?.forward_headers ?? []).entries()) {
      remarks.push(...headerRemarks(header, ['tenants', name, 'forward_headers', index]))
    }
  }
  return remarks
}

/** True for 127.0.0.0/8, ::1 and `localhost`. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  return isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback'
}

export function cidrRemarks(text: string, path: ConfigPath): Remark[] {
  if (!ipaddr.isValidCIDR(text)) {
    return [remarkError(path, 'value', 'should be a CIDR such as 10.1.2.0/24')]
  }
  const [address, bits] = ipaddr.parseCIDR(text)
  const inside = PRIVATE.some(
    ([network, least]) => address.kind() === network.kind() && bits >= least && address.match(network, least),
  )
  if (!inside) {
    const fix =
      'write the range of the private endpoint: inside 10/8, 172.16/12, 192.168/16, 100.64/10 or fc00::/7'
    return [remarkError(path, 'value', 'reaches beyond private addresses', fix)]
  }
  const metadata = METADATA.some((each) => each.kind() === address.kind() && each.match(address, bits))
  if (!metadata) return []
  return [remarkError(path, 'value', 'holds the address of a metadata service', 'write a narrower range')]
}

function proxyRemarks(text: string, path: ConfigPath): Remark[] {
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    const fix = 'delete them: the proxy has to know this machine by its address; treat them as leaked'
    return [remarkError(path, 'value', 'credentials are written out in the URL', fix)]
  }
  if (url.pathname === '/' && url.search === '' && url.hash === '') return []
  return [remarkError(path, 'value', 'should end after the port', 'write http://host:port')]
}

function headerRemarks(pattern: string, path: ConfigPath): Remark[] {
  if (!/^[a-z0-9][a-z0-9-]*\*?$/.test(pattern)) {
    return [remarkError(path, 'value', 'should be a header name in lower case, which may end in *')]
  }
  const fix = 'list the headers that the vendor needs, one by one'
  if (!pattern.endsWith('*')) {
    const never = NEVER_FORWARDED.includes(pattern) || isNeverSent(pattern)
    return never ? [remarkError(path, 'value', 'this header never goes to a vendor', fix)] : []
  }
  const reached = NEVER_FORWARDED.find((name) => name.startsWith(pattern.slice(0, -1)))
  if (reached !== undefined)
    return [remarkError(path, 'value', `matches \`${reached}\`, which never goes to a vendor`, fix)]
  const problem = headerPatternProblem(pattern, isNeverSent)
  return problem === undefined ? [] : [remarkError(path, 'value', `lets nothing out: ${problem}`, fix)]
}
