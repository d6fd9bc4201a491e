/** The proof that a body was redacted: it can only be made by redacting, and it only gives out bytes that are ready to leave. */
import type { ForcedMember } from '../../../connectors/contract.ts'
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-text.ts'
import type { BodyRedactor } from './body-redactor.ts'
import { keyBefore } from './body-redactor.ts'
import { objectName } from './named-object.ts'
import type { FormBody } from './form-body.ts'
import { redactElements, type ElementPlan } from './element-texts.ts'
import { provenanceOf, type JsonBody, type MemberSpan, type StringPlace } from './json-body.ts'
import type { MultipartPass } from './multipart-pass.ts'
import { Splice } from './splice.ts'
import { redactTokenIds } from './token-ids.ts'

type Outgoing =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'pass'; readonly pass: MultipartPass }

declare const redacted: unique symbol

/** Bytes, or a pass that makes them while the caller uploads. Made by `RedactedBody.finish` and nowhere else. */
export type OutgoingBody = Outgoing & { readonly [redacted]: true }

type Source =
  | { readonly kind: 'json'; readonly body: JsonBody; readonly raw: Buffer }
  | { readonly kind: 'form'; readonly body: FormBody; readonly raw: Buffer }
  | { readonly kind: 'multipart'; readonly pass: MultipartPass }
  | { readonly kind: 'none' }

export class RedactedBody {
  private readonly source: Source
  private readonly splice: Splice
  /** How element tokens were written, for machine translation. */
  readonly elements: ElementPlan | undefined

  private constructor(source: Source, splice: Splice, elements?: ElementPlan) {
    this.source = source
    this.splice = splice
    this.elements = elements
  }

  static none(): RedactedBody {
    return new RedactedBody({ kind: 'none' }, new Splice())
  }

  static multipart(pass: MultipartPass): RedactedBody {
    return new RedactedBody({ kind: 'multipart', pass }, new Splice())
  }

  /** `raw` is the body as it came; it leaves unchanged when nothing in it was changed. */
  static async json(
    body: JsonBody,
    raw: Buffer,
    redactor: BodyRedactor,
    model: string | undefined,
  ): Promise<RedactedBody> {
    const splice = new Splice()
    redactor.vault.reserve(body.text)
    if (body.tokenIds !== undefined) await redactTokenIds(body, body.tokenIds, redactor, model, splice)
    redactStrings(body, redactor, splice)
    for (const span of body.dropped) dropMember(body.text, span, splice)
    return new RedactedBody({ kind: 'json', body, raw }, splice)
  }

  /** A translation request as JSON or as a form: texts get element tokens, everything else is redacted as usual. */
  static elements(body: JsonBody | FormBody, raw: Buffer, redactor: BodyRedactor): RedactedBody {
    const splice = new Splice()
    const plan = redactElements(body, redactor, splice)
    return new RedactedBody(
      body.kind === 'json' ? { kind: 'json', body, raw } : { kind: 'form', body, raw },
      splice,
      plan,
    )
  }

  /** Forces members of a JSON body and returns the flags that are now in it. */
  force(members: readonly ForcedMember[], model: string | undefined): readonly string[] {
    const { source } = this
    if (source.kind !== 'json') return []
    const flags: string[] = []
    const added: string[] = []
    for (const forced of members) {
      if (!appliesTo(forced, model)) continue
      const span = source.body.members.get(forced.key)
      if (span === undefined)
        added.push(`"${forced.key}":${forced.how === 'set' ? forced.value : `[${forced.value}]`}`)
      else forceMember(source.body.text, span, forced, this.splice)
      flags.push(forced.flag)
    }
    if (added.length > 0) {
      const start = source.body.start + 1
      const separator = source.body.members.size === 0 ? '' : ','
      this.splice.replace(start, start, added.join(',') + separator)
    }
    return flags
  }

  finish(): OutgoingBody {
    return this.outgoing() as OutgoingBody
  }

  private outgoing(): Outgoing {
    const { source } = this
    if (source.kind === 'none') return { kind: 'none' }
    if (source.kind === 'multipart') return { kind: 'pass', pass: source.pass }
    if (this.splice.empty) return { kind: 'bytes', bytes: source.raw }
    return { kind: 'bytes', bytes: Buffer.from(this.splice.apply(source.body.text), 'utf8') }
  }
}

function appliesTo(forced: ForcedMember, model: string | undefined): boolean {
  if (model === undefined) return true
  if (forced.notModels?.test(model) === true) return false
  return forced.models?.test(model) ?? true
}

function forceMember(text: string, span: MemberSpan, forced: ForcedMember, splice: Splice): void {
  const value = text.slice(span.valueStart, span.valueEnd)
  if (forced.how === 'set') {
    if (value !== forced.value) splice.replace(span.valueStart, span.valueEnd, forced.value)
    return
  }
  if (!value.startsWith('[')) {
    splice.replace(span.valueStart, span.valueEnd, `[${forced.value}]`)
    return
  }
  const items = JSON.parse(value) as readonly unknown[]
  if (items.includes(JSON.parse(forced.value))) return
  splice.replace(span.valueEnd - 1, span.valueEnd - 1, items.length === 0 ? forced.value : `,${forced.value}`)
}

/** Turns first, in order, so that their tokens do not depend on what stands around them. */
function redactStrings(body: JsonBody, redactor: BodyRedactor, splice: Splice): void {
  const others: StringPlace[] = []
  for (const place of body.strings) {
    if (provenanceOf(place.place, place.scope) === 'caller')
      redactString(body, place, 'caller', redactor, splice)
    else others.push(place)
  }
  for (const place of others) redactString(body, place, 'operator', redactor, splice)
}

function redactString(
  body: JsonBody,
  at: StringPlace,
  provenance: 'caller' | 'operator',
  redactor: BodyRedactor,
  splice: Splice,
): void {
  const raw = body.text.slice(at.start, at.end)
  const text = at.escaped ? decodeJsonString(raw) : raw
  const rule = at.place
  // Found among the tenant's own by now: the vendor's id, whatever it looks like.
  if (objectName(rule, text) !== undefined) return
  if (rule?.verbatim === true && redactor.isIdentifier(text)) return
  if (rule?.opaque !== undefined && redactor.isOpaque(text)) return
  const changed =
    rule?.pseudonym === true
      ? redactor.pseudonym(text)
      : rule?.json === true
        ? redactor.json(text, provenance)
        : redactor.content(text, provenance, () =>
            at.isKey ? undefined : keyBefore(body.text, at.start - 1),
          )
  if (changed !== text) splice.replace(at.start, at.end, encodeJsonString(changed))
}

/** Takes a member out with one of its commas. */
function dropMember(text: string, span: MemberSpan, splice: Splice): void {
  const start = span.keyStart - 1
  const after = skipSpace(text, span.valueEnd, 1)
  if (text[after] === ',') {
    splice.replace(start, skipSpace(text, after + 1, 1), '')
    return
  }
  const before = skipSpace(text, start - 1, -1)
  splice.replace(text[before] === ',' ? before : start, span.valueEnd, '')
}

function skipSpace(text: string, from: number, step: 1 | -1): number {
  let position = from
  while (position >= 0 && position < text.length && text.charCodeAt(position) <= 0x20) position += step
  return position
}
