/** Callers of the closed loop: one call at a time each, on a connection of its own or on a stream of a shared one. */
import { once } from 'node:events'
import { connect, type ClientHttp2Session } from 'node:http2'
import { performance } from 'node:perf_hooks'
import { WIRES } from '../traffic/manners.ts'
import type { RoundRequest } from './messages.ts'
import { headOf, requestOf } from './request-head.ts'
import { Wire, type WireAnswer } from './wire.ts'

export interface Caller {
  /** Rejects when the connection breaks. */
  call(body: Buffer): Promise<WireAnswer>
  close(): void
}

/** Calls at one time on a connection of HTTP/2. */
const STREAMS = 8

export async function openCallers(request: RoundRequest): Promise<readonly Caller[]> {
  const { target, connections, manner } = request
  const { http2, path } = WIRES[manner]
  if (!http2) {
    const head = headOf(target, path, 'application/json')
    const wires = await Promise.all(Array.from({ length: connections }, () => Wire.open(target.port)))
    return wires.map((wire) => ({
      call: async (body) => {
        const answer = wire.answer()
        wire.socket.write(requestOf(head, body))
        return await answer
      },
      close: () => wire.close(),
    }))
  }
  const sessions = await Promise.all(
    Array.from({ length: Math.ceil(connections / STREAMS) }, () => openSession(target.port)),
  )
  const headers = headersOf(request)
  return Array.from({ length: connections }, (_, index) => {
    const session = sessions[index % sessions.length]
    if (session === undefined) throw new Error('no session')
    return { call: async (body) => await callOn(session, headers, body), close: () => session.destroy() }
  })
}

async function openSession(port: number): Promise<ClientHttp2Session> {
  const session = connect(`http://127.0.0.1:${port}`)
  session.on('error', () => {})
  await once(session, 'connect')
  return session
}

function headersOf({ target, manner }: RoundRequest): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    ':method': 'POST',
    ':path': `${target.prefix}${WIRES[manner].path}`,
    'content-type': 'application/json',
    accept: 'application/vnd.amazon.eventstream',
    'user-agent': 'limen-bench',
  }
  for (const line of target.headers) {
    const colon = line.indexOf(': ')
    headers[line.slice(0, colon)] = line.slice(colon + 2)
  }
  return headers
}

async function callOn(
  session: ClientHttp2Session,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<WireAnswer> {
  const stream = session.request({ ...headers, 'content-length': String(body.length) })
  const parts: Buffer[] = []
  const arrivals: number[] = []
  let status = 0
  stream.on('response', (answered) => {
    status = answered[':status'] ?? 0
  })
  stream.on('data', (chunk: Buffer) => {
    arrivals.push(performance.now())
    parts.push(chunk)
  })
  stream.end(body)
  await once(stream, 'close')
  return { status, body: Buffer.concat(parts), arrivals }
}
