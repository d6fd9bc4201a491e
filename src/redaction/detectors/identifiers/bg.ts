/** Bulgarian identifiers. */
import { dayExists, digit, two, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** ЕГН: birth date with the century in the month (+20, 0, +40), serial, weighted sum modulo 11 and 10. */
export function isEgn(compact: string): boolean {
  const month = two(compact, 2)
  if (month > 52 || !dayExists(two(compact, 4), month % 20)) return false
  return (weighted(compact, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digit(compact, 9)
}

/** ЛНЧ of foreigners: weighted sum modulo 10. */
export function isLnch(compact: string): boolean {
  return weighted(compact, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === digit(compact, 9)
}

export const BULGARIA: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'bg.egn',
    shapes: ['d'.repeat(10)],
    groupings: ['6-4', '2-2-2-4'],
    check: isEgn,
    strength: 'weak',
    cues: ['егн*', 'е г н', 'единен граждански*', 'egn*'],
    shared: 'NATIONAL',
    source: 'Закон за гражданската регистрация, чл. 11; python-stdnum stdnum.bg.egn',
  },
  {
    entity: 'NATIONAL_ID',
    detector: 'bg.lnch',
    shapes: ['d'.repeat(10)],
    check: isLnch,
    strength: 'weak',
    cues: ['лнч', 'личен номер на чужденец', 'lnch', 'lnc'],
    shared: 'NATIONAL',
    source: 'python-stdnum stdnum.bg.pnf',
  },
  document('ID_CARD', 'bg.id-card', ['d'.repeat(9), 'LLddddddd'], 'BGR-BO'),
  document('PASSPORT', 'bg.passport', ['d'.repeat(9), 'LLddddddd'], 'BGR-AO'),
  document('DRIVING_LICENCE', 'bg.licence', ['d'.repeat(9)], 'BGR-FO'),
]
