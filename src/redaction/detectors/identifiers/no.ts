/** Norwegian identifiers. */
import { dayExists, digit, two, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Fødselsnummer and D-nummer: birth date (D: day plus 40; test and help numbers: month plus 40 or 80), two check digits. */
export function isFodselsnummer(compact: string): boolean {
  const day = two(compact, 0)
  const month = two(compact, 2) % 40
  if (!dayExists(day > 40 ? day - 40 : day, month)) return false
  return (
    weighted(compact, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  )
}

/** Kontonummer: ten digits weighted 5 4 3 2 7 6 5 4 3 2, modulo 11. */
export function isKontonummer(compact: string): boolean {
  return (11 - (weighted(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digit(compact, 10)
}

export const NORWAY: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'no.fodselsnummer',
    shapes: ['d'.repeat(11)],
    groupings: ['6-5', '2-2-2-5', '6-3-2'],
    check: isFodselsnummer,
    strength: 'strong',
    cues: [
      'fødselsnummer*',
      'fødselsnr*',
      'fnr',
      'personnummer*',
      'personnr',
      'd nummer*',
      'd nr',
      'fodselsnummer*',
    ],
    shared: 'NATIONAL',
    source: 'Folkeregisterforskriften § 2-2; python-stdnum stdnum.no.fodselsnummer',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'no.account',
    shapes: ['d'.repeat(11)],
    groupings: ['4-2-5'],
    telling: ['4-2-5'],
    check: isKontonummer,
    strength: 'weak',
    shared: 'ACCOUNT',
    source: 'Bits AS; python-stdnum stdnum.no.kontonr',
  },
  document('PASSPORT', 'no.passport', ['Lddddddd', 'dddddddd', 'LLddddddd', 'LLLdddddd'], 'NOR-AO'),
  document('ID_CARD', 'no.id-card', ['LLddddddd', 'Lddddddd', 'LLLdddddd'], 'NOR-BO'),
  document('DRIVING_LICENCE', 'no.licence', ['d'.repeat(11), 'd'.repeat(12)], 'NOR-FO'),
]
