/** What a vendor says of the place of a call: held against the zone, written down as what it is, and never explained away. */
import { afterEach, describe, expect, test } from 'vitest'
import { call, chat, type CallAnswer } from '../harness/call.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { deployments } from './places.ts'

type Headers = Record<string, string | string[]>

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

interface World {
  readonly gateway: TestGateway
  readonly vendor: ScriptedVendor
  readonly ask: (tenant?: string) => Promise<CallAnswer>
  readonly metric: (name: string) => Promise<readonly string[]>
}

async function azure(headers: Headers, options: Partial<TestOptions> = {}, status = 200): Promise<World> {
  const vendor = await startVendor((_seen, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(
      JSON.stringify(status < 400 ? chatAnswer('hi') : { error: { message: 'later', code: '429' } }),
    )
  })
  closing.push(async () => await vendor.close())
  const gateway = await startTestGateway({
    vendors: { azure: vendor.origin },
    sandbox: false,
    settings: { zone: 'eea' },
    ...options,
  })
  closing.push(async () => await gateway.stop())
  return {
    gateway,
    vendor,
    ask: async (tenant = 'acme') =>
      await call(gateway.origin, {
        path: '/azure/openai/deployments/chat-dep/chat/completions?api-version=2024-10-21',
        key: gateway.keys[tenant],
        body: { messages: [{ role: 'user', content: 'hello' }] },
      }),
    metric: async (name) => {
      const page = await fetch(`${gateway.operations}/metrics`).then((answer) => answer.text())
      return page.split('\n').filter((line) => line.startsWith(name))
    },
  }
}

const outcome = (answer: CallAnswer): unknown[] => [answer.status, answer.headers['x-limen-code']]
const CLOSED = [403, 'endpoint_closed']

describe('a known region outside the zone', () => {
  test('raises the alarm, marks the record and takes the endpoint out until a reload', async () => {
    const one = await azure({ 'x-ms-region': 'East US 2' })
    // The answer is there already: it is the caller's.
    expect((await one.ask()).status).toBe(200)
    const [record] = await one.gateway.records(1)
    expect(record).toMatchObject({ observedRegion: 'eastus2', basis: 'observed', marks: ['region_drift'] })
    expect(await one.metric('limen_region_drift_total')).toEqual([
      'limen_region_drift_total{vendor="azure",endpoint="azure-test"} 1',
    ])
    expect(await one.metric('limen_nonzone_egress_total{vendor="azure"}')).toEqual([
      'limen_nonzone_egress_total{vendor="azure"} 1',
    ])

    const refused = await one.ask()
    expect(outcome(refused)).toEqual(CLOSED)
    expect(refused.text).toContain('closed until the configuration is reloaded')
    expect(one.vendor.seen).toHaveLength(1)

    one.gateway.reload()
    expect((await one.ask()).status).toBe(200)
    expect(one.vendor.seen).toHaveLength(2)
  })

  test('closes it for every tenant, and no other endpoint', async () => {
    const good = await startVendor((_seen, response) => json(response, 200, chatAnswer('hi')))
    closing.push(async () => await good.close())
    const one = await azure(
      { 'x-ms-region': 'East US 2' },
      {
        more: { 'azure-good': { vendor: 'azure', origin: good.origin } },
        tenants: {
          acme: { endpoints: ['azure-test'] },
          beta: { endpoints: ['azure-test'] },
          gamma: { endpoints: ['azure-test', 'azure-good'] },
        },
      },
    )
    await one.ask('acme')
    expect(outcome(await one.ask('beta'))).toEqual(CLOSED)
    expect((await one.ask('gamma')).status).toBe(200)
    expect([one.vendor.seen.length, good.seen.length]).toEqual([1, 1])
  })

  test.each([
    ['London', 'UK South', 'uksouth'],
    ['Zurich', 'Switzerland North', 'switzerlandnorth'],
    ['Japan, in other letters', 'JAPAN east', 'japaneast'],
    ['a region of the catalogue whose country is not known', 'Jio India West', 'jioindiawest'],
  ])('%s', async (_name, header, region) => {
    const one = await azure({ 'x-ms-region': header })
    await one.ask()
    expect((await one.gateway.records(1))[0]).toMatchObject({
      observedRegion: region,
      marks: ['region_drift'],
    })
    expect(outcome(await one.ask())).toEqual(CLOSED)
  })

  test.each([429, 500])('in an answer of status %i counts as well', async (status) => {
    const one = await azure({ 'x-ms-region': 'East US' }, {}, status)
    expect((await one.ask()).status).toBe(status)
    expect(outcome(await one.ask())).toEqual(CLOSED)
  })

  test('is only outside for the zone of the tenant: Zurich is inside eea+ch', async () => {
    const one = await azure({ 'x-ms-region': 'Switzerland North' }, { settings: { zone: 'eea+ch' } })
    await one.ask()
    expect((await one.ask()).status).toBe(200)
    expect((await one.gateway.records(2)).map((record) => record.marks)).toEqual([[], []])
  })
})

test('a region whose name is not known marks the record, and the endpoint stays', async () => {
  const one = await azure({ 'x-ms-region': 'Atlantis Central' })
  await one.ask()
  expect((await one.ask()).status).toBe(200)
  for (const record of await one.gateway.records(2)) {
    expect(record).toMatchObject({
      observedRegion: 'unrecognised',
      basis: 'attested',
      marks: ['region_unrecognised'],
    })
  }
  expect(JSON.stringify(await one.gateway.records())).not.toContain('tlantis')
  expect(await one.metric('limen_region_drift_total{')).toEqual([])
})

describe('what contradicts the configuration closes the endpoint', () => {
  test.each<[string, Headers, string]>([
    ['a spillover', { 'x-ms-spillover-from-deployment': 'chat-dep' }, 'spillover'],
    [
      'a deployment that is not configured',
      { 'x-ms-deployment-name': 'somewhere' },
      'deployment_contradicted',
    ],
    ['two regions at once', { 'x-ms-region': ['Sweden Central', 'East US'] }, 'evidence_contradicted'],
    ['two deployments at once', { 'x-ms-deployment-name': ['chat-dep', 'other'] }, 'evidence_contradicted'],
  ])('%s', async (_name, headers, mark) => {
    const one = await azure(headers)
    expect((await one.ask()).status).toBe(200)
    expect((await one.gateway.records(1))[0]?.marks).toContain(mark)
    const refused = await one.ask()
    expect(outcome(refused)).toEqual(CLOSED)
    expect(one.vendor.seen).toHaveLength(1)
    expect(await one.metric(`limen_refusals_total{vendor="azure"`)).toEqual([
      `limen_refusals_total{vendor="azure",operation="chat.completions",code="endpoint_closed",rule="${mark}"} 1`,
    ])
  })

  test('a configured deployment that lies outside the zone', async () => {
    const one = await azure(
      { 'x-ms-deployment-name': 'far-dep' },
      {
        endpoints: {
          azure: { deployments: deployments({ 'chat-dep': 'Standard', 'far-dep': 'GlobalStandard' }) },
        },
      },
    )
    await one.ask()
    expect(outcome(await one.ask())).toEqual(CLOSED)
  })

  test.each(['chat-dep', 'CHAT-Dep'])('but not the deployment itself: %s', async (name) => {
    const one = await azure({ 'x-ms-deployment-name': name, 'x-ms-region': 'Sweden Central' })
    await one.ask()
    expect((await one.ask()).status).toBe(200)
    expect((await one.gateway.records(2)).map((record) => record.marks)).toEqual([[], []])
  })
})

describe('the record says how the place is known', () => {
  test('observed, when the vendor itself named the region', async () => {
    const one = await azure({ 'x-ms-region': 'Sweden Central' })
    await one.ask()
    expect((await one.gateway.records(1))[0]).toMatchObject({
      basis: 'observed',
      observedRegion: 'swedencentral',
      countries: ['SE'],
      zone: 'eea',
    })
  })

  test('attested, when it named none', async () => {
    const one = await azure({})
    await one.ask()
    expect((await one.gateway.records(1))[0]).toMatchObject({ basis: 'attested', observedRegion: null })
  })

  test('destination_set for a data zone, whatever the header says: it names the resource and not where the call was processed', async () => {
    const one = await azure(
      { 'x-ms-region': 'Sweden Central' },
      {
        settings: { zone: 'eea+ch' },
        endpoints: { azure: { deployments: deployments({ 'chat-dep': 'DataZoneStandard' }) } },
      },
    )
    await one.ask()
    const [record] = await one.gateway.records(1)
    expect(record).toMatchObject({ basis: 'destination_set', observedRegion: 'swedencentral' })
    expect(record?.countries).toContain('CH')
  })

  test('dialled for OpenAI, attested for DeepL', async () => {
    const vendor = await startVendor((seen, response) =>
      json(
        response,
        200,
        seen.url === '/v2/translate'
          ? { translations: [{ detected_source_language: 'EN', text: 'hallo' }] }
          : chatAnswer('hi'),
        { 'x-ms-region': 'East US' },
      ),
    )
    closing.push(async () => await vendor.close())
    const gateway = await startTestGateway({
      vendors: { openai: vendor.origin, deepl: vendor.origin },
      sandbox: false,
    })
    closing.push(async () => await gateway.stop())
    const key = gateway.keys['acme']
    await call(gateway.origin, { ...chat('hello'), key })
    await call(gateway.origin, {
      path: '/deepl/v2/translate',
      key,
      body: { text: ['hello'], target_lang: 'DE' },
    })
    // A header of another vendor's is no evidence here.
    expect(
      (await gateway.records(2)).map(({ vendor: of, basis, observedRegion, marks }) => [
        of,
        basis,
        observedRegion,
        marks,
      ]),
    ).toEqual([
      ['openai', 'dialled', null, []],
      ['deepl', 'attested', null, []],
    ])
  })
})
