/** Streams that stay open while somebody looks at the memory of the proxy. */
import { setTimeout as delay } from 'node:timers/promises'
import { performance } from 'node:perf_hooks'
import { ChatSupply } from '../traffic/chats.ts'
import type { HoldFigures, HoldRequest } from './messages.ts'
import { headOf, requestOf } from './request-head.ts'
import { Wire } from './wire.ts'

/** Connections made at one time: more would only fill the listener's backlog. */
const AT_ONCE = 50
const LOOK_MS = 50
/** Frames of every stream before it counts as open and settled. */
const FRAMES = 2

export class HeldStreams {
  readonly #wires: Wire[] = []

  /** Resolves when every stream has sent frames, or after the time limit with those that have. */
  async open(request: HoldRequest): Promise<HoldFigures> {
    const { target, streams } = request
    const head = headOf(target, '/v1/chat/completions', 'application/json')
    const supply = new ChatSupply(streams, 'hold')
    const frames = new Map<Wire, number>()
    const failures: string[] = []
    for (let opened = 0; opened < streams; opened += AT_ONCE) {
      const count = Math.min(AT_ONCE, streams - opened)
      const wires = await Promise.all(Array.from({ length: count }, () => Wire.open(target.port)))
      for (const wire of wires) {
        this.#wires.push(wire)
        frames.set(wire, 0)
        wire
          .answer(() => frames.set(wire, (frames.get(wire) ?? 0) + 1))
          .then((answer) => failures.push(`ended with status ${answer.status}`))
          .catch((error: unknown) => failures.push(error instanceof Error ? error.message : 'failed'))
        wire.socket.write(requestOf(head, supply.take().body))
      }
    }
    const openNow = (): number => [...frames.values()].filter((count) => count >= FRAMES).length
    const deadline = performance.now() + request.timeoutMs
    while (openNow() < streams && performance.now() < deadline) await delay(LOOK_MS)
    return { open: openNow(), failures: failures.slice(0, 5) }
  }

  release(): void {
    for (const wire of this.#wires.splice(0)) wire.close()
  }
}
