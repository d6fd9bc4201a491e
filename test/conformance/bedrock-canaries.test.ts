/** A canary at every place of every body that Bedrock takes: the vendor never sees it, and what leaves is refused or redacted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bedrock } from '../../src/connectors/vendors/bedrock/connector.ts'
import type { Operation } from '../../src/connectors/contract.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { rawCall, refusalOf } from '../harness/raw-call.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { nameOf, placeNamed, KEY, readSpecification, type Place } from './spec-places.ts'

const EMAIL = 'canary.nowak@example.pl'
const PESEL = '44051401359'
const CANARIES = [
  EMAIL,
  `call_${PESEL}`,
  `My number is ${PESEL} and I live in a small house in the north since then`,
]
const FORBIDDEN = ['canary', PESEL]
const REFUSALS = new Set(['feature_refused', 'unredactable', 'media_not_allowed'])

/** A model of each family, in a path of its own. */
const MODELS: Readonly<Record<string, string>> = {
  'invoke.anthropic': 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'invoke.nova': 'amazon.nova-lite-v1:0',
  'invoke.llama': 'eu.meta.llama3-2-1b-instruct-v1:0',
  'invoke.mistral': 'mistral.mistral-large-2402-v1:0',
  'invoke.titan': 'amazon.titan-embed-text-v2:0',
  'invoke.cohere': 'cohere.embed-multilingual-v3',
  'invoke.other': 'qwen.qwen3-32b-v1:0',
}

interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, { readonly shape: string; readonly location?: string }>>
  readonly member?: { readonly shape: string }
  readonly value?: { readonly shape: string }
  readonly document?: boolean
}

/** Every text of ConverseRequest, from the service's own model where it is beside the repository. */
function modelPlaces(): readonly string[] {
  const model = readSpecification('bedrock-runtime.service-2.json')
  if (model === undefined) return []
  const shapes = model['shapes'] as Readonly<Record<string, Shape>>
  const found: string[] = []
  const walk = (name: string, path: string, open: readonly string[]): void => {
    const shape = shapes[name]
    if (shape === undefined || open.includes(name)) return
    const inner = [...open, name]
    if (shape.document === true) found.push(`${path}.*`, `${path}.a[].b`)
    else if (shape.type === 'string' || shape.type === 'blob') found.push(path)
    else if (shape.type === 'list') walk(shape.member?.shape ?? '', `${path}[]`, inner)
    else if (shape.type === 'map') walk(shape.value?.shape ?? '', `${path}.*`, inner)
    for (const [key, member] of Object.entries(shape.members ?? {}))
      if (member.location === undefined) walk(member.shape, path === '' ? key : `${path}.${key}`, inner)
  }
  walk('ConverseRequest', '', [])
  return found
}

/** What the tables name, and what no table has yet. */
function placesIn({ id, request }: Operation): readonly Place[] {
  const tables = [
    ...(request?.verbatim ?? []),
    ...(request?.json ?? []),
    ...(request?.pseudonyms ?? []),
    ...(request?.opaque ?? []).map(({ path }) => path),
    ...(request?.turns ?? []).map(({ path }) => path),
    ...(request?.refused ?? []).map(({ path }) => path),
    ...(request?.numbers ?? []).flatMap((path) => [path.replace('.**', '.*'), path.replace('.**', '.a[].b')]),
  ]
  const next = [
    'next',
    'next.*',
    'next.a[].b',
    '*.*',
    'messages[].next',
    'messages[].content[].next.*',
    'metadata.*',
    'tools[].next',
  ]
  const converse = id === 'converse' ? modelPlaces() : []
  return [...new Set([...tables, ...next, ...converse])].map(placeNamed)
}

const OPERATIONS = bedrock.operations.filter(
  ({ id, closed }) => closed === undefined && !id.startsWith('invoke_stream') && id !== 'converse_stream',
)

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, {}))
  gateway = await startTestGateway({
    vendors: { bedrock: vendor.origin },
    tenants: { acme: { media: OPERATIONS.map(({ id }) => `bedrock.${id}`) } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

function targetOf({ id, paths }: Operation): string {
  const model = MODELS[id] ?? 'amazon.nova-lite-v1:0'
  return `/bedrock${paths[0] ?? ''}`.replace('{+model}', encodeURIComponent(model))
}

function nested([first, ...rest]: Place, value: unknown): unknown {
  if (first === undefined) return value
  if (first === 0) return [nested(rest, value)]
  return { [first === KEY ? String(value) : first]: nested(rest, value) }
}

async function each<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: 16 }, worker))
}

async function post(target: string, body: string): Promise<Awaited<ReturnType<typeof rawCall>>> {
  const headers = { authorization: `Bearer ${gateway.keys['acme']}`, 'content-type': 'application/json' }
  return await rawCall(gateway.origin, { target, headers, body })
}

/** Of an AWS error: what our headers say of it. */
function codeOf(answer: Awaited<ReturnType<typeof rawCall>>): string {
  return String(answer.headers['x-limen-code'] ?? refusalOf(answer).code)
}

function leaked(from: number): readonly string[] {
  return vendor.seen
    .slice(from)
    .map((call) => `${call.url} ${call.rawHeaders.join(' ')} ${call.body.toString('utf8')}`)
    .filter((text) => FORBIDDEN.some((word) => text.replaceAll(String.raw`\u0061`, 'a').includes(word)))
}

describe.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
  'a canary in %s',
  (_id, operation) => {
    const places = placesIn(operation)

    it(
      'is not in what the vendor receives, whichever member or key holds it',
      { timeout: 60_000 },
      async () => {
        const from = vendor.seen.length
        const wrong: string[] = []
        const cases = places.flatMap((place) => CANARIES.map((canary) => ({ place, canary })))
        await each(cases, async ({ place, canary }) => {
          const source = JSON.stringify(nested(place, canary))
          const answer = await post(targetOf(operation), source)
          if (answer.status !== 200 && !REFUSALS.has(codeOf(answer)))
            wrong.push(`${nameOf(place)}: ${answer.status} ${answer.text}`)
          if (FORBIDDEN.some((word) => answer.text.includes(word)))
            wrong.push(`${nameOf(place)}: the refusal repeats it`)
        })
        expect({ leaked: leaked(from), wrong }).toEqual({ leaked: [], wrong: [] })
        expect(vendor.seen.length - from).toBeGreaterThan(cases.length / 3)
      },
    )

    it('is not in what the vendor receives as a number in the arguments of a tool', async () => {
      for (const path of operation.request?.numbers ?? []) {
        const place = placeNamed(path.replace('.**', '.pesel'))
        const from = vendor.seen.length
        expect((await post(targetOf(operation), JSON.stringify(nested(place, Number(PESEL))))).status).toBe(
          200,
        )
        expect(leaked(from)).toEqual([])
        expect(vendor.seen.at(-1)?.body.toString('utf8')).toMatch(/"pesel":"\[[A-Z]+_S?1\]"/)
      }
    })
  },
)

describe('a canary in a header', () => {
  it.each([
    'x-amzn-bedrock-request-metadata',
    'x-amzn-bedrock-trace',
    'x-amz-meta-note',
    'user-agent',
    'accept',
    'x-amzn-bedrock-accept',
  ])('%s does not leave', async (name) => {
    const from = vendor.seen.length
    const answer = await rawCall(gateway.origin, {
      target: targetOf({ id: 'converse', paths: ['/model/{+model}/converse'] } as unknown as Operation),
      headers: {
        authorization: `Bearer ${gateway.keys['acme']}`,
        'content-type': 'application/json',
        [name]: `{"owner":"${EMAIL}"}`,
      },
      body: '{"messages":[]}',
    })
    expect(answer.status).toBe(200)
    expect(vendor.seen.length).toBe(from + 1)
    expect(leaked(from)).toEqual([])
  })

  it.each(['x-amzn-bedrock-guardrailidentifier', 'x-amzn-bedrock-guardrailversion'])(
    '%s is refused',
    async (name) => {
      const answer = await rawCall(gateway.origin, {
        target: '/bedrock/model/amazon.nova-lite-v1%3A0/invoke',
        headers: {
          authorization: `Bearer ${gateway.keys['acme']}`,
          'content-type': 'application/json',
          [name]: 'abc',
        },
        body: '{"messages":[]}',
      })
      expect([answer.status, codeOf(answer)]).toEqual([403, 'header_refused'])
    },
  )
})

describe('what is closed', () => {
  it.each([
    ['POST', '/bedrock/async-invoke'],
    ['GET', '/bedrock/async-invoke'],
    [
      'GET',
      `/bedrock/async-invoke/${encodeURIComponent('arn:aws:bedrock:eu-central-1:123456789012:async-invoke/abc')}`,
    ],
    ['POST', '/bedrock/guardrail/abc/version/1/apply'],
    ['POST', '/bedrock/guardrail-checks/invoke'],
    ['POST', '/bedrock/model/amazon.nova-lite-v1%3A0/invoke-with-bidirectional-stream'],
  ])('%s %s says why', async (method, target) => {
    const answer = await rawCall(gateway.origin, {
      method,
      target,
      headers: { authorization: `Bearer ${gateway.keys['acme']}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    })
    expect([answer.status, codeOf(answer)]).toEqual([403, 'operation_not_allowed'])
    expect(answer.headers['x-amzn-errortype']).toBe('AccessDeniedException')
    expect((JSON.parse(answer.text) as { message: string }).message).toMatch(/no config line allows it/)
  })
})
