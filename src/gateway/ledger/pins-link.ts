/** Pins as the pipeline asks for them: questions to the ledger's thread, each with a bounded wait. */
import { Refusal } from '../errors/refusal.ts'
import type { EndedPins, NewPin, PinAnswer, PinFound, PinName, PinRequest, Pins, PinWork } from './pins.ts'

type Done = NonNullable<PinAnswer['done']>

interface Waiting {
  readonly resolve: (done: Done) => void
  readonly reject: (reason: Refusal) => void
  readonly timer: NodeJS.Timeout
}

export interface PinsLinkSettings {
  /** How long one question may wait for its answer. */
  readonly timeoutMs: number
  /** False while the ledger cannot be asked. */
  readonly ready: () => boolean
  readonly send: (request: PinRequest) => void
}

export class PinsLink implements Pins {
  readonly #settings: PinsLinkSettings
  readonly #waiting = new Map<number, Waiting>()
  #number = 0

  constructor(settings: PinsLinkSettings) {
    this.#settings = settings
  }

  async find(tenant: string, vendor: string, names: readonly PinName[]): Promise<readonly PinFound[]> {
    if (names.length === 0) return []
    const { found } = await this.#ask({ find: names, tenant, vendor })
    return found
  }

  async keep(pins: readonly NewPin[]): Promise<boolean> {
    if (pins.length === 0) return true
    const { kept } = await this.#ask({ keep: pins })
    return kept
  }

  async end(ended: EndedPins): Promise<void> {
    await this.#ask({ end: ended })
  }

  answered({ number, done }: PinAnswer): void {
    const waiting = this.#take(number)
    if (done === undefined) waiting?.reject(new Refusal('ledger_unavailable'))
    else waiting?.resolve(done)
  }

  /** The ledger's thread has forgotten every question, or cannot answer it. */
  fail(): void {
    for (const number of this.#waiting.keys()) this.#take(number)?.reject(new Refusal('ledger_unavailable'))
  }

  async #ask(work: PinWork): Promise<Done> {
    if (!this.#settings.ready()) throw new Refusal('ledger_unavailable')
    this.#number += 1
    const number = this.#number
    const { promise, resolve, reject } = Promise.withResolvers<Done>()
    const timer = setTimeout(
      () => this.#take(number)?.reject(new Refusal('ledger_unavailable')),
      this.#settings.timeoutMs,
    )
    this.#waiting.set(number, { resolve, reject, timer })
    this.#settings.send({ kind: 'pins', number, work })
    return await promise
  }

  #take(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number)
    if (waiting === undefined) return undefined
    this.#waiting.delete(number)
    clearTimeout(waiting.timer)
    return waiting
  }
}
