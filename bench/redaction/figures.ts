/** Puts what was measured of names and spoken values where `limen capabilities` reads it. */
import { writeFileSync } from 'node:fs'
import { type Figures, figuresSchema } from '../../src/gateway/capabilities/figures.ts'
import type { NameScore } from './names/measure.ts'
import type { NameReport } from './names/tables.ts'
import type { SpokenReport } from './spoken/measure.ts'

const FILE = new URL('../../src/gateway/capabilities/figures.json', import.meta.url)

const round = (share: number): number => Number(share.toFixed(4))

const score = ({ recall, precision }: NameScore): Figures['names'][number]['rules'] => ({
  recall: round(recall),
  precision: round(precision),
})

export function figuresOf(names: NameReport, spoken: SpokenReport, now: Date): Figures {
  return figuresSchema.parse({
    measured: now.toISOString().slice(0, 10),
    by: 'npm run bench:redaction -- --write',
    names: names.rows.map((row) => ({
      language: row.language,
      register: row.register,
      names: row.builtin.names,
      rules: score(row.rules),
      builtin: score(row.builtin),
      transcribed: score(row.transcribed),
      listed: round(row.byList.listedRecall),
      unlisted: round(row.byList.unlistedRecall),
    })),
    nobody: names.nobody.map(({ language, sentences, rules, builtin }) => ({
      language,
      sentences,
      rules,
      builtin,
    })),
    spoken: spoken.languages.map((row) => ({ ...row, recall: round(row.recall) })),
  } satisfies Figures)
}

export function writeFigures(figures: Figures): void {
  writeFileSync(FILE, `${JSON.stringify(figures, undefined, 2)}\n`)
}
