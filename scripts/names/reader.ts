/** Reads an example as the tagger will read a text: words, view, and the label of every word. */
import { guessLanguage, type CommonWords } from '../../src/redaction/names/tagger/languages.ts'
import type { Model } from '../../src/redaction/names/tagger/model.ts'
import { viewOf, type View, type WordClasses } from '../../src/redaction/names/tagger/view.ts'
import { Tokens } from '../../src/redaction/names/tokens.ts'
import type { Chance } from './chance.ts'
import { written, type Manner } from './copies.ts'
import type { Example } from './corpus.ts'
import type { Labels } from './learner.ts'
import { listedColumn, TAGGED, type Lists } from './lists.ts'

/** Every language may be meant. */
export const ANY_LANGUAGE = (1 << TAGGED.length) - 1

/** How often words are hidden from the lists in a text, and names' own letters from the model. */
const HIDDEN_TEXTS = 0.45
const HIDDEN_WORDS = 0.5

/** The view of an example, as the tagger gets it. */
export function viewOfExample(example: Example, manner: Manner, model: Model, lists: Lists): View {
  const tokens = new Tokens(written(example.text, manner))
  const language = guessLanguage(tokens, model.telling, ANY_LANGUAGE)
  return viewOf(tokens, listedColumn(tokens, lists, language), language, model)
}

/** The same for training: sometimes the language is not known, or half of the words are in no list. */
export function viewToLearn(
  example: Example,
  manner: Manner,
  telling: CommonWords,
  lists: Lists,
  words: WordClasses,
  chance: Chance,
): View {
  const tokens = new Tokens(written(example.text, manner))
  const language = chance.is(0.1) ? 0 : guessLanguage(tokens, telling, ANY_LANGUAGE)
  if (!chance.is(HIDDEN_TEXTS)) return viewOf(tokens, listedColumn(tokens, lists, language), language, words)
  const salt = chance.below(0x4000_0000) | 1
  const some: Lists = (hash) => {
    const mixed = Math.imul(hash ^ salt, 0x9e37_79b1) >>> 0
    return mixed < HIDDEN_WORDS * 0x1_0000_0000 ? 0 : lists(hash)
  }
  return viewOf(tokens, listedColumn(tokens, some, language), language, words)
}

/** 1 for the first word of a name, 2 for a later one, 0 for all others. */
export function labelsOf(tokens: Tokens, spans: Example['spans']): Labels {
  const labels = new Uint8Array(tokens.count)
  let span = 0
  let fresh = true
  for (let at = 0; at < tokens.count; at++) {
    const start = tokens.starts[at] ?? 0
    while (span < spans.length && (spans[span]?.[1] ?? 0) <= start) {
      span++
      fresh = true
    }
    if (span >= spans.length || start < (spans[span]?.[0] ?? 0)) continue
    labels[at] = fresh ? 1 : 2
    fresh = false
  }
  return labels
}
