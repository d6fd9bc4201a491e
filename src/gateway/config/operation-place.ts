/** Where an operation is processed that its vendor does not offer wherever the endpoint is. */
import type { Connector, EndpointFacts, OperationPlace, Place } from '../../connectors/contract.ts'

/** `elsewhere` is the place of the endpoint's other operations. What is not documented has no known countries. */
export function operationPlace(
  own: OperationPlace,
  connector: Connector,
  facts: EndpointFacts,
  elsewhere: Place,
): Place {
  const unknown: Place = { ...elsewhere, countries: undefined, reason: own.because }
  if (own.regions?.includes(facts.region) === false) return unknown
  const { skus } = own
  if (skus === undefined) return elsewhere
  const serving = new Map([...facts.skus].filter(([, sku]) => skus.includes(sku)))
  return serving.size === 0 ? unknown : connector.place({ ...facts, skus: serving }, undefined)
}
