/** Ordinary words of languages for which no annotated texts are at hand, written down for this training. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The words; none where there is no file. */
export function readVocabulary(language: string): readonly string[] {
  const path = join(import.meta.dirname, 'vocabulary', `${language}.txt`)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').trim().split(/\s+/)
}
