/** One call of the gateway with every byte under the test's control: no SDK, no kept connection, no header added. */
import { request, type IncomingHttpHeaders } from 'node:http'

export interface CallOptions {
  readonly method?: string
  /** Target as it is written on the request line. */
  readonly path: string
  /** Sent as `Authorization: Bearer`. */
  readonly key?: string | undefined
  /** Flat list, names as written: repeated names are sent repeated. */
  readonly headers?: readonly string[]
  /** An object is sent as JSON, with its content type. */
  readonly body?: object | string | Buffer
}

export interface CallAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly rawHeaders: readonly string[]
  readonly text: string
  /** The body as it came, for answers that are no text. */
  readonly bytes: Buffer
  /** The connection ended before the answer was whole. */
  readonly broken: boolean
}

/** Rejects only when no answer came at all. */
export async function call(origin: string, options: CallOptions): Promise<CallAnswer> {
  const { hostname, port } = new URL(origin)
  const { body } = options
  const bytes =
    body === undefined
      ? undefined
      : Buffer.isBuffer(body)
        ? body
        : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const headers = ['host', `${hostname}:${port}`, ...(options.headers ?? [])]
  if (options.key !== undefined) headers.push('authorization', `Bearer ${options.key}`)
  if (bytes !== undefined) headers.push('content-length', String(bytes.length))
  if (typeof body === 'object' && !Buffer.isBuffer(body)) headers.push('content-type', 'application/json')
  return await new Promise<CallAnswer>((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        method: options.method ?? (bytes === undefined ? 'GET' : 'POST'),
        path: options.path,
        headers,
        agent: false,
      },
      (incoming) => {
        const chunks: Buffer[] = []
        const settle = (broken: boolean): void =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            rawHeaders: incoming.rawHeaders,
            text: Buffer.concat(chunks).toString('utf8'),
            bytes: Buffer.concat(chunks),
            broken,
          })
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => settle(!incoming.complete))
        incoming.on('error', () => settle(true))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(bytes)
  })
}

/** A chat completion's path and body, with the model that the harness lists. */
export function chat(content: string, more: object = {}): CallOptions & { readonly body: object } {
  return {
    path: '/openai/v1/chat/completions',
    body: { model: 'gpt-5.4-mini', messages: [{ role: 'user', content }], ...more },
  }
}
