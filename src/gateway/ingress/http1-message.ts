/** HTTP/1.1 messages that two parsers could read differently (RFC 9112, sections 3 and 6). */
import type { IncomingMessage } from 'node:http'

/** What is wrong with the message, as a sentence. */
export function http1Flaw(request: IncomingMessage): string | undefined {
  const old = request.httpVersionMajor === 1 && request.httpVersionMinor === 0
  if (old && request.headers['transfer-encoding'] !== undefined) return 'HTTP/1.0 has no transfer encoding.'
  let hosts = 0
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  if (hosts > 1) return 'There is more than one Host header.'
  if (hosts === 0 && !old) return 'There is no Host header.'
  const { method } = request
  if ((method === 'GET' || method === 'HEAD') && hasBody(request)) return 'A GET request has no body.'
  return undefined
}

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length']
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}
