/** Reads one file of utterances: word lists and sentence patterns of a language, written for this training. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface UtteranceFile {
  readonly givenM: readonly string[]
  readonly givenF: readonly string[]
  readonly surnames: readonly string[]
  readonly cities: readonly string[]
  readonly companies: readonly string[]
  readonly products: readonly string[]
  readonly streets: readonly string[]
  readonly chat: readonly string[]
  /** Where names could stand and none does. */
  readonly nobody: readonly string[]
  /** As people speak. */
  readonly speech: readonly string[]
  readonly close: readonly string[]
  readonly form: readonly string[]
}

/** `= section`, then words (or, where there are commas, phrases) or one pattern a line. */
export function readUtterances(language: string): UtteranceFile {
  const sections = new Map<string, string[]>()
  let lines: string[] = []
  for (const line of readFileSync(join(import.meta.dirname, 'utterances', `${language}.txt`), 'utf8').split(
    '\n',
  )) {
    if (line.startsWith('= ')) sections.set(line.slice(2), (lines = []))
    else if (line !== '') lines.push(line)
  }
  const patterns = (name: string): readonly string[] => sections.get(name) ?? []
  const words = (name: string): readonly string[] => patterns(name).flatMap(phrases)
  return {
    givenM: words('given.m'),
    givenF: words('given.f'),
    surnames: words('surname'),
    cities: words('city'),
    companies: words('company'),
    products: patterns('product').flatMap((line) => line.split(', ')),
    streets: patterns('street').flatMap((line) => line.split(', ')),
    chat: patterns('chat').map((line) => line.replace(' [=neg]', '')),
    nobody: patterns('nobody'),
    speech: patterns('speech'),
    close: patterns('close'),
    form: patterns('form'),
  }
}

/** Single words up to the first comma, phrases from the last two words before it on. */
function phrases(line: string): readonly string[] {
  if (!line.includes(',')) return line.split(' ')
  return line.split(/,\s*/).flatMap((chunk) => {
    const words = chunk.split(' ')
    return words.length < 4 ? [chunk] : [...words.slice(0, -2), words.slice(-2).join(' ')]
  })
}
