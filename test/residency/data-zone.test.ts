/** A data zone is more than the regions of its list: the resource that takes the call counts too. */
import { expect, test } from 'vitest'
import { ResidencyProof } from '../../src/gateway/policy/residency.ts'
import { deployments, productionRuntime, settingsOf } from './places.ts'

const LISTED = ['FR', 'DE', 'IT', 'NL', 'NO', 'PL', 'ES', 'SE', 'CH']

test("the country of the resource has to lie inside the zone too, though the data zone's list lacks it", () => {
  const endpoint = {
    vendor: 'azure',
    region: 'northeurope',
    deployments: deployments({ one: 'DataZoneStandard' }),
  } as const
  const runtime = productionRuntime(
    settingsOf({ one: endpoint }, { listed: LISTED, irish: [...LISTED, 'IE'] }),
  )
  const outcomes = ['listed', 'irish'].map((id) => {
    const tenant = runtime.tenants.get(id)
    const [only] = tenant?.endpoints ?? []
    if (tenant === undefined || only === undefined) throw new Error('the tenant or its endpoint is gone')
    return ResidencyProof.prove(only, 'one', tenant.zone, Date.UTC(2026, 10, 22)) instanceof ResidencyProof
  })
  expect(outcomes).toEqual([false, true])
})
