/** Documents: uploaded, asked for by their key, fetched once and gone. */
import { z } from 'zod'
import { jsonAnswer, type Scene, wholeAnswer } from '../../../simulator/answers.ts'
import { hex } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { readMultipart } from '../../../simulator/multipart.ts'
import type { Fault } from './fault.ts'
import { isTarget } from './languages.ts'
import { readFields } from './request-fields.ts'
import { storeOf } from './store.ts'

const FIELDS = new Set([
  'source_lang',
  'target_lang',
  'file',
  'filename',
  'output_format',
  'formality',
  'glossary_id',
  'glossary_ids',
  'style_id',
  'translation_memory_threshold',
])

const keyOnly = z.strictObject({ document_key: z.string().regex(/^[0-9A-F]{64}$/) })

export function uploadDocument(scene: Scene, fault: Fault): SimulatedAnswer {
  const { request, random, behaviour } = scene
  const reading = readMultipart(request.headers['content-type'] ?? '', request.body)
  if (reading.kind === 'problem') return fault(scene, 400, `simulator: ${reading.problem}`)
  const unknown = reading.parts.find(({ name }) => !FIELDS.has(name))
  if (unknown !== undefined) return fault(scene, 400, `simulator: unknown part '${unknown.name}'`)
  const text = (name: string): string | undefined => {
    const part = reading.parts.find((each) => each.name === name)
    return part === undefined ? undefined : Buffer.from(part.bytes).toString('utf8')
  }
  const file = reading.parts.find(({ name }) => name === 'file')
  if (file?.filename === undefined) return fault(scene, 400, "Invalid file data. Reason: 'file' is missing.")
  if (!isTarget((text('target_lang') ?? '').toUpperCase()))
    return fault(scene, 400, "Value for 'target_lang' not supported.")
  const id = hex(random, 32).toUpperCase()
  const key = hex(random, 64).toUpperCase()
  storeOf(behaviour).documents.set(id, { key, bytes: Uint8Array.from(file.bytes), polls: 0 })
  return jsonAnswer(scene, 200, { document_id: id, document_key: key })
}

export function document(scene: Scene, id: string, result: boolean, fault: Fault): SimulatedAnswer {
  const reading = readFields(scene.request, keyOnly)
  if (reading.kind === 'problem') return fault({ ...scene, quote: reading.quote }, 400, reading.message)
  const { documents } = storeOf(scene.behaviour)
  const stored = documents.get(id)
  if (stored?.key !== reading.value.document_key) return fault(scene, 404, 'Document not found')
  if (!result) {
    stored.polls += 1
    const done = stored.polls > 1
    return jsonAnswer(scene, 200, {
      document_id: id,
      status: done ? 'done' : 'translating',
      ...(done ? { billed_characters: 50_000 } : { seconds_remaining: 1 }),
    })
  }
  if (stored.polls < 2) return fault(scene, 503, 'Document translation is not done')
  documents.delete(id)
  return wholeAnswer(scene, 200, 'application/octet-stream', stored.bytes)
}
