/** Multipart bodies written by hand, so that a test can write them wrongly. */

export interface WrittenPart {
  readonly name: string
  readonly filename?: string
  readonly contentType?: string
  /** Header lines in place of those above. */
  readonly header?: string
  readonly data: Buffer | string
}

export const BOUNDARY = 'test-boundary'

export function multipart(parts: readonly WrittenPart[], boundary = BOUNDARY): Buffer {
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${part.header ?? headerOf(part)}\r\n\r\n`),
    Buffer.from(part.data),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)])
}

function headerOf({ name, filename, contentType }: WrittenPart): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`
  const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`
  return `Content-Disposition: form-data; name="${name}"${file}${type}`
}

export const MULTIPART_TYPE = `multipart/form-data; boundary=${BOUNDARY}`
