/** What the search for names writes down of each word of a text, in columns that are used again: most texts are short, and rows of numbers cost more than reading them. */
import { type TokenColumns, tokenColumns } from './tokens.ts'

export interface NameColumns {
  readonly tokens: TokenColumns
  /** Bits of the word table. */
  readonly bits: Uint16Array
  /** Languages in which a word is never part of a name, and in which it is an ordinary one. */
  readonly stops: Uint16Array
  readonly ordinary: Uint16Array
  /** Set for words of a cue or a brand. */
  readonly nobody: Uint8Array
  /** How sure it is that a word is part of a name, in hundredths. */
  readonly sure: Uint8Array
  /** What the lists say of a word, as the tagger gets it. */
  readonly listed: Uint16Array
  /** Bits of what a word is inflected from; -1 where nobody has looked. */
  readonly bases: Int16Array
}

/** Words of the longest text whose columns are kept. */
const MOST_KEPT = 8192

let kept = nameColumns(512)

/** Columns for a text of so many UTF-16 units. Those of the text before are used again: one text is searched at a time. */
export function columnsFor(units: number): NameColumns {
  // Every second unit may be a word, and nought stands behind the last.
  const words = (units >> 1) + 2
  if (words <= kept.bits.length) return kept
  if (words > MOST_KEPT) return nameColumns(words)
  kept = nameColumns(Math.min(words * 2, MOST_KEPT))
  return kept
}

function nameColumns(words: number): NameColumns {
  return {
    tokens: tokenColumns(words),
    bits: new Uint16Array(words),
    stops: new Uint16Array(words),
    ordinary: new Uint16Array(words),
    nobody: new Uint8Array(words),
    sure: new Uint8Array(words),
    listed: new Uint16Array(words),
    bases: new Int16Array(words),
  }
}
