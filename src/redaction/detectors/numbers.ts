/** The number detector: reads one chain, then asks for accounts, addresses, identifiers, cards and phones in that order. */
import { kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { Chain, FIRST, GLUED, GLUED_TO_WORD, SEVERAL } from './chain.ts'
import { compileCues, HARMLESS } from './cues.ts'
import { readIban } from './iban.ts'
import { type CompiledRow, grouped, LONGEST_IDENTIFIER, MOST_GROUPS, signed } from './identifiers/table.ts'
import { findIpv4 } from './ip.ts'
import { findPhoneBehindPlus, findPhones } from './phone.ts'

const chain = new Chain()
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/iy
const IBAN_CUES = compileCues([
  'iban*',
  'konto*',
  'kontonummer',
  'account*',
  'rachun*',
  'compte*',
  'cuenta*',
  'rekening*',
])
/** No IP address has fewer digits, and no identifier or phone number. */
const FEWEST_DIGITS = 4
const FEWEST_IDENTIFIER_DIGITS = 7
/** With so many letters an identifier has fewer: letters of an Italian code may stand for digits. */
const MOST_LETTERS = 9

/** Scores, highest first: a check that stands alone, one with a cue, a telling grouping, a cue without a check. */
const ALONE = 1
const CUED = 0.9
const TELLING = 0.8
const UNVERIFIED = 0.5

/** Looks at the number whose first digit is at `at`, not before `floor`; returns where scanning continues. */
export function findNumbers(scan: Scan, at: number, floor: number): number {
  const { text, policy } = scan
  const uuid = uuidAround(text, at)
  if (uuid > at) return uuid
  let resume = chain.read(text, at, floor)
  scan.wordless = false
  const iban = policy.iban ? findIban(scan) : -1
  if (iban !== -1) resume = iban
  const fewDigits = chain.digits < FEWEST_IDENTIFIER_DIGITS && chain.letterCount < MOST_LETTERS
  if (chain.count === 0 || (fewDigits && chain.digits < FEWEST_DIGITS)) return resume
  scan.lookForWords(chain.starts[0] ?? 0, chain.ends[chain.count - 1] ?? 0)
  if (policy.ip) findIpv4(scan, chain)
  if (fewDigits) return resume
  // Nothing but a phone number follows a plus.
  if (policy.phone) findPhoneBehindPlus(scan, chain)
  findIdentifiers(scan)
  if (policy.phone) findPhones(scan, chain)
  return resume
}

/** End of the UUID that the digit at `at` belongs to; `at` when there is none. Its digits are no number. */
function uuidAround(text: string, at: number): number {
  let start = at
  while (at - start < 8 && kindAt(text, start - 1) !== 0) start--
  if (unitAt(text, start + 8) !== 0x2d || unitAt(text, start + 13) !== 0x2d) return at
  UUID.lastIndex = start
  return UUID.test(text) ? UUID.lastIndex : at
}

/** Finds an IBAN in the chain and cuts the chain before it; returns its end, or -1. */
function findIban(scan: Scan): number {
  const { text } = scan
  for (let atom = 0; atom + 1 < chain.count; atom++) {
    const end = chain.ends[atom] ?? 0
    if (chain.letters[atom] === 0 || chain.gaps[atom] === GLUED) continue
    const start = end - 2
    const size = end - (chain.starts[atom] ?? 0)
    // The word itself may be glued on: IBANPL61…
    if (size !== 2 && !(size === 6 && text.slice(start - 4, start).toLowerCase() === 'iban')) continue
    const reading = readIban(text, start)
    if (reading === undefined) continue
    if (!reading.valid && scan.nearness(IBAN_CUES, start, reading.end) !== 'explicit') continue
    scan.add('IBAN', 'iban', start, reading.end, reading.valid ? ALONE : UNVERIFIED)
    chain.count = atom
    return reading.end
  }
  return -1
}

/** A stretch of atoms that may be one identifier. */
interface Window {
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
  /** Code of its groups; 0 when nothing parts it. */
  readonly grouping: number
  /** It starts straight behind a letter, so only a cue can make it a number. */
  readonly glued: boolean
}

interface Verdict {
  readonly row: CompiledRow
  readonly window: Window
  readonly score: number
}

function findIdentifiers(scan: Scan): void {
  for (let first = 0; first < chain.count; first++) {
    if (chain.covered[first] === 1) continue
    const gap = chain.gaps[first] ?? FIRST
    const glued = gap === GLUED || gap === GLUED_TO_WORD
    // A number glued to a word may follow its cue: PESEL44051401359.
    if (glued && (scan.wordless || (gap === GLUED && !isWord(first - 1)))) continue
    const verdict = bestFrom(scan, first, glued)
    if (verdict === undefined) continue
    const { row, window, score } = verdict
    scan.add(row.entity, row.detector, window.start, window.end, score)
    chain.covered.fill(1, first, window.last + 1)
    first = window.last
  }
}

function isWord(atom: number): boolean {
  return chain.letters[atom] === 1 && (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0) >= 2
}

/** The best identifier that starts at an atom; the longest of equally good ones. */
function bestFrom(scan: Scan, first: number, glued: boolean): Verdict | undefined {
  const { identifiers } = scan.policy
  const start = chain.starts[first] ?? 0
  let found: Verdict | undefined
  let total = 0
  let signature = 0
  let letters = chain.letters[first] === 1
  let run = 0
  let mixed = false
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
      mixed = true
    }
    if (!endsAt(last) || (mixed && ((identifiers.lettered >>> total) & 1) === 0)) continue
    const rows = mixed
      ? identifiers.shapes.get(signed(signature, letters, run))
      : identifiers.digits[letters ? 0 : total]
    const others = mixed ? identifiers.mixed[total] : undefined
    if (isEmpty(rows) && isEmpty(others)) continue
    const grouping = groups === 1 ? 0 : grouped(code, group)
    const window = { first, last, start, end: chain.ends[last] ?? 0, grouping, glued }
    found = better(judge(scan, rows, window, mixed), found)
    found = better(judge(scan, others, window, mixed), found)
  }
  return found
}

function isEmpty(rows: readonly CompiledRow[] | undefined): boolean {
  return rows === undefined || rows.length === 0
}

function better(one: Verdict | undefined, other: Verdict | undefined): Verdict | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one.score >= other.score ? one : other
}

function endsAt(last: number): boolean {
  return last + 1 < chain.count ? chain.gaps[last + 1] !== GLUED : !chain.tailGlued
}

/** The best of the rows for a window; undefined when it is none of them. */
function judge(
  scan: Scan,
  rows: readonly CompiledRow[] | undefined,
  window: Window,
  mixed: boolean,
): Verdict | undefined {
  if (rows === undefined) return undefined
  let compact: string | undefined
  let best: CompiledRow | undefined
  let score = 0
  for (const row of rows) {
    const usual = window.grouping === 0 || row.groupings.has(window.grouping)
    if (!usual && scan.wordless) continue
    compact ??= mixed ? compactOf(scan.text, window).toUpperCase() : compactOf(scan.text, window)
    const judged = scoreOf(scan, row, compact, window, usual)
    if (judged <= score) continue
    score = judged
    best = row
  }
  return best === undefined ? undefined : { row: best, window, score }
}

function scoreOf(scan: Scan, row: CompiledRow, compact: string, window: Window, usual: boolean): number {
  const { start, end } = window
  const valid = row.check(compact)
  if (!valid && !usual) return 0
  if (valid && usual && !window.glued && row.strength !== 'cue' && !isFraction(scan.text, window)) {
    if (row.strength === 'strong') return ALONE
    if (row.telling.has(window.grouping) && !scan.precededBy(HARMLESS, start, 32)) return TELLING
  }
  const nearness = scan.nearness(row.cues, start, end)
  if (nearness === 'none') return 0
  if (valid) return row.strength === 'cue' ? UNVERIFIED + 0.1 : CUED
  return nearness === 'explicit' ? UNVERIFIED : 0
}

/** True when the window is part of a decimal number: 0.44051401359 or 44051401359,50. */
function isFraction(text: string, { first, end }: Window): boolean {
  if (chain.gaps[first] === 0x2e && first > 0 && chain.letters[first - 1] === 0) return true
  const unit = unitAt(text, end)
  if (unit !== 0x2c && unit !== 0x2e) return false
  if (kindAt(text, end + 1) !== 1) return false
  return kindAt(text, end + 2) !== 1 || kindAt(text, end + 3) === 0
}

function compactOf(text: string, { first, last, start, end }: Window): string {
  if (first === last) return text.slice(start, end)
  let compact = ''
  for (let atom = first; atom <= last; atom++) compact += text.slice(chain.starts[atom], chain.ends[atom])
  return compact
}
