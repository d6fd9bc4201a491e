/** Whether a word for what is dictated stands a few words before a token. */
import type { CueWords } from './cue-words.ts'
import type { Token } from './tokens.ts'

/** Words from the cue to the first of what it names. */
const FARTHEST = 6

/** Asked about tokens in their order. */
export class CueReach {
  readonly #cues: CueWords
  readonly #tokens: readonly Token[]
  /** Tokens that were looked at. */
  #read = 0
  #last: number

  /** `asked`: the question before the first token has such a word. */
  constructor(cues: CueWords, tokens: readonly Token[], asked: boolean) {
    this.#cues = cues
    this.#tokens = tokens
    this.#last = asked ? -1 : Number.NEGATIVE_INFINITY
  }

  reaches(at: number): boolean {
    for (; this.#read < at; this.#read++) {
      const token = this.#tokens[this.#read]
      if (token !== undefined && !token.digits && token.word.length > 1 && this.#cues.has(token.word))
        this.#last = this.#read
    }
    return at - this.#last <= FARTHEST
  }
}
