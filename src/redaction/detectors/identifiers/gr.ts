/** Greek identifiers. */
import { dayExists, digit, luhn, two, uniform, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** ΑΜΚΑ: birth date, serial, Luhn. */
export function isAmka(compact: string): boolean {
  return dayExists(two(compact, 0), two(compact, 2)) && luhn(compact)
}

/** ΑΦΜ: eight digits weighted by powers of two, modulo 11 and 10. */
export function isAfm(compact: string): boolean {
  if (uniform(compact)) return false
  return (weighted(compact, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === digit(compact, 8)
}

export const GREECE: readonly IdentifierRow[] = [
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'gr.amka',
    shapes: ['d'.repeat(11)],
    groupings: ['6-5', '6-4-1'],
    check: isAmka,
    strength: 'strong',
    cues: ['αμκα*', 'α μ κ α', 'amka*', 'μητρώου κοινωνικής ασφάλισης', 'κοινωνικής ασφάλισης'],
    shared: 'SOCIAL',
    source: 'Ν. 3655/2008; python-stdnum stdnum.gr.amka',
  },
  {
    entity: 'TAX_ID',
    detector: 'gr.afm',
    shapes: ['d'.repeat(9)],
    groupings: ['3-3-3'],
    check: isAfm,
    strength: 'weak',
    cues: ['αφμ*', 'α φ μ', 'φορολογικού μητρώου', 'φορολογικό μητρώο', 'afm*'],
    shared: 'TAX',
    source: 'ΑΑΔΕ; python-stdnum stdnum.gr.vat',
  },
  document('ID_CARD', 'gr.id-card', ['LLdddddd', 'Ldddddd'], 'GRC-BO'),
  document('PASSPORT', 'gr.passport', ['LLddddddd'], 'GRC-AO'),
  document('DRIVING_LICENCE', 'gr.licence', ['d'.repeat(9)], 'GRC-FO'),
]
