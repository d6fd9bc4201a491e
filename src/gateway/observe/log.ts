/** Log events: a closed list, each with fields of its own, so that no text of a caller fits in. */
import { pino, type Logger } from 'pino'

export interface LogEvents {
  readonly started: {
    readonly listen: string
    readonly operations: string
    readonly config: string
    readonly sandbox: boolean
  }
  readonly draining: { readonly inFlight: number }
  readonly stopped: { readonly cut: number }
  readonly reloaded: { readonly config: string }
  readonly reload_refused: { readonly errors: number; readonly first: string }
  readonly config_warning: { readonly place: string; readonly path: string; readonly message: string }
  readonly ledger_unready: { readonly reason: string }
  readonly ledger_ready: { readonly queued: number }
  readonly region_drift: { readonly vendor: string; readonly endpoint: string }
  readonly fault: { readonly error: string; readonly frames: readonly string[] }
}

export type LogLevel = 'info' | 'warn' | 'error'

export interface Log {
  write<Name extends keyof LogEvents>(level: LogLevel, event: Name, fields: LogEvents[Name]): void
}

export function createLog(destination?: { write(line: string): void }): Log {
  const options = { base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const logger: Logger =
    destination === undefined ? pino(options, pino.destination(2)) : pino(options, destination)
  return {
    write: (level, event, fields) => {
      logger[level]({ event, ...fields })
    },
  }
}

/** Class and frames of a fault. Its message may hold anything, so it stays out. */
export function describeFault(error: unknown): LogEvents['fault'] {
  if (!(error instanceof Error)) return { error: typeof error, frames: [] }
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Z_0-9]{1,64}$/.test(error.code)
      ? ` ${error.code}`
      : ''
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
  return { error: `${error.constructor.name}${code}`, frames }
}
