/** Every flag that a table or the config forces is in the bytes that left, whatever the caller sent, on every path of every operation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ForcedMember } from '../../../src/connectors/contract.ts'
import { redactPiiMembers } from '../../../src/connectors/vendors/assemblyai/redact-pii.ts'
import { call } from '../../harness/call.ts'
import { startTestGateway, type TestGateway } from '../../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../../harness/vendor.ts'
import {
  callsOf,
  everyVendorAt,
  fittingAnswer,
  pinNamed,
  ROUTES,
  type Route,
} from '../../security/every-operation.ts'

const REDACT_PII = { policies: ['person_name', 'phone_number'], sub: 'hash' } as const

/** One of each kind that a table tells apart: a model that reasons, one that does not, one that draws. */
const MODELS = ['gpt-5.4', 'gpt-4o-mini', 'dall-e-3', 'gpt-image-1']

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: everyVendorAt(origin),
    endpoints: { assemblyai: { redact_pii: REDACT_PII } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** What the table forces, and what the config of this test's endpoint adds. */
function forcedOn({ connector, operation }: Route): readonly ForcedMember[] {
  const configured = connector.vendor === 'assemblyai' && operation.id === 'transcripts.create'
  return [...(operation.request?.forced ?? []), ...(configured ? redactPiiMembers(REDACT_PII) : [])]
}

const FORCED = ROUTES.filter((route) => forcedOn(route).length > 0)

/** The other value where a member has one that is not refused anyway. */
function contrary({ key, value, how }: ForcedMember, { operation }: Route): unknown {
  if (operation.request?.refused.some(({ path }) => path === key) === true) return null
  if (how !== 'set') return ['something_else']
  if (value === 'true' || value === 'false') return value !== 'true'
  return null
}

/** Values that a caller may send in the place of a flag; undefined sends none. */
const SENT = {
  nothing: () => undefined,
  null: () => null,
  'the contrary': contrary,
} as const

const CASES = FORCED.flatMap((route) => {
  const { operation } = route
  const named = operation.request?.model !== undefined && !route.path.includes('/deployments/')
  return (named ? MODELS : [undefined]).flatMap((model) =>
    (Object.keys(SENT) as (keyof typeof SENT)[]).map(
      (sent) => [`${route.name} of ${model ?? 'its own model'} sending ${sent}`, route, model, sent] as const,
    ),
  )
})

/** Id of a call -> flags that it had to carry. */
const promised = new Map<string, readonly string[]>()

it('the tables and the config force something on six operations or more', () => {
  expect(
    new Set(FORCED.map(({ connector, operation }) => `${connector.vendor}.${operation.id}`)).size,
  ).toBeGreaterThan(6)
})

describe('a forced member leaves', () => {
  it.each(CASES)('%s', async (_name, route, model, sent) => {
    const { operation } = route
    const members = forcedOn(route)
    const fields = Object.fromEntries([
      ...members.map((member) => [member.key, SENT[sent](member, route)]),
      ...(model === undefined || operation.request?.model === undefined
        ? []
        : [[operation.request.model, model]]),
    ]) as Readonly<Record<string, unknown>>
    await pinNamed(gateway)
    const before = vendor.seen.length
    const [good] = callsOf(route, { fields })
    if (good === undefined) throw new Error('no call')
    const answer = await call(gateway.origin, { ...good, key: gateway.keys['acme'] })
    expect([answer.status, vendor.seen.length - before]).toEqual([200, 1])
    const left = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '') as Readonly<Record<string, unknown>>
    const due = members.filter(({ models, notModels }) => {
      const name = model ?? 'gpt-4.1-mini'
      return (models?.test(name) ?? true) && notModels?.test(name) !== true
    })
    for (const { key, value, how } of due) {
      const forced: unknown = JSON.parse(value)
      if (how === 'set') expect({ [key]: left[key] }).toEqual({ [key]: forced })
      else expect(left[key]).toEqual(expect.arrayContaining([forced].flat()))
    }
    promised.set(String(answer.headers['x-limen-call']), due.map(({ flag }) => flag))
  }) // prettier-ignore

  it('and the record of each call names it', async () => {
    expect(promised.size).toBe(CASES.length)
    const records = (await gateway.records(CASES.length)).filter(({ kind }) => kind === 'attempt')
    const noted = new Map(records.map(({ call: id, noTraining }) => [id, noTraining]))
    for (const [id, flags] of promised) expect(noted.get(id)).toEqual(expect.arrayContaining([...flags]))
  })
})

describe('a forced header leaves', () => {
  it.each(ROUTES.map((route) => [route.name, route] as const))('%s', async (_name, route) => {
    const forced = route.connector.forcedHeaders('acme')
    for (const good of callsOf(route, { headers: forced.flatMap(([name]) => [name, 'anna']) })) {
      await pinNamed(gateway)
      const before = vendor.seen.length
      const answer = await call(gateway.origin, { ...good, key: gateway.keys['acme'] })
      expect([answer.status, vendor.seen.length - before]).toEqual([200, 1])
      for (const [name, value] of forced) expect(vendor.seen.at(-1)?.headers[name]).toBe(value)
    }
  })
})
