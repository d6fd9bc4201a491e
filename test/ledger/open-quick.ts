/** Ledgers for the tests, and ways to wait for what becomes of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type LedgerOptions, openLedger } from '../../src/gateway/ledger/open-ledger.ts'
import { readRecords } from '../../src/gateway/ledger/read-records.ts'
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import type { Ledger } from '../../src/gateway/ledger/row.ts'

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'limen-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Short times, so that a failure and its end both fit into a test. */
export const QUICK = { keepDays: 400, diskAlarmBytes: 0, timeoutMs: 800, retryMs: 50, statusMs: 50 } as const

export async function openQuick(file: string, change: Partial<LedgerOptions> = {}): Promise<Ledger> {
  const ledger = await openLedger({ ...QUICK, file, ...change })
  onTestFinished(() => ledger.shutdown(1000))
  return ledger
}

export function recordsOf(file: string): LedgerRecord[] {
  return [...readRecords(file)]
}

export function recordOf(file: string, id: string): LedgerRecord | undefined {
  return recordsOf(file).find((record) => record.id === id)
}

/** Looks again and again, since what is awaited happens in another thread or process. */
export async function until(condition: () => boolean, withinMs: number): Promise<number> {
  const started = performance.now()
  while (!condition()) {
    if (performance.now() - started > withinMs)
      throw new Error(`Not within ${withinMs} ms: ${condition.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - started
}

/** Milliseconds until the promise was refused as `ledger_unavailable`; throws when it was not. */
export async function timeToRefusal(promise: Promise<void>): Promise<number> {
  const started = performance.now()
  const code: unknown = await promise.then(
    () => 'durable',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
  if (code !== 'ledger_unavailable') throw new Error(`Not refused: ${String(code)}`)
  return performance.now() - started
}

export const FAULTY_WORKER = new URL('./faulty-worker.ts', import.meta.url)

/** Tells the faulty worker what to do from its next batch on; undefined heals it. */
export function setFault(file: string, fault: 'full' | 'read-only' | 'die' | 'hang' | undefined): void {
  if (fault === undefined) rmSync(`${file}.fault`, { force: true })
  else writeFileSync(`${file}.fault`, fault)
}
