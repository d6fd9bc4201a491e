/**
 * Reads the collections that measure names: a file a language, a heading a register, names in double braces. What is marked is what has
 * to leave: all names that one has, with their particles, initials and case endings, without titles and without a genitive `'s`. People of
 * history and of books count. Streets, firms, feasts, diseases, prizes and places named after
 * somebody are nobody. A name spelled out whole has to leave too; what is marked as `maybe` may stay: a part of one, a name that nobody has.
 */
import { readFileSync } from 'node:fs'
import type { Language } from '../../../src/redaction/index.ts'
import { type Marked, type MarkedText, readAnswer, readMarks, readParts } from '../marked.ts'

export const TESTED_LANGUAGES = [
  'en', 'pl', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs',
] as const satisfies readonly Language[] // prettier-ignore

export type TestedLanguage = (typeof TESTED_LANGUAGES)[number]

/** Whoever works on detection reads and tunes with `development` alone; what is published comes from `held-out`. */
export type NameCollection = 'held-out' | 'development'

/** Two hands wrote what is tuned with. */
const FOLDERS: Readonly<Record<NameCollection, readonly string[]>> = {
  'held-out': ['./'],
  development: ['./development/', './development/second/'],
}

/**
 * `answer` are answers to a question of the agent's. `nobody` are sentences without anybody's name, products, towns and German nouns among them; so are
 * `lure`, with words that are names too and things named after somebody.
 */
export const NAME_REGISTERS = ['chat', 'answer', 'e-mail', 'transcript', 'prose', 'nobody', 'lure'] as const

export type NameRegister = (typeof NAME_REGISTERS)[number]

/** Texts of one language and register; mails are one text each, with their lines. */
export function readNames(
  language: TestedLanguage,
  collection: NameCollection,
): ReadonlyMap<NameRegister, readonly MarkedText[]> {
  const files = FOLDERS[collection].map((folder) => {
    const file = new URL(`${folder}${language}.txt`, import.meta.url)
    return readParts(file, readFileSync(file, 'utf8'))
  })
  return new Map(
    NAME_REGISTERS.map((register) => [
      register,
      files.flatMap((parts) => textsOf(parts.get(register), register, language)),
    ]),
  )
}

function textsOf(
  part: string | undefined,
  register: NameRegister,
  language: TestedLanguage,
): readonly MarkedText[] {
  if (part === undefined) throw new Error(`${language}.txt has no ${register}.`)
  const texts = part.split(register === 'e-mail' ? /\n{2,}/ : /\n+/)
  return texts.map((text) => (register === 'answer' ? readAnswer(text) : readMarks(text.trim())))
}

/** The same as somebody types in a hurry or a transcript has it: small letters and no punctuation but in words. */
export function asTranscribed(source: MarkedText): MarkedText {
  return mapped(source, (piece) =>
    piece
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\s'’-]|(?<![\p{L}\p{N}])['’-]|['’-](?![\p{L}\p{N}])/gu, '')
      .replaceAll(/\s+/g, ' '),
  )
}

/** A text of which each piece, marked or between the marks, was changed by itself. */
function mapped(source: MarkedText, change: (piece: string) => string): MarkedText {
  let text = ''
  let at = 0
  const marked: Marked[] = []
  for (const { start, end, ...rest } of source.marked) {
    text += change(source.text.slice(at, start))
    const name = change(source.text.slice(start, end))
    marked.push({ ...rest, start: text.length, end: text.length + name.length })
    text += name
    at = end
  }
  return { ...source, text: text + change(source.text.slice(at)), marked }
}
