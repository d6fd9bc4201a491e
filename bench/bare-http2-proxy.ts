/** The floor of calls over HTTP/2: a proxy of node:http2's streams and undici's dispatch that translates to HTTP/1.1 and does nothing else. */
import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { type Dispatcher, Pool } from 'undici'

/** `--upstream http://127.0.0.1:N [--port 0] [--connections 1024]`; prints the port, one line. Bodies stream both ways. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    upstream: { type: 'string' },
    connections: { type: 'string', default: '1024' },
  },
})
if (values.upstream === undefined) throw new Error('--upstream http://127.0.0.1:N is needed')

const pool = new Pool(values.upstream, {
  connections: Number(values.connections),
  pipelining: 1,
  headersTimeout: 0,
  bodyTimeout: 0,
  keepAliveTimeout: 60_000,
  allowH2: false,
})

/** RFC 9113 section 8.2.2, and what HTTP/1.1 writes by itself. */
const NOT_PASSED = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'host',
])

class Forward implements Dispatcher.DispatchHandler {
  readonly #stream: ServerHttp2Stream
  #controller: Dispatcher.DispatchController | undefined
  #gone = false

  constructor(stream: ServerHttp2Stream) {
    this.#stream = stream
    stream.on('aborted', () => {
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
    const flat: string[] = [':status', String(status)]
    for (const name in headers) {
      if (NOT_PASSED.has(name)) continue
      const value = headers[name]
      if (typeof value === 'string') flat.push(name, value)
      else if (value !== undefined) for (const each of value) flat.push(name, each)
    }
    if (!this.#gone) this.#stream.respond(flat)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#stream.write(chunk)) return
    controller.pause()
    this.#stream.once('drain', () => controller.resume())
  }

  onResponseEnd(): void {
    this.#stream.end()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (!this.#gone) this.#stream.destroy(error)
  }
}

function forward(stream: ServerHttp2Stream, received: IncomingHttpHeaders): void {
  const headers: string[] = []
  for (const name in received) {
    if (name.startsWith(':') || NOT_PASSED.has(name)) continue
    const value = received[name]
    if (typeof value === 'string') headers.push(name, value)
    else if (value !== undefined) for (const each of value) headers.push(name, each)
  }
  stream.on('error', () => {})
  pool.dispatch(
    {
      method: received[':method'] ?? 'GET',
      path: received[':path'] ?? '/',
      headers,
      // Undici takes iterators, of which its types do not tell. Not the stream itself: undici destroys a body that it has read, and the answer goes out on the same stream.
      body: stream.endAfterHeaders
        ? null
        : (stream.iterator({ destroyOnReturn: false }) as unknown as Readable),
    },
    new Forward(stream),
  )
}

const server = createServer()
server.on('stream', forward)
server.listen(Number(values.port), '127.0.0.1', () => {
  // `server.address()` is a string for pipes only.
  console.log((server.address() as AddressInfo).port)
})
process.once('SIGTERM', () => {
  server.close()
  void pool.destroy()
  process.exit(0)
})
