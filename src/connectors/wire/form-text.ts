/** A strict reader of `application/x-www-form-urlencoded` bodies and query strings (WHATWG URL, section 5) that reports places by offset. */

/** The text has a broken percent escape or bytes that are not UTF-8. Carries no part of the text. */
export class FormFaultError extends Error {
  constructor() {
    super('malformed form')
    this.name = 'FormFaultError'
  }
}

/** One `name=value` pair. Offsets are of the value's source text. */
export interface FormPair {
  readonly name: string
  readonly value: string
  readonly nameStart: number
  readonly nameEnd: number
  readonly valueStart: number
  readonly valueEnd: number
}

/** Reads the pairs in order. Throws `FormFaultError`. */
export function scanForm(text: string): readonly FormPair[] {
  const pairs: FormPair[] = []
  let start = 0
  while (start < text.length) {
    let end = text.indexOf('&', start)
    if (end < 0) end = text.length
    if (end > start) {
      const equals = text.indexOf('=', start)
      const nameEnd = equals < 0 || equals > end ? end : equals
      const valueStart = Math.min(nameEnd + 1, end)
      pairs.push({
        name: decodeFormText(text.slice(start, nameEnd)),
        value: decodeFormText(text.slice(valueStart, end)),
        nameStart: start,
        nameEnd,
        valueStart,
        valueEnd: end,
      })
    }
    start = end + 1
  }
  return pairs
}

function decodeFormText(source: string): string {
  const spaced = source.includes('+') ? source.replaceAll('+', ' ') : source
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    throw new FormFaultError()
  }
}

export function encodeFormText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')
}
