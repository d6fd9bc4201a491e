/** Towns and firms of several words, by a hash of the hashes of their words: nobody is called what stands inside one of them. */
import { fingerprintOf, neededList, readFingerprints } from './fingerprints.ts'
import type { NameText } from './name-text.ts'

/** Words of the longest. */
export const LONGEST_THING = 6

/** Hash of a phrase that goes on with a word; 0 is the empty one. */
export function phraseHash(before: number, word: number): number {
  return Math.imul(((before << 5) | (before >>> 27)) ^ word, 0x9e37_79b1) >>> 0
}

let phrases: ReadonlySet<number> | undefined

/** Fingerprints of all, read when they are first asked for. */
function thingPhrases(): ReadonlySet<number> {
  if (phrases === undefined) {
    const read = new Set<number>()
    for (const name of ['./names/town-phrases.json', './names/thing-phrases.json'] as const) {
      readFingerprints(neededList(name), (hash) => read.add(fingerprintOf(hash)))
    }
    phrases = read
  }
  return phrases
}

/** Behind the longest name of a thing that covers the words from `start` to `end`; 0 where none does. */
export function thingAround(text: NameText, start: number, end: number): number {
  for (let from = start; ; from--) {
    const behind = thingFrom(text, from, end)
    if (behind !== 0) return behind
    if (start - from === LONGEST_THING - 1 || from === 0 || !text.goesOn(from)) return 0
  }
}

/** Behind the longest that begins with a word and reaches `end`; 0 where none does. */
function thingFrom(text: NameText, from: number, end: number): number {
  let hash = 0
  let behind = 0
  for (let at = from; at < text.count && at - from < LONGEST_THING; at++) {
    if (at > from && !text.goesOn(at)) break
    hash = phraseHash(hash, text.tokens.hashes[at] ?? 0)
    if (at > from && at + 1 >= end && thingPhrases().has(fingerprintOf(hash))) behind = at + 1
  }
  return behind
}
