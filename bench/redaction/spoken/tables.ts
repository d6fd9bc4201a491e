/** Prints what was measured of spoken values as tables, the target beside the figures. */
import type { SpokenReport } from './measure.ts'

const TARGET = 0.9

const marked = (recall: number) => `${recall.toFixed(2)}${recall < TARGET ? ' missed' : ''}`

export function spokenTables({ languages, kinds }: SpokenReport): string {
  return [
    `| spoken | values | recall (${TARGET}) | harmless numbers | flagged |`,
    '|---|---|---|---|---|',
    ...languages.map(
      ({ language, values, recall, harmless, flagged }) =>
        `| ${language} | ${values} | ${marked(recall)} | ${harmless} | ${flagged} |`,
    ),
    '',
    `| spoken | values | recall (${TARGET}) |`,
    '|---|---|---|',
    ...kinds.map(({ kind, values, recall }) => `| ${kind} | ${values} | ${marked(recall)} |`),
  ].join('\n')
}
