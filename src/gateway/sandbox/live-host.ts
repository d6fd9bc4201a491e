/** Hosts the sessions of a simulator: upgrades, frames in order, closings and resets as its dialogue says. */
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { seededRandom } from '../../connectors/simulator/chance.ts'
import type { Behaviour, SimulatedAnswer } from '../../connectors/simulator/contract.ts'
import {
  isDialogue,
  type LiveDialogue,
  type LiveEvent,
  type SimulateLive,
} from '../../connectors/simulator/live.ts'

/** One session as the vendor saw it. */
export interface SeenSession {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Texts and sound in the order in which they came. */
  readonly frames: readonly (string | Uint8Array)[]
  /** Resolves when the session is over, with the code that its caller closed with; 1006 when the connection broke. */
  readonly over: Promise<number>
}

export interface LiveHostOptions {
  readonly seed: number
  readonly behaviour: Behaviour
  readonly headersOf: (incoming: IncomingMessage) => Record<string, string>
}

/** Sessions of this server from now on, oldest first. */
export function hostSessions(
  server: Server,
  simulate: SimulateLive,
  options: LiveHostOptions,
): readonly SeenSession[] {
  const sessions: SeenSession[] = []
  server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const path = incoming.url ?? ''
    const headers = options.headersOf(incoming)
    const request = { method: incoming.method ?? '', path, headers, body: new Uint8Array(0) }
    const made = simulate(request, seededRandom(options.seed, sessions.length + 1), options.behaviour)
    if (!isDialogue(made)) {
      answer(socket, made)
      return
    }
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => made.protocol ?? false })
    sockets.on('headers', (lines) => {
      for (const [name, value] of Object.entries(made.headers ?? {})) lines.push(`${name}: ${value}`)
    })
    sockets.handleUpgrade(incoming, socket, head, (session) => {
      const frames: (string | Uint8Array)[] = []
      const over = Promise.withResolvers<number>()
      sessions.push({ path, headers, frames, over: over.promise })
      session.on('error', () => {})
      session.on('close', (code) => over.resolve(code))
      converse(session, made, frames)
    })
  })
  return sessions
}

function converse(session: WebSocket, dialogue: LiveDialogue, frames: (string | Uint8Array)[]): void {
  let turn = say(session, dialogue.opening)
  session.on('message', (data: Buffer, binary) => {
    const frame = binary ? Uint8Array.from(data) : data.toString('utf8')
    frames.push(frame)
    turn = turn.then(async () => await say(session, dialogue.hear(frame)))
  })
}

async function say(session: WebSocket, events: readonly LiveEvent[]): Promise<void> {
  for (const event of events) {
    switch (event.kind) {
      case 'text':
        session.send(event.text)
        break
      case 'bytes':
        session.send(event.bytes, { binary: true })
        break
      case 'pause':
        await new Promise((resolve) => setTimeout(resolve, event.milliseconds).unref())
        break
      case 'close':
        session.close(event.code, event.reason)
        break
      case 'reset':
        session.terminate()
    }
  }
}

/** Of a refused upgrade only the status and a whole body are looked at. */
function answer(socket: Socket, { status, headers, body }: SimulatedAnswer): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
  const bytes = body instanceof Uint8Array ? body : new Uint8Array(0)
  socket.on('error', () => socket.destroy())
  socket.write(
    `HTTP/1.1 ${status} Refused\r\n${lines.join('')}content-length: ${bytes.length}\r\nconnection: close\r\n\r\n`,
  )
  socket.end(bytes)
}
