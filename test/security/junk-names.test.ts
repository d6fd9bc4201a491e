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
    // Kept by name, it would be one object for each name and the same object for the same name.
    const [first, again, other] = ['made-up-1', 'made-up-1', 'made-up-2'].map((name) =>
      endpoint.place(name, NOW),
    )
    expect(first === again && first !== other).toBe(false)
    expect(endpoint.place(undefined, NOW)).toBe(endpoint.place(undefined, NOW))
  },
)
