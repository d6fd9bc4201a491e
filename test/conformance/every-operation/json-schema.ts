/** A walk over the JSON Schema that OpenAPI documents are written in: what a value has that its schema does not allow. */

type Json = Readonly<Record<string, unknown>>

interface Verdict {
  readonly problems: readonly string[]
  /** Members that the schema says something of; `all` where any may be there. */
  readonly known: ReadonlySet<string> | 'all'
}

const NONE: ReadonlySet<string> = new Set()

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

/** Problems with their places; none for a value that the schema allows and whose every member it names. */
export function problemsOf(document: Json, schema: unknown, value: unknown, at = '$'): readonly string[] {
  const { problems, known } = judge(document, isJson(schema) ? schema : {}, value, at)
  if (!isJson(value) || known === 'all') return problems
  const unknown = Object.keys(value).filter((key) => !known.has(key))
  return [...problems, ...unknown.map((key) => `${at}.${key} is not in the document`)]
}

function judge(document: Json, schema: Json, value: unknown, at: string): Verdict {
  const reference = schema['$ref']
  if (typeof reference === 'string') return judge(document, resolve(document, reference), value, at)
  if ('$recursiveRef' in schema) return { problems: [], known: 'all' }
  if (value === null && isNullable(schema)) return { problems: [], known: 'all' }
  const verdicts = [
    own(document, schema, value, at),
    ...list(schema['allOf']).map((each) => judge(document, each, value, at)),
    ...['anyOf', 'oneOf'].flatMap((group) => {
      const branches = list(schema[group])
      return branches.length === 0 ? [] : [best(document, branches, value, at)]
    }),
  ]
  return together(verdicts)
}

function isNullable(schema: Json): boolean {
  return schema['nullable'] === true || [schema['type']].flat().includes('null')
}

function together(verdicts: readonly Verdict[]): Verdict {
  const sets = verdicts.map(({ known }) => known)
  return {
    problems: verdicts.flatMap(({ problems }) => problems),
    known: sets.includes('all')
      ? 'all'
      : new Set(sets.flatMap((each) => [...(each === 'all' ? NONE : each)])),
  }
}

/** What the branches that fit say together; the one that comes nearest where none does. */
function best(document: Json, branches: readonly Json[], value: unknown, at: string): Verdict {
  const verdicts = branches.map((branch) => ({ branch, verdict: judge(document, branch, value, at) }))
  const fitting = verdicts.filter(
    ({ branch, verdict }) => verdict.problems.length === 0 && problemsOf(document, branch, value, at).length === 0,
  ) // prettier-ignore
  // Members of one branch may stand beside those of the schema around it.
  const loose = fitting.length > 0 ? fitting : verdicts.filter(({ verdict }) => verdict.problems.length === 0)
  if (loose.length > 0) return together(loose.map(({ verdict }) => verdict))
  const [nearest] = verdicts
    .map(({ verdict }) => verdict)
    .toSorted((one, other) => one.problems.length - other.problems.length)
  return nearest ?? { problems: [`${at} fits nothing`], known: 'all' }
}

function own(document: Json, schema: Json, value: unknown, at: string): Verdict {
  const problems: string[] = []
  const types = [schema['type']].flat().filter((each) => typeof each === 'string')
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    problems.push(`${at} is no ${types.join(' or ')}`)
  const allowed = schema['enum']
  if (Array.isArray(allowed) && !allowed.includes(value)) problems.push(`${at} is none of its values`)
  if ('const' in schema && schema['const'] !== value) problems.push(`${at} is not its constant`)
  if (typeof value === 'string') problems.push(...ofText(schema, value, at))
  if (Array.isArray(value) && 'items' in schema)
    problems.push(
      ...value.flatMap((each, index) => problemsOf(document, schema['items'], each, `${at}[${index}]`)),
    )
  if (!isJson(value)) return { problems, known: 'all' }
  const properties = isJson(schema['properties']) ? schema['properties'] : undefined
  for (const key of Array.isArray(schema['required']) ? schema['required'] : [])
    if (typeof key === 'string' && !(key in value)) problems.push(`${at}.${key} is missing`)
  const free = schema['additionalProperties']
  for (const [key, each] of Object.entries(value)) {
    if (properties !== undefined && key in properties)
      problems.push(...problemsOf(document, properties[key], each, `${at}.${key}`))
    else if (isJson(free)) problems.push(...problemsOf(document, free, each, `${at}.${key}`))
  }
  // An object of which nothing more is said can hold anything.
  const says = properties !== undefined || ['allOf', 'anyOf', 'oneOf'].some((group) => group in schema)
  if (free === true || isJson(free) || !says) return { problems, known: 'all' }
  return { problems, known: new Set(Object.keys(properties ?? {})) }
}

function ofText(schema: Json, value: string, at: string): readonly string[] {
  const problems: string[] = []
  const { minLength, maxLength, pattern } = schema
  if (typeof minLength === 'number' && value.length < minLength) problems.push(`${at} is too short`)
  if (typeof maxLength === 'number' && value.length > maxLength) problems.push(`${at} is too long`)
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value))
    problems.push(`${at} has another form`)
  return problems
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isJson(value)
    case 'array':
      return Array.isArray(value)
    case 'null':
      return value === null
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}

function resolve(document: Json, reference: string): Json {
  let found: unknown = document
  for (const step of reference.split('/').slice(1)) found = isJson(found) ? found[step] : undefined
  if (!isJson(found)) throw new Error(`no ${reference}`)
  return found
}
