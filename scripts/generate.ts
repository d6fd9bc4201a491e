/** Writes the files that are made of the source; with `--check` writes nothing and fails when one is out of date. */
import { readFileSync, writeFileSync } from 'node:fs'
import { configJsonSchemaText } from './generated/config-json-schema.ts'
import { withOperations, withReference } from './generated/config-reference.ts'
import { withConnectors } from './generated/connector-reference.ts'
import { withErrors } from './generated/error-reference.ts'

interface Artefact {
  readonly path: string
  /** The whole file, made anew; gets what is there now, or an empty text. */
  readonly make: (current: string) => string
}

const ARTEFACTS: readonly Artefact[] = [
  { path: 'config/limen.schema.json', make: configJsonSchemaText },
  { path: 'docs/configuration.md', make: withReference },
  { path: 'docs/errors.md', make: withErrors },
  { path: 'docs/operations.md', make: withOperations },
  { path: 'docs/compliance.md', make: withConnectors },
]

const check = process.argv.includes('--check')
const stale: string[] = []
for (const { path, make } of ARTEFACTS) {
  const url = new URL(`../${path}`, import.meta.url)
  const current = read(url)
  const wanted = make(current)
  if (wanted === current) continue
  stale.push(path)
  if (!check) writeFileSync(url, wanted)
}
if (stale.length > 0) console.log(`${check ? 'out of date' : 'written'}: ${stale.join(', ')}`)
if (check && stale.length > 0) {
  console.error('run: npm run generate')
  process.exitCode = 1
}

function read(url: URL): string {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return ''
  }
}
