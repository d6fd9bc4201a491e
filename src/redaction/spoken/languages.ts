/** The languages whose spoken numbers, letters and signs are known. */
import type { SpokenLanguage } from './language.ts'
import { SpokenLexicon } from './lexicon.ts'
import { cs } from './languages/cs.ts'
import { da } from './languages/da.ts'
import { de } from './languages/de.ts'
import { en } from './languages/en.ts'
import { es } from './languages/es.ts'
import { fi } from './languages/fi.ts'
import { fr } from './languages/fr.ts'
import { it } from './languages/it.ts'
import { nb } from './languages/nb.ts'
import { nl } from './languages/nl.ts'
import { pl } from './languages/pl.ts'
import { pt } from './languages/pt.ts'
import { sv } from './languages/sv.ts'

const SPOKEN_LANGUAGES: readonly SpokenLanguage[] = [
  en, pl, de, fr, es, it, nl, pt, sv, da, nb, fi, cs,
] // prettier-ignore

/** By the codes of its languages. */
const lexicons = new Map<string, SpokenLexicon>()

/** The tables of these languages (ISO 639-1), compiled when the first policy asks for them; undefined when there is none. */
export function spokenLexicon(codes: Iterable<string>): SpokenLexicon | undefined {
  const wanted = new Set(codes)
  const languages = SPOKEN_LANGUAGES.filter(({ code }) => wanted.has(code))
  if (languages.length === 0) return undefined
  const key = languages.map(({ code }) => code).join(' ')
  let lexicon = lexicons.get(key)
  if (lexicon === undefined) lexicons.set(key, (lexicon = new SpokenLexicon(languages)))
  return lexicon
}
