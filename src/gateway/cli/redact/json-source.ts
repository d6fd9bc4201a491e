/** Redacts the strings, keys and long numbers of a JSON text in place: what is not found stays byte for byte. */
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { scanJson, type JsonSink } from '../../../connectors/wire/json-text.ts'
import { PathNode } from '../../../connectors/wire/path-table.ts'

/** Redacts one decoded text; `cue` is the key above it. */
export type RedactText = (text: string, cue: string | undefined) => string

/** Shorter numbers are counts, prices and years. */
const SHORTEST_NUMBER = 6

/**
 * The text with every string redacted. A number becomes a string when something was found in it. Throws `JsonFaultError`
 * for what is not JSON, or has a key twice.
 */
export function redactJsonSource(source: string, redact: RedactText): string {
  let output = ''
  let from = 0
  let cue: string | undefined
  let cueEnd = -1
  const replace = (start: number, end: number, text: string): void => {
    output += source.slice(from, start) + text
    from = end
  }
  const decoded = (start: number, end: number, escaped: boolean): string => {
    const raw = source.slice(start, end)
    return escaped ? decodeJsonString(raw) : raw
  }
  /** The key, when nothing but its colon stands between it and the value. */
  const cueOf = (valueStart: number): string | undefined =>
    cueEnd >= 0 && source.slice(cueEnd, valueStart).trim() === ':' ? cue : undefined
  const sink: JsonSink<never> = {
    onString: (start, end, escaped) => {
      const text = decoded(start, end, escaped)
      const redacted = redact(text, cueOf(start - 1))
      if (redacted !== text) replace(start, end, encodeJsonString(redacted))
    },
    onUnknownKey: (start, end, escaped) => {
      const key = decoded(start, end, escaped)
      const redacted = redact(key, undefined)
      if (redacted !== key) replace(start, end, encodeJsonString(redacted))
      cue = key
      cueEnd = end + 1
    },
    onMember: () => undefined,
    onNumber: (start, end) => {
      if (end - start < SHORTEST_NUMBER) return
      const text = source.slice(start, end)
      const redacted = redact(text, cueOf(start))
      if (redacted !== text) replace(start, end, JSON.stringify(redacted))
    },
  }
  scanJson(source, new PathNode<never>(), sink, { refuseDuplicates: true })
  return output + source.slice(from)
}
