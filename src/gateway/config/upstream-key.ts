/** Names an upstream key without showing it: pins say which key can reach an object. */
import { hash } from 'node:crypto'
import type { EndpointConfig } from './endpoint-schema.ts'
import type { RuntimeEndpoint } from './runtime.ts'

/**
 * The first 16 hex digits of SHA-256 over the key, or over what else says who calls. Vendors' keys are long and random, so
 * that 64 bits of a digest tell nothing of them.
 */
export function upstreamOf(
  config: EndpointConfig & { readonly key?: string | undefined },
  account: string | undefined,
): RuntimeEndpoint['upstream'] {
  const who = config.key ?? account ?? ''
  const id = hash('sha256', `limen-upstream\n${config.vendor}\n${who}`).slice(0, 16)
  return { id, accepts: new Set([id, ...(config.former_keys ?? [])]) }
}
