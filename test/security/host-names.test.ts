/** Host names are made of checked parts: nothing that a config can say puts a vendor's key on another domain. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, test } from 'vitest'
import { connectors } from '../../src/connectors/registry.ts'
import { configSchema } from '../../src/gateway/config/schema.ts'
import { EndpointTarget, isVendorHost } from '../../src/gateway/egress/target.ts'
import { ENDPOINTS } from '../harness/gateway.ts'

/** Domains that belong to the vendors. */
const DOMAINS = [
  'api.openai.com',
  'openai.azure.com',
  'services.ai.azure.com',
  'cognitiveservices.azure.com',
  'api.deepl.com',
  'api-free.deepl.com',
  'api-us.deepl.com',
  'api-jp.deepl.com',
]

function parse(
  endpoint: object,
):
  | { readonly region: string; readonly resource: string | undefined; readonly domain: string | undefined }
  | undefined {
  const result = configSchema.safeParse({
    version: 1,
    zone: 'eea',
    secret: 'x'.repeat(40),
    ledger: { file: 'unused' },
    endpoints: { one: endpoint },
    tenants: {},
  })
  const one = result.data?.endpoints['one']
  if (one === undefined) return undefined
  return one.vendor === 'azure'
    ? { region: one.region, resource: one.resource, domain: one.domain }
    : { region: one.region, resource: undefined, domain: undefined }
}

/** The host that such an endpoint would be dialled at; undefined when the config or the target is refused. */
function hostOf(vendor: 'openai' | 'azure' | 'deepl', changes: object): string | undefined {
  const parsed = parse({ ...ENDPOINTS[vendor], ...changes })
  const connector = connectors.get(vendor)
  if (parsed === undefined || connector === undefined) return undefined
  const host = connector.host({ ...parsed, key: undefined, skus: new Map(), attested: new Set() })
  if (host === undefined || !isVendorHost(host)) return undefined
  return EndpointTarget.of({ id: 'one', host }).host
}

const HOSTILE = [
  'evil.example#',
  'evil.example/',
  'evil.example?',
  'evil.example\\',
  'user@evil.example',
  'evil.example:443',
  'evil.example%23',
  'evil.example%2f',
  'evil\u3002example',
  'evil\uff0eexample\uff03',
  'evil.example\u0000',
  'evil.example\r\nhost: x',
  '..',
  '-',
  'a-',
  'A',
  '127.0.0.1',
  '[::1]',
  '0x7f.1',
  '',
  ' ',
  'xn--evil',
  'a'.repeat(64),
]

describe('a part of a host that is no plain label', () => {
  test.each(HOSTILE)('%j', (text) => {
    for (const host of [
      hostOf('azure', { resource: text }),
      hostOf('azure', { domain: text }),
      hostOf('azure', { region: text }),
      hostOf('openai', { region: text }),
      hostOf('deepl', { region: text }),
    ]) {
      if (host !== undefined)
        expect(DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`))).toBe(true)
      expect(host ?? '').not.toMatch(/evil\.example|127\.|::/)
    }
  })
})

test('whatever is written, the host is one of the vendors’ domains or there is no endpoint', () => {
  const marks = fc.constantFrom(...'abz09-._#/@?%\\:[] \u3002\uff0e\uff03\u2044\u00e9\n'.split(''))
  const text = fc.oneof(
    fc.string({ unit: marks, maxLength: 20 }),
    fc.string({ maxLength: 70 }),
    fc.constantFrom('acme', 'eu', 'us'),
  )
  let made = 0
  fc.assert(
    fc.property(text, text, (one, other) => {
      for (const host of [
        hostOf('azure', { resource: one, region: 'swedencentral' }),
        hostOf('azure', { resource: one, domain: other }),
        hostOf('openai', { region: one }),
        hostOf('deepl', { region: one }),
      ]) {
        if (host === undefined) continue
        made += 1
        expect(new URL(`https://${host}`).host).toBe(host)
        expect(DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`))).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
  expect(made).toBeGreaterThan(100)
})

test('every host of the catalogues may be dialled, and each is dialled with TLS on 443', () => {
  for (const connector of connectors.values()) {
    for (const { id } of connector.regions) {
      const host = connector.host({
        region: id,
        resource: 'acme',
        domain: undefined,
        key: undefined,
        skus: new Map(),
        attested: new Set(),
      })
      const target = EndpointTarget.of({ id: 'one', host: host ?? '' })
      expect([target.secure, target.port, target.origin]).toEqual([true, 443, `https://${host}`])
    }
  }
})
