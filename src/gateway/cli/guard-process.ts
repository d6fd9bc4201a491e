/** The end of a process in which a fault was caught by nobody: code and frames are written, never the message. */
import { describeFault, type Log } from '../observe/log.ts'
import { EXIT } from './io.ts'

/** What was open is settled at the next start: nobody knows what else the fault has broken. */
export function guardProcess(log: Log): void {
  const onFault = (error: unknown): void => {
    log.write('error', 'fault', describeFault(error))
    process.exit(EXIT.failed)
  }
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
}
