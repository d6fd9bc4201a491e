/** Nothing that a caller writes chooses where a call goes: every operation, every field, every header, and no connection elsewhere. */
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectors } from '../../src/connectors/registry.ts'
import { call, chat, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import {
  callsOf,
  ends,
  fittingAnswer,
  openOperations,
  pinNamed,
  ROUTES,
  type Extra,
  type Route,
} from './every-operation.ts'

const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }

/** Names under which proxies, SDKs and gateways let a request choose a destination. */
const FIELDS = [
  'api_base base_url baseURL custom_host host hostname endpoint region resource_name resourceName resource deployment',
  'deployment_id deploymentName project project_id organization api_version azure_endpoint azure_deployment aws_region',
  'proxy proxies upstream upstream_url target url uri callback webhook webhook_url server_url redirect location',
].flatMap((line) => line.split(' '))

const HEADERS = [
  'api-base base-url x-base-url x-api-base custom-host x-custom-host x-portkey-custom-host x-limen-host x-host host-override',
  'x-forwarded-host x-forwarded-server x-original-host x-original-url x-rewrite-url forwarded endpoint x-endpoint region',
  'x-region x-amz-region resource-name x-resource-name deployment x-deployment x-azure-deployment openai-project',
  'openai-organization x-ms-oai-image-generation-deployment x-ms-spillover-deployment x-upstream x-upstream-host',
  'x-target-url x-proxy-url proxy-host proxy x-http-host-override location referer origin x-envoy-original-dst-host',
].flatMap((line) => line.split(' '))

/** A listener that counts: nobody has any business here. */
const canary = { connections: 0, origin: '' }
const trap = createServer((socket) => {
  canary.connections += 1
  socket.destroy()
})

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  canary.origin = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  gateway = await startTestGateway({
    vendors: {
      openai: vendor.origin,
      azure: vendor.origin,
      deepl: vendor.origin,
      assemblyai: vendor.origin,
      vertex: vendor.origin,
      bedrock: vendor.origin,
    },
    tenants: { acme: { unlisted: { mode: 'redact', attestation }, opaque: { mode: 'allow', attestation } } },
  })
  await pinNamed(gateway)
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
  await new Promise<void>((resolve) => trap.close(() => resolve()))
})

async function send(options: CallOptions): Promise<CallAnswer> {
  return await call(gateway.origin, { ...options, key: gateway.keys['acme'] })
}

/** Deletions name an object of their own, which they are given before each call. */
const DELETED = 'dep-to-delete'
const CALLED = ROUTES.map((route) =>
  ends(route) ? { ...route, path: route.path.replaceAll('chat-dep', DELETED) } : route,
)

async function sendTo(route: Route, options: CallOptions): Promise<CallAnswer> {
  if (ends(route)) await pinNamed(gateway, [route], DELETED)
  return await send(options)
}

test('every operation of every connector is among the routes, and its plain call reaches the vendor', async () => {
  const known = [...connectors.values()].flatMap((connector) =>
    openOperations(connector).map((operation) => `${connector.vendor}.${operation.id}`),
  )
  expect(new Set(ROUTES.map(({ name }) => name.split(' ')[0]))).toEqual(new Set(known))
  for (const route of CALLED) {
    for (const options of callsOf(route)) {
      const before = vendor.seen.length
      expect([route.name, (await sendTo(route, options)).status]).toEqual([route.name, 200])
      expect([route.name, vendor.seen.length - before]).toEqual([route.name, 1])
    }
  }
})

/** All values that a field could be misread from: an origin, a host, a host with a port, an object that holds one. */
const values = (): readonly unknown[] => {
  const { host } = new URL(canary.origin)
  return [canary.origin, `${canary.origin}/v1`, host, `user@${host}`, { url: canary.origin }, [canary.origin]]
}

describe.each(CALLED.map((route) => [route.name, route] as const))('%s', (_name, route) => {
  const check = async (...extras: readonly Extra[]): Promise<void> => {
    const before = vendor.seen.length
    const calls = extras.flatMap((extra) => callsOf(route, extra))
    const answers = await Promise.all(calls.map(async (options) => await sendTo(route, options)))
    expect(canary.connections).toBe(0)
    expect(vendor.seen.length - before).toBeLessThanOrEqual(calls.length)
    // Whoever is told no is told by us: nothing here can break the gateway.
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const { host } = new URL(vendor.origin)
    for (const seen of vendor.seen.slice(before)) expect(seen.headers.host).toBe(host)
  }

  test('fields of the body, together', async () => {
    const { origin } = canary
    await check(
      ...values().map((value) => ({ fields: Object.fromEntries(FIELDS.map((name) => [name, value])) })),
      { fields: { metadata: Object.fromEntries(FIELDS.map((name) => [name, origin])) } },
    )
  })

  test('fields of the body, one by one', async () => {
    await check(...FIELDS.map((name) => ({ fields: { [name]: canary.origin } })))
  })

  test('parameters of the query', async () => {
    await check(...FIELDS.map((name) => ({ query: { [name]: canary.origin } })))
  })

  test('headers', async () => {
    const all = HEADERS.filter((name) => !name.startsWith('x-ms-')).flatMap((name) => [name, canary.origin])
    await check({ headers: all }, ...HEADERS.map((name) => ({ headers: [name, canary.origin] })))
  })

  test('the model', async () => {
    const { host } = new URL(canary.origin)
    const models = [canary.origin, `//${host}`, `${host}#`, `..%2f..%2f${host}`, `x@${host}`]
    await check(...models.map((model) => ({ fields: { model } })))
  })
})

test('the same fields of an operation that nobody lists', async () => {
  for (const path of [
    '/openai/v1/anything',
    '/azure/openai/anything',
    '/deepl/v2/anything',
    '/assemblyai/v2/anything',
    '/assemblyai-sync/v1/anything',
  ]) {
    const { host } = new URL(canary.origin)
    const rests = [`/${host}`, `@${host}`, `/http:/${host}`, `/%2f%2f${host}`, `/${host}:80/`]
    const calls: CallOptions[] = [
      ...FIELDS.map((name) => ({ path, body: { [name]: canary.origin } })),
      ...HEADERS.map((name) => ({ path, body: {}, headers: [name, canary.origin] })),
      ...rests.map((rest) => ({ path: `${path}${rest}`, body: {} })),
    ]
    await Promise.all(calls.map(send))
  }
  expect(canary.connections).toBe(0)
})

test.each(['x-ms-spillover-deployment', 'X-MS-OAI-Image-Generation-Deployment'])(
  'a header that names another deployment is refused with its reason: %s',
  async (name) => {
    const before = vendor.seen.length
    const answer = await send({
      path: '/azure/openai/deployments/chat-dep/chat/completions',
      headers: [name, 'far-dep'],
      body: { messages: [] },
    })
    expect([answer.status, answer.headers['x-limen-code'], vendor.seen.length - before]).toEqual([
      403,
      'header_refused',
      0,
    ])
    expect(answer.text).toContain(name.toLowerCase())
    expect(answer.text).not.toContain('far-dep')
  },
)

describe('a redirect is not followed', () => {
  test.each([300, 301, 302, 303, 305, 307, 308])('%i', async (status) => {
    const redirecting = await startVendor((_seen, response) => {
      response.writeHead(status, {
        location: `${canary.origin}/latest/meta-data`,
        refresh: `0; url=${canary.origin}`,
        link: `<${canary.origin}>; rel=next`,
        'content-type': 'application/json',
      })
      response.end('{}')
    })
    // With a ledger of its own: the other has tens of thousands of rows.
    const own = await startTestGateway({ vendors: { openai: redirecting.origin } })
    const answer = await call(own.origin, { ...chat('hello'), key: own.keys['acme'] })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([502, 'vendor_redirect'])
    expect([canary.connections, redirecting.seen.length]).toEqual([0, 1])
    expect(JSON.stringify([answer.rawHeaders, answer.text])).not.toContain(new URL(canary.origin).host)
    expect(await own.records(1)).toMatchObject([{ outcome: 'vendor_redirect', vendorStatus: status }])
    await own.stop()
    await redirecting.close()
  })
})
