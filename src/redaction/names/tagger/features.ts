/** The hashed features of one word: the word and its neighbours, its beginning and end, its shape, lists, signs around it. */
import { folded } from '../../detectors/folding.ts'
import { type Compound, takeApart } from './compounds.ts'
import { classAt, FREQUENCY, GAP, isFirst, KIND, listedAt, UNKNOWN, type View } from './view.ts'

/** Buckets of the weights, as a power of two. */
export const BUCKET_BITS = 19

/** Features of a word at most. */
export const FEATURES = 88

const SHIFT = 32 - BUCKET_BITS

/** Bucket of a feature: its template, and what it holds. */
function bucket(template: number, one: number, other: number): number {
  let mixed = Math.imul(one ^ Math.imul(template, 0x9e37_79b1), 0x85eb_ca6b)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed + other, 0xc2b2_ae35)
  mixed ^= mixed >>> 13
  return Math.imul(mixed, 0x27d4_eb2f) >>> SHIFT
}

const OUTSIDE = 0x5bd1_e995

function hashAt(view: View, at: number): number {
  return at < 0 || at >= view.tokens.count ? OUTSIDE : (view.tokens.hashes[at] ?? 0) | 0
}

/** Kind of a word outside the text: 7. */
function kindAt(view: View, at: number): number {
  return at < 0 || at >= view.tokens.count ? 7 : (view.kinds[at] ?? 0)
}

function lengthAt(view: View, at: number): number {
  return at < 0 || at >= view.tokens.count ? 0 : (view.tokens.ends[at] ?? 0) - (view.tokens.starts[at] ?? 0)
}

/** Hash of the last `length` letters of a word. */
function ending(view: View, at: number, length: number): number {
  if (at < 0 || at >= view.tokens.count) return OUTSIDE
  const { text } = view.tokens
  const end = view.tokens.ends[at] ?? 0
  let hash = length
  for (let unit = Math.max(end - length, view.tokens.starts[at] ?? 0); unit < end; unit++)
    hash = Math.imul(hash, 0x0100_0193) ^ folded(text.charCodeAt(unit))
  return hash
}

/** Writes the buckets of one word's features into `out`; answers how many. `blind`: the word itself is not looked at, only its letters' endings, shape and surroundings (training). */
export function featuresOf(view: View, at: number, out: Int32Array, blind: boolean): number {
  const { tokens } = view
  let count = 0
  const uncased = view.register === 'cased' ? 0 : 1
  const language = view.language
  const tongue = (language << 1) | uncased

  const word = hashAt(view, at)
  const before = hashAt(view, at - 1)
  const before2 = hashAt(view, at - 2)
  const after = hashAt(view, at + 1)
  const after2 = hashAt(view, at + 2)
  const kind = kindAt(view, at)
  const kindBefore = kindAt(view, at - 1)
  const kindAfter = kindAt(view, at + 1)
  const gap = view.gaps[at] ?? 0
  const gapAfter = view.gaps[at + 1] ?? 0
  const flags = listedAt(view, at)
  const flagsBefore = listedAt(view, at - 1)
  const flagsAfter = listedAt(view, at + 1)
  const length = Math.min(lengthAt(view, at), 12)
  const gapBefore = at > 0 ? (view.gaps[at - 1] ?? 0) : GAP.start

  // The word itself: letters that begin and end it.
  const { text } = tokens
  const start = tokens.starts[at] ?? 0
  const end = tokens.ends[at] ?? 0
  const last1 = folded(text.charCodeAt(end - 1))
  const last2 = length > 1 ? (folded(text.charCodeAt(end - 2)) << 8) ^ last1 : -1
  const last3 = length > 2 ? (folded(text.charCodeAt(end - 3)) << 16) ^ last2 : -1
  const last4 = length > 3 ? Math.imul(last3, 31) + folded(text.charCodeAt(end - 4)) : -1
  const first1 = folded(text.charCodeAt(start))
  const first2 = length > 1 ? (first1 << 8) ^ folded(text.charCodeAt(start + 1)) : -1
  const first3 = length > 2 ? (first2 << 8) ^ folded(text.charCodeAt(start + 2)) : -1
  const first4 = length > 3 ? Math.imul(first3, 31) + folded(text.charCodeAt(start + 3)) : -1

  if (!blind) {
    out[count++] = bucket(1, word, uncased)
    out[count++] = bucket(2, word, before)
    out[count++] = bucket(3, word, after)
    out[count++] = bucket(4, last4, uncased)
    out[count++] = bucket(5, first4, uncased)
  }
  out[count++] = bucket(6, last3, tongue)
  out[count++] = bucket(7, last2, tongue)
  out[count++] = bucket(8, last3, kind)
  out[count++] = bucket(9, first3, uncased)
  out[count++] = bucket(10, first2, uncased)
  out[count++] = bucket(11, last1, (length << 4) | (kind << 1) | uncased)

  // The words around it.
  out[count++] = bucket(12, before, uncased)
  out[count++] = bucket(13, after, uncased)
  out[count++] = bucket(14, before2, uncased)
  out[count++] = bucket(15, after2, uncased)
  out[count++] = bucket(16, before2, before)
  out[count++] = bucket(17, after, after2)
  out[count++] = bucket(18, before, after)
  out[count++] = bucket(19, before, (gap << 4) | (kind << 1) | uncased)
  out[count++] = bucket(20, after, (gapAfter << 4) | (kind << 1) | uncased)
  out[count++] = bucket(21, before, (flags << 5) | tongue)
  out[count++] = bucket(22, after, (flags << 5) | tongue)
  out[count++] = bucket(23, hashAt(view, at - 3), before2)
  out[count++] = bucket(24, ending(view, at - 1, 3), (language << 4) | kind)
  out[count++] = bucket(25, ending(view, at + 1, 3), (language << 4) | kind)
  out[count++] = bucket(26, before2, kindBefore)

  // Shapes and signs.
  const shape = (kind << 6) | (kindBefore << 3) | kindAfter
  out[count++] = bucket(27, shape, tongue)
  out[count++] = bucket(28, (gap << 8) | (gapAfter << 4) | kind, tongue)
  out[count++] = bucket(29, (gap << 12) | (gapAfter << 8) | (kind << 4) | (kindBefore << 1), uncased)
  out[count++] = bucket(30, shape, (gap << 4) | gapAfter)
  out[count++] = bucket(31, (gapBefore << 8) | (gap << 4) | gapAfter, shape)
  out[count++] = bucket(32, (length << 4) | kind, tongue)

  // Lists.
  out[count++] = bucket(33, flags, tongue)
  out[count++] = bucket(34, (flags << 8) | (kind << 4) | gap, uncased)
  out[count++] = bucket(35, (flags << 20) | (flagsBefore << 8) | kindBefore, (kind << 1) | uncased)
  out[count++] = bucket(36, (flags << 20) | (flagsAfter << 8) | kindAfter, (kind << 1) | uncased)
  out[count++] = bucket(
    37,
    (flagsBefore << 20) | (flags << 10) | flagsAfter,
    (gap << 5) | (gapAfter << 1) | uncased,
  )
  out[count++] = bucket(38, last2, (flags << 1) | uncased)
  out[count++] = bucket(39, (flags << 8) | (kind << 4) | gapAfter, tongue)
  if (kind === KIND.capital || kind === KIND.small) {
    out[count++] = bucket(40, ending(view, at - 1, 2), last2)
    out[count++] = bucket(41, last2, ending(view, at + 1, 2))
  }

  // How ordinary the word and its neighbours are.
  const known = classAt(view, at)
  const knownBefore = classAt(view, at - 1)
  const knownAfter = classAt(view, at + 1)
  const known5 =
    (classAt(view, at - 2) << 16) |
    (knownBefore << 12) |
    (known << 8) |
    (knownAfter << 4) |
    classAt(view, at + 2)
  const opens = isFirst(view, at) ? 1 : 0
  const knownShape = (known << 5) | (kind << 2) | (opens << 1) | uncased
  out[count++] = bucket(42, knownShape, language)
  out[count++] = bucket(43, (knownBefore << 4) | knownAfter, knownShape)
  out[count++] = bucket(44, known5, (kind << 1) | uncased)
  out[count++] = bucket(45, before, knownShape)
  out[count++] = bucket(46, after, knownShape)
  out[count++] = bucket(47, (flags << 4) | known, (kind << 5) | tongue)
  out[count++] = bucket(48, last3, (known << 5) | tongue)
  out[count++] = bucket(49, (gap << 4) | gapAfter, knownShape)
  out[count++] = bucket(50, (knownBefore << 16) | (flagsBefore << 4) | known, (kindBefore << 5) | tongue)

  // Words further away, and the one that opens the text.
  out[count++] = bucket(51, hashAt(view, at - 3), uncased)
  out[count++] = bucket(51, hashAt(view, at - 4), uncased)
  out[count++] = bucket(52, hashAt(view, at + 3), uncased)
  out[count++] = bucket(53, hashAt(view, 0), (Math.min(at, 6) << 1) | uncased)

  // What a word that is not known is put together of.
  if ((known & FREQUENCY) <= UNKNOWN) {
    takeApart(text, start, end, language, view.words, compound)
    const parts = (compound.frequency << 1) | (compound.isWhole ? 1 : 0)
    out[count++] = bucket(55, (parts << 3) | kind, (opens << 8) | tongue)
    if (compound.frequency > 0) {
      out[count++] = bucket(56, compound.hash, (parts << 1) | uncased)
      out[count++] = bucket(57, (parts << 8) | flags, tongue)
    }
  }
  return blind ? count : pieces(view, at, out, count, uncased)
}

const compound: Compound = { hash: 0, frequency: 0, isWhole: false }

/** Letters of a word whose pieces are looked at. */
const LONGEST = 12

/** Pieces of three letters, with signs for where the word begins and ends. */
function pieces(view: View, at: number, out: Int32Array, from: number, uncased: number): number {
  const { text, starts, ends } = view.tokens
  const start = starts[at] ?? 0
  const end = Math.min(ends[at] ?? 0, start + LONGEST)
  let count = from
  let piece = 1
  for (let unit = start; unit <= end; unit++) {
    piece = ((piece << 10) | (unit < end ? folded(text.charCodeAt(unit)) & 1023 : 2)) & 0x3fff_ffff
    if (unit > start) out[count++] = bucket(54, piece, (view.language << 1) | uncased)
  }
  return count
}
