/** What the tagger knows of ordinary words: which are never names, and which tell the language. */
import { Bloom } from '../../src/redaction/names/tagger/bloom.ts'
import type { CommonWords } from '../../src/redaction/names/tagger/languages.ts'
import type { WordSet } from '../../src/redaction/names/tagger/view.ts'
import { Tokens, wordHashes } from '../../src/redaction/names/tokens.ts'
import { COMMON, GIVEN, SURNAME } from '../../src/redaction/names/word-table.ts'
import type { Chance } from './chance.ts'
import type { Example } from './corpus.ts'
import { TAGGED, type Lists } from './lists.ts'
import { readVocabulary } from './vocabulary.ts'

/** How often a word is seen in and outside names. */
interface Seen {
  outside: number
  inside: number
  readonly languages: Float64Array
}

/** Seen so often outside names, and hardly ever in one, a word is common. */
const OFTEN = 2
/** The same of a word that is in a list of names. */
const OFTEN_LISTED = 40
const HARDLY = 0.004
/** Among the commonest given names of a language: no vocabulary rules it out. */
const COMMON_NAME = GIVEN | COMMON
/** Bits of the filter for each of its words, at least. */
const BITS_EACH = 5
const TELLING_SLOTS = 1 << 13
const TELLING_EACH = 220

export interface Ordinary {
  readonly common: Bloom
  readonly telling: CommonWords
  readonly words: number
}

/** Counts the words of the texts; words of the lists and `names` (hashes) never are common unless they are very common; those `known` (hashes) are. */
export function ordinaryWords(
  examples: readonly Example[],
  lists: Lists,
  names: ReadonlySet<number>,
  known: ReadonlySet<number>,
): Ordinary {
  const seen = new Map<number, Seen>()
  const totals = new Float64Array(TAGGED.length)
  for (const example of examples) {
    const language = TAGGED.findIndex((code) => code === example.language)
    const tokens = new Tokens(example.text)
    let span = 0
    for (let at = 0; at < tokens.count; at++) {
      const start = tokens.starts[at] ?? 0
      while (span < example.spans.length && (example.spans[span]?.[1] ?? 0) <= start) span++
      const inside = span < example.spans.length && start >= (example.spans[span]?.[0] ?? 0)
      const hash = tokens.hashes[at] ?? 0
      let entry = seen.get(hash)
      if (entry === undefined)
        seen.set(hash, (entry = { outside: 0, inside: 0, languages: new Float64Array(TAGGED.length) }))
      if (inside) entry.inside++
      else {
        entry.outside++
        entry.languages[language] = (entry.languages[language] ?? 0) + 1
        totals[language] = (totals[language] ?? 0) + 1
      }
    }
  }
  const chosen = new Set(known)
  for (const [hash, { outside, inside }] of seen) {
    const isName = (lists(hash) & (GIVEN | SURNAME)) !== 0 || names.has(hash)
    const often = isName ? OFTEN_LISTED : OFTEN
    if (outside < often || inside > HARDLY * outside) continue
    chosen.add(hash)
  }
  for (const language of TAGGED) {
    for (const hash of wordHashes(readVocabulary(language).join(' ')))
      if ((lists(hash) & COMMON_NAME) !== COMMON_NAME) chosen.add(hash)
  }
  const common = new Bloom(new Uint8Array(2 ** Math.ceil(Math.log2((chosen.size * BITS_EACH) / 8))))
  for (const hash of chosen) common.add(hash)
  return { common, telling: tellingWords(seen, totals), words: chosen.size }
}

/** The words that a language uses most, each with the languages that use it nearly as often. */
function tellingWords(seen: ReadonlyMap<number, Seen>, totals: Float64Array): CommonWords {
  const chosen = new Map<number, number>()
  const rate = (entry: Seen, language: number): number =>
    (entry.languages[language] ?? 0) / Math.max(totals[language] ?? 0, 1)
  for (let language = 0; language < TAGGED.length; language++) {
    const ranked = [...seen].filter(([, entry]) => (entry.languages[language] ?? 0) >= 5)
    ranked.sort(([, one], [, other]) => rate(other, language) - rate(one, language))
    for (const [hash] of ranked.slice(0, TELLING_EACH)) chosen.set(hash, 0)
  }
  for (const hash of chosen.keys()) {
    const entry = seen.get(hash)
    if (entry === undefined) continue
    const rates = TAGGED.map((_, language) => rate(entry, language))
    const most = Math.max(...rates)
    const bits = rates.reduce((sum, each, language) => (each >= 0.15 * most ? sum | (1 << language) : sum), 0)
    chosen.set(hash, bits)
  }
  const hashes = new Uint32Array(TELLING_SLOTS)
  const languages = new Uint16Array(TELLING_SLOTS)
  for (const [hash, bits] of [...chosen].sort(([one], [other]) => one - other)) {
    let slot = hash & (TELLING_SLOTS - 1)
    while (languages[slot] !== 0) slot = (slot + 1) & (TELLING_SLOTS - 1)
    hashes[slot] = hash
    languages[slot] = bits
  }
  return { hashes, languages }
}

/** The ordinary words less a random half: texts of strangers hold words that no training has seen. */
export class Forgetful implements WordSet {
  readonly #words: WordSet
  readonly #salt: number

  constructor(words: WordSet, chance: Chance) {
    this.#words = words
    this.#salt = chance.below(0x4000_0000) | 1
  }

  has(hash: number): boolean {
    return (Math.imul(hash ^ this.#salt, 0x9e37_79b1) & 0x4000_0000) === 0 && this.#words.has(hash)
  }
}
