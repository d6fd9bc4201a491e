/** What a command of the command line needs of the world, so that each can be run in a test. */
import type { ConfigEnvironment } from '../config/secrets.ts'

export interface CommandIo extends ConfigEnvironment {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
  /** True when stdout is a terminal that shows colours. */
  readonly colour: boolean
  /** The same of stderr. */
  readonly errorColour?: boolean
  /** True when stderr is a terminal: somebody reads it as it comes. */
  readonly person?: boolean
  /** Bytes fit for keys. */
  readonly random: (count: number) => Uint8Array
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const
