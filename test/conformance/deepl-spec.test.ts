/** What leaves for DeepL fits DeepL's own OpenAPI document: tokens, flags and what was taken out break no schema. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { rawCall } from '../harness/raw-call.ts'
import { readSpecification } from './spec-places.ts'

type Json = Readonly<Record<string, unknown>>

const specification = readSpecification('deepl.openapi.json')
const SAID = 'Write to anna.nowak@example.pl or call +48 512 345 678.'
const TERMS = { source_lang: 'en', target_lang: 'de', entries: 'tariff\tTarif', entries_format: 'tsv' }

/** Path of the document, and a body as a caller sends it. */
const CALLS: readonly (readonly [path: string, body: Json])[] = [
  ['/v2/translate', { text: [SAID, 'plain'], target_lang: 'DE' }],
  ['/v2/translate', { text: [`<p>${SAID}</p>`], target_lang: 'DE', tag_handling: 'html', formality: 'prefer_more' }],
  ['/v2/translate', { text: [SAID], target_lang: 'DE', context: SAID, model_type: 'quality_optimized', custom_instructions: [SAID] }],
  ['/v2/write/rephrase', { text: [SAID], target_lang: 'en-GB', writing_style: 'business' }],
  ['/v2/write/correct', { text: [SAID] }],
  ['/v2/glossaries', { name: 'tariffs', ...TERMS }],
  ['/v3/glossaries', { name: 'tariffs', dictionaries: [TERMS] }],
  ['/v3/style_rules', { name: 'house', language: 'en', custom_instructions: [{ label: 'tone', prompt: 'Be kind.' }] }],
] // prettier-ignore

let simulator: RunningSimulator
let gateway: TestGateway

beforeAll(async () => {
  simulator = await startSimulator(simulators.deepl, { seed: 21, behaviour: { hostile: true } })
  gateway = await startTestGateway({ vendors: { deepl: simulator.origin } })
})

afterAll(async () => {
  await gateway.stop()
  await simulator.close()
})

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isJson(inner) ? inner[key] : undefined), value)
}

/** The schema with its references put in, and closed: a member that the document does not have fails. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (!isJson(schema)) return schema
  const reference = schema['$ref']
  if (typeof reference === 'string') return closed(at(specification, ...reference.split('/').slice(1)))
  const inner = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !key.startsWith('x-') && key !== 'example' && key !== 'default')
      .map(([key, value]) => [key, closed(value)]),
  )
  return isJson(inner['properties']) ? { ...inner, additionalProperties: false } : inner
}

describe.skipIf(specification === undefined)('requests for DeepL', () => {
  it.each(CALLS.map(([path, body]) => [path, body] as const))('%s %#', async (path, body) => {
    const seen = simulator.seen.length
    const answer = await rawCall(gateway.origin, {
      target: `/deepl${path}`,
      headers: { authorization: `DeepL-Auth-Key ${gateway.keys['acme']}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBeLessThan(300)
    const schema = at(specification, 'paths', path, 'post', 'requestBody', 'content', 'application/json', 'schema')
    expect(schema).toBeDefined()
    const check = z.fromJSONSchema(closed(schema) as never)
    for (const { text } of simulator.seen.slice(seen)) {
      expect(check.safeParse(JSON.parse(text)).error?.issues).toBeUndefined()
      expect(text).not.toContain('anna')
    }
    // The check has teeth.
    expect(check.safeParse({ ...body, of_no_schema: 1 }).success).toBe(false)
  }) // prettier-ignore
})
