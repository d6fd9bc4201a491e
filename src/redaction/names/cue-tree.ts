/** Phrases around names, all languages in one tree over hashes of words: the longest at a place is what it says. */
import { END, HYPHEN, PARAGRAPH, type Tokens } from './tokens.ts'

/** Kinds of cues, as bits. */
export const INTRODUCTION = 1
export const MENTION = 2
export const ENDING = 4
export const ADDRESS = 8
export const GREETING = 16
export const SIGN_OFF = 32
export const FIELD = 64
export const LOOSE_FIELD = 128
export const QUESTION = 256
/** A label for a person's name and nothing else; 512 is what belongs to no cue. */
export const PERSON_LABEL = 1024
/** A question for the own name of whoever is asked. */
export const PERSON_QUESTION = 2048
/** Said in place of a name that was asked for. */
export const PERSON_REFUSAL = 4096

interface Node {
  /** By hash of the next word; undefined where no phrase is longer. */
  next: Map<number, Node> | undefined
  /** What the phrase that ends here is: languages, one bit each, each followed by its kinds. */
  readonly kinds: number[]
}

/** Nothing inside a phrase but spaces, one line break, a comma or what joins words. */
const BREAK = END | PARAGRAPH

export class CueTree {
  readonly #root = new Map<number, Node>()
  /** Words behind the phrase that `read` found last. */
  end = 0

  /** @param hashes of the phrase's words */
  add(hashes: Iterable<number>, kind: number, language: number): void {
    let next = this.#root
    let node: Node | undefined
    for (const hash of hashes) {
      if (node !== undefined) next = node.next ??= new Map<number, Node>()
      node = next.get(hash)
      if (node === undefined) next.set(hash, (node = { next: undefined, kinds: [] }))
    }
    if (node === undefined) return
    const { kinds } = node
    // Languages of the same kind share a pair.
    const at = kinds.findIndex((known, place) => place % 2 === 1 && known === kind)
    if (at === -1) kinds.push(language, kind)
    else kinds[at - 1] = (kinds[at - 1] ?? 0) | language
  }

  /** Kinds of the longest phrase of these languages that begins at a word; 0 when there is none. Sets `end`. */
  read(tokens: Tokens, at: number, languages: number): number {
    let next = this.#root
    let kinds = 0
    for (let token = at; token < tokens.count; token++) {
      if (token > at && ((tokens.gaps[token] ?? 0) & BREAK) !== 0) break
      const node = next.get(tokens.hashes[token] ?? 0)
      if (node === undefined) break
      let here = 0
      for (let pair = 0; pair < node.kinds.length; pair += 2)
        if (((node.kinds[pair] ?? 0) & languages) !== 0) here |= node.kinds[pair + 1] ?? 0
      if (here !== 0 && !isJoined(tokens, token + 1)) {
        kinds = here
        this.end = token + 1
      }
      if (node.next === undefined) break
      next = node.next
    }
    return kinds
  }
}

/** A hyphen or apostrophe joins a word to the one before it. */
function isJoined(tokens: Tokens, token: number): boolean {
  return token < tokens.count && tokens.gaps[token] === HYPHEN
}
