/** Intents that become durable together, and the one promise on which their callers wait. */
import { RowList } from './packed-rows.ts'

export class Batch {
  readonly ids: string[] = []
  readonly terms = new RowList()
  readonly intents = new RowList()
  /** Monotonic milliseconds: the oldest row waits since then. */
  readonly since: number

  readonly durable: Promise<void>
  readonly resolve: () => void
  readonly reject: (reason: Error) => void

  constructor(since: number) {
    this.since = since
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.durable = promise
    this.resolve = resolve
    this.reject = reject
    // A batch of closings alone has nobody who waits.
    promise.catch(() => {})
  }
}
