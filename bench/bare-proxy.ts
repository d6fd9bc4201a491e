/** The floor of every benchmark: a proxy of node:http and undici's dispatch that forwards and does nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { type Dispatcher, Pool } from 'undici'

/**
 * `--upstream http://127.0.0.1:N [--port 0] [--connections 1024] [--gather 0]`; prints the port, one line. Bodies stream both
 * ways. With `--gather BYTES` a request body of a known length up to that many bytes is taken whole and sent as one buffer,
 * as nginx does by default: it is the cheaper way for small bodies, so it shows how low the floor can go.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    upstream: { type: 'string' },
    connections: { type: 'string', default: '1024' },
    gather: { type: 'string', default: '0' },
  },
})
const gather = Number(values.gather)
if (values.upstream === undefined) throw new Error('--upstream http://127.0.0.1:N is needed')

const pool = new Pool(values.upstream, {
  connections: Number(values.connections),
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 60_000,
  allowH2: false,
})

/** RFC 9110 section 7.6.1, and `host` and `expect`, which the client side writes or does not support. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
const NOT_SENT = new Set([...HOP_BY_HOP, 'host', 'expect'])

class Forward implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse
  #controller: Dispatcher.DispatchController | undefined
  #gone = false

  constructor(response: ServerResponse) {
    this.#response = response
    response.on('close', () => {
      if (response.writableFinished) return
      this.#gone = true
      this.#controller?.abort(new Error('the client is gone'))
    })
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#gone) controller.abort(new Error('the client is gone'))
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: NodeJS.Dict<string | string[]>,
  ): void {
    if (status < 200) return
    const flat: string[] = []
    for (const name in headers) {
      if (HOP_BY_HOP.has(name)) continue
      const value = headers[name]
      if (typeof value === 'string') flat.push(name, value)
      else if (value !== undefined) for (const each of value) flat.push(name, each)
    }
    this.#response.writeHead(status, flat)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#response.write(chunk)) return
    controller.pause()
    this.#response.once('drain', () => controller.resume())
  }

  onResponseEnd(): void {
    this.#response.end()
  }

  onResponseError(): void {
    if (this.#gone) return
    if (this.#response.headersSent) this.#response.destroy()
    else this.#response.writeHead(502).end()
  }
}

function forward(request: IncomingMessage, response: ServerResponse): void {
  const { rawHeaders } = request
  const headers: string[] = []
  // Bytes of the body: unknown when it is chunked.
  let length: number | undefined = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    if (name === 'transfer-encoding') length = undefined
    if (NOT_SENT.has(name)) continue
    const value = rawHeaders[index + 1] ?? ''
    if (name === 'content-length') length = Number(value)
    headers.push(name, value)
  }
  const send = (body: IncomingMessage | Buffer | null): void => {
    pool.dispatch(
      { method: request.method ?? 'GET', path: request.url ?? '/', headers, body },
      new Forward(response),
    )
  }
  if (length === 0) return send(null)
  if (length === undefined || length > gather) return send(request)
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => send(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks)))
}

const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, forward)
server.listen(Number(values.port), '127.0.0.1', () => {
  // `server.address()` is a string for pipes only.
  console.log((server.address() as AddressInfo).port)
})
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void pool.destroy()
})
