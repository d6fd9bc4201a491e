/** The floor of live sessions: a proxy of `ws` on both sides that passes frames on and does nothing else. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { WebSocket, WebSocketServer } from 'ws'

/** `--upstream ws://127.0.0.1:N`; prints the port, one line. */
const { values } = parseArgs({ options: { upstream: { type: 'string', default: '' } } })
const OPTIONS = { perMessageDeflate: false, maxPayload: 4 * 1024 * 1024 } as const

const server = createServer()
const upgrades = new WebSocketServer({ noServer: true, ...OPTIONS })
server.on('upgrade', (request, socket, head) => {
  const vendor = new WebSocket(`${values.upstream}${request.url ?? ''}`, OPTIONS)
  vendor.on('error', () => socket.destroy())
  vendor.on('open', () => {
    upgrades.handleUpgrade(request, socket, head, (caller) => {
      join(caller, vendor)
      join(vendor, caller)
    })
  })
})

function join(from: WebSocket, to: WebSocket): void {
  from.on('message', (data, binary) => to.send(data, { binary }))
  from.on('close', () => to.close())
  from.on('error', () => to.terminate())
}

server.listen(0, '127.0.0.1', 4096, () => {
  // `server.address()` is a string for pipes only.
  console.log((server.address() as AddressInfo).port)
})
process.once('SIGTERM', () => process.exit(0))
