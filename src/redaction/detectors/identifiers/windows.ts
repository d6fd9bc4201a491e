/** Identifiers in one chain: every stretch of atoms that has the shape of one is judged by check, grouping and cue. */
import { kindAt, unitAt } from '../../characters.ts'
import type { Scan } from '../../scan.ts'
import { type Chain, FIRST, GLUED, GLUED_TO_WORD, SEVERAL } from '../chain.ts'
import { DATE, HARMLESS, isQuantity, ORDERS } from '../harmless.ts'
import { PHONE_CUES } from '../phone.ts'
import { type Bucket, type CompiledRow, grouped, LONGEST_IDENTIFIER, MOST_GROUPS, signed } from './table.ts'

/** Scores, highest first: a check that stands alone, one with a cue, a telling grouping, a cue without a check. */
const ALONE = 1
const CUED = 0.9
const TELLING = 0.8
const UNCHECKED = 0.6
const UNVERIFIED = 0.5
/** What a valid number gains over others when its own name stands before it. */
const NAMED = 0.2
/** What a nearer name is worth, a unit. */
const NEARER = 0.001
/** Groups that a number without a check may be written in. */
const MOST_UNCHECKED_GROUPS = 4

/** Words for `number`, which stand before one in any case. */
const NUMBER_WORDS = new Set(['nr', 'no', 'num', 'nro', 'br', 'id', 'st', 'ar', 'sz'])
/** Short words before a number, as they are written inside a sentence. */
const LITTLE_WORDS = new Set(
  (
    'is es est ist to je on en e el la le il lo de der die das am im in um an zu a na do od mi my mon ma me he it at by of os so va va ' +
    'se si su un une und ed et und og och ja ki and via per pro for ott mit mai sie ich wir iu by ok ei ein mam mám mir ass'
  ).split(' '),
)

/** A stretch of atoms that may be one identifier. */
interface Window {
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
  /** Code of its groups; 0 when nothing parts it. */
  readonly grouping: number
  readonly groups: number
  /** It starts straight behind a letter, so only a cue can make it a number. */
  readonly glued: boolean
}

interface Verdict {
  readonly row: CompiledRow
  readonly window: Window
  readonly rank: number
}

/** Adds the identifiers among the atoms that nothing else covers. */
export function findIdentifiers(scan: Scan, chain: Chain): void {
  for (let first = 0; first < chain.count; first++) {
    if (chain.covered[first] === 1) continue
    const gap = chain.gaps[first] ?? FIRST
    const glued = gap === GLUED || gap === GLUED_TO_WORD
    // A number glued to a word may follow its cue: PESEL44051401359.
    if (glued && (scan.wordless || (gap === GLUED && !isWord(chain, first - 1)))) continue
    if (isLittleWord(scan.text, chain, first)) continue
    const verdict = bestFrom(scan, chain, first, glued)
    if (verdict === undefined) continue
    const { row, window, rank } = verdict
    scan.add(row.entity, row.detector, window.start, window.end, Math.min(1, Math.round(rank * 10) / 10))
    chain.covered.fill(1, first, window.last + 1)
    first = window.last
  }
}

/** `nr 83450`: the letters before the number are a word of the sentence and no part of it. */
function isLittleWord(text: string, chain: Chain, atom: number): boolean {
  if (chain.letters[atom] === 0 || atom + 1 >= chain.count || chain.gaps[atom + 1] === GLUED) return false
  const word = text.slice(chain.starts[atom], chain.ends[atom])
  return LITTLE_WORDS.has(word) || NUMBER_WORDS.has(word.toLowerCase())
}

function isWord(chain: Chain, atom: number): boolean {
  return chain.letters[atom] === 1 && (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0) >= 2
}

/** The best identifier that starts at an atom; the longest of equally good ones. */
function bestFrom(scan: Scan, chain: Chain, first: number, glued: boolean): Verdict | undefined {
  const { identifiers } = scan.policy
  const start = chain.starts[first] ?? 0
  let found: Verdict | undefined
  let total = 0
  let signature = 0
  let letters = chain.letters[first] === 1
  let run = 0
  let runs = 1
  let groups = 1
  let group = 0
  let code = 0
  for (let last = first; last < chain.count && chain.covered[last] === 0; last++) {
    const gap = chain.gaps[last]
    const length = (chain.ends[last] ?? 0) - (chain.starts[last] ?? 0)
    if (last > first && gap !== GLUED) {
      if (gap === SEVERAL || ++groups > MOST_GROUPS) break
      code = grouped(code, group)
      group = 0
    }
    group += length
    total += length
    if (total > LONGEST_IDENTIFIER) break
    if ((chain.letters[last] === 1) === letters) {
      run += length
    } else {
      signature = signed(signature, letters, run)
      letters = !letters
      run = length
      runs++
    }
    const mixed = runs > 1
    if (!endsAt(chain, last) || (mixed && ((identifiers.lettered >>> total) & 1) === 0)) continue
    const grouping = groups === 1 ? 0 : grouped(code, group)
    const fixed = !mixed
      ? identifiers.digits[letters ? 0 : total]
      : runs <= identifiers.mostRuns
        ? identifiers.shapes.get(signed(signature, letters, run))
        : undefined
    const rows = thatMayBe(scan, fixed, groups, grouping, glued)
    const others = mixed ? thatMayBe(scan, identifiers.mixed[total], groups, grouping, glued) : undefined
    if (rows === undefined && others === undefined) continue
    const window = { first, last, start, end: chain.ends[last] ?? 0, grouping, groups, glued }
    if (rows !== undefined) found = better(judge(scan, chain, rows, window, mixed), found)
    if (others !== undefined) found = better(judge(scan, chain, others, window, mixed), found)
  }
  return found
}

/** The rows, when a cue names one of them or the grouping does: in a long list of numbers neither is so. */
function thatMayBe(
  scan: Scan,
  bucket: Bucket | undefined,
  groups: number,
  grouping: number,
  glued: boolean,
): Bucket | undefined {
  if (bucket === undefined || bucket.all.length === 0) return undefined
  if (scan.namesAny(bucket.cues)) return bucket
  const isUsual = !glued && ((bucket.aloneGroups >>> groups) & 1) !== 0 && bucket.aloneIn.has(grouping)
  return isUsual ? bucket : undefined
}

function better(one: Verdict | undefined, other: Verdict | undefined): Verdict | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one.rank >= other.rank ? one : other
}

function endsAt(chain: Chain, last: number): boolean {
  return last + 1 < chain.count ? chain.gaps[last + 1] !== GLUED : !chain.tailGlued
}

/** The best of the rows for a window; undefined when it is none of them. */
function judge(
  scan: Scan,
  chain: Chain,
  bucket: Bucket,
  window: Window,
  mixed: boolean,
): Verdict | undefined {
  // Without a cue for any of them only the usual groupings of some rows are told.
  const nameless = !scan.namesAny(bucket.cues)
  let compact: string | undefined
  let best: CompiledRow | undefined
  let rank = 0
  for (const row of nameless ? bucket.alone : bucket.all) {
    const usual = window.grouping === 0 || row.groupings.has(window.grouping)
    const alone = usual && !window.glued && (row.strength === 'strong' || row.telling.has(window.grouping))
    const named = !nameless && scan.isNamed(row.cues)
    if (!alone && !named) continue
    compact ??= mixed
      ? compactOf(scan.text, chain, window).toUpperCase()
      : compactOf(scan.text, chain, window)
    const valid = row.check(compact)
    if (!valid && (!usual || !named)) continue
    const judged = Math.max(
      valid && alone ? rankAlone(scan, chain, row, window) : 0,
      named ? rankNamed(scan, row, window, valid) : 0,
    )
    if (judged <= rank) continue
    rank = judged
    best = row
  }
  return best === undefined ? undefined : { row: best, window, rank }
}

/** Rank of a valid number in a usual grouping that needs no cue. */
function rankAlone(scan: Scan, chain: Chain, row: CompiledRow, window: Window): number {
  if (isFraction(scan.text, chain, window)) return 0
  if (row.strength === 'strong') return ALONE
  return scan.precededBy(HARMLESS, window.start, 32) ? 0 : TELLING
}

/** Rank of a number near a cue of its row. */
function rankNamed(
  scan: Scan,
  row: CompiledRow,
  { start, end, grouping, groups }: Window,
  valid: boolean,
): number {
  const usual = grouping === 0 || row.groupings.has(grouping)
  const nearness = scan.nearest(row.cues, start, end)
  if (nearness === 'none') return 0
  const { distance } = scan
  const near = (64 - Math.min(64, distance)) * NEARER
  if (valid && row.strength !== 'cue') return CUED + near + (nearness === 'explicit' ? NAMED : 0)
  if (valid ? scan.interrupted || (!usual && groups > MOST_UNCHECKED_GROUPS) : nearness !== 'explicit')
    return 0
  // The number belongs to a nearer word, or is an amount or a date.
  if (scan.isNearer(PHONE_CUES, start, distance) || scan.isNearer(ORDERS, start, distance)) return 0
  if (isQuantity(scan.text, end) || DATE.test(scan.text.slice(start, end))) return 0
  return (valid ? UNCHECKED : UNVERIFIED) + near
}

/** True when the window is part of a decimal number: 0.44051401359 or 44051401359,50. */
function isFraction(text: string, chain: Chain, { first, end }: Window): boolean {
  if (chain.gaps[first] === 0x2e && first > 0 && chain.letters[first - 1] === 0) return true
  const unit = unitAt(text, end)
  if (unit !== 0x2c && unit !== 0x2e) return false
  if (kindAt(text, end + 1) !== 1) return false
  return kindAt(text, end + 2) !== 1 || kindAt(text, end + 3) === 0
}

function compactOf(text: string, chain: Chain, { first, last, start, end }: Window): string {
  if (first === last) return text.slice(start, end)
  let compact = ''
  for (let atom = first; atom <= last; atom++) compact += text.slice(chain.starts[atom], chain.ends[atom])
  return compact
}
