/** Builds the sayings of numbers from rows of words. */
import type { Saying } from './language.ts'

/** A row of numbers from `first` on: a space parts two numbers, a slash two ways to say one, an underscore two words. */
export function row(first: number, step: number, text: string): readonly Saying[] {
  return text
    .trim()
    .split(/\s+/)
    .flatMap((ways, index) => ways.split('/').map((way): Saying => [first + index * step, spaced(way)]))
}

/** Every head followed by every tail, with one of the joins between them; the values are added. */
export function joined(
  heads: readonly Saying[],
  tails: readonly Saying[],
  joins: readonly string[],
): readonly Saying[] {
  return heads.flatMap(([one, head]) =>
    tails.flatMap(([other, tail]) => joins.map((join): Saying => [one + other, head + join + tail])),
  )
}

/** Every tail said before every head: einundzwanzig. */
export function turned(
  heads: readonly Saying[],
  tails: readonly Saying[],
  joins: readonly string[],
): readonly Saying[] {
  return heads.flatMap(([one, head]) =>
    tails.flatMap(([other, tail]) => joins.map((join): Saying => [one + other, tail + join + head])),
  )
}

/** Every unit followed by one of the words for a hundred; the values are multiplied. */
export function hundredfold(
  units: readonly Saying[],
  words: readonly string[],
  joins: readonly string[],
): readonly Saying[] {
  return units.flatMap(([value, unit]) =>
    words.flatMap((word) => joins.map((join): Saying => [value * 100, unit + join + word])),
  )
}

/** Every number with one of the words for a thousand, as one word; the values are multiplied. */
export function thousandfold(numbers: readonly Saying[], words: readonly string[]): readonly Saying[] {
  return numbers.flatMap(([value, said]) => words.map((word): Saying => [value * 1000, said + word]))
}

/** Of each number the first saying of one word: numbers that are long words are written in the usual way only. */
export function usual(sayings: readonly Saying[]): readonly Saying[] {
  const first = new Map<number, string>()
  for (const [value, said] of sayings) if (!said.includes(' ') && !first.has(value)) first.set(value, said)
  return [...first]
}

/** The sayings of one word. */
export function inOneWord(sayings: readonly Saying[]): readonly Saying[] {
  return sayings.filter(([, said]) => !said.includes(' '))
}

/** The sayings of numbers from `from` to `to`. */
export function between(sayings: readonly Saying[], from: number, to: number): readonly Saying[] {
  return sayings.filter(([value]) => value >= from && value <= to)
}

/** The entries of a list: a space parts two of them, an underscore the words of one. */
export function entries(list: string): readonly string[] {
  return list
    .split(/\s+/)
    .filter((entry) => entry !== '')
    .map(spaced)
}

function spaced(entry: string): string {
  return entry.replaceAll('_', ' ')
}
