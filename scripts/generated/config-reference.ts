/** The table of every key of the config, for docs/configuration.md: made of the schema, between two marks. */
import { configJsonSchema, type JsonSchema } from './config-json-schema.ts'
import { table, withMarked } from './marked.ts'

export interface ReferenceRow {
  /** `tenants.<name>.keys[].id` */
  readonly key: string
  readonly value: string
  /** As one would write it; `required` or empty when there is none. */
  readonly otherwise: string
  readonly description: string
}

/** `document` with its table made anew. Throws when the marks are gone. */
export function withReference(document: string): string {
  return withMarked(document, 'docs/configuration.md', 'keys', referenceTables())
}

/** `document` with the tables of durations and sizes that an operator tunes. */
export function withOperations(document: string): string {
  const rows = ['timeouts', 'limits', 'shutdown'].flatMap((group) =>
    referenceRows().filter(({ key }) => key.startsWith(`${group}.`)),
  )
  return withMarked(
    document,
    'docs/operations.md',
    'defaults',
    table(
      ['key', 'default', 'meaning'],
      rows.map(({ key, otherwise, description }) => [`\`${key}\``, otherwise, description]),
    ),
  )
}

/** Every key of the schema, in its order; a key that several kinds of endpoint share is there once. */
export function referenceRows(): ReferenceRow[] {
  const rows = new Map<string, ReferenceRow>()
  collect(configJsonSchema(), '', rows)
  return [...rows.values()]
}

function referenceTables(): string {
  const groups = Map.groupBy(referenceRows(), (row) => row.key.split('.', 1)[0] ?? '')
  return [...groups]
    .map(([name, rows]) => {
      const cells = rows.map((row) => [`\`${row.key}\``, row.value, row.otherwise, row.description])
      return `### ${name}\n\n${table(['key', 'value', 'default', 'meaning'], cells)}`
    })
    .join('\n')
}

function collect(schema: JsonSchema, path: string, rows: Map<string, ReferenceRow>): void {
  const options = optionsOf(schema)
  for (const [name, uses] of usesByName(options)) {
    const key = path === '' ? name : `${path}.${name}`
    rows.set(key, rowOf(key, uses, options.length))
    for (const { property } of uses) collect(property, key, rows)
  }
  for (const { additionalProperties, propertyNames, items } of options) {
    const name = typeof propertyNames === 'object' ? (propertyNames.title ?? 'name') : 'name'
    if (typeof additionalProperties === 'object') collect(additionalProperties, `${path}.<${name}>`, rows)
    if (typeof items === 'object' && !Array.isArray(items)) collect(items, `${path}[]`, rows)
  }
}

/** A key in one kind of object: of a union, each option may have it, differently. */
interface Use {
  readonly property: JsonSchema
  readonly required: boolean
  /** The vendor whose endpoints are meant, where the kinds differ by vendor. */
  readonly vendor: string | undefined
}

function usesByName(options: readonly JsonSchema[]): Map<string, Use[]> {
  const uses = new Map<string, Use[]>()
  for (const option of options) {
    const { vendor } = option.properties ?? {}
    const only = typeof vendor === 'object' && vendor.const !== undefined ? String(vendor.const) : undefined
    for (const [name, property] of Object.entries(option.properties ?? {})) {
      if (typeof property === 'boolean') continue
      const required = option.required?.includes(name) === true
      uses.set(name, [...(uses.get(name) ?? []), { property, required, vendor: only }])
    }
  }
  return uses
}

function optionsOf(schema: JsonSchema): JsonSchema[] {
  const options = schema.anyOf ?? schema.oneOf
  return options === undefined ? [schema] : options.flatMap(optionsOf)
}

function rowOf(key: string, uses: readonly Use[], options: number): ReferenceRow {
  const vendors = uses.length < options ? namesOf(uses) : ''
  const descriptions = [...new Set(uses.map(({ property }) => property.description ?? ''))].filter(Boolean)
  const preset = uses.map(({ property }) => property.default).find((value) => value !== undefined)
  return {
    key,
    value: [...new Set(uses.flatMap(({ property }) => optionsOf(property).map(valueText)))].join(' or '),
    otherwise: preset === undefined ? requiredText(uses, options) : defaultText(preset),
    description: (vendors === '' ? '' : `${vendors}: `) + descriptions.join('; '),
  }
}

function requiredText(uses: readonly Use[], options: number): string {
  const needed = uses.filter((use) => use.required)
  if (needed.length === options) return 'required'
  const vendors = namesOf(needed)
  // In a union without vendors, a key is required in its own option only.
  if (vendors === '') return ''
  return needed.length === uses.length ? 'required' : `required (${vendors})`
}

function namesOf(uses: readonly Use[]): string {
  return uses.flatMap(({ vendor }) => (vendor === undefined ? [] : [vendor])).join(', ')
}

function valueText(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((each) => `\`${String(each)}\``).join(', ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.title !== undefined) return schema.title
  if (schema.type === 'array') {
    const { items } = schema
    return typeof items === 'object' && !Array.isArray(items) ? `list: ${valueText(items)}` : 'list'
  }
  if (schema.type === 'object') return 'mapping'
  if (schema.type === 'integer') return `${schema.minimum ?? ''}..${schema.maximum ?? ''}`
  return schema.format === 'uri' ? 'URL' : 'text'
}

function defaultText(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '`[]`' : ''
  return `\`${String(value)}\``
}
