/** URLs that a vendor calls or fetches for us: only https, only a full domain name, only a host that config lists. */
import { isVendorHost } from '../egress/target.ts'

/**
 * What every parser reads as this host and nothing else: no user, no port but 443, no backslash, space or control, no
 * address in any notation.
 */
const LINK = /^https:\/\/([a-z0-9.-]{1,253})(?::443)?(?:[/?#][!-[\]-~]*)?$/i

/** The host that a URL names, in lower case; undefined for a URL that is not one of these. */
export function linkedHost(url: string): string | undefined {
  const host = LINK.exec(url)?.[1]?.toLowerCase()
  return host !== undefined && isPublicName(host) ? host : undefined
}

/** A full domain name that can be public: private suffixes are for hosts that a vendor could only reach inside its own network. */
export function isPublicName(host: string): boolean {
  return (
    isVendorHost(host) &&
    !/\.(?:internal|intranet|lan|home|corp|private|test|example|invalid|onion|arpa)$/.test(host)
  )
}
