/** What the engine's lists say of words, as the tagger gets it. */
import { fingerprintOf, readFingerprints } from '../../src/redaction/names/fingerprints.ts'
import freeFile from '../../src/redaction/names/lists.json' with { type: 'json' }
import shareAlikeFile from '../../src/redaction/names/lists-share-alike.json' with { type: 'json' }
import { nameTables } from '../../src/redaction/names/rules.ts'
import { listedBits } from '../../src/redaction/names/tagger/view.ts'
import type { Tokens } from '../../src/redaction/names/tokens.ts'
import { LANGUAGES } from '../../src/redaction/types.ts'

/** Languages of the tagger: all of the engine's that are written with capitals. */
export const TAGGED = LANGUAGES.filter((language) => language !== 'ja')

/** `listedBits` of a word by the hash of its folded letters. */
export type Lists = (hash: number) => number

/** The compiled lists of the engine; weights that are free may not learn from the share-alike ones. */
export function engineLists(shareAlike: boolean): Lists {
  const { words, frequencies } = nameTables()
  const hidden = shareAlike ? new Set<number>() : shareAlikeOnly()
  return (hash) => {
    const slot = words.slotOf(hash)
    const bits = slot < 0 ? 0 : words.bitsAt(slot)
    const ordinary = slot < 0 || hidden.has(fingerprintOf(hash)) ? 0 : words.ordinaryAt(slot)
    return listedBits(bits, ordinary | (shareAlike ? frequencies.ordinary(hash, bits) : 0))
  }
}

/** Fingerprints of the words that are ordinary by the share-alike list alone. */
function shareAlikeOnly(): ReadonlySet<number> {
  const prints = new Set<number>()
  readFingerprints(shareAlikeFile, (hash) => prints.add(fingerprintOf(hash)))
  readFingerprints(freeFile, (hash, _bits, ordinary) => {
    if (ordinary !== 0) prints.delete(fingerprintOf(hash))
  })
  return prints
}

export function listedColumn(tokens: Tokens, lists: Lists): Uint16Array {
  const column = new Uint16Array(tokens.count)
  for (let token = 0; token < tokens.count; token++) column[token] = lists(tokens.hashes[token] ?? 0)
  return column
}
