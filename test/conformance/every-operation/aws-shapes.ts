/** A walk over the shapes of an AWS service model: what a JSON body has that its shape does not allow. */

type Json = Readonly<Record<string, unknown>>

interface Member {
  readonly shape: string
  /** Where it goes, when that is not the body. */
  readonly location?: string
}

interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly required?: readonly string[]
  readonly member?: Member
  readonly value?: Member
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly union?: boolean
  readonly document?: boolean
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Problems with their places; none for a body that the shape allows and whose every member it names. */
export function shapeProblems(model: Json, name: string, value: unknown, at = '$'): readonly string[] {
  const shapes = model['shapes'] as Readonly<Record<string, Shape>>
  const shape = shapes[name]
  if (shape === undefined) return [`${at}: no shape ${name}`]
  if (shape.document === true) return []
  const inner = (member: Member | undefined, each: unknown, where: string): readonly string[] =>
    shapeProblems(model, member?.shape ?? '', each, where)
  switch (shape.type) {
    case 'structure':
      return isJson(value) ? ofStructure(shape, value, at, inner) : [`${at} is no structure`]
    case 'list':
      if (!Array.isArray(value)) return [`${at} is no list`]
      return [
        ...value.flatMap((each, index) => inner(shape.member, each, `${at}[${index}]`)),
        ...sizeProblems(shape, value.length, at),
      ]
    case 'map':
      if (!isJson(value)) return [`${at} is no map`]
      return Object.entries(value).flatMap(([key, each]) => inner(shape.value, each, `${at}.${key}`))
    case 'string':
      return typeof value === 'string' ? ofString(shape, value, at) : [`${at} is no string`]
    case 'blob':
      return typeof value === 'string' && BASE64.test(value) ? [] : [`${at} is no base64`]
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at} is no boolean`]
    default:
      return typeof value === 'number' ? [] : [`${at} is no number`]
  }
}

function ofStructure(
  { members = {}, required = [], union }: Shape,
  value: Json,
  at: string,
  inner: (member: Member, each: unknown, where: string) => readonly string[],
): readonly string[] {
  const problems: string[] = []
  for (const key of required)
    if (members[key]?.location === undefined && !(key in value)) problems.push(`${at}.${key} is missing`)
  if (union === true && Object.keys(value).length !== 1) problems.push(`${at} is not one of its members`)
  for (const [key, each] of Object.entries(value)) {
    const member = members[key]
    if (member === undefined || member.location !== undefined)
      problems.push(`${at}.${key} is not in the model`)
    else problems.push(...inner(member, each, `${at}.${key}`))
  }
  return problems
}

function ofString(shape: Shape, value: string, at: string): readonly string[] {
  const problems = [...sizeProblems(shape, value.length, at)]
  if (shape.enum?.includes(value) === false) problems.push(`${at} is none of its values`)
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`, 's').test(value))
    problems.push(`${at} has another form`)
  return problems
}

function sizeProblems({ min = 0, max = Infinity }: Shape, size: number, at: string): readonly string[] {
  return size < min || size > max ? [`${at} has another size`] : []
}
