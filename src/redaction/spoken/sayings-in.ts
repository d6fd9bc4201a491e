/** What is said in a stretch of text: addresses first, then runs of digits and letters between them. */
import { CueReach } from './cue-reach.ts'
import { PlateAhead } from './plates.ts'
import { addressAround, type SpokenAddress } from './address.ts'
import { areJoined } from './letters.ts'
import { isWrittenAt } from './local-part.ts'
import { AS, type Meaning, type SpokenLexicon, type WordUse } from './lexicon.ts'
import { meaningOf } from './numeral.ts'
import { type Part, type Run, runAt } from './run.ts'
import { STOPS, type Token } from './tokens.ts'

export interface Said {
  readonly addresses: readonly SpokenAddress[]
  readonly runs: readonly Run[]
}

/** Digits that a run has at least to be looked at. */
const FEWEST_DIGITS = 3
const FEWEST_LETTERS = 3
/** Digits and letters of a plate. */
const FEWEST_CHARACTERS = 4
const FEWEST_CHARACTERS_ASKED = 3
/** Words behind a digit or a letter that tell its language. */
const AHEAD = 4
/** A run of fewer digits is no part of another. */
const FEWEST_JOINED = 2
/** UTF-16 units of a letter that is spelled. */
const LEAST_SPELLED = 4
/** Tokens. */
const LONGEST_AGAIN = 16
/** Parts of a run that another language goes on. */
const LONGEST_JOINED = 64
/** Stands in place of a word that belongs to an address. */
const TAKEN: Token = { start: 0, end: 0, word: '', digits: false, known: undefined, gap: STOPS }

export interface Looking {
  /** Digits of a run that is worth anything. */
  readonly fewest?: number
  /** The question before the tokens asks for a number. */
  readonly asked?: boolean
  /** First token that something may begin with: those before it tell what it is. */
  readonly from?: number
}

export function saidIn(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
  { fewest = FEWEST_DIGITS, asked = false, from = 0 }: Looking = {},
): Said {
  const before = new CueReach(lexicon.cues, tokens, asked)
  const ahead = new PlateAhead(lexicon.plates, tokens)
  const isNamed = (at: number): boolean => before.reaches(at) || ahead.reaches(at)
  const addresses = addressesIn(lexicon, text, tokens, from)
  const between = withoutAddresses(tokens, addresses)
  const runs: Run[] = []
  let next = 0
  for (let at = from; at < tokens.length;) {
    const address = addresses[next]
    if (address !== undefined && at >= address.first) {
      at = Math.max(at, address.end)
      next++
      continue
    }
    // Most of `a@a.a@a.` is such.
    if (fewest > 1 && isLoneLetter(between, at)) {
      at++
      continue
    }
    const found = bestRun(lexicon, text, between, at, isNamed)
    // Words of a spelling alphabet are numbers elsewhere: `otto`.
    const run = found !== undefined && found.digits === 0 && holdsNumber(tokens, found) ? undefined : found
    if (run === undefined || !isWorth(run, Math.min(fewest, FEWEST_JOINED), asked)) {
      // A short run may hide one of another language; a long one, and written numbers, are read once.
      const again = run === undefined || run.end - at <= LONGEST_AGAIN
      at = again ? at + 1 : run.end
      continue
    }
    const last = runs.at(-1)
    const joined = last !== undefined && isNextTo(last, run, tokens)
    if (joined) runs[runs.length - 1] = joinedRun(last, run)
    else runs.push(run)
    at = run.end
  }
  return { addresses, runs: runs.filter((run) => isWorth(run, fewest, asked)) }
}

/** One letter, or two that are no numbers, with nothing that may go on behind. */
function isLoneLetter(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (!isLetter(token)) return false
  const next = tokens[at + 1]
  if (stops(next)) return true
  return isLetter(next) && stops(tokens[at + 2]) && !isNumber(token) && !isNumber(next)
}

function isLetter(token: Token | undefined): boolean {
  return token?.word.length === 1 && !token.digits
}

function stops(token: Token | undefined): boolean {
  return ((token?.gap ?? STOPS) & STOPS) !== 0
}

function isNumber(token: Token | undefined): boolean {
  return token?.known?.meanings.some((meaning) => meaning !== undefined && meaning.number !== -1) === true
}

/** The tokens with nothing in place of the addresses: no run goes on over one. */
function withoutAddresses(tokens: readonly Token[], addresses: readonly SpokenAddress[]): readonly Token[] {
  if (addresses.length === 0) return tokens
  const between = [...tokens]
  for (const { first, end } of addresses) for (let at = first; at < end; at++) between[at] = TAKEN
  return between
}

/** At least two numbers are said in words, one that stands alone, or all digits one by one: the ordinary detectors read the rest. */
function isSpoken({ parts }: Run): boolean {
  const numbers = parts.filter(({ kind }) => kind === 'digits')
  const telling = parts.filter(({ kind, spoken, weak }) => kind !== 'letters' && spoken && !weak)
  if (telling.length > 1 || telling[0]?.text === '+') return true
  return (
    (telling.length === 1 && numbers.every(({ spoken }) => spoken)) ||
    numbers.every(({ text }) => text.length === 1) ||
    parts.some(isSpelled)
  )
}

/** Letters by words that stand for them: `66 tango lima bravo`. */
function isSpelled({ kind, text, start, end }: Part): boolean {
  return kind === 'letters' && text.length > 1 && end - start >= text.length * LEAST_SPELLED
}

function isWorth(run: Run, fewest: number, asked: boolean): boolean {
  const characters = run.parts.reduce((sum, { text }) => sum + text.length, 0)
  if (run.digits > 0)
    return (
      (run.digits + run.takenBack >= fewest ||
        characters >= (asked ? FEWEST_CHARACTERS_ASKED : FEWEST_CHARACTERS)) &&
      isSpoken(run)
    )
  return characters >= Math.min(FEWEST_LETTERS, fewest + 1)
}

/** A word that is a number elsewhere, unless it stands for its first letter: `O wie Otto`. */
function holdsNumber(tokens: readonly Token[], { index, first, end }: Run): boolean {
  for (let at = first; at < end; at++) {
    const { word, digits, known } = tokens[at] ?? TAKEN
    if (digits) return true
    if (word.length === 1 || known?.meanings.some(isSurelyNumber) !== true) continue
    if (((meaningOf(index, tokens[at - 1])?.roles ?? 0) & AS) === 0) return true
  }
  return false
}

function isSurelyNumber(meaning: Meaning | undefined): boolean {
  return meaning !== undefined && meaning.number !== -1 && !meaning.weak
}

/** Two languages in one number. */
function isNextTo(before: Run, run: Run, tokens: readonly Token[]): boolean {
  if (
    before.parts.length > LONGEST_JOINED ||
    before.end !== run.first ||
    before.digits === 0 ||
    run.digits === 0
  )
    return false
  return ((tokens[run.first]?.gap ?? STOPS) & STOPS) === 0 && run.parts[0]?.text !== '+'
}

function joinedRun(before: Run, run: Run): Run {
  return {
    ...before,
    parts: [...before.parts, ...run.parts],
    end: run.end,
    digits: before.digits + run.digits,
    takenBack: before.takenBack + run.takenBack,
  }
}

function addressesIn(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
  from: number,
): readonly SpokenAddress[] {
  const found: SpokenAddress[] = []
  // A written at sign is ours where a dot is said.
  const dots = tokens.some(({ known }) => (known?.use?.dot ?? 0) !== 0)
  let floor = from
  for (let at = from + 1; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const languages = token.known?.use?.at ?? 0
    const written = dots && isWrittenAt(text, token)
    if (languages === 0 && !written) continue
    let best: SpokenAddress | undefined
    for (const index of lexicon.indexes) {
      if (!written && (languages & (1 << index.bit)) === 0) continue
      const address = addressAround(index, text, tokens, at, floor, lexicon.stops)
      if (address !== undefined && (best === undefined || size(address) > size(best))) best = address
    }
    if (best === undefined) continue
    found.push(best)
    floor = best.end
    at = best.end - 1
  }
  return found
}

function size({ first, end }: SpokenAddress): number {
  return end - first
}

/** It may be a small word of the language in which the rest is said. */
function isOneLetter({ kind, text }: Part, token: Token | undefined): boolean {
  return kind === 'letters' && text.length === 1 && token?.word.length === 1
}

/** The run at a token, unless its first word is a small one and more is said from the next one on, in another language. */
function bestRun(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
  at: number,
  isNamed: (at: number) => boolean,
): Run | undefined {
  const run = longestRun(lexicon, text, tokens, at, isNamed)
  const first = run?.parts[0]
  if (run === undefined || first === undefined) return undefined
  // Letters of one language may hide letters and digits of another.
  const isLettersAlone = run.digits === 0 && run.end - at <= LONGEST_AGAIN
  if (!first.weak && !isLettersAlone && !isOneLetter(first, tokens[at])) return run
  const later = longestRun(lexicon, text, tokens, at + 1, isNamed)
  return later !== undefined && later.digits > run.digits ? undefined : run
}

/** The run with the most digits of any language that begins at a token. */
function longestRun(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
  at: number,
  isNamed: (at: number) => boolean,
): Run | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const named = isNamed(at)
  const languages = named && areJoined(text, tokens, at) ? neutralAt(tokens, at) : languagesAt(tokens, at)
  if (languages === 0) return undefined
  let best: Run | undefined
  for (const index of lexicon.indexes) {
    if ((languages & (1 << index.bit)) === 0) continue
    const run: Run | undefined = runAt(index, text, tokens, at, named)
    if (run !== undefined && (best === undefined || weight(run) > weight(best))) best = run
  }
  return best
}

function weight({ digits, parts, end, first }: Run): number {
  return digits * 1000 + parts.length + (end - first)
}

/** Bits of the languages that a run at a token may be in. */
function languagesAt(tokens: readonly Token[], at: number): number {
  const token = tokens[at]
  const next = tokens[at + 1]
  if (token === undefined) return 0
  const use = token.known?.use
  if (token.digits || token.word.length === 1) return neutralAt(tokens, at) | (use?.strong ?? 0)
  if (use === undefined) return 0
  const behind = next?.known?.use
  const goesOn = next !== undefined && (next.digits || next.word.length === 1)
  // Small words, and names of letters, begin a run only where it goes on.
  return use.strong | (use.numbers & (goesOn ? -1 : (behind?.numbers ?? 0))) | lettersAt(use, behind, goesOn)
}

function lettersAt(use: WordUse, behind: WordUse | undefined, goesOn: boolean): number {
  return use.letters & (goesOn ? -1 : (behind?.letters ?? 0) | (behind?.numbers ?? 0) | (behind?.joins ?? 0))
}

/** A digit as it is written, or a letter, is of the languages that the words behind it are; of the first where none tells. */
function neutralAt(tokens: readonly Token[], at: number): number {
  let languages = 1
  let goesOn = false
  for (let next = at + 1; next < tokens.length && next <= at + AHEAD; next++) {
    const token = tokens[next]
    if (token === undefined) break
    const use = token.known?.use
    goesOn ||= token.digits || token.word.length === 1 || use !== undefined
    // One letter is one in every language.
    if (token.word.length > 1) languages |= (use?.numbers ?? 0) | (use?.letters ?? 0) | (use?.joins ?? 0)
    if (next === at + 2 && !goesOn) return 0
  }
  return goesOn ? languages : 0
}
