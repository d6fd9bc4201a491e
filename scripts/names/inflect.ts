/** Names in the cases of Polish, Czech and Finnish and in the Germanic genitive, by rules of thumb: for training texts, where a form that is nearly right teaches as well. */
import type { Case, Gender } from './cases.ts'
import { czechForms, czechWoman } from './czech-cases.ts'
import { polishForms, polishWoman } from './polish-cases.ts'

export type { Case, Gender }

/** One word of a name in a case; the nominative where the language has none of it. */
export function inflected(
  word: string,
  language: string,
  gender: Gender,
  grammatical: Case,
  surname: boolean,
): string {
  if (language === 'pl') return polishForms(word, gender, surname)[grammatical] ?? word
  if (language === 'cs') return czechForms(word, gender, surname)[grammatical] ?? word
  if (language === 'fi') return finnish(word, grammatical, surname)
  if (GENITIVE_S.has(language) && grammatical === 'gen') return /[sxz]$/i.test(word) ? word : `${word}s`
  return word
}

/** Whether a given name stays as it is before a surname, which alone takes the ending: `Liisa Virtasen`, `Anna Bergs`. */
export function endsInSurname(language: string): boolean {
  return language === 'fi' || GENITIVE_S.has(language)
}

const GENITIVE_S: ReadonlySet<string> = new Set(['sv', 'da', 'nb', 'de', 'nl'])

/** The surname that a woman bears, from a man's. */
export function womans(surname: string, language: string): string {
  if (language === 'pl') return polishWoman(surname)
  return language === 'cs' ? czechWoman(surname) : surname
}

const FINNISH: Readonly<Partial<Record<Case, string>>> = {
  gen: 'n', dat: 'lle', ela: 'sta', abl: 'lta', ade: 'lla', par: 'a', loc: 'ssa', ill: 'n',
} // prettier-ignore

/** Surnames that are words in -i: their stem in the weak grade. */
const WORDS_IN_I: readonly (readonly [RegExp, string])[] = [
  [/(?<=niem|j\u00e4rv|salm|kosk|saar|nurm|kiv|talv)i$/i, 'e'], [/(?<=lah)ti$/i, 'de'], [/(?<=m\u00e4)ki$/i, 'e'], [/(?<=jo)ki$/i, 'e'], [/(?<=lam)pi$/i, 'me'],
  [/([nlr])t(?=[ao\u00e4]$)/, '$1$1'], [/(?<=h)t(?=[ao]$)/, 'd'],
] // prettier-ignore

function finnish(word: string, grammatical: Case, surname: boolean): string {
  const ending = FINNISH[grammatical]
  if (ending === undefined) return word
  const front = !/[aou][^aouy\u00e4\u00f6]*$/i.test(word)
  const harmonised = front ? ending.replaceAll('a', '\u00e4') : ending
  const into = grammatical === 'ill'
  const strong = into || grammatical === 'par'
  if (word.endsWith('nen')) {
    if (into) return `${word.slice(0, -3)}seen`
    return word.slice(0, -3) + (strong ? (front ? 'st\u00e4' : 'sta') : `se${harmonised}`)
  }
  if (/[^aeiouy\u00e4\u00f6][aiu]s$/.test(word)) {
    if (grammatical === 'par') return `${word}t${harmonised}`
    return `${word.slice(0, -1)}kse${into ? 'en' : harmonised}`
  }
  if (!/[aeiouy\u00e4\u00f6]$/.test(word)) return `${word}i${into ? 'in' : harmonised}`
  const stem = strong ? word : weakStem(word, surname)
  return stem + (into ? stem.slice(-1) : '') + harmonised
}

function weakStem(word: string, surname: boolean): string {
  const short = word.replace(
    /(kk|pp|tt)([aeiouy\u00e4\u00f6])$/,
    (_all, pair: string, vowel: string) => pair.charAt(0) + vowel,
  )
  const found = surname ? WORDS_IN_I.find(([ending]) => ending.test(short)) : undefined
  return found === undefined ? short : short.replace(found[0], found[1])
}
