/** Texts with other words in them: rare ones of the same ending, so that a word which nobody has seen is not taken for a name because of that. */
import { Tokens, wordHash } from '../../src/redaction/names/tokens.ts'
import { GIVEN, SURNAME } from '../../src/redaction/names/word-table.ts'
import type { Chance } from './chance.ts'
import { TAGGED, type Lists } from './lists.ts'
import type { Example } from './corpus.ts'
import { spliced, type Splice } from './splice.ts'
import { readFrequencies } from './wordfreq.ts'

/** Words used less often than that in a billion (Zipf scale) are mostly names, slips and foreign; those used more often are known anyway. */
const RAREST = 2.2
const COMMONEST = 4.2

/** From here on a word is one that is known to be no name. */
const KNOWN_FROM = 3.1

/** Letters that two words have to end in alike. */
const ENDING = 3
/** Letters of a word that is exchanged. */
const SHORTEST = 5
/** Share of such words of a text that are. */
const EXCHANGED = 0.3

export class RareWords {
  /** Hashes of those that are not so rare. */
  readonly known = new Set<number>()
  /** By language and ending. */
  readonly #words = new Map<string, string[]>()

  /** `folder` has wordfreq's lists; what is in a list of names is left out. */
  constructor(folder: string, lists: Lists, names: ReadonlySet<number>) {
    for (const language of TAGGED) {
      for (const { word, zipf } of readFrequencies(folder, language)) {
        if (zipf < RAREST) break
        if (zipf > COMMONEST || !/^\p{Ll}{3,}$/u.test(word)) continue
        const hash = wordHash(word)
        if (names.has(hash) || (lists(hash) & (GIVEN | SURNAME)) !== 0) continue
        if (zipf >= KNOWN_FROM) this.known.add(hash)
        if (word.length < SHORTEST) continue
        const key = `${language} ${word.slice(-ENDING)}`
        const words = this.#words.get(key)
        if (words === undefined) this.#words.set(key, [word])
        else words.push(word)
      }
    }
  }

  /** The text with some of its words exchanged, those of names never. */
  exchanged(example: Example, chance: Chance): Example {
    const { text, language } = example
    const tokens = new Tokens(text)
    const splices: Splice[] = []
    for (let at = 0; at < tokens.count; at++) {
      const start = tokens.starts[at] ?? 0
      const end = tokens.ends[at] ?? 0
      if (end - start < SHORTEST || !chance.is(EXCHANGED)) continue
      const other = this.#like(text.slice(start, end), language, chance)
      if (other !== undefined) splices.push({ start, end, text: other })
    }
    return spliced(example, splices)
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
