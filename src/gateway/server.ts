/** The listener of the data path: every call on either port and protocol goes down the one line. */
import type { Certificate } from './config/certificate.ts'
import type { Runtime } from './config/runtime.ts'
import type { ConfigFile } from './config/schema.ts'
import { ByteBudget } from './ingress/byte-budget.ts'
import type { Exchange } from './ingress/contract.ts'
import { Http1Connections } from './ingress/http1-connections.ts'
import { Http2Sessions } from './ingress/http2-sessions.ts'
import { Listeners } from './ingress/listeners.ts'
import { RuntimeUse } from './ingress/runtime-use.ts'
import type { Line } from './pipeline/line.ts'
import { runCall } from './pipeline/pipeline.ts'

export interface DataServer {
  /** Port that was bound. */
  readonly port: number
  readonly tlsPort: number | undefined
  readonly inFlight: number
  readonly inspectedBytes: number
  /** The budget for inspected bytes is used up. */
  readonly saturated: boolean
  /** Limits of time and number on connections follow this configuration from now on. */
  adopt(runtime: Runtime): void
  /** New connections of the TLS port get this certificate. */
  renew(certificate: Certificate): void
  /** Resolves when no call uses this configuration. */
  unused(runtime: Runtime): Promise<void>
  /**
   * Goes on serving; every answer tells its caller to take the next call elsewhere, and every session that it ends in so
   * many milliseconds.
   */
  drain(milliseconds: number): void
  /**
   * Takes no new connections and closes those without a call; calls under way go on. After `graceMs` what is left is
   * ended with an error in its dialect. Resolves, as soon as no call is left, to the number of calls that were cut.
   */
  stop(graceMs: number): Promise<number>
}

/** Starts listening. `runtime` gives the configuration of the moment; a call keeps the one it began with. */
export async function startDataServer(
  listen: ConfigFile['listen'],
  runtime: () => Runtime,
  line: Line,
  certificate?: Certificate,
): Promise<DataServer> {
  const budget = new ByteBudget(() => runtime().limits.inspected_in_flight)
  const calls = new Set<Exchange>()
  const use = new RuntimeUse()
  const state: State = { calls }
  const serve = async (exchange: Exchange): Promise<void> => {
    calls.add(exchange)
    exchange.onOver(() => {
      calls.delete(exchange)
      state.stopping?.()
    })
    const current = runtime()
    use.begin(current)
    await runCall(exchange, current, line)
    use.end(current)
  }
  const http1 = new Http1Connections({ budget, serve })
  const http2 = new Http2Sessions({ runtime, budget, serve, ended: () => line.meter.flood() })
  const listeners = new Listeners({ runtime, http1, http2 })
  const port = await listeners.openClear(listen)
  let tlsPort: number | undefined
  if (listen.tls !== undefined && certificate !== undefined) {
    const address = { host: listen.tls.host ?? listen.host, port: listen.tls.port }
    tlsPort = await listeners.openSecure(address, certificate).catch((error: unknown) => {
      listeners.close()
      throw error
    })
  }
  return {
    port,
    tlsPort,
    get inFlight() {
      return calls.size
    },
    get inspectedBytes() {
      return budget.inFlight
    },
    get saturated() {
      return budget.full
    },
    adopt: (next) => listeners.limit(next),
    renew: (next) => listeners.renew(next),
    unused: async (old) => await use.unused(old),
    drain: (milliseconds) => {
      http1.drain(milliseconds)
      http2.drain()
    },
    stop: async (graceMs) => await stop(state, { http1, http2, listeners }, graceMs),
  }
}

interface State {
  readonly calls: ReadonlySet<Exchange>
  /** The stop that is under way looks again. */
  stopping?: () => void
}

interface Ingress {
  readonly http1: Http1Connections
  readonly http2: Http2Sessions
  readonly listeners: Listeners
}

/** What cut calls may take to write their last bytes, and callers to take the last of an answer. */
const LAST_MS = 1000

async function stop(state: State, ingress: Ingress, graceMs: number): Promise<number> {
  const { http1, http2, listeners } = ingress
  const { promise: over, resolve } = Promise.withResolvers<void>()
  let looking: NodeJS.Immediate | undefined
  const look = (): void => {
    looking = undefined
    http1.closeIdle()
    if (state.calls.size === 0) resolve()
  }
  // Once for all calls that end in one turn.
  state.stopping = () => {
    looking ??= setImmediate(look)
  }
  listeners.close()
  http1.close()
  const flushed = http2.close()
  look()
  await Promise.race([over, delay(graceMs)])
  const cut = state.calls.size
  for (const exchange of state.calls) exchange.cut()
  if (cut > 0) await Promise.race([over, delay(LAST_MS)])
  await Promise.race([flushed, delay(LAST_MS)])
  listeners.destroy()
  http1.destroy()
  http2.destroy()
  return cut
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
