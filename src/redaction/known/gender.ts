/** Whether a person is a woman or a man, as far as a name or the word before it says so: verbs and adjectives agree with it. */
import { foldedWord, type NamePattern } from './name-words.ts'

export type Gender = 'woman' | 'man'

const MADAM = /(?<![\p{L}\p{M}])(?:pani|panią|paniom|paní|slečna|slečno)\s+$/iu
const SIR = /(?<![\p{L}\p{M}])(?:pan|pana|panu|panem|panie|pane|pán|pánovi|panem)\s+$/iu
/** UTF-16 units. */
const TITLE = 12

/** What the word before a name says. */
export function titledGender(text: string, start: number): Gender | undefined {
  const before = text.slice(Math.max(0, start - TITLE), start)
  if (MADAM.test(before)) return 'woman'
  return SIR.test(before) ? 'man' : undefined
}

const WOMAN_SURNAME = /(?:[sc]|dz)ka$|ov[aá]$|[nvlrhkt]á$/
const MAN_SURNAME = /(?:[sc]|dz)k[iý]$|[nvlrhkt]ý$/
/** Given names that go against their ending (folded). */
const MEN_IN_A = new Set(
  'kuba barnaba kosma bonawentura jarema luca andrea nikola nikita ilja ilya sasha misa honza jirka zdenda'.split(
    ' ',
  ),
)
const WOMEN_IN_CONSONANTS = new Set(
  'karin ingrid miriam dagmar ester rut ruth kirsten marit ines vivien doris iris elisabeth elizabeth agnes carmen nel noor judith'.split(' '),
) // prettier-ignore

/** What the name itself says in Polish and Czech; undefined for a surname alone that both have. */
export function genderOf({ value, words }: NamePattern): Gender | undefined {
  const parts = value.normalize('NFC').match(/[\p{L}\p{M}]{2,}/gu) ?? []
  const surname = (parts.at(-1) ?? '').toLowerCase()
  if (WOMAN_SURNAME.test(surname)) return 'woman'
  if (MAN_SURNAME.test(surname)) return 'man'
  const [given] = parts
  if (given === undefined || words.length < 2) return undefined
  const name = foldedWord(given, 0, given.length)
  if (name.endsWith('a')) return MEN_IN_A.has(name) ? 'man' : 'woman'
  if (/[eiouy]$/.test(name) || WOMEN_IN_CONSONANTS.has(name)) return undefined
  return 'man'
}
