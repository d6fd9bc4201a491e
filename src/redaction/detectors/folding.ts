/** Folds letters to a small one without accents, so that `Číslo`, `číslo` and `cislo` are one word. */

import { IDEOGRAPHS } from '../characters.ts'

const FOLDED = new Uint16Array(0x1_0000)
for (let code = 0; code < 0x1_0000; code++) FOLDED[code] = code

/** Letters that Unicode does not take apart. */
const SPECIAL: Readonly<Record<string, string>> = {
  ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ß: 's', æ: 'a', œ: 'o', þ: 't', ς: 'σ', '’': "'", '`': "'", '´': "'",
} // prettier-ignore

// Latin, Greek and Cyrillic with their extensions; other scripts are compared as they are.
for (const [from, to] of [
  [0x41, 0x250],
  [0x370, 0x530],
  [0x1e00, 0x2000],
] as const) {
  for (let code = from; code < to; code++) {
    const letter = String.fromCharCode(code).toLowerCase().normalize('NFD').charAt(0)
    FOLDED[code] = (SPECIAL[letter] ?? letter).charCodeAt(0)
  }
}
for (const quote of ['’', '`', '´']) FOLDED[quote.charCodeAt(0)] = 0x27
// Combining accents, and what is written between letters and not seen.
for (let code = 0x300; code < 0x370; code++) FOLDED[code] = 0
for (const code of [0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]) FOLDED[code] = 0

/** The letter that a unit stands for; 0 for an accent of its own, which counts for nothing. */
export function folded(unit: number): number {
  return FOLDED[unit] ?? unit
}

/** Chinese and Japanese are written without spaces: a word may begin and end anywhere. */
export function isIdeograph(unit: number): boolean {
  return unit >= IDEOGRAPHS
}
