/** Annotated texts with other people in them: the sentence teaches where names stand, and not who was in the news. */
import type { Chance } from './chance.ts'
import type { Example } from './corpus.ts'
import type { People } from './people.ts'

/** The text with every name replaced by another of about as many words. */
export function withOtherPeople(example: Example, people: People, chance: Chance): Example {
  let text = ''
  let from = 0
  const spans: (readonly [number, number])[] = []
  for (const [start, end] of example.spans) {
    const { given, surname } = people.person(example.language, chance, false)
    const words = example.text.slice(start, end).split(' ').length
    const name = words > 1 ? `${given} ${surname}` : chance.is(0.4) ? given : surname
    text += example.text.slice(from, start)
    spans.push([text.length, text.length + name.length])
    text += name
    from = end
  }
  return { ...example, text: text + example.text.slice(from), spans }
}
