/** `limen restore`: puts the values back into a text that `limen redact --values` took them out of. */
import { isJsonSource } from '../../../connectors/wire/json-source.ts'
import { restoreKnown } from '../../../redaction/index.ts'
import { readArguments, WrongArguments, wrongUsage } from '../arguments.ts'
import { EXIT, type CommandIo } from '../io.ts'
import { readInput } from './input.ts'
import { readValueList } from './value-list.ts'

const USAGE = `Usage: limen restore [FILE] --values FILE [--json]

Prints FILE, or what is piped in, with the values back in place of the placeholders. They are read leniently, as models bend them.
  --values FILE   the list that limen redact --values wrote
  --json          the input is JSON (a FILE that ends in .json is): values are escaped into its strings
Exit code: 0 restored, 2 wrong usage or input.
`

const OPTIONS = {
  values: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** `args` follow the word `restore`. Resolves to the exit code. */
export async function restore(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    const { values, positionals } = readArguments(args, OPTIONS, 1)
    if (values.help) {
      io.stdout(USAGE)
      return EXIT.ok
    }
    if (values.values === undefined) throw new WrongArguments('Name the list of values: --values FILE.')
    const [path] = positionals
    const list = readValueList(values.values, readInput(values.values))
    const json = values.json || path?.endsWith('.json') === true
    const input = readInput(path)
    if (json && !isJsonSource(input))
      throw new WrongArguments(`${path ?? 'The input'} is no JSON. Without --json it is restored as text.`)
    const { text, restored, unknown } = restoreKnown(list, input, json ? 'json' : 'text')
    io.stdout(text)
    if (io.person === true)
      io.stderr(`${restored} put back${unknown === 0 ? '' : `, ${unknown} that the list does not have`}.\n`)
    return await Promise.resolve(EXIT.ok)
  } catch (error) {
    if (!(error instanceof WrongArguments)) throw error
    io.stderr(`${wrongUsage(error, USAGE)}\n`)
    return EXIT.usage
  }
}
