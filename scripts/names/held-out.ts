/** Measures a model on the held-out texts and generated utterances, by language, register and manner of writing. */
import type { Model } from '../../src/redaction/names/tagger/model.ts'
import { tagNames } from '../../src/redaction/names/tagger/tagger.ts'
import type { Manner } from './copies.ts'
import type { Example } from './corpus.ts'
import type { Lists } from './lists.ts'
import { WRITTEN } from './exchange.ts'
import { count, newCounts, type Counts } from './measure.ts'
import { ANY_LANGUAGE, viewOfExample } from './reader.ts'

/** Counts by `language register manner`, `nb prose cased` for example. */
export type HeldOut = ReadonlyMap<string, Counts>

/** Manners that are measured, under the name that the weights file gives them. */
const MEASURED: readonly (readonly [string, Manner])[] = [
  ['cased', 'as-written'],
  ['transcribed', 'transcript'],
]

export function measured(model: Model, examples: readonly Example[], lists: Lists): HeldOut {
  const counts = new Map<string, Counts>()
  for (const [name, manner] of MEASURED) {
    for (const example of examples) {
      const view = viewOfExample(example, manner, model, lists)
      const { tokens } = view
      const found = tagNames(model, tokens, view.listed, ANY_LANGUAGE)
        .filter(({ odds }) => odds >= 1)
        .map(({ start, end }) => [tokens.starts[start] ?? 0, tokens.ends[end - 1] ?? 0] as const)
      const register = registerOf(example.source)
      const key = `${example.language} ${register} ${name}`
      const entry = counts.get(key) ?? newCounts()
      counts.set(key, entry)
      count(entry, example.text, example.spans, found, lists)
    }
  }
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Written texts by what is measured of them: what callers write, what they say, prose, and texts that name nobody. */
function registerOf(source: string): string {
  if (!source.startsWith(WRITTEN)) return source === 'generated' ? source : 'prose'
  const section = source.slice(WRITTEN.length)
  return section === 'answer' || section === 'mail' ? 'written chat' : `written ${section}`
}
