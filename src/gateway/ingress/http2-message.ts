/** HTTP/2 messages that two parsers could read differently, or that are too large. nghttp2 resets the malformed ones itself. */
import type { IncomingHttpHeaders } from 'node:http2'

/** What SDKs never reach; beyond it the answer is 431, and well beyond nghttp2 resets the stream. */
export const MAX_FIELDS = 200
export const MAX_FIELD_BYTES = 32 * 1024
/** RFC 9113, section 6.5.2: what a field costs beside its name and value. */
const FIELD_COST = 32

/** RFC 9113, section 8.3.1: `:authority` and Host have to agree. Returns what is wrong, as a sentence. */
export function http2Flaw(
  headers: IncomingHttpHeaders,
  rawHeaders: readonly string[],
  bodyless: boolean,
): string | undefined {
  const method = headers[':method']
  if (method === 'CONNECT') return 'CONNECT is not served.'
  let host: string | undefined
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index] !== 'host') continue
    if (host !== undefined) return 'There is more than one Host header.'
    host = rawHeaders[index + 1] ?? ''
  }
  const authority = headers[':authority']
  if (host !== undefined && authority !== undefined && host.toLowerCase() !== authority.toLowerCase())
    return 'The Host header and :authority name different hosts.'
  if (host === undefined && authority === undefined) return 'There is no :authority.'
  if ((method === 'GET' || method === 'HEAD') && !bodyless && headers['content-length'] !== '0')
    return 'A GET request has no body.'
  return undefined
}

export function fieldsTooLarge(rawHeaders: readonly string[]): boolean {
  const fields = rawHeaders.length / 2
  if (fields > MAX_FIELDS) return true
  let bytes = fields * FIELD_COST
  for (const text of rawHeaders) bytes += text.length
  return bytes > MAX_FIELD_BYTES
}
