/** Finds people's names by what was learned from annotated texts: where lists and cues say nothing, the words around do. */
import { LANGUAGES } from '../../types.ts'
import type { Tokens } from '../tokens.ts'
import { candidates } from './candidates.ts'
import { FEATURES, featuresOf } from './features.ts'
import { guessLanguage } from './languages.ts'
import { marginals, newChain } from './lattice.ts'
import type { Model, Thresholds } from './model.ts'
import { KIND, viewOf, type View } from './view.ts'

/** A name: its words from `start` to before `end`, and how sure the tagger is of the surest, 0..1. */
export interface TaggedName {
  readonly start: number
  readonly end: number
  readonly score: number
  /** Its odds over the odds of the threshold of its surest word: below 1 it is a name only if something else speaks for it. */
  readonly odds: number
}

const NOTHING: readonly TaggedName[] = []

const chain = newChain()
const features = new Int32Array(FEATURES)
let scores = new Float64Array(256)
let probabilities = new Float64Array(256)

/**
 * Names in a text. `listed` is what the lists say of each word (`listedBits`); `languages` are those that the text may be
 * in, one bit each in the order of `LANGUAGES`.
 */
export function tagNames(
  model: Model,
  tokens: Tokens,
  listed: Uint16Array,
  languages: number,
): readonly TaggedName[] {
  if (tokens.count === 0) return NOTHING
  const language = guessLanguage(tokens, model.telling, languages)
  const view = viewOf(tokens, listed, language, model)
  const marks = candidates(view)
  const code = LANGUAGES[language - 1] ?? 'other'
  const thresholds = model.thresholds[code] ?? model.thresholds.other
  let found: TaggedName[] | undefined
  for (let at = 0; at < tokens.count; at++) {
    if (marks[at] === 0) continue
    let end = at + 1
    while (end < tokens.count && marks[end] === 1) end++
    if (scoreRun(model, view, at, end)) {
      found ??= []
      takeNames(view, thresholds, at, end, found)
    }
    at = end
  }
  return found ?? NOTHING
}

/** Probabilities of the words of a run; false where none of them can be a name. */
function scoreRun(model: Model, view: View, from: number, to: number): boolean {
  const length = to - from
  if (scores.length < 2 * length) {
    scores = new Float64Array(4 * length)
    probabilities = new Float64Array(4 * length)
  }
  const { weights, sizes } = model
  let best = -Infinity
  for (let word = 0; word < length; word++) {
    const count = featuresOf(view, from + word, features, false)
    let first = 0
    let later = 0
    for (let feature = 0; feature < count; feature++) {
      const bucket = 2 * (features[feature] ?? 0)
      first += sizes[(weights[bucket] ?? 0) + 128] ?? 0
      later += sizes[(weights[bucket + 1] ?? 0) + 128] ?? 0
    }
    scores[2 * word] = first
    scores[2 * word + 1] = later
    if (first > best) best = first
  }
  if (best < HOPELESS) return false
  marginals(chain, scores, length, model.transitions, probabilities)
  return true
}

/** Score of a first word below which no threshold is ever reached. */
const HOPELESS = -5

/** A word beside one that is a name needs only so much of what a name needs: half a name is no use. */
const BESIDE = 0.4
/** Names of a run: words at the threshold, and the words around them that are nearly. */
function takeNames(view: View, thresholds: Thresholds, from: number, to: number, found: TaggedName[]): void {
  let open = -1
  let best = 0
  let odds = 0
  for (let at = from; at <= to; at++) {
    const first = at < to ? (probabilities[2 * (at - from)] ?? 0) : 0
    const later = at < to ? (probabilities[2 * (at - from) + 1] ?? 0) : 0
    const threshold = thresholdOf(view, thresholds, at)
    const isPart = first + later >= threshold * BESIDE
    if (open !== -1 && (!isPart || (first > later && first > threshold))) {
      found.push({ start: open, end: at, score: best, odds })
      open = -1
    }
    if (!isPart) continue
    if (open === -1) {
      open = at
      best = 0
      odds = 0
    }
    best = Math.max(best, first + later)
    odds = Math.max(odds, oddsOf(first + later) / oddsOf(threshold))
  }
}

function oddsOf(probability: number): number {
  return probability / Math.max(1 - probability, 1e-6)
}

/** In a careful text a word with a capital is read like one in cased text. */
function thresholdOf(view: View, thresholds: Thresholds, at: number): number {
  const { register } = view
  return thresholds[register === 'careful' && view.kinds[at] !== KIND.small ? 'cased' : register]
}
