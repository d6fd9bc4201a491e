/** Polish identifiers. */
import { isPolishAccount } from '../iban.ts'
import { dayExists, digit, uniform, weighted, weightedAlphanumeric } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

const PESEL_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]
const NIP_WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7]

/** Eleven digits: birth date with the century in the month (+80, 0, +20, +40, +60), serial, check digit. */
export function isPesel(compact: string): boolean {
  const month = (digit(compact, 2) * 10 + digit(compact, 3)) % 20
  const day = digit(compact, 4) * 10 + digit(compact, 5)
  return dayExists(day, month) && weighted(compact, PESEL_WEIGHTS) % 10 === 0
}

/** Ten digits, the last the weighted sum modulo 11. A leading `PL` is the VAT form. */
export function isNip(compact: string): boolean {
  const digits = compact.startsWith('PL') ? compact.slice(2) : compact
  return !uniform(digits) && weighted(digits, NIP_WEIGHTS) % 11 === digit(digits, 9)
}

/** Dowód osobisty: three letters, check digit, five digits; weights 7 3 1 over letters from ten on. */
export function isDowod(compact: string): boolean {
  return weightedAlphanumeric(compact, [7, 3, 1, 9, 7, 3, 1, 7, 3]) % 10 === 0
}

/** Paszport: two letters, check digit, six digits. */
export function isPolishPassport(compact: string): boolean {
  return weightedAlphanumeric(compact, [7, 3, 9, 1, 7, 3, 1, 7, 3]) % 10 === 0
}

const NIP_CUES = [
  'nip*', 'vat', 'tax id', 'tax number', 'tax identification*', 'numer identyfikacji podatkowej', 'numer podatkowy',
  'vat id', 'vat number',
] // prettier-ignore

export const POLAND: readonly IdentifierRow[] = [
  {
    entity: 'PESEL',
    detector: 'pl.pesel',
    shapes: ['d'.repeat(11)],
    groupings: ['6-5', '2-2-2-5', '6-3-2'],
    check: isPesel,
    strength: 'strong',
    cues: ['pesel*', 'personal id*', 'national id*', 'numer ewidencyjny'],
    source: 'Ustawa o ewidencji ludności, art. 15; python-stdnum stdnum.pl.pesel',
  },
  {
    entity: 'NIP',
    detector: 'pl.nip',
    shapes: ['d'.repeat(10)],
    groupings: ['3-3-2-2', '3-2-2-3'],
    telling: ['3-3-2-2', '3-2-2-3'],
    check: isNip,
    strength: 'weak',
    cues: NIP_CUES,
    source: 'python-stdnum stdnum.pl.nip',
  },
  {
    entity: 'NIP',
    detector: 'pl.nip-eu',
    shapes: [`LL${'d'.repeat(10)}`],
    groupings: ['2-10', '2-3-3-2-2', '5-3-2-2', '2-3-2-2-3', '5-2-2-3'],
    check: (compact) => compact.startsWith('PL') && isNip(compact),
    strength: 'strong',
    cues: NIP_CUES,
    source: 'VAT identification number, Directive 2006/112/EC art. 215',
  },
  {
    entity: 'IBAN',
    detector: 'pl.nrb',
    shapes: ['d'.repeat(26)],
    groupings: ['2-4-4-4-4-4-4', '2-8-16', '2-24', '2-8-4-4-4-4'],
    check: isPolishAccount,
    strength: 'strong',
    cues: ['konto', 'konta', 'rachun*', 'nrb', 'przelew*', 'account*', 'iban'],
    source: 'Zarządzenie Prezesa NBP 7/2017: the IBAN without its country',
  },
  {
    entity: 'ID_CARD',
    detector: 'pl.id-card',
    shapes: ['LLLdddddd'],
    groupings: ['3-6', '3-3-3'],
    check: isDowod,
    strength: 'weak',
    shared: 'ID_CARD',
    source: 'Rozporządzenie MSWiA w sprawie wzoru dowodu osobistego; ICAO 9303 weights',
  },
  {
    entity: 'PASSPORT',
    detector: 'pl.passport',
    shapes: ['LLddddddd'],
    groupings: ['2-7'],
    check: isPolishPassport,
    strength: 'weak',
    shared: 'PASSPORT',
    source: 'PRADO, Council of the EU: POL-AO; ICAO 9303 weights',
  },
  document('PASSPORT', 'pl.passport-any', ['LLddddddd'], 'POL-AO'),
  document('DRIVING_LICENCE', 'pl.licence', ['d'.repeat(11)], 'POL-FO'),
]
