/** Prints what was measured of people's names as tables, the targets beside the figures. */
import { TESTED_LANGUAGES, type TestedLanguage } from './collection.ts'
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

export function measureAllNames(missed?: Missed): NameReport {
  const languages = TESTED_LANGUAGES.map((language) => ({ language, ...measureNames(language, missed) }))
  return {
    languages,
    rows: languages.flatMap(({ rows }) => rows),
    nobody: languages.map(({ nobody }) => nobody),
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

export function nameTables({ languages, rows, nobody }: NameReport): string {
  return [
    '| language | register | names | `rules`: recall / precision | `builtin`: recall / precision | recall at the precision (target) | small letters, no punctuation | no language named |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(nameLine),
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
  ].join('\n')
}
