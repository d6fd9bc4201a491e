/** Keeps the ledger's thread and its file in order: opens, watches, and opens again until it works. */
import type { FaultReason } from './fault.ts'
import type { LedgerLock } from './lock.ts'
import type { Answer, OpenRequest, Request } from './messages.ts'
import type { PinAnswer } from './pins.ts'
import { WorkerLink } from './worker-link.ts'

export interface SupervisorSettings {
  readonly worker: URL
  readonly timeoutMs: number
  readonly retryMs: number
  readonly statusMs: number
  readonly monotonic: () => number
}

export interface SupervisorEvents {
  openRequest(): OpenRequest
  /** The file is open and took a write. */
  opened(): void
  /** Nothing that was sent and not answered counts any more. */
  faulted(reason: FaultReason): void
  committed(number: number): void
  pins(answer: PinAnswer): void
}

/** A thread that has begun to open may have to copy a whole ledger. */
const OPENING_MS = 600_000
const STARTING_MS = 2000

export class Supervisor {
  readonly #settings: SupervisorSettings
  readonly #events: SupervisorEvents
  readonly #lock: Pick<LedgerLock, 'hold' | 'release'>
  readonly #link: WorkerLink
  #reason: FaultReason | undefined = 'starting'
  #freeBytes: number | undefined
  #heardAt = 0
  #retryTimer: NodeJS.Timeout | undefined
  #openTimer: NodeJS.Timeout | undefined
  #watchTimer: NodeJS.Timeout | undefined
  #stopped: PromiseWithResolvers<void> | undefined

  constructor(
    settings: SupervisorSettings,
    lock: Pick<LedgerLock, 'hold' | 'release'>,
    events: SupervisorEvents,
  ) {
    this.#settings = settings
    this.#lock = lock
    this.#events = events
    this.#link = new WorkerLink(settings.worker, {
      answered: (answer) => this.#answered(answer),
      gone: () => this.#gone(),
    })
  }

  /** Why nothing can be made durable now; undefined while all is well. */
  get reason(): FaultReason | undefined {
    return this.#reason
  }

  get freeBytes(): number | undefined {
    return this.#freeBytes
  }

  start(): void {
    this.#openNow()
    this.#watchTimer = setInterval(() => this.#watch(), this.#settings.statusMs)
    this.#watchTimer.unref()
  }

  send(request: Request): void {
    this.#link.send(request)
  }

  /** The thread has been silent for too long. */
  silent(): void {
    if (this.#reason !== undefined) return
    this.#fault('no_answer')
    // Behind what it is busy with, so that it opens again as soon as that ends.
    this.#openNow()
  }

  /** Closes the file and ends the thread; resolves when it has ended, or after `timeoutMs`. */
  async stop(timeoutMs: number): Promise<void> {
    clearInterval(this.#watchTimer)
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#openTimer)
    this.#reason = 'shut_down'
    if (this.#link.running) {
      const stopped = Promise.withResolvers<void>()
      this.#stopped = stopped
      this.#link.send({ kind: 'stop' })
      const timer = setTimeout(stopped.resolve, timeoutMs)
      await stopped.promise
      clearTimeout(timer)
      this.#link.giveUp()
    }
    this.#lock.release()
  }

  #answered(answer: Answer): void {
    this.#heardAt = this.#settings.monotonic()
    switch (answer.kind) {
      case 'committed':
        this.#events.committed(answer.number)
        break
      case 'pins':
        this.#events.pins(answer)
        break
      case 'rejected':
        this.#fault(answer.reason)
        break
      case 'status':
        this.#freeBytes = answer.freeBytes
        if (answer.reason !== undefined) this.#fault(answer.reason)
        break
      case 'opening':
        this.#expect(OPENING_MS)
        break
      case 'opened':
        clearTimeout(this.#openTimer)
        this.#freeBytes = answer.freeBytes
        if (this.#stopped !== undefined) return
        this.#reason = undefined
        this.#events.opened()
        break
      case 'failed':
        clearTimeout(this.#openTimer)
        if (this.#stopped !== undefined) return
        this.#reason = answer.reason
        this.#events.faulted(answer.reason)
        this.#retry()
        break
      case 'stopped':
        break
    }
  }

  #gone(): void {
    clearTimeout(this.#openTimer)
    if (this.#stopped !== undefined) {
      this.#stopped.resolve()
      return
    }
    if (this.#reason === undefined || this.#reason === 'starting') this.#reason = 'worker_died'
    this.#events.faulted(this.#reason)
    this.#retry()
  }

  #fault(reason: FaultReason): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    this.#events.faulted(reason)
    this.#retry()
  }

  #retry(): void {
    clearTimeout(this.#retryTimer)
    this.#retryTimer = setTimeout(() => this.#openNow(), this.#settings.retryMs)
  }

  #openNow(): void {
    clearTimeout(this.#retryTimer)
    if (!this.#lock.hold()) {
      this.#reason = 'in_use'
      this.#retry()
      return
    }
    if (!this.#link.running) this.#link.start()
    this.#link.send(this.#events.openRequest())
    this.#expect(Math.max(this.#settings.timeoutMs, STARTING_MS))
  }

  #expect(withinMs: number): void {
    clearTimeout(this.#openTimer)
    this.#openTimer = setTimeout(() => this.#link.giveUp(), withinMs)
    this.#openTimer.unref()
  }

  #watch(): void {
    if (this.#reason !== undefined) return
    if (!this.#lock.hold()) {
      this.#fault('in_use')
      return
    }
    const { monotonic, statusMs, timeoutMs } = this.#settings
    const patience = 3 * statusMs + timeoutMs
    if (monotonic() - this.#heardAt < patience) return
    // This thread may have been the one that was busy: what has arrived meanwhile is heard first.
    setImmediate(() => {
      if (monotonic() - this.#heardAt >= patience) this.silent()
    })
  }
}
