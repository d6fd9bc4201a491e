/** Names to addresses: one lookup at a time for a name, and an answer remembered for a second. */
import { lookup } from 'node:dns'
import { EgressError } from './failure.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** Rejects with an `EgressError` of a dns reason. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>

const REMEMBERED_MILLISECONDS = 1000

/** `getaddrinfo` through libuv's pool, so that /etc/hosts, nsswitch and search domains count as everywhere else. */
export function systemResolve(host: string): Promise<readonly ResolvedAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => {
      if (error !== null) reject(error)
      else resolve(addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })))
    })
  })
}

/**
 * Wraps a resolver. A burst of connections costs one lookup, a dead resolver holds one thread per name, and a failure is
 * not asked again for a second. The addresses are checked on every connection all the same.
 */
export function rememberedResolve(resolve: Resolve, now: () => number = () => performance.now()): Resolve {
  const answers = new Map<string, { readonly answer: ReturnType<Resolve>; expires: number }>()
  return (host) => {
    const known = answers.get(host)
    if (known !== undefined && now() < known.expires) return known.answer
    const entry = {
      answer: resolve(host).then(
        (addresses) => {
          entry.expires = now() + REMEMBERED_MILLISECONDS
          if (addresses.length === 0) throw new EgressError('dns_not_found')
          return addresses
        },
        (error: unknown) => {
          entry.expires = now() + REMEMBERED_MILLISECONDS
          throw dnsFailure(error)
        },
      ),
      expires: Number.POSITIVE_INFINITY,
    }
    answers.set(host, entry)
    return entry.answer
  }
}

/** ENOTFOUND and ENODATA are answers; everything else is a resolver that did not give one. */
export function dnsFailure(error: unknown): EgressError {
  if (error instanceof EgressError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new EgressError(code === 'ENOTFOUND' || code === 'ENODATA' ? 'dns_not_found' : 'dns_unavailable')
}
