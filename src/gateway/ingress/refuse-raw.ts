/** An answer in HTTP/1.1 for bytes that never became a request. */
import type { Socket } from 'node:net'
import { dialectAnswer } from '../errors/dialect.ts'
import type { Refusal } from '../errors/refusal.ts'

/** What a refused caller may take to read why, and to hang up. */
const LINGER_MS = 1000

/** Says why and hangs up, whatever the caller does. */
export function refuseRaw(socket: Socket, refusal: Refusal): void {
  const answer = dialectAnswer(refusal, undefined, undefined)
  let head = `HTTP/1.1 ${answer.status} Refused\r\n`
  for (let index = 0; index < answer.headers.length; index += 2)
    head += `${answer.headers[index]}: ${answer.headers[index + 1]}\r\n`
  socket.on('error', () => socket.destroy())
  socket.end(Buffer.concat([Buffer.from(`${head}connection: close\r\n\r\n`, 'latin1'), answer.body]))
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.once('close', () => clearTimeout(timer))
}
