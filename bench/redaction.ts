/**
 * Quality and speed of detection: `npm run bench:redaction`. `--missed` names what was not found or wrongly flagged, `--quality` leaves the
 * speed out, `--measured`, `--held-out` and `--names` measure the first collection, the second, and names with spoken values alone; `--write` puts
 * the tables into docs/redaction.md and docs/performance.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { figuresOf, writeFigures } from './redaction/figures.ts'
import { machineLine } from './report/document.ts'
import { measureHeldOut } from './redaction/held-out/measure.ts'
import { heldOutTables } from './redaction/held-out/tables.ts'
import { measureNameSpeed, nameSpeedTable } from './redaction/names/speed.ts'
import { measureAllNames, nameTables } from './redaction/names/tables.ts'
import { measureQuality, type Quality, type Report } from './redaction/quality.ts'
import { measureSpoken } from './redaction/spoken/measure.ts'
import { spokenTables } from './redaction/spoken/tables.ts'
import { measureSpeed, type Speed } from './redaction/speed.ts'

/** What else the machine did: a busy one takes two or three times as long. */
function busyness(): string {
  return `Load average before it: ${(loadavg()[0] ?? 0).toFixed(1)}.`
}

const share = (value: number) => value.toFixed(3)

function qualityTable(what: string, rows: readonly Quality[]): string {
  const lines = rows.map(
    ({ name, values, recall, named, precision, f2 }) =>
      `| ${name} | ${values} | ${share(recall)} | ${share(named)} | ${share(precision)} | ${share(f2)} |`,
  )
  return [
    `| ${what} | values | recall | named right | precision | F2 |`,
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

function flaggedTable({ flagged }: Report): string {
  const lines = flagged.map(({ name, texts, flagged: count, limit }) => {
    const rate = `${((count / texts) * 100).toFixed(2)} %`
    return `| ${name} | ${texts} | ${count} | ${rate} | ${limit * 100} %${count / texts > limit ? ', missed' : ''} |`
  })
  return ['| nothing to find | texts | flagged | rate | at most |', '|---|---|---|---|---|', ...lines].join(
    '\n',
  )
}

function speedTables({ layers, texts, latencies, startUp }: Speed): string {
  const rows = layers.map(
    ({ name, megabytesPerSecond }) =>
      `| ${name} | ${megabytesPerSecond.map((speed) => speed.toFixed(0)).join(' | ')} |`,
  )
  return [
    `| MB/s | ${texts.join(' | ')} |`,
    `|---|${texts.map(() => '---|').join('')}`,
    ...rows,
    '',
    '| processor time | ms |',
    '|---|---|',
    ...latencies.map(
      ({ name, milliseconds }) => `| ${name} | ${milliseconds.toFixed(milliseconds < 1 ? 3 : 1)} |`,
    ),
    `| start-up: loading the engine, compiling a policy (${startUp.megabytes.toFixed(0)} MB of memory) | ${startUp.milliseconds.toFixed(0)} |`,
  ].join('\n')
}

/** Structured values: quality, and the speed of all layers. */
function structuredTables(missed: ((what: string) => void) | undefined, isQualityAlone: boolean): string {
  const report = measureQuality(missed)
  const parts = [
    qualityTable('entity', report.entities),
    qualityTable('country', report.countries),
    qualityTable('register', report.registers),
    flaggedTable(report),
  ]
  if (!isQualityAlone)
    parts.push(`${machineLine(new Date(), false)} ${busyness()}\n\n${speedTables(measureSpeed())}`)
  return parts.join('\n\n')
}

/** Puts tables between two marks of a page. */
function write(page: string, mark: string, tables: string): void {
  const file = new URL(`../docs/${page}`, import.meta.url)
  const text = readFileSync(file, 'utf8')
  const start = text.indexOf(`<!-- ${mark} -->`)
  const end = text.indexOf(`<!-- /${mark} -->`)
  if (start < 0 || end < start) throw new Error(`docs/${page} has lost its marks <!-- ${mark} -->.`)
  writeFileSync(file, `${text.slice(0, start)}<!-- ${mark} -->\n\n${tables}\n\n${text.slice(end)}`)
}

interface Section {
  /** The page that shows the tables, and the marks between which they stand. */
  readonly page: string
  readonly mark: string
  readonly measure: () => { readonly tables: string; readonly writeMore?: () => void }
}

function namesAndSpoken(
  missed: ((what: string) => void) | undefined,
  isQualityAlone: boolean,
): ReturnType<Section['measure']> {
  const names = measureAllNames(missed)
  const spoken = measureSpoken(missed)
  const parts = [nameTables(names), spokenTables(spoken)]
  if (!isQualityAlone)
    parts.push(`${machineLine(new Date(), false)} ${busyness()}`, nameSpeedTable(measureNameSpeed()))
  return {
    tables: parts.join('\n\n'),
    writeMore: () => writeFigures(figuresOf(names, spoken, new Date())),
  }
}

const options = new Set(process.argv.slice(2))
const missed = options.has('--missed') ? (what: string) => console.log(what) : undefined
const sections: readonly Section[] = [
  {
    page: 'redaction.md',
    mark: 'measured',
    measure: () => ({ tables: structuredTables(missed, options.has('--quality')) }),
  },
  {
    page: 'redaction.md',
    mark: 'held-out',
    measure: () => ({ tables: heldOutTables(measureHeldOut(missed)) }),
  },
  { page: 'performance.md', mark: 'names', measure: () => namesAndSpoken(missed, options.has('--quality')) },
]
const asked = sections.filter(({ mark }) => options.has(`--${mark}`))
for (const { page, mark, measure } of asked.length > 0 ? asked : sections) {
  const { tables, writeMore } = measure()
  console.log(`${tables}\n`)
  if (!options.has('--write')) continue
  write(page, mark, tables)
  writeMore?.()
}
