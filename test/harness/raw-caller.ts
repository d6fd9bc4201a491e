/** A caller made of one socket: writes bytes as they are, keeps what comes back, knows when the gateway hangs up. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface RawCaller {
  readonly socket: Socket
  /** Everything that was received, as latin1. */
  readonly text: string
  /** True once the gateway closed its side or the connection broke. */
  readonly ended: boolean
  write(bytes: string | Buffer): void
  /** Resolves with all text once it matches; rejects when the connection ends or `milliseconds` pass before. */
  until(pattern: RegExp | string, milliseconds?: number): Promise<string>
  /** Resolves with all text when the gateway has hung up; rejects after `milliseconds`. */
  end(milliseconds?: number): Promise<string>
  destroy(): void
}

/** `halfOpen` keeps our side open when the gateway ends its own, as a careless client does. */
export async function rawCaller(origin: string, halfOpen = false): Promise<RawCaller> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: halfOpen, noDelay: true })
  await once(socket, 'connect')
  const chunks: Buffer[] = []
  const state = { ended: false }
  const changed = new EventTarget()
  const tell = (): void => void changed.dispatchEvent(new Event('changed'))
  const over = (): void => {
    state.ended = true
    tell()
  }
  socket.on('error', over)
  socket.on('end', over)
  socket.on('close', over)
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    tell()
  })
  const text = (): string => Buffer.concat(chunks).toString('latin1')
  const when = async (what: string, happened: () => boolean, milliseconds: number): Promise<string> => {
    const signal = AbortSignal.timeout(milliseconds)
    while (!happened()) {
      if (state.ended && what !== 'the end')
        throw new Error(`hung up before ${what}: ${text().slice(0, 500)}`)
      try {
        await once(changed, 'changed', { signal })
      } catch {
        throw new Error(`${what} did not come within ${milliseconds} ms: ${text().slice(0, 500)}`)
      }
    }
    return text()
  }
  return {
    socket,
    get text() {
      return text()
    },
    get ended() {
      return state.ended
    },
    write: (bytes) => void socket.write(bytes),
    until: async (pattern, milliseconds = 5000) =>
      await when(
        String(pattern),
        () => (typeof pattern === 'string' ? text().includes(pattern) : pattern.test(text())),
        milliseconds,
      ),
    end: async (milliseconds = 5000) => await when('the end', () => state.ended, milliseconds),
    destroy: () => void socket.destroy(),
  }
}

export interface RequestOptions {
  readonly method?: string
  readonly path?: string
  readonly key?: string
  readonly headers?: readonly string[]
  /** A declared length other than the body's own. */
  readonly length?: number
}

/** A request as bytes: JSON with a length and a key unless told otherwise. */
export function requestBytes(body: string | Buffer, options: RequestOptions = {}): Buffer {
  const bytes = Buffer.from(body)
  const { headers = [] } = options
  const lines = [
    `${options.method ?? 'POST'} ${options.path ?? '/openai/v1/chat/completions'} HTTP/1.1`,
    'host: gateway.test',
    `authorization: Bearer ${options.key ?? 'test-key-of-acme'}`,
    ...(headers.some((line) => /^content-type:/i.test(line)) ? [] : ['content-type: application/json']),
    ...(headers.some((line) => /^transfer-encoding:/i.test(line))
      ? []
      : [`content-length: ${options.length ?? bytes.length}`]),
    ...headers,
    '',
    '',
  ]
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), bytes])
}
