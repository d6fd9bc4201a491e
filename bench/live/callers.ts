/** Callers of live sessions: each sends fifty milliseconds of sound twenty times a second, and notes how long the turns took to come. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { DelayLog, now } from './delay-log.ts'
import { FRAME_BYTES, FRAME_MS, type OpenSessions, type Question } from './messages.ts'

const log = new DelayLog()
const KEY = 'bench-key'
let sockets: WebSocket[] = []
let timers: NodeJS.Timeout[] = []

async function open({ port, path, sessions }: OpenSessions): Promise<number> {
  for (let index = 0; index < sessions; index++) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
      headers: { authorization: KEY },
      perMessageDeflate: false,
    })
    await once(socket, 'open')
    socket.on('message', note)
    sockets.push(socket)
  }
  // Spread over the fifty milliseconds, as callers are.
  timers = sockets.map((socket, index) =>
    setTimeout(
      () => {
        const timer = setInterval(() => socket.send(frame()), FRAME_MS)
        timers.push(timer)
      },
      (index * FRAME_MS) / sessions,
    ),
  )
  return sockets.length
}

/** Sound of which the first eight bytes say when it was sent. */
function frame(): Buffer {
  const sound = Buffer.alloc(FRAME_BYTES, 3)
  sound.writeBigUInt64LE(now())
  return sound
}

function note(data: Buffer, binary: boolean): void {
  if (binary) return
  const sentAt = /"sent_at":"(\d+)"/.exec(data.toString('latin1'))?.[1]
  if (sentAt !== undefined) log.add(BigInt(sentAt))
}

function close(): number {
  for (const timer of timers) clearTimeout(timer)
  for (const socket of sockets) socket.close(1000)
  const count = sockets.filter(
    (socket) => socket.readyState === WebSocket.OPEN || socket.readyState === WebSocket.CLOSING,
  ).length
  timers = []
  sockets = []
  return count
}

async function answer(question: Question): Promise<unknown> {
  if (question === 'delays') return log.take()
  return question === 'close' ? close() : await open(question.open)
}

process.on('message', (question: Question) => {
  answer(question).then(
    (value) => process.send?.({ answer: value }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
