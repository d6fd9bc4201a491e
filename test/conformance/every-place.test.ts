/** A canary at every place of every operation of every connector: what its table names, what its vendor documents, and what neither does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RequestShape } from '../../src/connectors/contract.ts'
import { call, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { multipart, MULTIPART_TYPE, type WrittenPart } from '../harness/multipart.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'
import { fittingAnswer, everyVendorAt, pinNamed, ROUTES, type Route } from '../security/every-operation.ts'
import { fields } from '../pipeline/stream-fixture.ts'
import { KEY, placeNamed, placesOf, readSpecification, type Place } from './spec-places.ts'

const EMAIL = 'canary.nowak@example.pl'
const PESEL = '44051401359'
const CANARIES = [
  EMAIL,
  `call_${PESEL}`,
  `write to ${EMAIL}, my number is ${PESEL}, and answer soon`,
] as const
const FORBIDDEN = ['canary', PESEL]

/** What a vendor adds next month is redacted on the day it appears. */
const NEXT_MONTH = ['next', 'next.*', 'next.a[].b', '*', '*.*', 'messages[].next', 'messages[].content[].next.*', 'tools[].next', 'tools[].function.parameters.enum[]', 'metadata.a.b'] // prettier-ignore

const SPECIFICATIONS: Readonly<Record<string, ReturnType<typeof readSpecification>>> = {
  '/openai': readSpecification('openai.openapi.json'),
  '/deepl': readSpecification('deepl.openapi.json'),
}

/** One route for each operation; streams take the bodies of their whole sisters. */
const TESTED: readonly Route[] = ROUTES.filter(
  ({ operation }, index) =>
    !operation.id.includes('stream') && ROUTES.findIndex((other) => other.operation === operation) === index,
)

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((seen, response) =>
    json(response, 200, { ...fittingAnswer(seen.url), translations: textsOf(seen).map((text) => ({ text })) }),
  )
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: everyVendorAt(origin),
    tenants: { acme: { media: [...new Set(TESTED.filter(carriesMedia).map(({ connector, operation }) => `${connector.vendor}.${operation.id}`))] } },
  })
}) // prettier-ignore

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

function carriesMedia({ operation: { request, multipart: upload, binary, answer } }: Route): boolean {
  return (
    (request?.opaque.length ?? 0) > 0 ||
    Object.keys(upload?.files ?? {}).length > 0 ||
    binary !== undefined ||
    answer.media !== undefined
  )
}

/** Texts to translate, which come back as they were. */
function textsOf({ body }: SeenCall): readonly string[] {
  const source = body.toString('utf8')
  if (!source.startsWith('{')) return new URLSearchParams(source).getAll('text')
  const texts: unknown = fields(JSON.parse(source))['text']
  return Array.isArray(texts) ? texts.map(String) : typeof texts === 'string' ? [texts] : []
}

function tablePlaces(request: RequestShape): readonly string[] {
  return [
    ...request.verbatim,
    ...request.json,
    ...request.pseudonyms,
    ...request.dropped,
    ...(request.numbers ?? []),
    ...[request.opaque, request.turns, request.refused, request.exact ?? [], request.links ?? []].flatMap((entries) =>
      entries.map(({ path }) => path),
    ),
    ...[request.model, request.stream, request.tokenIds].flatMap((path) => (path === undefined ? [] : [path])),
  ].flatMap((path) => (path.includes('**') ? [path.replace('**', '*'), path.replace('**', 'a[].b')] : [path]))
} // prettier-ignore

function documented({ connector, path, operation }: Route, type: string): readonly Place[] {
  const document = SPECIFICATIONS[connector.mount]
  if (document === undefined) return []
  const own = path.slice(connector.mount.length).replace(connector.mount === '/openai' ? '/v1' : '', '')
  const method = operation.method.toLowerCase()
  const template = Object.keys(fields(document['paths'])).find((each) =>
    new RegExp(`^${each.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(own),
  )
  if (template === undefined) return []
  // `placesOf` reads what is posted.
  const paths = fields(document['paths'])
  const posted = { ...document, paths: { [template]: { post: fields(paths[template])[method] } } }
  return placesOf(posted, template, type, 7)
}

function jsonPlaces(route: Route): readonly Place[] {
  const named = [...(route.operation.request === undefined ? [] : tablePlaces(route.operation.request)), ...NEXT_MONTH]
  const all = [...named.map(placeNamed), ...documented(route, 'application/json')]
  return [...new Map(all.map((place) => [JSON.stringify(place), place])).values()]
} // prettier-ignore

function nested([first, ...rest]: Place, value: string): unknown {
  if (first === undefined) return value
  if (first === 0) return [nested(rest, value)]
  return { [first === KEY ? value : first]: nested(rest, value) }
}

/** Members that an operation cannot do without. */
function baseOf({ operation }: Route): Readonly<Record<string, unknown>> {
  const { request } = operation
  return {
    ...(request?.model === undefined ? {} : { [request.model]: 'chat-dep' }),
    ...(request?.verbatim.includes('target_lang') === true ? { target_lang: 'DE', text: ['Hello'] } : {}),
    ...(operation.id === 'transcripts.create' ? { audio_url: 'https://audio.example.com/a.wav' } : {}),
  }
}

function jsonCalls(route: Route): readonly CallOptions[] {
  const base = baseOf(route)
  return jsonPlaces(route).flatMap((place) =>
    CANARIES.map((canary) => ({ path: route.path, method: route.operation.method, body: { ...base, ...fields(nested(place, canary)) } })),
  )
} // prettier-ignore

function formCalls(route: Route): readonly CallOptions[] {
  const places = documented(route, 'application/x-www-form-urlencoded').map((place) => String(place[0]))
  const names = [...new Set([...places, ...Object.keys(baseOf(route)), 'text', 'unknown'])]
  const pairs = names.flatMap((name) => CANARIES.flatMap((canary) => [[name, canary], [canary, 'x'], [`${name}[${canary}]`, canary]] as const))
  return pairs.map(([name, value]) => {
    const form = new URLSearchParams([...Object.entries(baseOf(route)).map(([key, each]): [string, string] => [key, String(each)]).filter(([key]) => key !== name), [name, value]])
    return { path: route.path, method: route.operation.method, headers: ['content-type', 'application/x-www-form-urlencoded'], body: form.toString() }
  })
} // prettier-ignore

function uploadCalls(route: Route): readonly CallOptions[] {
  const shape = route.operation.multipart
  const [file = 'file'] = Object.keys(shape?.files ?? {})
  const named = documented(route, 'multipart/form-data').map((place) => String(place[0]))
  const texts = [...new Set([...named, ...(shape?.verbatim ?? []), ...(shape?.fileNames ?? []), ...(shape?.pseudonyms ?? []), ...(shape?.refused ?? []).map(({ part }) => part), 'unknown', 'prompt'])].filter((name) => shape?.files[name] === undefined && shape?.files[`${name}[]`] === undefined)
  const parts: WrittenPart[] = texts.flatMap((name) => CANARIES.map((data) => ({ name, data })))
  for (const [name, inner] of Object.entries(shape?.json ?? {})) {
    for (const place of [...tablePlaces(inner), ...NEXT_MONTH].map(placeNamed))
      for (const canary of CANARIES) parts.push({ name, data: JSON.stringify(nested(place, canary)) })
  }
  const model = shape?.model
  return parts.map((part) => ({
    path: route.path,
    method: route.operation.method,
    headers: ['content-type', MULTIPART_TYPE],
    body: multipart([...(model === undefined || part.name === model ? [] : [{ name: model, data: 'chat-dep' }]), ...(route.operation.id === 'documents.translate' && part.name !== 'target_lang' ? [{ name: 'target_lang', data: 'DE' }] : []), part, { name: file, filename: `${EMAIL}.wav`, contentType: 'audio/wav', data: 'RIFF' }]),
  }))
} // prettier-ignore

function queryCalls(route: Route): readonly CallOptions[] {
  const plain = plainCall(route)
  const pairs = [...route.operation.query, 'unknown'].flatMap((name) =>
    CANARIES.flatMap((canary) => [
      [name, canary],
      [canary, name],
    ]),
  )
  return pairs.map((pair) => ({ ...plain, path: `${plain.path}?${new URLSearchParams([pair as [string, string]]).toString()}` }))
} // prettier-ignore

/** A call with a body that says nothing. */
function plainCall(route: Route): CallOptions {
  const { operation, path } = route
  const options = { path, method: operation.method }
  if (operation.body === 'none') return operation.method === 'POST' ? { ...options, headers: ['content-length', '0'] } : options
  if (operation.body === 'binary') return { ...options, headers: ['content-type', 'application/octet-stream'], body: 'RIFF' }
  if (operation.body === 'multipart') return { ...options, ...uploadCalls(route).slice(-1)[0], path }
  return { ...options, body: baseOf(route) }
} // prettier-ignore

function callsFor(route: Route): readonly CallOptions[] {
  const query = queryCalls(route)
  switch (route.operation.body) {
    case 'json':
    case 'json_or_bytes':
      return [...jsonCalls(route), ...query]
    case 'json_or_form':
      return [...jsonCalls(route), ...formCalls(route), ...query]
    case 'multipart':
      return [...uploadCalls(route), ...query]
    default:
      return query
  }
}

function spellings({ url, rawHeaders, body }: SeenCall): string {
  const text = body.toString('utf8')
  const plain = [url, text].map((each) => each.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))) // prettier-ignore
  return [url, ...rawHeaders, text, ...plain].join('\n')
}

describe.each(TESTED.map((route) => [route.name, route] as const))('%s', (_name, route) => {
  it('lets no canary out, wherever it stands', { timeout: 120_000 }, async () => {
    const from = vendor.seen.length
    const calls = callsFor(route)
    const answers: CallAnswer[] = []
    for (let at = 0; at < calls.length; at += 16) {
      // An operation before this one may have ended the object.
      await pinNamed(gateway, [route])
      const batch = calls.slice(at, at + 16)
      answers.push(...(await Promise.all(batch.map((each) => call(gateway.origin, { ...each, key: gateway.keys['acme'] })))))
    } // prettier-ignore
    const seen = vendor.seen.slice(from)
    const leaked = seen.filter((each) => FORBIDDEN.some((word) => spellings(each).includes(word)))
    expect(leaked.map((each) => `${each.url} ${each.body.toString('utf8')}`)).toEqual([])
    // What was refused was refused for a reason, and a good part of the calls left.
    const odd = answers.filter(
      ({ status, headers }) => status !== 200 && headers['x-limen-code'] === undefined,
    )
    expect(odd.map(({ status, text }) => `${status} ${text}`)).toEqual([])
    expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([])
    expect(seen.length).toBeGreaterThan(0)
  })
})
