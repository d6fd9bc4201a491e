/** Finnish identifiers. */
import { dayExists, remainder, two } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

const CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY'
/** Letters that stand for the century; the older `-` and `+` are separators. */
const CENTURIES = 'ABCDEFUVWXY'

/** Henkilötunnus: birth date, sign of the century, serial, check character by the rest modulo 31. */
export function isHetu(compact: string): boolean {
  const lettered = compact.length === 11
  if (lettered && !CENTURIES.includes(compact.charAt(6))) return false
  const serial = compact.slice(lettered ? 7 : 6, lettered ? 10 : 9)
  if (!dayExists(two(compact, 0), two(compact, 2)) || Number(serial) < 2) return false
  return CHECKS.charAt(remainder(compact.slice(0, 6) + serial, 31)) === compact.charAt(compact.length - 1)
}

const HETU = {
  entity: 'NATIONAL_ID',
  check: isHetu,
  cues: ['henkilötunnu*', 'hetu*', 'sotu*', 'sosiaaliturvatunnu*', 'henkilönumero*'],
  shared: 'NATIONAL',
  source: 'Valtioneuvoston asetus 128/2010; python-stdnum stdnum.fi.hetu',
} as const

export const FINLAND: readonly IdentifierRow[] = [
  {
    ...HETU,
    detector: 'fi.hetu',
    shapes: ['dddddddddL', 'ddddddLdddL', 'ddddddLdddd'],
    groupings: ['6-4', '6-1-4', '7-4'],
    strength: 'strong',
  },
  {
    ...HETU,
    detector: 'fi.hetu-digits',
    shapes: ['d'.repeat(10)],
    groupings: ['6-4'],
    telling: ['6-4'],
    strength: 'weak',
  },
  document('PASSPORT', 'fi.passport', ['LLddddddd'], 'FIN-AO'),
  document('ID_CARD', 'fi.id-card', ['LLddddddd', 'dddddddddL'], 'FIN-BO'),
  document('DRIVING_LICENCE', 'fi.licence', ['dddddddddL', 'd'.repeat(10), 'ddddddLdddd'], 'FIN-FO'),
]
