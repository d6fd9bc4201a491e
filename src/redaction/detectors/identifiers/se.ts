/** Swedish identifiers. */
import { dayExists, luhn, two } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

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
  {
    entity: 'BANK_ACCOUNT',
    detector: 'se.account',
    shapes: [10, 11, 12, 13, 14, 15].map((count) => 'd'.repeat(count)),
    groupings: [
      '4-7',
      '4-8',
      '4-9',
      '4-10',
      '5-10',
      '4-1-10',
      '4-3-3-1',
      '4-3-3-3',
      '4-2-3-2',
      '4-6-4',
      '4-1-3-3-3-1',
      '4-1-3-3-4',
      '4-3-4',
    ],
    check: anything,
    strength: 'cue',
    cues: [
      'kontonummer*',
      'kontonr',
      'konto',
      'kontot',
      'bankkonto*',
      'clearing*',
      'lönekonto*',
      'sparkonto*',
      'personkonto*',
    ],
    source: 'Bankgirot: Bankernas kontonummer, clearingnummer and account',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'se.giro',
    shapes: [5, 6, 7, 8].map((count) => 'd'.repeat(count)),
    groupings: ['3-4', '4-4', '4-1', '5-1', '6-1', '7-1', '2-2-2-1', '2-2-1', '1-2-2-1', '3-2-2-1'],
    check: anything,
    strength: 'cue',
    cues: ['bankgiro*', 'plusgiro*', 'postgiro*', 'bg nr', 'pg nr', 'bg', 'pg'],
    source: 'Bankgirot and Nordea: seven or eight digits, two to eight digits',
  },
  document('PASSPORT', 'se.passport', ['d'.repeat(8), 'LLddddddd', 'LLdddddd'], 'SWE-AO'),
  document('ID_CARD', 'se.id-card', ['d'.repeat(8), 'LLddddddd'], 'SWE-BO'),
]
