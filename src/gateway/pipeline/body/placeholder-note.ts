/** One sentence for the model about the placeholders in its input, put where the operation has a place for such. */
import type { NotePlace } from '../../../connectors/contract.ts'
import { addMembers } from './add-members.ts'
import type { JsonBody } from './json-body.ts'
import type { Splice } from './splice.ts'

export const PLACEHOLDER_NOTE =
  'Names in square brackets such as [EMAIL_1] stand for values that are withheld: copy them exactly as they are, without translating, changing or explaining them.'

/** The body keeps all that it says: the note is added to it. A member of another shape is left alone. */
export function addPlaceholderNote(
  body: JsonBody,
  place: NotePlace,
  splice: Splice,
  note = PLACEHOLDER_NOTE,
): void {
  const span = body.member(place.key) ?? (place.alias === undefined ? undefined : body.member(place.alias))
  const item = place.item?.replace('$NOTE', note)
  const absent = span === undefined || body.text.slice(span.valueStart, span.valueEnd) === 'null'
  if (absent) {
    const value = valueOf(place, item, note)
    if (span !== undefined) splice.replace(span.valueStart, span.valueEnd, value)
    else addMembers(body, `"${place.key}":${value}`, splice)
    return
  }
  const value = body.text.slice(span.valueStart, span.valueEnd)
  if (value.startsWith('"') && place.kind === 'text') {
    const paragraph = value === '""' ? note : `\\n\\n${note}`
    splice.replace(span.valueEnd - 1, span.valueEnd - 1, paragraph)
    return
  }
  if (item === undefined) return
  if (value.startsWith('[')) addItem(value, span.valueStart, item, place.position ?? 'last', splice)
  else if (value.startsWith('{') && place.within !== undefined) {
    // A quote inside a string is escaped, so this is a key.
    const array = new RegExp(`"${place.within}"\\s*:\\s*\\[`).exec(value)
    if (array === null) return
    const start = array.index + array[0].length - 1
    addItem(value.slice(start), span.valueStart + start, item, 'first', splice)
  }
}

function valueOf(place: NotePlace, item: string | undefined, note: string): string {
  if (place.kind === 'text' || item === undefined) return `"${note}"`
  return place.within === undefined ? `[${item}]` : `{"${place.within}":[${item}]}`
}

/** `array` begins with its bracket; it may go on behind its end when the item goes first. */
function addItem(array: string, at: number, item: string, position: 'first' | 'last', splice: Splice): void {
  const empty = /^\[\s*\]/.test(array)
  if (position === 'first') splice.replace(at + 1, at + 1, empty ? item : `${item},`)
  else splice.replace(at + array.length - 1, at + array.length - 1, empty ? item : `,${item}`)
}
