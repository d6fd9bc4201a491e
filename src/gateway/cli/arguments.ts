/** Reads the words after a command, and says which one is wrong and what was probably meant. */
import { parseArgs, type ParseArgsConfig, type ParseArgsOptionsConfig } from 'node:util'
import { closest } from '../config/spelling.ts'
import type { CommandIo } from './io.ts'

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>

/** Thrown for arguments that make no sense; the message is one sentence for the person who typed them. */
export class WrongArguments extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongArguments'
  }
}

/**
 * Values and positionals of `args`; at most `positionals` of the latter. Throws `WrongArguments` for the first thing that
 * is wrong: an unknown option (with the nearest known one), a missing value, a value too many.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  positionals = 0,
): Parsed<Options> {
  const config: ParseArgsConfig = {
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  }
  let words = 0
  for (const token of parseArgs(config).tokens ?? []) {
    if (token.kind === 'option') checkOption(token, options)
    else if (token.kind === 'positional' && ++words > positionals)
      throw new WrongArguments(`There is no place for the word ${JSON.stringify(token.value)} here.`)
  }
  return parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
}

interface OptionToken {
  readonly name: string
  /** As it was typed: `--name` or `-n`. */
  readonly rawName: string
  readonly value: string | undefined
  readonly inlineValue: boolean | undefined
}

function checkOption(
  { name, rawName, value, inlineValue }: OptionToken,
  options: ParseArgsOptionsConfig,
): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (option === undefined) {
    const meant = closest(name, Object.keys(options))
    const known = `The options are ${Object.keys(options)
      .map((each) => `--${each}`)
      .join(', ')}.`
    throw new WrongArguments(
      `There is no option ${rawName}. ${meant === undefined ? known : `Did you mean --${meant}?`}`,
    )
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw new WrongArguments(`${rawName} takes no value.`)
  } else if (value === undefined || value === '') {
    throw new WrongArguments(`${rawName} needs a value.`)
  } else if (inlineValue !== true && value.startsWith('-')) {
    throw new WrongArguments(
      `${rawName} needs a value; one that starts with a dash is written ${rawName}=VALUE.`,
    )
  }
}

/** What `read` returns, or undefined after saying on stderr what is wrong with the arguments. */
export function orUsage<T>(usage: string, io: Pick<CommandIo, 'stderr'>, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WrongArguments)) throw error
    io.stderr(`${wrongUsage(error, usage)}\n`)
    return undefined
  }
}

/** The sentence, the first paragraph of the usage (`Usage: limen COMMAND ...`), and where to read the rest. */
export function wrongUsage({ message }: WrongArguments, usage: string): string {
  const [synopsis = ''] = usage.split('\n\n', 1)
  const [, command = ''] = /^Usage: (limen \w+)/.exec(synopsis) ?? []
  return `${command}: ${message}\n\n${synopsis}\n${command} --help says more.`
}
