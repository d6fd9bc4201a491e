/** What the table of one language says: how its numbers, letters and signs are spoken. */

/** A number and one way to say it: folded or not, words parted by one space. */
export type Saying = readonly [value: number, said: string]

/**
 * Lists are strings: a space parts two entries, an underscore the words of one. In rows (letters) a slash parts
 * two ways to say the same.
 */
export interface SpokenLanguage {
  /** ISO 639-1. */
  readonly code: string
  /** 0 to 99, and what else is one word below 100. */
  readonly small: readonly Saying[]
  /** 100, 200 ... 900: what `small` may follow. */
  readonly hundreds: readonly Saying[]
  /** Numbers from 100 on that are written in one word with what follows. */
  readonly glued: readonly Saying[]
  /** Words between hundreds and what follows. */
  readonly and: string
  readonly thousands: string
  /** Millions and more: quantities, whatever stands before them. */
  readonly millions: string
  /** Numbers that are articles, pronouns or other small words too: they count between other numbers only. */
  readonly weak: string
  /** More than one zero: `three zeros`. */
  readonly zeros: string
  /** Words that say the next digit twice, and three times. */
  readonly twice: string
  readonly thrice: string
  readonly plus: string
  /** What a speaker says between two digits and does not mean. */
  readonly fillers: string
  /** What takes the last digit back. */
  readonly repairs: string
  /** Words for the at sign that hardly mean anything else near a domain. */
  readonly at: string
  /** Words for the at sign that are small words of the language, or of English. */
  readonly looseAt: string
  readonly dot: string
  readonly dash: string
  readonly underscore: string
  readonly slash: string
  /** Names of the letters from a to z. */
  readonly letters: string
  /** Words of the spelling alphabets; the first letter is meant. */
  readonly alphabet: string
  /** Between a letter and a word that begins with it. */
  readonly as: string
  /** What a number that is nobody's counts: money, time, measures. */
  readonly units: string
  /** Words before dictated digits. A trailing `*` lets the word go on. */
  readonly cues: string
  /** Words that are no part of an e-mail address before them. */
  readonly stops: string
}
