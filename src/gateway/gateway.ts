/** Puts the gateway together from its parts and takes it apart again: the composition root of `serve`, the demo and the tests. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { CertificateFiles } from './certificate-files.ts'
import type { ReloadReport } from './config/reload.ts'
import type { Runtime } from './config/runtime.ts'
import type { ConfigFile } from './config/schema.ts'
import { FindPool } from './detection/find-pool.ts'
import { openLedger } from './ledger/open-ledger.ts'
import type { Ledger } from './ledger/row.ts'
import { describeFault, type Log } from './observe/log.ts'
import { Metrics } from './observe/metrics.ts'
import { StateLog } from './observe/state-log.ts'
import { startOperationsServer } from './observe/operations-server.ts'
import type { Line } from './pipeline/line.ts'
import { TemporaryKeys } from './live/temporary-keys.ts'
import { startDataServer, type DataServer } from './server.ts'

export interface GatewayOptions {
  readonly settings: Pick<ConfigFile, 'listen' | 'operations' | 'ledger'>
  /** The runtime of the moment; a reload changes what it returns. */
  readonly runtime: () => Runtime
  readonly reload?: () => ReloadReport | undefined
  readonly log: Log
  /** Unix ms; tests bring their own clock. */
  readonly now?: () => number
  /** Write beside the gateway that holds the ledger, where one does. */
  readonly ledgerGuest?: boolean
  /** Entry of the ledger's thread: tests bring one whose disk fails. */
  readonly ledgerWorker?: URL
}

export interface Gateway {
  readonly port: number
  /** Undefined without `listen.tls`. */
  readonly tlsPort: number | undefined
  readonly operationsPort: number
  readonly ledger: Ledger
  readonly metrics: Metrics
  /** Why traffic should not be sent here; empty when it should. */
  readonly unready: () => readonly string[]
  /**
   * After a reload: limits of connections follow the new runtime, the certificate's files are read again, and the old
   * one's sockets close with its last call.
   */
  adopt(runtime: Runtime, old: Runtime): void
  /** Readiness goes first, then the listener, then what is in flight gets `grace`, then the ledger is closed. */
  stop(): Promise<void>
}

/** How often the log is told of states that nobody calls out. */
const LOOK_EVERY_MS = 1000

/** Rejects with `LedgerOpenError`, or with the listener's error. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { settings, runtime, log } = options
  const ledger = await openLedger({
    file: settings.ledger.file,
    keepDays: settings.ledger.keep,
    diskAlarmBytes: settings.ledger.disk_alarm,
    ...(options.ledgerGuest === undefined ? {} : { guest: options.ledgerGuest }),
    ...(options.ledgerWorker === undefined ? {} : { worker: options.ledgerWorker }),
  })
  const state = { draining: false }
  const metrics = new Metrics({
    ledger: () => ledger,
    reload: () => options.reload?.(),
    configHash: () => runtime().hash,
    inspectedBytes: () => data.inspectedBytes,
    certificateExpires: () => certificates?.certificate.expires,
    detectors: () => runtime().detectors.values(),
  })
  const detection = new FindPool()
  for (const detector of runtime().detectors.values()) detector.start()
  const line: Line = {
    runtime,
    ledger,
    meter: metrics,
    detection,
    sessions: { count: 0 },
    temporaryKeys: new TemporaryKeys(randomBytes),
    now: options.now ?? Date.now,
    tick: () => performance.now(),
    newId: () => randomUUIDv7(),
    fault: (error) => log.write('error', 'fault', describeFault(error)),
  }
  const unready = (): readonly string[] => {
    const reasons: string[] = []
    if (state.draining) reasons.push('draining')
    if (!ledger.ready) reasons.push(`ledger: ${ledger.health.reason ?? 'unavailable'}`)
    if (data.saturated) reasons.push('inspected bytes: full')
    // An analyser that does not answer is not this gateway's to wait for: its calls are refused one by one.
    for (const { id, tier, unready: why } of runtime().detectors.values())
      if (tier === 'onnx' && why !== undefined) reasons.push(`names ${id}: ${why}`)
    return reasons
  }
  const { tls } = settings.listen
  let certificates: CertificateFiles | undefined
  const startData = async (): Promise<DataServer> => {
    if (tls !== undefined) certificates = new CertificateFiles(tls, log, (next) => data.renew(next))
    return await startDataServer(settings.listen, runtime, line, certificates?.certificate)
  }
  const data = await startData().catch(async (error: unknown) => {
    certificates?.close()
    await ledger.shutdown(1000)
    throw error
  })
  const operations = await startOperationsServer(settings.operations, metrics, unready).catch(
    async (error: unknown) => {
      certificates?.close()
      await data.stop(0)
      await ledger.shutdown(1000)
      throw error
    },
  )
  const states = new StateLog(() => ({ ledger, endpoints: runtime().endpoints.values() }), log)
  const watch = setInterval(() => states.look(), LOOK_EVERY_MS)
  watch.unref()
  return {
    port: data.port,
    tlsPort: data.tlsPort,
    operationsPort: operations.port,
    ledger,
    metrics,
    unready,
    adopt: (next, old) => {
      data.adopt(next)
      for (const detector of next.detectors.values()) detector.start()
      certificates?.reload()
      void data.unused(old).then(async () => {
        for (const endpoint of old.endpoints.values()) await endpoint.pool.close()
        for (const detector of old.detectors.values()) await detector.close()
      })
    },
    stop: async () => {
      if (state.draining) return
      state.draining = true
      data.drain(runtime().shutdown.grace + runtime().shutdown.drain)
      log.write('info', 'draining', { inFlight: data.inFlight })
      const { drain } = runtime().shutdown
      if (drain > 0) await new Promise((resolve) => setTimeout(resolve, drain))
      const cut = await data.stop(runtime().shutdown.grace)
      clearInterval(watch)
      certificates?.close()
      await Promise.all([ledger.shutdown(5000), detection.close()])
      await operations.close()
      for (const endpoint of runtime().endpoints.values()) await endpoint.pool.destroy()
      for (const detector of runtime().detectors.values()) await detector.close()
      log.write('info', 'stopped', { cut })
    },
  }
}
