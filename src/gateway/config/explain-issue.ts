/** Turns what zod found into sentences that name the field and the fix, and never the value. */
import type { z } from 'zod'
import { pathIdentity, remarkError, shown, type ConfigPath, type Remark } from './diagnostic.ts'
import { fieldsAt, formatAt, purposeOf } from './schema-fields.ts'
import { closest } from './spelling.ts'
import type { PlainValue } from './yaml-tree.ts'

type Issue = z.core.$ZodIssue

/** A file with thousands of mistakes is not explained to its end: far more than are shown, far fewer than cost time. */
const MOST_ISSUES = 1000

/** The sentences for all issues; `root` is the whole file as plain values, in which paths are looked up. */
export function explainIssues(all: readonly Issue[], root: PlainValue): Remark[] {
  const issues = all
    .slice(0, MOST_ISSUES)
    .map((issue) =>
      issue.code === 'unrecognized_keys' ? { ...issue, keys: issue.keys.slice(0, MOST_ISSUES) } : issue,
    )
  // `api_key` for `key` is one mistake: the unknown key says so, the missing one need not.
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => pathIdentity([...issue.path, meantKey(key, configPath(issue.path), root)]))
        : [],
    ),
  )
  return issues
    .flatMap((issue) => explainIssue(issue, root))
    .filter(({ path }) => valueAt(path, root) !== undefined || !meant.has(pathIdentity(path)))
}

function explainIssue(issue: Issue, root: PlainValue): Remark[] {
  const path = configPath(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], key, root))
    case 'invalid_type':
      return [wrongType(path, issue.expected, root)]
    case 'invalid_value':
      return [notOneOf(path, issue.values.map(String), root)]
    case 'invalid_format':
      return [remarkError(path, 'value', `should be ${issue.message}`, quoteHint(valueAt(path, root)))]
    case 'too_small':
      return [remarkError(path, 'value', `should have at least ${amount(issue.minimum, issue.origin)}`)]
    case 'too_big':
      return [remarkError(path, 'value', `should have at most ${amount(issue.maximum, issue.origin)}`)]
    case 'invalid_key':
      return issue.issues.map((inner) => remarkError(path, 'key', `the name should be ${inner.message}`))
    case 'invalid_union':
      return explainUnion(issue, path, root)
    case 'custom':
      return [missingSibling(path, issue.message, root)]
    default:
      return [remarkError(path, 'value', 'is not valid here')]
  }
}

function unknownKey(path: ConfigPath, key: string, root: PlainValue): Remark {
  const parent = path.slice(0, -1)
  const meant = meantKey(key, parent, root)
  const name = shown(key)
  const message = name === undefined ? 'this key is not known here' : `${name} is not known here`
  const list = fieldsAt(parent, root).map((each) => `\`${each}\``)
  const fix = meant === undefined ? `known here: ${list.join(', ')}` : `did you mean \`${meant}\`?`
  return remarkError(path, 'key', message, fix)
}

/** A key that is there already is not what was meant. */
function meantKey(key: string, parent: ConfigPath, root: PlainValue): string | undefined {
  const present = valueAt(parent, root)
  const free = fieldsAt(parent, root).filter((name) => !isMapping(present) || !(name in present))
  return closest(key, free)
}

function wrongType(path: ConfigPath, expected: string, root: PlainValue): Remark {
  const value = valueAt(path, root)
  const wanted = TYPE_NAMES[expected] ?? expected
  if (value === undefined) {
    const name = String(path.at(-1) ?? 'it')
    const purpose = purposeOf(path, root)
    return remarkError(
      path,
      'key',
      `\`${name}\` is missing`,
      purpose === undefined ? `add it` : `add it: ${purpose}`,
    )
  }
  if (value === null)
    return remarkError(path, 'key', `is empty and should be ${wanted}`, purposeOf(path, root))
  if (expected !== 'string' || typeof value === 'object') {
    return remarkError(path, 'value', `should be ${wanted}, and is ${typeName(value)}`)
  }
  // A bare number where a duration belongs needs its unit, where a model belongs its quotes.
  const format = formatAt(path, root, String(value))
  if (format !== undefined) return remarkError(path, 'value', `should be ${format}`)
  return remarkError(path, 'value', `should be text, and is ${typeName(value)}`, 'put it in quotes')
}

function notOneOf(path: ConfigPath, values: readonly string[], root: PlainValue): Remark {
  const value = valueAt(path, root)
  if (value === undefined) return wrongType(path, 'string', root)
  const list = values.map((each) => `\`${each}\``).join(', ')
  const meant = typeof value === 'string' ? closest(value, values) : undefined
  const message = values.length === 1 ? `should be ${list}` : `should be one of ${list}`
  return remarkError(
    path,
    'value',
    message,
    meant === undefined ? purposeOf(path, root) : `did you mean \`${meant}\`?`,
  )
}

function explainUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: ConfigPath,
  root: PlainValue,
): Remark[] {
  if (issue.discriminator !== undefined && 'options' in issue) {
    return [notOneOf(path, issue.options.map(String), root)]
  }
  const best = nearestBranch(issue.errors)
  const value = valueAt(path, root)
  if (best === undefined || value === undefined) return [wrongType(path, 'string', root)]
  return best.flatMap((inner) => explainIssue({ ...inner, path: [...path, ...inner.path] }, root))
}

/** The option of a union that the writer most likely meant: right type first, then the fewest complaints. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const weight = (issues: readonly Issue[]): number =>
    issues.length + (issues.some((each) => each.code === 'invalid_type' && each.path.length === 0) ? 1000 : 0)
  return branches.toSorted((a, b) => weight(a) - weight(b))[0]
}

/** A rule between fields that names a missing one is shown at the mapping's key, since the field has no line. */
function missingSibling(path: ConfigPath, message: string, root: PlainValue): Remark {
  return remarkError(path, valueAt(path, root) === undefined ? 'key' : 'value', message)
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
}

function typeName(value: PlainValue): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return TYPE_NAMES[typeof value] ?? typeof value
}

function quoteHint(value: PlainValue | undefined): string | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? 'put it in quotes' : undefined
}

function amount(count: number | bigint, origin: string): string {
  const unit = { string: 'character', array: 'entry', object: 'entry' }[origin]
  if (unit === undefined) return `the value ${count}`
  return `${count} ${count === 1 || count === 1n ? unit : unit === 'entry' ? 'entries' : `${unit}s`}`
}

function isMapping(value: PlainValue | undefined): value is { [key: string]: PlainValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(path: ConfigPath, root: PlainValue): PlainValue | undefined {
  let value: PlainValue | undefined = root
  for (const part of path) {
    if (Array.isArray(value)) value = typeof part === 'number' ? value[part] : undefined
    else value = isMapping(value) ? value[part] : undefined
  }
  return value
}

function configPath(path: readonly PropertyKey[]): ConfigPath {
  return path.map((part) => (typeof part === 'number' ? part : String(part)))
}
