/** Over random configs: no call reaches an endpoint whose countries are not all inside the tenant's zone, whatever is asked of it. */
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { VendorId } from '../../src/connectors/contract.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { routeSummary } from '../../src/gateway/config/route-summary.ts'
import { call, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type MoreEndpoint, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { deployments, EEA_30, inside, settingsOf, ZONES } from './places.ts'

const NOW = Date.UTC(2026, 5, 15)
const SLOTS = 4
/** Countries of the six regions that `eu.` profiles reach from inside the EEA. */
const EU_PROFILE = ['DE', 'SE', 'IT', 'ES', 'IE', 'FR']
const EU_DATA_ZONE = ['FR', 'DE', 'IT', 'NL', 'NO', 'PL', 'ES', 'SE', 'CH']

/** One stand-in an endpoint, so that a call's destination is a fact and not a claim. */
const vendors: ScriptedVendor[] = []
let gateway: TestGateway

beforeAll(async () => {
  for (let slot = 0; slot < SLOTS; slot += 1) {
    vendors.push(
      await startVendor((seen, response) => {
        // DeepL always loses its tags here, so that every translation with personal data makes a second attempt.
        if (seen.url.startsWith('/v2/translate')) {
          json(response, 200, { translations: [{ detected_source_language: 'EN', text: 'lost' }] })
        } else json(response, 200, { id: 'made', choices: [], object: 'chat.completion' })
      }),
    )
  }
  gateway = await startTestGateway({ vendors: {}, tenants: {}, sandbox: false, now: () => NOW })
})

afterAll(async () => {
  await gateway.stop()
  for (const vendor of vendors) await vendor.close()
})

const expires = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('2026-06-15', '2099-12-31') },
  { weight: 1, arbitrary: fc.constantFrom('2026-06-14', undefined) },
)

interface Planned {
  readonly vendor: VendorId
  readonly settings: Readonly<Record<string, unknown>>
}

const SKUS = ['Standard', 'ProvisionedManaged', 'DataZoneStandard', 'GlobalStandard', 'DeveloperTier']

/** DeepL more often than the others: only its calls make second attempts. */
const drawn = [...connectors.values(), ...[...connectors.values()].filter(({ vendor }) => vendor === 'deepl')]

const planned: fc.Arbitrary<Planned> = fc.constantFrom(...drawn).chain((connector) =>
  fc.record({
    vendor: fc.constant(connector.vendor),
    settings: fc.record({
      region: fc.oneof(
        fc.constantFrom(...connector.regions.map((region) => region.id)),
        fc.constantFrom(...connector.regions.slice(0, 3).map((region) => region.id)),
      ),
      key: fc.constantFrom('a-key', 'a-key', 'a-key:fx'),
      attestations: fc
        .tuple(...connector.attestations.map((kind) => fc.tuple(fc.constant(kind.id), expires)))
        .map((pairs) =>
          Object.fromEntries(
            pairs.flatMap(([id, end]) =>
              end === undefined
                ? []
                : [[id, { by: 'Test Officer', on: '2026-01-01', expires: end, document: 'test' }]],
            ),
          ),
        ),
      ...(connector.vendor === 'azure'
        ? {
            deployments: fc
              .tuple(fc.constantFrom(...SKUS), fc.constantFrom(...SKUS))
              .map(([near, far]) => deployments({ near, far })),
          }
        : {}),
    }),
  }),
)

const zones = fc.oneof(
  fc.constantFrom(...Object.values(ZONES).map(({ zone }) => zone)),
  fc.subarray([...EEA_30, 'CH', 'GB', 'US', 'JP', 'AE'], { minLength: 1 }),
)

const TRANSLATION: CallOptions = {
  path: '/deepl/v2/translate',
  body: { text: ['write to jan.kowalski@example.pl'], target_lang: 'DE' },
}

const CALLS: readonly CallOptions[] = [
  {
    path: '/openai/v1/chat/completions',
    body: { model: 'gpt-5.4', messages: [{ role: 'user', content: 'hi' }] },
  },
  { path: '/openai/v1/models' },
  {
    path: '/azure/openai/deployments/near/chat/completions',
    body: { messages: [{ role: 'user', content: 'hi' }] },
  },
  {
    path: '/azure/openai/deployments/far/chat/completions',
    body: { messages: [{ role: 'user', content: 'hi' }] },
  },
  { path: '/azure/openai/v1/chat/completions', body: { model: 'far', messages: [] } },
  { path: '/azure/openai/v1/models' },
  TRANSLATION,
  TRANSLATION,
  { path: '/deepl/v2/languages?type=source' },
  ...['europe-west4', 'eu', 'us-central1'].map((location) => ({
    path: `/vertex/v1/projects/test-project/locations/${location}/publishers/google/models/gemini-2.5-flash:generateContent`,
    body: { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] },
  })),
  {
    path: '/bedrock/model/amazon.nova-lite-v1%3A0/converse',
    body: { messages: [{ role: 'user', content: [{ text: 'hi' }] }] },
  },
  {
    path: '/bedrock/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream',
    body: { messages: [{ role: 'user', content: [{ text: 'hi' }] }] },
  },
  { path: '/assemblyai/v2/transcript', body: { audio_url: 'https://audio.example.com/a.wav' } },
]

/** Countries of an endpoint by the documents, worked out apart from the code under test. */
function documented({ vendor, settings }: Planned, model: string | undefined): readonly string[] | undefined {
  const region = connectors.get(vendor)?.regions.find(({ id }) => id === settings['region'])
  const attested = settings['attestations'] as Readonly<Record<string, { readonly expires: string }>>
  const valid = (kind: string): boolean => (attested[kind]?.expires ?? '') >= '2026-06-15'
  if (connectors.get(vendor)?.attestations.every((kind) => valid(kind.id)) !== true) return undefined
  if (vendor === 'openai' || vendor === 'assemblyai' || vendor === 'vertex') return region?.countries
  if (vendor === 'deepl') return settings['key'] === 'a-key:fx' ? undefined : region?.countries
  if (vendor === 'bedrock') {
    if (model?.startsWith('eu.') !== true) return region?.countries
    const near = region?.countries?.some((country) => EU_PROFILE.includes(country)) === true
    return near ? EU_PROFILE : undefined
  }
  const skus = settings['deployments'] as Readonly<Record<string, { readonly sku: string }>>
  const wanted = model === undefined ? Object.values(skus) : [skus[model]]
  const sets = wanted.map((deployment) => placeOf(deployment?.sku ?? '', region?.countries))
  return sets.includes(undefined) ? undefined : sets.flatMap((set) => set ?? [])
}

function placeOf(sku: string, own: readonly string[] | undefined): readonly string[] | undefined {
  if (sku === 'Standard' || sku === 'ProvisionedManaged') return own
  if (sku !== 'DataZoneStandard' || own === undefined) return undefined
  if (inside(own, EEA_30)) return [...EU_DATA_ZONE, ...own]
  return own.every((country) => country === 'US') ? own : undefined
}

function namedModel({ path, body }: CallOptions): string | undefined {
  const deployment = /deployments\/([a-z]+)/.exec(path)?.[1]
  if (deployment !== undefined) return deployment
  const model = /\/model\/([^/]+)\//.exec(path)?.[1]
  if (model !== undefined) return decodeURIComponent(model)
  return path.startsWith('/azure/') && body !== undefined ? 'far' : undefined
}

/** On Vertex AI a call goes to the location that its path names, or nowhere. */
function namedLocation({ path }: CallOptions): string | undefined {
  return /\/locations\/([^/]+)\//.exec(path)?.[1]
}

test('a call goes to an endpoint inside the zone or nowhere', { timeout: 120_000 }, async () => {
  const seen = { sent: 0, refused: 0, retried: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(planned, { minLength: 1, maxLength: SLOTS }),
      zones,
      fc.array(fc.constantFrom(...CALLS), { minLength: 1, maxLength: 4 }),
      async (plans, zone, calls) => {
        const ids = plans.map((_plan, slot) => `endpoint-${slot}`)
        const more: Record<string, MoreEndpoint> = {}
        for (const [slot, plan] of plans.entries())
          more[ids[slot] ?? ''] = { ...plan, origin: vendors[slot]?.origin ?? '' }
        gateway.reload({ more, settings: { zone }, tenants: { acme: { endpoints: ids } } })
        const allowed = typeof zone === 'string' ? (ZONES[zone]?.countries ?? []) : zone
        for (const each of calls) {
          const before = vendors.map((vendor) => vendor.seen.length)
          const answer = await call(gateway.origin, { ...each, key: 'test-key-of-acme' })
          const reached = vendors.flatMap((vendor, slot) =>
            vendor.seen.length > (before[slot] ?? 0) ? [slot] : [],
          )
          const fitting = plans.flatMap((plan, slot) =>
            each.path.startsWith(connectors.get(plan.vendor)?.mount ?? '?') &&
            namedLocation(each) === (plan.vendor === 'vertex' ? plan.settings['region'] : undefined) &&
            inside(documented(plan, namedModel(each)), allowed)
              ? [slot]
              : [],
          )
          for (const slot of reached) expect(fitting).toContain(slot)
          // And the other way round: what is inside is not refused for the place.
          if (fitting.length > 0) expect(reached).toEqual(fitting.slice(0, 1))
          else expect([403, 404]).toContain(answer.status)
          seen[reached.length > 0 ? 'sent' : 'refused'] += 1
          const [slot] = reached
          if (slot !== undefined && (vendors[slot]?.seen.length ?? 0) - (before[slot] ?? 0) === 2)
            seen.retried += 1
        }
      },
    ),
    { numRuns: 500 },
  )
  // The sample was worth something: each branch was walked.
  expect(Math.min(seen.sent, seen.refused, seen.retried)).toBeGreaterThan(5)
})

test('what `limen check` says of an endpoint is what a call meets', () => {
  const statuses = new Set<string>()
  fc.assert(
    fc.property(planned, zones, (plan, zone) => {
      const settings = settingsOf({ one: { vendor: plan.vendor, ...plan.settings } }, { acme: zone })
      const allowed = typeof zone === 'string' ? (ZONES[zone]?.countries ?? []) : zone
      for (const row of routeSummary(settings, connectors, new Date(NOW))) {
        statuses.add(row.status)
        for (const model of row.models.length === 0 ? [undefined] : row.models) {
          expect([model, row.status === 'open']).toEqual([model, inside(documented(plan, model), allowed)])
        }
      }
    }),
    { numRuns: 500 },
  )
  expect([...statuses].toSorted()).toEqual([
    'attestation_expired',
    'attestation_missing',
    'open',
    'outside_zone',
  ])
})
