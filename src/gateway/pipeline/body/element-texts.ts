/** Texts for machine translation: values become XML elements that translators carry across, verified on return. */
import { JsonFaultError } from '../../../connectors/wire/json-fault.ts'
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { scanJson } from '../../../connectors/wire/json-text.ts'
import { encodeFormText } from '../../../connectors/wire/form-text.ts'
import { nodeAt, PathNode } from '../../../connectors/wire/path-table.ts'
import type { RequestPlace } from '../../../connectors/compiled.ts'
import type { Vault } from '../../../redaction/index.ts'
import { AnswerFaultError } from '../answer/answer-body.ts'
import type { BodyRedactor } from './body-redactor.ts'
import type { FormBody } from './form-body.ts'
import { provenanceOf, type JsonBody } from './json-body.ts'
import { objectNames } from './named-object.ts'
import { Splice } from './splice.ts'

/** What left, so that what comes back can be held against it. */
export interface ElementPlan {
  /** Texts in order, as sent. */
  readonly sent: readonly string[]
  /** The caller's text was plain and left escaped for XML. */
  readonly escaped: boolean
}

/** One string of the body, wherever it stands. */
interface TextPlace {
  readonly text: string
  readonly place: RequestPlace | undefined
  readonly turn: boolean
  readonly cue: () => string | undefined
  readonly replace: (text: string) => void
}

/** Redacts a translation request. Undefined when no text held anything: then nothing about tags changes. */
export function redactElements(
  body: JsonBody | FormBody,
  redactor: BodyRedactor,
  splice: Splice,
): ElementPlan | undefined {
  const places = body.kind === 'json' ? jsonPlaces(body, splice) : formPlaces(body, splice)
  // Tokens that the caller wrote are told apart from ours however they are spelled: in a form, in JSON escapes.
  for (const place of places) redactor.vault.reserve(place.text)
  const texts = places.filter((place) => place.turn)
  for (const place of places) if (!place.turn) redactOther(place, redactor)
  if (redactor.mode !== 'apply') {
    for (const place of texts) redactor.text(place.text, 'caller', place.cue)
    return undefined
  }
  if (!texts.some((place) => redactor.finds(place.text))) return undefined
  const escaped = redactor.style === 'element' && !usesTags(body)
  const sent = texts.map((place) => {
    const redacted = redactor.text(place.text, 'caller', place.cue, escaped)
    if (redacted !== place.text) place.replace(redacted)
    return redacted
  })
  if (escaped) askForTags(body, splice)
  return { sent, escaped }
}

/** Redacts a form whose answer is restored like any other: values become tokens of prose. */
export function redactFields(body: FormBody, redactor: BodyRedactor, splice: Splice): void {
  const places = formPlaces(body, splice)
  for (const place of places) redactor.vault.reserve(place.text)
  for (const place of places) {
    if (!place.turn) {
      redactOther(place, redactor)
      continue
    }
    const redacted =
      place.place?.json === true
        ? redactor.json(place.text, 'caller', place.cue)
        : redactor.text(place.text, 'caller', place.cue)
    if (redacted !== place.text) place.replace(redacted)
  }
}

function redactOther(place: TextPlace, redactor: BodyRedactor): void {
  // Found among the tenant's own by now: the vendor's id, whatever it looks like.
  if (objectNames(place.place, place.text).length > 0) return
  if (place.place?.verbatim === true && redactor.isIdentifier(place.text)) return
  if (place.place?.exact !== undefined) {
    redactor.demandExact(place.text, place.place.exact)
    return
  }
  const redacted =
    place.place?.json === true
      ? redactor.json(place.text, 'operator', place.cue)
      : redactor.text(place.text, 'operator', place.cue)
  if (redacted !== place.text) place.replace(redacted)
}

function jsonPlaces(body: JsonBody, splice: Splice): readonly TextPlace[] {
  return body.strings.map((string): TextPlace => {
    return {
      text: body.stringAt(string),
      place: string.place,
      turn: provenanceOf(string.place, string.scope) === 'caller',
      cue: () => body.keyBefore(string.start - 1),
      replace: (text) => splice.replace(string.start, string.end, encodeJsonString(text)),
    }
  })
}

function formPlaces(body: FormBody, splice: Splice): readonly TextPlace[] {
  return body.fields.flatMap(({ pair, place }): readonly TextPlace[] => {
    const value: TextPlace = {
      text: pair.value,
      place,
      turn: place?.turn !== undefined,
      cue: () => pair.name,
      replace: (text) => splice.replace(pair.valueStart, pair.valueEnd, encodeFormText(text)),
    }
    if (place !== undefined) return [value]
    // A name that the table does not know is the caller's text too.
    const name: TextPlace = {
      text: pair.name,
      place: undefined,
      turn: false,
      cue: () => undefined,
      replace: (text) => splice.replace(pair.nameStart, pair.nameEnd, encodeFormText(text)),
    }
    return [name, value]
  })
}

function usesTags(body: JsonBody | FormBody): boolean {
  const value = body.stringMember('tag_handling')
  return value === 'xml' || value === 'html'
}

/** Version 2 parses strictly, which is what the escaping is for (DeepL, XML handling). */
function askForTags(body: JsonBody | FormBody, splice: Splice): void {
  const wanted: readonly (readonly [string, string])[] = [
    ['tag_handling', 'xml'],
    ['tag_handling_version', 'v2'],
  ]
  const added: string[] = []
  for (const [name, value] of wanted) {
    if (body.kind === 'json') {
      const span = body.member(name)
      if (span === undefined) added.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`)
      else splice.replace(span.valueStart, span.valueEnd, JSON.stringify(value))
    } else {
      const field = body.fields.find((each) => each.pair.name === name)
      if (field === undefined) added.push(`${name}=${value}`)
      else splice.replace(field.pair.valueStart, field.pair.valueEnd, value)
    }
  }
  if (added.length === 0) return
  if (body.kind === 'json') splice.replace(body.start + 1, body.start + 1, `${added.join(',')},`)
  else splice.replace(body.text.length, body.text.length, `&${added.join('&')}`)
}

/** Marks the strings that are translations: one in each item of the answer's list. */
const ANSWER = new PathNode<'translation'>()
nodeAt(ANSWER, 'translations[].text').rule = 'translation'

/**
 * Restores the translations of a whole answer, each held against the text that left, and whatever else quotes them.
 * Changes those strings and nothing else. Throws `AnswerFaultError`.
 */
export function restoreElements(answer: string, plan: ElementPlan, vault: Vault): string {
  const source = plan.escaped ? 'escaped' : 'text'
  const splice = new Splice()
  let translations = 0
  const restore = (
    start: number,
    end: number,
    escaped: boolean,
    node: PathNode<'translation'> | undefined,
  ) => {
    const raw = answer.slice(start, end)
    const text = escaped ? decodeJsonString(raw) : raw
    if (node?.rule === 'translation') {
      const sent = plan.sent[translations++]
      if (sent === undefined) throw new AnswerFaultError('vendor_malformed')
      if (!vault.verifyElements(sent, text).complete) throw new AnswerFaultError('restoration_failed')
    }
    const restored = vault.restore(text, source)
    if (restored !== text) splice.replace(start, end, encodeJsonString(restored))
  }
  try {
    // Twice the same key in one item would let one translation pass for the next one's.
    const sink = { onString: restore, onUnknownKey: () => {}, onMember: () => {} }
    scanJson(answer, ANSWER, sink, { refuseDuplicates: true })
  } catch (error) {
    if (error instanceof JsonFaultError) throw new AnswerFaultError('vendor_malformed')
    throw error
  }
  if (translations !== plan.sent.length || countItems(answer) !== translations)
    throw new AnswerFaultError('vendor_malformed')
  return splice.apply(answer)
}

function countItems(answer: string): number {
  const value: unknown = JSON.parse(answer)
  const items: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'translations') : undefined
  return Array.isArray(items) ? items.length : 0
}
