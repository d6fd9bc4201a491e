/** A push decoder for `multipart/form-data` (RFC 7578, RFC 2046 section 5.1): bytes cut anywhere go in, headers and data of parts come out. */

const MAX_HEADER_BYTES = 8 * 1024
const MAX_PARTS = 1000
const CRLF = '\r\n'

/** The bytes are no strict multipart body. Carries none of them. */
export class MultipartFaultError extends Error {
  constructor() {
    super('malformed multipart')
    this.name = 'MultipartFaultError'
  }
}

export type MultipartEvent =
  /** The delimiter line before a part, and the part's header block with its blank line; `fields` are its headers by lower-case name. */
  | { readonly kind: 'part'; readonly bytes: Buffer; readonly header: string; readonly delimiter: Buffer }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'end_of_part' }
  /** The close delimiter and what follows it. */
  | { readonly kind: 'end'; readonly bytes: Buffer }

type State = 'start' | 'header' | 'data' | 'closed'

export class MultipartDecoder {
  private readonly opening: Buffer
  private readonly delimiter: Buffer
  private state: State = 'start'
  private held: Buffer = Buffer.alloc(0)
  private pendingDelimiter: Buffer = Buffer.alloc(0)
  private parts = 0

  constructor(boundary: string) {
    this.opening = Buffer.from(`--${boundary}`, 'latin1')
    this.delimiter = Buffer.from(`${CRLF}--${boundary}`, 'latin1')
  }

  /** True when the close delimiter has come. */
  get complete(): boolean {
    return this.state === 'closed'
  }

  /** Throws `MultipartFaultError`. The `bytes` and `delimiter` of all events concatenate to the input. */
  push(chunk: Buffer): readonly MultipartEvent[] {
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk])
    const events: MultipartEvent[] = []
    while (this.step(events));
    return events
  }

  /** One transition; false when more bytes are needed. */
  private step(events: MultipartEvent[]): boolean {
    switch (this.state) {
      case 'start':
        return this.takeDelimiter(this.opening, events)
      case 'header':
        return this.takeHeader(events)
      case 'data':
        return this.takeData(events)
      case 'closed':
        if (this.held.length > 0 && !/^[\r\n \t]*$/.test(this.held.toString('latin1')))
          throw new MultipartFaultError()
        if (this.held.length > 0) events.push({ kind: 'end', bytes: this.take(this.held.length) })
        return false
    }
  }

  /** The delimiter stands at the start of what is held: a part or the close follows. */
  private takeDelimiter(delimiter: Buffer, events: MultipartEvent[]): boolean {
    const needed = delimiter.length + 2
    if (this.held.length < needed) {
      const common = Math.min(this.held.length, delimiter.length)
      if (!this.held.subarray(0, common).equals(delimiter.subarray(0, common)))
        throw new MultipartFaultError()
      return false
    }
    if (!this.held.subarray(0, delimiter.length).equals(delimiter)) throw new MultipartFaultError()
    const after = this.held.toString('latin1', delimiter.length, needed)
    if (after === '--') {
      this.state = 'closed'
      events.push({ kind: 'end', bytes: this.take(needed) })
      return true
    }
    if (after !== CRLF) throw new MultipartFaultError()
    this.parts += 1
    if (this.parts > MAX_PARTS) throw new MultipartFaultError()
    this.pendingDelimiter = this.take(needed)
    this.state = 'header'
    return true
  }

  private takeHeader(events: MultipartEvent[]): boolean {
    const end = this.held.indexOf(`${CRLF}${CRLF}`)
    if (end < 0) {
      if (this.held.length > MAX_HEADER_BYTES) throw new MultipartFaultError()
      return false
    }
    if (end > MAX_HEADER_BYTES) throw new MultipartFaultError()
    const bytes = this.take(end + 4)
    events.push({
      kind: 'part',
      bytes,
      header: bytes.toString('utf8', 0, end),
      delimiter: this.pendingDelimiter,
    })
    this.state = 'data'
    return true
  }

  private takeData(events: MultipartEvent[]): boolean {
    const at = this.held.indexOf(this.delimiter)
    if (at < 0) {
      const safe = this.held.length - this.delimiter.length + 1
      if (safe > 0) events.push({ kind: 'data', bytes: this.take(safe) })
      return false
    }
    if (at > 0) events.push({ kind: 'data', bytes: this.take(at) })
    if (this.held.length < this.delimiter.length + 2) return false
    events.push({ kind: 'end_of_part' })
    return this.takeDelimiter(this.delimiter, events)
  }

  private take(length: number): Buffer {
    const bytes = this.held.subarray(0, length)
    this.held = this.held.subarray(length)
    return bytes
  }
}

/** What a part's headers say. */
export interface PartHeader {
  readonly name: string
  readonly filename: string | undefined
  /** The file name came as `filename*` too, which readers prefer. */
  readonly encodedFilename: boolean
  readonly contentType: string | undefined
}

/** The only headers a part may have, each with the values that say nothing but what the part is (RFC 7578, section 4). */
const HEADERS: ReadonlyMap<string, RegExp> = new Map([
  ['content-disposition', /^form-data(?=;|$)/i],
  [
    'content-type',
    /^[a-z]{1,20}\/[a-z0-9.+-]{1,80}(?:;\s*(?:charset="?(?:utf-?8|us-ascii)"?|codecs="?[a-z0-9.,]{1,20}"?|(?:rate|channels)=\d{1,6}))*$/i,
  ],
  ['content-transfer-encoding', /^(?:7bit|8bit|binary)$/i],
  ['content-length', /^\d{1,12}$/],
])

/** Reads a header block. Throws `MultipartFaultError` for folded, doubled, encoded or unknown headers and odd values. */
export function readPartHeader(header: string): PartHeader {
  const fields = new Map<string, string>()
  for (const line of header.split(CRLF)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (colon <= 0 || fields.has(name) || CONTROL.test(value)) throw new MultipartFaultError()
    if (HEADERS.get(name)?.test(value) !== true) throw new MultipartFaultError()
    fields.set(name, value)
  }
  const { name, filename, encoded } = readDisposition(fields.get('content-disposition') ?? '')
  return {
    name,
    filename: filename ?? encoded,
    encodedFilename: encoded !== undefined,
    contentType: fields.get('content-type'),
  }
}

/** A header block with its blank line, of the name and type that were read and another file name, or none. */
export function writePartHeader(header: PartHeader, filename: string | undefined): Buffer {
  const file = filename === undefined ? '' : `; filename="${filename}"`
  const lines = [`Content-Disposition: form-data; name="${header.name.replaceAll('"', '%22')}"${file}`]
  if (header.contentType !== undefined) lines.push(`Content-Type: ${header.contentType}`)
  return Buffer.from(`${lines.join(CRLF)}${CRLF}${CRLF}`, 'utf8')
}

const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/
/** A backslash is an escape to some readers and a character to others. */
const PARAMETER = /;\s*([a-z*]+)=(?:"([^"\\]*)"|([^\s;"\\]+))/giy

interface Disposition {
  readonly name: string
  readonly filename: string | undefined
  readonly encoded: string | undefined
}

function readDisposition(value: string): Disposition {
  const type = /^form-data(?=;|$)/i.exec(value)
  if (type === null) throw new MultipartFaultError()
  const parameters = new Map<string, string>()
  PARAMETER.lastIndex = type[0].length
  let end = type[0].length
  for (let match = PARAMETER.exec(value); match !== null; match = PARAMETER.exec(value)) {
    const name = (match[1] ?? '').toLowerCase()
    if (parameters.has(name) || !/^(?:name|filename|filename\*)$/.test(name)) throw new MultipartFaultError()
    parameters.set(name, (match[2] ?? match[3] ?? '').replaceAll(/%22/gi, '"'))
    end = PARAMETER.lastIndex
  }
  const name = parameters.get('name')
  if (name === undefined || value.slice(end).trim() !== '') throw new MultipartFaultError()
  return { name, filename: parameters.get('filename'), encoded: parameters.get('filename*') }
}
