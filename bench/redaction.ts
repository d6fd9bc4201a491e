/**
 * Quality and speed of detection: `npm run bench:redaction`. `--missed` names what was not found or wrongly flagged, `--quality` leaves the
 * speed out, `--measured`, `--held-out` and `--names` measure the first collection, the second, and names with spoken values alone; `--write` puts
 * the tables into docs/redaction.md and docs/performance.md. `--names --development` measures names on the collection that detection is tuned
 * with, whose figures go nowhere; `--language de,cs` measures names and spoken values of these languages alone. `--spoken`
 * measures spoken values alone, of either collection.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { figuresOf, writeFigures } from './redaction/figures.ts'
import { machineLine } from './report/document.ts'
import { measureHeldOut } from './redaction/held-out/measure.ts'
import { heldOutTables } from './redaction/held-out/tables.ts'
import { TESTED_LANGUAGES, type TestedLanguage } from './redaction/names/collection.ts'
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
  readonly mark: 'measured' | 'held-out' | 'names'
  readonly measure: () => { readonly tables: string; readonly writeMore?: () => void }
}

function namesAndSpoken(
  missed: ((what: string) => void) | undefined,
  isQualityAlone: boolean,
): ReturnType<Section['measure']> {
  const languages = languagesAsked()
  const names = measureAllNames('held-out', languages, missed)
  const spoken = measureSpoken('held-out', languages, missed)
  const parts = [nameTables(names), spokenTables(spoken)]
  if (!isQualityAlone)
    parts.push(`${machineLine(new Date(), false)} ${busyness()}`, nameSpeedTable(measureNameSpeed()))
  return {
    tables: parts.join('\n\n'),
    writeMore: () => writeFigures(figuresOf(names, spoken, new Date())),
  }
}

function languagesAsked(): readonly TestedLanguage[] {
  const asked = options.language?.split(',')
  const unknown = asked?.filter((language) => TESTED_LANGUAGES.every((known) => known !== language)) ?? []
  if (unknown.length > 0) throw new Error(`Nothing is collected of ${unknown.join(', ')}.`)
  return TESTED_LANGUAGES.filter((language) => asked?.includes(language) ?? true)
}

const { values: options } = parseArgs({
  options: {
    missed: { type: 'boolean' },
    quality: { type: 'boolean', default: false },
    measured: { type: 'boolean' },
    'held-out': { type: 'boolean' },
    names: { type: 'boolean' },
    spoken: { type: 'boolean' },
    development: { type: 'boolean' },
    language: { type: 'string' },
    write: { type: 'boolean' },
  },
})
if (options.write && (options.development || options.spoken || options.language !== undefined))
  throw new Error(
    '--write publishes the held-out collection in all languages, names and spoken values together.',
  )
const missed = options.missed ? (what: string) => console.log(what) : undefined
const sections: readonly Section[] = [
  {
    page: 'redaction.md',
    mark: 'measured',
    measure: () => ({ tables: structuredTables(missed, options.quality) }),
  },
  {
    page: 'redaction.md',
    mark: 'held-out',
    measure: () => ({ tables: heldOutTables(measureHeldOut(missed)) }),
  },
  { page: 'performance.md', mark: 'names', measure: () => namesAndSpoken(missed, options.quality) },
]
function sectionsAsked(): readonly Section[] {
  if (options.development || (options.spoken && !options.names)) return []
  const asked = sections.filter(({ mark }) => options[mark])
  return asked.length > 0 ? asked : sections
}

if (options.development) {
  console.log('DEVELOPMENT COLLECTION: detection is tuned with it, so its figures are not published.\n')
  if (options.names || !options.spoken)
    console.log(`${nameTables(measureAllNames('development', languagesAsked(), missed))}\n`)
}
if (options.spoken) {
  const collection = options.development ? 'development' : 'held-out'
  console.log(`${spokenTables(measureSpoken(collection, languagesAsked(), missed))}\n`)
}
for (const { page, mark, measure } of sectionsAsked()) {
  const { tables, writeMore } = measure()
  console.log(`${tables}\n`)
  if (!options.write) continue
  write(page, mark, tables)
  writeMore?.()
}
