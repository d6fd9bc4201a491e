/** Glossaries of one language pair (v2) and of several (v3). */
import { z } from 'zod'
import { jsonAnswer, type Scene, wholeAnswer } from '../../../simulator/answers.ts'
import { uuid } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import type { Fault } from './fault.ts'
import { readFields } from './request-fields.ts'
import { DAY, storeOf, type StoredDictionary, type StoredGlossary } from './store.ts'

const language = z.string().regex(/^[a-z]{2}$/)
const dictionary = z.strictObject({
  source_lang: language,
  target_lang: language,
  entries: z.string().min(1),
  entries_format: z.enum(['tsv', 'csv']),
})
const createV2 = z.strictObject({ name: z.string().min(1), ...dictionary.shape })
const createV3 = z.strictObject({ name: z.string().min(1), dictionaries: z.array(dictionary).min(1) })
const patchV3 = z.strictObject({
  name: z.string().min(1).optional(),
  dictionaries: z.array(dictionary).optional(),
})

/** Answers below `/v2/glossaries` and `/v3/glossaries`; `rest` is what follows, with its slash. */
export function glossaries(
  scene: Scene,
  version: 'v2' | 'v3',
  rest: string,
  query: URLSearchParams,
  fault: Fault,
): SimulatedAnswer {
  const { request, behaviour } = scene
  const store = storeOf(behaviour).glossaries
  if (rest === '') {
    if (request.method === 'POST') return create(scene, version, fault)
    const all = [...store].filter(([, each]) => each.version === version)
    return jsonAnswer(scene, 200, { glossaries: all.map(([id, each]) => describe(id, each)) })
  }
  const [, id = '', part = ''] = /^\/([A-Za-z0-9-]+)(\/[a-z]+)?$/.exec(rest) ?? []
  const stored = store.get(id)
  if (stored?.version !== version) return fault(scene, 404, 'Glossary not found')
  switch (`${request.method} ${part}`) {
    case 'GET ':
      return jsonAnswer(scene, 200, describe(id, stored))
    case 'DELETE ':
      store.delete(id)
      return { status: 204, headers: scene.headers, body: new Uint8Array(0) }
    case 'PATCH ':
      return patch(scene, id, stored, fault)
    case 'GET /entries':
      return entries(scene, stored, query, fault)
    case 'PUT /dictionaries':
      return replace(scene, stored, fault)
    case 'DELETE /dictionaries':
      stored.dictionaries = stored.dictionaries.filter((each) => !fits(each, query))
      return { status: 204, headers: scene.headers, body: new Uint8Array(0) }
    default:
      return fault(scene, 405, 'Method not allowed')
  }
}

function create(scene: Scene, version: 'v2' | 'v3', fault: Fault): SimulatedAnswer {
  const id = uuid(scene.random)
  const store = storeOf(scene.behaviour).glossaries
  if (version === 'v2') {
    const reading = readFields(scene.request, createV2)
    if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
    const { name, ...one } = reading.value
    store.set(id, { name, version, dictionaries: [storedOf(one)] })
  } else {
    const reading = readFields(scene.request, createV3)
    if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
    const { name, dictionaries } = reading.value
    store.set(id, { name, version, dictionaries: dictionaries.map(storedOf) })
  }
  const made = store.get(id)
  return made === undefined ? fault(scene, 500, 'Internal error') : jsonAnswer(scene, 201, describe(id, made))
}

function patch(scene: Scene, id: string, stored: StoredGlossary, fault: Fault): SimulatedAnswer {
  const reading = readFields(scene.request, patchV3)
  if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
  stored.name = reading.value.name ?? stored.name
  for (const each of reading.value.dictionaries ?? []) putIn(stored, storedOf(each))
  return jsonAnswer(scene, 200, describe(id, stored))
}

function replace(scene: Scene, stored: StoredGlossary, fault: Fault): SimulatedAnswer {
  const reading = readFields(scene.request, dictionary)
  if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
  const made = storedOf(reading.value)
  putIn(stored, made)
  return jsonAnswer(scene, 200, summary(made))
}

function entries(
  scene: Scene,
  stored: StoredGlossary,
  query: URLSearchParams,
  fault: Fault,
): SimulatedAnswer {
  if (stored.version === 'v2') {
    const text = stored.dictionaries[0]?.entries ?? ''
    return wholeAnswer(scene, 200, 'text/tab-separated-values', new TextEncoder().encode(text))
  }
  const found = stored.dictionaries.filter((each) => fits(each, query))
  if (found.length === 0) return fault(scene, 404, 'Dictionary not found')
  const dictionaries = found.map((each) => ({
    source_lang: each.source,
    target_lang: each.target,
    entries: each.entries,
    entries_format: 'tsv',
  }))
  return jsonAnswer(scene, 200, { dictionaries })
}

function fits({ source, target }: StoredDictionary, query: URLSearchParams): boolean {
  return source === query.get('source_lang') && target === query.get('target_lang')
}

function putIn(stored: StoredGlossary, made: StoredDictionary): void {
  const others = stored.dictionaries.filter(
    (each) => each.source !== made.source || each.target !== made.target,
  )
  stored.dictionaries = [...others, made]
}

function storedOf(given: z.output<typeof dictionary>): StoredDictionary {
  const { source_lang: source, target_lang: target, entries: text, entries_format: format } = given
  return { source, target, entries: format === 'csv' ? text.replaceAll(',', '\t') : text }
}

function summary({ source, target, entries: text }: StoredDictionary): object {
  return { source_lang: source, target_lang: target, entry_count: text.split('\n').length }
}

function describe(id: string, { name, version, dictionaries }: StoredGlossary): object {
  const [first] = dictionaries
  const base = { glossary_id: id, name, creation_time: DAY }
  return version === 'v2' && first !== undefined
    ? { ...base, ready: true, ...summary(first) }
    : { ...base, dictionaries: dictionaries.map(summary) }
}
