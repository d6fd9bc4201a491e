/** The fields of a multipart request, strict: one that the operation does not have, or has once, is an error. */
import { type Part, readMultipart } from '../multipart.ts'
import type { SimulatedRequest } from '../contract.ts'
import { badRequest } from './fault.ts'

/** Field -> whether it is text or a file, and whether it may come more than once (written `name[]` by the SDK). */
export type FieldRules = Readonly<Record<string, 'text' | 'file' | 'files'>>

export class FormFields {
  private readonly fields: ReadonlyMap<string, readonly Part[]>

  private constructor(fields: ReadonlyMap<string, readonly Part[]>) {
    this.fields = fields
  }

  /** Throws `SimulatedFault` 400. */
  static read({ headers, body }: SimulatedRequest, rules: FieldRules): FormFields {
    const reading = readMultipart(headers['content-type'] ?? '', body)
    if (reading.kind === 'problem')
      throw badRequest(`simulator: the multipart body is malformed: ${reading.problem}`)
    const fields = new Map<string, Part[]>()
    for (const part of reading.parts) {
      const name = part.name.replace(/\[\]$/, '')
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
      if (rule === undefined)
        throw badRequest(`Unknown parameter: '${part.name}'.`, name, 'unknown_parameter')
      if ((part.filename === undefined) !== (rule === 'text'))
        throw badRequest(`Invalid type for '${name}': expected a ${rule}.`, name, 'invalid_type')
      const before = fields.get(name) ?? []
      if (before.length > 0 && rule !== 'files')
        throw badRequest(`simulator: the field '${name}' comes twice`, name)
      fields.set(name, [...before, part])
    }
    return new FormFields(fields)
  }

  text(name: string): string | undefined {
    const part = this.fields.get(name)?.[0]
    return part === undefined ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(part.bytes)
  }

  /** Throws `SimulatedFault` 400 when it is missing. */
  required(name: string): string {
    const text = this.text(name)
    if (text === undefined)
      throw badRequest(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
    return text
  }

  /** At least one. Throws `SimulatedFault` 400. */
  files(name: string): readonly [Part, ...Part[]] {
    const [first, ...others] = this.fields.get(name) ?? []
    if (first === undefined)
      throw badRequest(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
    return [first, ...others]
  }
}
