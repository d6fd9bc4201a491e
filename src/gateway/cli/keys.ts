/** `limen keys new`: makes a gateway key and prints it once, with the config line that admits it. */
import { newKey } from '../config/key.ts'
import { orUsage, readArguments, WrongArguments } from './arguments.ts'
import { EXIT, type CommandIo } from './io.ts'

const USAGE = `Usage: limen keys new [--json]

Prints a new gateway key once, and the line for tenants.<name>.keys in the config.
Nothing is stored: hand the key to the caller, paste the line, reload.
`

/** `args` follow the word `keys`. Resolves to the exit code. */
export async function keys(args: readonly string[], io: CommandIo): Promise<number> {
  const options = orUsage(USAGE, io, () => readOptions(args))
  if (options === undefined) return EXIT.usage
  if (options.help) {
    io.stdout(USAGE)
    return EXIT.ok
  }
  const { text, id, hash } = newKey(io.random)
  if (options.json) {
    io.stdout(`${JSON.stringify({ key: text, id, hash, status: 'active' })}\n`)
    return EXIT.ok
  }
  // The bare key comes first and alone on its line, so that `| head -1` gives it to a secret store.
  io.stdout(`${text}\n- {id: ${id}, hash: "${hash}", status: active}\n`)
  io.stderr('The first line is the key, shown only this once. The second goes under tenants.<name>.keys.\n')
  return EXIT.ok
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

function readOptions(args: readonly string[]): { readonly json: boolean; readonly help: boolean } {
  const { values, positionals } = readArguments(args, OPTIONS, 1)
  if (!values.help && positionals[0] !== 'new')
    throw new WrongArguments('The one thing to do with keys is: new.')
  return values
}
