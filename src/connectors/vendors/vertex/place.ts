/** Where a model on Vertex AI is processed: the location decides, for models that Google's own table lists for it. */
import type { EndpointFacts, Place } from '../../contract.ts'
import { isMultiRegion, VERTEX_REGIONS } from './regions.ts'

/** The endpoint's config lists the models; the attestation says that the table lists each of them at the location. */
export function vertexPlace({ region: id, attested }: EndpointFacts): Place {
  const region = VERTEX_REGIONS.find((candidate) => candidate.id === id)
  const unknown = (reason: string): Place => ({ region: id, countries: undefined, basis: 'attested', reason })
  if (region === undefined) return unknown('The region is not in the catalogue.')
  if (region.countries === undefined) return unknown(region.caveat ?? 'The countries are not documented.')
  if (!attested.has('ml-processing')) {
    return unknown(
      'A regional host is no proof: Google guarantees the place of ML processing only for the models that its table lists at the location: attest ml-processing.',
    )
  }
  return {
    region: id,
    countries: region.countries,
    basis: isMultiRegion(id) ? 'destination_set' : 'attested',
  }
}
