/** French identifiers. */
import { digit, remainder } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

const SHAPE = /^\d{5}(?:\d\d|2[AB])\d{8}$/

/** Numéro d'inscription au répertoire: sex, birth year and month, place, serial, key 97 minus the rest modulo 97. */
export function isNir(compact: string): boolean {
  if (!SHAPE.test(compact) || !isNirBody(compact)) return false
  // Corsica: 2A counts as 19, 2B as 18.
  const department = compact.slice(5, 7).replace('2A', '19').replace('2B', '18')
  const body = Number(compact.slice(0, 5) + department + compact.slice(7, 13))
  return 97 - (body % 97) === Number(compact.slice(13, 15))
}

/** The thirteen places before the key: sex digit, month 1-12 or one of the codes for an unknown one, department. */
function isNirBody(compact: string): boolean {
  const sex = digit(compact, 0)
  const month = Number(compact.slice(3, 5))
  const monthKnown =
    (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || (month >= 50 && month <= 99)
  return (sex === 1 || sex === 2 || sex === 3 || sex === 4 || sex === 7 || sex === 8) && monthKnown
}

/** Numéro fiscal de référence: ten digits, the first 0 to 3, and their rest modulo 511. */
export function isSpi(compact: string): boolean {
  return compact.charCodeAt(0) <= 0x33 && Number(compact.slice(0, 10)) % 511 === Number(compact.slice(10))
}

const RIB = /^\d{10}[\dA-Z]{11}\d{2}$/
/** Letters count as digits, in three rows: A to I, J to R, S to Z. */
const RIB_DIGITS = '12345678912345678923456789'

/** Relevé d'identité bancaire: bank, branch, account, key; divisible by 97 as a whole. */
export function isRib(compact: string): boolean {
  if (!RIB.test(compact)) return false
  const digits = compact.replaceAll(/[A-Z]/g, (letter) => RIB_DIGITS.charAt(letter.charCodeAt(0) - 0x41))
  const rest =
    89 * remainder(digits.slice(0, 5), 97) +
    15 * remainder(digits.slice(5, 10), 97) +
    3 * remainder(digits.slice(10, 21), 97)
  return 97 - (rest % 97) === Number(digits.slice(21))
}

const CUES = [
  'nir', 'sécurité sociale', 'securite sociale', 'numéro de sécu*', 'n° sécu*', 'sécu', 'secu', 'carte vitale', 'insee',
  'numéro ss', 'n° ss', 'assuré*', 'immatriculation', 'social security*', 'insurance number',
] // prettier-ignore

export const FRANCE: readonly IdentifierRow[] = [
  {
    entity: 'FR_NIR',
    detector: 'fr.nir',
    shapes: ['d'.repeat(15), 'ddddddLdddddddd'],
    groupings: ['1-2-2-2-3-3-2', '13-2', '1-2-2-5-3-2', '1-2-2-2-3-5', '7-3-3-2', '5-2-3-3-2', '1-4-2-3-3-2'],
    check: isNir,
    strength: 'strong',
    cues: CUES,
    source: 'INSEE, décret 82-103; python-stdnum stdnum.fr.nir',
  },
  {
    entity: 'FR_NIR',
    detector: 'fr.nir-without-key',
    shapes: ['d'.repeat(13), 'ddddddLdddddd'],
    groupings: ['1-2-2-2-3-3', '1-2-2-5-3'],
    check: isNirBody,
    strength: 'cue',
    cues: CUES,
    source: 'INSEE: the key is often left out',
  },
  {
    entity: 'TAX_ID',
    detector: 'fr.spi',
    shapes: ['d'.repeat(13)],
    groupings: ['2-2-3-3-3', '1-3-3-3-3'],
    check: isSpi,
    strength: 'strong',
    cues: ['numéro fiscal*', 'n° fiscal', 'spi', 'identifiant fiscal', 'référence fiscale'],
    shared: 'TAX',
    source: 'DGFiP; python-stdnum stdnum.fr.nif',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'fr.rib',
    shapes: ['*23', 'd'.repeat(23)],
    groupings: ['5-5-11-2', '5-5-5-6-2'],
    check: isRib,
    strength: 'strong',
    shared: 'ACCOUNT',
    source: 'Comité français d’organisation et de normalisation bancaires; python-stdnum stdnum.fr',
  },
  document('ID_CARD', 'fr.id-card', ['d'.repeat(12)], 'FRA-BO-02'),
  {
    entity: 'ID_CARD',
    detector: 'fr.id-card-2021',
    shapes: ['*9'],
    check: (compact) => /^[A-Z][A-Z0-9]{8}$/.test(compact) && /\d/.test(compact),
    strength: 'cue',
    shared: 'ID_CARD',
    source: 'PRADO, Council of the EU: FRA-BO-03',
  },
  document('PASSPORT', 'fr.passport', ['ddLLddddd'], 'FRA-AO'),
  {
    entity: 'DRIVING_LICENCE',
    detector: 'fr.licence',
    shapes: ['d'.repeat(12), 'ddLLddddd'],
    check: anything,
    strength: 'cue',
    shared: 'LICENCE',
    source: 'PRADO, Council of the EU: FRA-FO',
  },
]
