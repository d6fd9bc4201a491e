/** The ledger as the pipeline uses it: gathers rows, has them committed in groups, fails fast, loses no closing. */
import { Refusal } from '../errors/refusal.ts'
import { Batch } from './batch.ts'
import { ClosingQueue } from './closing-queue.ts'
import { addIntent } from './encode.ts'
import type { FaultReason } from './fault.ts'
import { FlushSchedule, type FlushSettings } from './flush-schedule.ts'
import type { LedgerLock } from './lock.ts'
import type { OpenRequest } from './messages.ts'
import { PinsLink } from './pins-link.ts'
import type { ClosingRow, IntentRow, Ledger, LedgerHealth, RefusalRow } from './row.ts'
import { isIdentifier } from './safe-names.ts'
import { spoolRows } from './spool.ts'
import { Supervisor, type SupervisorSettings } from './supervisor.ts'
import { TermsTable } from './terms-table.ts'
import { firstIdentifierAt, startOfIdentifier } from './time-order.ts'

export interface StoreSettings extends SupervisorSettings, FlushSettings {
  readonly file: string
  /** Another process is the ledger's gateway. */
  readonly guest: boolean
  readonly keepDays: number
  readonly diskAlarmBytes: number
  readonly queueLimit: number
  readonly now: () => number
}

/** Closings and refusals of one batch, so that a long queue is written in steps that each end in time. */
const QUEUED_ROWS_A_BATCH = 1024
const COMMIT_TIMES_KEPT = 4096
const SETTLE_EVERY_MS = 60_000

export class LedgerStore implements Ledger {
  readonly #settings: StoreSettings
  readonly #supervisor: Supervisor
  readonly #terms = new TermsTable()
  readonly #queue = new ClosingQueue()
  readonly #schedule: FlushSchedule
  readonly pins: PinsLink
  /** Attempts whose closing is not durable yet. */
  readonly #open = new Set<string>()
  #withdrawn: string[] = []
  #pending: Batch | undefined
  #inFlight: Batch | undefined
  #number = 0
  #sentAt = 0
  #settledAt = Number.NEGATIVE_INFINITY
  #commitSeconds: number[] = []
  #deadlineTimer: NodeJS.Timeout | undefined
  #state: 'running' | 'draining' | 'stopped' = 'running'
  #changed = Promise.withResolvers<FaultReason | undefined>()

  constructor(settings: StoreSettings, lock: Pick<LedgerLock, 'hold' | 'release'>) {
    this.#settings = settings
    this.#schedule = new FlushSchedule(settings, () => this.#flush())
    this.#supervisor = new Supervisor(settings, lock, {
      openRequest: () => this.#openRequest(),
      opened: () => this.#opened(),
      faulted: (reason) => this.#faulted(reason),
      committed: (number) => this.#committed(number),
      pins: (answer) => this.pins.answered(answer),
    })
    this.pins = new PinsLink({
      timeoutMs: settings.timeoutMs,
      ready: () => this.#supervisor.reason === undefined && this.#state !== 'stopped',
      send: (request) => this.#supervisor.send(request),
    })
  }

  /** Opens the file; answers why it could not. */
  start(): Promise<FaultReason | undefined> {
    this.#supervisor.start()
    return this.#changed.promise
  }

  get ready(): boolean {
    return (
      this.#supervisor.reason === undefined &&
      this.#state === 'running' &&
      this.#queue.size < this.#settings.queueLimit
    )
  }

  get health(): LedgerHealth {
    const { freeBytes, reason } = this.#supervisor
    return {
      openIntents: this.#open.size,
      queued: this.#queue.size,
      reason: reason ?? this.#ownReason(),
      freeBytes,
      diskAlarm: freeBytes !== undefined && freeBytes < this.#settings.diskAlarmBytes,
      takeCommitSeconds: () => {
        const seconds = this.#commitSeconds
        this.#commitSeconds = []
        return seconds
      },
    }
  }

  intent(row: IntentRow): Promise<void> {
    if (!this.ready || !isIdentifier(row.id) || !this.#isNew(row.id))
      return Promise.reject(new Refusal('ledger_unavailable'))
    const batch = (this.#pending ??= new Batch(this.#settings.monotonic()))
    addIntent(batch.intents, row, this.#terms.numberOf(row, batch.terms))
    batch.ids.push(row.id)
    if (this.#inFlight === undefined) this.#schedule.intents(this.#open.size)
    return batch.durable
  }

  close(row: ClosingRow): void {
    if (!this.#open.has(row.id) && !isIdentifier(row.id)) return
    this.#queue.addClosing(row)
    this.#queued()
  }

  refusal(row: RefusalRow): void {
    if (!isIdentifier(row.id)) return
    this.#queue.addRefusal(row)
    this.#queued()
  }

  async shutdown(timeoutMs: number): Promise<void> {
    if (this.#state !== 'running') return
    this.#state = 'draining'
    const { monotonic } = this.#settings
    const deadline = monotonic() + timeoutMs
    while (this.#unfinished) {
      const left = deadline - monotonic()
      if (left <= 0) break
      this.#changed = Promise.withResolvers()
      this.#flush()
      const timer = setTimeout(() => this.#changed.resolve(undefined), left)
      await this.#changed.promise
      clearTimeout(timer)
    }
    this.#refuseAll()
    await this.#supervisor.stop(Math.max(0, deadline - monotonic()))
    this.#state = 'stopped'
    this.#spool()
  }

  get #unfinished(): boolean {
    return this.#pending !== undefined || this.#inFlight !== undefined || this.#queue.size > 0
  }

  /** Remembers an attempt; false for one that is already under way. One look into the set, since looks cost. */
  #isNew(id: string): boolean {
    const before = this.#open.size
    this.#open.add(id)
    return this.#open.size > before
  }

  #ownReason(): FaultReason | undefined {
    if (this.#state !== 'running') return 'shut_down'
    return this.ready ? undefined : 'queue_full'
  }

  #queued(): void {
    if (this.#state === 'stopped') this.#spool()
    else if (this.#inFlight === undefined && this.#supervisor.reason === undefined) this.#schedule.closings()
  }

  /** One group at a time: while it is committed the next one gathers. */
  #flush(): void {
    this.#schedule.clear()
    if (this.#inFlight !== undefined || this.#supervisor.reason !== undefined || !this.#unfinished) return
    const { closings, refusals } = this.#queue.take(QUEUED_ROWS_A_BATCH)
    this.#sentAt = this.#settings.monotonic()
    const batch = this.#pending ?? new Batch(this.#sentAt)
    this.#pending = undefined
    this.#inFlight = batch
    this.#number += 1
    this.#schedule.sent(this.#sentAt)
    if (this.#sentAt - this.#settledAt >= SETTLE_EVERY_MS) this.#settle()
    this.#supervisor.send({
      kind: 'batch',
      number: this.#number,
      terms: batch.terms.pack(),
      intents: batch.intents.pack(),
      closings: closings.pack(),
      refusals: refusals.pack(),
    })
    this.#watch(batch)
  }

  #committed(number: number): void {
    const batch = this.#inFlight
    // An answer that came too late: its callers have been refused.
    if (batch === undefined || number !== this.#number) return
    this.#inFlight = undefined
    if (this.#commitSeconds.length < COMMIT_TIMES_KEPT)
      this.#commitSeconds.push((this.#settings.monotonic() - this.#sentAt) / 1000)
    for (const closing of this.#queue.settle()) this.#open.delete(closing.id)
    batch.resolve()
    if (this.#pending !== undefined) this.#schedule.intents(this.#open.size)
    else if (this.#queue.waiting > 0) this.#schedule.closings()
    this.#changed.resolve(undefined)
  }

  #opened(): void {
    this.#withdrawn = []
    this.#terms.forget()
    if (this.#queue.waiting > 0) this.#schedule.closings()
    this.#changed.resolve(undefined)
  }

  #faulted(reason: FaultReason): void {
    this.#refuseAll()
    this.#changed.resolve(reason)
  }

  /** Refuses every intent that is not durable, and takes back the closings that went with them. */
  #refuseAll(): void {
    this.pins.fail()
    this.#schedule.clear()
    const batches = [this.#inFlight, this.#pending]
    // Its rows may be in the file all the same: they are closed there when it is opened again.
    for (const id of this.#inFlight?.ids ?? []) this.#withdrawn.push(id)
    this.#inFlight = undefined
    this.#pending = undefined
    this.#queue.giveBack()
    for (const batch of batches) {
      if (batch === undefined) continue
      for (const id of batch.ids) this.#open.delete(id)
      batch.reject(new Refusal('ledger_unavailable'))
    }
  }

  /** One timer, whatever the number of groups: it looks again when the group that it was set for is long done. */
  #watch(batch: Batch): void {
    if (this.#deadlineTimer !== undefined) return
    const left = batch.since + this.#settings.timeoutMs - this.#settings.monotonic()
    this.#deadlineTimer = setTimeout(
      () => {
        // This thread may have been the one that was busy: what has arrived meanwhile is heard first.
        setImmediate(() => this.#lookAtDeadline())
      },
      Math.max(1, left),
    )
  }

  #lookAtDeadline(): void {
    this.#deadlineTimer = undefined
    const batch = this.#inFlight
    if (batch === undefined) return
    if (batch.since + this.#settings.timeoutMs > this.#settings.monotonic()) this.#watch(batch)
    else this.#supervisor.silent()
  }

  /** Tells the file from where on a crash can have left intents open. */
  #settle(): void {
    this.#settledAt = this.#sentAt
    let below = firstIdentifierAt(this.#settings.now())
    for (const id of this.#open) if (id < below) below = startOfIdentifier(id)
    this.#supervisor.send({ kind: 'settled', below })
  }

  #openRequest(): OpenRequest {
    const { file, guest, keepDays, timeoutMs, statusMs } = this.#settings
    return {
      kind: 'open',
      file,
      guest,
      keepDays,
      busyMs: Math.ceil(timeoutMs / 4),
      statusMs,
      open: [...this.#open],
      withdrawn: this.#withdrawn,
    }
  }

  /** Never throws: with the ledger and the spool both gone, the next start writes `unknown`. */
  #spool(): void {
    if (this.#queue.size === 0) return
    const { closings, refusals } = this.#queue.takeAll()
    try {
      spoolRows(this.#settings.file, closings, refusals)
    } catch {
      // Nothing is left to write to.
    }
  }
}
