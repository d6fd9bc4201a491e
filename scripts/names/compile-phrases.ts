/** Towns and firms of several words as fingerprints of phrases; those that could be somebody's name as well are left out. */
import type { FingerprintFile } from '../../src/redaction/names/fingerprints.ts'
import { LONGEST_THING, phraseHash } from '../../src/redaction/names/thing-phrases.ts'
import { Tokens } from '../../src/redaction/names/tokens.ts'
import { writeFingerprints } from './write-fingerprints.ts'

/** Packs the names of several words; `isGiven` says which words, by their hash, are given names. */
export function compilePhrases(names: Iterable<string>, isGiven: (hash: number) => boolean): FingerprintFile {
  const hashes = new Set<number>()
  for (const name of names) {
    if (!/^[\p{Lu}'’(]/u.test(name)) continue
    const words = new Tokens(name)
    if (words.count < 2 || words.count > LONGEST_THING || isLikePerson(words, isGiven)) continue
    let hash = 0
    for (let token = 0; token < words.count; token++) hash = phraseHash(hash, words.hashes[token] ?? 0)
    hashes.add(hash)
  }
  return writeFingerprints([...hashes].map((hash) => ({ hash, bits: 0, ordinary: 0 })))
}

/** A given name, and nothing but capitals behind it: `Pedro Muñoz`. */
function isLikePerson(words: Tokens, isGiven: (hash: number) => boolean): boolean {
  if (!isGiven(words.hashes[0] ?? 0)) return false
  for (let token = 1; token < words.count; token++) if (!/^\p{Lu}/u.test(words.word(token))) return false
  return true
}
