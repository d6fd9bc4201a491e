/** Places of a request body, read from a vendor's own OpenAPI document: every member that its schemas name. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../house/committed-files.ts'

/** Steps from the root of a body: keys, 0 for an item of a list, `KEY` for a key that the caller chooses. */
export type Place = readonly (string | 0)[]

/** Stands for a key of a free-form object. */
export const KEY = '\u0000key'

type Schema = Readonly<Record<string, unknown>>

interface Walk {
  readonly document: Schema
  readonly deepest: number
  readonly found: Map<string, Place>
  /** References that are open on the way here: a schema that contains itself is entered twice, not for ever. */
  readonly open: readonly string[]
}

/** Undefined where the folder with the vendors' documents is not beside the repository. */
export function readSpecification(name: string): Schema | undefined {
  const file = join(ROOT, '..', 'shared', 'specs', name)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : undefined
}

/** Every leaf below the request schema of one operation, at most `deepest` steps down. */
export function placesOf(
  document: Schema,
  path: string,
  contentType: string,
  deepest: number,
): readonly Place[] {
  const operation = member(member(member(document, 'paths'), path), 'post')
  const content = member(member(operation, 'requestBody'), 'content')
  const found = new Map<string, Place>()
  visit(member(member(content, contentType), 'schema'), [], { document, deepest, found, open: [] })
  return [...found.values()]
}

/** Every leaf below a named schema. */
export function placesOfSchema(document: Schema, name: string, deepest: number): readonly Place[] {
  const found = new Map<string, Place>()
  visit(resolve(document, `#/components/schemas/${name}`), [], { document, deepest, found, open: [] })
  return [...found.values()]
}

/** Names of the schemas that a union is made of. */
export function variantsOf(document: Schema, name: string): readonly string[] {
  const union = resolve(document, `#/components/schemas/${name}`)
  return [...list(union['oneOf']), ...list(union['anyOf'])].flatMap(({ $ref }) =>
    typeof $ref === 'string' ? [$ref.slice($ref.lastIndexOf('/') + 1)] : [],
  )
}

/** Value of the member that tells events apart. */
export function typeOfEvent(document: Schema, name: string): string | undefined {
  const visitAll = (schema: Schema): unknown => {
    const type = member(member(schema, 'properties'), 'type')
    return (
      type['const'] ??
      (Array.isArray(type['enum']) ? type['enum'][0] : undefined) ??
      list(schema['allOf'])
        .map(visitAll)
        .find((each) => each !== undefined)
    )
  }
  const value = visitAll(resolve(document, `#/components/schemas/${name}`))
  return typeof value === 'string' ? value : undefined
}

function visit(schema: Schema, at: Place, walk: Walk): void {
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    if (walk.open.filter((each) => each === reference).length > 1) return
    visit(resolve(walk.document, reference), at, { ...walk, open: [...walk.open, reference] })
    return
  }
  let inner = false
  for (const group of ['allOf', 'anyOf', 'oneOf']) {
    for (const each of list(schema[group])) {
      inner = true
      visit(each, at, walk)
    }
  }
  if (at.length >= walk.deepest) {
    add(at, walk)
    return
  }
  if (isSchema(schema['properties'])) {
    inner = true
    for (const [name, each] of Object.entries(schema['properties']))
      if (isSchema(each)) visit(each, [...at, name], walk)
  }
  if (isSchema(schema['items'])) {
    inner = true
    visit(schema['items'], [...at, 0], walk)
  }
  const free = schema['additionalProperties']
  if (isSchema(free) || (schema['type'] === 'object' && !isSchema(schema['properties']))) {
    inner = true
    add([...at, KEY], walk)
    if (isSchema(free)) visit(free, [...at, KEY], walk)
  }
  if (!inner) add(at, walk)
}

function add(at: Place, walk: Walk): void {
  if (at.length > 0) walk.found.set(JSON.stringify(at), at)
}

function resolve(document: Schema, reference: string): Schema {
  return reference
    .replace('#/', '')
    .split('/')
    .reduce<Schema>((schema, part) => member(schema, part), document)
}

function member(schema: Schema, name: string): Schema {
  const value = schema[name]
  return isSchema(value) ? value : {}
}

function list(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `messages[].content[].text`, `metadata.*`. */
export function nameOf(place: Place): string {
  return place
    .map((step) => (step === 0 ? '[]' : `.${step === KEY ? '*' : step}`))
    .join('')
    .replace(/^\./, '')
}

/** The place that a name such as `messages[].content` stands for. */
export function placeNamed(name: string): Place {
  return name
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((step) => step !== '')
    .map((step) => (step === '[]' ? 0 : step === '*' ? KEY : step))
}
