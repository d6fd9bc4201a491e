/** The request heads that the load process sends: few headers, since every header costs a proxy that passes it on. */
import type { Target } from './messages.ts'

/** Everything of a head up to its `content-length`. */
export function headOf(target: Target, path: string, contentType: string): string {
  const lines = [
    `POST ${target.prefix}${path} HTTP/1.1`,
    `host: 127.0.0.1:${target.port}`,
    `content-type: ${contentType}`,
    'accept: application/json',
    'user-agent: limen-bench',
    ...target.headers,
  ]
  return `${lines.join('\r\n')}\r\ncontent-length: `
}

/** A whole request in one write, as SDKs send it. */
export function requestOf(head: string, body: Buffer): Buffer {
  const start = `${head}${body.length}\r\n\r\n`
  const request = Buffer.allocUnsafe(start.length + body.length)
  request.write(start, 'latin1')
  body.copy(request, start.length)
  return request
}
