/** Invents names that stand in no list but could: letter by letter, as names of the language go on (Markov chain of three letters). */
import type { Chance } from './chance.ts'

const START = '\u0002'
const END = '\u0003'
const ORDER = 3

export class Inventor {
  readonly #next = new Map<string, string>()

  constructor(names: readonly string[]) {
    for (const name of names) {
      const letters = START.repeat(ORDER) + name.toLowerCase() + END
      for (let at = ORDER; at < letters.length; at++) {
        const before = letters.slice(at - ORDER, at)
        this.#next.set(before, (this.#next.get(before) ?? '') + letters.charAt(at))
      }
    }
  }

  /** A name of four to thirteen letters, capitalised. */
  invent(chance: Chance): string {
    for (let attempt = 0; attempt < 20; attempt++) {
      let name = START.repeat(ORDER)
      while (name.length < ORDER + 14) {
        const choices = this.#next.get(name.slice(-ORDER)) ?? END
        const letter = choices.charAt(chance.below(choices.length))
        if (letter === END) break
        name += letter
      }
      const letters = name.slice(ORDER)
      if (letters.length >= 4 && letters.length <= 13 && /^[\p{L}]+$/u.test(letters))
        return letters.charAt(0).toUpperCase() + letters.slice(1)
    }
    return 'Aramino'
  }
}
