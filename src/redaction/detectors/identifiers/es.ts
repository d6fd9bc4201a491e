/** Spanish identifiers. */
import { remainder, weighted } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** Eight digits and the letter of their remainder modulo 23. */
export function isDni(compact: string): boolean {
  return LETTERS.charCodeAt(Number(compact.slice(0, 8)) % 23) === compact.charCodeAt(8)
}

/** X, Y or Z stand for 0, 1 and 2; then as a DNI. */
export function isNie(compact: string): boolean {
  const first = 'XYZ'.indexOf(compact.charAt(0))
  return first !== -1 && isDni(`${first}${compact.slice(1)}`)
}

/** Seguridad Social: province, serial, the rest of both modulo 97. */
export function isSpanishSocial(compact: string): boolean {
  // Serials below ten million are read without their leading zero.
  if (Number(compact.slice(0, 2)) > 66) return false
  const check = Number(compact.slice(10))
  if (remainder(compact.slice(0, 10), 97) === check) return true
  return compact.charCodeAt(2) === 0x30 && remainder(compact.slice(0, 2) + compact.slice(3, 10), 97) === check
}

const ACCOUNT_WEIGHTS = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]

function accountCheck(digits: string): string {
  const check = 11 - (weighted(digits, ACCOUNT_WEIGHTS) % 11)
  return check === 11 ? '0' : check === 10 ? '1' : String(check)
}

/** Código cuenta cliente: bank and branch, two check digits modulo 11, account. */
export function isSpanishAccount(compact: string): boolean {
  return accountCheck(`00${compact.slice(0, 8)}`) + accountCheck(compact.slice(10)) === compact.slice(8, 10)
}

const CUES = [
  'nif*',
  'documento*',
  'identidad',
  'identificación*',
  'id card*',
  'national id*',
  'tax id*',
] as const

export const SPAIN: readonly IdentifierRow[] = [
  {
    entity: 'ES_DNI',
    detector: 'es.dni',
    shapes: ['ddddddddL'],
    groupings: ['8-1', '2-3-3-1', '2-3-4', '1-7-1'],
    check: isDni,
    strength: 'strong',
    cues: ['dni*', 'd.n.i', ...CUES],
    source: 'Real Decreto 1553/2005; python-stdnum stdnum.es.dni',
  },
  {
    entity: 'ES_NIE',
    detector: 'es.nie',
    shapes: ['LdddddddL'],
    groupings: ['1-7-1', '1-8', '8-1', '1-1-3-3-1', '2-3-3-1'],
    check: isNie,
    strength: 'strong',
    cues: ['nie', 'n.i.e', 'extranjero*', ...CUES],
    source: 'Orden INT/2058/2008; python-stdnum stdnum.es.nie',
  },
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'es.nss',
    shapes: ['d'.repeat(12)],
    groupings: ['2-8-2', '2-10'],
    telling: ['2-8-2'],
    check: isSpanishSocial,
    strength: 'strong',
    cues: ['seguridad social', 'nss', 'naf', 'seg social', 'afiliación*', 'n.s.s'],
    shared: 'SOCIAL',
    source: 'Tesorería General de la Seguridad Social; npm stdnum es.nss',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'es.ccc',
    shapes: ['d'.repeat(20)],
    groupings: ['4-4-2-10', '4-4-4-4-4', '4-4-12'],
    check: isSpanishAccount,
    strength: 'strong',
    shared: 'ACCOUNT',
    source: 'Banco de España; python-stdnum stdnum.es.ccc',
  },
  document('PASSPORT', 'es.passport', ['LLLdddddd', 'LLdddddd', 'LLLddddddL'], 'ESP-AO'),
  {
    entity: 'ID_CARD',
    detector: 'es.support',
    shapes: ['LLLdddddd', 'Ldddddddd'],
    check: anything,
    strength: 'cue',
    cues: ['número de soporte', 'soporte', 'idesp'],
    source: 'PRADO, Council of the EU: ESP-BO',
  },
  {
    entity: 'DRIVING_LICENCE',
    detector: 'es.licence',
    shapes: ['ddddddddL'],
    check: isDni,
    strength: 'cue',
    shared: 'LICENCE',
    source: 'Dirección General de Tráfico: the number of the DNI',
  },
]
