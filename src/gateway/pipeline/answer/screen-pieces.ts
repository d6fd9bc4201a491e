/** Masks values in a text that comes in pieces side by side (words with their times, lines of subtitles), each piece for itself. */
import type { Context } from '../../../redaction/index.ts'
import { type AnswerScreen, maskOf, type OwnValue } from './answer-screen.ts'

/** A piece, and where it stands in the answer. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Looks at the pieces as one text; `put` is told every piece that changes, in order. A piece that a value touches has its mask. */
export function screenPieces(
  screen: AnswerScreen,
  pieces: readonly Piece[],
  put: (piece: Piece, masked: string) => void,
  said?: Context['said'],
): void {
  const text = pieces.map((piece) => piece.text).join(' ')
  const values = screen.values(text, undefined, said)
  for (const { entity, start, end } of values) screen.count(entity, text.slice(start, end))
  if (values.length > 0 && screen.applies) maskPieces(pieces, text, values, put)
}

/** Masks values of the pieces' text, which is theirs with a space between two; the pieces can be the first ones of it. */
export function maskPieces(
  pieces: readonly Piece[],
  text: string,
  values: readonly OwnValue[],
  put: (piece: Piece, masked: string) => void,
): void {
  let next = 0
  let at = 0
  for (const piece of pieces) {
    const end = at + piece.text.length
    let masked = ''
    let from = at
    for (; next < values.length; next++) {
      const value = values[next]
      if (value === undefined || value.start >= end) break
      if (value.end > from) {
        masked += text.slice(from, Math.max(from, value.start)) + maskOf(value.entity)
        from = Math.min(end, value.end)
      }
      if (value.end > end) break
    }
    if (from > at) put(piece, masked + text.slice(from, end))
    at = end + 1
  }
}
