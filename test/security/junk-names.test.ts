/** Names that callers make up are not kept: no endpoint's memory grows by what is asked of it. */
import { expect, test } from 'vitest'
import { productionRuntime, settingsOf } from '../residency/places.ts'

const NOW = Date.UTC(2026, 10, 22)

test.each(['openai', 'azure', 'deepl'] as const)(
  'the place of a made-up model is worked out and forgotten: %s',
  (vendor) => {
    const endpoint = productionRuntime(settingsOf({ one: { vendor } }, { acme: 'eea+ch' })).endpoints.get(
      'one',
    )
    if (endpoint === undefined) throw new Error('the endpoint is gone')
    // A place that is kept is the same object each time; one that is not is made anew.
    expect(endpoint.place('made-up', NOW)).not.toBe(endpoint.place('made-up', NOW))
    expect(endpoint.place(undefined, NOW)).toBe(endpoint.place(undefined, NOW))
  },
)
