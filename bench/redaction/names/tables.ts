/** Prints what was measured of people's names as tables, the targets beside the figures. */
import { NAME_REGISTERS, type NameCollection, type TestedLanguage } from './collection.ts'
import {
  measureNames,
  type Missed,
  type NameMeasures,
  type NameRow,
  type NameScore,
  type NobodyRow,
} from './measure.ts'

/** Share of sentences without anybody's name in which one may be found. */
const NOBODY_TARGET = 0.01
/** How much recall small letters without punctuation may cost. */
const TRANSCRIBED_TARGET = 0.1

export interface NameReport {
  readonly languages: readonly (NameMeasures & { readonly language: TestedLanguage })[]
  readonly rows: readonly NameRow[]
  readonly nobody: readonly NobodyRow[]
}

export function measureAllNames(
  collection: NameCollection,
  languages: readonly TestedLanguage[],
  missed?: Missed,
): NameReport {
  const measured = languages.map((language) => ({ language, ...measureNames(language, collection, missed) }))
  return {
    languages: measured,
    rows: measured.flatMap(({ rows }) => rows),
    nobody: measured.map(({ nobody }) => nobody),
  }
}

/** Three decimals, so that what is just missed does not look met; and a word where a target is missed. */
function mark(value: number, isMet: boolean): string {
  return `${value.toFixed(3)}${isMet ? '' : ' missed'}`
}

const both = ({ recall, precision }: NameScore) => `${recall.toFixed(2)} / ${precision.toFixed(2)}`

function nameLine(row: NameRow): string {
  const { language, register, builtin, transcribed, target, recallAtPrecision } = row
  return `| ${[
    language,
    register,
    builtin.names,
    both(row.rules),
    both(builtin),
    `${mark(recallAtPrecision, recallAtPrecision >= target.recall)} (${target.recall} at ${target.precision})`,
    `${mark(transcribed.recall, transcribed.recall >= builtin.recall - TRANSCRIBED_TARGET)} / ${transcribed.precision.toFixed(2)}`,
    both(row.anyLanguage),
  ].join(' | ')} |`
}

function nobodyLine(row: NobodyRow): string {
  const { language, sentences, rules, builtin, transcribed, lures, luresFlagged } = row
  const rate = (count: number) => ((100 * count) / sentences).toFixed(1)
  const isMet = builtin / sentences < NOBODY_TARGET
  return `| ${language} | ${sentences} | ${rate(rules)} | ${rate(builtin)}${isMet ? '' : ' missed'} | ${rate(transcribed)} | ${luresFlagged} of ${lures} |`
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** One line a register: the mean of the languages, each counted once however many names it has. */
function meanLines(rows: readonly NameRow[]): readonly string[] {
  return NAME_REGISTERS.flatMap((register) => {
    const all = rows.filter((row) => row.register === register)
    if (all.length === 0) return []
    const means = [
      mean(all.map(({ builtin }) => builtin.recall)),
      mean(all.map(({ builtin }) => builtin.precision)),
      mean(all.map(({ transcribed }) => transcribed.recall)),
    ]
    return [`| ${register} | ${means.map((value) => value.toFixed(3)).join(' | ')} |`]
  })
}

function meanNobodyLine(nobody: readonly NobodyRow[]): string {
  const rates = [
    mean(nobody.map(({ builtin, sentences }) => (100 * builtin) / sentences)),
    mean(nobody.map(({ transcribed, sentences }) => (100 * transcribed) / sentences)),
    mean(nobody.map(({ luresFlagged, lures }) => (100 * luresFlagged) / lures)),
  ]
  return `| ${rates.map((rate) => rate.toFixed(1)).join(' | ')} |`
}

export function nameTables({ languages, rows, nobody }: NameReport): string {
  return [
    '| language | register | names | `rules`: recall / precision | `builtin`: recall / precision | recall at the precision (target) | small letters, no punctuation | no language named |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(nameLine),
    ...languages.map(({ contactCentre }) => nameLine(contactCentre)),
    '',
    '| `builtin`, all registers | names that the lists hold whole | recall | other names | recall |',
    '|---|---|---|---|---|',
    ...languages.map(
      ({ language, byList }) =>
        `| ${language} | ${byList.listed} | ${byList.listedRecall.toFixed(2)} | ${byList.unlisted} | ${byList.unlistedRecall.toFixed(2)} |`,
    ),
    '',
    '| nobody is named | sentences | `rules`: of 100 | `builtin`: of 100 (under 1) | small letters, no punctuation | with words that are names too |',
    '|---|---|---|---|---|---|',
    ...nobody.map(nobodyLine),
    '',
    '| `builtin`, mean of the languages | recall | precision | recall, small letters |',
    '|---|---|---|---|',
    ...meanLines(rows),
    '',
    '| nobody is named, mean of the languages: of 100 | small letters, no punctuation: of 100 | with words that are names too: of 100 |',
    '|---|---|---|',
    meanNobodyLine(nobody),
  ].join('\n')
}
