/** One scan of a JSON request: which strings to redact, which members to refuse, drop or force, and the routing fields. */
import type { RequestPlace } from '../../../connectors/compiled.ts'
import type { LinkedHost, Media, RefusedMember } from '../../../connectors/contract.ts'
import type { Provenance } from '../../../redaction/types.ts'
import { ByteText, decodeByteText, holdsControl } from '../../../connectors/wire/byte-text.ts'
import { JsonFaultError } from '../../../connectors/wire/json-fault.ts'
import { decodeJsonString } from '../../../connectors/wire/json-string.ts'
import { scanJson, type JsonSink, type Member, type Scope } from '../../../connectors/wire/json-text.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import { Refusal } from '../../errors/refusal.ts'
import { keyBefore, SHORTEST_NUMBER } from './body-redactor.ts'
import { objectNames, type ObjectName } from './named-object.ts'
import { refuseMember } from './refused-member.ts'

/** A string of the body, by byte offset (quotes excluded). */
export interface StringPlace {
  readonly start: number
  readonly end: number
  readonly escaped: boolean
  readonly place: RequestPlace | undefined
  readonly scope: Scope<RequestPlace> | undefined
  readonly isKey: boolean
  /** The key that the value stands under, if the table knows it. */
  readonly key: string | undefined
  /** A number without quotes, as it is spelled. */
  readonly number?: boolean
}

export interface MemberSpan {
  readonly key: string
  readonly keyStart: number
  readonly valueStart: number
  readonly valueEnd: number
}

/** Opaque media that the body carries, and where the first of it is. */
export interface CarriedMedia {
  readonly media: Media
  readonly path: string
}

/** A URL that the vendor would call or fetch. */
export interface CarriedLink {
  readonly link: LinkedHost
  readonly url: string
}

export class JsonBody {
  readonly kind = 'json'
  /** One unit a byte, so that all offsets are bytes. */
  readonly text: string
  readonly strings: StringPlace[] = []
  /** Of the root object. */
  readonly members: MemberSpan[] = []
  readonly dropped: MemberSpan[] = []
  readonly media: CarriedMedia[] = []
  /** Objects at the vendor that the body names. */
  readonly names: ObjectName[] = []
  readonly links: CarriedLink[] = []
  readonly refusals: Refusal[] = []
  tokenIds: MemberSpan | undefined = undefined

  private readonly source: ByteText

  private constructor(source: ByteText) {
    this.source = source
    this.text = source.text
  }

  /** Throws a `Refusal` for bytes that are not one strict JSON object. `bytes` is valid UTF-8. */
  static read(bytes: Buffer, table: PathNode<RequestPlace>): JsonBody {
    const body = new JsonBody(new ByteText(bytes))
    const { text } = body
    const sink = new BodySink(body)
    try {
      scanJson(text, table, sink, { refuseDuplicates: true, bytes: true, noControls: !holdsControl(bytes) })
    } catch (error) {
      if (!(error instanceof JsonFaultError)) throw error
      throw new Refusal(
        error.fault === 'duplicate_key'
          ? 'json_duplicate_key'
          : error.fault === 'too_deep'
            ? 'json_too_deep'
            : 'json_malformed',
      )
    }
    if (text.charCodeAt(body.start) !== 0x7b)
      throw new Refusal('json_malformed', { because: 'It has to be an object.' })
    sink.finish()
    return body
  }

  get bytes(): Buffer {
    return this.source.bytes
  }

  /** Offset of the first character that is not white space. */
  get start(): number {
    let at = 0
    while (this.text.charCodeAt(at) <= 0x20) at += 1
    return at
  }

  /** A top-level member; keys are unique. */
  member(key: string): MemberSpan | undefined {
    for (const span of this.members) if (span.key === key) return span
    return undefined
  }

  /** Whether any top-level member is left when the dropped ones are gone. */
  get keepsMembers(): boolean {
    if (this.dropped.length === 0) return this.members.length > 0
    const dropped = new Set(this.dropped.map(({ keyStart }) => keyStart))
    return this.members.some(({ keyStart }) => !dropped.has(keyStart))
  }

  /** A string or key of the body, decoded. */
  stringAt({ start, end, escaped }: Pick<StringPlace, 'start' | 'end' | 'escaped'>): string {
    const text = this.source.decode(start, end)
    return escaped ? decodeJsonString(text) : text
  }

  /** The key of the member whose value's quote is at `quote`, or undefined in an array. */
  keyBefore(quote: number): string | undefined {
    const key = keyBefore(this.text, quote)
    return key === undefined ? undefined : decodeByteText(key)
  }

  /** A top-level string; undefined when absent, null or not a string. */
  stringMember(key: string): string | undefined {
    const span = this.member(key)
    if (span === undefined || this.text.charCodeAt(span.valueStart) !== 0x22) return undefined
    return stringFrom(this.text.slice(span.valueStart, span.valueEnd))
  }

  /** True for the value of a top-level member: a parameter of the vendor's. */
  isAtTop({ start }: StringPlace): boolean {
    return this.members.some(({ valueStart }) => valueStart === start)
  }

  /** True for a top-level member of any type but null. */
  has(key: string): boolean {
    const span = this.member(key)
    return span !== undefined && this.text.slice(span.valueStart, span.valueEnd) !== 'null'
  }

  /** True when the string at a path of plain keys is one of the values. */
  hasValue({ path, values }: { readonly path: string; readonly values: RegExp }): boolean {
    const value = this.stringIn(path)
    return value !== undefined && values.test(value)
  }

  /** The string at a path of plain keys. */
  stringIn(path: string): string | undefined {
    const [first = '', ...rest] = path.split('.')
    const span = this.member(first)
    if (span === undefined) return undefined
    let value: unknown = JSON.parse(this.source.decode(span.valueStart, span.valueEnd))
    for (const key of rest)
      value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
    return typeof value === 'string' ? value : undefined
  }

  isTrue(key: string): boolean {
    const span = this.member(key)
    return span !== undefined && this.text.slice(span.valueStart, span.valueEnd) === 'true'
  }
}

/** A string from its source in byte text, quotes included. */
function stringFrom(source: string): string {
  const text = decodeByteText(source)
  return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1)
}

/** Whose text a string is: a turn's, unless the turn's role is the operator's. */
export function provenanceOf(
  place: RequestPlace | undefined,
  scope: Scope<RequestPlace> | undefined,
): Provenance {
  for (let current = scope; current !== undefined; current = current.parent) {
    const turn = current.node.rule?.turn
    if (turn === undefined) continue
    const role = turn.role === undefined ? undefined : current.value(turn.role)
    return role !== undefined && turn.operator.has(role) ? 'operator' : 'caller'
  }
  return place?.turn === undefined ? 'operator' : 'caller'
}

interface PendingRefusal {
  readonly refused: RefusedMember
  readonly scope: Scope<RequestPlace> | undefined
  readonly path: string
}

class BodySink implements JsonSink<RequestPlace> {
  private readonly body: JsonBody
  private readonly pending: PendingRefusal[] = []

  constructor(body: JsonBody) {
    this.body = body
  }

  onString(
    start: number,
    end: number,
    escaped: boolean,
    node: PathNode<RequestPlace> | undefined,
    scope: Scope<RequestPlace> | undefined,
    key: string | undefined,
  ): void {
    // An empty text to translate has an answer of its own, so it keeps its place among the others.
    if (end === start && node?.rule?.turn === undefined) return
    this.body.strings.push({ start, end, escaped, place: node?.rule, scope, isKey: false, key })
    if (node?.rule?.object === undefined) return
    this.body.names.push(...objectNames(node.rule, this.body.stringAt({ start, end, escaped })))
  }

  onNumber(
    start: number,
    end: number,
    node: PathNode<RequestPlace> | undefined,
    scope: Scope<RequestPlace> | undefined,
  ): void {
    const place = node?.rule
    if (end - start < SHORTEST_NUMBER || place?.verbatim === true) return
    this.body.strings.push({
      start,
      end,
      escaped: false,
      place,
      scope,
      isKey: false,
      key: undefined,
      number: true,
    })
  }

  onUnknownKey(start: number, end: number, escaped: boolean, scope: Scope<RequestPlace> | undefined): void {
    if (end === start) return
    this.body.strings.push({ start, end, escaped, place: undefined, scope, isKey: true, key: undefined })
  }

  onMember(member: Member<RequestPlace>): void {
    const { valueStart, valueEnd } = member
    if (member.depth === 1) this.body.members.push(spanOf(member))
    const place = member.node?.rule
    if (place === undefined) return
    if (place.dropped === true) this.body.dropped.push(spanOf(member))
    if (place.tokenIds === true) this.body.tokenIds = spanOf(member)
    if (place.pseudonym === true && !/^["n]/.test(this.body.text.slice(valueStart, valueStart + 1))) {
      this.body.refusals.push(
        new Refusal('unredactable', { path: member.path(), because: 'An identifier has to be a string.' }),
      )
    }
    if (place.object !== undefined && !mayName(member, this.body.text)) {
      this.body.refusals.push(new Refusal('object_unknown', { path: member.path() }))
    }
    if (place.opaque !== undefined && valueEnd - valueStart > 2) {
      this.body.media.push({ media: place.opaque, path: member.path() })
    }
    if (place.link !== undefined) this.addLink(place.link, valueStart, valueEnd)
    if (place.refused !== undefined) for (const refused of place.refused) this.consider(refused, member)
  }

  /** Refusals that depend on siblings are decided when the object is complete. */
  finish(): void {
    for (const { refused, scope, path } of this.pending) {
      const has = (name: string): boolean => {
        const value = scope?.value(name)
        return value !== undefined && value !== 'null'
      }
      if (!(refused.unlessSiblings ?? []).some(has)) this.body.refusals.push(refuseMember(refused, path))
    }
  }

  /** What is no string can be no URL either: it is taken for one that no list has. */
  private addLink(link: LinkedHost, start: number, end: number): void {
    const source = this.body.text.slice(start, end)
    if (source === 'null') return
    const url = source.startsWith('"') ? stringFrom(source) : ''
    if (link.except?.test(url) !== true) this.body.links.push({ link, url })
  }

  private consider(refused: RefusedMember, member: Member<RequestPlace>): void {
    if (!isRefused(refused, this.body.text.slice(member.valueStart, member.valueEnd))) return
    const path = member.path()
    if (refused.unlessSiblings === undefined) this.body.refusals.push(refuseMember(refused, path))
    else this.pending.push({ refused, scope: member.scope, path })
  }
}

function spanOf({ key, keyStart, valueStart, valueEnd }: Member<RequestPlace>): MemberSpan {
  return { key, keyStart, valueStart, valueEnd }
}

/** A name is a string; a list of names has a rule of its own for what stands in it. */
function mayName({ node, valueStart }: Member<RequestPlace>, text: string): boolean {
  const first = text[valueStart]
  if (first === '[') return node?.items?.rule?.object !== undefined
  return first === '"' || first === 'n'
}

function isRefused(refused: RefusedMember, source: string): boolean {
  if (source === 'null') return false
  const value = source.startsWith('"') ? stringFrom(source) : source
  if (refused.values !== undefined) return refused.values.test(value)
  if (refused.except !== undefined) return !refused.except.test(value)
  return source !== 'false' && !/^\[\s*\]$/.test(source)
}
