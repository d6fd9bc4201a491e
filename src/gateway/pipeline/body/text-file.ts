/** A text file inside a string of a body, in base64 or as a data URL (RFC 2397): read, redacted and put back. */
import { isUtf8 } from 'node:buffer'
import type { Provenance, Vault } from '../../../redaction/index.ts'
import { mayBeJson, type BodyRedactor } from './body-redactor.ts'
import type { JsonBody, StringPlace } from './json-body.ts'

const HEAD = /^data:[^,]{0,256},/i
const IN_BASE64 = /;\s*base64\s*,$/i
const BASE64 = /^[A-Za-z0-9+/_-]+(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}(?:\r?\n)?$/
/** Characters of base64 that are read to tell a text from an image: whole groups of three bytes. */
const FIRST = 1024
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/
/** Its table counts bytes, so that a changed one cannot be read. */
const PDF = '%PDF'
const noCue = (): undefined => undefined

interface TextFile {
  /** What stands before the data: `data:text/plain;base64,` or nothing. */
  readonly head: string
  readonly text: string
  readonly encode: (text: string) => string
}

/** True where a string of the body may hold a file: at the places for media, and wherever a data URL begins. */
export function mayHoldFile(body: JsonBody, { place, start }: StringPlace): boolean {
  return place?.opaque !== undefined || body.text.startsWith('data:', start)
}

/** Reserves tokens in our shape that stand in text files, before anything of the body is redacted. */
export function reserveFiles(body: JsonBody, vault: Vault): void {
  for (const at of body.strings) {
    if (!mayHoldFile(body, at)) continue
    const file = readTextFile(body.stringAt(at))
    if (file !== undefined) vault.reserve(file.text)
  }
}

/** The string with the file redacted; undefined when it is no text file, or nothing changes. */
export function redactFile(
  source: string,
  provenance: Provenance,
  redactor: BodyRedactor,
): string | undefined {
  const file = readTextFile(source)
  if (file === undefined) return undefined
  const { text, head } = file
  const changed = mayBeJson(text) ? redactor.json(text, provenance) : redactor.text(text, provenance, noCue)
  return changed === text ? undefined : redactor.text(head, provenance, noCue) + file.encode(changed)
}

/** Undefined for what is no UTF-8 text, whatever its type says. */
function readTextFile(source: string): TextFile | undefined {
  const head = HEAD.exec(source.slice(0, 300))?.[0] ?? ''
  const data = head === '' ? source : source.slice(head.length)
  if (head !== '' && !IN_BASE64.test(head)) return readEscaped(head, data)
  if (data.length < 8 || !isTextBeginning(data.slice(0, FIRST)) || !BASE64.test(data)) return undefined
  const bytes = Buffer.from(data, 'base64')
  if (!isUtf8(bytes)) return undefined
  const text = bytes.toString('utf8')
  if (CONTROL.test(text)) return undefined
  const alphabet = /[-_]/.test(data) ? 'base64url' : 'base64'
  return { head, text, encode: (changed) => Buffer.from(changed, 'utf8').toString(alphabet) }
}

/** A data URL that spells its text with percent signs. */
function readEscaped(head: string, data: string): TextFile | undefined {
  try {
    return { head, text: decodeURIComponent(data), encode: encodeURIComponent }
  } catch {
    return undefined
  }
}

/** A cheap look at the first bytes: an image is none. A character may be cut at their end. */
function isTextBeginning(data: string): boolean {
  const text = new TextDecoder().decode(Buffer.from(data, 'base64'), { stream: true })
  return !text.includes('\ufffd') && !CONTROL.test(text) && !text.startsWith(PDF)
}
