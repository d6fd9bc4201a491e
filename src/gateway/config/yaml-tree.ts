/** Turns screened YAML text into plain values, knowing the line of every key, and refusing what two readers could read two ways. */
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
} from 'yaml'
import { remarkError, shown, type ConfigPath, type Location, type Remark, type Target } from './diagnostic.ts'

export type PlainValue = string | number | boolean | null | PlainValue[] | PlainMap
type PlainMap = { [key: string]: PlainValue }

/** A text scalar, handed to the caller of `readTree`, who may put another value in its place. */
export type TextVisitor = (text: string, path: ConfigPath) => string

export interface Tree {
  /** Undefined when the syntax is broken, since what a parser then makes of the rest is a guess. */
  readonly value: PlainValue | undefined
  readonly remarks: readonly Remark[]
  readonly locate: (target: Target) => Location
}

/** Names that JavaScript objects inherit: never keys of ours, and a way into prototypes. */
const INHERITED = new Set(['__proto__', 'constructor', 'prototype'])

interface Offsets {
  readonly key: number | undefined
  readonly value: number
}

export function readTree(text: string, visitText: TextVisitor): Tree {
  const lines = new LineCounter()
  const offsets = new Map<string, Offsets>()
  const locate = locator(offsets, lines)
  let document: Document.Parsed
  try {
    document = parseDocument(text, {
      // YAML 1.2: no merge keys, and neither NO nor off is a boolean. Directives, which could ask for 1.1, are screened.
      schema: 'core',
      stringKeys: true,
      // Ours below is linear in the number of keys; the parser's own is quadratic.
      uniqueKeys: false,
      prettyErrors: false,
      // Not `silent`, which would pass over a second document.
      logLevel: 'error',
      lineCounter: lines,
    })
  } catch {
    // The parser's own limits (its stack). Its message could quote the text, so it is not repeated.
    return { value: undefined, remarks: [remarkError([], 'value', 'the file cannot be parsed')], locate }
  }
  const remarks: Remark[] = []
  const broken = document.errors.length > 0
  const brokenLines = new Set<number>()
  for (const { code, pos } of document.errors) {
    // One mistake in a line makes the parser stumble over the rest of it.
    const { line } = locationOf(pos[0], lines)
    if (brokenLines.has(line)) continue
    brokenLines.add(line)
    remarks.push({ ...remarkError([], 'value', syntaxMessage(code), syntaxFix(code)), offset: pos[0] })
  }
  const reader = new TreeReader(offsets, remarks, broken ? (text) => text : visitText)
  const value = document.contents === null ? null : reader.read(document.contents, [], undefined)
  return { value: broken ? undefined : value, remarks, locate }
}

/** Walks the syntax tree once; aliases are reported and never followed. */
class TreeReader {
  readonly #offsets: Map<string, Offsets>
  readonly #remarks: Remark[]
  readonly #visitText: TextVisitor

  constructor(offsets: Map<string, Offsets>, remarks: Remark[], visitText: TextVisitor) {
    this.#offsets = offsets
    this.#remarks = remarks
    this.#visitText = visitText
  }

  read(node: Node, path: ConfigPath, keyOffset: number | undefined): PlainValue {
    this.#offsets.set(pathKey(path), { key: keyOffset, value: node.range?.[0] ?? keyOffset ?? 0 })
    if (isAlias(node)) {
      this.#refuse(path, 'an alias (*name) is not allowed', 'write the value out here')
      return null
    }
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) {
      this.#refuse(path, 'an anchor (&name) is not allowed', 'delete the anchor')
    }
    if (node.tag !== undefined) {
      this.#refuse(
        path,
        'a tag (!name) is not allowed',
        'delete the tag; quote the value if it is meant as text',
      )
    }
    if (isMap(node)) return this.#readMap(node.items, path)
    if (isSeq(node)) return node.items.map((item, index) => this.#readItem(item, [...path, index], path))
    return isScalar(node) ? this.#readScalar(node.value, path) : null
  }

  #readItem(item: unknown, path: ConfigPath, parent: ConfigPath): PlainValue {
    if (isNode(item)) return this.read(item, path, undefined)
    // `[a: b]` makes a pair in place of a mapping.
    if (isPair(item)) return this.#readMap([item], parent)
    return null
  }

  #readMap(pairs: readonly Pair[], path: ConfigPath): PlainMap {
    const map: PlainMap = Object.create(null) as PlainMap
    const earlier = new Set<string>()
    for (const pair of pairs) {
      if (!isScalar(pair.key) || typeof pair.key.value !== 'string') continue
      const key = pair.key.value
      const keyPath = [...path, key]
      const offset = pair.key.range?.[0] ?? 0
      if (pair.key.anchor !== undefined || pair.key.tag !== undefined) {
        const fix = 'delete it; quote the key if it is meant as text'
        this.#remarks.push({ ...remarkError(keyPath, 'key', 'a key has an anchor or tag', fix), offset })
      }
      const fault = keyFault(key, keyPath, earlier)
      if (fault !== undefined) {
        // An offset of its own: the first of two equal keys keeps its line.
        this.#remarks.push({ ...fault, offset })
        continue
      }
      earlier.add(key)
      if (!isNode(pair.value)) this.#offsets.set(pathKey(keyPath), { key: offset, value: offset })
      map[key] = isNode(pair.value) ? this.read(pair.value, keyPath, offset) : null
    }
    return map
  }

  #readScalar(value: unknown, path: ConfigPath): PlainValue {
    if (typeof value === 'string') return this.#visitText(value, path)
    if (typeof value === 'number' || typeof value === 'boolean') return value
    return null
  }

  #refuse(path: ConfigPath, message: string, fix: string): void {
    this.#remarks.push(remarkError(path, 'value', message, fix))
  }
}

/** Why a key cannot stand here, whatever the schema says. */
function keyFault(key: string, path: ConfigPath, earlier: ReadonlySet<string>): Remark | undefined {
  if (key === '<<')
    return remarkError(path, 'key', 'a merge key (<<) is not allowed', 'write the keys out here')
  if (INHERITED.has(key)) return remarkError(path, 'key', `\`${key}\` is not allowed as a key`, 'delete it')
  if (key.includes('${')) return remarkError(path, 'key', '${...} is not allowed in a key')
  if (!earlier.has(key)) return undefined
  return remarkError(path, 'key', `${shown(key) ?? 'this key'} is here twice`, 'keep one of the two')
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isScalar(value) || isCollection(value)
}

/** Unique for every path: no key of ours holds a NUL, which the screen has refused. */
function pathKey(path: ConfigPath): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}` : part)).join('\u0000/')
}

/** The line of a path, or of the nearest ancestor that is in the file. */
function locator(offsets: ReadonlyMap<string, Offsets>, lines: LineCounter): Tree['locate'] {
  return ({ path, at, offset }) => {
    if (offset !== undefined) return locationOf(offset, lines)
    for (let length = path.length; length > 0; length--) {
      const found = offsets.get(pathKey(path.slice(0, length)))
      if (found === undefined) continue
      // A missing key is reported at the key of the mapping that lacks it.
      const wanted = at === 'key' || length < path.length ? (found.key ?? found.value) : found.value
      return locationOf(wanted, lines)
    }
    return { line: 1, column: 1 }
  }
}

function locationOf(offset: number, lines: LineCounter): Location {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

/** The parser's own messages can quote the file, so each code has a sentence here. */
function syntaxMessage(code: string): string {
  switch (code) {
    case 'BAD_INDENT':
      return 'the indentation does not fit the lines above'
    case 'TAB_AS_INDENT':
      return 'a tab is not allowed here'
    case 'MISSING_CHAR':
      return 'a character is missing here: a closing quote or bracket, a comma or a colon'
    case 'MULTIPLE_DOCS':
      return 'the file holds more than one YAML document'
    case 'NON_STRING_KEY':
      return 'only text can be a key'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second `: ` on one line is not allowed'
    case 'BAD_ALIAS':
      return 'an alias (*name) is not allowed'
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_PROP_ORDER':
      return 'anchors and tags are not allowed'
    case 'UNEXPECTED_TOKEN':
      return 'this does not belong here'
    default:
      return 'this is not valid YAML'
  }
}

function syntaxFix(code: string): string {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'delete everything from the second `---` on'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'put the value in quotes, or the second key on a line of its own'
    case 'BAD_INDENT':
      return 'indent with two spaces a level'
    default:
      return 'check quotes, brackets and indentation of this line and the one before'
  }
}
