/** docs/performance.md: its prose stays as people wrote it, the tables between the two marks are the last run's. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

const FILE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

/** The machine, in one line: figures of another one are other figures. */
export function machineLine(today: Date, quick: boolean): string {
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor'
  return (
    `Measured on ${today.toISOString().slice(0, 10)} with Node ${process.versions.node} on ${availableParallelism()} cores ` +
    `(${model}), ${process.platform}${quick ? '; a quick run' : ''}.`
  )
}

export function writeDocument(measured: string): void {
  writeSection('measured', measured)
}

/** Puts tables between the marks `<!-- mark -->` and `<!-- /mark -->` of docs/performance.md. */
export function writeSection(mark: string, measured: string): void {
  const [opening, closing] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : `# Performance\n\n${opening}\n${closing}\n`
  const start = text.indexOf(opening)
  const end = text.indexOf(closing)
  if (start < 0 || end < start)
    throw new Error(`docs/performance.md has lost its marks ${opening} and ${closing}.`)
  writeFileSync(FILE, `${text.slice(0, start)}${opening}\n\n${measured}\n\n${text.slice(end)}`)
}
