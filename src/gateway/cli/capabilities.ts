/** `limen capabilities`: what is found, in which languages and how well, and with a config what each tenant has it do. */
import { connectors } from '../../connectors/registry.ts'
import { capabilities, type Capabilities } from '../capabilities/capabilities.ts'
import { describeNames, type TenantNames } from '../config/describe-names.ts'
import { loadConfig } from '../config/load.ts'
import { operationCheck } from '../config/operation-check.ts'
import { residencyCheck } from '../config/residency-check.ts'
import { orUsage, readArguments } from './arguments.ts'
import { reportDiagnostics } from './diagnostic-text.ts'
import { EXIT, type CommandIo } from './io.ts'

const USAGE = `Usage: limen capabilities [--config FILE] [--json]

Prints which values are found, and how well names and spoken numbers are found in each language: the figures that were
measured with this version.
  --config FILE   and what each tenant of a config has it do
  --json          one JSON object
Exit code: 0 printed, 1 the config does not load, 2 wrong usage.
`

const OPTIONS = {
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** `args` follow the word `capabilities`. Resolves to the exit code. */
export async function printCapabilities(args: readonly string[], io: CommandIo): Promise<number> {
  const values = orUsage(USAGE, io, () => readArguments(args, OPTIONS).values)
  if (values === undefined) return EXIT.usage
  if (values.help) {
    io.stdout(USAGE)
    return EXIT.ok
  }
  let tenants: readonly TenantNames[] | undefined
  if (values.config !== undefined) {
    const loaded = loadConfig(values.config, io, [residencyCheck(connectors), operationCheck(connectors)])
    if (!('config' in loaded)) {
      reportDiagnostics(loaded.diagnostics, io)
      return EXIT.failed
    }
    const { settings, models } = loaded.config
    tenants = Object.entries(settings.tenants).map(([id, { redaction }]) =>
      describeNames(id, redaction, settings, models),
    )
  }
  const all = capabilities(tenants)
  io.stdout(values.json ? `${JSON.stringify(all)}\n` : asText(all))
  return await Promise.resolve(EXIT.ok)
}

const percent = (share: number): string => (share * 100).toFixed(0)

const both = ({ recall, precision }: { readonly recall: number; readonly precision: number }): string =>
  `${percent(recall)}/${percent(precision)}`

function asText(all: Capabilities): string {
  const { figures } = all
  const names = figures.names.map((row) => [
    row.language,
    row.register,
    String(row.names),
    both(row.rules),
    both(row.builtin),
    both(row.transcribed),
    row.listed === undefined ? '-' : percent(row.listed),
    row.unlisted === undefined ? '-' : percent(row.unlisted),
  ])
  const nobody = figures.nobody.map(({ language, sentences, rules, builtin }) => [
    language,
    String(sentences),
    String(rules),
    String(builtin),
  ])
  const spoken = figures.spoken.map(({ language, values, recall, harmless, flagged }) => [
    language,
    String(values),
    percent(recall),
    String(harmless),
    String(flagged),
  ])
  const without = all.languages.filter((each) => !figures.names.some(({ language }) => language === each))
  return [
    section('entities', all.entities.join(' ')),
    section('countries', all.countries.join(' ')),
    section('languages of names', all.languages.join(' ')),
    `tiers of names\n${Object.entries(all.tiers)
      .map(([name, what]) => `  ${name.padEnd(9)} ${what}`)
      .join('\n')}\n`,
    `names: recall/precision in percent, measured ${figures.measured} by ${figures.by}\n${table(
      ['language', 'register', 'names', 'rules', 'builtin', 'small letters', 'in lists', 'in none'],
      names,
    )}`,
    without.length === 0 ? '' : `  not measured: ${without.join(' ')}\n`,
    `sentences without a name, and those in which one was found\n${table(['language', 'sentences', 'rules', 'builtin'], nobody)}`,
    `values said aloud: recall in percent, and harmless numbers that were flagged\n${table(
      ['language', 'values', 'recall', 'harmless', 'flagged'],
      spoken,
    )}`,
    ...(all.tenants ?? []).map(tenantText),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function section(title: string, text: string): string {
  return `${title}\n  ${text}\n`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  return [head, ...rows]
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
}

function tenantText({ tenant, names, detector, fallback, languages, routes }: TenantNames): string {
  const who =
    detector === undefined
      ? ''
      : `, ${detector.id}${detector.digest === undefined ? '' : ` (sha256 ${detector.digest.slice(0, 16)})`}${
          detector.countries === undefined ? '' : ` (in ${detector.countries.join(', ')})`
        }, else ${fallback}`
  const rows = languages.map(({ language, tier, minimum }) => [language, tier, minimum ?? '-'])
  const others = Object.entries(routes).map(([operation, tier]) => `  ${operation}: ${tier}\n`)
  return `tenant ${tenant}: names by ${names}${who}\n${table(['language', 'gets', 'needs'], rows)}${others.join('')}`
}
