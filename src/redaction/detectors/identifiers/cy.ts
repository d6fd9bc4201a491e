/** Cypriot identifiers. */
import { digit } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21] as const

/** Tax identification code: eight digits and a letter from their sum, odd places by a table. */
export function isCypriotTax(compact: string): boolean {
  if (compact.startsWith('12')) return false
  let sum = 0
  for (let at = 0; at < 8; at++) {
    const value = digit(compact, at)
    sum += at % 2 === 0 ? (ODD[value] ?? 0) : value
  }
  return sum % 26 === compact.charCodeAt(8) - 0x41
}

export const CYPRUS: readonly IdentifierRow[] = [
  {
    entity: 'TAX_ID',
    detector: 'cy.tic',
    shapes: ['ddddddddL'],
    groupings: ['8-1'],
    check: isCypriotTax,
    strength: 'strong',
    cues: ['αφμ', 'α φ μ', 'φορολογικ*', 'φορολογικού μητρώου', 'tic', 'φπα'],
    shared: 'TAX',
    source: 'python-stdnum stdnum.cy.vat',
  },
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'cy.social-insurance',
    shapes: [6, 7, 8].map((count) => 'd'.repeat(count)),
    check: anything,
    strength: 'cue',
    cues: [
      'κοινωνικών ασφαλίσεων',
      'κοινωνικές ασφαλίσεις',
      'κοινωνικής ασφάλισης',
      'αριθμό* ασφαλισμέν*',
      'ασφαλισμένου',
      'ΑΚΑ',
      'sosyal sigorta*',
    ],
    shared: 'SOCIAL',
    source: 'Social Insurance Law 59(I)/2010',
  },
  document(
    'ID_CARD',
    'cy.id-card',
    [6, 7, 8, 10].map((count) => 'd'.repeat(count)),
    'CYP-BO',
  ),
  document('PASSPORT', 'cy.passport', ['Ldddddd', 'Lddddddd', 'Ldddddddd'], 'CYP-AO'),
]
