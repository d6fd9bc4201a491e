/** Italian identifiers. */
import { dayExists, luhn, uniform } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

const SHAPE = /^[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/
/** Letters that stand for digits when two people would share a code. */
const OMOCODIA = 'LMNPQRSTUV'
const MONTHS = 'ABCDEHLMPRST'
/** Values of 0-9 (and of A-J, which share them) and of K-Z on odd places, counted from one. */
const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
] as const

/** Codice fiscale: six letters of the name, birth date and sex, place, check letter; digits may have become letters. */
export function isFiscalCode(compact: string): boolean {
  if (!SHAPE.test(compact)) return false
  const day = decoded(compact, 9) * 10 + decoded(compact, 10)
  const month = MONTHS.indexOf(compact.charAt(8)) + 1
  if (!dayExists(day > 40 ? day - 40 : day, month)) return false
  let sum = 0
  for (let at = 0; at < 15; at++) {
    const unit = compact.charCodeAt(at)
    const value = unit < 0x3a ? unit - 0x30 : unit - 0x41
    sum += at % 2 === 0 ? (ODD[value] ?? 0) : value
  }
  return sum % 26 === compact.charCodeAt(15) - 0x41
}

function decoded(compact: string, at: number): number {
  const unit = compact.charCodeAt(at)
  return unit < 0x3a ? unit - 0x30 : OMOCODIA.indexOf(compact.charAt(at))
}

export const ITALY: readonly IdentifierRow[] = [
  {
    entity: 'IT_FISCAL_CODE',
    detector: 'it.codice-fiscale',
    shapes: ['*16'],
    groupings: [
      '3-3-5-5',
      '6-5-5',
      '3-3-2-1-2-4-1',
      '6-2-1-2-4-1',
      '6-10',
      '11-5',
      '3-3-2-3-4-1',
      '3-3-10',
      '6-5-4-1',
    ],
    check: isFiscalCode,
    strength: 'strong',
    cues: ['codice fiscale', 'cod fisc*', 'cod fiscale', 'c.f', 'cf', 'tax code', 'tax id*', 'fiscal code'],
    source: 'DM 23/12/1976; python-stdnum stdnum.it.codicefiscale',
  },
  {
    entity: 'TAX_ID',
    detector: 'it.partita-iva',
    shapes: ['d'.repeat(11)],
    groupings: ['3-4-4', '7-3-1'],
    check: (compact) => luhn(compact) && !uniform(compact),
    strength: 'weak',
    cues: ['partita iva', 'p.iva', 'p iva', 'piva', 'iva', 'codice fiscale', 'cod fisc*'],
    shared: 'TAX',
    source: 'DPR 633/1972 art. 35; python-stdnum stdnum.it.iva',
  },
  {
    entity: 'HEALTH_ID',
    detector: 'it.tessera-sanitaria',
    shapes: ['d'.repeat(20)],
    groupings: ['5-5-5-5', '4-4-4-4-4'],
    check: (compact) => compact.startsWith('80380'),
    strength: 'strong',
    cues: ['tessera sanitaria', 'team', 'tessera europea*'],
    shared: 'SOCIAL',
    source: 'DM 25/02/2010; EN 1867: 80 health, 380 Italy',
  },
  document('ID_CARD', 'it.id-card', ['LLdddddLL', 'LLddddddd'], 'ITA-BO'),
  document('PASSPORT', 'it.passport', ['LLddddddd', 'Ldddddd'], 'ITA-AO'),
  {
    entity: 'DRIVING_LICENCE',
    detector: 'it.licence',
    shapes: ['*10', '*9'],
    check: (compact) => /^(?:U1[A-Z0-9]{6,7}[A-Z]|[A-Z]{2}\d{7}[A-Z])$/.test(compact),
    strength: 'cue',
    shared: 'LICENCE',
    source: 'PRADO, Council of the EU: ITA-FO',
  },
]
