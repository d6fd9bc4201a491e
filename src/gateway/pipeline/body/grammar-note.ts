/** What the model has to know of people in a language with cases: their gender, and how to name a case. */
import type { Vault } from '../../../redaction/index.ts'
import type { JsonBody } from './json-body.ts'

/** Letters that only the one language has, in UTF-8 read one byte a unit, or as JSON escapes: ą ę ł ś ż, ě ř ů. */
const POLISH = /\u00c4[\u0085\u0099]|\u00c5[\u0082\u009b\u00bc]|\\u0(?:105|119|142|15b|17c)/gi
const CZECH = /\u00c4\u009b|\u00c5[\u0099\u00af]|\\u0(?:11b|159|16f)/gi
/** Fewer are a name in a text of another language. */
const FEWEST_LETTERS = 4
/** A conversation about more is about a list, which no answer repeats. */
const MOST_PEOPLE = 12

const CASES = {
  pl: 'M, D, C, B, N, Ms or W',
  cs: '1 to 7',
} as const
const EXAMPLES = { pl: 'D', cs: '2' } as const

/** Sentences with a space before them; empty where nobody is named, or nothing speaks of a language with cases. */
export function grammarNote(body: JsonBody, vault: Pick<Vault, 'people'>): string {
  const { people } = vault
  const [first] = people
  if (first === undefined) return ''
  const language = languageOf(body.text)
  if (language === undefined) return ''
  const genders = people
    .slice(0, MOST_PEOPLE)
    .flatMap(({ name, gender }) => (gender === undefined ? [] : [`[${name}] is a ${gender}`]))
  const named = genders.length === 0 ? '' : ` ${genders.join(', ')}.`
  return ` Names of people are in the nominative: for another case write it behind a bar, as in [${first.name}|${EXAMPLES[language]}] (${CASES[language]}), and add no ending.${named}`
}

function languageOf(text: string): keyof typeof CASES | undefined {
  const polish = text.match(POLISH)?.length ?? 0
  const czech = text.match(CZECH)?.length ?? 0
  if (Math.max(polish, czech) < FEWEST_LETTERS) return undefined
  return polish >= czech ? 'pl' : 'cs'
}
