/** Romanian identifiers. */
import { dayExists, digit, two, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Cod numeric personal: sex and century, birth date, county, serial, weighted sum modulo 11. */
export function isCnp(compact: string): boolean {
  if (digit(compact, 0) === 0 || !dayExists(two(compact, 5), two(compact, 3))) return false
  const rest = weighted(compact, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
  return (rest === 10 ? 1 : rest) === digit(compact, 12)
}

export const ROMANIA: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'ro.cnp',
    shapes: ['d'.repeat(13)],
    groupings: ['1-6-6', '1-2-2-2-6', '7-6'],
    check: isCnp,
    strength: 'strong',
    cues: ['cnp*', 'cod numeric personal', 'codul numeric*', 'c.n.p'],
    shared: 'NATIONAL',
    source: 'OUG 97/2005; python-stdnum stdnum.ro.cnp',
  },
  document('ID_CARD', 'ro.id-card', ['LLdddddd', 'LLddddddd'], 'ROU-BO'),
  {
    entity: 'ID_CARD',
    detector: 'ro.id-card-series',
    shapes: ['LLLLdddddd'],
    groupings: ['2-2-6'],
    check: (compact) => compact.slice(2, 4) === 'NR',
    strength: 'cue',
    shared: 'ID_CARD',
    source: 'OUG 97/2005: series of two letters, then `nr` and six digits',
  },
  document('PASSPORT', 'ro.passport', ['d'.repeat(8), 'd'.repeat(9)], 'ROU-AO'),
  document('DRIVING_LICENCE', 'ro.licence', ['LddddddddL', 'Ldddddddd'], 'ROU-FO'),
]
