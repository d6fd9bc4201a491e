/** Plays a simulated live session on its WebSocket: messages in order, with back-pressure and every way to break off. */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { LiveEvent, LiveMessage, SimulatedSession } from '../../connectors/simulator/live.ts'

/** One session as the vendor saw it. */
export interface SeenSession {
  /** 1 for the first session of the host. */
  readonly ordinal: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The last messages of the caller, whole. */
  readonly received: readonly LiveMessage[]
  /** Bytes of the messages that came and went. */
  readonly bytesIn: number
  readonly bytesOut: number
  /** Resolves when the socket is closed, with the code that the caller closed with; 1006 without a close frame. */
  readonly over: Promise<{ readonly code: number; readonly reason: string }>
  /** Resolves with the message of that ordinal, 1 for the first. */
  whenReceived(ordinal: number): Promise<LiveMessage>
}

type Mutable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

/** Messages that `received` holds. */
const KEPT = 4096
/** Bytes that may wait in the socket before the next message is asked for. */
const WAITING = 1024 ** 2

const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 64 * 1024 ** 2 })

export interface LiveHost {
  readonly ordinal: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly session: SimulatedSession
  /** Aborted when the host closes. */
  readonly closing: AbortSignal
}

/** Completes the handshake and plays the session; `seen` gets the session once it is open. */
export function playSession(
  host: LiveHost,
  upgrade: { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
  seen: (session: SeenSession) => void,
): void {
  upgrades.handleUpgrade(upgrade.request, upgrade.socket, upgrade.head, (webSocket) => {
    void play(host, webSocket, upgrade.socket as Socket, seen)
  })
}

async function play(
  { ordinal, path, headers, session, closing }: LiveHost,
  webSocket: WebSocket,
  socket: Socket,
  seen: (session: SeenSession) => void,
): Promise<void> {
  const gone = new AbortController()
  const over = Promise.withResolvers<{ code: number; reason: string }>()
  const waiting = new Map<number, (message: LiveMessage) => void>()
  const received: LiveMessage[] = []
  let count = 0
  const record: Mutable<SeenSession> = {
    ordinal,
    path,
    headers,
    received,
    bytesIn: 0,
    bytesOut: 0,
    over: over.promise,
    whenReceived: (at) => {
      const found = received[at - 1 - (count - received.length)]
      if (found !== undefined) return Promise.resolve(found)
      return new Promise((resolve) => waiting.set(at, resolve))
    },
  }
  webSocket.on('error', () => {})
  webSocket.on('close', (code, reason) => {
    gone.abort()
    over.resolve({ code, reason: reason.toString('utf8') })
  })
  const answers: Iterable<LiveEvent>[] = [session.opening]
  let wake: (() => void) | undefined
  webSocket.on('message', (data, isBinary) => {
    const bytes = joined(data)
    record.bytesIn += bytes.length
    const message: LiveMessage = isBinary
      ? { kind: 'binary', bytes }
      : { kind: 'text', text: bytes.toString('utf8') }
    received.push(message)
    if (received.length > KEPT) received.shift()
    count += 1
    waiting.get(count)?.(message)
    waiting.delete(count)
    answers.push(session.receive(message))
    wake?.()
  })
  seen(record)
  const ended = AbortSignal.any([gone.signal, closing])
  try {
    while (!ended.aborted) {
      const next = answers.shift()
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
          ended.addEventListener('abort', () => resolve(), { once: true })
        })
        continue
      }
      for (const event of next) {
        if (await happened({ webSocket, socket, ended, record }, event)) return
      }
    }
  } catch {
    // The caller left in the middle of an answer.
  }
}

interface Stage {
  readonly webSocket: WebSocket
  readonly socket: Socket
  readonly ended: AbortSignal
  readonly record: Mutable<SeenSession>
}

/** Does what the event says; true when nothing can follow it. */
async function happened({ webSocket, socket, ended, record }: Stage, event: LiveEvent): Promise<boolean> {
  ended.throwIfAborted()
  switch (event.kind) {
    case 'text':
    case 'binary': {
      const data = event.kind === 'text' ? event.text : event.bytes
      record.bytesOut += Buffer.byteLength(data)
      webSocket.send(data)
      if (webSocket.bufferedAmount > WAITING) await once(socket, 'drain', { signal: ended })
      else await nextTurn()
      return false
    }
    case 'pause':
      await sleep(event.milliseconds, undefined, { signal: ended })
      return false
    case 'ping':
      webSocket.ping()
      return false
    case 'raw':
      socket.write(event.bytes)
      await nextTurn()
      return false
    case 'stall':
      if (!ended.aborted) await once(ended, 'abort')
      return true
    case 'reset':
      await sleep(20)
      socket.resetAndDestroy()
      return true
    case 'truncate':
      await sleep(20)
      socket.end()
      return true
    case 'close':
      webSocket.close(event.code, event.reason)
      return true
    default:
      return event satisfies never
  }
}

function joined(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
