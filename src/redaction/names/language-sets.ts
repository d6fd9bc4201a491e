/** Sets of languages, one bit each in the order of `LANGUAGES`, the first lowest. */
import { type Language, LANGUAGES } from '../types.ts'

export const ALL_LANGUAGES = (1 << LANGUAGES.length) - 1

/** The set of one language. */
export function languageBit(language: Language): number {
  return 1 << LANGUAGES.indexOf(language)
}

/** By set, as far as one was asked for. */
const read = new Map<number, readonly Language[]>()

export function languagesIn(set: number): readonly Language[] {
  let languages = read.get(set)
  if (languages === undefined)
    read.set(set, (languages = LANGUAGES.filter((_, bit) => (set & (1 << bit)) !== 0)))
  return languages
}
