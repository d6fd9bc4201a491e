/** `limen keys`: makes a gateway key and prints it once, or the access key pair that belongs to one. */
import { readMasterSecret } from '../config/master-secret.ts'
import { newKey } from '../config/key.ts'
import { signingSecrets } from '../config/signing-secret.ts'
import { orUsage, readArguments, WrongArguments } from './arguments.ts'
import { reportDiagnostics } from './diagnostic-text.ts'
import { EXIT, type CommandIo } from './io.ts'

const USAGE = `Usage: limen keys new [--json]
       limen keys aws ID --config FILE [--json]

new    Prints a new gateway key once, and the line for tenants.<name>.keys in the config.
       Nothing is stored: hand the key to the caller, paste the line, reload.
aws    Prints the access key pair with which the holder of the key ID may sign in place of showing it.
       The secret derives from the config's own \`secret\`; nothing is stored, and revoking the key revokes it.
`

interface Options {
  readonly json: boolean
  /** Of the key whose pair is wanted; undefined for a new key. */
  readonly pair: { readonly id: string; readonly config: string } | undefined
}

/** `args` follow the word `keys`. Resolves to the exit code. */
export async function keys(args: readonly string[], io: CommandIo): Promise<number> {
  const options = orUsage(USAGE, io, () => readOptions(args))
  if (options === undefined) return EXIT.usage
  if (options === 'help') {
    io.stdout(USAGE)
    return EXIT.ok
  }
  return options.pair === undefined ? printNew(options.json, io) : printPair(options.pair, options.json, io)
}

function printNew(json: boolean, io: CommandIo): number {
  const { text, id, hash } = newKey(io.random)
  if (json) {
    io.stdout(`${JSON.stringify({ key: text, id, hash, status: 'active' })}\n`)
    return EXIT.ok
  }
  // The bare key comes first and alone on its line, so that `| head -1` gives it to a secret store.
  io.stdout(`${text}\n- {id: ${id}, hash: "${hash}", status: active}\n`)
  io.stderr('The first line is the key, shown only this once. The second goes under tenants.<name>.keys.\n')
  return EXIT.ok
}

function printPair({ id, config }: NonNullable<Options['pair']>, json: boolean, io: CommandIo): number {
  const read = readMasterSecret(config, io)
  if (!('secret' in read)) {
    if ('problem' in read) io.stderr(`limen keys: ${config}: ${read.problem}\n`)
    else reportDiagnostics(read.diagnostics, io)
    return EXIT.failed
  }
  const secret = signingSecrets(read.secret)(id)
  io.stdout(
    json
      ? `${JSON.stringify({ accessKeyId: id, secretAccessKey: secret })}\n`
      : `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`,
  )
  return EXIT.ok
}

const OPTIONS = {
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

function readOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = readArguments(args, OPTIONS, 2)
  if (values.help) return 'help'
  const [what, id] = positionals
  if (what === 'new') {
    if (id !== undefined)
      throw new WrongArguments(`There is no place for the word ${JSON.stringify(id)} here.`)
    if (values.config !== undefined) throw new WrongArguments('--config goes with aws.')
    return { json: values.json, pair: undefined }
  }
  if (what !== 'aws') throw new WrongArguments('The things to do with keys are: new, aws.')
  if (id === undefined || !/^[A-Za-z0-9]{4,32}$/.test(id))
    throw new WrongArguments('Name the key by its id, as it stands in tenants.<name>.keys.')
  if (values.config === undefined)
    throw new WrongArguments('Name the config whose secret it is: --config FILE.')
  return { json: values.json, pair: { id, config: values.config } }
}
