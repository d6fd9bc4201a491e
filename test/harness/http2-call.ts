/** One call over HTTP/2 by Node's own client, with the answer as it came and the code of the reset that ended it. */
import { connect, constants, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2'
import { once } from 'node:events'

export interface Http2Call {
  readonly path?: string
  readonly method?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
}

export interface Http2Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The stream ended as a whole answer does. */
  readonly whole: boolean
  /** RFC 9113, section 7. */
  readonly resetCode: number
}

/** Resolves when the session is ready to be used. */
export async function http2Session(
  origin: string,
  options: Parameters<typeof connect>[1] = {},
): Promise<ClientHttp2Session> {
  const session = connect(origin, options)
  session.on('error', () => {})
  await once(session, 'connect')
  return session
}

/** Resolves when the stream has closed, in whatever way. */
export async function http2Call(session: ClientHttp2Session, call: Http2Call): Promise<Http2Answer> {
  const stream = session.request({
    ':method': call.method ?? (call.body === undefined ? 'GET' : 'POST'),
    ':path': call.path ?? '/openai/v1/chat/completions',
    authorization: 'Bearer test-key-of-acme',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...call.headers,
  })
  const chunks: Buffer[] = []
  let headers: Readonly<Record<string, unknown>> = {}
  let ended = false
  stream.on('response', (head) => {
    headers = head
  })
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('end', () => {
    ended = true
  })
  stream.on('error', () => {})
  stream.end(call.body)
  await new Promise<void>((resolve) => stream.once('close', resolve))
  const status = headers[':status']
  return {
    status: typeof status === 'number' ? status : 0,
    headers,
    text: Buffer.concat(chunks).toString('utf8'),
    whole: ended && stream.rstCode === constants.NGHTTP2_NO_ERROR,
    resetCode: stream.rstCode,
  }
}
