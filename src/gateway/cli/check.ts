/** `limen check FILE`: prints every error of a config at once, or what each tenant may use where. */
import { styleText } from 'node:util'
import { inFileOrder } from '../config/diagnostic.ts'
import { loadConfig } from '../config/load.ts'
import { operationCheck } from '../config/operation-check.ts'
import { residencyCheck, type Connectors } from '../config/residency-check.ts'
import { routeSummary, type RouteRow } from '../config/route-summary.ts'
import { orUsage, readArguments, WrongArguments } from './arguments.ts'
import { diagnosticText } from './diagnostic-text.ts'
import { EXIT, type CommandIo } from './io.ts'

const USAGE = `Usage: limen check FILE [--strict] [--json]

Reads a config, resolves its secrets and says everything that is wrong with it. Calls nobody.
  --strict   expired attestations are errors, and any warning fails too
  --json     one JSON object a line: diagnostic, route, result
Exit code: 0 good, 1 not good, 2 wrong usage.
`

interface Options {
  readonly file: string
  readonly strict: boolean
  readonly json: boolean
}

/** `args` follow the word `check`. Resolves to the exit code. */
export async function check(args: readonly string[], io: CommandIo, connectors: Connectors): Promise<number> {
  const options = orUsage(USAGE, io, () => readOptions(args))
  if (options === undefined) return EXIT.usage
  if (options === 'help') {
    io.stdout(USAGE)
    return EXIT.ok
  }
  const { file, strict, json } = options
  const checks = [residencyCheck(connectors, { strict }), operationCheck(connectors)]
  const loaded = loadConfig(file, io, checks)
  const diagnostics = inFileOrder('config' in loaded ? loaded.warnings : loaded.diagnostics)
  const errors = diagnostics.filter((one) => one.severity === 'error').length
  const warnings = diagnostics.length - errors
  const ok = 'config' in loaded && !(strict && warnings > 0)
  const routes = 'config' in loaded ? routeSummary(loaded.config.settings, connectors, io.today()) : []
  if (json) {
    const hash = 'config' in loaded ? loaded.config.hash : undefined
    for (const one of diagnostics) io.stdout(`${JSON.stringify({ type: 'diagnostic', ...one })}\n`)
    for (const row of routes) io.stdout(`${JSON.stringify({ type: 'route', ...row })}\n`)
    io.stdout(`${JSON.stringify({ type: 'result', ok, file, errors, warnings, hash })}\n`)
  } else {
    for (const one of diagnostics) io.stdout(diagnosticText(one, io.colour))
    if ('config' in loaded) io.stdout(summaryText(routes, io.colour))
    io.stdout(`${verdict(file, errors, warnings, ok, io.colour)}\n`)
  }
  return ok ? EXIT.ok : EXIT.failed
}

const OPTIONS = {
  strict: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

function readOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = readArguments(args, OPTIONS, 1)
  if (values.help) return 'help'
  const [file] = positionals
  if (file === undefined) throw new WrongArguments('Name the config file to check.')
  return { ...values, file }
}

const STATUS: Readonly<Record<RouteRow['status'], string>> = {
  open: 'open',
  evaluation: 'open for evaluation',
  outside_zone: 'refused: outside the zone',
  attestation_missing: 'closed: attestation missing',
  attestation_expired: 'closed: attestation expired',
}

function summaryText(routes: readonly RouteRow[], colour: boolean): string {
  if (routes.length === 0) return 'No tenant may use any endpoint.\n'
  const head = ['tenant', 'zone', 'endpoint', 'vendor', 'region', 'where', 'models', 'redaction', 'status']
  const rows = routes.map((row) => [
    row.tenant,
    row.zone,
    row.endpoint,
    row.vendor,
    row.region,
    countriesText(row.countries),
    shortList(row.models),
    row.redaction,
    STATUS[row.status],
  ])
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  const paint = (style: 'dim' | 'green' | 'yellow', text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text
  return [
    paint('dim', line(head)),
    ...rows.map((row, index) => statusPainted(line(row), routes[index], paint)),
  ]
    .map((text) => `${text}\n`)
    .join('')
}

/** The status ends its line: green where calls pass, yellow where they do not. */
function statusPainted(
  text: string,
  route: RouteRow | undefined,
  paint: (style: 'green' | 'yellow', text: string) => string,
): string {
  if (route === undefined) return text
  const status = STATUS[route.status]
  const style = route.status === 'open' || route.status === 'evaluation' ? 'green' : 'yellow'
  return text.slice(0, -status.length) + paint(style, status)
}

function countriesText(countries: readonly string[] | undefined): string {
  if (countries === undefined || countries.length === 0) return 'unknown'
  return countries.length > 5 ? `${countries.length} countries` : countries.join(',')
}

function shortList(names: readonly string[]): string {
  const list = names.slice(0, 3).join(',')
  return names.length > 3 ? `${list},+${names.length - 3}` : list || '-'
}

function verdict(file: string, errors: number, warnings: number, ok: boolean, colour: boolean): string {
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`
  const word = ok ? 'good' : 'not good'
  const painted = colour ? styleText(ok ? 'green' : 'red', word, { validateStream: false }) : word
  return `${file}: ${painted} (${found})`
}

function count(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`
}
