/** Danish identifiers. */
import { dayExists, two } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

/** CPR number: birth date and serial; its check digit has not been kept to since 2007. */
export function isCpr(compact: string): boolean {
  return dayExists(two(compact, 0), two(compact, 2))
}

export const DENMARK: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'dk.cpr',
    shapes: ['d'.repeat(10)],
    groupings: ['6-4', '2-2-2-4'],
    telling: ['6-4'],
    check: isCpr,
    strength: 'weak',
    cues: ['cpr*', 'cprnr', 'personnummer*', 'personnr', 'sundhedskort*', 'sygesikring*'],
    shared: 'NATIONAL',
    source: 'CPR-loven; python-stdnum stdnum.dk.cpr',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'dk.account',
    shapes: [7, 8, 9, 10, 11, 12, 13, 14].map((count) => 'd'.repeat(count)),
    groupings: [
      '4-10',
      '4-7',
      '4-8',
      '4-9',
      '4-3-3',
      '4-3-4',
      '4-6',
      '3-3-4',
      '3-4',
      '4-3-3-4',
      '4-4-3-3',
      '4-4-4',
      '4-4-4-2',
      '2-2-2-2-2',
    ],
    check: anything,
    strength: 'cue',
    cues: [
      'reg nr og kontonr',
      'reg og kontonr*',
      'kontonr',
      'kontonummer*',
      'konto',
      'kontoen',
      'lønkonto*',
      'nemkonto*',
      'bankkonto*',
      'budgetkonto*',
      'registreringsnummer og konto*',
    ],
    shared: 'ACCOUNT',
    source: 'Finans Danmark: registreringsnummer and kontonummer',
  },
  document('PASSPORT', 'dk.passport', ['d'.repeat(9)], 'DNK-AO'),
  document('DRIVING_LICENCE', 'dk.licence', ['d'.repeat(8)], 'DNK-FO'),
]
