/** Query strings and paths: known parameters that look like ids stay, everything else is redacted like a body. */
import { encodeFormText, FormFaultError, scanForm } from '../../../connectors/wire/form-text.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { BodyRedactor } from './body-redactor.ts'
import { Splice } from './splice.ts'

/** The query as it leaves: byte for byte as sent where nothing was found. */
export function redactQuery(query: string, known: ReadonlySet<string>, redactor: BodyRedactor): string {
  if (query === '') return query
  const splice = new Splice()
  try {
    for (const pair of scanForm(query)) {
      if (known.has(pair.name) && redactor.isIdentifier(pair.value)) continue
      const value = redactor.text(pair.value, 'operator', () => pair.name)
      if (value !== pair.value) splice.replace(pair.valueStart, pair.valueEnd, encodeFormText(value))
      if (known.has(pair.name)) continue
      const name = redactor.text(pair.name, 'operator', () => undefined)
      if (name !== pair.name) splice.replace(pair.nameStart, pair.nameEnd, encodeFormText(name))
    }
  } catch (error) {
    if (error instanceof FormFaultError)
      throw new Refusal('request_malformed', { because: 'The query holds a broken escape.' })
    throw error
  }
  return splice.apply(query)
}

/** Segments of an unlisted path: one that holds a found value is redacted, so that no id of a person becomes an address. */
export function redactPath(path: string, redactor: BodyRedactor): string {
  return path
    .split('/')
    .map((segment) => {
      const text = decode(segment)
      const redacted = redactor.text(text, 'operator', () => undefined)
      return redacted === text ? segment : encodeURIComponent(redacted)
    })
    .join('/')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Refusal('request_malformed', { because: 'The path holds a broken escape.' })
  }
}
