/** Writes a simulated answer to its socket, event by event, with back-pressure and every way to break off. */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { SimulatedAnswer, WireEvent } from '../../connectors/simulator/contract.ts'

export interface Delivery {
  readonly response: ServerResponse
  /** Aborted when the response is closed, by whomever, or the host is. */
  readonly over: AbortSignal
  readonly countOut: (bytes: number) => void
}

/** `broken` when the script ended the exchange. Throws an AbortError when the caller did. */
export async function deliver(delivery: Delivery, answer: SimulatedAnswer): Promise<'answered' | 'broken'> {
  const { response } = delivery
  for (const event of answer.opening ?? []) {
    if (await happened(delivery, event)) return 'broken'
  }
  if (answer.raw === true) return deliverRaw(delivery, answer)
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
  response.writeHead(answer.status)
  if (answer.body instanceof Uint8Array) {
    delivery.countOut(answer.body.length)
    return finish(delivery, answer.body)
  }
  for (const event of answer.body) {
    if (await happened(delivery, event)) return 'broken'
  }
  return finish(delivery)
}

async function finish({ response, over }: Delivery, last?: Uint8Array): Promise<'answered'> {
  over.throwIfAborted()
  const finished = once(response, 'finish', { signal: over })
  response.end(last)
  await finished
  return 'answered'
}

/** Does what the event says; true when nothing can follow it. */
async function happened(delivery: Delivery, event: WireEvent): Promise<boolean> {
  const { response, over } = delivery
  over.throwIfAborted()
  const { socket } = response
  switch (event.kind) {
    case 'bytes':
      delivery.countOut(event.bytes.length)
      // One write, one packet as far as TCP allows it: the loop turns between two.
      if (response.write(event.bytes)) await nextTurn()
      else await once(response, 'drain', { signal: over })
      return false
    case 'pause':
      await sleep(event.milliseconds, undefined, { signal: over })
      return false
    case 'stall':
      if (response.headersSent) response.flushHeaders()
      await aborted(over)
      throw over.reason
    case 'reset':
      await settle(response)
      socket?.resetAndDestroy()
      return true
    case 'truncate':
      await settle(response)
      socket?.end()
      return true
    default:
      return event satisfies never
  }
}

/** Lets the peer read what was written, which a reset would take from it. */
async function settle(response: ServerResponse): Promise<void> {
  if (response.headersSent) response.flushHeaders()
  await sleep(20)
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}

/** Bytes that node:http would refuse to write. */
async function deliverRaw(delivery: Delivery, { body }: SimulatedAnswer): Promise<'broken'> {
  const { response, over } = delivery
  const events: Iterable<WireEvent> = body instanceof Uint8Array ? [{ kind: 'bytes', bytes: body }] : body
  for (const event of events) {
    if (event.kind === 'bytes') {
      delivery.countOut(event.bytes.length)
      response.socket?.write(event.bytes)
      await nextTurn()
    } else if (await happened(delivery, event)) return 'broken'
  }
  // The message is as complete as it will be; what becomes of the socket is the caller's affair.
  await aborted(over)
  return 'broken'
}
