/** The part of an endpoint's config that a connector may see to say where it is: never its key. */
import type { Connector, EndpointFacts } from '../../connectors/contract.ts'
import { attestationState, holds } from '../policy/attestation.ts'
import { partsOf, type EndpointConfig } from './endpoint-schema.ts'

/**
 * `attested` holds the kinds of attestation that count at the moment that is asked about; `now` is that moment, and without it
 * attested targets count whatever their dates say.
 */
export function endpointFacts(
  endpoint: EndpointConfig,
  connector: Connector,
  attested: ReadonlySet<string>,
  now?: Date,
): EndpointFacts {
  const parts = partsOf(endpoint)
  return {
    region: endpoint.region,
    resource: undefined,
    domain: undefined,
    skus: new Map(),
    ...parts.facts,
    key: endpoint.key === undefined ? undefined : { kind: connector.keyKind(endpoint.key) },
    attested,
    targets: new Map(
      [...(parts.targets ?? [])]
        .filter(([, { attestation }]) => now === undefined || holds(attestationState(attestation, now)))
        .map(([name, { regions }]) => [name, regions]),
    ),
  }
}
