/** Hungarian identifiers. */
import { dayExists, digit, two, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Személyi azonosító: sex and century, birth date, serial, sum by place modulo 11; the places count down since 1997. */
export function isPersonalIdentifier(compact: string): boolean {
  if (digit(compact, 0) < 1 || digit(compact, 0) > 8 || !dayExists(two(compact, 5), two(compact, 3)))
    return false
  const check = digit(compact, 10)
  return (
    weighted(compact, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % 11 === check ||
    weighted(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === check
  )
}

/** TAJ: eight digits weighted 3 and 7, modulo 10. */
export function isTaj(compact: string): boolean {
  return weighted(compact, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === digit(compact, 8)
}

/** Adóazonosító jel: an 8, days since 1867, serial, sum by place modulo 11. */
export function isTaxIdentifier(compact: string): boolean {
  return (
    compact.charCodeAt(0) === 0x38 &&
    weighted(compact, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === digit(compact, 9)
  )
}

const ACCOUNT_WEIGHTS = [9, 7, 3, 1, 9, 7, 3, 1]

/** Pénzforgalmi jelzőszám: bank and branch of eight digits and the account, each with a check digit by 9 7 3 1. */
export function isHungarianAccount(compact: string): boolean {
  let rest = 0
  for (let at = 8; at < compact.length; at++) rest += digit(compact, at) * (ACCOUNT_WEIGHTS[at % 4] ?? 0)
  return weighted(compact, ACCOUNT_WEIGHTS) % 10 === 0 && rest % 10 === 0
}

export const HUNGARY: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'hu.personal',
    shapes: ['d'.repeat(11)],
    groupings: ['1-6-4'],
    telling: ['1-6-4'],
    check: isPersonalIdentifier,
    strength: 'weak',
    cues: ['személyi azonosító*', 'személyi szám*', 'személyazonosító*', 'szemelyi szam*'],
    shared: 'NATIONAL',
    source: '1996. évi XX. törvény',
  },
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'hu.taj',
    shapes: ['d'.repeat(9)],
    groupings: ['3-3-3'],
    check: isTaj,
    strength: 'weak',
    cues: ['taj', 'taj szám*', 'tajszám*', 'taj kártya*', 'társadalombiztosítás*', 'tb szám*'],
    shared: 'SOCIAL',
    source: '1996. évi XX. törvény, melléklet',
  },
  {
    entity: 'TAX_ID',
    detector: 'hu.tax',
    shapes: ['d'.repeat(10)],
    groupings: ['3-3-4', '4-3-3'],
    check: isTaxIdentifier,
    strength: 'weak',
    cues: ['adóazonosító*', 'adószám*', 'adojel', 'adóazonosító jel*', 'adójel*'],
    shared: 'TAX',
    source: '1996. évi XX. törvény, melléklet',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'hu.account',
    shapes: ['d'.repeat(24), 'd'.repeat(16)],
    groupings: ['8-8-8', '8-8'],
    telling: ['8-8-8', '8-8'],
    check: isHungarianAccount,
    strength: 'weak',
    shared: 'ACCOUNT',
    source: '35/2017. MNB rendelet',
  },
  document('ID_CARD', 'hu.id-card', ['ddddddLL', 'LLdddddd', 'LLLdddddd'], 'HUN-BO'),
  document('PASSPORT', 'hu.passport', ['LLddddddd', 'LLdddddd'], 'HUN-AO'),
  document('DRIVING_LICENCE', 'hu.licence', ['LLdddddd'], 'HUN-FO'),
]
