/** What an operator adds to the header lists can never carry a credential out or let a caller choose a host. */
import { describe, expect, test, afterAll, beforeAll } from 'vitest'
import { connectors } from '../../src/connectors/registry.ts'
import { isNeverSent } from '../../src/gateway/egress/header-names.ts'
import { buildRequestHeaders, compileRequestHeaders } from '../../src/gateway/egress/headers.ts'
import { call, chat } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'

/** Names under which systems take a credential, an account or a destination. */
const NEVER = [
  'authorization proxy-authorization authorization-token x-authorization x-ms-authorization-auxiliary cf-aig-authorization',
  'api-key x-api-key x-apikey apikey x-goog-api-key ocp-apim-subscription-key x-litellm-api-key x-portkey-api-key',
  'x-portkey-virtual-key x-functions-key x-master-key x-account-key x-private-key x-shared-key x-client-key',
  'x-auth-token x-access-token x-csrf-token x-xsrf-token x-vault-token x-amz-security-token private-token x-ms-token',
  'x-client-secret x-ms-client-secret x-password x-pwd x-passphrase x-credentials x-amz-signature x-session-id sessionid',
  'cookie cookie2 helicone-auth deepl-auth-key x-goog-iap-jwt-assertion x-bearer',
  'host x-host x-original-host x-forwarded-host x-upstream-host x-custom-host x-portkey-custom-host x-target-host',
  'api-base api_base x-api-base base-url base_url x-base-url x-openai-base-url endpoint x-endpoint x-upstream',
  'region x-region aws-region x-amz-region resource-name resource_name x-resource deployment x-deployment',
  'x-ms-spillover-deployment x-ms-oai-image-generation-deployment deployment-name deployment_id',
  'project openai-project x-goog-user-project openai-organization openai-organisation organization-id project-id',
  'x-forwarded-for x-real-ip forwarded via true-client-ip x-http-method-override x-original-url x-rewrite-url',
].flatMap((line) => line.split(' '))

describe.each([...connectors.values()].map((connector) => [connector.vendor, connector] as const))(
  '%s',
  (_id, connector) => {
    test.each(NEVER)('never sends a caller’s %s, whatever pattern matches it', (name) => {
      expect(isNeverSent(name)).toBe(true)
      const patterns = [
        name,
        name.toUpperCase(),
        '*',
        ...Array.from(name, (_letter, end) => `${name.slice(0, end)}*`),
      ]
      const rules = compileRequestHeaders(connector, patterns, [])
      expect(
        buildRequestHeaders(rules, [name, 'canary', name.toUpperCase(), 'canary'], [], undefined),
      ).not.toContain('canary')
    })
  },
)

test('what the connectors themselves list is not among them', () => {
  for (const connector of connectors.values()) {
    for (const name of connector.requestHeaders) expect([name, isNeverSent(name)]).toEqual([name, false])
  }
})

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((_seen, response) => json(response, 200, chatAnswer('hi')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: { mock: { forward_headers: ['mock-server-*', 'x-trace', 'openai-*', 'x-ms-*', 'api-*'] } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function send(headers: readonly string[]): Promise<SeenCall['headers']> {
  const before = vendor.seen.length
  await call(gateway.origin, { ...chat('hello'), headers, key: gateway.keys['mock'] })
  return vendor.seen[before]?.headers ?? {}
}

describe("a tenant's forward_headers", () => {
  test('let out what they name', async () => {
    const seen = await send(['Mock-Server-Delay', '5', 'X-Trace', 'abc', 'X-Other', 'no'])
    expect([seen['mock-server-delay'], seen['x-trace'], seen['x-other']]).toEqual(['5', 'abc', undefined])
  })

  test('redact what they let out', async () => {
    expect((await send(['X-Trace', 'jan.kowalski@example.pl']))['x-trace']).not.toContain('kowalski')
  })

  test('let no project out, though a pattern matches it and config names none', async () => {
    const seen = await send([
      'OpenAI-Project',
      'of-caller',
      'OpenAI-Organization',
      'of-caller',
      'Api-Base',
      'of-caller',
    ])
    expect(JSON.stringify(seen)).not.toContain('of-caller')
  })
})
