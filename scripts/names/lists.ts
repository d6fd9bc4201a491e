/** What the engine's lists say of words, as the tagger gets it. */
import { nameTables } from '../../src/redaction/names/rules.ts'
import { listedBits } from '../../src/redaction/names/tagger/view.ts'
import type { Tokens } from '../../src/redaction/names/tokens.ts'
import { LANGUAGES } from '../../src/redaction/types.ts'

/** Languages of the tagger: all of the engine's that are written with capitals. */
export const TAGGED = LANGUAGES.filter((language) => language !== 'ja')

/** `listedBits` of a word by the hash of its folded letters. */
export type Lists = (hash: number) => number

/** The compiled lists of the engine. */
export function engineLists(): Lists {
  const { words } = nameTables()
  return (hash) => {
    const slot = words.slotOf(hash)
    return slot < 0 ? 0 : listedBits(words.bitsAt(slot), words.ordinaryAt(slot))
  }
}

export function listedColumn(tokens: Tokens, lists: Lists): Uint8Array {
  const column = new Uint8Array(tokens.count)
  for (let token = 0; token < tokens.count; token++) column[token] = lists(tokens.hashes[token] ?? 0)
  return column
}
