/** Which ledger a command reads: a file, or the one that a config names. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { WrongArguments } from './arguments.ts'

/** The file that exactly one of `--ledger` and `--config` names. Throws `WrongArguments`. */
export function namedLedger(values: {
  readonly ledger?: string | undefined
  readonly config?: string | undefined
}): string {
  if ((values.ledger === undefined) === (values.config === undefined))
    throw new WrongArguments('Name the ledger: exactly one of --ledger and --config.')
  return values.ledger ?? fileInConfig(values.config ?? '')
}

/** Reads the one line that matters; a config with errors elsewhere is no reason not to see the records. */
function fileInConfig(path: string): string {
  let config: unknown
  try {
    config = parse(readFileSync(path, 'utf8'), { maxAliasCount: 0, logLevel: 'silent' })
  } catch {
    throw new WrongArguments(`The config ${path} cannot be read as YAML.`)
  }
  const file = member(member(config, 'ledger'), 'file')
  if (typeof file !== 'string') throw new WrongArguments(`The config ${path} has no ledger.file.`)
  return file
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
