/** Numbers and addresses that go on in the next turn: whether a turn ends inside one, and the digits at its edges. */
import { spokenLexicon } from './languages.ts'
import { namedBefore } from './judge.ts'
import { AT, DASH, DOT, LOOSE_AT, PLUS, type SpokenLexicon, THRICE, TWICE, UNDERSCORE } from './lexicon.ts'
import { roleAt } from './numeral.ts'
import type { Run } from './run.ts'
import { saidIn } from './sayings-in.ts'
import { readTokens, type Token } from './tokens.ts'
import { startOf, withoutFillers } from './turn-edges.ts'
import { PARTS, TEXT_UNITS } from './word-units.ts'

/** UTF-16 units at the end of a turn that are looked at. */
const LAST = 400
/** Words behind an at sign in which its domain is still being said. */
const DOMAIN = 6
const MOST_DIGITS = 40
/** What never ends what is said. */
const OPEN = PLUS | TWICE | THRICE | AT | DASH | UNDERSCORE

/** Digits at the edges of a turn that may go on in another one. */
export interface SpokenEdges {
  /** Said before anything else; '' when something else is. */
  readonly head: string
  /** Said last, with those of the turn before where this one is nothing but digits. */
  readonly tail: string
}

const NO_EDGES: SpokenEdges = { head: '', tail: '' }

/**
 * True when a number, an address or letters that are said in words may go on behind the text: a live turn that ends so is
 * held back. `languages` as in a policy (ISO 639-1).
 */
export function endsInsideRun(text: string, languages: Iterable<string>): boolean {
  const lexicon = spokenLexicon(languages)
  if (lexicon === undefined || text.trimEnd().endsWith('?')) return false
  const tokens = lastTokens(lexicon, text)
  const { addresses, runs } = saidIn(lexicon, text, tokens, { fewest: 1 })
  const end = withoutFillers(tokens)
  if (end === 0) return false
  if (endsOpen(lexicon, tokens, end)) return true
  const address = addresses.at(-1)
  // A provider's name, and its dot may follow.
  if (address?.end === end && !address.written.includes('.', address.written.indexOf('@'))) return true
  if (isInDomain(lexicon, tokens, address?.end ?? 0, end)) return true
  const run = runs.at(-1)
  if (run === undefined || run.end < end) return false
  if (run.end - run.first > 1 || startOf(tokens) >= run.first) return true
  return namedBefore(lexicon.cues, text, run.parts[0]?.start ?? 0, undefined) !== 'no'
}

/** `before` is the tail of the turn before of the same speaker. */
export function spokenEdges(text: string, languages: Iterable<string>, before = ''): SpokenEdges {
  const lexicon = spokenLexicon(languages)
  if (lexicon === undefined) return NO_EDGES
  const tokens = readTokens(lexicon, text, 0, () => false)
  const { runs } = saidIn(lexicon, text, tokens, { fewest: 1 })
  const [first] = runs
  const last = runs.at(-1)
  if (first === undefined || last === undefined) return NO_EDGES
  const start = startOf(tokens)
  const head = first.first <= start ? digitsOf(first) : ''
  if (last.end < withoutFillers(tokens)) return { head, tail: '' }
  const whole = first === last && head !== ''
  return {
    head: head.slice(0, MOST_DIGITS),
    tail: ((whole ? before : '') + digitsOf(last)).slice(-MOST_DIGITS),
  }
}

function digitsOf(run: Run): string {
  return run.parts.map(({ kind, text }) => (kind === 'digits' ? text : '')).join('')
}

function lastTokens(lexicon: SpokenLexicon, text: string): readonly Token[] {
  let from = Math.max(0, text.length - LAST)
  while (from > 0 && from < text.length && TEXT_UNITS[text.charCodeAt(from - 1)] !== PARTS) from++
  return readTokens(lexicon, text, from, () => false)
}

/** The last word is one that something has to follow. */
function endsOpen(lexicon: SpokenLexicon, tokens: readonly Token[], end: number): boolean {
  return lexicon.indexes.some((index) => {
    for (let at = Math.max(0, end - 3); at < end; at++)
      if (roleAt(index, tokens, at, OPEN) === end) return true
    return false
  })
}

/** A word for the at sign stands near the end, and no address is complete behind it. */
function isInDomain(lexicon: SpokenLexicon, tokens: readonly Token[], from: number, end: number): boolean {
  return lexicon.indexes.some((index) => {
    for (let at = Math.max(1, from, end - DOMAIN); at < end; at++) {
      if (roleAt(index, tokens, at, AT) !== -1) return true
      if (roleAt(index, tokens, at, LOOSE_AT) === -1) continue
      for (let dot = at + 1; dot < end; dot++) if (roleAt(index, tokens, dot, DOT) !== -1) return true
    }
    return false
  })
}
