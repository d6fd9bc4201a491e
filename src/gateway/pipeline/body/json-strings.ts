/** The strings of a JSON body, each changed as its place in the table says, by splicing. */
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-text.ts'
import { keyBefore, type BodyRedactor } from './body-redactor.ts'
import { objectNames } from './named-object.ts'
import { provenanceOf, type JsonBody, type MemberSpan, type StringPlace } from './json-body.ts'
import type { Splice } from './splice.ts'

/** Redacts every string of a body and takes out the members that the table drops. */
export function redactMembers(body: JsonBody, redactor: BodyRedactor, splice: Splice): void {
  redactStrings(body, redactor, splice)
  for (const span of body.dropped) dropMember(body.text, span, splice)
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
  if (objectNames(rule, text).length > 0) return
  if (rule?.verbatim === true && redactor.isIdentifier(text)) return
  if (rule?.opaque !== undefined && redactor.isOpaque(text)) return
  if (rule?.exact !== undefined) {
    redactor.demandExact(text, rule.exact)
    return
  }
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
