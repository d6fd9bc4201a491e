/** What is said in a stretch of text: addresses first, then runs of digits and letters between them. */
import { addressAround, isWrittenAt, type SpokenAddress } from './address.ts'
import type { SpokenLexicon } from './lexicon.ts'
import { type Run, runAt } from './run.ts'
import { STOPS, type Token } from './tokens.ts'

export interface Said {
  readonly addresses: readonly SpokenAddress[]
  readonly runs: readonly Run[]
}

/** Digits that a run has at least to be looked at. */
const FEWEST_DIGITS = 3
const FEWEST_LETTERS = 3
/** Words behind a digit or a letter that tell its language. */
const AHEAD = 4
/** A run of fewer digits is no part of another. */
const FEWEST_JOINED = 2
/** Tokens. */
const LONGEST_AGAIN = 16

/** `fewest`: digits of a run that is worth anything. */
export function saidIn(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
  fewest = FEWEST_DIGITS,
): Said {
  const addresses = addressesIn(lexicon, text, tokens)
  const runs: Run[] = []
  let next = 0
  for (let at = 0; at < tokens.length;) {
    const address = addresses[next]
    if (address !== undefined && at >= address.first) {
      at = Math.max(at, address.end)
      next++
      continue
    }
    const limit = address?.first ?? tokens.length
    const run = longestRun(lexicon, text, limit === tokens.length ? tokens : tokens.slice(0, limit), at)
    if (run === undefined || !isWorth(run, Math.min(fewest, FEWEST_JOINED))) {
      // A short run may hide one of another language; a long one, and written numbers, are read once.
      const again = run === undefined || (isSpoken(run) && run.end - at <= LONGEST_AGAIN)
      at = again ? at + 1 : run.end
      continue
    }
    const before = runs.at(-1)
    const joined = before !== undefined && isNextTo(before, run, tokens)
    if (joined) runs[runs.length - 1] = joinedRun(before, run)
    else runs.push(run)
    at = run.end
  }
  return { addresses, runs: runs.filter((run) => isWorth(run, fewest)) }
}

function isSpoken({ parts }: Run): boolean {
  return parts.some(({ spoken }) => spoken)
}

function isWorth(run: Run, fewest: number): boolean {
  // The ordinary detectors read what is written, but for digits one by one.
  if (!isSpoken(run) && run.parts.some(({ text }) => text.length > 1)) return false
  if (run.digits > 0) return run.digits >= fewest
  return run.parts.reduce((sum, { text }) => sum + text.length, 0) >= Math.min(FEWEST_LETTERS, fewest + 1)
}

/** Two languages in one number. */
function isNextTo(before: Run, run: Run, tokens: readonly Token[]): boolean {
  if (before.end !== run.first || before.digits === 0 || run.digits === 0) return false
  return ((tokens[run.first]?.gap ?? STOPS) & STOPS) === 0 && run.parts[0]?.text !== '+'
}

function joinedRun(before: Run, run: Run): Run {
  return {
    ...before,
    parts: [...before.parts, ...run.parts],
    end: run.end,
    digits: before.digits + run.digits,
  }
}

function addressesIn(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
): readonly SpokenAddress[] {
  const found: SpokenAddress[] = []
  let floor = 0
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const languages = lexicon.languagesOf(token.word)
    const written = isWrittenAt(text, token)
    if (languages === 0 && !written) continue
    let best: SpokenAddress | undefined
    for (const [bit, index] of lexicon.indexes.entries()) {
      if (!written && (languages & (1 << bit)) === 0) continue
      const address = addressAround(index, text, tokens, at, floor)
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

/** The run with the most digits of any language that begins at a token. */
function longestRun(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
  at: number,
): Run | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const languages = languagesAt(lexicon, tokens, at)
  let best: Run | undefined
  for (const [bit, index] of lexicon.indexes.entries()) {
    if ((languages & (1 << bit)) === 0) continue
    const run: Run | undefined = runAt(index, text, tokens, at)
    if (run !== undefined && (best === undefined || weight(run) > weight(best))) best = run
  }
  return best
}

function weight({ digits, parts, end, first }: Run): number {
  return digits * 1000 + parts.length + (end - first)
}

/** Languages that a run at a token may be in: digits and letters are of those that the words behind them are. */
function languagesAt(lexicon: SpokenLexicon, tokens: readonly Token[], at: number): number {
  const token = tokens[at]
  if (token === undefined) return 0
  const neutral = token.digits || token.word.length === 1
  if (!neutral) return lexicon.languagesOf(token.word)
  let languages = 1
  for (let next = at; next < tokens.length && next <= at + AHEAD; next++) {
    const word = tokens[next]
    if (word !== undefined && !word.digits && word.word.length > 1)
      languages |= lexicon.languagesOf(word.word)
  }
  return languages
}
