/** The proof that a body was redacted: it can only be made by redacting, and it only gives out bytes that are ready to leave. */
import type { ForcedMember } from '../../../connectors/contract.ts'
import type { BodyRedactor } from './body-redactor.ts'
import type { FormBody } from './form-body.ts'
import { redactElements, redactFields, type ElementPlan } from './element-texts.ts'
import type { JsonBody, MemberSpan } from './json-body.ts'
import { redactMembers } from './json-strings.ts'
import type { PassingBody } from './passing-body.ts'
import { Splice } from './splice.ts'
import { redactTokenIds } from './token-ids.ts'

type Outgoing =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'pass'; readonly pass: PassingBody }

declare const redacted: unique symbol

/** Bytes, or a pass that makes them while the caller uploads. Made by `RedactedBody.finish` and nowhere else. */
export type OutgoingBody = Outgoing & { readonly [redacted]: true }

type Source =
  | { readonly kind: 'json'; readonly body: JsonBody; readonly raw: Buffer }
  | { readonly kind: 'form'; readonly body: FormBody; readonly raw: Buffer }
  | { readonly kind: 'passing'; readonly pass: PassingBody }
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

  static passing(pass: PassingBody): RedactedBody {
    return new RedactedBody({ kind: 'passing', pass }, new Splice())
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
    redactMembers(body, redactor, splice)
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

  /** A form whose answer is restored like any other. */
  static form(body: FormBody, raw: Buffer, redactor: BodyRedactor): RedactedBody {
    const splice = new Splice()
    redactFields(body, redactor, splice)
    return new RedactedBody({ kind: 'form', body, raw }, splice)
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
        added.push(`"${forced.key}":${forced.how === 'append' ? `[${forced.value}]` : forced.value}`)
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
    if (source.kind === 'passing') return { kind: 'pass', pass: source.pass }
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
