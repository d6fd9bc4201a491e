/** Style rules with their custom instructions. */
import { z } from 'zod'
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import { uuid } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import type { Fault } from './fault.ts'
import { readFields } from './request-fields.ts'
import { DAY, storeOf, type StoredStyle } from './store.ts'

const instruction = z.strictObject({
  label: z.string().max(100),
  prompt: z.string().max(300),
  source_language: z.string().optional(),
})
const rules = z.record(z.string(), z.record(z.string(), z.string()))
const create = z.strictObject({
  name: z.string().min(1),
  language: z.enum(['de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'zh']),
  configured_rules: rules.optional(),
  custom_instructions: z.array(instruction).optional(),
})

/** Answers below `/v3/style_rules`; `rest` is what follows, with its slash. */
export function styles(scene: Scene, rest: string, fault: Fault): SimulatedAnswer {
  const { request, behaviour, random } = scene
  const store = storeOf(behaviour).styles
  if (rest === '' && request.method === 'POST') {
    const reading = readFields(request, create)
    if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
    const { name, language, configured_rules, custom_instructions = [] } = reading.value
    const instructions = new Map(custom_instructions.map((each) => [uuid(random), each]))
    const made: StoredStyle = { name, language, version: 1, rules: configured_rules, instructions }
    const id = uuid(random)
    store.set(id, made)
    return jsonAnswer(scene, 201, describe(id, made))
  }
  if (rest === '')
    return jsonAnswer(scene, 200, { style_rules: [...store].map(([id, each]) => describe(id, each)) })
  const [, id = '', part = '', item = ''] =
    /^\/([A-Za-z0-9-]+)(?:\/([a-z_]+)(?:\/([A-Za-z0-9-]+))?)?$/.exec(rest) ?? []
  const stored = store.get(id)
  if (stored === undefined) return fault(scene, 404, 'Style rule not found')
  if (part === '') return whole(scene, id, stored, fault)
  if (part === 'custom_instructions') return instructionsOf(scene, stored, item, fault)
  const reading = readFields(request, rules)
  if (part !== 'configured_rules' || reading.kind === 'problem') return fault(scene, 400, 'Bad request')
  stored.rules = reading.value
  stored.version += 1
  return jsonAnswer(scene, 200, describe(id, stored))
}

function whole(scene: Scene, id: string, stored: StoredStyle, fault: Fault): SimulatedAnswer {
  switch (scene.request.method) {
    case 'GET':
      return jsonAnswer(scene, 200, describe(id, stored))
    case 'DELETE':
      storeOf(scene.behaviour).styles.delete(id)
      return { status: 204, headers: scene.headers, body: new Uint8Array(0) }
    default: {
      const reading = readFields(scene.request, z.strictObject({ name: z.string().optional() }))
      if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
      stored.name = reading.value.name ?? stored.name
      return jsonAnswer(scene, 200, describe(id, stored))
    }
  }
}

function instructionsOf(scene: Scene, stored: StoredStyle, item: string, fault: Fault): SimulatedAnswer {
  const { method } = scene.request
  if (method === 'DELETE' || method === 'GET') {
    const found = stored.instructions.get(item)
    if (found === undefined) return fault(scene, 404, 'Custom instruction not found')
    if (method === 'GET') return jsonAnswer(scene, 200, { id: item, ...found })
    stored.instructions.delete(item)
    return { status: 204, headers: scene.headers, body: new Uint8Array(0) }
  }
  const reading = readFields(scene.request, instruction)
  if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
  const id = item === '' ? uuid(scene.random) : item
  stored.instructions.set(id, reading.value)
  return jsonAnswer(scene, item === '' ? 201 : 200, { id, ...reading.value })
}

function describe(
  id: string,
  { name, language, version, rules: configured, instructions }: StoredStyle,
): object {
  return {
    style_id: id,
    name,
    language,
    version,
    creation_time: DAY,
    updated_time: DAY,
    configured_rules: configured ?? {},
    custom_instructions: [...instructions].map(([instructionId, each]) => ({ id: instructionId, ...each })),
  }
}
