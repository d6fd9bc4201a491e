/** Runs a command of the command line with a world of its own, and keeps what it printed. */
import { randomBytes } from 'node:crypto'
import type { CommandIo } from '../../src/gateway/cli/io.ts'
import { readSmallFile } from '../../src/gateway/config/read-file.ts'

export interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

export async function run(
  command: (args: readonly string[], io: CommandIo) => Promise<number>,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>
    readonly colour?: boolean
    readonly errorColour?: boolean
    readonly person?: boolean
  } = {},
): Promise<Run> {
  let out = ''
  let err = ''
  const io: CommandIo = {
    env: options.env ?? {},
    readFile: readSmallFile,
    today: () => new Date('2026-11-22T10:00:00Z'),
    stdout: (text) => void (out += text),
    stderr: (text) => void (err += text),
    colour: options.colour ?? false,
    errorColour: options.errorColour ?? false,
    person: options.person ?? false,
    random: randomBytes,
  }
  const code = await command(args, io)
  return { code, out, err }
}
