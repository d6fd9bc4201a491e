/** What a European zone must refuse, said by a call and by `limen check` alike: the reason, and the config line that would allow it. */
import { afterEach, describe, expect, test } from 'vitest'
import type { VendorId } from '../../src/connectors/contract.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { loadConfig } from '../../src/gateway/config/load.ts'
import { residencyCheck } from '../../src/gateway/config/residency-check.ts'
import { SECRET, worldOf } from '../config/fixture.ts'
import { call, type CallOptions } from '../harness/call.ts'
import { ENDPOINTS, startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { deployments } from './places.ts'

interface Case {
  readonly vendor: VendorId
  readonly settings: Readonly<Record<string, unknown>>
  readonly code: string
  /** Parts of the refusal: why, and what to write. */
  readonly says: readonly string[]
  /** Parts of what `limen check` says; the code's own sentence is not among them. */
  readonly checked: readonly string[]
}

const { 'data-residency': _place, ...withoutResidency } = ENDPOINTS.deepl.attestations
const { 'deployment-sku': _sku, ...withoutSku } = ENDPOINTS.azure.attestations

const CASES: Readonly<Record<string, Case>> = {
  'London (Azure uksouth)': {
    vendor: 'azure',
    settings: { region: 'uksouth' },
    code: 'no_endpoint_in_zone',
    says: ['region uksouth', 'in GB, outside the zone eea', 'zone: eea+adequate'],
    checked: ['in GB', 'zone: eea+adequate'],
  },
  'Zurich (Azure switzerlandnorth)': {
    vendor: 'azure',
    settings: { region: 'switzerlandnorth' },
    code: 'no_endpoint_in_zone',
    says: ['region switzerlandnorth', 'in CH, outside the zone eea', 'zone: eea+ch'],
    checked: ['in CH', 'zone: eea+ch'],
  },
  'a global host (OpenAI)': {
    vendor: 'openai',
    settings: { region: 'global' },
    code: 'no_endpoint_in_zone',
    says: ['region global', 'may process anywhere', 'The global host processes anywhere.'],
    checked: ['in countries that are not known', 'no zone can admit that', 'The global host'],
  },
  'a host that only stores in its region (OpenAI gb)': {
    vendor: 'openai',
    settings: { region: 'gb' },
    code: 'no_endpoint_in_zone',
    says: ['may process anywhere', 'Storage only'],
    checked: ['no zone can admit that', 'Storage only'],
  },
  "OpenAI's Europe": {
    vendor: 'openai',
    settings: {},
    code: 'no_endpoint_in_zone',
    says: ['in CH, outside the zone eea', "OpenAI's Europe is the EEA and Switzerland", 'zone: eea+ch'],
    checked: ['in CH', "OpenAI's Europe is the EEA and Switzerland", 'zone: eea+ch'],
  },
  "Azure's data zone for Europe": {
    vendor: 'azure',
    settings: { deployments: deployments({ 'chat-dep': 'DataZoneStandard' }) },
    code: 'no_endpoint_in_zone',
    says: ['in CH, outside the zone eea', "Azure's EU data zone includes Switzerland", 'zone: eea+ch'],
    checked: ['in CH', "Azure's EU data zone includes Switzerland", 'zone: eea+ch'],
  },
  'a global deployment in Sweden': {
    vendor: 'azure',
    settings: { deployments: deployments({ 'chat-dep': 'GlobalStandard' }) },
    code: 'no_endpoint_in_zone',
    says: ['may process anywhere', 'The SKU GlobalStandard is processed in any Azure region.'],
    checked: ['no zone can admit that', 'The SKU GlobalStandard'],
  },
  'an Azure endpoint whose SKU nobody attested': {
    vendor: 'azure',
    settings: { attestations: withoutSku },
    code: 'attestation_missing',
    says: ['endpoints.azure-test.attestations.deployment-sku', '{by, on, expires, document}'],
    checked: ['the attestation `deployment-sku`', 'was never given', 'it decides where calls are processed'],
  },
  'a key of the free plan (DeepL)': {
    vendor: 'deepl',
    settings: { key: 'a-free-key:fx' },
    code: 'no_endpoint_in_zone',
    says: ['may process anywhere', 'The key is of the free plan'],
    checked: ['no zone can admit that', 'The key is of the free plan'],
  },
  'the host of the free plan (DeepL)': {
    vendor: 'deepl',
    settings: { region: 'free' },
    code: 'no_endpoint_in_zone',
    says: ['may process anywhere', 'may be stored and used for training'],
    checked: ['no zone can admit that', 'may be stored and used for training'],
  },
  'a host without a region (AssemblyAI)': {
    vendor: 'assemblyai',
    settings: { region: 'nearest' },
    code: 'no_endpoint_in_zone',
    says: ['region nearest', 'may process anywhere', 'nearest to the machine that calls'],
    checked: ['no zone can admit that', 'nearest to the machine'],
  },
  'the American hosts (AssemblyAI)': {
    vendor: 'assemblyai',
    settings: { region: 'us' },
    code: 'no_endpoint_in_zone',
    says: ['region us', 'in US, outside the zone eea'],
    checked: ['in US'],
  },
  'DeepL without attested residency': {
    vendor: 'deepl',
    settings: { attestations: withoutResidency },
    code: 'attestation_missing',
    says: ['endpoints.deepl-test.attestations.data-residency', '{by, on, expires, document}'],
    checked: ['the attestation `data-residency`', 'was never given', 'it decides where calls are processed'],
  },
}

const CALLS: Readonly<Record<VendorId, CallOptions>> = {
  openai: {
    path: '/openai/v1/chat/completions',
    body: { model: 'gpt-5.4-mini', messages: [{ role: 'user', content: 'hello' }] },
  },
  azure: {
    path: '/azure/openai/deployments/chat-dep/chat/completions?api-version=2024-10-21',
    body: { messages: [{ role: 'user', content: 'hello' }] },
  },
  deepl: { path: '/deepl/v2/translate', body: { text: ['hello'], target_lang: 'DE' } },
  vertex: {
    path: '/vertex/v1/projects/test-project/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent',
    body: { contents: [{ role: 'user', parts: [{ text: 'hello' }] }] },
  },
  bedrock: {
    path: '/bedrock/model/amazon.nova-lite-v1%3A0/converse',
    body: { messages: [{ role: 'user', content: [{ text: 'hello' }] }] },
  },
  assemblyai: { path: '/assemblyai/v2/transcript', body: { audio_url: 'https://audio.example.com/a.wav' } },
}

let gateway: TestGateway | undefined
let vendor: ScriptedVendor | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
  gateway = vendor = undefined
})

async function start(each: Case, zone: string): Promise<{ gateway: TestGateway; vendor: ScriptedVendor }> {
  vendor = await startVendor((_call, response) =>
    json(
      response,
      200,
      each.vendor === 'deepl'
        ? { translations: [{ text: 'hallo', detected_source_language: 'EN' }] }
        : chatAnswer('hi'),
    ),
  )
  gateway = await startTestGateway({
    vendors: { [each.vendor]: vendor.origin },
    endpoints: { [each.vendor]: each.settings },
    settings: { zone },
    sandbox: false,
  })
  return { gateway, vendor }
}

describe('a call is refused, and the vendor sees no connection', () => {
  test.each(Object.entries(CASES))('%s', async (_name, each) => {
    const running = await start(each, 'eea')
    const answer = await call(running.gateway.origin, {
      ...CALLS[each.vendor],
      key: running.gateway.keys['acme'],
    })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([403, each.code])
    expect(answer.headers['x-should-retry']).toBe('false')
    for (const part of each.says) expect(answer.text).toContain(part)
    expect(running.vendor.connections).toBe(0)
    const [record, ...others] = await running.gateway.records(1)
    expect(others).toEqual([])
    expect(record).toMatchObject({ kind: 'refusal', code: each.code, tenant: 'acme', outcome: 'refused' })
    const metrics = await fetch(`${running.gateway.operations}/metrics`).then((page) => page.text())
    expect(metrics).toMatch(new RegExp(`limen_refusals_total\\{[^}]*code="${each.code}"[^}]*\\} 1`))
    expect(metrics).toMatch(/limen_nonzone_egress_total\{vendor="none"\} 0/)
  })

  test.each(['openai', 'azure', 'deepl'] as const)(
    'and where the zone admits it, the same call goes: %s',
    async (id) => {
      const running = await start({ vendor: id, settings: {}, code: '', says: [], checked: [] }, 'eea+ch')
      const answer = await call(running.gateway.origin, { ...CALLS[id], key: running.gateway.keys['acme'] })
      expect(answer.status).toBe(200)
      expect(running.vendor.seen).toHaveLength(1)
    },
  )
})

/** The same endpoint as an operator writes it. JSON is YAML. */
function configText(each: Case): string {
  const endpoint = { ...ENDPOINTS[each.vendor], ...each.settings, key: '${env:UPSTREAM}' }
  const settings = {
    version: 1,
    zone: 'eea',
    secret: '${env:LIMEN_SECRET}',
    ledger: { file: './limen.db' },
    endpoints: { [`${each.vendor}-test`]: endpoint },
    tenants: {
      acme: {
        keys: [{ id: 'abcd1234', hash: `sha256:${'a'.repeat(64)}`, status: 'active' }],
        endpoints: [`${each.vendor}-test`],
      },
    },
  }
  return JSON.stringify(settings, undefined, 2)
}

describe('`limen check` refuses the config before any call', () => {
  test.each(Object.entries(CASES))('%s', (_name, each) => {
    const key = typeof each.settings['key'] === 'string' ? each.settings['key'] : 'an-upstream-key'
    const world = worldOf(configText(each), { env: { LIMEN_SECRET: SECRET, UPSTREAM: key } })
    const loaded = loadConfig('limen.yaml', world, [residencyCheck(connectors)])
    if ('config' in loaded) throw new Error('the config loaded')
    const errors = loaded.diagnostics.filter((one) => one.severity === 'error')
    const text = errors.map((one) => `${one.path} ${one.message} ${one.fix ?? ''}`).join('\n')
    for (const part of each.checked) expect(text).toContain(part)
    expect(text).not.toContain(key)
    for (const one of errors) expect(one.line).toBeGreaterThan(1)
  })
})
