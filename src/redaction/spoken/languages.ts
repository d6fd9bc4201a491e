/** The languages whose spoken numbers, letters and signs are known. */
import type { SpokenLanguage } from './language.ts'
import { SpokenLexicon } from './lexicon.ts'
import { de } from './languages/de.ts'
import { en } from './languages/en.ts'
import { pl } from './languages/pl.ts'

const SPOKEN_LANGUAGES: readonly SpokenLanguage[] = [en, pl, de]

let all: SpokenLexicon | undefined

/** The tables of all languages, compiled when the first policy asks for them. */
export function spokenLexicon(): SpokenLexicon {
  return (all ??= new SpokenLexicon(SPOKEN_LANGUAGES))
}
