/** The proof that a body was redacted: it can only be made by redacting, and it only gives out bytes that are ready to leave. */
import type { ForcedMember, NotePlace } from '../../../connectors/contract.ts'
import { encodeFormText } from '../../../connectors/wire/form-text.ts'
import { mayHoldToken } from '../../../redaction/index.ts'
import { addMembers } from './add-members.ts'
import type { BodyRedactor } from './body-redactor.ts'
import type { FormBody } from './form-body.ts'
import { redactElements, redactFields, type ElementPlan } from './element-texts.ts'
import type { JsonBody, MemberSpan } from './json-body.ts'
import { redactMembers, redactMembersInSlices } from './json-strings.ts'
import { SLICED } from './slices.ts'
import type { PassingBody } from './passing-body.ts'
import { addPlaceholderNote, PLACEHOLDER_NOTE } from './placeholder-note.ts'
import { grammarNote } from './grammar-note.ts'
import { reserveFiles } from './text-file.ts'
import { ByteSplice, Splice } from './splice.ts'
import { redactTokenIds } from './token-ids.ts'

type Outgoing =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'pass'; readonly pass: PassingBody }

declare const redacted: unique symbol

/** Bytes, or a pass that makes them while the caller uploads. Made by `RedactedBody.finish` and nowhere else. */
export type OutgoingBody = Outgoing & { readonly [redacted]: true }

type Source =
  | { readonly kind: 'json'; readonly body: JsonBody; readonly splice: ByteSplice }
  | { readonly kind: 'form'; readonly body: FormBody; readonly raw: Buffer; readonly splice: Splice }
  | { readonly kind: 'passing'; readonly pass: PassingBody }
  | { readonly kind: 'none' }

export class RedactedBody {
  private readonly source: Source
  /** How element tokens were written, for machine translation. */
  readonly elements: ElementPlan | undefined

  private constructor(source: Source, elements?: ElementPlan) {
    this.source = source
    this.elements = elements
  }

  static none(): RedactedBody {
    return new RedactedBody({ kind: 'none' })
  }

  static passing(pass: PassingBody): RedactedBody {
    return new RedactedBody({ kind: 'passing', pass })
  }

  /** The body leaves as it came when nothing in it is changed. `note`: where the sentence about placeholders goes, if wanted. */
  static async json(
    body: JsonBody,
    redactor: BodyRedactor,
    model: string | undefined,
    note: NotePlace | undefined,
  ): Promise<RedactedBody> {
    const splice = new ByteSplice()
    const { vault } = redactor
    if (vault.reservesAll || mayHoldToken(body.text)) vault.reserve(body.bytes.toString('utf8'))
    reserveFiles(body, vault)
    if (body.tokenIds !== undefined) await redactTokenIds(body, body.tokenIds, redactor, model, splice)
    if (body.bytes.length < SLICED) redactMembers(body, redactor, splice)
    else await redactMembersInSlices(body, redactor, splice)
    if (note !== undefined && vault.restorable)
      addPlaceholderNote(body, note, splice, PLACEHOLDER_NOTE + grammarNote(body, vault))
    return new RedactedBody({ kind: 'json', body, splice })
  }

  /** A translation request as JSON: texts get element tokens, everything else is redacted as usual. */
  static elements(body: JsonBody, redactor: BodyRedactor): RedactedBody {
    const splice = new ByteSplice()
    const plan = redactElements(body, redactor, splice)
    return new RedactedBody({ kind: 'json', body, splice }, plan)
  }

  /** The same as a form. `raw` is the body as it came. */
  static form(body: FormBody, raw: Buffer, redactor: BodyRedactor): RedactedBody {
    const splice = new Splice()
    const plan = redactElements(body, redactor, splice)
    return new RedactedBody({ kind: 'form', body, raw, splice }, plan)
  }

  /** A form whose answer is restored like any other. */
  static fields(body: FormBody, raw: Buffer, redactor: BodyRedactor): RedactedBody {
    const splice = new Splice()
    redactFields(body, redactor, splice)
    dropFields(body, splice)
    return new RedactedBody({ kind: 'form', body, raw, splice })
  }

  /** Forces members of a JSON body and returns the flags that are now in it. */
  force(members: readonly ForcedMember[], model: string | undefined): readonly string[] {
    const { source } = this
    if (source.kind === 'form') return forceFields(source, members, model)
    if (source.kind !== 'json') return []
    const flags: string[] = []
    const added: string[] = []
    for (const forced of members) {
      if (!appliesTo(forced, model)) continue
      const span = source.body.member(forced.key)
      if (span === undefined)
        added.push(`"${forced.key}":${forced.how === 'append' ? `[${forced.value}]` : forced.value}`)
      else forceMember(source.body.text, span, forced, source.splice)
      flags.push(forced.flag)
    }
    if (added.length > 0) addMembers(source.body, added.join(','), source.splice)
    return flags
  }

  finish(): OutgoingBody {
    return this.outgoing() as OutgoingBody
  }

  private outgoing(): Outgoing {
    const { source } = this
    if (source.kind === 'none') return { kind: 'none' }
    if (source.kind === 'passing') return { kind: 'pass', pass: source.pass }
    return { kind: 'bytes', bytes: source.kind === 'json' ? jsonBytes(source) : formBytes(source) }
  }
}

function jsonBytes({ body, splice }: Source & { readonly kind: 'json' }): Buffer {
  return splice.empty ? body.bytes : splice.bytes(body.text)
}

function formBytes({ body, raw, splice }: Source & { readonly kind: 'form' }): Buffer {
  return splice.empty ? raw : Buffer.from(splice.apply(body.text), 'utf8')
}

/** A field of a list stays a list: its table drops every one of its names. */
function dropFields({ fields, text }: FormBody, splice: Splice): void {
  for (const { pair, place } of fields) {
    if (place?.dropped !== true) continue
    const end = text[pair.valueEnd] === '&' ? pair.valueEnd + 1 : pair.valueEnd
    splice.replace(pair.nameStart, end, '')
  }
}

/** A field holds one value, so that a forced one stands in its place; a list is one value too. */
function forceFields(
  { body, splice }: Source & { readonly kind: 'form' },
  members: readonly ForcedMember[],
  model: string | undefined,
): readonly string[] {
  const flags: string[] = []
  const added: string[] = []
  for (const forced of members) {
    if (!appliesTo(forced, model)) continue
    const field = body.fields.find(({ pair }) => pair.name === forced.key)
    const pair = `${encodeFormText(forced.key)}=${encodeFormText(forcedText(forced, field?.pair.value))}`
    if (field === undefined) added.push(pair)
    // With its name, so that what redaction would have put into the value is void.
    else splice.replace(field.pair.nameStart, field.pair.valueEnd, pair)
    flags.push(forced.flag)
  }
  const { length } = body.text
  if (added.length > 0)
    splice.replace(length, length, `${body.fields.length === 0 ? '' : '&'}${added.join('&')}`)
  return flags
}

/** A list is written as JSON, and keeps what the caller put in: more of it is what a union is for. */
function forcedText({ value, how }: ForcedMember, sent: string | undefined): string {
  if (how !== 'union') return value.startsWith('"') ? (JSON.parse(value) as string) : value
  const wanted = JSON.parse(value) as readonly unknown[]
  const own = sent === undefined ? [] : namesIn(sent)
  return JSON.stringify([...own, ...wanted.filter((item) => !own.includes(item))])
}

/** Names of a list; whatever else a caller sends in its place is nothing. */
function namesIn(source: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(source)
    return Array.isArray(list)
      ? list.filter((item) => typeof item === 'string' && /^[a-z_]{1,40}$/.test(item))
      : []
  } catch {
    return []
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
  const wanted = forced.how === 'append' ? `[${forced.value}]` : forced.value
  if (!value.startsWith('[')) {
    splice.replace(span.valueStart, span.valueEnd, wanted)
    return
  }
  const items = JSON.parse(value) as readonly unknown[]
  const missing = (JSON.parse(wanted) as readonly unknown[]).filter((item) => !items.includes(item))
  if (missing.length === 0) return
  const more = JSON.stringify(missing).slice(1, -1)
  splice.replace(span.valueEnd - 1, span.valueEnd - 1, items.length === 0 ? more : `,${more}`)
}
