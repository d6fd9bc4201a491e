/** A canary at every place of every request: each string leaves verbatim, opaque or redacted, and what a caller said comes back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation, Path, RequestShape } from '../../../src/connectors/contract.ts'
import { call } from '../../harness/call.ts'
import { startTestGateway, type TestGateway } from '../../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../../harness/vendor.ts'
import {
  callsOf,
  everyVendorAt,
  fittingAnswer,
  pinNamed,
  ROUTES,
  type Route,
} from '../../security/every-operation.ts'
import { put } from './streams.ts'

/** Places that no table has yet: what a vendor adds next month is redacted on the day it appears. */
const NEXT_MONTH = ['next', 'next_one.*', 'next_list[].a[].b', '*.*', 'metadata_too.a.b']

const CANARY = /canary\d+\.nowak@example\.pl/g
const TOKEN = /\[EMAIL_\d+\]/g

type Json = Record<string, unknown>

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, answerTo(seen)))
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: everyVendorAt(origin),
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** Everything that arrived, in an answer of the operation's own kind. */
function answerTo({ url, body }: SeenCall): unknown {
  const source = body.toString('utf8')
  const echo: unknown = source.startsWith('{') ? JSON.parse(source) : source
  if (url.includes(':streamGenerateContent')) return [{ echo }]
  if (!url.includes('/v2/translate')) return { ...fittingAnswer(url), echo }
  const texts: unknown = typeof echo === 'object' && echo !== null ? Reflect.get(echo, 'text') : []
  return { translations: [texts].flat().map((text) => ({ text: String(text) })) }
}

function isBelow(path: Path, root: Path): boolean {
  return path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`)
}

/** Places where a canary is refused, looked up or overwritten, which have tests of their own. */
function otherwise({ request, names = [] }: Operation, path: Path): boolean {
  if (request === undefined) return true
  const roots: readonly (string | undefined)[] = [
    request.model,
    request.stream,
    request.tokenIds,
    ...request.refused.filter(({ values }) => values === undefined).map((refused) => refused.path),
    ...request.forced.map(({ key }) => key),
    ...request.opaque.map((opaque) => opaque.path),
    ...(request.exact ?? []).map((exact) => exact.path),
    ...(request.links ?? []).map((link) => link.path),
    ...names.map(({ at }) => at),
  ]
  return roots.some((root) => root !== undefined && isBelow(path, root))
}

function placesOf(request: RequestShape): readonly Path[] {
  return [
    ...request.verbatim,
    ...request.turns.map(({ path }) => path),
    ...request.json,
    ...(request.numbers ?? []),
    ...request.pseudonyms,
    ...request.dropped,
    ...NEXT_MONTH,
  ]
}

interface Written {
  readonly body: Json
  /** Canary -> its place. */
  readonly canaries: ReadonlyMap<string, Path>
}

let serial = 0

/** Bodies that together hold a canary at every place: two places that cannot be in one body are in two. */
function bodiesOf(operation: Operation): readonly Written[] {
  const bodies: { body: Json; canaries: Map<string, Path> }[] = []
  const { request } = operation
  if (request === undefined) return []
  for (const path of new Set(placesOf(request).filter((each) => !otherwise(operation, each)))) {
    serial += 1
    const canary = `canary${serial}.nowak@example.pl`
    const said = `write to ${canary}`
    const value = request.json.includes(path) ? JSON.stringify({ note: said }) : said
    const taken = bodies.some((written) => {
      const wider = withCanary(written.body, path, value)
      if (wider === undefined) return false
      written.body = wider
      written.canaries.set(canary, path)
      return true
    })
    if (!taken)
      bodies.push({ body: put({}, path, value), canaries: new Map([[canary, path]]) })
  }
  return bodies
} // prettier-ignore

/** The body with one more canary; undefined where another one would be lost, or stands in the way. */
function withCanary(body: Json, path: Path, value: string): Json | undefined {
  const wider = structuredClone(body)
  try {
    put(wider, path, value)
  } catch {
    return undefined
  }
  const count = (each: Json): number => JSON.stringify(each).match(CANARY)?.length ?? 0
  return count(wider) === count(body) + 1 ? wider : undefined
}

/** What the restored answer has to hold: of the caller's turns each canary, since those are no operator's. */
function comesBack({ request, answer, tokens }: Operation, path: Path): boolean {
  if (answer.opaque === true || tokens === 'keyed') return false
  if (tokens === 'element') return path === 'text' || path === 'text[]'
  if (request?.pseudonyms.includes(path) === true || request?.dropped.includes(path) === true) return false
  return request?.turns.some((turn) => turn.path === path) === true
}

async function send(route: Route, fields: Readonly<Record<string, unknown>>, query = {}): Promise<{ left: string; text: string }> {
  await pinNamed(gateway)
  const before = vendor.seen.length
  const [good] = callsOf(route, { fields, query })
  if (good === undefined) throw new Error('no call')
  const answer = await call(gateway.origin, { ...good, key: gateway.keys['acme'] })
  expect([answer.headers['x-limen-code'], answer.status, vendor.seen.length - before]).toEqual([undefined, 200, 1])
  const seen = vendor.seen.at(-1)
  const body = seen?.body.toString('utf8') ?? ''
  const url = decodeURIComponent((seen?.url ?? '').replaceAll('+', ' '))
  return { left: `${url} ${body.startsWith('{') ? JSON.stringify(JSON.parse(body)) : body}`, text: answer.text }
} // prettier-ignore

const WITH_BODY = ROUTES.filter(
  ({ operation }) => operation.request !== undefined && operation.body !== 'none',
)

describe('a canary at every place of a body', () => {
  it.each(WITH_BODY.map((route) => [route.name, route] as const))('%s', async (_name, route) => {
    const { operation } = route
    const bodies = bodiesOf(operation)
    expect(bodies.length).toBeGreaterThan(0)
    for (const { body, canaries } of bodies) {
      const { left, text } = await send(route, body)
      const leaked = [...new Set(left.match(CANARY))].map((canary) => canaries.get(canary))
      const heard = new Set(text.match(CANARY))
      const lost = [...canaries].filter(([canary, path]) => comesBack(operation, path) && !heard.has(canary)).map(([, path]) => path)
      expect({ leaked, lost }).toEqual({ leaked: [], lost: [] })
      // Each token of the caller's own is somebody's value again.
      if (operation.answer.opaque !== true && operation.tokens === 'bracket')
        expect(heard.size).toBe(new Set(left.match(TOKEN)).size)
    }
  }) // prettier-ignore
})

describe('a canary at every part of an upload', () => {
  const uploads = ROUTES.filter(({ operation }) => operation.multipart !== undefined)

  it.each(uploads.map((route) => [route.name, route] as const))('%s', async (_name, route) => {
    const { multipart, names = [] } = route.operation
    const special = [
      multipart?.model,
      ...(multipart?.refused ?? []).map(({ part }) => part),
      ...names.map(({ at }) => at),
      ...Object.keys(multipart?.json ?? {}),
    ]
    const parts = [...(multipart?.verbatim ?? []), 'next', ...(multipart?.pseudonyms ?? [])]
    for (const part of new Set(parts)) {
      if (special.includes(part)) continue
      const { left } = await send(route, { [part]: 'write to canary0.nowak@example.pl' })
      expect({ part, leaked: left.match(CANARY) }).toEqual({ part, leaked: null })
    }
  })
})

describe('a canary in the query', () => {
  const open = ROUTES.filter(({ connector }) => connector.closedQuery === undefined)

  it.each(open.map((route) => [route.name, route] as const))('%s', async (_name, route) => {
    const { operation } = route
    const named = (operation.names ?? []).filter((name) => name.in === 'query').map(({ at }) => at)
    for (const name of ['next', ...operation.query].filter((each) => !named.includes(each))) {
      const { left } = await send(route, {}, { [name]: 'write to canary0.nowak@example.pl' })
      expect({ name, leaked: left.match(CANARY) }).toEqual({ name, leaked: null })
    }
  })
})
