/** A strict JSON scanner (RFC 8259) that reports places by offset, so that a body can be changed by splicing and never re-written. */
import type { PathNode } from './path-table.ts'

export type JsonFault = 'malformed' | 'duplicate_key' | 'too_deep'

/** The text is not JSON that every parser reads alike. Carries no part of the text. */
export class JsonFaultError extends Error {
  readonly fault: JsonFault

  constructor(fault: JsonFault) {
    super(fault)
    this.name = 'JsonFaultError'
    this.fault = fault
  }
}

/** An object of the body whose table node asked to keep some members. */
export class Scope<Rule> {
  readonly node: PathNode<Rule>
  readonly parent: Scope<Rule> | undefined
  private captured: Map<string, string> | undefined = undefined

  constructor(node: PathNode<Rule>, parent: Scope<Rule> | undefined) {
    this.node = node
    this.parent = parent
  }

  /** A captured scalar member: a string decoded, a number or literal as source text. */
  value(member: string): string | undefined {
    return this.captured?.get(member)
  }

  capture(member: string, value: string): void {
    this.captured ??= new Map()
    this.captured.set(member, value)
  }
}

/** What a scan reports. Offsets are UTF-16 units of the text; a string's exclude its quotes. */
export interface JsonSink<Rule> {
  /** A string value. `node` is undefined where the table says nothing. */
  onString(
    start: number,
    end: number,
    escaped: boolean,
    node: PathNode<Rule> | undefined,
    scope: Scope<Rule> | undefined,
  ): void
  /** A key that the table does not know. */
  onUnknownKey(start: number, end: number, escaped: boolean, scope: Scope<Rule> | undefined): void
  /** A member whose node has a rule, or a member of the root object. The cursor is the scanner's own: read it at once. */
  onMember(member: Member<Rule>): void
  /** A number, as it is spelled. */
  onNumber?(start: number, end: number): void
}

/** Where a scan stands: one object for all members, so that a report allocates nothing. */
export interface Member<Rule> {
  readonly key: string
  readonly keyStart: number
  /** Value offsets include quotes and brackets. */
  readonly valueStart: number
  readonly valueEnd: number
  readonly node: PathNode<Rule> | undefined
  readonly scope: Scope<Rule> | undefined
  readonly depth: number
  /** `messages[2].tool_calls[0].id`, built of keys that the table knows. */
  path(): string
}

const MAX_DEPTH = 64
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const CONTROL = /[\u0000-\u001f]/g

export interface ScanOptions {
  /** Refuse an object with the same decoded key twice. */
  readonly refuseDuplicates: boolean
}

/** Scans one JSON text. Throws `JsonFaultError`; reports in document order. */
export function scanJson<Rule>(
  text: string,
  root: PathNode<Rule>,
  sink: JsonSink<Rule>,
  options: ScanOptions,
): void {
  new Scanner(text, sink, options.refuseDuplicates).run(root)
}

/** Decodes a string's source (without quotes). */
export function decodeJsonString(source: string): string {
  return JSON.parse(`"${source}"`) as string
}

/** Encodes text as the inside of a JSON string. */
export function encodeJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

class Cursor<Rule> implements Member<Rule> {
  key = ''
  keyStart = 0
  valueStart = 0
  valueEnd = 0
  node: PathNode<Rule> | undefined = undefined
  scope: Scope<Rule> | undefined = undefined
  depth = 0
  private readonly trail: readonly (string | number)[]

  constructor(trail: readonly (string | number)[]) {
    this.trail = trail
  }

  path(): string {
    return renderTrail(this.trail)
  }
}

class Scanner<Rule> {
  private readonly text: string
  private readonly sink: JsonSink<Rule>
  private readonly refuseDuplicates: boolean
  private position = 0
  private depth = 0
  private nextBackslash = -1
  private nextControl = -1
  /** Where the walk stands: known keys, `*` for others, numbers for array items. */
  private readonly trail: (string | number)[] = []
  private readonly member = new Cursor<Rule>(this.trail)

  constructor(text: string, sink: JsonSink<Rule>, refuseDuplicates: boolean) {
    this.text = text
    this.sink = sink
    this.refuseDuplicates = refuseDuplicates
  }

  run(root: PathNode<Rule>): void {
    this.skipSpace()
    this.scanValue(root, undefined)
    this.skipSpace()
    if (this.position !== this.text.length) throw new JsonFaultError('malformed')
  }

  private scanValue(node: PathNode<Rule> | undefined, scope: Scope<Rule> | undefined): void {
    const code = this.text.charCodeAt(this.position)
    if (code === 0x22) {
      const start = this.position + 1
      const escaped = this.scanString()
      this.sink.onString(start, this.position - 1, escaped, node, scope)
    } else if (code === 0x7b) this.scanObject(node, scope)
    else if (code === 0x5b) this.scanArray(node, scope)
    else this.scanScalar(code)
  }

  private scanObject(node: PathNode<Rule> | undefined, outer: Scope<Rule> | undefined): void {
    this.enter()
    const scope = node?.captures === undefined ? outer : new Scope(node, outer)
    const seen = this.refuseDuplicates ? new KeySet() : undefined
    this.position += 1
    this.skipSpace()
    if (this.text.charCodeAt(this.position) === 0x7d) {
      this.leave()
      return
    }
    for (;;) {
      this.scanMember(node, scope, seen)
      this.skipSpace()
      const code = this.text.charCodeAt(this.position)
      if (code === 0x2c) {
        this.position += 1
        this.skipSpace()
      } else if (code === 0x7d) {
        this.leave()
        return
      } else throw new JsonFaultError('malformed')
    }
  }

  private scanMember(
    node: PathNode<Rule> | undefined,
    scope: Scope<Rule> | undefined,
    seen: KeySet | undefined,
  ): void {
    if (this.text.charCodeAt(this.position) !== 0x22) throw new JsonFaultError('malformed')
    const keyStart = this.position + 1
    const escaped = this.scanString()
    const keyEnd = this.position - 1
    const source = this.text.slice(keyStart, keyEnd)
    const key = escaped ? decodeJsonString(source) : source
    if (seen?.add(key) === false) throw new JsonFaultError('duplicate_key')
    const exact = node?.keys.get(key)
    const child = exact ?? node?.child(key)
    if (exact === undefined) this.sink.onUnknownKey(keyStart, keyEnd, escaped, scope)
    this.skipSpace()
    if (this.text.charCodeAt(this.position) !== 0x3a) throw new JsonFaultError('malformed')
    this.position += 1
    this.skipSpace()
    const valueStart = this.position
    this.trail.push(exact === undefined ? '*' : key)
    this.scanValue(child, scope)
    if (scope !== undefined && scope.node === node && node.captures?.has(key) === true) {
      scope.capture(key, this.scalarAt(valueStart, this.position))
    }
    if (child?.rule !== undefined || this.depth === 1) {
      const { member } = this
      member.key = key
      member.keyStart = keyStart
      member.valueStart = valueStart
      member.valueEnd = this.position
      member.node = child
      member.scope = scope
      member.depth = this.depth
      this.sink.onMember(member)
    }
    this.trail.pop()
  }

  private scanArray(node: PathNode<Rule> | undefined, scope: Scope<Rule> | undefined): void {
    this.enter()
    const item = node?.items
    this.position += 1
    this.skipSpace()
    if (this.text.charCodeAt(this.position) === 0x5d) {
      this.leave()
      return
    }
    this.trail.push(0)
    for (let index = 0; ; index += 1) {
      this.trail[this.trail.length - 1] = index
      this.scanValue(item, scope)
      this.skipSpace()
      const code = this.text.charCodeAt(this.position)
      if (code === 0x2c) {
        this.position += 1
        this.skipSpace()
      } else if (code === 0x5d) {
        this.trail.pop()
        this.leave()
        return
      } else throw new JsonFaultError('malformed')
    }
  }

  private scanScalar(code: number): void {
    const literal = code === 0x74 ? 'true' : code === 0x66 ? 'false' : code === 0x6e ? 'null' : undefined
    if (literal !== undefined) {
      if (!this.text.startsWith(literal, this.position)) throw new JsonFaultError('malformed')
      this.position += literal.length
      return
    }
    NUMBER.lastIndex = this.position
    if (!NUMBER.test(this.text)) throw new JsonFaultError('malformed')
    this.sink.onNumber?.(this.position, NUMBER.lastIndex)
    this.position = NUMBER.lastIndex
  }

  /** Moves past a string; true when it holds escapes. Looks for the next quote, backslash and control character natively. */
  private scanString(): boolean {
    const start = this.position + 1
    let quote = this.text.indexOf('"', start)
    if (quote < 0) throw new JsonFaultError('malformed')
    if (this.nextBackslash < start) this.nextBackslash = this.after('\\', start)
    let escaped = false
    while (this.nextBackslash < quote) {
      escaped = true
      const afterEscape = this.nextBackslash + 2
      if (quote < afterEscape) quote = this.text.indexOf('"', afterEscape)
      if (quote < 0) throw new JsonFaultError('malformed')
      this.nextBackslash = this.after('\\', afterEscape)
    }
    if (this.nextControl < start) this.nextControl = this.nextControlAfter(start)
    if (this.nextControl < quote) throw new JsonFaultError('malformed')
    this.position = quote + 1
    if (escaped) this.checkEscapes(start, quote)
    return escaped
  }

  private checkEscapes(start: number, end: number): void {
    try {
      decodeJsonString(this.text.slice(start, end))
    } catch {
      throw new JsonFaultError('malformed')
    }
  }

  private after(needle: string, from: number): number {
    const found = this.text.indexOf(needle, from)
    return found < 0 ? this.text.length : found
  }

  private nextControlAfter(from: number): number {
    CONTROL.lastIndex = from
    return CONTROL.test(this.text) ? CONTROL.lastIndex - 1 : this.text.length
  }

  private scalarAt(start: number, end: number): string {
    const code = this.text.charCodeAt(start)
    if (code === 0x22) return JSON.parse(this.text.slice(start, end)) as string
    return code === 0x7b || code === 0x5b ? '' : this.text.slice(start, end)
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.position)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.position += 1
    }
  }

  private enter(): void {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw new JsonFaultError('too_deep')
  }

  private leave(): void {
    this.depth -= 1
    this.position += 1
  }
}

function renderTrail(trail: readonly (string | number)[]): string {
  let path = ''
  for (const step of trail) {
    if (typeof step === 'number') path += `[${step}]`
    else path += path === '' ? step : `.${step}`
  }
  return path
}

/** Keys of one object: a short list is compared, a long one hashed. */
class KeySet {
  private readonly list: string[] = []
  private hashed: Set<string> | undefined = undefined

  /** False when the key was there. */
  add(key: string): boolean {
    if (this.hashed !== undefined) {
      const before = this.hashed.size
      return this.hashed.add(key).size > before
    }
    if (this.list.includes(key)) return false
    this.list.push(key)
    if (this.list.length > 12) this.hashed = new Set(this.list)
    return true
  }
}
