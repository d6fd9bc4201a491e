/** Checks a body against a zod schema and says what is wrong in the words that OpenAI's API uses. */
import type { z } from 'zod'

/** One complaint; the caller puts it into the vendor's error shape. */
interface Complaint {
  readonly message: string
  readonly param: string | null
  readonly code: string | null
}

export type Checked<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'complaint'; readonly complaint: Complaint }

export function checkRequest<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(body)
  if (result.success) return { kind: 'value', value: result.data }
  return { kind: 'complaint', complaint: complain(deepest(result.error.issues), body) }
}

type Issue = z.core.$ZodIssue

/** Of the branches of a union the one that got furthest is what the caller meant. */
function deepest(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Issue {
  const found = issues.map((issue): Issue => {
    const path = [...prefix, ...issue.path]
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { ...issue, path }
    const inner = issue.errors.map((branch) => deepest(branch, path))
    const best = inner.reduce((left, right) => (depth(right) > depth(left) ? right : left))
    return depth(best) > path.length ? best : { ...issue, path }
  })
  return found.reduce((left, right) => (depth(right) > depth(left) ? right : left))
}

/** An unknown member stands one level below the object that has it. */
function depth(issue: Issue): number {
  return issue.path.length + (issue.code === 'unrecognized_keys' ? 0.5 : 0)
}

function complain(issue: Issue, body: unknown): Complaint {
  const param = written(issue.path)
  const value = at(body, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const name = written([...issue.path, issue.keys[0] ?? ''])
      return { message: `Unknown parameter: '${name}'.`, param: name, code: 'unknown_parameter' }
    }
    case 'invalid_value':
      return value === undefined
        ? missing(param)
        : {
            message: `Invalid value: ${JSON.stringify(value)}. Supported values are: ${issue.values.map((one) => `'${String(one)}'`).join(', ')}.`,
            param,
            code: 'invalid_value',
          }
    case 'invalid_type':
      return value === undefined
        ? missing(param)
        : {
            message: `Invalid type for '${param}': expected ${issue.expected}, but got ${kindOf(value)} instead.`,
            param,
            code: 'invalid_type',
          }
    case 'invalid_union':
      return value === undefined
        ? missing(param)
        : { message: `Invalid value for '${param}': ${JSON.stringify(value)}.`, param, code: 'invalid_value' }
    default:
      return {
        message: `Invalid '${param}': ${issue.message} (you sent ${JSON.stringify(value)}).`,
        param,
        code: 'invalid_value',
      }
  }
}

function missing(param: string): Complaint {
  return { message: `Missing required parameter: '${param}'.`, param, code: 'missing_required_parameter' }
}

function written(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

function at(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    body,
  )
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}
