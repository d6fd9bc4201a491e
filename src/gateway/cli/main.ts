/** The command line: one word chooses a command, and each command answers with an exit code. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connectors } from '../../connectors/registry.ts'
import { readSmallFile } from '../config/read-file.ts'
import { closest } from '../config/spelling.ts'
import { EXIT, type CommandIo } from './io.ts'

interface Command {
  readonly summary: string
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>
}

/** Loaded when chosen, so that `--version` does not wait for a gateway. */
const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    summary: 'serve a config file, or --sandbox to try it without a vendor key',
    run: async (args, io) => await (await import('./serve.ts')).serve(args, io),
  },
  demo: {
    summary: 'show the whole product on the embedded sandbox, with the real SDKs',
    run: async (args, io) => await (await import('./demo.ts')).demo(args, io),
  },
  check: {
    summary: 'check a config file: every error at once, and who may use what where',
    run: async (args, io) => await (await import('./check.ts')).check(args, io, connectors),
  },
  try: {
    summary: 'send one fixed sentence to a vendor with your own key',
    run: async (args, io) => await (await import('./try.ts')).tryVendor(args, io),
  },
  keys: {
    summary: 'make a gateway key and the config line for it',
    run: async (args, io) => await (await import('./keys.ts')).keys(args, io),
  },
  redact: {
    summary: 'take personal data out of a text, a JSON file or JSON lines',
    run: async (args, io) => await (await import('./redact/redact.ts')).redact(args, io),
  },
  restore: {
    summary: 'put the values back into a redacted text',
    run: async (args, io) => await (await import('./redact/restore.ts')).restore(args, io),
  },
  capabilities: {
    summary: 'what is found, in which languages and how well',
    run: async (args, io) => await (await import('./capabilities.ts')).printCapabilities(args, io),
  },
  records: {
    summary: 'list and filter the record',
    run: async (args, io) => await (await import('./records.ts')).records(args, byLine(io)),
  },
  pins: {
    summary: 'list what vendors keep for whom, and delete it there for a tenant',
    run: async (args, io) => await (await import('./pins.ts')).pins(args, io),
  },
}

const USAGE = `Usage: limen COMMAND [OPTIONS]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(13)} ${summary}`)
  .join('\n')}

limen COMMAND --help says more; limen --version prints the version.
`

export async function main(argv: readonly string[]): Promise<number> {
  const io = processIo()
  const [word, ...args] = argv
  if (word === '--version' || word === '-v') {
    io.stdout(`${version()}\n`)
    return EXIT.ok
  }
  if (word === undefined) {
    io.stderr(USAGE)
    return EXIT.usage
  }
  if (word === '--help' || word === '-h' || word === 'help') {
    if (args[0] !== undefined && Object.hasOwn(COMMANDS, args[0])) return await main([args[0], '--help'])
    io.stdout(USAGE)
    return EXIT.ok
  }
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined
  if (command === undefined) {
    const meant = closest(word, Object.keys(COMMANDS))
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
    io.stderr(`limen: There is no command ${JSON.stringify(word)}.${hint}\n\n${USAGE}`)
    return EXIT.usage
  }
  return await command.run(args, io)
}

function processIo(): CommandIo {
  // A reader that has seen enough (`| head`) is no fault; the command ends by itself.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  return {
    env: process.env,
    readFile: readSmallFile,
    today: () => new Date(),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
    errorColour: process.stderr.isTTY && process.env['NO_COLOR'] === undefined,
    person: process.stderr.isTTY,
    random: (count) => randomBytes(count),
  }
}

/** For commands that write line by line. */
function byLine(io: CommandIo): {
  readonly stdout: (line: string) => void
  readonly stderr: (line: string) => void
} {
  return { stdout: (line) => io.stdout(`${line}\n`), stderr: (line) => io.stderr(`${line}\n`) }
}

function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  )
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : ''
}
