/** Texts with other words in them: rare ones of the same ending, so that a word which nobody has seen is not taken for a name because of that. */
import { Tokens, wordHash } from '../../src/redaction/names/tokens.ts'
import { GIVEN, SURNAME } from '../../src/redaction/names/word-table.ts'
import type { Chance } from './chance.ts'
import { TAGGED, type Lists } from './lists.ts'
import type { Example } from './corpus.ts'
import { readFrequencies } from './wordfreq.ts'

/** Words used less often than that in a billion (Zipf scale) are mostly names, slips and foreign; those used more often are known anyway. */
const RAREST = 2.2
const COMMONEST = 4.2

/** Letters that two words have to end in alike. */
const ENDING = 3
/** Letters of a word that is exchanged. */
const SHORTEST = 5
/** Share of such words of a text that are. */
const EXCHANGED = 0.3

export class RareWords {
  /** By language and ending. */
  readonly #words = new Map<string, string[]>()

  /** `folder` has wordfreq's lists; what is in a list of names is left out. */
  constructor(folder: string, lists: Lists, isName: (word: string) => boolean) {
    for (const language of TAGGED) {
      for (const { word, zipf } of readFrequencies(folder, language)) {
        if (zipf < RAREST) break
        if (zipf > COMMONEST || word.length < SHORTEST || !/^\p{Ll}+$/u.test(word) || isName(word)) continue
        if ((lists(wordHash(word)) & (GIVEN | SURNAME)) !== 0) continue
        const key = `${language} ${word.slice(-ENDING)}`
        const words = this.#words.get(key)
        if (words === undefined) this.#words.set(key, [word])
        else words.push(word)
      }
    }
  }

  /** The text with some of its words exchanged, those of names never. */
  exchanged(example: Example, chance: Chance): Example {
    const { text, spans, language } = example
    const tokens = new Tokens(text)
    const moved: (readonly [number, number])[] = []
    let out = ''
    let from = 0
    let span = 0
    const move = (upTo: number): void => {
      for (let next = spans[span]; next !== undefined && next[0] < upTo; next = spans[++span]) {
        const by = out.length - from
        moved.push([next[0] + by, next[1] + by])
      }
    }
    for (let at = 0; at < tokens.count; at++) {
      const start = tokens.starts[at] ?? 0
      const end = tokens.ends[at] ?? 0
      if (end - start < SHORTEST || !chance.is(EXCHANGED)) continue
      if (spans.some(([first, last]) => start < last && first < end)) continue
      const other = this.#like(text.slice(start, end), language, chance)
      if (other === undefined) continue
      move(start)
      out += text.slice(from, start) + other
      from = end
    }
    move(text.length)
    return { ...example, text: out + text.slice(from), spans: moved }
  }

  #like(word: string, language: string, chance: Chance): string | undefined {
    const isCapital = /^\p{Lu}\p{Ll}+$/u.test(word)
    if (!isCapital && !/^\p{Ll}+$/u.test(word)) return undefined
    const words = this.#words.get(`${language} ${word.slice(-ENDING)}`)
    if (words === undefined) return undefined
    const other = chance.of(words)
    return isCapital ? other.charAt(0).toUpperCase() + other.slice(1) : other
  }
}
