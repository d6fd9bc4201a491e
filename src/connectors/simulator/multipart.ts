/** A strict reader of multipart/form-data for the simulators: what is not exactly RFC 7578 is a problem. */

export interface Part {
  readonly name: string
  readonly filename: string | undefined
  readonly type: string | undefined
  readonly bytes: Uint8Array
}

export type MultipartReading =
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  | { readonly kind: 'problem'; readonly problem: string }

/** Reads a whole body. Order of parts is kept; a preamble or anything but a line end after the last boundary is refused. */
export function readMultipart(contentType: string, body: Uint8Array): MultipartReading {
  const boundary = /^multipart\/form-data\s*;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*$/i.exec(
    contentType,
  )
  const name = boundary?.[1] ?? boundary?.[2]
  if (name === undefined) return problem('the content type names no boundary')
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`\r\n--${name}`)
  const first = Buffer.from(`--${name}`)
  if (!buffer.subarray(0, first.length).equals(first))
    return problem('the body does not start with the boundary')
  const parts: Part[] = []
  let at = first.length
  for (;;) {
    const after = buffer.toString('latin1', at, at + 2)
    if (after === '--') {
      const rest = buffer.toString('latin1', at + 2)
      return rest === '' || rest === '\r\n'
        ? { kind: 'parts', parts }
        : problem('bytes follow the last boundary')
    }
    if (after !== '\r\n') return problem('a boundary line does not end in CR LF')
    const end = buffer.indexOf(delimiter, at)
    if (end === -1) return problem('the last boundary is missing')
    const part = readPart(buffer.subarray(at + 2, end))
    if (typeof part === 'string') return problem(part)
    parts.push(part)
    at = end + delimiter.length
  }
}

function readPart(bytes: Buffer): Part | string {
  const blank = bytes.indexOf('\r\n\r\n')
  if (blank === -1) return 'a part has no blank line after its headers'
  const headers = new Map<string, string>()
  for (const line of bytes.toString('utf8', 0, blank).split('\r\n')) {
    const match = /^([A-Za-z-]+):[ \t]*(.*)$/.exec(line)
    if (match?.[1] === undefined || match[2] === undefined) return 'a part has a malformed header'
    const field = match[1].toLowerCase()
    if (headers.has(field)) return `a part has the header '${field}' twice`
    headers.set(field, match[2])
  }
  const disposition = headers.get('content-disposition') ?? ''
  const name = /^form-data\s*;(?:.*;)?\s*name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) return 'a part has no name'
  return {
    name,
    filename: /;\s*filename="([^"]*)"/i.exec(disposition)?.[1],
    type: headers.get('content-type'),
    bytes: bytes.subarray(blank + 4),
  }
}

function problem(text: string): MultipartReading {
  return { kind: 'problem', problem: text }
}
