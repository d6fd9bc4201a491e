/** Runs of spoken digits and letters: what one speaker dictates in a row, fillers and corrections read over. */
import { areJoined, areLetters, isLetterAt, letterGroup, type LetterPlace, oneLetterAt } from './letters.ts'
import {
  DASH,
  DOT,
  FILLER,
  PLUS,
  REPAIR,
  SLASH,
  type SpokenIndex,
  THRICE,
  TWICE,
  UNDERSCORE,
  ZEROS,
} from './lexicon.ts'
import { meaningOf, type Numeral, numeralAt, roleAt } from './numeral.ts'
import { PAUSE, STOPS, type Token } from './tokens.ts'

/** One number, letter or sign of a run, and what it stands for when it is written. */
export interface Part {
  /** Offsets in the source. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly kind: 'digits' | 'letters' | 'sign'
  /** Said as digits, and not as thousands. */
  readonly dictated: boolean
  /** In words, and not in digits. */
  readonly spoken: boolean
  /** In a small word of the language. */
  readonly weak: boolean
  /** A pause stands before it. */
  readonly paused: boolean
}

export interface Run {
  readonly parts: readonly Part[]
  readonly index: SpokenIndex
  /** First token, and the one behind the last. */
  readonly first: number
  readonly end: number
  /** Digits of all parts. */
  readonly digits: number
  /** Digits that a correction took back: they were said all the same. */
  readonly takenBack: number
}

/** Fillers between two parts of a run, and of one that a word says to be dictated. */
const MOST_FILLERS = 2
const MOST_FILLERS_NAMED = 3
const SIGNS: readonly (readonly [role: number, sign: string])[] = [
  [DOT, '.'],
  [DASH, '-'],
  [SLASH, '/'],
  [UNDERSCORE, '_'],
]
const SIGN_ROLES = DOT | DASH | SLASH | UNDERSCORE
const MOST_REPEATED = 5
/** Digits of a run whose last word may be none of them. */
const MOST_APART = 5

/** The run of one language that begins at a token; undefined when none does. `named`: a word before it says what it is. */
export function runAt(
  index: SpokenIndex,
  text: string,
  tokens: readonly Token[],
  first: number,
  named: boolean,
): Run | undefined {
  const reader = new RunReader(index, text, tokens, first, named)
  reader.read()
  return reader.run
}

class RunReader {
  readonly #index: SpokenIndex
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #first: number
  readonly #named: boolean
  readonly #parts: Part[] = []
  /** Token behind the last part. */
  #end: number
  #weakEnd = false
  /** Letters were said. */
  #spelling = false
  /** Where a number began that was taken back. */
  #taken: number | undefined
  #takenBack = 0

  constructor(index: SpokenIndex, text: string, tokens: readonly Token[], first: number, named: boolean) {
    this.#index = index
    this.#text = text
    this.#tokens = tokens
    this.#first = first
    this.#named = named
    this.#end = first
  }

  get run(): Run | undefined {
    const parts = this.#parts
    if (parts.at(-1)?.kind === 'sign') parts.pop()
    if (parts.length === 0) return undefined
    let digits = 0
    for (const part of parts) if (part.kind === 'digits') digits += part.text.length
    return {
      parts,
      index: this.#index,
      first: this.#first,
      end: this.#end,
      digits,
      takenBack: this.#takenBack,
    }
  }

  read(): void {
    const index = this.#index
    const tokens = this.#tokens
    const most = this.#named ? MOST_FILLERS_NAMED : MOST_FILLERS
    let at = this.#first
    let fillers = 0
    let repaired = false
    const plus = roleAt(index, tokens, at, PLUS)
    if (plus !== -1 && this.#mayBeDigits(plus)) {
      this.#push(at, plus, '+', 'sign', false)
      at = plus
    }
    while (at < tokens.length && (at === this.#first || this.#isOpen(at))) {
      // `I mean` is no letter.
      const phrase = this.#parts.length > 0 && fillers < most ? roleAt(index, tokens, at, REPAIR) : -1
      if (phrase > at + 1) {
        repaired = true
        fillers++
        at = phrase
        continue
      }
      const end = this.#partAt(at, repaired)
      if (end !== -1) {
        at = this.#end = end
        fillers = 0
        repaired = false
        continue
      }
      if (fillers === most || this.#parts.length === 0) break
      const repair = roleAt(index, tokens, at, REPAIR)
      const next = repair === -1 ? roleAt(index, tokens, at, FILLER) : repair
      if (next === -1) break
      repaired ||= repair !== -1
      fillers++
      at = next
    }
    if (this.#weakEnd && !this.#named) this.#dropWeakEnd()
  }

  /** Nothing stands before a token that ends a run. */
  #isOpen(at: number): boolean {
    return ((this.#tokens[at]?.gap ?? STOPS) & STOPS) === 0
  }

  /** A number follows, perhaps behind a filler. */
  #goesOn(at: number): boolean {
    const filler = roleAt(this.#index, this.#tokens, at, FILLER)
    for (const next of filler === -1 ? [at] : [at, filler]) {
      if (this.#isOpen(next) && roleAt(this.#index, this.#tokens, next, TWICE | THRICE) !== -1) return true
      if (this.#isOpen(next) && numeralAt(this.#index, this.#tokens, next)?.spoken === true) return true
    }
    if (!this.#named || !this.#isOpen(at)) return false
    const sign = roleAt(this.#index, this.#tokens, at, SIGN_ROLES)
    return areLetters(this.#place(true), at) || (sign !== -1 && this.#mayGoOn(sign))
  }

  #mayBeDigits(at: number): boolean {
    return this.#isOpen(at) && numeralAt(this.#index, this.#tokens, at)?.dictated === true
  }

  /** Any number, or a letter. */
  #mayGoOn(at: number): boolean {
    const tokens = this.#tokens
    return (
      this.#isOpen(at) &&
      (numeralAt(this.#index, tokens, at) !== undefined || isLetterAt(this.#index, tokens, at))
    )
  }

  #place(inside: boolean): LetterPlace {
    const spelling = this.#spelling
    return {
      index: this.#index,
      text: this.#text,
      tokens: this.#tokens,
      inside,
      spelling,
      named: this.#named,
    }
  }

  /** Reads one part at a token; returns the token behind it, or -1. */
  #partAt(at: number, repaired: boolean): number {
    const index = this.#index
    const tokens = this.#tokens
    const token = tokens[at]
    const meaning = meaningOf(index, token)
    if (token === undefined) return -1
    if (meaning === undefined && !token.digits && token.word.length > 1 && !areJoined(this.#text, tokens, at))
      return -1
    const repeats =
      meaning !== undefined && (meaning.next !== undefined || (meaning.roles & (TWICE | THRICE)) !== 0)
    const repeated = repeats ? this.#repeatedAt(at) : -1
    if (repeated !== -1) return repeated
    const numeral = isAmongLetters(tokens, at) ? undefined : numeralAt(index, tokens, at)
    if (numeral !== undefined) {
      if (numeral.weak && this.#parts.length === 0 && !this.#goesOn(numeral.end)) return -1
      const zeros = this.#zerosAt(at, numeral)
      if (zeros !== -1) return zeros
      if (repaired) this.#takeBack('digits')
      this.#push(at, numeral.end, numeral.digits, 'digits', numeral.spoken, numeral.dictated, numeral.weak)
      this.#weakEnd = numeral.weak
      return numeral.end
    }
    const letters = letterGroup(this.#place(this.#parts.length > 0), at)
    if (letters !== undefined) {
      if (repaired && this.#named) this.#takeBack('letters')
      this.#push(at, letters.end, letters.text, 'letters', true)
      this.#weakEnd = false
      return letters.end
    }
    return this.#signAt(at)
  }

  /** `double five`, `triple zero` and `double l`. */
  #repeatedAt(at: number): number {
    for (const [role, times] of [
      [TWICE, 2],
      [THRICE, 3],
    ] as const) {
      const next = roleAt(this.#index, this.#tokens, at, role)
      if (next === -1) continue
      const numeral = numeralAt(this.#index, this.#tokens, next)
      if (numeral?.digits.length === 1) {
        this.#push(at, numeral.end, numeral.digits.repeat(times), 'digits', true)
        this.#weakEnd = false
        return numeral.end
      }
      if (numeral !== undefined) continue
      const letter = this.#isOpen(next) ? oneLetterAt(this.#index, this.#tokens, next) : undefined
      // `double u` is one letter.
      const isName = isLetterAt(this.#index, this.#tokens, at)
      if (letter === undefined || isName || (this.#parts.length === 0 && !this.#named)) continue
      this.#push(at, letter.end, letter.text.repeat(times), 'letters', true)
      this.#weakEnd = false
      return letter.end
    }
    return -1
  }

  /** `three zeros`. */
  #zerosAt(at: number, { end, digits }: Numeral): number {
    const next = roleAt(this.#index, this.#tokens, end, ZEROS)
    const times = Number(digits)
    if (next === -1 || times < 2 || times > MOST_REPEATED) return -1
    this.#push(at, next, '0'.repeat(times), 'digits', true)
    this.#weakEnd = false
    return next
  }

  /** A sign between two numbers: an address of the network, a number with its hyphens. */
  #signAt(at: number): number {
    if (this.#parts.length === 0) return -1
    const next = roleAt(this.#index, this.#tokens, at, SIGN_ROLES)
    if (next === -1 || this.#parts.at(-1)?.kind === 'sign') return -1
    if (!this.#mayBeDigits(next) && !(this.#named && this.#mayGoOn(next))) return -1
    const role = SIGNS.find(([bit]) => roleAt(this.#index, this.#tokens, at, bit) === next)
    this.#push(at, next, role?.[1] ?? ' ', 'sign', true)
    return next
  }

  /** A correction takes the last number back, or the last letters. */
  #takeBack(kind: Part['kind']): void {
    const last = this.#parts.at(-1)
    if (last?.kind !== kind) return
    this.#parts.pop()
    // What was said stays covered: the next part begins where this one did.
    this.#taken ??= last.start
    if (kind === 'digits') this.#takenBack += last.text.length
  }

  /** A small word at the end is none of the digits when the sentence goes on behind it. */
  #dropWeakEnd(): void {
    const next = this.#tokens[this.#end]
    if (next === undefined || (next.gap & (PAUSE | STOPS)) !== 0 || this.#parts.length < 2) return
    // Many digits make it one more of them.
    if (this.#parts.reduce((sum, { text }) => sum + text.length, 0) > MOST_APART) return
    this.#parts.pop()
    this.#end--
  }

  #push(
    at: number,
    end: number,
    text: string,
    kind: Part['kind'],
    spoken: boolean,
    dictated = kind === 'digits',
    weak = false,
  ): void {
    const first = this.#tokens[at]
    const last = this.#tokens[end - 1]
    if (first === undefined || last === undefined) return
    this.#spelling ||= kind === 'letters'
    const paused = at > this.#first && (first.gap & PAUSE) !== 0
    const start = this.#taken ?? first.start
    this.#parts.push({ start, end: last.end, text, kind, dictated, spoken, weak, paused })
    this.#taken = undefined
  }
}

/** `o` is a zero, and a letter where letters stand before or behind it. */
function isAmongLetters(tokens: readonly Token[], at: number): boolean {
  return isLetter(tokens[at]) && (isLetter(tokens[at - 1]) || isLetter(tokens[at + 1]))
}

function isLetter(token: Token | undefined): boolean {
  return token?.word.length === 1 && !token.digits
}
