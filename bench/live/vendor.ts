/** A stand-in for AssemblyAI's streaming v3 that notes how long each frame of sound took to come, and says a turn now and then. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { DelayLog, now } from './delay-log.ts'
import { FRAMES_A_TURN } from './messages.ts'

const WORDS =
  'thank you for calling I am looking into the order that you told me about and will be back in a moment'.split(
    ' ',
  )
const log = new DelayLog()

function listen(socket: WebSocket): void {
  let heard = 0
  socket.send(
    JSON.stringify({ type: 'Begin', id: '6f9619ff-8b86-d011-b42d-00c04fc964ff', expires_at: 1_790_000_000 }),
  )
  socket.on('error', () => {})
  socket.on('message', (data: Buffer, binary) => {
    if (!binary) {
      if (data.includes('Terminate')) socket.close(1000)
      return
    }
    log.add(data.readBigUInt64LE(0))
    heard++
    if (heard % FRAMES_A_TURN === 0) socket.send(turn(heard / FRAMES_A_TURN))
  })
}

/** A turn that grows by a word each time and ends with the sentence. */
function turn(count: number): string {
  const length = (count % WORDS.length) + 1
  const words = WORDS.slice(0, length)
  const end = length === WORDS.length
  return JSON.stringify({
    type: 'Turn',
    turn_order: Math.floor(count / WORDS.length),
    turn_is_formatted: end,
    end_of_turn: end,
    transcript: words.join(' '),
    end_of_turn_confidence: end ? 0.9 : 0.1,
    words: words.map((text, at) => ({
      text,
      start: at * 200,
      end: at * 200 + 180,
      confidence: 0.98,
      word_is_final: true,
    })),
    sent_at: String(now()),
  })
}

const server = createServer()
const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false })
server.on('upgrade', (request, socket, head) => upgrades.handleUpgrade(request, socket, head, listen))
server.listen(0, '127.0.0.1', 4096, () => {
  // `server.address()` is a string for pipes only.
  process.send?.({ answer: { port: (server.address() as AddressInfo).port } })
})
process.on('message', () => process.send?.({ answer: log.take() }))
process.on('disconnect', () => process.exit(0))
