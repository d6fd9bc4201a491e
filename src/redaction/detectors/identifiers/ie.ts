/** Irish, Icelandic, Luxembourgish and Maltese identifiers. */
import { dayExists, digit, luhn, two, verhoeff, weighted } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

/** PPS number: seven digits, a letter by weights 8 to 2 modulo 23, since 2013 a second letter that counts nine times. */
export function isPps(compact: string): boolean {
  const second = compact.length > 8 ? compact.charCodeAt(8) - 0x40 : 0
  if (compact.length > 8 && !/[A-IWTX]$/.test(compact)) return false
  // W, T and X marked relations of the insured and count for nothing.
  const sum = weighted(compact, [8, 7, 6, 5, 4, 3, 2]) + (second > 9 ? 0 : second * 9)
  return 'WABCDEFGHIJKLMNOPQRSTUV'.charAt(sum % 23) === compact.charAt(7)
}

/** Kennitala: date of birth (organisations: day plus 40), serial, check digit modulo 11, century. */
export function isKennitala(compact: string): boolean {
  const day = two(compact, 0)
  const century = digit(compact, 9)
  if (!dayExists(day > 40 ? day - 40 : day, two(compact, 2)) || (century > 0 && century < 8)) return false
  return weighted(compact, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}

/** Matricule: birth date, serial, a check digit by Luhn and one by Verhoeff over the eleven before. */
export function isMatricule(compact: string): boolean {
  if (!dayExists(two(compact, 6), two(compact, 4)) || !/^(?:1[89]|20)/.test(compact)) return false
  return luhn(compact.slice(0, 12)) && verhoeff(compact.slice(0, 11) + compact.slice(12))
}

export const IRELAND: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'ie.pps',
    shapes: ['dddddddL', 'dddddddLL'],
    groupings: ['7-1', '7-2', '7-1-1'],
    check: isPps,
    strength: 'strong',
    cues: ['pps*', 'ppsn*', 'p.p.s', 'personal public service*', 'rsi number'],
    shared: 'NATIONAL',
    source: 'Social Welfare Consolidation Act 2005 s. 262; python-stdnum stdnum.ie.pps',
  },
  document('PASSPORT', 'ie.passport', ['LLddddddd', 'Lddddddd', 'Ldddddddd'], 'IRL-AO'),
  document('DRIVING_LICENCE', 'ie.licence', ['d'.repeat(9), 'dddLddddd'], 'IRL-FO'),
]

export const ICELAND: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'is.kennitala',
    shapes: ['d'.repeat(10)],
    groupings: ['6-4'],
    telling: ['6-4'],
    check: isKennitala,
    strength: 'weak',
    cues: ['kennital*', 'kennitöl*', 'kt'],
    shared: 'NATIONAL',
    source: 'Þjóðskrá; python-stdnum stdnum.is_.kennitala',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'is.account',
    shapes: ['d'.repeat(12)],
    groupings: ['4-2-6', '3-2-6'],
    check: anything,
    strength: 'cue',
    cues: ['reikning*', 'reikn', 'bankareikning*', 'banki', 'bankanúmer*', 'hb'],
    shared: 'ACCOUNT',
    source: 'Reiknistofa bankanna: bank, ledger and account of four, two and six digits',
  },
  document('PASSPORT', 'is.passport', ['Lddddddd'], 'ISL-AO'),
  document('DRIVING_LICENCE', 'is.licence', ['d'.repeat(9), 'd'.repeat(8)], 'ISL-FO'),
]

export const LUXEMBOURG: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'lu.matricule',
    shapes: ['d'.repeat(13)],
    groupings: ['8-5', '4-2-2-5', '4-4-5', '4-2-2-3-2', '4-4-3-2'],
    check: isMatricule,
    strength: 'strong',
    cues: ['matricule*', 'cns', "numéro d'identification*", 'identifikatiounsnummer*', 'sozialversécherung*'],
    shared: 'NATIONAL',
    source: 'Loi du 19 juin 2013 relative à l’identification des personnes physiques',
  },
  document('PASSPORT', 'lu.passport', ['LLdddddd', 'LLLLddLd', '*8'], 'LUX-AO'),
  document('ID_CARD', 'lu.id-card', ['LLdddddd'], 'LUX-BO'),
  document('DRIVING_LICENCE', 'lu.licence', ['dddddd'], 'LUX-FO'),
]

export const MALTA: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'mt.id',
    shapes: [3, 4, 5, 6, 7].map((count) => `${'d'.repeat(count)}L`),
    check: (compact) => /[MGAPLHBZ]$/.test(compact),
    strength: 'cue',
    shared: 'ID_CARD',
    source: 'Identity Card Act, cap. 258',
  },
  document('PASSPORT', 'mt.passport', ['ddddddd', 'Lddddddd'], 'MLT-AO'),
  {
    entity: 'DRIVING_LICENCE',
    detector: 'mt.licence',
    shapes: ['LLddddddd', 'ddddddd'],
    check: anything,
    strength: 'cue',
    shared: 'LICENCE',
    source: 'PRADO, Council of the EU: MLT-FO',
  },
]
