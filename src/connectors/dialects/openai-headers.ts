/** Header lists that the OpenAI and Azure OpenAI SDKs rely on, and the plain reading of a region table. */
import type { Place, Region } from '../contract.ts'

/** Everything else that a caller sends stays at the gateway: cookies, credentials, organisation and project choices, SDK telemetry. */
export const OPENAI_REQUEST_HEADERS: readonly string[] = [
  'accept',
  'openai-beta',
  'x-client-request-id',
  'idempotency-key',
]

/** The account is the operator's: the same key from two tenants must be two calls, even where a vendor came to honour it. */
export const OPENAI_PSEUDONYM_HEADERS: readonly string[] = ['idempotency-key']

/** Request ids, rate limits and retry hints that the SDKs read. Organisation and project ids do not come through. */
export const OPENAI_ANSWER_HEADERS: readonly string[] = [
  'content-type',
  'x-request-id',
  'openai-processing-ms',
  'openai-version',
  'openai-model',
  'x-ratelimit-*',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
]

/** The place of an endpoint whose region alone decides. */
export function placeOfRegion(regions: readonly Region[], id: string): Place {
  const region = regions.find((candidate) => candidate.id === id)
  if (region === undefined) {
    return {
      region: id,
      countries: undefined,
      basis: 'dialled',
      reason: 'The region is not in the catalogue.',
    }
  }
  return {
    region: id,
    countries: region.countries,
    basis: 'dialled',
    ...(region.caveat === undefined ? {} : { reason: region.caveat }),
  }
}
