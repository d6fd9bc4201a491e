/** Texts written for the training as examples: with the people that they name, or with others in their place and case. */
import type { Chance } from './chance.ts'
import type { Example } from './corpus.ts'
import { endsInSurname, inflected } from './inflect.ts'
import type { People, Person } from './people.ts'
import type { NamedThere, WrittenText } from './texts.ts'

/** What the source of such an example begins with; its section follows. */
export const WRITTEN = 'texts '

/** The text as it was written. */
export function asWritten(text: WrittenText): Example {
  return filled(text, ({ literal }) => literal)
}

/** The text with each name exchanged for one of its kind, gender and case. */
export function withOthers(text: WrittenText, people: People, chance: Chance): Example {
  return filled(text, (name) => otherName(name, text.language, people, chance))
}

function filled(
  { language, section, parts, heldOut }: WrittenText,
  write: (name: NamedThere) => string,
): Example {
  let text = ''
  const spans: (readonly [number, number])[] = []
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const name = write(part)
    spans.push([text.length, text.length + name.length])
    text += name
  }
  return { text, spans, language, source: WRITTEN + section, heldOut, weight: 1 }
}

function otherName(name: NamedThere, language: string, people: People, chance: Chance): string {
  const { literal, kind, gender } = name
  if (kind === undefined) return literal
  const person = people.person(language, chance, false, gender)
  const other = named(person, name, language)
  if (literal === literal.toLowerCase()) return other.toLowerCase()
  return literal.length > 3 && literal === literal.toUpperCase() ? other.toUpperCase() : other
}

function named({ gender, given, surname }: Person, name: NamedThere, language: string): string {
  const { kind, grammatical } = name
  const change = (word: string, isSurname: boolean): string =>
    grammatical === undefined
      ? word
      : word
          .split('-')
          .map((part) => inflected(part, language, gender, grammatical, isSurname))
          .join('-')
  if (kind === 'f') return change(given, false)
  if (kind === 'l') return change(surname, true)
  const first = endsInSurname(language) ? given : change(given, false)
  return `${first} ${change(surname, true)}`
}
