/** Opens the ledger of a gateway, or says in one sentence why it cannot be opened. */
import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { faultReason, faultSentence, type FaultReason } from './fault.ts'
import { LedgerLock } from './lock.ts'
import type { Ledger } from './row.ts'
import { LedgerStore, type StoreSettings } from './store.ts'

export interface LedgerOptions {
  readonly file: string
  /** Days after which closed rows are deleted. */
  readonly keepDays: number
  /** Free bytes below which `health.diskAlarm` is true. */
  readonly diskAlarmBytes: number
  /** How long an intent may wait for its commit. */
  readonly timeoutMs?: number
  /** Milliseconds between two commits of a busy gateway. */
  readonly gatherMs?: number
  /** How long a closing waits for an intent to be committed with. */
  readonly closingDelayMs?: number
  /** Closings and refusals that may wait before admission stops. */
  readonly queueLimit?: number
  /** Pause between two tries to open the file again. */
  readonly retryMs?: number
  /** Pause between two looks at the file while nothing is written. */
  readonly statusMs?: number
  /** Joins the gateway that holds the ledger, where one does: writes beside it, and leaves its open attempts alone. */
  readonly guest?: boolean
  /** The thread's entry: tests bring one that fails. */
  readonly worker?: URL
  readonly now?: () => number
  readonly monotonic?: () => number
}

const DEFAULTS = {
  timeoutMs: 2000,
  gatherMs: 15,
  closingDelayMs: 100,
  queueLimit: 10_000,
  retryMs: 500,
  statusMs: 1000,
} as const

/** Thrown by `openLedger`; the message names the file and what to do. */
export class LedgerOpenError extends Error {
  readonly reason: FaultReason

  constructor(file: string, reason: FaultReason) {
    super(`The ledger ${file} cannot be used: ${faultSentence(reason)}.`)
    this.name = 'LedgerOpenError'
    this.reason = reason
  }
}

/** Resolves when the file is open, past intents are settled and a test write was durable. Throws `LedgerOpenError`. */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const file = pathWithoutLinks(resolve(options.file))
  const lock = lockOf(file, options)
  const store = new LedgerStore(settingsOf(file, options, lock === GUEST), lock)
  const reason = await store.start()
  if (reason === undefined) return store
  await store.shutdown(DEFAULTS.timeoutMs)
  throw new LedgerOpenError(file, reason)
}

/** Holds nothing: the gateway beside it does. */
const GUEST = { hold: () => true, release: () => {} } as const

function lockOf(file: string, { guest }: LedgerOptions): Pick<LedgerLock, 'hold' | 'release'> {
  try {
    return new LedgerLock(file)
  } catch (error) {
    const reason = faultReason(error)
    if (guest === true && reason === 'in_use') return GUEST
    throw new LedgerOpenError(file, reason)
  }
}

function settingsOf(file: string, options: LedgerOptions, guest: boolean): StoreSettings {
  return {
    ...DEFAULTS,
    worker: import.meta.url.endsWith('.ts')
      ? new URL('./worker.ts', import.meta.url)
      : new URL('./worker.js', import.meta.url),
    now: Date.now,
    monotonic: () => performance.now(),
    ...options,
    file,
    guest,
  }
}

/** SQLite follows links and names the log after what it finds: two names of one ledger are one ledger. */
function pathWithoutLinks(file: string): string {
  if (existsSync(file)) return realpathSync(file)
  const folder = dirname(file)
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(file))
}
