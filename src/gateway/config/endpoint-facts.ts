/** The part of an endpoint's config that a connector may see to say where it is: never its key. */
import type { Connector, EndpointFacts } from '../../connectors/contract.ts'
import type { EndpointConfig } from './schema.ts'

/** `attested` holds the kinds of attestation that count at the moment that is asked about. */
export function endpointFacts(
  endpoint: EndpointConfig,
  connector: Connector,
  attested: ReadonlySet<string>,
): EndpointFacts {
  const azure = endpoint.vendor === 'azure' ? endpoint : undefined
  const deployments = Object.entries(azure?.deployments ?? {})
  return {
    region: endpoint.region,
    resource: azure?.resource,
    domain: azure?.domain,
    key: endpoint.key === undefined ? undefined : { kind: connector.keyKind(endpoint.key) },
    skus: new Map(deployments.map(([name, deployment]) => [name, deployment.sku])),
    attested,
  }
}

/** Models or deployments that the endpoint lists; `[undefined]` for a vendor without them. */
export function modelsOf(endpoint: EndpointConfig): readonly (string | undefined)[] {
  if (endpoint.vendor === 'openai') return endpoint.models
  return endpoint.vendor === 'azure' ? Object.keys(endpoint.deployments) : [undefined]
}
