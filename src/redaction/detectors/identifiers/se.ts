/** Swedish identifiers. */
import { dayExists, luhn, two } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Personnummer and samordningsnummer (day plus 60): birth date, serial, Luhn over the last ten digits. */
export function isPersonnummer(compact: string): boolean {
  const short = compact.length === 12 ? compact.slice(2) : compact
  if (compact.length === 12 && !/^(?:1[89]|20)/.test(compact)) return false
  const day = two(short, 4)
  return dayExists(day > 60 ? day - 60 : day, two(short, 2)) && luhn(short)
}

const PERSONNUMMER = {
  entity: 'NATIONAL_ID',
  check: isPersonnummer,
  cues: [
    'personnummer*',
    'personnr*',
    'pers nr',
    'samordningsnummer*',
    'samordningsnr',
    'pnr',
    'födelsenummer',
  ],
  shared: 'NATIONAL',
  source: 'Folkbokföringslag (1991:481) 18 §; python-stdnum stdnum.se.personnummer',
} as const

export const SWEDEN: readonly IdentifierRow[] = [
  {
    ...PERSONNUMMER,
    detector: 'se.personnummer',
    shapes: ['d'.repeat(12)],
    groupings: ['8-4', '6-4'],
    strength: 'strong',
  },
  {
    ...PERSONNUMMER,
    detector: 'se.personnummer-short',
    shapes: ['d'.repeat(10)],
    groupings: ['6-4'],
    telling: ['6-4'],
    strength: 'weak',
  },
  document('PASSPORT', 'se.passport', ['d'.repeat(8), 'LLddddddd', 'LLdddddd'], 'SWE-AO'),
  document('ID_CARD', 'se.id-card', ['d'.repeat(8), 'LLddddddd'], 'SWE-BO'),
]
