/** Quality of detection over the collection: run `node bench/redaction-quality.ts [--missed]`. */
import { measureQuality, type Quality } from './redaction/quality.ts'

const missed = process.argv.includes('--missed')
const report = measureQuality(missed ? (what) => console.log(what) : undefined)

function line({ name, values, recall, named, precision, f2 }: Quality): string {
  const figures = [recall, named, precision, f2].map((share) => share.toFixed(3).padStart(7)).join('')
  return `${name.padEnd(18)}${String(values).padStart(6)}${figures}`
}

for (const rows of [report.entities, report.countries, report.registers]) {
  console.log(`${''.padEnd(18)}values recall  named   prec     F2`)
  for (const row of rows) console.log(line(row))
}
for (const { name, texts, flagged, limit } of report.flagged) {
  console.log(
    `${name}: ${flagged} of ${texts} (${((flagged / texts) * 100).toFixed(2)} %, at most ${limit * 100} %)`,
  )
}
