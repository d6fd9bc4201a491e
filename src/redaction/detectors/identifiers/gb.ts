/** British identifiers. */
import { digit, uniform, weighted } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

/** NHS number: nine digits and a check digit, eleven minus the weighted sum modulo eleven. */
export function isNhs(compact: string): boolean {
  if (uniform(compact)) return false
  const check = (11 - (weighted(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11
  return check === digit(compact, 9)
}

const NINO = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/

/** National Insurance number: prefixes that were issued, six digits, a suffix of A to D. */
export function isNino(compact: string): boolean {
  return NINO.test(compact)
}

/** Unique Taxpayer Reference: the first digit checks the nine after it. */
export function isUtr(compact: string): boolean {
  const rest = weighted(compact.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11
  return '21987654321'.charAt(rest) === compact.charAt(0)
}

const LICENCE = /^[A-Z9]{5}\d[0156]\d(?:[0-2]\d|3[01])\d[A-Z9]{2}[A-Z0-9]{3}$/

/** Driver number: five of the name, birth date with 50 added to a woman's month, initials, check characters. */
export function isDriverNumber(compact: string): boolean {
  return LICENCE.test(compact) && /[A-Z]/.test(compact.charAt(0))
}

export const BRITAIN: readonly IdentifierRow[] = [
  {
    entity: 'HEALTH_ID',
    detector: 'gb.nhs',
    shapes: ['d'.repeat(10)],
    groupings: ['3-3-4'],
    check: isNhs,
    strength: 'weak',
    cues: ['nhs*', 'chi number', 'hospital number', 'patient number*'],
    source: 'NHS Data Dictionary; python-stdnum stdnum.gb.nhs',
  },
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'gb.nino',
    shapes: ['LLddddddL'],
    groupings: ['2-2-2-2-1', '2-6-1', '2-3-3-1', '8-1'],
    telling: ['2-2-2-2-1', '2-6-1'],
    check: isNino,
    strength: 'weak',
    cues: ['nino*', 'ni number*', 'ni no*', 'national insurance*', 'n.i'],
    shared: 'SOCIAL',
    source: 'HMRC NIM39110; npm stdnum gb.nino',
  },
  {
    entity: 'TAX_ID',
    detector: 'gb.utr',
    shapes: ['d'.repeat(10)],
    groupings: ['5-5'],
    check: isUtr,
    strength: 'weak',
    cues: ['utr*', 'unique taxpayer*', 'tax reference*', 'self assessment*'],
    shared: 'TAX',
    source: 'HMRC; python-stdnum stdnum.gb.utr',
  },
  {
    entity: 'DRIVING_LICENCE',
    detector: 'gb.licence',
    shapes: ['*16'],
    groupings: ['5-6-5', '5-6-2-3', '5-6-2-1-2'],
    check: isDriverNumber,
    strength: 'strong',
    shared: 'LICENCE',
    source: 'DVLA INF45/1',
  },
  document('PASSPORT', 'gb.passport', ['d'.repeat(9)], 'GBR-AO'),
  {
    entity: 'BANK_ACCOUNT',
    detector: 'gb.account',
    shapes: ['d'.repeat(8), 'd'.repeat(7)],
    check: anything,
    strength: 'cue',
    cues: ['account number*', 'account no*', 'acct no*', 'a c no', 'acc no*', 'bank account*', 'account'],
    source: 'Vocalink: account numbers have eight digits',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'gb.sort-code',
    shapes: ['d'.repeat(6)],
    groupings: ['2-2-2'],
    check: anything,
    strength: 'cue',
    cues: ['sort code*', 'sortcode*', 's c'],
    source: 'Vocalink: sort codes have six digits',
  },
]
