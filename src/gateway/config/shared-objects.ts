/** Objects at a vendor that config shares with a tenant, whoever made them. */
import type { PinPlace } from '../ledger/pins.ts'
import type { RuntimeEndpoint, RuntimeTenant } from './runtime.ts'
import type { TenantConfig } from './schema.ts'

export function compileShared(
  shared: TenantConfig['shared'],
  endpoints: readonly RuntimeEndpoint[],
): RuntimeTenant['shared'] {
  const places = new Map<string, PinPlace[]>()
  for (const { kind, id, endpoint: name } of shared) {
    const endpoint = endpoints.find((each) => each.id === name)
    if (endpoint === undefined) continue
    const key = `${endpoint.connector.vendor} ${kind} ${id}`
    const known = places.get(key) ?? []
    known.push({ endpoint: endpoint.id, upstream: endpoint.upstream.id })
    places.set(key, known)
  }
  return (vendor, kind, id) => places.get(`${vendor} ${kind} ${id}`) ?? []
}
