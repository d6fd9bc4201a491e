/** Step 2: one function reads every credential carrier that the vendors' SDKs use; a signature is verified beside it. */
import type { Connector } from '../../connectors/contract.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Exchange } from '../ingress/contract.ts'
import type { AcceptedCall, AuthenticatedCall } from './calls.ts'
import {
  isTemporaryKey,
  type Spent,
  type TemporaryGrant,
  type TemporaryKeys,
} from '../live/temporary-keys.ts'
import { authenticateSigned } from './signature/authenticate-signed.ts'
import { isSignature, signatureRefusal } from './signature/signed-head.ts'

const SCHEME = /^(?:Bearer|DeepL-Auth-Key)\s+/i

/** A presigned URL carries its signature where every log on the way keeps it. */
const PRESIGNED = /(?:^|&)x-amz-signature=/i

/**
 * Throws `Refusal` 401 without a known key, 400 when two carriers hold different keys; 403 for a signature, which a promise
 * is for, since the body has to be read. `now` in Unix ms.
 */
export function authenticate(
  call: AcceptedCall,
  now: number,
  temporaryKeys: TemporaryKeys,
): AuthenticatedCall | Promise<AuthenticatedCall> {
  const key = readKey(call)
  if (isSignature(key)) return authenticateSigned(call, key, now)
  if (isTemporaryKey(key)) return openedBy(call, temporaryKeys.take(key, now))
  const holder = call.runtime.findKey(key)
  if (holder === undefined) throw new Refusal('key_unknown')
  if (holder.revoked) throw new Refusal('key_revoked')
  return { ...call, tenant: holder.tenant, keyId: holder.keyId }
}

const SPENT = {
  used: 'It was shown before, and is good for one use.',
  expired: 'Its time is over.',
} as const

/** A key of one session opens that, and what minted it has to hold still. */
function openedBy(call: AcceptedCall, grant: TemporaryGrant | Spent | undefined): AuthenticatedCall {
  const { connector, service, exchange, runtime } = call
  if (grant === undefined)
    throw new Refusal('key_unknown', { because: 'This gateway has not minted it since it was started.' })
  if (typeof grant === 'string')
    throw new Refusal('temporary_key_spent', {
      because: SPENT[grant],
      rule: grant,
      remedy: 'mint another one for each session.',
    })
  if (grant.vendor !== connector.vendor || grant.service !== service || exchange.live === undefined)
    throw new Refusal('key_unknown', {
      because: 'A temporary key opens one session of the vendor that it was minted for, and nothing else.',
    })
  const holder = runtime.findHolder(grant.tenant, grant.keyId)
  if (holder === undefined) throw new Refusal('key_unknown')
  if (holder.revoked) throw new Refusal('key_revoked')
  const { keyParameter } = connector.live ?? {}
  const query = keyParameter === undefined ? call.query : without(call.query, keyParameter)
  return { ...call, query, tenant: holder.tenant, keyId: holder.keyId, temporary: grant }
}

/** What the gateway gave out does not go on to a vendor. */
function without(query: string, name: string): string {
  return query
    .split('&')
    .filter((pair) => !pair.startsWith(`${name}=`))
    .join('&')
}

/** The one key that the headers carry: the same key twice is one, different keys are an error. */
export function readKey({
  connector,
  exchange,
  query,
}: Pick<AcceptedCall, 'exchange' | 'query'> & {
  readonly connector: Pick<Connector, 'signedFor' | 'live'>
}): string {
  const { rawHeaders } = exchange.request
  let key: string | undefined
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const carried = carriedKey(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
    if (carried === undefined || carried === '') continue
    if (key !== undefined && key !== carried) throw new Refusal('keys_conflict')
    key = carried
  }
  for (const carried of keysInProtocols(exchange, connector)) {
    if (key !== undefined && key !== carried) throw new Refusal('keys_conflict')
    key = carried
  }
  for (const carried of keysInQuery(exchange, query, connector)) {
    if (key !== undefined && key !== carried) throw new Refusal('keys_conflict')
    key = carried
  }
  if (key === undefined && connector.signedFor !== undefined && PRESIGNED.test(query))
    throw signatureRefusal('A presigned URL is not taken: the signature belongs into a header.', 'presigned')
  if (key === undefined) {
    throw new Refusal('key_missing', {
      remedy:
        'send it as your vendor SDK does: Authorization: Bearer, api-key, x-api-key, x-goog-api-key or DeepL-Auth-Key.',
    })
  }
  return key
}

/** A browser cannot set a header of a WebSocket: SDKs put the key among the subprotocols. */
function keysInProtocols(
  { live }: Pick<Exchange, 'live'>,
  connector: Pick<Connector, 'live'>,
): readonly string[] {
  const prefix = connector.live?.keyProtocol
  if (live === undefined || prefix === undefined) return []
  return live.protocols.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
}

/** A temporary key alone may stand there: logs on the way keep a query, and it is worth nothing once it was used. */
function keysInQuery(
  { live }: Pick<Exchange, 'live'>,
  query: string,
  connector: Pick<Connector, 'live'>,
): readonly string[] {
  const name = connector.live?.keyParameter
  if (live === undefined || name === undefined || !query.includes(`${name}=`)) return []
  return new URLSearchParams(query).getAll(name).filter(isTemporaryKey)
}

function carriedKey(name: string, value: string): string | undefined {
  switch (name.length) {
    case 13:
      return name.toLowerCase() === 'authorization' ? value.replace(SCHEME, '').trim() : undefined
    case 7:
      return name.toLowerCase() === 'api-key' ? value.trim() : undefined
    case 9:
      return name.toLowerCase() === 'x-api-key' ? value.trim() : undefined
    case 14:
      return name.toLowerCase() === 'x-goog-api-key' ? value.trim() : undefined
    default:
      return undefined
  }
}
