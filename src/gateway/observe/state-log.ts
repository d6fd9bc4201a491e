/** Logs what changed for the worse or the better since it last looked: the ledger's readiness, and endpoints that closed themselves. */
import type { LedgerHealth } from '../ledger/row.ts'
import type { Log } from './log.ts'

/** What is looked at, as it is at the moment of the look. */
export interface State {
  readonly ledger: { readonly ready: boolean; readonly health: Pick<LedgerHealth, 'reason' | 'queued'> }
  readonly endpoints: Iterable<{
    readonly id: string
    readonly connector: { readonly vendor: string }
    /** Set when the vendor contradicted the endpoint's place. */
    readonly closed: string | undefined
  }>
}

export class StateLog {
  readonly #state: () => State
  readonly #log: Log
  #ready = true
  /** Endpoint objects and not their names: a reload makes new ones, which are open again. */
  readonly #closed = new WeakSet<object>()

  constructor(state: () => State, log: Log) {
    this.#state = state
    this.#log = log
  }

  look(): void {
    const { ledger, endpoints } = this.#state()
    if (ledger.ready !== this.#ready) {
      this.#ready = ledger.ready
      if (ledger.ready) this.#log.write('info', 'ledger_ready', { queued: ledger.health.queued })
      else this.#log.write('error', 'ledger_unready', { reason: ledger.health.reason ?? 'unavailable' })
    }
    for (const endpoint of endpoints) {
      if (endpoint.closed === undefined || this.#closed.has(endpoint)) continue
      this.#closed.add(endpoint)
      this.#log.write('error', 'region_drift', { vendor: endpoint.connector.vendor, endpoint: endpoint.id })
    }
  }
}
