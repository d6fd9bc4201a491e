/** Names that callers make up are not kept: no endpoint's memory grows by what is asked of it. */
import { expect, test } from 'vitest'
import type { RuntimeEndpoint } from '../../src/gateway/config/runtime.ts'
import { productionRuntime, settingsOf } from '../residency/places.ts'

const NOW = Date.UTC(2026, 10, 22)

function endpointOf(vendor: 'openai' | 'azure' | 'deepl'): RuntimeEndpoint {
  const runtime = productionRuntime(settingsOf({ one: { vendor } }, { acme: 'eea+ch' }))
  const endpoint = runtime.endpoints.get('one')
  if (endpoint === undefined) throw new Error('the endpoint is gone')
  return endpoint
}

test('the place of a made-up deployment is worked out and forgotten', () => {
  const endpoint = endpointOf('azure')
  // A place that is kept is the same object each time; one that is not is made anew.
  expect(endpoint.place('made-up', NOW)).not.toBe(endpoint.place('made-up', NOW))
  expect(endpoint.place(undefined, NOW)).toBe(endpoint.place(undefined, NOW))
})

test.each(['openai', 'deepl'] as const)(
  'one place serves every name where the name has no say: %s',
  (vendor) => {
    const endpoint = endpointOf(vendor)
    const place = endpoint.place(undefined, NOW)
    for (const name of ['made-up', 'made-up-too', '']) expect(endpoint.place(name, NOW)).toBe(place)
  },
)
