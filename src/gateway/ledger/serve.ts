/** The ledger's own thread: opens the file, writes what it is sent, says what became of it. */
import type { MessagePort } from 'node:worker_threads'
import { ignoreErrors, LedgerDatabase } from './database.ts'
import { faultReason, LedgerFault } from './fault.ts'
import { freeBytesAt } from './free-space.ts'
import type { Answer, BatchRequest, OpenRequest, Request } from './messages.ts'
import type { PinRequest } from './pins.ts'
import { PinsTable } from './pins-table.ts'
import { closeAndSalvage } from './salvage.ts'
import { settleOpenIntents } from './settle.ts'
import { replaySpool } from './spool.ts'
import { clearLog, SWEEP_BATCH, sweepOnce } from './sweep.ts'

const SWEEP_PAUSE_MS = 100
const SWEEP_EVERY_MS = 600_000

/** What a test may do to the database; production passes none. */
export interface Faults {
  beforeOpen?(file: string): void
  beforeBatch?(database: LedgerDatabase): void
}

/** Serves requests in the order in which they come, until `stop`. */
export function serveLedger(port: MessagePort, faults: Faults = {}, now: () => number = Date.now): void {
  let database: LedgerDatabase | undefined
  let pins: PinsTable | undefined
  let statusTimer: NodeJS.Timeout | undefined
  let sweepTimer: NodeJS.Timeout | undefined
  let swept = 0
  let guest = false

  const answer = (message: Answer): void => port.postMessage(message)

  port.on('message', (request: Request) => {
    switch (request.kind) {
      case 'batch':
        write(request)
        break
      case 'open':
        open(request)
        break
      case 'pins':
        answerPins(request)
        break
      case 'settled':
        if (!guest) database?.settle(request.below)
        break
      case 'stop':
        stop()
        break
    }
  })

  function open(request: OpenRequest): void {
    clearInterval(statusTimer)
    clearTimeout(sweepTimer)
    answer({ kind: 'opening' })
    guest = request.guest
    try {
      if (database !== undefined) {
        closeAndSalvage(database, now())
        database = undefined
        pins = undefined
      }
      faults.beforeOpen?.(request.file)
      const opened = LedgerDatabase.open(request.file, request.busyMs, now())
      database = opened
      faults.beforeBatch?.(opened)
      pins = new PinsTable(opened)
      if (!guest) {
        replaySpool(opened)
        settleOpenIntents(opened, { open: request.open, withdrawn: request.withdrawn, now: now() })
      }
      opened.files.check()
      statusTimer = setInterval(() => report(opened), request.statusMs)
      if (!guest) sweepTimer = setTimeout(() => sweep(opened, request), SWEEP_PAUSE_MS)
      answer({ kind: 'opened', freeBytes: freeBytesAt(request.file) })
    } catch (error) {
      answer({ kind: 'failed', reason: faultReason(error) })
    }
  }

  function write(batch: BatchRequest): void {
    try {
      if (database === undefined) throw new LedgerFault('cannot_open')
      faults.beforeBatch?.(database)
      database.write(batch)
      answer({ kind: 'committed', number: batch.number })
    } catch (error) {
      answer({ kind: 'rejected', number: batch.number, reason: faultReason(error) })
    }
  }

  function answerPins({ number, work }: PinRequest): void {
    try {
      if (database === undefined || pins === undefined) throw new LedgerFault('cannot_open')
      if (!('find' in work)) faults.beforeBatch?.(database)
      answer({ kind: 'pins', number, done: pins.do(work) })
    } catch {
      answer({ kind: 'pins', number, done: undefined })
    }
  }

  function report(opened: LedgerDatabase): void {
    let reason: ReturnType<typeof faultReason> | undefined
    try {
      opened.files.check()
    } catch (error) {
      reason = faultReason(error)
    }
    answer({ kind: 'status', freeBytes: freeBytesAt(opened.file), reason })
  }

  function sweep(opened: LedgerDatabase, request: OpenRequest): void {
    let more = false
    // A file that takes no deletions takes no intents either, and those say so.
    ignoreErrors(() => {
      const deleted = sweepOnce(opened, request.keepDays, now()) + (pins?.forget(now(), SWEEP_BATCH) ?? 0)
      swept += deleted
      more = deleted >= SWEEP_BATCH
      if (more || swept === 0) return
      clearLog(opened, request.busyMs)
      swept = 0
    })
    sweepTimer = setTimeout(() => sweep(opened, request), more ? SWEEP_PAUSE_MS : SWEEP_EVERY_MS)
  }

  function stop(): void {
    clearInterval(statusTimer)
    clearTimeout(sweepTimer)
    if (database !== undefined) {
      const last = database
      ignoreErrors(() => closeAndSalvage(last, now()))
      database = undefined
    }
    answer({ kind: 'stopped' })
    port.close()
  }
}
