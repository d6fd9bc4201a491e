/** A strict JSON scanner (RFC 8259) that reports places by offset, so that a body can be changed by splicing and never re-written. */
import { byteText, decodeByteText } from './byte-text.ts'
import { decodeJsonString } from './json-string.ts'
import { JsonFaultError } from './json-fault.ts'
import { numberEnd } from './json-number.ts'
import type { PathNode } from './path-table.ts'
import { SeenKeys } from './seen-keys.ts'

/** An object of the body whose table node asked to keep some members. */
export class Scope<Rule> {
  readonly node: PathNode<Rule>
  readonly parent: Scope<Rule> | undefined
  /** Names, each followed by its value. */
  private captured: string[] | undefined = undefined

  constructor(node: PathNode<Rule>, parent: Scope<Rule> | undefined) {
    this.node = node
    this.parent = parent
  }

  /** A captured scalar member: a string decoded, a number or literal as source text. The last one when a key came twice. */
  value(member: string): string | undefined {
    const { captured } = this
    if (captured === undefined) return undefined
    for (let at = captured.length - 2; at >= 0; at -= 2) if (captured[at] === member) return captured[at + 1]
    return undefined
  }

  capture(member: string, value: string): void {
    if (this.captured === undefined) this.captured = [member, value]
    else this.captured.push(member, value)
  }
}

/** What a scan reports. Offsets are UTF-16 units of the text; a string's exclude its quotes. */
export interface JsonSink<Rule> {
  /** A string value. `node` is undefined where the table says nothing; `key` is the one above it, if the table knows it. */
  onString(
    start: number,
    end: number,
    escaped: boolean,
    node: PathNode<Rule> | undefined,
    scope: Scope<Rule> | undefined,
    key: string | undefined,
  ): void
  /** A key that the table does not know. */
  onUnknownKey(start: number, end: number, escaped: boolean, scope: Scope<Rule> | undefined): void
  /** A member whose node has a rule, or a member of the root object. The cursor is the scanner's own: read it at once. */
  onMember(member: Member<Rule>): void
  /** A number, as it is spelled. */
  onNumber?(
    start: number,
    end: number,
    node: PathNode<Rule> | undefined,
    scope: Scope<Rule> | undefined,
  ): void
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
const CONTROL = /[\u0000-\u001f]/g

export interface ScanOptions {
  /** Refuse an object with the same decoded key twice. */
  readonly refuseDuplicates: boolean
  /** The text is UTF-8 read as one byte a unit (`ByteText`): what is reported is so too. */
  readonly bytes?: boolean
  /** Somebody has looked: the text holds no control character. */
  readonly noControls?: boolean
}

/** Scans one JSON text. Throws `JsonFaultError`; reports in document order. */
export function scanJson<Rule>(
  text: string,
  root: PathNode<Rule>,
  sink: JsonSink<Rule>,
  options: ScanOptions,
): void {
  new Scanner(text, sink, options).run(root)
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
  private readonly bytes: boolean
  private position = 0
  private depth = 0
  private nextBackslash = -1
  private nextControl = -1
  /** Where the walk stands: known keys, `*` for others, numbers for array items. */
  private readonly trail: (string | number)[] = []
  private readonly member = new Cursor<Rule>(this.trail)

  constructor(text: string, sink: JsonSink<Rule>, options: ScanOptions) {
    this.text = text
    this.sink = sink
    this.refuseDuplicates = options.refuseDuplicates
    this.bytes = options.bytes === true
    if (options.noControls === true) this.nextControl = text.length
  }

  run(root: PathNode<Rule>): void {
    this.skipSpace()
    this.scanValue(root, undefined, undefined)
    this.skipSpace()
    if (this.position !== this.text.length) throw new JsonFaultError('malformed')
  }

  private scanValue(
    node: PathNode<Rule> | undefined,
    scope: Scope<Rule> | undefined,
    key: string | undefined,
  ): void {
    const code = this.text.charCodeAt(this.position)
    if (code === 0x22) {
      const start = this.position + 1
      const escaped = this.scanString()
      this.sink.onString(start, this.position - 1, escaped, node, scope, key)
    } else if (code === 0x7b) this.scanObject(node, scope)
    else if (code === 0x5b) this.scanArray(node, scope)
    else this.scanScalar(code, node, scope)
  }

  private scanObject(node: PathNode<Rule> | undefined, outer: Scope<Rule> | undefined): void {
    this.enter()
    const scope = node?.captures === undefined ? outer : new Scope(node, outer)
    const seen = this.refuseDuplicates ? new SeenKeys() : undefined
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
    seen: SeenKeys | undefined,
  ): void {
    if (this.text.charCodeAt(this.position) !== 0x22) throw new JsonFaultError('malformed')
    const keyStart = this.position + 1
    const escaped = this.scanString()
    const keyEnd = this.position - 1
    const decoded = escaped ? this.decodeKey(keyStart, keyEnd) : undefined
    const place =
      node === undefined
        ? -1
        : decoded === undefined
          ? node.placeOf(this.text, keyStart, keyEnd)
          : node.names.indexOf(decoded)
    const known = node?.names[place]
    const key = known ?? decoded ?? this.text.slice(keyStart, keyEnd)
    if (seen?.add(place, key) === false) throw new JsonFaultError('duplicate_key')
    if (known === undefined) this.sink.onUnknownKey(keyStart, keyEnd, escaped, scope)
    this.skipSpace()
    if (this.text.charCodeAt(this.position) !== 0x3a) throw new JsonFaultError('malformed')
    this.position += 1
    this.skipSpace()
    const valueStart = this.position
    const child = known === undefined ? (node?.deep === true ? node : node?.anyKey) : node?.nodes[place]
    this.trail.push(known ?? '*')
    this.scanValue(child, scope, known)
    if (node?.captures !== undefined && node.captures.includes(key))
      scope?.capture(key, this.scalarAt(valueStart, this.position))
    if (child?.rule !== undefined || this.depth === 1) this.report(key, keyStart, valueStart, child, scope)
    this.trail.pop()
  }

  private report(
    key: string,
    keyStart: number,
    valueStart: number,
    node: PathNode<Rule> | undefined,
    scope: Scope<Rule> | undefined,
  ): void {
    const { member } = this
    member.key = key
    member.keyStart = keyStart
    member.valueStart = valueStart
    member.valueEnd = this.position
    member.node = node
    member.scope = scope
    member.depth = this.depth
    this.sink.onMember(member)
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
      this.scanValue(item, scope, undefined)
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

  private scanScalar(code: number, node: PathNode<Rule> | undefined, scope: Scope<Rule> | undefined): void {
    const literal = code === 0x74 ? 'true' : code === 0x66 ? 'false' : code === 0x6e ? 'null' : undefined
    if (literal !== undefined) {
      if (!this.text.startsWith(literal, this.position)) throw new JsonFaultError('malformed')
      this.position += literal.length
      return
    }
    const end = numberEnd(this.text, this.position)
    this.sink.onNumber?.(this.position, end, node, scope)
    this.position = end
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

  private decodeKey(start: number, end: number): string {
    const source = this.text.slice(start, end)
    return this.bytes ? byteText(decodeJsonString(decodeByteText(source))) : decodeJsonString(source)
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
    if (code === 0x22) {
      const source = this.text.slice(start + 1, end - 1)
      return source.includes('\\') ? decodeJsonString(source) : source
    }
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
