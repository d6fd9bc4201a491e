/** Dates of birth that are said: each date written out, and read by the ordinary detector, which knows the words for being born. */
import type { Context, Finding } from '../types.ts'
import { CueWords } from './cue-words.ts'
import { datesIn } from './dates.ts'
import type { SpokenLexicon } from './lexicon.ts'
import type { Part } from './run.ts'
import type { Token } from './tokens.ts'
import { foldedWord } from './word-units.ts'
import { Written } from './written.ts'

/** UTF-16 units around the dates that are read too. */
const BEFORE = 96
const AFTER = 64

/** Words of which one is near every date of birth, so that others cost nothing; what they mean is the detector's to say. */
const BORN = new CueWords(
  (
    'born birth* dob d ur urodz* geb geboren* gebor* geboorte* geburt* gebürt* né née nais* nac* nasc* nato nata född* födel* fød* fødsel* ' +
    'synt* synny* nar narozen* narodil*'
  ).split(' '),
)

function isNearBirth(tokens: readonly Token[], context: Context | undefined): boolean {
  if (tokens.some(({ word }) => BORN.has(word))) return true
  const words = context?.cue?.split(/[^\p{L}\p{M}]+/u) ?? []
  return words.some((word) => BORN.has(foldedWord(word, 0, word.length)))
}

/** Findings of a stretch from a token on; `detect` reads a written text. */
export function birthDatesIn(
  lexicon: SpokenLexicon,
  text: string,
  tokens: readonly Token[],
  from: number,
  context: Context | undefined,
  detect: (text: string, context: Context | undefined) => readonly Finding[],
): readonly Finding[] {
  if (!isNearBirth(tokens, context)) return []
  const dates = datesIn(lexicon, tokens, from)
  const start = tokens[dates[0]?.first ?? 0]?.start
  if (dates.length === 0 || start === undefined) return []
  const written = new Written(text, Math.max(0, start - BEFORE))
  let last = start
  for (const { first, end, written: digits } of dates) {
    const part = partOf(tokens, first, end, digits)
    written.add({ parts: [part] }, false)
    last = part.end
  }
  return detect(written.end(Math.min(text.length, last + AFTER)), context)
    .filter(({ entity, start: from, end }) => entity === 'BIRTH_DATE' && written.touches(from, end))
    .map((finding) => written.asSaid(finding))
}

function partOf(tokens: readonly Token[], first: number, end: number, text: string): Part {
  const start = tokens[first]?.start ?? 0
  return {
    start,
    end: tokens[end - 1]?.end ?? start,
    text,
    kind: 'sign',
    dictated: true,
    spoken: true,
    weak: false,
    paused: false,
  }
}
