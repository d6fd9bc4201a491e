/** Phone numbers: proposes candidates of at most 25 characters from a chain and lets the numbering plans judge them. */
import { IDEOGRAPHS, isGlue, unitAt } from '../characters.ts'
import type { Nearness, Scan } from '../scan.ts'
import { type Chain, GLUED, GLUED_TO_WORD, SEVERAL } from './chain.ts'
import { compileCues, type CueList } from './cues.ts'
import { DATE, HARMLESS, isQuantity } from './harmless.ts'
import {
  hasTrunk,
  judgeInternational,
  judgeNational,
  judgeRewritten,
  type NumberingPlan,
} from './phone-plans.ts'

const LONGEST_CANDIDATE = 25
const FEWEST_DIGITS = 7
const MOST_ATOMS = 8
/** ITU-T E.164: fifteen digits, plus `00` where that stands for the `+`. */
const MOST_DIGITS = 17

export const PHONE_CUES: CueList = compileCues([
  'tel', 'tel nr*', 'telnr', 'telefon*', 'telephone*', 'phone*', 'mobile', 'mobiles', 'mobile number', 'mobil', 'mobilny*',
  'mobilnummer*', 'mobiltelefon*', 'mob', 'cell', 'cellphone*', 'cell phone*', 'cell number', 'handy', 'handynummer*', 'call',
  'calls', 'called', 'calling', 'callback*', 'ring', 'dial', 'dial in', 'reach me', 'reach us', 'text me', 'whatsapp*', 'signal',
  'sms', 'fax*', 'contact number', 'my number', 'hotline*', 'komórk*', 'kom', 'zadzwo*', 'dzwoni*', 'oddzwo*', 'kontaktowy',
  'mój numer', 'mój nr', 'moj numer', 'infolini*', 'rufnummer*', 'rufen', 'ruf', 'ruft', 'anruf*', 'anrufen', 'rückruf*',
  'erreichbar*', 'erreichen', 'meine nummer', 'durchwahl', 'téléphone*', 'portable', 'appel', 'appeler', 'appelez',
  'appelle*', 'rappel*', 'joindre', 'mon numéro', 'mon numero', 'teléfono*', 'móvil*', 'llamar*', 'llame*', 'llámame',
  'mi número', 'mi numero', 'telefono*', 'cellulare', 'chiama*', 'richiama*', 'mio numero', 'telefoon*', 'mobiel*', 'gsm',
  'bel', 'bellen', 'terugbel*', 'mijn nummer', 'telefone*', 'telemóvel*', 'ligar', 'puhelin*', 'soita*', 'mitt nummer',
  'mit nummer', 'min nummer', 'volat', 'zavolej*', 'mobilu', 'moje číslo',
]) // prettier-ignore

/** A run of digit atoms that may be a phone number. */
interface Candidate {
  readonly start: number
  readonly end: number
  readonly first: number
  readonly last: number
  readonly digits: string
}

/** Adds the phone number behind a plus. A plus is no separator, so it can only stand before the whole chain. */
export function findPhoneBehindPlus(scan: Scan, chain: Chain): void {
  const start = plusBefore(scan.text, chain.starts[0] ?? 0)
  if (start === -1 || chain.letters[0] === 1) return
  const found = international(scan, collect(scan.text, chain, 0, start, true), false)
  if (found !== undefined) add(scan, chain, found, 'phone.international')
}

/** Adds every other phone number among the atoms that nothing else covers. */
export function findPhones(scan: Scan, chain: Chain): void {
  for (let first = 0; first < chain.count; first++) {
    if (chain.letters[first] === 1 || chain.covered[first] === 1 || !startsNaturally(chain, first)) continue
    const last = findPhoneFrom(scan, chain, first)
    if (last !== -1) first = last
  }
}

/** Adds the longest phone number that starts at an atom; returns its last atom, or -1. */
function findPhoneFrom(scan: Scan, chain: Chain, first: number): number {
  const { text } = scan
  const digitStart = chain.starts[first] ?? 0
  const exit = text.startsWith('00', digitStart) && unitAt(text, digitStart + 2) !== 0x30
  const candidates = collect(text, chain, first, parenthesisBefore(text, digitStart), exit)
  if (candidates.length === 0) return -1
  const found = exit ? international(scan, candidates, true) : national(scan, chain, candidates)
  if (found === undefined) return -1
  add(scan, chain, found, exit ? 'phone.international' : 'phone.national')
  return found.last
}

function add(scan: Scan, chain: Chain, { start, end, first, last }: Candidate, detector: string): void {
  scan.add('PHONE', detector, start, end, 0.9)
  chain.covered.fill(1, first, last + 1)
}

/** Start of the `+`, with a parenthesis before it, that belongs to digits at `at`; -1 when there is none. */
function plusBefore(text: string, at: number): number {
  let plus = at - 1
  if (unitAt(text, plus) === 0x28 || unitAt(text, plus) === 0x20) plus--
  if (unitAt(text, plus) !== 0x2b) return -1
  if (isGlue(text, plus - 1)) return -1
  return unitAt(text, plus - 1) === 0x28 && text.slice(at, at + LONGEST_CANDIDATE).includes(')')
    ? plus - 1
    : plus
}

function parenthesisBefore(text: string, at: number): number {
  return unitAt(text, at - 1) === 0x28 && text.slice(at, at + LONGEST_CANDIDATE).includes(')') ? at - 1 : at
}

/**
 * A number starts where a chain does, behind a word or another finding, or where the separator changes: not at every
 * group of a long list.
 */
function startsNaturally(chain: Chain, first: number): boolean {
  if (first === 0) return true
  const gap = chain.gaps[first]
  const wordBefore = chain.letters[first - 1] === 1
  if (gap === GLUED) return wordBefore && (chain.ends[first - 1] ?? 0) - (chain.starts[first - 1] ?? 0) >= 3
  return wordBefore || chain.covered[first - 1] === 1 || gap === SEVERAL || gap !== chain.gaps[first + 1]
}

/** Every run of digit atoms from `first` that may be a phone number, longest first. */
function collect(
  text: string,
  chain: Chain,
  first: number,
  start: number,
  international: boolean,
): readonly Candidate[] {
  const candidates: Candidate[] = []
  let digits = ''
  for (let last = first; last < chain.count; last++) {
    if (chain.letters[last] === 1 || chain.covered[last] === 1) break
    const from = chain.starts[last] ?? 0
    const to = chain.ends[last] ?? 0
    if (to - start > LONGEST_CANDIDATE || last - first >= MOST_ATOMS) break
    const atom = text.slice(from, to)
    // The trunk prefix that is not dialled from abroad: +49 (0) 30 …
    const optional = international && last > first && atom === '0' && unitAt(text, from - 1) === 0x28
    if (!optional) digits += atom
    if (digits.length > MOST_DIGITS) break
    const open = last + 1 < chain.count ? chain.gaps[last + 1] !== GLUED : !chain.tailGlued
    if (digits.length < FEWEST_DIGITS || !open) continue
    candidates.unshift({ start, end: to, first, last, digits })
  }
  return candidates
}

function international(scan: Scan, candidates: readonly Candidate[], exit: boolean): Candidate | undefined {
  let possible: Candidate | undefined
  for (const candidate of candidates) {
    const judged = judgeInternational(exit ? candidate.digits.slice(2) : candidate.digits)
    if (judged === 'no' || isQuantity(scan.text, candidate.end)) continue
    if (judged === 'valid') return candidate
    possible ??= candidate
  }
  // A plus is telling enough for a number of the right length; two zeros are not.
  return exit ? undefined : possible
}

function national(scan: Scan, chain: Chain, candidates: readonly Candidate[]): Candidate | undefined {
  const { regions } = scan.policy
  let nearness: Nearness | undefined
  for (const candidate of candidates) {
    const { first, last, digits, start, end } = candidate
    const grouped = first !== last && isGroupedAsPhone(chain, candidate, '0')
    if (first !== last && !grouped) {
      nearness ??= scan.nearness(PHONE_CUES, start, end)
      if (nearness !== 'explicit') continue
    }
    if (isDate(scan.text, chain, candidate) || isQuantity(scan.text, end)) continue
    if (regions.some((plan) => looksDialled(scan, chain, candidate, plan, grouped))) return candidate
    if (digits.length > 13) continue
    nearness ??= scan.nearness(PHONE_CUES, start, end)
    if (nearness === 'explicit') return candidate
    if (nearness === 'none') continue
    const likely = first !== last || regions.some((plan) => isNational(scan, plan, digits))
    if (likely && !isHarmless(scan, candidate)) return candidate
  }
  return undefined
}

/** True when a number that the plan accepts is also written as one, and nothing near says that it is something else. */
function looksDialled(
  scan: Scan,
  chain: Chain,
  candidate: Candidate,
  plan: NumberingPlan,
  grouped: boolean,
): boolean {
  const { digits, first, last } = candidate
  const fewest = first === last ? 9 : plan.short ? 7 : 8
  if (digits.length < fewest || chain.gaps[first] === GLUED_TO_WORD) return false
  if (first !== last) {
    // Only a first group of one digit is a trunk prefix in some plans and none in others.
    const single = (chain.ends[first] ?? 0) - (chain.starts[first] ?? 0) === 1
    if (!(single ? isGroupedAsPhone(chain, candidate, plan.trunk) : grouped)) return false
  }
  if (plan.trunkWritten && !hasTrunk(plan, digits)) return false
  if (!isOpenBefore(scan.text, candidate.start) || goesOn(chain, last)) return false
  return isNational(scan, plan, digits) && !isHarmless(scan, candidate)
}

/** The judgement of the plan; of libphonenumber where only that knows, within the budget of the text. */
function isNational(scan: Scan, plan: NumberingPlan, digits: string): boolean {
  if (!plan.rewrites || scan.phoneBudget <= 0) return judgeNational(plan, digits)
  scan.phoneBudget--
  return judgeRewritten(plan, digits)
}

/** More digits follow, too few to be another number: the candidate is a part of something longer. */
function goesOn(chain: Chain, last: number): boolean {
  let digits = 0
  for (
    let atom = last + 1;
    atom < chain.count && chain.letters[atom] === 0 && digits < FEWEST_DIGITS;
    atom++
  ) {
    digits += (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0)
  }
  return digits > 0 && digits < FEWEST_DIGITS
}

function isHarmless(scan: Scan, candidate: Candidate): boolean {
  return scan.precededBy(HARMLESS, candidate.start, 32)
}

/** A phone number stands after space or punctuation, not inside a path, a product code or a decimal number. */
function isOpenBefore(text: string, start: number): boolean {
  const unit = unitAt(text, start - 1)
  return (
    unit === 0 || unit <= 0x20 || unit >= IDEOGRAPHS || ':;,("\'[{<>|*'.includes(String.fromCharCode(unit))
  )
}

/** Groups of two to eight digits, at first perhaps the trunk prefix alone; all but the first separator alike. */
function isGroupedAsPhone(chain: Chain, { first, last, digits }: Candidate, trunk: string): boolean {
  let separator = -1
  for (let atom = first; atom <= last; atom++) {
    const length = (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0)
    const alone = atom === first && length === trunk.length && digits.startsWith(trunk)
    if (length > (atom === first ? 5 : 8) || (length < 2 && !alone)) return false
    if (atom < first + 2) continue
    const gap = chain.gaps[atom] ?? SEVERAL
    // Behind an area code in parentheses comes any one separator.
    if (separator !== -1 && separator !== SEVERAL && separator !== gap) return false
    separator = gap
  }
  return first !== last
}

/** A date written with its year first or last, or two years of a range. */
function isDate(text: string, chain: Chain, candidate: Candidate): boolean {
  const atoms = candidate.last - candidate.first + 1
  if (atoms < 2) return false
  const written = text.slice(chain.starts[candidate.first], candidate.end)
  return DATE.test(written)
}
