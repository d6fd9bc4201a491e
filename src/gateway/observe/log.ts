/** Log events: a closed list, each with fields of its own, so that no text of a caller fits in. */
import { pino, type Logger } from 'pino'

export interface LogEvents {
  readonly started: {
    readonly listen: string
    readonly tls?: string
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
  readonly certificate_adopted: { readonly expires: string }
  /** The files do not fit each other or cannot be read: the certificate before them stays. */
  readonly certificate_refused: { readonly field: string; readonly because: string }
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

const FRAMES = 12

/** Class and frames of a fault. Its message may hold anything, so it stays out. */
export function describeFault(error: unknown): LogEvents['fault'] {
  if (!(error instanceof Error)) return { error: typeof error, frames: [] }
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Z_0-9]{1,64}$/.test(error.code)
      ? ` ${error.code}`
      : ''
  const frames = framesOf(error)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim())
  return { error: `${error.constructor.name}${code}`, frames }
}

/** `at name (file:///srv/limen/src/a.ts:1:2)`: a function, and where it stands. */
const FRAME =
  /^ {4}at (?:(?:async |new )*[\w.<>$#[\] ]{1,200} \()?(?:file:|node:|\/|[A-Z]:\\)[^\s()]{1,400}:\d+:\d+\)?$/

/** The stack without its message, which may have lines that look like frames: V8 quotes the source in a `SyntaxError`. */
function framesOf(error: Error): string {
  const stack = error.stack ?? ''
  const { message } = error
  const start = message === '' ? 0 : stack.indexOf(message)
  return start < 0 ? '' : stack.slice(start + message.length)
}
