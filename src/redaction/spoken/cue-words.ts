/** Words that say what digits behind them are. */
import { foldedWord } from './word-units.ts'

/** Letters of the shortest open cue. */
const SHORTEST_STEM = 3

/** Whole words, and stems that end in `*`. */
export class CueWords {
  readonly #words = new Set<string>()
  readonly #stems = new Set<string>()
  /** First letters of the stems: most words begin no cue. */
  readonly #starts = new Set<string>()

  constructor(cues: readonly string[]) {
    for (const cue of cues) {
      const word = foldedWord(cue, 0, cue.length)
      if (!word.endsWith('*')) {
        this.#words.add(word)
        continue
      }
      this.#stems.add(word.slice(0, -1))
      this.#starts.add(word.slice(0, SHORTEST_STEM))
    }
  }

  /** Takes a folded word. */
  has(word: string): boolean {
    if (this.#words.has(word)) return true
    if (word.length < SHORTEST_STEM || !this.#starts.has(word.slice(0, SHORTEST_STEM))) return false
    for (let end = SHORTEST_STEM; end <= word.length; end++)
      if (this.#stems.has(word.slice(0, end))) return true
    return false
  }
}
