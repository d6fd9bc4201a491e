/** Content types of requests: which reader they ask for, and the plain form in which they leave. */
import { Refusal } from '../../errors/refusal.ts'

export type BodyKind = 'json' | 'form' | 'multipart' | 'binary' | 'none'

const TYPES: ReadonlyMap<string, Exclude<BodyKind, 'none'>> = new Map([
  ['application/json', 'json'],
  ['application/x-www-form-urlencoded', 'form'],
  ['multipart/form-data', 'multipart'],
  ['application/octet-stream', 'binary'],
])

/** What SDKs write; anything else is written again, since a parameter is a place for text that nobody looked at. */
const PLAIN = /^(?:application\/json|application\/x-www-form-urlencoded)(?:; ?charset=utf-8)?$/i

/** Undefined for a type that no reader takes. Throws `Refusal` 415 for a charset other than UTF-8. */
export function contentKind(contentType: string | undefined): Exclude<BodyKind, 'none'> | undefined {
  if (contentType === undefined) return undefined
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  for (const parameter of parameters) {
    if (parameter.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(parameter)) {
      throw new Refusal('content_encoding_unsupported', { remedy: 'send the body as UTF-8.' })
    }
  }
  return TYPES.get(type) ?? (/^(?:audio|video)\/[a-z0-9.+-]+$/.test(type) ? 'binary' : undefined)
}

/** RFC 2046, section 5.1.1: 1 to 70 characters of a small set. Throws `Refusal` 400. */
export function readBoundary(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined || !/^[A-Za-z0-9'()+_,\-./:=? ]{0,69}[A-Za-z0-9'()+_,\-./:=?]$/.test(boundary)) {
    throw new Refusal('multipart_malformed', { because: 'The boundary parameter is missing or not allowed.' })
  }
  return boundary
}

/** The content type as it leaves; undefined without a body. */
export function outgoingContentType(kind: BodyKind, contentType: string | undefined): string | undefined {
  if (kind === 'none') return undefined
  if (contentType === undefined) return kind === 'json' ? 'application/json' : undefined
  if (kind === 'multipart') {
    const boundary = readBoundary(contentType)
    return `multipart/form-data; boundary=${/^[\w.+-]+$/.test(boundary) ? boundary : `"${boundary}"`}`
  }
  if (kind === 'binary') return 'application/octet-stream'
  if (PLAIN.test(contentType)) return contentType
  return kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
}
