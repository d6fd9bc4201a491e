/** From what a model says of tokens to values: whole words, joined where they stand together. */
import type { Entity } from '../../../redaction/index.ts'
import type { TierSpan } from '../contract.ts'
import { type Piece, type PieceTokenizer, placesOf } from './token-offsets.ts'

/** What a model says of one token. */
export interface TokenScores {
  /** Of each entity that is looked for, 0..1. */
  readonly scores: readonly number[]
  /** The likeliest label begins a value, and of which kind. */
  readonly begins: string | undefined
}

interface Word {
  readonly start: number
  readonly end: number
  readonly score: number
  readonly begins: string | undefined
}

const WORD = /[\p{L}\p{N}\p{M}'’\-\u200c\u200d]+/gu
/** Written without spaces: a word there is as long as the model's tokens say. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u30fc]/u
const EDGE = /^['’-]+|(?:['’]s|['’-])+$/gu
/** Between two words of one value: a space, or the dot of an initial. */
const GAP = /^[ \t\u00a0\u2009\u202f]{1,3}$/
const INITIAL_GAP = /^\.[ \u00a0\u202f]?$/

/**
 * Values of one entity in a text. `scores` are of all tokens of all pieces in their order. A word counts when its first token,
 * or all of them on average, reach the threshold: some models only learn the first token of a word.
 */
export function wordSpans(
  text: string,
  pieces: readonly Piece[],
  tokenizer: PieceTokenizer,
  scores: readonly TokenScores[],
  entity: { readonly name: Entity; readonly index: number },
  threshold: number,
): readonly TierSpan[] {
  const words: Word[] = []
  let from = 0
  for (const piece of pieces) {
    const own = scores.slice(from, from + piece.tokens.length)
    from += piece.tokens.length
    if (!own.some((token) => (token.scores[entity.index] ?? 0) >= threshold)) continue
    words.push(
      ...wordsOf(text, piece, tokenizer, own, entity.index).filter(({ score }) => score >= threshold),
    )
  }
  return joined(text, words, entity.name)
}

function wordsOf(
  text: string,
  piece: Piece,
  tokenizer: PieceTokenizer,
  scores: readonly TokenScores[],
  index: number,
): readonly Word[] {
  const source = text.slice(piece.start, piece.end)
  const runs = [...source.matchAll(WORD)]
  const [only] = runs
  // Most pieces: one word, whose tokens all belong to it.
  if (runs.length === 1 && only !== undefined && only[0].length === source.length && !UNSPACED.test(source))
    return [wordOf(piece.start, piece.end, scores, index)]
  const places = placesOf(text, piece, tokenizer)
  // Nobody knows which part is meant: the whole piece is taken where any token says so.
  if (places === undefined) {
    const score = Math.max(...scores.map((token) => token.scores[index] ?? 0))
    return [{ ...wordOf(piece.start, piece.end, scores, index), score }]
  }
  const words: Word[] = []
  const add = (start: number, end: number): void => {
    const own = scores.filter((_token, at) => {
      const place = places[at]
      return place !== undefined && place.start < end && place.end > start
    })
    if (own.length > 0) words.push(wordOf(start, end, own, index))
  }
  for (const { index: at, 0: run } of runs) {
    const start = piece.start + at
    const end = start + run.length
    if (!UNSPACED.test(run)) add(start, end)
    else for (const [from, to] of cut(start, end, places)) add(from, to)
  }
  return words
}

/** The parts of a run that its tokens make. */
function* cut(
  start: number,
  end: number,
  places: readonly { readonly start: number; readonly end: number }[],
): Generator<readonly [number, number]> {
  let from = start
  for (const place of places) {
    if (place.end <= from || place.start >= end) continue
    const to = Math.min(end, place.end)
    yield [from, to]
    from = to
  }
  if (from < end) yield [from, end]
}

function wordOf(start: number, end: number, tokens: readonly TokenScores[], index: number): Word {
  let sum = 0
  for (const token of tokens) sum += token.scores[index] ?? 0
  const first = tokens[0]
  const score = Math.max(first?.scores[index] ?? 0, sum / Math.max(1, tokens.length))
  return { start, end, score, begins: first?.begins }
}

function joined(text: string, words: readonly Word[], entity: Entity): readonly TierSpan[] {
  const spans: { entity: Entity; start: number; end: number; score: number; begins: string | undefined }[] =
    []
  for (const { start, end, score, begins } of words) {
    const last = spans.at(-1)
    if (last !== undefined && goesOn(text, last, start, begins)) {
      last.end = end
      last.score = Math.max(last.score, score)
    } else spans.push({ entity, start, end, score, begins })
  }
  return spans.flatMap((span) => trimmed(text, span))
}

function goesOn(
  text: string,
  last: { readonly start: number; readonly end: number; readonly begins: string | undefined },
  start: number,
  begins: string | undefined,
): boolean {
  // Two that begin with one kind are two people; a first name and a surname are one.
  if (begins !== undefined && begins === last.begins) return false
  const gap = text.slice(last.end, start)
  if (gap === '' || GAP.test(gap)) return true
  return (
    INITIAL_GAP.test(gap) &&
    /(?:^|[^\p{L}])\p{Lu}$/u.test(text.slice(Math.max(last.start, last.end - 3), last.end))
  )
}

/** Without quotation marks, hyphens and a genitive's ending at its edges; a piece that could not be read is only stripped of its marks. */
function trimmed(
  text: string,
  {
    entity,
    start,
    end,
    score,
  }: { readonly entity: Entity; readonly start: number; readonly end: number; readonly score: number },
): readonly TierSpan[] {
  let from = start
  let to = end
  while (from < to && !/[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(from) ?? 0x20)))
    from += widthAt(text, from)
  const said = text.slice(from, to)
  const tail = /[^\p{L}\p{N}\p{M}]+$/u.exec(said)
  if (tail !== null) to = from + tail.index
  const inner = text.slice(from, to).replaceAll(EDGE, '')
  if (inner.length > 0 && text.startsWith(inner, from)) to = from + inner.length
  return from < to ? [{ entity, start: from, end: to, score: Math.min(1, score) }] : []
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}
