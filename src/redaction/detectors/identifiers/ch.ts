/** Swiss and Liechtenstein identifiers. */
import { digit } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

/** AHV number: 756 for Switzerland, nine digits, check digit of EAN-13. */
export function isAhv(compact: string): boolean {
  if (!compact.startsWith('756')) return false
  let sum = 0
  for (let at = 0; at < 12; at++) sum += digit(compact, at) * (at % 2 === 0 ? 1 : 3)
  return (10 - (sum % 10)) % 10 === digit(compact, 12)
}

export const SWITZERLAND: readonly IdentifierRow[] = [
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'ch.ahv',
    shapes: ['d'.repeat(13)],
    groupings: ['3-4-4-2', '3-3-2-2-3'],
    check: isAhv,
    strength: 'strong',
    cues: ['ahv*', 'avs*', 'ahvn13', 'navs13', 'numero avs', 'versichertennummer'],
    shared: 'SOCIAL',
    source: 'Art. 50c AHVG; python-stdnum stdnum.ch.ssn',
  },
  {
    entity: 'HEALTH_ID',
    detector: 'ch.health-card',
    shapes: ['d'.repeat(20)],
    groupings: ['5-5-5-5', '4-4-4-4-4', '3-3-4-4-4-2', '5-3-4-4-4'],
    check: (compact) => compact.startsWith('80756'),
    strength: 'strong',
    cues: [
      'versichertenkarte*',
      'krankenkasse*',
      'kartennummer*',
      "carte d'assuré*",
      'caisse maladie',
      "tessera d'assicurato",
      'cassa malati',
    ],
    shared: 'SOCIAL',
    source: 'VVK, SR 832.105; EN 1867: 80 health, 756 Switzerland',
  },
  document('PASSPORT', 'ch.passport', ['Lddddddd', 'LLddddddd', 'LdLddddd', 'Lddddddd'], 'CHE-AO'),
  document('ID_CARD', 'ch.id-card', ['Lddddddd'], 'CHE-BO'),
  document('DRIVING_LICENCE', 'ch.licence', ['d'.repeat(12)], 'CHE-FO'),
]

export const LIECHTENSTEIN: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'li.peid',
    shapes: [4, 5, 6, 7, 8, 9, 10, 11, 12].map((count) => 'd'.repeat(count)),
    check: anything,
    strength: 'cue',
    cues: ['peid', 'personenidentifikationsnummer', 'personenidentifikation'],
    source: 'Landesverwaltung; python-stdnum stdnum.li.peid',
  },
  document('PASSPORT', 'li.passport', ['Lddddd'], 'LIE-AO'),
]
