/** `limen pins`: lists what vendors keep for whom, and deletes a tenant's objects at the vendors. */
import { existsSync } from 'node:fs'
import { faultReason, faultSentence } from '../ledger/fault.ts'
import { readPins, type PinFilter, type PinRecord } from '../ledger/read-pins.ts'
import { orUsage, readArguments, WrongArguments } from './arguments.ts'
import { deletePins } from './delete-pins.ts'
import { EXIT, type CommandIo } from './io.ts'
import { namedLedger } from './named-ledger.ts'

const USAGE = `Usage: limen pins (--ledger FILE | --config FILE) [filters] [--json]
       limen pins delete --tenant ID --config FILE [filters] [--json]

Lists what vendors keep for the tenants: files, transcripts, glossaries, models, each with its endpoint and key.
  --tenant ID  --vendor ID  --kind KIND
  --json       one JSON object a line

delete asks each vendor to delete what it keeps for one tenant, over the same line as any call of that tenant: every
deletion is a record. A gateway that runs on the same ledger goes on meanwhile.
Exit code: 0 all listed, or nothing left at a vendor; 1 something is left, or the ledger cannot be read; 2 wrong usage.
`

const OPTIONS = {
  ledger: { type: 'string' },
  config: { type: 'string' },
  tenant: { type: 'string' },
  vendor: { type: 'string' },
  kind: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values']

interface Options {
  readonly values: Values
  readonly deletes: boolean
}

/** `args` follow the word `pins`. Resolves to the exit code. */
export async function pins(args: readonly string[], io: CommandIo): Promise<number> {
  const options = orUsage(USAGE, io, () => readOptions(args))
  if (options === undefined) return EXIT.usage
  const { values, deletes } = options
  if (values.help) {
    io.stdout(USAGE)
    return EXIT.ok
  }
  const { tenant = '', config = '' } = values
  if (deletes) return await deletePins({ tenant, config, filter: filterOf(values), json: values.json }, io)
  const file = orUsage(USAGE, io, () => namedLedger(values))
  return file === undefined ? EXIT.usage : list(file, values, io)
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = readArguments(args, OPTIONS, 1)
  const [word] = positionals
  if (values.help) return { values, deletes: false }
  if (word === undefined) return { values, deletes: false }
  if (word !== 'delete')
    throw new WrongArguments('The one thing to do with pins besides listing them is: delete.')
  if (values.tenant === undefined)
    throw new WrongArguments('delete needs --tenant: it never deletes for all tenants at once.')
  if (values.config === undefined || values.ledger !== undefined)
    throw new WrongArguments(
      'delete needs --config, which has the endpoints and their keys, and no --ledger.',
    )
  return { values, deletes: true }
}

function filterOf({ tenant, vendor, kind }: Values): PinFilter {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(kind === undefined ? {} : { kind }),
  }
}

function list(file: string, values: Values, io: CommandIo): number {
  if (!existsSync(file)) {
    io.stderr(`There is no ledger at ${file}.\n`)
    return EXIT.failed
  }
  let found: readonly PinRecord[]
  try {
    found = readPins(file, filterOf(values), io.today().getTime())
  } catch (error) {
    io.stderr(`The ledger cannot be read: ${faultSentence(faultReason(error))}.\n`)
    return EXIT.failed
  }
  if (values.json) for (const pin of found) io.stdout(`${JSON.stringify(pin)}\n`)
  else if (found.length > 0) io.stdout(table(found))
  if (found.length === 0) io.stderr('No pin matches.\n')
  return EXIT.ok
}

const COLUMNS: readonly (readonly [title: string, width: number, text: (pin: PinRecord) => string])[] = [
  ['made (UTC)', 19, ({ createdAt }) => createdAt.slice(0, 19).replace('T', ' ')],
  ['tenant', 14, ({ tenant }) => tenant],
  ['object', 26, ({ vendor, kind }) => `${vendor} ${kind}`],
  ['endpoint', 16, ({ endpoint }) => endpoint],
  ['key', 16, ({ upstream }) => upstream],
  ['status', 8, ({ status }) => status],
  ['expires', 10, ({ expiresAt }) => expiresAt?.slice(0, 10) ?? '-'],
  ['id', 0, ({ id }) => id],
]

function table(found: readonly PinRecord[]): string {
  return line(([title]) => title) + found.map((pin) => line(([, , text]) => text(pin))).join('')
}

function line(textOf: (column: (typeof COLUMNS)[number]) => string): string {
  return `${COLUMNS.map((column) => textOf(column).padEnd(column[1])).join('  ')}\n`
}
