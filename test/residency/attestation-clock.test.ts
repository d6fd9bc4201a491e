/** Attestations end at a minute, not at a restart: that endpoint closes, and nothing else does. */
import { afterEach, describe, expect, test } from 'vitest'
import { call, chat, type CallAnswer } from '../harness/call.ts'
import { ENDPOINTS, startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const given = (expires: string): Record<string, unknown> => ({
  by: 'Test Officer',
  on: '2026-01-01',
  expires,
  document: 'test',
})

/** An endpoint with this attestation and no other; with none for the empty name. */
const only = (kind: string): Record<string, unknown> => ({
  attestations: kind === '' ? {} : { [kind]: given('2099-12-31') },
})

interface World {
  readonly gateway: TestGateway
  readonly vendor: ScriptedVendor
  /** Unix ms that the gateway reads. */
  at: number
}

async function world(start: string, options: (origin: string) => Omit<TestOptions, 'now'>): Promise<World> {
  const vendor = await startVendor((seen, response) =>
    json(
      response,
      200,
      seen.url.startsWith('/v2/')
        ? { translations: [{ detected_source_language: 'EN', text: 'hallo' }] }
        : chatAnswer('hi'),
    ),
  )
  closing.push(async () => await vendor.close())
  const clock = { at: Date.parse(start) }
  const gateway = await startTestGateway({ sandbox: false, ...options(vendor.origin), now: () => clock.at })
  closing.push(async () => await gateway.stop())
  return Object.assign(clock, { gateway, vendor })
}

async function ask(one: World, path: 'openai' | 'azure' | 'deepl', tenant = 'acme'): Promise<CallAnswer> {
  const key = one.gateway.keys[tenant]
  if (path === 'openai') return await call(one.gateway.origin, { ...chat('hello'), key })
  if (path === 'deepl')
    return await call(one.gateway.origin, {
      path: '/deepl/v2/translate',
      key,
      body: { text: ['hello'], target_lang: 'DE' },
    })
  return await call(one.gateway.origin, {
    path: '/azure/openai/deployments/chat-dep/chat/completions?api-version=2024-10-21',
    key,
    body: { messages: [{ role: 'user', content: 'hello' }] },
  })
}

const outcome = (answer: CallAnswer): unknown[] => [answer.status, answer.headers['x-limen-code']]
const OPEN = [200, undefined]
const EXPIRED = [403, 'attestation_expired']

describe('an attestation that ends on the 30th of June', () => {
  const expiring: Readonly<Record<'openai' | 'azure' | 'deepl', Record<string, unknown>>> = {
    openai: { attestations: { ...ENDPOINTS.openai.attestations, retention: given('2026-06-30') } },
    azure: { attestations: { ...ENDPOINTS.azure.attestations, 'deployment-sku': given('2026-06-30') } },
    deepl: { attestations: { ...ENDPOINTS.deepl.attestations, 'data-residency': given('2026-06-30') } },
  }

  test.each(['openai', 'azure', 'deepl'] as const)(
    'closes %s at midnight UTC, not a millisecond earlier',
    async (vendor) => {
      const one = await world('2026-06-30T23:59:59.999Z', (origin) => ({
        vendors: { openai: origin, azure: origin, deepl: origin },
        endpoints: { [vendor]: expiring[vendor] },
      }))
      expect(outcome(await ask(one, vendor))).toEqual(OPEN)
      one.at = Date.parse('2026-07-01T00:00:00.000Z')
      const seen = one.vendor.seen.length
      const refused = await ask(one, vendor)
      expect(outcome(refused)).toEqual(EXPIRED)
      const kind = { openai: 'retention', azure: 'deployment-sku', deepl: 'data-residency' }[vendor]
      expect(refused.text).toContain(`endpoints.${vendor}-test.attestations.${kind} has ended`)
      expect(one.vendor.seen).toHaveLength(seen)
      const metrics = await fetch(`${one.gateway.operations}/metrics`).then((page) => page.text())
      expect(metrics).toMatch(
        new RegExp(`limen_refusals_total\\{[^}]*code="attestation_expired",rule="${kind}"\\} 1`),
      )
    },
  )

  test('leaves the other endpoints and the process alone', async () => {
    const one = await world('2026-07-01T00:00:00Z', (origin) => ({
      vendors: { openai: origin, azure: origin, deepl: origin },
      endpoints: { openai: expiring.openai },
    }))
    expect(outcome(await ask(one, 'openai'))).toEqual(EXPIRED)
    expect(outcome(await ask(one, 'azure'))).toEqual(OPEN)
    expect(outcome(await ask(one, 'deepl'))).toEqual(OPEN)
    const ready = await fetch(`${one.gateway.operations}/readyz`)
    expect(ready.status).toBe(200)
  })

  test('leaves a tenant on another endpoint of the same vendor alone, and one that has both goes on with the other', async () => {
    const one = await world('2026-07-01T00:00:00Z', (origin) => ({
      vendors: { openai: origin },
      endpoints: { openai: expiring.openai },
      more: { 'openai-second': { vendor: 'openai', origin } },
      tenants: {
        acme: { endpoints: ['openai-test'] },
        beta: { endpoints: ['openai-second'] },
        gamma: { endpoints: ['openai-test', 'openai-second'] },
      },
    }))
    expect(outcome(await ask(one, 'openai', 'acme'))).toEqual(EXPIRED)
    expect(outcome(await ask(one, 'openai', 'beta'))).toEqual(OPEN)
    expect(outcome(await ask(one, 'openai', 'gamma'))).toEqual(OPEN)
    const sent = (await one.gateway.records(3)).filter((record) => record.kind === 'attempt')
    expect(sent.map((record) => [record.tenant, record.endpoint])).toEqual([
      ['beta', 'openai-second'],
      ['gamma', 'openai-second'],
    ])
  })

  test('is open again when a reload brings a new date', async () => {
    const one = await world('2026-07-01T00:00:00Z', (origin) => ({
      vendors: { openai: origin },
      endpoints: { openai: expiring.openai },
    }))
    expect(outcome(await ask(one, 'openai'))).toEqual(EXPIRED)
    one.gateway.reload({ endpoints: {} })
    expect(outcome(await ask(one, 'openai'))).toEqual(OPEN)
  })

  test('is expired for a clock that cannot be read', async () => {
    const one = await world('2026-06-01T00:00:00Z', (origin) => ({ vendors: { openai: origin } }))
    one.at = Number.NaN
    // The ledger's times are its own; only the standing of the endpoint is asked here.
    const [endpoint] = [...one.gateway.runtime.endpoints.values()]
    expect(endpoint?.standing(Number.NaN).refusal?.code).toBe('attestation_expired')
    one.at = Date.parse('2026-06-01T00:00:00Z')
  })
})

describe('evaluation mode', () => {
  const evaluation = { settings: { evaluation: { until: '2026-06-30' } } }

  test('serves without retention attestations, and the record, the answer and a metric say so', async () => {
    const one = await world('2026-06-15T12:00:00Z', (origin) => ({
      vendors: { openai: origin, deepl: origin },
      endpoints: { openai: only(''), deepl: only('data-residency') },
      ...evaluation,
    }))
    for (const vendor of ['openai', 'deepl'] as const) {
      const answer = await ask(one, vendor)
      expect([outcome(answer), answer.headers['x-limen-evaluation']]).toEqual([OPEN, '2026-06-30'])
    }
    const records = await one.gateway.records(2)
    expect(records.map((record) => record.marks)).toEqual([['evaluation'], ['evaluation']])
    expect(records.map((record) => record.attestations)).toEqual([[], ['deepl-test/data-residency']])
    const metrics = await fetch(`${one.gateway.operations}/metrics`).then((page) => page.text())
    expect(metrics).toContain('limen_evaluation_calls_total{vendor="openai"} 1')
    expect(metrics).toContain('limen_evaluation_calls_total{vendor="deepl"} 1')
  })

  test('marks nothing of an endpoint that has its attestations', async () => {
    const one = await world('2026-06-15T12:00:00Z', (origin) => ({
      vendors: { openai: origin },
      ...evaluation,
    }))
    const answer = await ask(one, 'openai')
    expect([outcome(answer), answer.headers['x-limen-evaluation']]).toEqual([OPEN, undefined])
    expect((await one.gateway.records(1))[0]?.marks).toEqual([])
  })

  test.each([
    ['azure', 'content-logging-off', 'deployment-sku'],
    ['deepl', 'paid-plan', 'data-residency'],
  ] as const)('never stands in for an attestation that decides the place: %s', async (vendor, has, lacks) => {
    const one = await world('2026-06-15T12:00:00Z', (origin) => ({
      vendors: { [vendor]: origin },
      endpoints: { [vendor]: only(has) },
      ...evaluation,
    }))
    const answer = await ask(one, vendor)
    expect(outcome(answer)).toEqual([403, 'attestation_missing'])
    expect(answer.text).toContain(lacks)
    expect(one.vendor.connections).toBe(0)
  })

  test('ends at the minute, for the endpoints that leaned on it and no others', async () => {
    const one = await world('2026-06-30T23:59:59.999Z', (origin) => ({
      vendors: { openai: origin, azure: origin },
      endpoints: { openai: only('retention') },
      ...evaluation,
    }))
    expect(outcome(await ask(one, 'openai'))).toEqual(OPEN)
    one.at += 1
    expect(outcome(await ask(one, 'openai'))).toEqual(EXPIRED)
    expect(outcome(await ask(one, 'azure'))).toEqual(OPEN)
  })

  test('revives no attestation that had been given and has expired', async () => {
    const one = await world('2026-06-15T12:00:00Z', (origin) => ({
      vendors: { openai: origin },
      endpoints: {
        openai: { attestations: { ...ENDPOINTS.openai.attestations, retention: given('2026-06-14') } },
      },
      ...evaluation,
    }))
    expect(outcome(await ask(one, 'openai'))).toEqual(EXPIRED)
  })
})
