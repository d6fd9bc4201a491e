/** Where tokens stand in a text: a tokenizer that tells none is asked for one piece at a time, and its tokens are laid over it. */

/** What is needed of a tokenizer. */
export interface PieceTokenizer {
  /** Tokens without special ones; `lead` puts the space before the piece that stands there in the text. */
  tokens(piece: string, lead: boolean): readonly string[]
  /** A character with its marks as the tokenizer normalises it. */
  normalize(character: string): string
  /** UTF-8 of what a token stands for; undefined when that is not known (an unknown word). */
  bytes(token: string, first: boolean): Uint8Array | undefined
}

/** A run without white space, in UTF-16 units, and its tokens. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly tokens: readonly string[]
}

/** A token's place in UTF-16 units of the text. Tokens that share a character share its place. */
export interface TokenPlace {
  readonly start: number
  readonly end: number
}

/** UTF-16 units without white space that are given to a tokenizer at once. */
const LONGEST_PIECE = 256
const RUNS = /[^\s\u200b\ufeff]+/gu
/** A code point and the marks and joiners on it. */
const CHARACTERS = /\P{M}(?:\p{M}|\u200d)*|\p{M}+/gsu

/** The pieces of a text, each of at most `mostTokens` tokens. */
export function piecesOf(text: string, tokenizer: PieceTokenizer, mostTokens: number): readonly Piece[] {
  const pieces: Piece[] = []
  for (const { index, 0: run } of text.matchAll(RUNS))
    addPieces(pieces, run, index, text, tokenizer, mostTokens)
  return pieces
}

function addPieces(
  pieces: Piece[],
  run: string,
  at: number,
  text: string,
  tokenizer: PieceTokenizer,
  most: number,
): void {
  const lead = at > 0 && /\s/u.test(text.charAt(at - 1))
  const tokens = run.length <= LONGEST_PIECE ? tokenizer.tokens(run, lead) : undefined
  if (tokens !== undefined && tokens.length <= most) {
    if (tokens.length > 0) pieces.push({ start: at, end: at + run.length, tokens })
    return
  }
  const half = splitPoint(run)
  // One character of more tokens than a window has: nothing that a window could tell.
  if (half === 0) return
  addPieces(pieces, run.slice(0, half), at, text, tokenizer, most)
  addPieces(pieces, run.slice(half), at + half, text, tokenizer, most)
}

/** A place near the middle, between two characters; 0 when there is none. */
function splitPoint(run: string): number {
  const wanted = Math.min(LONGEST_PIECE, run.length >> 1)
  let before = 0
  for (const { index } of run.matchAll(CHARACTERS)) {
    if (index > wanted && before > 0) return before
    before = index
  }
  return before
}

/**
 * The place of each token of a piece; undefined where the tokens do not spell the piece as it is normalised character by
 * character. Whoever asks has to take the whole piece then.
 */
export function placesOf(
  text: string,
  piece: Piece,
  tokenizer: PieceTokenizer,
): readonly TokenPlace[] | undefined {
  const owners = ownersOf(text.slice(piece.start, piece.end), tokenizer)
  if (owners === undefined) return undefined
  const { bytes, starts, ends } = owners
  const places: TokenPlace[] = []
  let at = 0
  for (const index of piece.tokens.keys()) {
    const end = endOf(piece.tokens, index, at, bytes, tokenizer)
    if (end === undefined) return undefined
    // A token of the space before the piece alone has no place of its own: it stands where the next begins.
    const first = starts[at] ?? piece.end - piece.start
    places.push({
      start: piece.start + first,
      end: piece.start + (end === at ? first : (ends[end - 1] ?? first)),
    })
    at = end
  }
  return at === bytes.length ? places : undefined
}

/** Where the token that begins at `at` ends in the bytes; undefined when it does not stand there. */
function endOf(
  tokens: readonly string[],
  index: number,
  at: number,
  bytes: Uint8Array,
  tokenizer: PieceTokenizer,
): number | undefined {
  const own = spelledAt(tokens[index] ?? '', index === 0, at, tokenizer)
  if (own !== undefined) return stands(own, bytes, at) ? at + own.length : undefined
  // An unknown one goes as far as the next that is known.
  if (index === tokens.length - 1) return bytes.length
  const next = spelledAt(tokens[index + 1] ?? '', false, at + 1, tokenizer)
  if (next === undefined || next.length === 0) return undefined
  for (let end = at + 1; end < bytes.length; end++) if (stands(next, bytes, end)) return end
  return undefined
}

function spelledAt(
  token: string,
  first: boolean,
  at: number,
  tokenizer: PieceTokenizer,
): Uint8Array | undefined {
  const own = tokenizer.bytes(token, first)
  return own !== undefined && at === 0 ? withoutSpace(own) : own
}

interface Owners {
  /** The piece as the tokenizer reads it. */
  readonly bytes: Uint8Array
  /** For each byte, where the character that it is of starts and ends in the piece (UTF-16 units). */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

function ownersOf(piece: string, tokenizer: PieceTokenizer): Owners | undefined {
  const all: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (const { index, 0: character } of piece.matchAll(CHARACTERS)) {
    for (const byte of Buffer.from(tokenizer.normalize(character), 'utf8')) {
      // Some normalisers put spaces around characters; no token is of them.
      if (byte === 0x20) continue
      all.push(byte)
      starts.push(index)
      ends.push(index + character.length)
    }
  }
  return all.length === 0 ? undefined : { bytes: Uint8Array.from(all), starts, ends }
}

function withoutSpace(bytes: Uint8Array): Uint8Array {
  let from = 0
  while (bytes[from] === 0x20) from++
  return from === 0 ? bytes : bytes.subarray(from)
}

function stands(own: Uint8Array, all: Uint8Array, at: number): boolean {
  if (at + own.length > all.length) return false
  for (const [index, byte] of own.entries()) if (all[at + index] !== byte) return false
  return true
}
