/** What leaves for DeepL fits DeepL's own document, for every operation that takes a body, as JSON and as a form. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../harness/call.ts'
import { startTestGateway, type TestGateway } from '../../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../../harness/vendor.ts'
import { callsOf, fittingAnswer, pinNamed, ROUTES, type Route } from '../../security/every-operation.ts'
import { readSpecification } from '../spec-places.ts'
import { problemsOf } from './json-schema.ts'

type Json = Readonly<Record<string, unknown>>

const document = readSpecification('deepl.openapi.json')
const SAID = 'Write to canary.nowak@example.pl or call +48 512 345 678, PESEL 44051401359.'
const TERMS = { source_lang: 'en', target_lang: 'de', entries: 'tariff\tTarif', entries_format: 'tsv' }
const INSTRUCTION = { label: 'tone', prompt: 'Be kind.' }

/** Operation -> bodies as callers send them. What DeepL keeps holds nobody's data, or is refused. */
const BODIES: Readonly<Record<string, readonly Json[]>> = {
  translate: [
    { text: [SAID, 'plain'], target_lang: 'DE' },
    { text: [`<p>${SAID}</p>`], target_lang: 'DE', tag_handling: 'html', formality: 'prefer_more', glossary_id: 'chat-dep', source_lang: 'EN' },
    { text: [SAID], target_lang: 'DE', context: SAID, model_type: 'quality_optimized', custom_instructions: [SAID] },
  ],
  'write.rephrase': [{ text: [SAID], target_lang: 'en-GB', writing_style: 'business' }],
  'write.correct': [{ text: [SAID], target_lang: 'en-GB' }],
  'documents.status': [{ document_key: '0123456789abcdef' }],
  'documents.result': [{ document_key: '0123456789abcdef' }],
  'glossaries.v2.create': [{ name: 'tariffs', ...TERMS }],
  'glossaries.create': [{ name: 'tariffs', dictionaries: [TERMS] }],
  'glossaries.update': [{ name: 'tariffs', dictionaries: [TERMS] }],
  'glossaries.dictionaries.replace': [TERMS],
  'style_rules.create': [{ name: 'house', language: 'en', custom_instructions: [INSTRUCTION] }],
  'style_rules.update': [{ name: 'house' }],
  'style_rules.configure': [{}],
  'style_rules.instructions.create': [INSTRUCTION],
  'style_rules.instructions.update': [INSTRUCTION],
} // prettier-ignore

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor(({ url, body }, response) => {
    const source = body.toString('utf8')
    const { text = [] } = source.startsWith('{')
      ? (JSON.parse(source) as { text?: readonly string[] })
      : { text: new URLSearchParams(source).getAll('text') }
    json(
      response,
      200,
      url === '/v2/translate' ? { translations: text.map((each) => ({ text: each })) } : fittingAnswer(url),
    )
  })
  gateway = await startTestGateway({ vendors: { deepl: vendor.origin } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** A path without the names of its parameters. */
const plain = (template: string): string => template.replaceAll(/\{[^}]+\}/g, '{}')

function schemaOf({ operation }: Route): Json | undefined {
  const paths = Object.entries((document?.['paths'] ?? {}) as Readonly<Record<string, Json>>)
  const [template = ''] = operation.paths
  let found: unknown = paths.find(([path]) => plain(path) === plain(template))?.[1]
  for (const step of [operation.method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'])
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined
  return found as Json | undefined
}

const WITH_BODY = ROUTES.filter(
  ({ connector, operation }) =>
    connector.vendor === 'deepl' && (operation.body === 'json' || operation.body === 'json_or_form'),
)

const CASES = WITH_BODY.flatMap((route) =>
  (BODIES[route.operation.id] ?? []).map((body, at) => [`${route.operation.id} ${at}`, route, body] as const),
)

/** A form's fields as the document has them: lists where it has lists. */
function fieldsOf(source: string, body: Json): Json {
  const pairs = new URLSearchParams(source)
  return Object.fromEntries(
    [...new Set(pairs.keys())].map((name) => [
      name,
      Array.isArray(body[name]) ? pairs.getAll(name) : pairs.get(name),
    ]),
  )
}

it('every operation with a body has one here', () => {
  expect(WITH_BODY.filter(({ operation }) => BODIES[operation.id] === undefined)).toEqual([])
  expect(WITH_BODY.length).toBeGreaterThan(10)
})

it('says why it checks nothing where the document is not beside the repository', ({ skip }) => {
  if (document === undefined) skip('../shared/specs/deepl.openapi.json is not here')
  expect(CASES.filter(([, route]) => schemaOf(route) === undefined).map(([name]) => name)).toEqual([])
})

describe.skipIf(document === undefined)('a request that leaves fits the document', () => {
  it.each(CASES)('%s', async (_name, route, body) => {
    const schema = schemaOf(route)
    expect(problemsOf(document ?? {}, schema, body)).toEqual([])
    // A list of objects is no form.
    const flat = Object.values(body).every((each) => !JSON.stringify(each).includes('{'))
    for (const written of callsOf(route, { fields: body }).slice(0, flat ? 2 : 1)) {
      await pinNamed(gateway)
      const before = vendor.seen.length
      const sent = typeof written.body === 'string' ? written : { ...written, body }
      const answer = await call(gateway.origin, { ...sent, key: gateway.keys['acme'] })
      expect([answer.headers['x-limen-code'], vendor.seen.length - before]).toEqual([undefined, 1])
      const source = vendor.seen.at(-1)?.body.toString('utf8') ?? ''
      expect(source).not.toContain('canary')
      const left = source.startsWith('{') ? (JSON.parse(source) as Json) : fieldsOf(source, body)
      expect(problemsOf(document ?? {}, schema, left)).toEqual([])
      // The check has teeth.
      expect(problemsOf(document ?? {}, schema, { ...left, of_no_schema: 1 })).not.toEqual([])
      const [first] = Object.keys(body)
      if (first !== undefined)
        expect(problemsOf(document ?? {}, schema, { ...left, [first]: { of_no_type: 1 } })).not.toEqual([])
    }
  })
})
