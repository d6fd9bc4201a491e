/** Dutch identifiers. */
import { digit, uniform, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Burgerservicenummer: eight or nine digits, weights 9 to 2, the last counted negative, divisible by eleven. */
export function isBsn(compact: string): boolean {
  const digits = compact.padStart(9, '0')
  if (uniform(digits)) return false
  return (weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) - digit(digits, 8)) % 11 === 0
}

/** Number of passport and identity card: two letters, six letters or digits, a digit; never the letter O. */
function isDutchDocument(compact: string): boolean {
  return /^[A-NP-Z]{2}[A-NP-Z\d]{6}\d$/.test(compact)
}

export const NETHERLANDS: readonly IdentifierRow[] = [
  {
    entity: 'NL_BSN',
    detector: 'nl.bsn',
    shapes: ['d'.repeat(9), 'd'.repeat(8)],
    groupings: ['4-2-3', '3-3-3', '2-3-3', '4-5', '2-2-2-3', '3-2-4', '3-2-3'],
    check: isBsn,
    strength: 'weak',
    cues: [
      'bsn*', 'burgerservice*', 'burger service*', 'sofi*', 'persoonsnummer', 'citizen service*', 'national id*',
      'social security*',
    ], // prettier-ignore
    source: 'Wet algemene bepalingen burgerservicenummer; python-stdnum stdnum.nl.bsn',
  },
  {
    entity: 'PASSPORT',
    detector: 'nl.passport',
    shapes: ['*9'],
    check: isDutchDocument,
    strength: 'cue',
    shared: 'PASSPORT',
    source: 'Rijksdienst voor Identiteitsgegevens; PRADO NLD-AO',
  },
  {
    entity: 'ID_CARD',
    detector: 'nl.id-card',
    shapes: ['*9'],
    check: isDutchDocument,
    strength: 'cue',
    shared: 'ID_CARD',
    source: 'Rijksdienst voor Identiteitsgegevens; PRADO NLD-BO',
  },
  document('DRIVING_LICENCE', 'nl.licence', ['d'.repeat(10)], 'NLD-FO'),
]
