/** Writes what was compiled beside the engine's code, with what it is, of when and from where. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FingerprintFile, readFingerprints } from '../../src/redaction/names/fingerprints.ts'

/** Writes `tables` into a file of src/redaction/names. */
export function writeArtefact(
  file: string,
  about: string,
  date: string,
  sources: readonly string[],
  tables: object,
): void {
  const target = join(import.meta.dirname, '../../src/redaction/names', file)
  writeFileSync(target, `${JSON.stringify({ about, made: date, sources, ...tables }, undefined, 2)}\n`)
}

/** Writes a list of fingerprints, and says how large it is and how often it errs. */
export function writeList(
  file: string,
  about: string,
  date: string,
  sources: readonly string[],
  list: FingerprintFile,
): void {
  writeArtefact(file, about, date, sources, list)
  const start = performance.now()
  let read = 0
  readFingerprints(list, () => read++)
  const milliseconds = performance.now() - start
  process.stdout.write(
    `${file}: ${read} words, ${Math.round((list.words.length + list.kinds.length) / 1000)} KB, read in ${milliseconds.toFixed(1)} ms, ` +
      `a word of none is taken for one of them once in ${Math.round(2 ** list.bits / read)}\n`,
  )
}
