/** Croatian and Slovenian identifiers. */
import { dayExists, digit, mod11and10, two, uniform, weighted } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

/** OIB: ISO 7064 MOD 11,10. */
export function isOib(compact: string): boolean {
  return mod11and10(compact) && !uniform(compact)
}

/** EMŠO and JMBG: birth date, year of three digits, region, serial, weighted sum modulo 11. */
export function isEmso(compact: string): boolean {
  const millennium = digit(compact, 4)
  if (!dayExists(two(compact, 0), two(compact, 2)) || (millennium !== 9 && millennium !== 0)) return false
  const check = 11 - (weighted(compact, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)
  return (check % 11) % 10 === digit(compact, 12)
}

/** Davčna številka: seven digits weighted by 8 to 2, modulo 11. */
export function isDavcna(compact: string): boolean {
  if (compact.charCodeAt(0) === 0x30) return false
  const check = 11 - (weighted(compact, [8, 7, 6, 5, 4, 3, 2]) % 11)
  return check !== 11 && check % 10 === digit(compact, 7)
}

const EMSO = {
  entity: 'NATIONAL_ID',
  shapes: ['d'.repeat(13)],
  groupings: ['7-6', '2-2-3-6', '7-2-3-1', '2-2-3-2-3-1'],
  check: isEmso,
  strength: 'strong',
  shared: 'NATIONAL',
} as const

export const CROATIA: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'hr.oib',
    shapes: ['d'.repeat(11)],
    groupings: ['3-4-4', '2-3-3-3'],
    check: isOib,
    strength: 'weak',
    cues: ['oib*', 'osobni identifikacijski broj', 'porezni broj'],
    shared: 'NATIONAL',
    source: 'Zakon o osobnom identifikacijskom broju; python-stdnum stdnum.hr.oib',
  },
  {
    entity: 'HEALTH_ID',
    detector: 'hr.mbo',
    shapes: ['d'.repeat(9)],
    groupings: ['3-3-3'],
    check: anything,
    strength: 'cue',
    cues: [
      'mbo',
      'matični broj osigura*',
      'maticni broj osigura*',
      'broj osigura*',
      'osigurana osoba',
      'osiguranik*',
      'zdravstven*',
      'hzzo*',
    ],
    shared: 'SOCIAL',
    source: 'Zakon o obveznom zdravstvenom osiguranju: matični broj osigurane osobe',
  },
  document('ID_CARD', 'hr.id-card', ['d'.repeat(9)], 'HRV-BO'),
  document('PASSPORT', 'hr.passport', ['d'.repeat(9)], 'HRV-AO'),
  document('DRIVING_LICENCE', 'hr.licence', ['d'.repeat(8), 'd'.repeat(9)], 'HRV-FO'),
]

export const SLOVENIA: readonly IdentifierRow[] = [
  {
    ...EMSO,
    detector: 'si.emso',
    cues: ['emšo*', 'emso', 'matična številka', 'matične številke', 'jmbg*', 'matični broj'],
    source: 'Zakon o centralnem registru prebivalstva; python-stdnum stdnum.si.emso',
  },
  {
    entity: 'TAX_ID',
    detector: 'si.davcna',
    shapes: ['d'.repeat(8)],
    check: isDavcna,
    strength: 'weak',
    cues: ['davčn*', 'davcna', 'id za ddv'],
    shared: 'TAX',
    source: 'Zakon o davčni službi; python-stdnum stdnum.si.ddv',
  },
  document('ID_CARD', 'si.id-card', ['d'.repeat(9), 'LLddddddd'], 'SVN-BO'),
  document('PASSPORT', 'si.passport', ['LLddddddd', 'LLdddddd'], 'SVN-AO'),
  document('DRIVING_LICENCE', 'si.licence', ['d'.repeat(9), 'd'.repeat(8)], 'SVN-FO'),
]
