/** Prints what was measured over the second collection as tables, the targets beside the figures. */
import type { HeldOutReport, HeldOutRow } from './measure.ts'

function line({ name, values, recall, precision, f2, target }: HeldOutRow): string {
  const met = recall < target ? ' missed' : ''
  return `| ${name} | ${values} | ${recall.toFixed(3)}${met} | ${target} | ${precision.toFixed(3)} | ${f2.toFixed(3)} |`
}

function table(what: string, rows: readonly HeldOutRow[]): string {
  return [
    `| ${what} | values | recall | at least | precision | F2 |`,
    '|---|---|---|---|---|---|',
    ...rows.map(line),
  ].join('\n')
}

export function heldOutTables({ countries, kinds, secrets, flagged }: HeldOutReport): string {
  const rates = flagged.map(({ name, texts, flagged: count, limit }) => {
    const met = count / texts > limit ? ', missed' : ''
    return `| ${name} | ${texts} | ${count} | ${((100 * count) / texts).toFixed(2)} % | ${limit * 100} %${met} |`
  })
  return [
    table('held out, by country', countries),
    table('held out, by kind', [...kinds, secrets]),
    [
      '| held out, nothing to find | texts | flagged | rate | at most |',
      '|---|---|---|---|---|',
      ...rates,
    ].join('\n'),
  ].join('\n\n')
}
