/** What is wrong with a request to redact a text, in our own words: where, and what is expected there. */
import type { z } from 'zod'

export interface RequestFault {
  /** `text`, `known[0].entity`, `[3].lang`; undefined for the request itself. */
  readonly path: string | undefined
  readonly because: string
  /** Members that are not expected, for whoever wrote them. */
  readonly unknown?: readonly string[]
}

const SHAPE = '{"text", "lang"?, "known"?}'
const KNOWN_SHAPE = '{"entity", "value"}'

/** The first fault. Quotes nothing of the request: the path is made of names that the schema has, and of places in lists. */
export function requestFault(error: z.ZodError): RequestFault {
  const [issue] = error.issues
  if (issue === undefined) return { path: undefined, because: `${SHAPE} is expected.` }
  const path = pathOf(issue.path)
  return {
    path: path === '' ? undefined : path,
    because: becauseOf(issue, path),
    ...(issue.code === 'unrecognized_keys' ? { unknown: issue.keys } : {}),
  }
}

function becauseOf(issue: z.core.$ZodIssue, path: string): string {
  const isKnown = path.includes('known[')
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.expected === 'object' ? (isKnown ? `${KNOWN_SHAPE} or a string` : SHAPE) : nounOf(issue.expected)} is expected.`
    case 'unrecognized_keys':
      return `There is a member that ${isKnown ? KNOWN_SHAPE : SHAPE} has not.`
    case 'invalid_value':
      return `One of these is expected: ${issue.values.join(', ')}.`
    case 'too_big':
      return `At most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'of them'} are expected.`
    default:
      return `${SHAPE} is expected.`
  }
}

function nounOf(type: string): string {
  return type === 'array' ? 'A list' : `A ${type}`
}

function pathOf(path: readonly PropertyKey[]): string {
  let text = ''
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`
    else text += `${text === '' ? '' : '.'}${String(key)}`
  }
  return text
}
