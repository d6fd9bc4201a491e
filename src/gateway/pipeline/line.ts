/** What the line needs from outside: the ledger, the metrics, the clock and ids. */
import type { Runtime } from '../config/runtime.ts'
import type { FindPool } from '../detection/find-pool.ts'
import type { Ledger } from '../ledger/row.ts'
import type { Meter } from '../observe/meter.ts'
import type { TemporaryKeys } from '../live/temporary-keys.ts'

export interface Line {
  /** What is in force now; a call keeps what it began with, a session asks whether its key still holds. */
  readonly runtime: () => Runtime
  readonly ledger: Ledger
  readonly meter: Meter
  /** Sessions over WebSocket that are open or about to be. */
  readonly sessions: { count: number }
  /** Keys for one session each. */
  readonly temporaryKeys: TemporaryKeys
  /** Threads that look at long texts. */
  readonly detection: FindPool
  /** Unix ms. */
  readonly now: () => number
  /** Monotonic ms. */
  readonly tick: () => number
  /** UUIDv7. */
  readonly newId: () => string
  /** A fault of our own: its class and its frames are logged, never its message. */
  readonly fault: (error: unknown) => void
}
