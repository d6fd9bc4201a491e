/** Belgian identifiers. */
import { remainder, two } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Rijksregisternummer and BIS number: birth date, serial, 97 minus the rest modulo 97; with a 2 before it since 2000. */
export function isBelgianNational(compact: string): boolean {
  const month = two(compact, 2) % 20
  if (month > 12 || two(compact, 2) > 52 || two(compact, 4) > 31) return false
  const check = two(compact, 9)
  const body = compact.slice(0, 9)
  return 97 - remainder(body, 97) === check || 97 - remainder(`2${body}`, 97) === check
}

/** Number of the identity card: ten digits and their rest modulo 97, 97 for none. */
export function isBelgianCard(compact: string): boolean {
  return (remainder(compact.slice(0, 10), 97) || 97) === two(compact, 10)
}

export const BELGIUM: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'be.national',
    shapes: ['d'.repeat(11)],
    groupings: ['2-2-2-3-2', '6-3-2', '6-5', '2-2-2-5'],
    check: isBelgianNational,
    strength: 'strong',
    cues: [
      'rijksregister*',
      'insz*',
      'niss',
      'numéro national',
      'n° national',
      'num national',
      'registre national',
      'numéro de registre',
      'nationaal nummer',
      'bis nummer',
      'numéro bis',
      'nationalregister*',
    ],
    shared: 'NATIONAL',
    source: 'Loi du 8 août 1983; python-stdnum stdnum.be.nn, stdnum.be.bis',
  },
  {
    entity: 'ID_CARD',
    detector: 'be.eid',
    shapes: ['d'.repeat(12)],
    groupings: ['3-7-2'],
    telling: ['3-7-2'],
    check: isBelgianCard,
    strength: 'weak',
    shared: 'ID_CARD',
    source: 'python-stdnum stdnum.be.eid',
  },
  document('PASSPORT', 'be.passport', ['LLdddddd'], 'BEL-AO'),
  document('DRIVING_LICENCE', 'be.licence', ['d'.repeat(10)], 'BEL-FO'),
]
