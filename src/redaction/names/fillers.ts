/** What is said between a cue and its name, or before an answer: `uh`, `Mr`, `it is`. */
import { ADDRESS, type CueTree, GREETING, INTRODUCTION, MENTION } from './cue-tree.ts'
import type { NameText } from './name-text.ts'
import { COMMON, CUE_START, FILLER, PARTICLE, SURNAME } from './word-table.ts'

/** Words between a cue and its name: `my name is, uh, Mr`. */
const MOST_FILLERS = 4

/** The fillers of one text. */
export class Fillers {
  /** A form of address was among those that were skipped last. */
  addressed = false
  readonly #text: NameText
  readonly #cues: CueTree

  constructor(text: NameText, cues: CueTree) {
    this.#text = text
    this.#cues = cues
  }

  /** Behind the fillers and titles that begin at `at`; before an answer greetings and introductions are skipped too. `addressed`: a form of address stands before. */
  behind(at: number, greetings: boolean, addressed = false): number {
    const text = this.#text
    const cues = this.#cues
    this.addressed = addressed
    let next = at
    for (let left = MOST_FILLERS; left > 0 && next < text.count; left--) {
      const bits = text.bit(next)
      const kinds = (bits & CUE_START) === 0 ? 0 : cues.read(text.tokens, next, text.languages)
      const skips = ADDRESS | (greetings ? GREETING | INTRODUCTION | MENTION : 0)
      if ((kinds & ADDRESS) !== 0) this.addressed = true
      if ((kinds & skips) !== 0) next = cues.end
      else if ((bits & FILLER) !== 0 && (bits & (COMMON | PARTICLE)) === 0 && !this.#isNamed(next)) next++
      else break
    }
    return next
  }

  /** A filler that is a surname too, with a capital behind a form of address: `señor Bueno`. */
  #isNamed(token: number): boolean {
    const text = this.#text
    return this.addressed && text.cased && text.isCapital(token) && (text.bit(token) & SURNAME) !== 0
  }
}
