/** Bodies as JSON or as a form with nested names, checked against a strict schema. */
import type { z } from 'zod'
import type { SimulatedRequest } from '../../../simulator/contract.ts'
import { checkRequest } from '../../../simulator/request-check.ts'
import { readStrictJson } from '../../../simulator/strict-json.ts'

export type FieldsReading<Value> =
  | { readonly kind: 'value'; readonly value: Value; readonly quote: string }
  | { readonly kind: 'problem'; readonly message: string; readonly quote: string }

export function readFields<Schema extends z.ZodType>(
  request: SimulatedRequest,
  schema: Schema,
): FieldsReading<z.output<Schema>> {
  const raw = rawFields(request)
  const quote = JSON.stringify(raw) ?? ''
  if (typeof raw === 'string') return { kind: 'problem', message: raw, quote }
  const checked = checkRequest(schema, raw)
  if (checked.kind === 'value') return { kind: 'value', value: checked.value, quote }
  return { kind: 'problem', message: `Bad request. Reason: ${checked.complaint.message}`, quote }
}

function rawFields({ headers, body }: SimulatedRequest): unknown {
  const type = headers['content-type'] ?? ''
  if (/^application\/json\b/i.test(type)) {
    const reading = readStrictJson(body)
    return reading.kind === 'value' ? reading.value : `simulator: ${reading.problem}`
  }
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return `Unsupported content type '${type}'.`
  const fields: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString('utf8')))
    put(fields, name, value)
  return fields
}

/** `dictionaries[0].entries=...` is a member of an item, and `text` may come more than once. */
function put(fields: Record<string, unknown>, name: string, value: string): void {
  const nested = /^([a-z_]+)\[(\d{1,2})\]\.([a-z_]+)$/.exec(name)
  if (nested === null) {
    const before = fields[name]
    fields[name] = name === 'text' ? [...(Array.isArray(before) ? before : []), value] : value
    return
  }
  const [, list = '', index = '0', member = ''] = nested
  const items = (fields[list] ??= [])
  if (!Array.isArray(items)) return
  const item: unknown = (items[Number(index)] ??= {})
  if (typeof item === 'object' && item !== null) Reflect.set(item, member, value)
}
