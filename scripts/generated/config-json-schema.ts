/** The JSON Schema of the config, for editors: made of the schema that the gateway itself reads files with. */
import { z } from 'zod'
import { configSchema } from '../../src/gateway/config/schema.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** Draft 7, which the YAML language server knows best; keys in the order of the schema, so it is the same every time. */
export function configJsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    reused: 'inline',
  })
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: 'Limen configuration',
    ...schema,
  }
}

export function configJsonSchemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`
}
