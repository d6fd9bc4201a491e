/** The part of an endpoint's config that a connector may see to say where it is: never its key. */
import type { Connector, EndpointFacts } from '../../connectors/contract.ts'
import { partsOf, type EndpointConfig } from './endpoint-schema.ts'

/** `attested` holds the kinds of attestation that count at the moment that is asked about. */
export function endpointFacts(
  endpoint: EndpointConfig,
  connector: Connector,
  attested: ReadonlySet<string>,
): EndpointFacts {
  return {
    region: endpoint.region,
    resource: undefined,
    domain: undefined,
    skus: new Map(),
    ...partsOf(endpoint).facts,
    key: endpoint.key === undefined ? undefined : { kind: connector.keyKind(endpoint.key) },
    attested,
  }
}
