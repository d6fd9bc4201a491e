/** The ledger's thread as the gateway's thread sees it: started, spoken to, given up, started again. */
import { Worker } from 'node:worker_threads'
import type { Answer, Request } from './messages.ts'

export interface WorkerEvents {
  answered(answer: Answer): void
  /** The thread has ended and holds the file no longer; nothing that it was sent will be answered. */
  gone(): void
}

export class WorkerLink {
  readonly #url: URL
  readonly #events: WorkerEvents
  #worker: Worker | undefined

  constructor(url: URL, events: WorkerEvents) {
    this.#url = url
    this.#events = events
  }

  get running(): boolean {
    return this.#worker !== undefined
  }

  start(): void {
    const worker = new Worker(this.#url, { name: 'ledger' })
    this.#worker = worker
    worker.on('message', (answer: Answer) => this.#events.answered(answer))
    // The exit that follows says all that has to be known.
    worker.on('error', () => {})
    worker.on('exit', () => {
      this.#worker = undefined
      this.#events.gone()
    })
  }

  send(request: Request): void {
    this.#worker?.postMessage(request)
  }

  /**
   * Ends a thread that does not answer. A thread inside a system call ends only when that returns, and another one is
   * started only then: it would wait for the same disk, and the first may still complete its commit.
   */
  giveUp(): void {
    void this.#worker?.terminate()
  }
}
