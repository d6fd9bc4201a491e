/** Every operation that names an object at a vendor, as the registry has them: another tenant's object is nobody's. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NamedObject } from '../../src/connectors/contract.ts'
import type { NewPin } from '../../src/gateway/ledger/pins.ts'
import { call, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { callsOf, fittingAnswer, ROUTES, type Route } from './every-operation.ts'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: { openai: origin, azure: origin, deepl: origin, assemblyai: origin },
    tenants: { acme: {}, beta: {} },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** One id for each shape that a rule can ask for; a rule that none fits needs its own here. */
const SHAPES: readonly ((serial: number) => string)[] = [
  (serial) => `object-${serial}`,
  (serial) => `ft:gpt-5.4:acme::${serial}`,
  (serial) => `https://cdn.eu.assemblyai.com/upload/0000-${serial}`,
]

let serial = 0

function freshId({ only }: NamedObject): string {
  serial += 1
  const id = SHAPES.map((shape) => shape(serial)).find((each) => only?.test(each) ?? true)
  if (id === undefined) throw new Error(`no id fits ${String(only)}`)
  return id
}

const CASES = ROUTES.flatMap((route) =>
  (route.operation.names ?? []).map(
    (rule) => [`${route.name}: ${rule.kind} in ${rule.in} ${rule.at}`, route, rule] as const,
  ),
)

async function pin(tenant: string, { connector, operation }: Route, kind: string, id: string): Promise<void> {
  const endpoint = gateway.runtime.endpoints.get(`${connector.vendor}-test`)
  if (endpoint === undefined) throw new Error('no such endpoint')
  const made: NewPin = {
    tenant,
    vendor: connector.vendor,
    kind,
    id,
    endpoint: endpoint.id,
    upstream: endpoint.upstream.id,
    operation: operation.id,
    createdAt: Date.now(),
    expiresAt: undefined,
  }
  expect(await gateway.gateway.ledger.pins.keep([made])).toBe(true)
}

/** A good call that names the object, beside objects of the caller's own where the path names others. */
async function naming(tenant: string, route: Route, rule: NamedObject, id: string): Promise<CallOptions> {
  const { operation } = route
  for (const other of operation.names ?? []) {
    if (other.in === 'path' && other !== rule) await pin(tenant, route, other.kind, `own-of-${tenant}`)
  }
  const written = encodeURIComponent(id)
  const path = route.path.replace('chat-dep', rule.in === 'path' ? written : `own-of-${tenant}`)
  const named: Route = {
    ...route,
    path: operation.names?.some((each) => each.in === 'path') ? path : route.path,
  }
  const fields = rule.in === 'body' || rule.in === 'part' ? memberAt(rule.at.split('.'), id) : {}
  const query = rule.in === 'query' ? { [rule.at]: id } : {}
  const [first] = callsOf(named, { fields, query })
  if (first === undefined) throw new Error('no call')
  return { ...first, key: gateway.keys[tenant] }
}

/** `a[].b` with a value: `{a: [{b: value}]}`. */
function memberAt([first = '', ...rest]: readonly string[], value: string): Record<string, unknown> {
  const inner = rest.length === 0 ? value : memberAt(rest, value)
  return first.endsWith('[]') ? { [first.slice(0, -2)]: [inner] } : { [first]: inner }
}

/** What a caller can tell one refusal from another by. */
const told = ({ status, headers, text }: CallAnswer): unknown => [
  status,
  text,
  Object.entries(headers).filter(([name]) => name !== 'date' && name !== 'x-limen-call'),
]

test('the registry has objects of every vendor that keeps some', () => {
  expect(CASES.length).toBeGreaterThan(60)
  expect(new Set(CASES.map(([, { connector }]) => connector.vendor)).size).toBeGreaterThan(2)
})

describe.each(CASES)('%s', (_name, route, rule) => {
  const { operation } = route

  test('is its own tenant’s, and to another neither there nor not', async () => {
    const id = freshId(rule)
    await pin('acme', route, rule.kind, id)
    const before = vendor.seen.length
    const foreign = await call(gateway.origin, await naming('beta', route, rule, id))
    expect(vendor.seen).toHaveLength(before)
    // A model that routes the call is refused as one that config does not list.
    const routes =
      rule.in === 'path' || (operation.request?.model === rule.at && !route.path.includes('/deployments/'))
    const model = rule.kind === 'model' && routes
    expect([foreign.status, foreign.headers['x-limen-code']]).toEqual(
      model ? [403, 'model_not_allowed'] : [404, 'object_unknown'],
    )
    expect(foreign.text).not.toContain(id)
    // A stand-in takes a model that nobody made.
    if (!model) {
      const unknown = await call(gateway.origin, await naming('beta', route, rule, freshId(rule)))
      expect(told(foreign)).toEqual(told(unknown))
      expect(vendor.seen).toHaveLength(before)
    }
    const own = await call(gateway.origin, await naming('acme', route, rule, id))
    expect([own.headers['x-limen-code'], vendor.seen.length - before]).toEqual([undefined, 1])
    const seen = vendor.seen.at(-1)
    expect(decodeURIComponent(seen?.url ?? '') + (seen?.body.toString('utf8') ?? '')).toContain(id)
  })
})
