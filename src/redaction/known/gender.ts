/** Whether a person is a woman or a man, as far as a name or the word before it says so: verbs and adjectives agree with it. */
import { foldedWord, isNameUnit, type NamePattern } from './name-words.ts'

export type Gender = 'woman' | 'man'

const MADAM: ReadonlySet<string> = new Set(['pani', 'panią', 'paní', 'slečna', 'slečno'])
const SIR: ReadonlySet<string> = new Set(['pan', 'pana', 'panu', 'panem', 'panie', 'pane', 'pán', 'pánovi'])
/** UTF-16 units. */
const LONGEST_TITLE = 7

/** What the word before a name says. */
export function titledGender(text: string, start: number): Gender | undefined {
  if (text.charCodeAt(start - 1) !== 0x20) return undefined
  let begin = start - 1
  while (begin > 0 && isNameUnit(text.charCodeAt(begin - 1))) begin--
  const length = start - 1 - begin
  if (length < 3 || length > LONGEST_TITLE) return undefined
  const word = text.slice(begin, start - 1).toLowerCase()
  if (MADAM.has(word)) return 'woman'
  return SIR.has(word) ? 'man' : undefined
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
