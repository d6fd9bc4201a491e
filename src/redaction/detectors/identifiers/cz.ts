/** Czech and Slovak identifiers. */
import { dayExists, remainder, two, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Rodné číslo: birth date (women +50, used-up series +20 in the month), serial; ten digits are divisible by eleven. */
export function isBirthNumber(compact: string): boolean {
  let month = two(compact, 2)
  if (month > 50) month -= 50
  if (month > 20) month -= 20
  if (!dayExists(two(compact, 4), month)) return false
  // Nine digits were given until 1953, without a check digit.
  if (compact.length === 9) return two(compact, 0) <= 53
  return remainder(compact.slice(0, 9), 11) % 10 === compact.charCodeAt(9) - 0x30
}

/** Account number with its bank code: prefix of up to six and number of up to ten digits, each weighted modulo 11. */
export function isCzechAccount(compact: string): boolean {
  const number = compact.slice(0, -4).padStart(16, '0')
  if (compact.length < 8 || number.length > 16) return false
  return (
    weighted(number.slice(0, 6), [10, 5, 8, 4, 2, 1]) % 11 === 0 &&
    weighted(number.slice(6), [6, 3, 7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0
  )
}

const BIRTH = {
  entity: 'NATIONAL_ID',
  shapes: ['d'.repeat(10), 'd'.repeat(9)],
  groupings: ['6-4', '6-3', '2-2-2-4', '2-2-2-3'],
  telling: ['6-4'],
  check: isBirthNumber,
  strength: 'weak',
  shared: 'NATIONAL',
} as const

const ACCOUNT = {
  entity: 'BANK_ACCOUNT',
  shapes: [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20].map((count) => 'd'.repeat(count)),
  check: isCzechAccount,
  strength: 'weak',
  shared: 'ACCOUNT',
} as const

export const CZECHIA: readonly IdentifierRow[] = [
  {
    ...BIRTH,
    detector: 'cz.rodne-cislo',
    cues: ['rodné číslo', 'rodného čísla', 'rodným číslem', 'rodném čísle', 'rodné č', 'rč', 'r.č', 'dič'],
    source: 'Zákon 133/2000 Sb. § 13; python-stdnum stdnum.cz.rc',
  },
  {
    entity: 'TAX_ID',
    detector: 'cz.dic',
    shapes: ['LLdddddddddd', 'LLddddddddd', 'LLdddddddd'],
    check: (compact) =>
      compact.startsWith('CZ') && (compact.length !== 12 || isBirthNumber(compact.slice(2))),
    strength: 'cue',
    cues: ['dič', 'daňové identifikační*'],
    shared: 'TAX',
    source: 'Zákon 280/2009 Sb. § 130; python-stdnum stdnum.cz.dic',
  },
  {
    ...ACCOUNT,
    detector: 'cz.account',
    source: 'Vyhláška ČNB 169/2011 Sb.',
  },
  document('ID_CARD', 'cz.id-card', ['d'.repeat(9), 'LLdddddd'], 'CZE-BO'),
  document('PASSPORT', 'cz.passport', ['d'.repeat(8)], 'CZE-AO'),
  document('DRIVING_LICENCE', 'cz.licence', ['LLdddddd'], 'CZE-FO'),
]

export const SLOVAKIA: readonly IdentifierRow[] = [
  {
    ...BIRTH,
    detector: 'sk.rodne-cislo',
    cues: ['rodné číslo', 'rodného čísla', 'rodným číslom', 'rodnom čísle', 'rodné č', 'r.č'],
    source: 'Zákon 301/1995 Z. z.; python-stdnum stdnum.sk.rc',
  },
  document('ID_CARD', 'sk.id-card', ['LLdddddd'], 'SVK-BO'),
  document('PASSPORT', 'sk.passport', ['LLddddddd', 'Lddddddd'], 'SVK-AO'),
  document('DRIVING_LICENCE', 'sk.licence', ['Lddddddd'], 'SVK-FO'),
]
