/** Where a name can be: words in capitals in cased text; in text without care for capitals whatever is no common word. */
import { LANGUAGES } from '../../types.ts'
import { wordHashes } from '../tokens.ts'
import { GAP, isFirst, isLikely, KIND, KNOWN, FREQUENCY, listedAt, UNKNOWN, type View } from './view.ts'

/** Words of a name that are written small: `van der`, `de la`. */
const PARTICLES = new Set(
  wordHashes(
    'van von der den de da do dos das del della dello di du des la le les los las ter ten te zu zur vom af av bin ibn ben el al abu y e d l t op o',
  ),
)

/** Those with which a surname that stands alone may begin, in any language; in Dutch, German and where it is not known all may. */
const LEADING = new Set(wordHashes('van von der den ter ten af bin ibn vom zur t'))

const LEADING_LANGUAGES: ReadonlySet<number> = new Set([
  0,
  1 + LANGUAGES.indexOf('nl'),
  1 + LANGUAGES.indexOf('de'),
])

/** Longest stretch of particles inside a name. */
const MOST_PARTICLES = 2

let marks = new Uint8Array(0)

/** Marks the words of a text that a name may consist of: 1 in the answer's column. Valid until the next call. */
export function candidates(view: View): Uint8Array {
  const { count } = view.tokens
  if (marks.length <= count) marks = new Uint8Array(2 * count + 64)
  const cased = view.register === 'cased'
  let last = -1
  for (let at = 0; at < count; at++) {
    marks[at] = 0
    if (!(cased ? mayBeCased(view, at) : mayBeUncased(view, at))) continue
    marks[at] = 1
    lead(view, at)
    if (last !== -1 && at - last > 1 && at - last <= MOST_PARTICLES + 1) bridge(view, last, at)
    last = at
  }
  return marks
}

/** Particles and initials between two words of a name belong to it. */
function bridge(view: View, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    if (view.kinds[at] !== KIND.small) return
    const hash = view.tokens.hashes[at] ?? 0
    const isLetter = (view.tokens.ends[at] ?? 0) - (view.tokens.starts[at] ?? 0) === 1
    if (!PARTICLES.has(hash) && !(isLetter && !isKnown(view, at))) return
  }
  marks.fill(1, from + 1, to)
}

/** So do those before its first word: `van den Berg`, `o'brien`. */
function lead(view: View, word: number): void {
  const all = LEADING_LANGUAGES.has(view.language)
  for (let at = word - 1; at >= 0 && at >= word - MOST_PARTICLES; at--) {
    if (marks[at] === 1 || view.kinds[at] !== KIND.small) return
    const hash = view.tokens.hashes[at] ?? 0
    const elided = (view.gaps[at + 1] ?? 0) === GAP.apostrophe && PARTICLES.has(hash)
    if (!elided && !(all ? PARTICLES : LEADING).has(hash)) return
    marks[at] = 1
  }
}

/**
 * A word that is nobody's name: one that the training saw, unless frequencies are at hand and do not know it, since among rarer words there
 * are names too.
 */
function isKnown(view: View, at: number): boolean {
  const word = view.classes[at] ?? 0
  return (word & KNOWN) !== 0 && (word & FREQUENCY) !== UNKNOWN
}

function mayBeCased(view: View, at: number): boolean {
  const kind = view.kinds[at] ?? 0
  if (kind === KIND.small || kind === KIND.digits || kind === KIND.foreign) return false
  return !(isFirst(view, at) && isKnown(view, at))
}

function mayBeUncased(view: View, at: number): boolean {
  const kind = view.kinds[at] ?? 0
  if (kind === KIND.digits || kind === KIND.foreign) return false
  if ((view.gaps[at] ?? 0) === GAP.glue && (view.gaps[at + 1] ?? 0) === GAP.glue) return false
  if (isLikely(listedAt(view, at), listedAt(view, at - 1))) return true
  return !isKnown(view, at)
}
