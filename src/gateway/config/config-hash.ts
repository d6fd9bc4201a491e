/** The name of a running config: changes with every setting and every secret, and tells neither. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { ConfigFile } from './schema.ts'

/**
 * 64 hex digits of an HMAC over the whole config, secrets' values, CA certificates and the files of models
 * included. Keyed by a key derived
 * from the config's own secret, so that nobody can test guesses of a vendor key against a published hash; gateways of
 * one config and one secret agree. Order of keys, comments and how values are written do not count.
 */
export function configHash(
  config: ConfigFile,
  authorities: ReadonlyMap<string, string>,
  models: ReadonlyMap<string, { readonly digest: string }> = new Map(),
): string {
  const key = Buffer.from(hkdfSync('sha256', config.secret, '', 'limen config hash', 32))
  const digests = Object.fromEntries([...models].map(([name, { digest }]) => [name, digest]))
  const everything = {
    config,
    authorities: Object.fromEntries(authorities),
    ...(models.size === 0 ? {} : { models: digests }),
  }
  return createHmac('sha256', key).update(canonical(everything)).digest('hex')
}

/** JSON with sorted keys; absent members are left out. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
