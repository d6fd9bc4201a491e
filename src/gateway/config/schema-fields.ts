/** Answers what the schema knows at a path: which keys may stand there, and what one is for. */
import { z } from 'zod'
import type { ConfigPath } from './diagnostic.ts'
import { configSchema } from './schema.ts'
import type { PlainValue } from './yaml-tree.ts'

type Schema = z.core.$ZodType

/** Keys that a mapping at this path may have; empty when it is not a mapping of fixed keys. */
export function fieldsAt(path: ConfigPath, root: PlainValue): string[] {
  return schemasAt(path, root).flatMap((schema) =>
    schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : [],
  )
}

/** What the field at this path is for, in the schema's own words. */
export function purposeOf(path: ConfigPath, root: PlainValue): string | undefined {
  const key = path.at(-1)
  if (typeof key !== 'string') return undefined
  for (const schema of schemasAt(path.slice(0, -1), root)) {
    const field = childOf(schema, key)
    const meta = field === undefined ? undefined : describedIn(field)
    if (meta !== undefined) return meta
  }
  return undefined
}

/** The format that a field wants and that this text has not, as a noun; undefined when the text would do. */
export function formatAt(path: ConfigPath, root: PlainValue, text: string): string | undefined {
  for (const schema of schemasAt(path, root)) {
    const issue = z.safeParse(schema, text).error?.issues[0]
    if (issue?.code === 'invalid_format') return issue.message
  }
  return undefined
}

function schemasAt(path: ConfigPath, root: PlainValue): Schema[] {
  let schemas = open(configSchema, root)
  let value: PlainValue | undefined = root
  for (const part of path) {
    value = member(value, part)
    const inner = value
    schemas = schemas.flatMap((schema) => {
      const child = childOf(schema, part)
      return child === undefined ? [] : open(child, inner)
    })
  }
  return schemas
}

function member(value: PlainValue | undefined, part: string | number): PlainValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return typeof part === 'number' ? value[part] : undefined
  return value[part]
}

function childOf(schema: Schema, part: string | number): Schema | undefined {
  if (schema instanceof z.core.$ZodObject && typeof part === 'string') {
    return Object.hasOwn(schema._zod.def.shape, part) ? schema._zod.def.shape[part] : undefined
  }
  if (schema instanceof z.core.$ZodRecord) return schema._zod.def.valueType
  if (schema instanceof z.core.$ZodArray) return schema._zod.def.element
  return undefined
}

/** Takes defaults and optionality off, and of a union keeps the options that the value can mean. */
function open(schema: Schema, value: PlainValue | undefined): Schema[] {
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault
  ) {
    return open(schema._zod.def.innerType, value)
  }
  if (schema instanceof z.core.$ZodPipe) return open(schema._zod.def.in, value)
  if (schema instanceof z.core.$ZodDiscriminatedUnion) {
    const { discriminator, options } = schema._zod.def
    const wanted = member(value, discriminator)
    const chosen = options.filter((option) => option._zod.propValues?.[discriminator]?.has(primitive(wanted)))
    return (chosen.length > 0 ? chosen : options).flatMap((option) => open(option, value))
  }
  if (schema instanceof z.core.$ZodUnion) {
    return schema._zod.def.options.flatMap((option) => open(option, value))
  }
  return [schema]
}

function primitive(value: PlainValue | undefined): z.core.util.Primitive {
  return typeof value === 'object' ? undefined : value
}

function describedIn(schema: Schema): string | undefined {
  const own = z.globalRegistry.get(schema)?.description
  if (own !== undefined) return own
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault
  ) {
    return describedIn(schema._zod.def.innerType)
  }
  return undefined
}
