/** What a caller knows leaves in no call of any operation that any vendor lists, and the telling itself never does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import {
  callsOf,
  everyVendorAt,
  fittingAnswer,
  pinNamed,
  ROUTES,
  type Route,
} from '../security/every-operation.ts'

const KNOWN = [
  { entity: 'PERSON', value: 'Zdzisława Brzęczyk' },
  { entity: 'WORD', value: 'KR-204417' },
] as const
const HEADERS = ['limen-known', Buffer.from(JSON.stringify(KNOWN)).toString('base64url')]
const SAID = 'pani brzęczykowa, zdzislawa brzeczyk, kr 204417'
const LEAKED = /brz[ęe]czyk|zdzis|204417|limen-known|"limen"/i

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: everyVendorAt(origin),
  })
}) // prettier-ignore

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** Head and body of what the vendor got of a call, which it has to get. */
async function left(options: CallOptions): Promise<string> {
  await pinNamed(gateway)
  const before = vendor.seen.length
  const answer = await call(gateway.origin, { ...options, key: gateway.keys['acme'] })
  expect([answer.headers['x-limen-code'], vendor.seen.length > before]).not.toEqual([undefined, false])
  const seen = vendor.seen.slice(before)
  return seen
    .map(({ url, rawHeaders, body }) => {
      const text = body.toString('utf8').replaceAll('+', ' ')
      const plain = text.startsWith('{') || text.startsWith('--') ? text : decodeURIComponent(text)
      return [decodeURIComponent(url.replaceAll('+', ' ')), ...rawHeaders, plain].join('\n')
    })
    .join('\n')
}

const routes = ROUTES.map((route): readonly [string, Route] => [route.name, route])
const withJson = routes.filter(([, { operation }]) => operation.body.startsWith('json'))

describe('told in the header', () => {
  it.each(routes)('%s', async (_name, route) => {
    for (const options of callsOf(route, { headers: HEADERS, text: SAID }))
      expect(await left(options)).not.toMatch(LEAKED)
  })
})

describe('told in the body, beside a member that nobody lists', () => {
  it.each(withJson)('%s', async (_name, route) => {
    const [options] = callsOf(route, { fields: { limen: { known: KNOWN }, next: [SAID] }, text: SAID })
    expect(options === undefined ? '' : await left(options)).not.toMatch(LEAKED)
  })
})

it('nobody told: the same calls say it, so that the search can find something', async () => {
  const said: boolean[] = []
  for (const [, route] of withJson) {
    const [options] = callsOf(route, { text: SAID })
    if (options !== undefined) said.push(LEAKED.test(await left(options)))
  }
  expect(said.filter(Boolean).length).toBeGreaterThan(20)
})
