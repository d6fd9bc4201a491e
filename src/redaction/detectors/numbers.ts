/** The number detector: reads one chain, then asks for accounts, addresses, identifiers, cards and phones in that order. */
import { kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { Chain, FIRST, GLUED, GLUED_TO_WORD, SEVERAL } from './chain.ts'
import { compileCues, HARMLESS } from './cues.ts'
import { readIban } from './iban.ts'
import { LONGEST_IDENTIFIER, signed, type CompiledRow } from './identifiers/table.ts'
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
  if (chain.digits < FEWEST_DIGITS) return resume
  const iban = policy.iban ? findIban(scan) : -1
  if (iban !== -1) resume = iban
  if (policy.ip) findIpv4(scan, chain)
  if (chain.digits < FEWEST_IDENTIFIER_DIGITS) return resume
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

function findIdentifiers(scan: Scan): void {
  for (let first = 0; first < chain.count; first++) {
    const gap = chain.gaps[first] ?? FIRST
    const glued = gap === GLUED || gap === GLUED_TO_WORD
    if (chain.covered[first] === 1) continue
    // A number glued to a word may follow its cue: PESEL44051401359.
    if (gap === GLUED && !isWord(first - 1)) continue
    const last = findIdentifierFrom(scan, first, glued)
    if (last !== -1) first = last
  }
}

function isWord(atom: number): boolean {
  return chain.letters[atom] === 1 && (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0) >= 3
}

/** Adds the best identifier that starts at an atom, covers its atoms and returns the last of them; -1 for none. */
function findIdentifierFrom(scan: Scan, first: number, glued: boolean): number {
  const { identifiers } = scan.policy
  let total = 0
  let signature = 0
  let letters = chain.letters[first] === 1
  let run = 0
  let mixed = false
  let bestLast = -1
  let bestScore = 0
  let bestRow: CompiledRow | undefined
  for (let last = first; last < chain.count; last++) {
    if (last > first && chain.gaps[last] === SEVERAL) break
    if (chain.covered[last] === 1) break
    const length = (chain.ends[last] ?? 0) - (chain.starts[last] ?? 0)
    total += length
    if (total > LONGEST_IDENTIFIER) break
    const lettersHere = chain.letters[last] === 1
    if (lettersHere === letters) {
      run += length
    } else {
      signature = signed(signature, letters, run)
      letters = lettersHere
      run = length
      mixed = true
    }
    if (!endsAt(last)) continue
    const rows = mixed
      ? identifiers.shapes.get(signed(signature, letters, run))
      : identifiers.digits[letters ? 0 : total]
    const row = best(scan, rows, first, last, glued)
    if (row !== undefined && score >= bestScore) {
      bestScore = score
      bestLast = last
      bestRow = row
    }
    const mixedRow = mixed ? best(scan, identifiers.mixed[total], first, last, glued) : undefined
    if (mixedRow !== undefined && score >= bestScore) {
      bestScore = score
      bestLast = last
      bestRow = mixedRow
    }
  }
  if (bestRow === undefined) return -1
  scan.add(bestRow.entity, bestRow.detector, chain.starts[first] ?? 0, chain.ends[bestLast] ?? 0, bestScore)
  chain.covered.fill(1, first, bestLast + 1)
  return bestLast
}

function endsAt(last: number): boolean {
  return last + 1 < chain.count ? chain.gaps[last + 1] !== GLUED : !chain.tailGlued
}

/** Score of the row that `best` returned last. */
let score = 0

function best(
  scan: Scan,
  rows: readonly CompiledRow[] | undefined,
  first: number,
  last: number,
  glued: boolean,
): CompiledRow | undefined {
  score = 0
  if (rows === undefined || rows.length === 0) return undefined
  let result: CompiledRow | undefined
  const compact = compactOf(scan.text, first, last)
  const grouping = groupingOf(first, last)
  for (const row of rows) {
    const judged = judge(scan, row, compact, grouping, first, last, glued)
    if (judged > score) {
      score = judged
      result = row
    }
  }
  return result
}

/** Score of one row for one window of atoms; 0 when it is not that. */
function judge(
  scan: Scan,
  row: CompiledRow,
  compact: string,
  grouping: string,
  first: number,
  last: number,
  glued: boolean,
): number {
  const valid = row.check(compact)
  const start = chain.starts[first] ?? 0
  const end = chain.ends[last] ?? 0
  const grouped = grouping === '' || row.groupings.has(grouping)
  if (valid && grouped && !glued && row.strength !== 'cue' && !isFraction(scan.text, first, end)) {
    if (row.strength === 'strong') return ALONE
    if (row.telling.has(grouping) && !scan.precededBy(HARMLESS, start, 32)) return TELLING
  }
  if (!valid && !grouped) return 0
  const nearness = scan.nearness(row.cues, start, end)
  if (nearness === 'none') return 0
  if (valid) return row.strength === 'cue' ? UNVERIFIED + 0.1 : CUED
  return nearness === 'explicit' ? UNVERIFIED : 0
}

/** True when the window is part of a decimal number: 0.44051401359 or 44051401359,50. */
function isFraction(text: string, first: number, end: number): boolean {
  if (chain.gaps[first] === 0x2e && first > 0 && chain.letters[first - 1] === 0) return true
  const unit = unitAt(text, end)
  if (unit !== 0x2c && unit !== 0x2e) return false
  if (kindAt(text, end + 1) !== 1) return false
  return kindAt(text, end + 2) !== 1 || kindAt(text, end + 3) === 0
}

function compactOf(text: string, first: number, last: number): string {
  if (first === last) return text.slice(chain.starts[first], chain.ends[first]).toUpperCase()
  let compact = ''
  for (let atom = first; atom <= last; atom++) compact += text.slice(chain.starts[atom], chain.ends[atom])
  return compact.toUpperCase()
}

/** Sizes of the groups between separators, `3-3-2-2`; empty when there are none. */
function groupingOf(first: number, last: number): string {
  let grouping = ''
  let size = 0
  let separated = false
  for (let atom = first; atom <= last; atom++) {
    if (atom > first && chain.gaps[atom] !== GLUED) {
      grouping += `${size}-`
      size = 0
      separated = true
    }
    size += (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0)
  }
  return separated ? `${grouping}${size}` : ''
}
