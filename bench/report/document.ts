/** docs/performance.md: its prose stays as people wrote it, the tables between the two marks are the last run's. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

const FILE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const START = '<!-- measured -->'
const END = '<!-- /measured -->'

/** The machine, in one line: figures of another one are other figures. */
export function machineLine(today: Date, quick: boolean): string {
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor'
  return (
    `Measured on ${today.toISOString().slice(0, 10)} with Node ${process.versions.node} on ${availableParallelism()} cores ` +
    `(${model}), ${process.platform}${quick ? '; a quick run' : ''}.`
  )
}

export function writeDocument(measured: string): void {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : `# Performance\n\n${START}\n${END}\n`
  const start = text.indexOf(START)
  const end = text.indexOf(END)
  if (start < 0 || end < start) throw new Error(`docs/performance.md has lost its marks ${START} and ${END}.`)
  writeFileSync(FILE, `${text.slice(0, start)}${START}\n${measured}\n${text.slice(end)}`)
}
